/** How far a traced outline, a polygon or an ellipse reaches into a row of text when the text keeps a distance from it. */
import type { Rect } from "../base/geometry.ts";
import { bottom } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import type { Pt } from "../base/units.ts";

/** A stretch of a row, from left to right. */
export interface Stretch {
  readonly from: Pt;
  readonly to: Pt;
}

/**
 * The part of the row from the leftmost to the rightmost place that is nearer to the polygons than `gap`; undefined when none is. The
 * outline is swept with a circle of the gap: where it is `away` above or below the row, it reaches √(gap² − away²) beyond itself.
 */
export const blockedByOutline = (polygons: readonly Polygon[], band: Rect, gap: Pt): Stretch | undefined => {
  const row: Row = { top: band.y, foot: bottom(band), gap };
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const polygon of polygons)
    for (let n = 0; n < polygon.length; n++) {
      const [a, b] = [polygon[n]!, polygon[(n + 1) % polygon.length]!];
      if (Math.max(a.y, b.y) <= row.top - gap || Math.min(a.y, b.y) >= row.foot + gap) continue;
      from = Math.min(from, -reach({ x: -a.x, y: a.y }, { x: -b.x, y: b.y }, row));
      to = Math.max(to, reach(a, b, row));
    }
  return from < to ? { from, to } : undefined;
};

interface Row {
  readonly top: Pt;
  readonly foot: Pt;
  readonly gap: Pt;
}

interface Corner {
  readonly x: Pt;
  readonly y: Pt;
}

/** Farthest place to the right that is nearer to the edge than the gap: at a corner, where the edge meets the row, or between. */
const reach = (a: Corner, b: Corner, row: Row): Pt => {
  const { top, foot, gap } = row;
  const height = b.y - a.y;
  let farthest = Math.max(reachAt(a, row), reachAt(b, row));
  if (height === 0) return farthest;
  const slope = (b.x - a.x) / height;
  // Above and below the row the reach is x + √(gap² − away²), greatest where the circle's tangent lies along the edge.
  const away = (gap * Math.abs(slope)) / Math.sqrt(1 + slope * slope);
  const [low, high] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  const places = [top, foot, slope < 0 ? top - away : foot + away];
  for (const y of places) {
    if (y > low && y < high) farthest = Math.max(farthest, reachAt({ x: a.x + slope * (y - a.y), y }, row));
  }
  return farthest;
};

const reachAt = ({ x, y }: Corner, { top, foot, gap }: Row): Pt => {
  const away = Math.max(0, top - y, y - foot);
  return away < gap || away === 0 ? x + Math.sqrt(gap * gap - away * away) : Number.NEGATIVE_INFINITY;
};
