/** A page on a plant's own trim: nothing that is read is cut off, and nothing that ran to the edge ends short of it. */
import type { Report } from "../base/diagnostic.ts";
import { contains, type Rect, union } from "../base/geometry.ts";
import { fits, toMm } from "../base/units.ts";
import type { DisplayItem, DisplayPage } from "../display/display-list.ts";
import type { Press } from "../model/press.ts";
import { itemBounds } from "./ink-bounds.ts";

/** Reports text beyond the trim, and areas and pictures that were laid out into the bleed and now end inside the page. */
export const checkPlantSize = (page: DisplayPage, { size }: Press, report: Report): void => {
  if (!size) return;
  const cut: Rect[] = [];
  for (const item of page.items) {
    const bounds = itemBounds(item);
    if (item.kind === "glyphs" && bounds && !contains(page.trim, bounds)) cut.push(bounds);
  }
  const at = `${rounded(size.width)} × ${rounded(size.height)} mm`;
  if (cut.length > 0)
    report.add({
      code: "press/plant-size",
      severity: "error",
      message: `text would be cut off where the page is trimmed to ${at}`,
      hint: "give the plant's `size` the `fit: scale`, or the layout a smaller type area",
      place: { page: page.id, rect: union(cut) },
    });
};

/** Reports what ran into the bleed as the page was laid out, and does not on the plant's trim. */
export const checkBleedKept = (
  { laid, fitted }: { readonly laid: DisplayPage; readonly fitted: DisplayPage },
  report: Report,
): void => {
  const short = laid.items.flatMap((item, n) => {
    const [before, after] = [itemBounds(item), itemBounds(fitted.items[n]!)];
    return before &&
      after &&
      SIDES.some((side) => beyond(before, laid, side) && !beyond(after, fitted, side)) &&
      isArea(item)
      ? [after]
      : [];
  });
  if (short.length === 0) return;
  report.add({
    code: "press/plant-size",
    severity: "warning",
    message: "pictures or tints that run off the page end inside it on this plant's trim",
    hint: "give the plant a `size` of the format's proportions with `fit: scale`, or let them bleed further",
    place: { page: fitted.id, rect: union(short) },
  });
};

const isArea = (item: DisplayItem): boolean => item.kind !== "glyphs";

const SIDES = ["left", "top", "right", "bottom"] as const;

/** Whether bounds reach the bleed's edge at a side. */
const beyond = ({ x, y, width, height }: Rect, { bleed }: DisplayPage, side: (typeof SIDES)[number]): boolean => {
  switch (side) {
    case "left":
      return fits(x, bleed.x);
    case "top":
      return fits(y, bleed.y);
    case "right":
      return fits(bleed.x + bleed.width, x + width);
    case "bottom":
      return fits(bleed.y + bleed.height, y + height);
  }
};

const rounded = (length: number): number => Math.round(toMm(length) * 10) / 10;
