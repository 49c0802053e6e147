/** The area that a story takes on a page: one or more polygons round all of its frames, for a reader's finger. */
import { bottom, expand, type Rect, right } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import type { Pt } from "../base/units.ts";

/**
 * Polygons with upright sides round `rects`, none of them overlapping; what is nearer than `gap` to its neighbour belongs together,
 * gutters and the blank between a headline and its text among it. Clockwise from the top left corner.
 */
export const areaOf = (rects: readonly Rect[], gap: Pt): readonly Polygon[] => {
  const grown = rects.filter(({ width, height }) => width > 0 && height > 0).map((rect) => expand(rect, gap / 2));
  const xs = cuts(grown.flatMap((rect) => [rect.x, right(rect)]));
  const ys = cuts(grown.flatMap((rect) => [rect.y, bottom(rect)]));
  const full = ys.slice(1).map((low, row) =>
    xs.slice(1).map((far, column) => {
      const [x, y] = [(xs[column]! + far) / 2, (ys[row]! + low) / 2];
      return grown.some((rect) => x > rect.x && x < right(rect) && y > rect.y && y < bottom(rect));
    }),
  );
  return outlines(full).map((corners) =>
    shrunk(
      corners.map(([x, y]) => ({ x: xs[x]!, y: ys[y]! })),
      gap / 2,
    ),
  );
};

/** Places where something begins or ends, in order, those that are the same but for rounding once. */
const cuts = (values: readonly number[]): readonly number[] =>
  [...values].sort((a, b) => a - b).filter((value, n, all) => n === 0 || value - all[n - 1]! > 0.01);

type Corner = readonly [column: number, row: number];

/** The outer and inner outlines of the cells that are full, by their corners; the full side is to the right of the way. */
const outlines = (full: readonly (readonly boolean[])[]): readonly (readonly Corner[])[] => {
  const isFull = (column: number, row: number): boolean => full[row]?.[column] === true;
  const edges = new Map<string, Corner[]>();
  const edge = (from: Corner, to: Corner): void => {
    const key = from.join();
    edges.set(key, [...(edges.get(key) ?? []), to]);
  };
  full.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (!cell) return;
      if (!isFull(column, row - 1)) edge([column, row], [column + 1, row]);
      if (!isFull(column + 1, row)) edge([column + 1, row], [column + 1, row + 1]);
      if (!isFull(column, row + 1)) edge([column + 1, row + 1], [column, row + 1]);
      if (!isFull(column - 1, row)) edge([column, row + 1], [column, row]);
    });
  });
  const found: (readonly Corner[])[] = [];
  for (const [key, ends] of edges) {
    while (ends.length > 0) found.push(walk(key, edges));
  }
  return found.map(withoutStraight);
};

const walk = (start: string, edges: Map<string, Corner[]>): readonly Corner[] => {
  const way: Corner[] = [];
  let key = start;
  let heading: Corner = [1, 0];
  do {
    const at = key.split(",").map(Number) as unknown as Corner;
    const ends = edges.get(key)!;
    // where two areas touch at a corner, the way turns right and keeps to its own
    const turned = ends.findIndex(([x, y]) => x - at[0] === -heading[1] && y - at[1] === heading[0]);
    const [to] = ends.splice(Math.max(0, turned), 1) as [Corner];
    heading = [Math.sign(to[0] - at[0]), Math.sign(to[1] - at[1])];
    way.push(at);
    key = to.join();
  } while (key !== start);
  return way;
};

const withoutStraight = (corners: readonly Corner[]): readonly Corner[] =>
  corners.filter(([x, y], n) => {
    const before = corners.at(n - 1)!;
    const after = corners[(n + 1) % corners.length]!;
    return !((before[0] === x && after[0] === x) || (before[1] === y && after[1] === y));
  });

/** Every side moved inwards: to the right of the way. */
const shrunk = (polygon: Polygon, by: Pt): Polygon =>
  polygon.map((point, n) => {
    const before = polygon.at(n - 1)!;
    const after = polygon[(n + 1) % polygon.length]!;
    const inX = -Math.sign(point.y - before.y) - Math.sign(after.y - point.y);
    const inY = Math.sign(point.x - before.x) + Math.sign(after.x - point.x);
    return { x: point.x + inX * by, y: point.y + inY * by };
  });
