/** Which marked content each item of a tagged page stands in (ISO 32000-1, 14.7.4 and 14.8.2). */
import type { DisplayItem } from "../display/display-list.ts";
import { isNode, type ReadingNode, type ReadingPage } from "../display/reading/reading-tree.ts";

/** The marked content of a page. */
export interface MarkedContent {
  /** the operator that begins the marked content of an item of the page */
  operatorOf(item: DisplayItem): string;
  /** numbers (MCID) of a node's own content, by the item of the node with which each begins */
  readonly numbers: ReadonlyMap<DisplayItem, number>;
  /** for each number the node that it belongs to */
  readonly owners: readonly ReadingNode[];
}

/** Items of one node that are painted one after another, in the order of reading, share a number; what no node has is an artifact. */
export const markContent = ({ page, articles }: ReadingPage): MarkedContent => {
  const places = new Map<DisplayItem, { readonly node: ReadingNode; readonly n: number }>();
  for (const { node } of articles) collect(node, places);
  const operators = new Map<DisplayItem, string>();
  const numbers = new Map<DisplayItem, number>();
  const owners: ReadingNode[] = [];
  let before: { readonly node: ReadingNode; readonly n: number } | undefined;
  for (const item of page.items) {
    const place = places.get(item);
    if (place && !(before?.node === place.node && before.n + 1 === place.n)) {
      numbers.set(item, owners.length);
      owners.push(place.node);
    }
    if (place) operators.set(item, `/${place.node.tag} <</MCID ${owners.length - 1}>> BDC`);
    before = place;
  }
  return { operatorOf: (item) => operators.get(item) ?? artifact(item), numbers, owners };
};

const collect = (node: ReadingNode, places: Map<DisplayItem, { node: ReadingNode; n: number }>): void => {
  node.kids.forEach((kid, n) => {
    if (isNode(kid)) collect(kid, places);
    else places.set(kid, { node, n });
  });
};

/** Words and rules of the page itself are its furniture; all else that is not read belongs to its looks. */
const artifact = ({ origin }: DisplayItem): string =>
  `/Artifact <</Type /${origin?.frame.kind === "furniture" ? "Pagination" : "Layout"}>> BDC`;
