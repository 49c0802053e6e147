/** A path under construction: only its parts' boxes are kept, and whether they are upright rectangles. */
import type { Matrix, PageBox } from "../page-box.ts";

interface Part {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** points where each edge runs along an axis and the fourth closes */
  upright: boolean;
  points: number;
  lastX: number;
  lastY: number;
  firstX: number;
  firstY: number;
}

/** The boxes of more parts than this are put together. */
const MAX_PARTS = 500;

/** Collects path operators in the page's space. */
export class PathBuilder {
  #parts: Part[] = [];
  #part: Part | undefined;
  #startX = 0;
  #startY = 0;

  get empty(): boolean {
    return this.#parts.length === 0;
  }

  moveTo(matrix: Matrix, x: number, y: number): void {
    this.#part = undefined;
    [this.#startX, this.#startY] = [px(matrix, x, y), py(matrix, x, y)];
  }

  lineTo(matrix: Matrix, x: number, y: number): void {
    this.#add(px(matrix, x, y), py(matrix, x, y), true);
  }

  curveTo(matrix: Matrix, points: readonly number[]): void {
    for (let n = 0; n + 1 < points.length; n += 2)
      this.#add(px(matrix, points[n]!, points[n + 1]!), py(matrix, points[n]!, points[n + 1]!), false);
  }

  rectangle(matrix: Matrix, [x = 0, y = 0, width = 0, height = 0]: readonly number[]): void {
    this.moveTo(matrix, x, y);
    this.lineTo(matrix, x + width, y);
    this.lineTo(matrix, x + width, y + height);
    this.lineTo(matrix, x, y + height);
    this.moveTo(matrix, x, y);
  }

  /** The boxes of the parts, and whether all of it is one upright rectangle; then the path is empty. */
  take(): { readonly boxes: readonly PageBox[]; readonly rectangles: boolean } {
    const parts = this.#parts;
    this.#parts = [];
    this.#part = undefined;
    const rectangles = parts.every(isRectangle);
    return { boxes: parts, rectangles: rectangles && parts.length > 0 };
  }

  #add(x: number, y: number, straight: boolean): void {
    if (!this.#part) {
      const full = this.#parts.length >= MAX_PARTS;
      this.#part = full ? this.#parts.at(-1)! : newPart(this.#startX, this.#startY);
      if (full) this.#part.upright = false;
      else this.#parts.push(this.#part);
    }
    const part = this.#part;
    part.upright &&= straight && (Math.abs(x - part.lastX) < 0.01 || Math.abs(y - part.lastY) < 0.01);
    part.points++;
    part.lastX = x;
    part.lastY = y;
    if (x < part.x0) part.x0 = x;
    if (x > part.x1) part.x1 = x;
    if (y < part.y0) part.y0 = y;
    if (y > part.y1) part.y1 = y;
  }
}

const newPart = (x: number, y: number): Part => ({
  x0: x,
  y0: y,
  x1: x,
  y1: y,
  upright: true,
  points: 1,
  lastX: x,
  lastY: y,
  firstX: x,
  firstY: y,
});

const isRectangle = ({ upright, points, lastX, lastY, firstX, firstY }: Part): boolean =>
  upright && points >= 4 && points <= 5 && (Math.abs(lastX - firstX) < 0.01 || Math.abs(lastY - firstY) < 0.01);

const px = ([a, , c, , e]: Matrix, x: number, y: number): number => a * x + c * y + e;
const py = ([, b, , d, , f]: Matrix, x: number, y: number): number => b * x + d * y + f;
