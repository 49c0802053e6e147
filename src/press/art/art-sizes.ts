/** How large things of a placed PDF are printed: lines, rectangles so thin that they are lines (GWG I00004), type. */
import type { Pt } from "../../base/units.ts";
import type { ContentOperator } from "../../cos/content-operators.ts";

/** A matrix without its shift, which no size depends on. */
export type Turn = readonly [a: number, b: number, c: number, d: number];

/** `inner` seen through `outer`. */
export const through = ([a, b, c, d]: Turn, outer: Turn): Turn => [
  a * outer[0] + b * outer[2],
  a * outer[1] + b * outer[3],
  c * outer[0] + d * outer[2],
  c * outer[1] + d * outer[3],
];

/** The turn of six numbers; none for all else. */
export const turnOf = (numbers: readonly number[] | undefined): Turn =>
  numbers && numbers.length >= 4 ? [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!] : UPRIGHT;

export const UPRIGHT: Turn = [1, 0, 0, 1];

/** How much lines grow. */
export const scaleOf = ([a, b, c, d]: Turn): number => Math.sqrt(Math.abs(a * d - b * c));

/** How high type of 1 becomes. */
export const heightOf = ([, , c, d]: Turn): number => Math.hypot(c, d);

type Point = readonly [x: number, y: number];

/** The path in the making. */
export class ArtPath {
  readonly #subpaths: Point[][] = [];
  #curved = false;

  /** Takes an operator that makes paths; others are passed over. */
  take({ operator }: ContentOperator, numbers: readonly number[]): void {
    const [x = 0, y = 0, width = 0, height = 0] = numbers;
    if (operator === "m") this.#subpaths.push([[x, y]]);
    else if (operator === "l") this.#subpaths.at(-1)?.push([x, y]);
    else if (operator === "re")
      this.#subpaths.push([
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
      ]);
    else if (operator === "c" || operator === "v" || operator === "y") this.#curved = true;
  }

  /** The thickness of the thickest of its rectangles, where it has nothing else; without end of anything else. */
  thickness(turn: Turn): Pt {
    const subpaths = this.#subpaths.filter((points) => points.length > 1);
    if (this.#curved || subpaths.length === 0) return Number.POSITIVE_INFINITY;
    return Math.max(
      ...subpaths.slice(0, MOST_RECTANGLES).map((points) => thicknessOf(points, turn)),
      subpaths.length > MOST_RECTANGLES ? Number.POSITIVE_INFINITY : 0,
    );
  }
}

/** More in one path is an area cut up, no line. */
const MOST_RECTANGLES = 1000;

const thicknessOf = (points: readonly Point[], [a, b, c, d]: Turn): Pt => {
  const [first, last] = [points[0]!, points.at(-1)!];
  const corners = points.length === 5 && first[0] === last[0] && first[1] === last[1] ? points.slice(0, 4) : points;
  if (corners.length !== 4) return Number.POSITIVE_INFINITY;
  const upright = corners.every(([x, y], n) => {
    const [nextX, nextY] = corners[(n + 1) % 4]!;
    return x === nextX || y === nextY;
  });
  if (!upright) return Number.POSITIVE_INFINITY;
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const [width, height] = [Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)];
  return Math.min(width * Math.hypot(a, b), height * Math.hypot(c, d));
};
