/** A page in the order in which it is read: what a reader that does not see it says aloud, and in what it goes by. */
import type { DisplayItem, DisplayPage } from "../display-list.ts";

/** Standard structure types (ISO 32000-1, 14.8.4) that a page is made of. */
export type ReadingTag =
  | "Part"
  | "Art"
  | "Sect"
  | "H1"
  | "H2"
  | "P"
  | "L"
  | "LI"
  | "Lbl"
  | "LBody"
  | "Figure"
  | "Caption"
  | "Table"
  | "TR"
  | "TH"
  | "TD"
  | "BlockQuote"
  | "Link"
  | "Ruby"
  | "RB"
  | "RT"
  | "Span";

/** Where a link leads: an address that `safeAddress` has let through, or a page of the edition by its id. */
export type LinkTarget =
  | { readonly kind: "address"; readonly address: string }
  | { readonly kind: "page"; readonly page: string };

/** A part of what is read. */
export interface ReadingNode {
  readonly tag: ReadingTag;
  /** parts in it, and items of the page, in the order of reading; an item is in one node of a page at most */
  readonly kids: readonly (ReadingNode | DisplayItem)[];
  /** BCP 47; that of what it is in when absent */
  readonly language?: string;
  /** what is said in place of what is seen; of figures */
  readonly alt?: string;
  /** for those who look at the tree */
  readonly title?: string;
  /** of links only */
  readonly link?: LinkTarget;
  /** of cells: how many rows and columns they take */
  readonly cell?: { readonly rows: number; readonly columns: number };
  /** of lists whose labels are numbers */
  readonly numbered?: true;
}

/** A story as it stands on a page. */
export interface ReadingArticle {
  /** the same on every page on which the story stands */
  readonly key: string;
  /** its headline, else its first words; may be empty */
  readonly title: string;
  readonly node: ReadingNode;
  /** the letters of each leg of its text, in the order of reading */
  readonly legs: readonly (readonly DisplayItem[])[];
}

/** A page with its order of reading. What no article holds is no content: furniture, rules, grounds. */
export interface ReadingPage {
  /** the page with letters parted where links and readings begin and end, and with the spaces between the words of two lines */
  readonly page: DisplayPage;
  readonly articles: readonly ReadingArticle[];
}

/** Whether a part of a node is a node itself. */
export const isNode = (kid: ReadingNode | DisplayItem): kid is ReadingNode => "tag" in kid;

/** All items of a node, in the order of reading. */
export const itemsIn = (node: ReadingNode): readonly DisplayItem[] =>
  node.kids.flatMap((kid) => (isNode(kid) ? itemsIn(kid) : [kid]));
