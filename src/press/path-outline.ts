/** A path of curves as polygons that hold it: for the text that keeps a distance from it. */
import type { Point } from "../base/geometry.ts";
import type { PathCommand } from "../base/path.ts";
import { areaOf, clipPolygon, type Polygon } from "../base/polygon.ts";
import { simplifyPolygon } from "./simplify-polygon.ts";

/** How far a chord may leave its curve, and a dropped corner its line, as a share of the picture's longer side. */
const TOLERANCE = 1 / 8192;
/** Polygons are moved out by what both together may have cut off. */
const GROWN = 2 * TOLERANCE;
/** Parts smaller than this share of the picture hold nothing to run round. */
const LEAST_AREA = 1e-6;
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/**
 * The path's parts as polygons in fractions of a picture of this size; nowhere inside of the path where a part does not cross itself,
 * nowhere more than four tolerances outside of it but at its sharpest corners. What lies outside of the picture is cut off.
 */
export const pathOutline = (
  path: readonly PathCommand[],
  size: { readonly width: number; readonly height: number },
): readonly Polygon[] => {
  const longest = Math.max(size.width, size.height);
  const [across, down] = [size.width / longest, size.height / longest];
  return subpathsOf(path)
    .map((commands) => simplifyPolygon(flatten(commands, { across, down }), TOLERANCE))
    .map(withoutDoubles)
    .filter((polygon) => polygon.length > 2)
    .map((polygon) => grown(polygon, GROWN).map(({ x, y }) => ({ x: x / across, y: y / down })))
    .map((polygon) => clipPolygon(polygon, WHOLE))
    .filter((polygon) => polygon.length > 2 && areaOf(polygon) >= LEAST_AREA);
};

const subpathsOf = (path: readonly PathCommand[]): readonly (readonly PathCommand[])[] => {
  const parts: PathCommand[][] = [];
  for (const command of path) {
    if (command.kind === "move") parts.push([]);
    parts.at(-1)?.push(command);
  }
  return parts;
};

interface Scale {
  readonly across: number;
  readonly down: number;
}

const flatten = (commands: readonly PathCommand[], { across, down }: Scale): Polygon => {
  const points: Point[] = [];
  for (const command of commands) {
    if (command.kind === "close") continue;
    const to = { x: command.x * across, y: command.y * down };
    const from = points.at(-1);
    if (command.kind !== "curve" || !from) points.push(to);
    else {
      const one = { x: command.x1 * across, y: command.y1 * down };
      const two = { x: command.x2 * across, y: command.y2 * down };
      points.push(...alongCurve([from, one, two, to]));
    }
  }
  return points;
};

/** Points on the curve behind its first one, as many as the tolerance asks for (Wang 1984). */
const alongCurve = ([a, b, c, d]: readonly [Point, Point, Point, Point]): readonly Point[] => {
  const bend = Math.max(
    Math.hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y),
    Math.hypot(b.x - 2 * c.x + d.x, b.y - 2 * c.y + d.y),
  );
  const pieces = Math.max(1, Math.ceil(Math.sqrt((0.75 * bend) / TOLERANCE)));
  return Array.from({ length: pieces }, (_, n) => {
    const t = (n + 1) / pieces;
    const [s, tt] = [1 - t, t * t];
    const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * tt, t * tt];
    return { x: p * a.x + q * b.x + r * c.x + u * d.x, y: p * a.y + q * b.y + r * c.y + u * d.y };
  });
};

const withoutDoubles = (polygon: Polygon): Polygon =>
  polygon.filter((point, n) => {
    const last = polygon[(n + polygon.length - 1) % polygon.length]!;
    return Math.hypot(point.x - last.x, point.y - last.y) > 1e-9;
  });

/** A corner this sharp is cut off beyond so many times the distance. */
const MITER = 8;

/** Every edge moved out by `by`, and corners where the moved edges meet. */
const grown = (polygon: Polygon, by: number): Polygon => {
  const turn = Math.sign(
    polygon.reduce((sum, { x, y }, n) => {
      const next = polygon[(n + 1) % polygon.length]!;
      return sum + x * next.y - next.x * y;
    }, 0),
  );
  return polygon.flatMap((at, n) => {
    const one = outward(polygon[(n + polygon.length - 1) % polygon.length]!, at, turn);
    const two = outward(at, polygon[(n + 1) % polygon.length]!, turn);
    const sum = { x: one.x + two.x, y: one.y + two.y };
    const stretch = 2 / (sum.x * sum.x + sum.y * sum.y);
    if (stretch < MITER) return [{ x: at.x + by * stretch * sum.x, y: at.y + by * stretch * sum.y }];
    // a spike: out along both edges and straight ahead
    const ahead = { x: one.x - one.y * turn, y: one.y + one.x * turn };
    const behind = { x: two.x + two.y * turn, y: two.y - two.x * turn };
    return [ahead, behind].map(({ x, y }) => ({ x: at.x + by * x, y: at.y + by * y }));
  });
};

/** The unit normal of an edge that points away from the inside. */
const outward = (from: Point, to: Point, turn: number): Point => {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  return { x: (dy / length) * turn, y: (-dx / length) * turn };
};
