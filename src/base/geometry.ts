/** Points and rectangles on the page, in points, y down. */
import { fits, type Pt } from "./units.ts";

export interface Point {
  readonly x: Pt;
  readonly y: Pt;
}

/** An upright rectangle; width and height are never negative. */
export interface Rect {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly height: Pt;
}

export const right = (rect: Rect): Pt => rect.x + rect.width;

export const bottom = (rect: Rect): Pt => rect.y + rect.height;

/** The rectangle with `by` more on each side; a negative `by` shrinks it, never below nothing. */
export const expand = (rect: Rect, by: Pt): Rect => ({
  x: rect.x - by,
  y: rect.y - by,
  width: Math.max(0, rect.width + 2 * by),
  height: Math.max(0, rect.height + 2 * by),
});

/** Whether the two rectangles share more than an edge. */
export const overlaps = (a: Rect, b: Rect): boolean =>
  !fits(right(a), b.x) && !fits(right(b), a.x) && !fits(bottom(a), b.y) && !fits(bottom(b), a.y);

/** Whether `inner` lies in `outer`. */
export const contains = (outer: Rect, inner: Rect): boolean =>
  fits(outer.x, inner.x) &&
  fits(outer.y, inner.y) &&
  fits(right(inner), right(outer)) &&
  fits(bottom(inner), bottom(outer));

/** The smallest rectangle round all of `rects`; a rectangle of no size at the origin when there are none. */
export const union = (rects: readonly Rect[]): Rect => {
  const [first, ...rest] = rects;
  if (!first) return { x: 0, y: 0, width: 0, height: 0 };
  return rest.reduce((all, rect) => {
    const x = Math.min(all.x, rect.x);
    const y = Math.min(all.y, rect.y);
    return {
      x,
      y,
      width: Math.max(right(all), right(rect)) - x,
      height: Math.max(bottom(all), bottom(rect)) - y,
    };
  }, first);
};
