/** What an item of a feed says, whatever its format: the one value between the readers of formats and the ledger. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { SourceRange } from "../base/source.ts";
import type { ITEM_FIELDS } from "../input/feed-schema.ts";
import type { MarkupNode } from "./markup.ts";

/** The formats that are read. */
export const FEED_KINDS = ["ninjs", "newsml-g2", "nitf", "rss", "atom", "markdown"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** Texts of an item that a mapping may use, one line each. */
export type ItemField = (typeof ITEM_FIELDS)[number];

/** The text itself: marked up, plain (lines and empty lines part paragraphs), or a story in Markdown as ours are. */
export type ItemBody =
  | { readonly kind: "markup"; readonly nodes: readonly MarkupNode[] }
  | { readonly kind: "plain"; readonly text: string }
  | { readonly kind: "markdown"; readonly text: string };

/** A file of a picture. */
export interface Rendition {
  /** as in ninjs or NewsML-G2: `main`, `small`, `thumbnail`…; empty when it has none */
  readonly name: string;
  /** address or path, as the item gives it */
  readonly href: string;
  /** pixels; absent when the item does not say */
  readonly width?: number;
  readonly height?: number;
}

/** A picture of an item in the files that there are of it. */
export interface ItemPicture {
  /** at least one */
  readonly renditions: readonly Rendition[];
  /** may be empty, as `credit` */
  readonly caption: string;
  readonly credit: string;
}

/** Whether an item may be printed: `canceled` is a kill, `withheld` is taken back until a new version comes. */
export type PubStatus = "usable" | "withheld" | "canceled";

/** An item that was read. */
export interface FeedItem {
  readonly kind: FeedKind;
  /** as the provider gives it; made of the content where it gives none */
  readonly id: string;
  /** at least 0; 0 when the item does not say */
  readonly version: number;
  /** when this version was made, milliseconds since 1970; absent when the item does not say */
  readonly created?: number;
  readonly status: PubStatus;
  /** not to be printed before, milliseconds since 1970; NaN when the item says a time that is none */
  readonly embargo?: number;
  /** 1, the most urgent, to 9 */
  readonly urgency?: number;
  /** what it is: text, picture, video, event…; empty when the item does not say */
  readonly type: string;
  /** BCP 47, checked; absent when the item does not say */
  readonly language?: string;
  readonly provider: string;
  readonly fields: Readonly<Partial<Record<ItemField, string>>>;
  readonly sections: readonly string[];
  /** codes and names of what it is about, as written */
  readonly subjects: readonly string[];
  readonly body?: ItemBody;
  readonly pictures: readonly ItemPicture[];
  /** whether it says that it corrects an earlier version */
  readonly correction: boolean;
  /** where it stands: offsets in the file's text */
  readonly source: SourceRange;
}

/** An item, or what keeps it from being one. A file may hold several. */
export type ReadItem =
  | { readonly ok: true; readonly item: FeedItem }
  | { readonly ok: false; readonly finding: Diagnostic & { readonly source: SourceRange } };
