/** Boxes and matrices in a page's own space: points, y up, as PDF counts. */

/** An upright box. */
export interface PageBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** `[a b c d e f]`, as in ISO 32000-1, 8.3.3. */
export type Matrix = readonly [number, number, number, number, number, number];

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];

/** First `a`, then `b`. */
export const multiply = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[1] * b[2],
  a[0] * b[1] + a[1] * b[3],
  a[2] * b[0] + a[3] * b[2],
  a[2] * b[1] + a[3] * b[3],
  a[4] * b[0] + a[5] * b[2] + b[4],
  a[4] * b[1] + a[5] * b[3] + b[5],
];

/** The matrix of six numbers; the identity for all else. */
export const matrixOf = (numbers: readonly number[] | undefined): Matrix =>
  numbers && numbers.length >= 6
    ? [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!, numbers[4]!, numbers[5]!]
    : IDENTITY;

/** The upright box round `box` under `matrix`. */
export const transformBox = ({ x0, y0, x1, y1 }: PageBox, [a, b, c, d, e, f]: Matrix): PageBox => {
  const xs = [a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1];
  const ys = [b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1];
  return { x0: Math.min(...xs) + e, y0: Math.min(...ys) + f, x1: Math.max(...xs) + e, y1: Math.max(...ys) + f };
};

/** A box from a PDF rectangle, whichever corners it names. */
export const boxOf = (numbers: readonly number[] | undefined): PageBox | undefined => {
  if (!numbers || numbers.length < 4 || numbers.some((each) => !Number.isFinite(each))) return undefined;
  const [a, b, c, d] = [numbers[0]!, numbers[1]!, numbers[2]!, numbers[3]!];
  return { x0: Math.min(a, c), y0: Math.min(b, d), x1: Math.max(a, c), y1: Math.max(b, d) };
};

/** What two boxes share; undefined when that is nothing. Lines without thickness are something. */
export const intersect = (a: PageBox, b: PageBox): PageBox | undefined => {
  const box = {
    x0: Math.max(a.x0, b.x0),
    y0: Math.max(a.y0, b.y0),
    x1: Math.min(a.x1, b.x1),
    y1: Math.min(a.y1, b.y1),
  };
  return box.x0 <= box.x1 && box.y0 <= box.y1 ? box : undefined;
};

/** Whether they share an area of more than `slack` each way. */
export const overlap = (a: PageBox, b: PageBox, slack = 0.1): boolean =>
  Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0) > slack && Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0) > slack;

/** Whether `inner` lies in `outer`, within `slack`. */
export const within = (inner: PageBox, outer: PageBox, slack = 0.001): boolean =>
  inner.x0 >= outer.x0 - slack &&
  inner.y0 >= outer.y0 - slack &&
  inner.x1 <= outer.x1 + slack &&
  inner.y1 <= outer.y1 + slack;

/** Whether the two are the same within `slack`. */
export const sameBox = (a: PageBox, b: PageBox, slack = 0.001): boolean => within(a, b, slack) && within(b, a, slack);

export const widthOf = ({ x0, x1 }: PageBox): number => x1 - x0;
export const heightOf = ({ y0, y1 }: PageBox): number => y1 - y0;
