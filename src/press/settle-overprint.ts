/** Black that would go over the ink limit with the ground under it knocks out instead, where that leaves no light edge in small type. */
import { BLACK, coverage, type Ink, tintOf } from "../base/colour.ts";
import { fits } from "../base/units.ts";
import type { DisplayItem, FillItem, StrokeItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import { type BlackSum, blackSums } from "./black-sums.ts";
import { itemBounds } from "./ink-bounds.ts";
import type { InkedPage } from "./inked-page.ts";
import { OVERPRINT_SIZE, OVERPRINT_THICKNESS } from "./overprint-sizes.ts";

/**
 * `inked` with black set to knock out where it is large enough for it, or a line at the edge of its ground, and colours that only go
 * on under black lightened to what the limit leaves beside it. Small type, and thin lines with ground on all sides, go on overprinting:
 * the press check tells of them.
 */
export const settleOverprint = (inked: InkedPage, { inkLimit }: Pick<Press, "inkLimit">): InkedPage => {
  const sums = blackSums(inked);
  const knockedOut = new Set<DisplayItem>();
  const settled = <T extends DisplayItem>(item: T): T => {
    if (item.kind === "stroke" && item.trap) return { ...item, ink: within(item.ink, inkLimit) };
    const sum = sums.get(item);
    if (!sum || fits(sum.ink, inkLimit) || !mayKnockOut(item, sum)) return item;
    const out = { ...item, overprint: false };
    knockedOut.add(out);
    return out;
  };
  const items = inked.page.items.map(settled);
  const drawings =
    inked.drawings &&
    new Map(
      [...inked.drawings].map(([key, shapes]) => [
        key,
        shapes.map((shape) => ({ ...shape, items: shape.items.map(settled) })),
      ]),
    );
  return { ...inked, page: { ...inked.page, items }, ...(drawings && { drawings }), knockedOut };
};

/** The colour under full black: cyan, magenta and yellow in proportion. */
const within = (ink: Ink, limit: number): Ink => {
  if (ink.spot) return tintOf(ink, Math.min(1, Math.max(0, limit - coverage(BLACK)) / Math.max(ink.spot.tint, 1)));
  const colours = ink.c + ink.m + ink.y;
  const scale = Math.min(1, Math.max(0, limit - coverage(BLACK)) / Math.max(colours, 1));
  return { c: ink.c * scale, m: ink.m * scale, y: ink.y * scale, k: ink.k };
};

const mayKnockOut = (item: DisplayItem, { inside }: BlackSum): boolean => {
  if (item.kind === "glyphs") return fits(OVERPRINT_SIZE, item.size);
  if (item.kind !== "fill" && item.kind !== "stroke") return false;
  if (item.typeSize !== undefined) return fits(OVERPRINT_SIZE, item.typeSize);
  return !inside || fits(OVERPRINT_THICKNESS, thicknessOf(item));
};

const thicknessOf = (item: FillItem | StrokeItem): number => {
  if (item.kind === "stroke") return item.thickness;
  const { width = 0, height = 0 } = itemBounds(item) ?? {};
  return Math.min(width, height);
};
