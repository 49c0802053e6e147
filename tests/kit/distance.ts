/** Distances worked out the slow and plain way, for comparison. */
import type { Point, Rect } from "../../src/base/geometry.ts";
import type { Polygon } from "../../src/base/polygon.ts";

/** From a point to the nearest edge of polygons. */
export const distanceTo = (polygons: readonly Polygon[], point: Point): number =>
  Math.min(
    ...polygons.flatMap((polygon) => polygon.map((a, n) => toSegment(point, a, polygon[(n + 1) % polygon.length]!))),
  );

const toSegment = (p: Point, a: Point, b: Point): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
};

/** From a point to a rectangle; 0 inside. */
export const toRect = ({ x, y }: Point, rect: Rect): number =>
  Math.hypot(Math.max(rect.x - x, 0, x - rect.x - rect.width), Math.max(rect.y - y, 0, y - rect.y - rect.height));

/** Points along the edges of polygons, `step` apart at most. */
export const alongEdges = (polygons: readonly Polygon[], step: number): readonly Point[] =>
  polygons.flatMap((polygon) =>
    polygon.flatMap((a, n) => {
      const b = polygon[(n + 1) % polygon.length]!;
      const pieces = Math.max(1, Math.ceil(Math.hypot(b.x - a.x, b.y - a.y) / step));
      return Array.from({ length: pieces }, (_, k) => ({
        x: a.x + ((b.x - a.x) * k) / pieces,
        y: a.y + ((b.y - a.y) * k) / pieces,
      }));
    }),
  );

/** The least distance of a rectangle from points. */
export const rectDistance = (points: readonly Point[], rect: Rect): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const point of points) least = Math.min(least, toRect(point, rect));
  return least;
};
