/** A panorama (通版) cut at its fold into two pages; what crosses the fold runs on into the bleed of either. */
import { overlaps, type Rect } from "../base/geometry.ts";
import type { DisplayItem, GlyphsItem } from "../display/display-list.ts";
import { withBleed } from "../model/page-bleed.ts";
import type { PageEdges } from "../model/press.ts";
import { glyphBox, itemBounds } from "./ink-bounds.ts";
import type { InkedPage } from "./inked-page.ts";

/** How the sheet is cut: the ids of the pages from left to right, and the bleed that each gets. */
export interface CutHow {
  readonly left: string;
  readonly right: string;
  readonly bleed: PageEdges;
}

/** Both halves, from left to right. A letter stands on each half whose bleed it touches, and nowhere else. */
export const cutAtFold = (inked: InkedPage, { left, right, bleed }: CutHow): readonly InkedPage[] => {
  const { fold, trim } = inked.page;
  if (!fold) return [inked];
  const leftTrim: Rect = { ...trim, width: fold.x - trim.x };
  const rightTrim: Rect = { ...trim, x: fold.x, width: trim.x + trim.width - fold.x };
  return [
    half(inked, { id: left, ...withBleed(leftTrim, bleed, "right") }),
    half(inked, { id: right, ...withBleed(rightTrim, bleed, "left") }),
  ];
};

const half = (inked: InkedPage, own: { readonly id: string; readonly trim: Rect; readonly bleed: Rect }): InkedPage => {
  const { fold: _, items, ...page } = inked.page;
  return { ...inked, page: { ...page, ...own, items: items.flatMap((item) => within(item, own.bleed)) } };
};

const within = (item: DisplayItem, area: Rect): readonly DisplayItem[] => {
  const bounds = itemBounds(item);
  if (!bounds || !overlaps(bounds, area)) return [];
  return item.kind === "glyphs" ? [lettersWithin(item, area)] : [item];
};

/** A line that stands whole in the area stays one item. */
const lettersWithin = (item: GlyphsItem, area: Rect): GlyphsItem => {
  const glyphs = item.glyphs.filter((glyph) => overlaps(glyphBox(item, glyph), area));
  return glyphs.length === item.glyphs.length ? item : { ...item, glyphs };
};
