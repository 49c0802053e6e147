/** Where the next glyph stands: the text matrix and the line matrix (ISO 32000-1, 9.4.2). */
import { IDENTITY, type Matrix, multiply } from "../page-box.ts";

/** Of the text object at hand. */
export class TextPlace {
  matrix: Matrix = IDENTITY;
  #line: Matrix = IDENTITY;

  set(matrix: Matrix): void {
    this.matrix = matrix;
    this.#line = matrix;
  }

  /** To the beginning of another line. */
  move(x: number, y: number): void {
    this.set(multiply([1, 0, 0, 1, x, y], this.#line));
  }

  /** Along the line, by what was shown. */
  advance(x: number, y: number): void {
    const [a, b, c, d, e, f] = this.matrix;
    this.matrix = [a, b, c, d, e + a * x + c * y, f + b * x + d * y];
  }
}
