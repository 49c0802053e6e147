/** Text in the gutter of a panorama: what stands at the fold is swallowed by it, and on two sheets it never meets. */
import type { Report } from "../base/diagnostic.ts";
import { overlaps, type Rect, union } from "../base/geometry.ts";
import { toMm } from "../base/units.ts";
import type { DisplayPage, GlyphsItem } from "../display/display-list.ts";
import { glyphInkBox } from "./ink-bounds.ts";

/**
 * Reports text whose letters stand in the gutter; large type across a fold on one sheet is a warning, since it is read all the same.
 * @param sheets pages on one sheet, or one sheet for each
 */
export const checkFold = (page: DisplayPage, sheets: "one" | "two", report: Report): void => {
  const { fold, trim } = page;
  if (!fold) return;
  const gutter: Rect = { x: fold.x - fold.gutter / 2, y: trim.y, width: fold.gutter, height: trim.height };
  const found = new Map<string, { readonly item: GlyphsItem; readonly rects: Rect[] }>();
  for (const item of page.items) {
    if (item.kind !== "glyphs") continue;
    const rects = item.glyphs.flatMap((glyph) => glyphInkBox(item, glyph) ?? []).filter((box) => overlaps(box, gutter));
    if (rects.length === 0) continue;
    const key = `${severityOf(item, sheets)} ${item.source?.path ?? rects[0]!.y}`;
    const known = found.get(key);
    if (known) known.rects.push(...rects);
    else found.set(key, { item, rects });
  }
  for (const { item, rects } of found.values()) {
    const { source } = item;
    report.add({
      code: "press/fold",
      severity: severityOf(item, sheets),
      message: `${rects.length === 1 ? "a letter stands" : `${rects.length} letters stand`} in the gutter of the panorama`,
      hint: `keep text out of the ${Math.round(toMm(fold.gutter))} mm at the fold, or break the line there`,
      ...(source && { source }),
      place: { page: page.id, rect: union(rects) },
    });
  }
};

/** Type of this size is read although the fold goes through a letter of it. */
const DISPLAY_SIZE = 24;

const severityOf = ({ size }: GlyphsItem, sheets: "one" | "two"): "warning" | "error" =>
  sheets === "one" && size >= DISPLAY_SIZE ? "warning" : "error";
