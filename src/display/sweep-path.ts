/** What a shape passes over when it is moved: the sides of solid letters (立体). */
import type { Point } from "../base/geometry.ts";
import type { PathCommand } from "./display-list.ts";

/**
 * The area that a path's line passes over on its way by `by`: a piece for each stretch of it, all of them of one winding, so that they
 * fill as one shape. Curves are cut where they run along the way, so that no piece turns over.
 */
export const sweepPath = (path: readonly PathCommand[], by: Point): readonly PathCommand[] => {
  const swept: PathCommand[] = [];
  let start: Point = { x: 0, y: 0 };
  let at: Point = start;
  for (const command of path) {
    switch (command.kind) {
      case "move":
        start = pointOf(command);
        break;
      case "line":
        swept.push(...sweptLine(at, pointOf(command), by));
        break;
      case "curve":
        for (const piece of cutAlong({ from: at, ...controls(command) }, by)) swept.push(...sweptCurve(piece, by));
        break;
      case "close":
        swept.push(...sweptLine(at, start, by));
    }
    at = command.kind === "close" ? start : pointOf(command);
  }
  return swept;
};

interface Curve {
  readonly from: Point;
  readonly a: Point;
  readonly b: Point;
  readonly to: Point;
}

const pointOf = ({ x, y }: Point): Point => ({ x, y });

const controls = (curve: Extract<PathCommand, { kind: "curve" }>): Omit<Curve, "from"> => ({
  a: { x: curve.x1, y: curve.y1 },
  b: { x: curve.x2, y: curve.y2 },
  to: pointOf(curve),
});

const plus = (a: Point, b: Point): Point => ({ x: a.x + b.x, y: a.y + b.y });
const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + t * (b.x - a.x), y: a.y + t * (b.y - a.y) });
/** How far a point lies to the side of the way. */
const aside = ({ x, y }: Point, by: Point): number => x * by.y - y * by.x;

/** Sideways steps under this, points squared, leave no area. */
const NOTHING = 1e-9;

const sweptLine = (from: Point, to: Point, by: Point): readonly PathCommand[] => {
  const side = aside(to, by) - aside(from, by);
  if (Math.abs(side) < NOTHING) return [];
  const [p, q] = side > 0 ? [from, to] : [to, from];
  return [move(p), line(q), line(plus(q, by)), line(plus(p, by)), { kind: "close" }];
};

const sweptCurve = (curve: Curve, by: Point): readonly PathCommand[] => {
  const side = aside(curve.to, by) - aside(curve.from, by);
  if (Math.abs(side) < NOTHING) return [];
  const { from: p, a, b, to: q } = side > 0 ? curve : { from: curve.to, a: curve.b, b: curve.a, to: curve.from };
  return [move(p), along(a, b, q), line(plus(q, by)), along(plus(b, by), plus(a, by), plus(p, by)), { kind: "close" }];
};

const move = (to: Point): PathCommand => ({ kind: "move", ...to });
const line = (to: Point): PathCommand => ({ kind: "line", ...to });
const along = (a: Point, b: Point, to: Point): PathCommand => ({
  kind: "curve",
  x1: a.x,
  y1: a.y,
  x2: b.x,
  y2: b.y,
  ...to,
});

/** The curve in pieces that each go to one side of the way only. */
const cutAlong = (curve: Curve, by: Point): readonly Curve[] => {
  const [p, a, b, q] = [curve.from, curve.a, curve.b, curve.to].map((point) => aside(point, by)) as [
    number,
    number,
    number,
    number,
  ];
  // the derivative of the sideways step is a square function of t
  const cuts = rootsOf(q - 3 * b + 3 * a - p, 2 * (b - 2 * a + p), a - p).filter((t) => t > 1e-6 && t < 1 - 1e-6);
  const pieces: Curve[] = [];
  let rest = curve;
  let done = 0;
  for (const t of cuts) {
    const [first, second] = cutAt(rest, (t - done) / (1 - done));
    pieces.push(first);
    rest = second;
    done = t;
  }
  return [...pieces, rest];
};

/** Where ax² + bx + c is nothing, ascending. */
const rootsOf = (a: number, b: number, c: number): readonly number[] => {
  if (Math.abs(a) < 1e-12) return Math.abs(b) < 1e-12 ? [] : [-c / b];
  const under = b * b - 4 * a * c;
  if (under <= 0) return [];
  const root = Math.sqrt(under);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)].sort((x, y) => x - y);
};

/** De Casteljau's construction. */
const cutAt = ({ from, a, b, to }: Curve, t: number): readonly [Curve, Curve] => {
  const [p, q, r] = [between(from, a, t), between(a, b, t), between(b, to, t)];
  const [s, u] = [between(p, q, t), between(q, r, t)];
  const middle = between(s, u, t);
  return [
    { from, a: p, b: s, to: middle },
    { from: middle, a: u, b: r, to },
  ];
};
