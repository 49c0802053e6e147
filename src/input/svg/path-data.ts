/** Path data and transforms of SVG → path commands and matrices; the only door to svgpath. */
import svgpath from "svgpath";
import type { Point } from "../../base/geometry.ts";
import type { PathCommand } from "../../base/path.ts";

/** x' = a·x + c·y + e, y' = b·x + d·y + f */
export interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Leaves everything where it is. */
export const IDENTITY: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

/** The commands of path data, arcs and quadratic curves made cubic; what stands before a fault is drawn (SVG 2, 9.5.4). */
export const pathData = (data: string): { readonly path: readonly PathCommand[]; readonly broken: boolean } => {
  const path: PathCommand[] = [];
  const parsed = svgpath(data).abs().unshort().unarc();
  parsed.iterate((segment, _index, x0, y0) => {
    switch (segment[0]) {
      case "M":
        path.push({ kind: "move", x: segment[1], y: segment[2] });
        break;
      case "L":
        path.push({ kind: "line", x: segment[1], y: segment[2] });
        break;
      case "H":
        path.push({ kind: "line", x: segment[1], y: y0 });
        break;
      case "V":
        path.push({ kind: "line", x: x0, y: segment[1] });
        break;
      case "C": {
        const [, x1, y1, x2, y2, x, y] = segment;
        path.push({ kind: "curve", x1, y1, x2, y2, x, y });
        break;
      }
      case "Q": {
        const [, qx, qy, x, y] = segment;
        const [x1, y1] = [x0 + (2 / 3) * (qx - x0), y0 + (2 / 3) * (qy - y0)];
        path.push({ kind: "curve", x1, y1, x2: x + (2 / 3) * (qx - x), y2: y + (2 / 3) * (qy - y), x, y });
        break;
      }
      case "Z":
      case "z":
        path.push({ kind: "close" });
        break;
      default:
    }
  });
  const { err } = parsed as { readonly err?: string };
  return { path: path.filter(isFinitePlace), broken: Boolean(err) };
};

const isFinitePlace = (command: PathCommand): boolean =>
  command.kind === "close" || Object.values(command).every((each) => typeof each === "string" || Number.isFinite(each));

/** The matrix of a `transform`; that of none for what cannot be read. */
export const matrixOf = (transform: string | undefined): Matrix => {
  if (!transform) return IDENTITY;
  const points: Point[] = [];
  // where the origin and the ends of both axes come to stand says all of a matrix
  svgpath("M0 0L1 0L0 1")
    .transform(transform)
    .iterate((segment) => {
      if (segment[0] === "M" || segment[0] === "L") points.push({ x: segment[1], y: segment[2] });
    });
  const [origin, across, down] = points;
  if (!origin || !across || !down || points.some(({ x, y }) => !Number.isFinite(x + y))) return IDENTITY;
  const { x: e, y: f } = origin;
  return { a: across.x - e, b: across.y - f, c: down.x - e, d: down.y - f, e, f };
};

/** First `inner`, then `outer`. */
export const multiply = (outer: Matrix, inner: Matrix): Matrix => ({
  a: outer.a * inner.a + outer.c * inner.b,
  b: outer.b * inner.a + outer.d * inner.b,
  c: outer.a * inner.c + outer.c * inner.d,
  d: outer.b * inner.c + outer.d * inner.d,
  e: outer.a * inner.e + outer.c * inner.f + outer.e,
  f: outer.b * inner.e + outer.d * inner.f + outer.f,
});

/** A point in the matrix's coordinates. */
export const apply = ({ a, b, c, d, e, f }: Matrix, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
});

/** How much longer lengths become, on the whole. */
export const scaleOf = ({ a, b, c, d }: Matrix): number => Math.sqrt(Math.abs(a * d - b * c));
