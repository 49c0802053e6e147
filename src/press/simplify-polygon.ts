/** Polygons with fewer corners (Ramer 1972; Douglas and Peucker 1973). */
import type { Point } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";

/** The polygon without the corners that lie nearer than `tolerance` to the line between those that stay. */
export const simplifyPolygon = (polygon: Polygon, tolerance: number): Polygon => {
  const count = polygon.length;
  if (count < 4) return polygon;
  // a closed line is cut where it is widest, so that both halves have ends that stay
  const far = farthest(polygon, { from: 0, to: count }, (point) => distance(point, polygon[0]!)).at;
  const kept = new Uint8Array(count);
  kept[0] = 1;
  kept[far] = 1;
  const waiting: Stretch[] = [
    { from: 0, to: far },
    { from: far, to: count },
  ];
  for (let stretch = waiting.pop(); stretch; stretch = waiting.pop()) {
    const [a, b] = [polygon[stretch.from]!, polygon[stretch.to % count]!];
    const { at, away } = farthest(polygon, stretch, (point) => toSegment(point, a, b));
    if (away <= tolerance) continue;
    kept[at] = 1;
    waiting.push({ from: stretch.from, to: at }, { from: at, to: stretch.to });
  }
  return polygon.filter((_, n) => kept[n] === 1);
};

/** Corners from `from` to `to`; `to` may be the first one again, counted on. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

const farthest = (polygon: Polygon, { from, to }: Stretch, away: (point: Point) => number) => {
  let best = { at: from, away: -1 };
  for (let at = from + 1; at < to; at++) {
    const distance = away(polygon[at]!);
    if (distance > best.away) best = { at, away: distance };
  }
  return best;
};

const distance = (a: Point, b: Point): number => Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2);

const toSegment = (point: Point, a: Point, b: Point): number => {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  if (length === 0) return distance(point, a);
  const share = Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length));
  return distance(point, { x: a.x + share * dx, y: a.y + share * dy });
};
