/** Crop marks (裁切线): where the knife goes, drawn on the paper outside the bleed. */
import { bottom, right } from "../base/geometry.ts";
import { mm } from "../base/units.ts";
import type { DisplayPage } from "../display/display-list.ts";
import type { PageSpace } from "./page-space.ts";
import { numbers } from "./pdf-number.ts";

const LENGTH = mm(5);
const THICKNESS = 0.25;

/** Away from the bleed, so that no bit of a mark is ever inside it. */
const GAP = mm(1);

/** Operators for the eight lines, in all four inks, so that they stand on every plate without a spot colour (GWG 2022 R0020, R0024). */
export const cropMarks = ({ trim, bleed }: DisplayPage, space: PageSpace): readonly string[] => {
  const ends = [
    [bleed.x - GAP, -LENGTH],
    [right(bleed) + GAP, LENGTH],
  ] as const;
  const sides = [
    [bleed.y - GAP, -LENGTH],
    [bottom(bleed) + GAP, LENGTH],
  ] as const;
  const across = [trim.y, bottom(trim)].flatMap((y) =>
    ends.map(([x, by]) => `${numbers(space.x(x), space.y(y))} m ${numbers(space.x(x + by), space.y(y))} l`),
  );
  const down = [trim.x, right(trim)].flatMap((x) =>
    sides.map(([y, by]) => `${numbers(space.x(x), space.y(y))} m ${numbers(space.x(x), space.y(y + by))} l`),
  );
  return ["q", "1 1 1 1 K", `${numbers(THICKNESS)} w 0 J [] 0 d`, ...across, ...down, "S", "Q"];
};
