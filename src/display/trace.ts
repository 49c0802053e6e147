/** Paths walked along by their length, for what is repeated over them: dots, dashes, waves. */
import type { Point } from "../base/geometry.ts";
import { type Pt, sameLength } from "../base/units.ts";
import type { PathCommand } from "./display-list.ts";

/** A stretch of a path without a sharp corner in it, as points close to one another. */
export interface Trace {
  readonly points: readonly Point[];
  /** length from the first point to each of them */
  readonly lengths: readonly Pt[];
  /** whether it comes back to where it began without a corner there */
  readonly closed: boolean;
}

/** A point of a trace; (dx, dy) is its direction, of length 1. */
export interface TracePlace extends Point {
  readonly dx: number;
  readonly dy: number;
}

/** Straight pieces that a curve is walked in. */
const CURVE_PIECES = 16;
/** Cosine of the turn from which a bend is a corner: 30 degrees. */
const SHARP = 0.866;

/** The traces of a path, cut at its corners. */
export const tracesOf = (path: readonly PathCommand[]): readonly Trace[] => pathPoints(path).flatMap(cutAtCorners);

/** Points of each part of the path, curves in short straight pieces; the same point never twice in a row. */
export const pathPoints = (path: readonly PathCommand[]): readonly (readonly Point[])[] => {
  const parts: Point[][] = [];
  const add = (point: Point): void => {
    const part = parts.at(-1);
    const last = part?.at(-1);
    if (part && !(last && sameLength(last.x, point.x) && sameLength(last.y, point.y))) part.push(point);
  };
  for (const command of path) {
    switch (command.kind) {
      case "move":
        parts.push([{ x: command.x, y: command.y }]);
        break;
      case "line":
        add({ x: command.x, y: command.y });
        break;
      case "curve": {
        const from = parts.at(-1)?.at(-1);
        if (from) for (let n = 1; n <= CURVE_PIECES; n++) add(onCurve(from, command, n / CURVE_PIECES));
        break;
      }
      case "close": {
        const first = parts.at(-1)?.[0];
        if (first) add(first);
      }
    }
  }
  return parts.filter((part) => part.length > 1);
};

const onCurve = (from: Point, curve: Extract<PathCommand, { kind: "curve" }>, t: number): Point => {
  const s = 1 - t;
  const [a, b, c, d] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
  return {
    x: a * from.x + b * curve.x1 + c * curve.x2 + d * curve.x,
    y: a * from.y + b * curve.y1 + c * curve.y2 + d * curve.y,
  };
};

const cutAtCorners = (points: readonly Point[]): readonly Trace[] => {
  const last = points.length - 1;
  const round = sameLength(points[0]!.x, points[last]!.x) && sameLength(points[0]!.y, points[last]!.y);
  const corners = points.flatMap((point, n) =>
    n > 0 && n < last && isSharp(points[n - 1]!, point, points[n + 1]!) ? [n] : [],
  );
  if (!round) return pieces(points, [0, ...corners, last]);
  const sharpEnd = isSharp(points[last - 1]!, points[0]!, points[1]!);
  if (sharpEnd) return pieces(points, [0, ...corners, last]);
  const [first] = corners;
  if (first === undefined) return [traceOf(points, true)];
  // begins in the middle of a side: begin at its first corner instead
  const turned = [...points.slice(first), ...points.slice(1, first + 1)];
  return pieces(turned, [...corners.map((n) => n - first), last]);
};

const pieces = (points: readonly Point[], ends: readonly number[]): readonly Trace[] =>
  ends.slice(1).map((to, n) => traceOf(points.slice(ends[n]!, to + 1), false));

const isSharp = (a: Point, b: Point, c: Point): boolean => {
  const [ux, uy, vx, vy] = [b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y];
  return ux * vx + uy * vy < SHARP * Math.hypot(ux, uy) * Math.hypot(vx, vy);
};

const traceOf = (points: readonly Point[], closed: boolean): Trace => {
  let length = 0;
  const lengths = points.map((point, n) => {
    const before = points[n - 1];
    if (before) length += Math.hypot(point.x - before.x, point.y - before.y);
    return length;
  });
  return { points, lengths, closed };
};

/** How long a trace is. */
export const traceLength = ({ lengths }: Trace): Pt => lengths.at(-1) ?? 0;

/** Places at these lengths, which ascend. */
export const placesAt = ({ points, lengths }: Trace, along: readonly Pt[]): readonly TracePlace[] => {
  let n = 1;
  return along.map((at) => {
    while (n < points.length - 1 && lengths[n]! < at) n++;
    const [a, b] = [points[n - 1]!, points[n]!];
    const length = lengths[n]! - lengths[n - 1]!;
    const share = (at - lengths[n - 1]!) / length;
    const [dx, dy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    return { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y), dx, dy };
  });
};

/** The trace from one length to another, for each pair; pairs ascend and do not overlap. */
export const stretchesOf = (
  trace: Trace,
  pairs: readonly (readonly [from: Pt, to: Pt])[],
): readonly (readonly Point[])[] => {
  const ends = placesAt(trace, pairs.flat());
  let n = 0;
  return pairs.map(([from, to], at) => {
    const inside: Point[] = [];
    while (n < trace.points.length && trace.lengths[n]! <= from) n++;
    for (; n < trace.points.length && trace.lengths[n]! < to; n++) inside.push(trace.points[n]!);
    return [ends[2 * at]!, ...inside, ends[2 * at + 1]!];
  });
};
