/**
 * Black that would go over the ink limit with the ground under it. Thin lines go on overprinting and have the ground under them
 * lightened; what is large enough knocks out; small type goes on, and the press check tells of it.
 */
import { BLACK, coverage } from "../base/colour.ts";
import { fits } from "../base/units.ts";
import type { DisplayItem, FillItem, StrokeItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import { type BlackSum, blackSums } from "./black-sums.ts";
import { itemBounds } from "./ink-bounds.ts";
import type { InkedPage } from "./inked-page.ts";
import { OVERPRINT_SIZE, OVERPRINT_THICKNESS } from "./overprint-sizes.ts";
import { coloursWithin, underlayOf } from "./underlay.ts";

/**
 * `inked` with nothing of its black over the limit but small type. A thin line that knocked out would show a light edge where plates
 * are not in register (GWG 2022 R0010), and one that overprinted as it is would print more ink than the limit: so the ground gives way
 * under the line alone, as undercolour is taken from under black in a picture. Colours that only go on under black (traps) are
 * lightened in the same way.
 */
export const settleOverprint = (inked: InkedPage, { inkLimit }: Pick<Press, "inkLimit">): InkedPage => {
  const sums = blackSums(inked);
  const knockedOut = new Set<DisplayItem>();
  const underlaid = new Set<DisplayItem>();
  const room = Math.max(0, inkLimit - coverage(BLACK));
  const settled = <T extends DisplayItem>(item: T): readonly (T | FillItem | StrokeItem)[] => {
    if (item.kind === "stroke" && item.trap) return [{ ...item, ink: coloursWithin(item.ink, room) }];
    const sum = sums.get(item);
    if (!sum || fits(sum.ink, inkLimit)) return [item];
    if (isThinLine(item)) {
      underlaid.add(item);
      return [...underlayOf(item, sum, Math.max(0, inkLimit - item.ink.k)), item];
    }
    if (!mayKnockOut(item, sum)) return [item];
    const out = { ...item, overprint: false };
    knockedOut.add(out);
    return [out];
  };
  const items = inked.page.items.flatMap(settled);
  const drawings =
    inked.drawings &&
    new Map(
      [...inked.drawings].map(([key, shapes]) => [
        key,
        shapes.map((shape) => ({ ...shape, items: shape.items.flatMap(settled) })),
      ]),
    );
  return { ...inked, page: { ...inked.page, items }, ...(drawings && { drawings }), knockedOut, underlaid };
};

const isThinLine = (item: DisplayItem): item is FillItem | StrokeItem =>
  (item.kind === "stroke" || (item.kind === "fill" && item.typeSize === undefined)) &&
  !fits(OVERPRINT_THICKNESS, thicknessOf(item));

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
