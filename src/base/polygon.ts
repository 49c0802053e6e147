/** Closed polygons: the last point is joined to the first. */
import type { Point, Rect } from "./geometry.ts";
import { bottom, right } from "./geometry.ts";

/** Corners in order, in either direction of turn; points of the page, or fractions of a picture or frame. */
export type Polygon = readonly Point[];

/** The smallest rectangle round all of `polygons`; of no size at the origin when they have no points. */
export const boundsOf = (polygons: readonly Polygon[]): Rect => {
  let [left, top, far, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const polygon of polygons)
    for (const { x, y } of polygon) {
      left = Math.min(left, x);
      top = Math.min(top, y);
      far = Math.max(far, x);
      low = Math.max(low, y);
    }
  return left > far ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: far - left, height: low - top };
};

/** The area inside, whatever the direction of turn. */
export const areaOf = (polygon: Polygon): number =>
  Math.abs(
    polygon.reduce((sum, { x, y }, n) => {
      const next = polygon[(n + 1) % polygon.length]!;
      return sum + x * next.y - next.x * y;
    }, 0),
  ) / 2;

/** Whether the point lies inside: an odd number of edges to the right of it. */
export const holdsPoint = (polygon: Polygon, { x, y }: Point): boolean => {
  let inside = false;
  polygon.forEach((from, n) => {
    const to = polygon[(n + 1) % polygon.length]!;
    if (from.y > y !== to.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)) inside = !inside;
  });
  return inside;
};

/** The part of a polygon inside a rectangle, corner by corner along its four sides (Sutherland and Hodgman 1974); may be empty. */
export const clipPolygon = (polygon: Polygon, rect: Rect): Polygon => {
  const sides: readonly Side[] = [
    { depth: ({ x }) => x - rect.x },
    { depth: ({ x }) => right(rect) - x },
    { depth: ({ y }) => y - rect.y },
    { depth: ({ y }) => bottom(rect) - y },
  ];
  return sides.reduce<Polygon>(cutAt, polygon);
};

/** How far inside of a side a point lies; negative outside. */
interface Side {
  readonly depth: (point: Point) => number;
}

const cutAt = (polygon: Polygon, { depth }: Side): Polygon =>
  polygon.flatMap((from, n) => {
    const to = polygon[(n + 1) % polygon.length]!;
    const [a, b] = [depth(from), depth(to)];
    const kept = a >= 0 ? [from] : [];
    if (a >= 0 === b >= 0) return kept;
    const share = a / (a - b);
    return [...kept, { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }];
  });
