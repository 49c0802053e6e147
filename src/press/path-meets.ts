/** Whether the ink of a path reaches into a rectangle; exact for areas, to half its thickness for lines. */
import { bottom, expand, type Point, type Rect, right } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { FillItem, StrokeItem } from "../display/display-list.ts";
import { pathPoints } from "../display/trace.ts";

/** A path as straight pieces. */
export interface Outline {
  readonly parts: readonly (readonly Point[])[];
  /** by which rule the inside is inked; not at all when absent */
  readonly filled?: "nonzero" | "evenodd";
  /** thickness of the line along it; 0 of an area */
  readonly pen: Pt;
}

/** The outline of what an area or a line inks. */
export const outlineOf = (item: FillItem | StrokeItem): Outline => {
  const parts = pathPoints(item.path);
  if (item.kind === "stroke") return { parts, pen: item.thickness };
  return { parts, pen: 0, filled: item.evenOdd ? "evenodd" : "nonzero" };
};

/** Whether any ink of the outline lies in the rectangle. */
export const crosses = ({ parts, filled, pen }: Outline, rect: Rect): boolean => {
  const room = expand(rect, pen / 2);
  // an area is closed whether its path says so or not
  const closed = filled ? parts.map((points) => [...points, points[0]!]) : parts;
  if (closed.some((points) => points.slice(1).some((to, n) => enters(points[n]!, to, room)))) return true;
  return filled !== undefined && holds(closed, filled, { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
};

/** Whether a straight piece has a part in the rectangle (Liang and Barsky 1984). */
const enters = (from: Point, to: Point, rect: Rect): boolean => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [first, last] = [0, 1];
  const sides = [
    [-dx, from.x - rect.x],
    [dx, right(rect) - from.x],
    [-dy, from.y - rect.y],
    [dy, bottom(rect) - from.y],
  ] as const;
  for (const [step, room] of sides) {
    if (step === 0 && room < 0) return false;
    if (step < 0) first = Math.max(first, room / step);
    if (step > 0) last = Math.min(last, room / step);
  }
  return first < last;
};

const holds = (parts: readonly (readonly Point[])[], rule: "nonzero" | "evenodd", { x, y }: Point): boolean => {
  let [turns, crossings] = [0, 0];
  for (const points of parts)
    points.slice(1).forEach((to, n) => {
      const from = points[n]!;
      if (from.y > y === to.y > y || x >= from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) return;
      turns += to.y > from.y ? 1 : -1;
      crossings++;
    });
  return rule === "nonzero" ? turns !== 0 : crossings % 2 === 1;
};
