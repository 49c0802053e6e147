/**
 * What lies under a mark: the boxes of areas, lines and pictures that were painted before it. An approximation by boxes: what is under
 * an upright opaque rectangle that covers the mark does not count, and text never does.
 */
import type { PageBox } from "../page-box.ts";
import { overlap, within } from "../page-box.ts";
import { isBlank } from "./colour-space.ts";
import type { PageElement } from "./page-content.ts";

/** Cells along each side of the page. */
const CELLS = 48;

/** Answers for the elements of one page. */
export class Beneath {
  readonly #elements: readonly PageElement[];
  readonly #cells = new Map<number, number[]>();
  readonly #area: PageBox;

  constructor(elements: readonly PageElement[], area: PageBox) {
    this.#elements = elements;
    this.#area = area;
    for (const [index, element] of elements.entries()) {
      if (element.kind === "text") continue;
      for (const box of element.boxes)
        this.#eachCell(box, (cell) => {
          const list = this.#cells.get(cell);
          if (!list) this.#cells.set(cell, [index]);
          else if (list.at(-1) !== index) list.push(index);
        });
    }
  }

  /** Whether ink lies under the element at `index`. */
  inkUnder(index: number): boolean {
    return this.#elements[index]!.boxes.some((box) => this.#inkUnderBox(box, index));
  }

  #inkUnderBox(box: PageBox, index: number): boolean {
    const found = new Set<number>();
    this.#eachCell(box, (cell) => {
      for (const each of this.#cells.get(cell) ?? []) if (each < index) found.add(each);
    });
    // from the top down, to the first that hides everything under it
    for (const each of [...found].sort((a, b) => b - a)) {
      const element = this.#elements[each]!;
      if (!element.boxes.some((other) => overlap(other, box, 0.05))) continue;
      if (hasInk(element)) return true;
      if (element.covers && !element.transparent && element.fill?.overprint === false && within(box, element.box, 0.1))
        return false;
    }
    return false;
  }

  #eachCell(box: PageBox, visit: (cell: number) => void): void {
    const { x0, y0, x1, y1 } = this.#area;
    const place = (value: number, from: number, to: number): number =>
      Math.min(CELLS - 1, Math.max(0, Math.floor(((value - from) / (to - from || 1)) * CELLS)));
    const [left, right] = [place(box.x0, x0, x1), place(box.x1, x0, x1)];
    const [low, high] = [place(box.y0, y0, y1), place(box.y1, y0, y1)];
    for (let y = low; y <= high; y++) for (let x = left; x <= right; x++) visit(y * CELLS + x);
  }
}

const hasInk = ({ fill, stroke }: PageElement): boolean =>
  [fill, stroke].some((paint) => paint !== undefined && (!paint.inks || !isBlank(paint.inks)));
