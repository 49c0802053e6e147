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
/** Boxes over more cells than this are kept in one list instead. */
const MAX_CELLS = 64;
/** Of what lies over one another in a cell, the uppermost are looked at. */
const MAX_LOOKED = 100;
/** Entries of the index; what comes later on a page of more marks is not in it. */
const MAX_ENTRIES = 2_000_000;

/** Answers for the elements of one page. */
export class Beneath {
  readonly #elements: readonly PageElement[];
  readonly #cells = new Map<number, number[]>();
  readonly #wide: number[] = [];
  readonly #area: PageBox;

  constructor(elements: readonly PageElement[], area: PageBox) {
    this.#elements = elements;
    this.#area = area;
    let entries = 0;
    for (const [index, element] of elements.entries()) {
      if (element.kind === "text" || entries > MAX_ENTRIES) continue;
      for (const box of element.boxes) {
        const [left, right, low, high] = this.#span(box);
        const count = (right - left + 1) * (high - low + 1);
        entries += Math.min(count, MAX_CELLS);
        if (count > MAX_CELLS) append(this.#wide, index);
        else
          for (let y = low; y <= high; y++)
            for (let x = left; x <= right; x++) {
              const cell = y * CELLS + x;
              const list = this.#cells.get(cell);
              if (list) append(list, index);
              else this.#cells.set(cell, [index]);
            }
      }
    }
  }

  /** Whether ink lies under the element at `index`. */
  inkUnder(index: number): boolean {
    return this.#elements[index]!.boxes.slice(0, 20).some((box) => this.#inkUnderBox(box, index));
  }

  #inkUnderBox(box: PageBox, index: number): boolean {
    const found = new Set<number>();
    const [left, right, low, high] = this.#span(box);
    uppermost(this.#wide, index, found);
    for (let y = low; y <= high; y++)
      for (let x = left; x <= right; x++) uppermost(this.#cells.get(y * CELLS + x) ?? [], index, found);
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

  #span({ x0, y0, x1, y1 }: PageBox): readonly [left: number, right: number, low: number, high: number] {
    const area = this.#area;
    const place = (value: number, from: number, to: number): number =>
      Math.min(CELLS - 1, Math.max(0, Math.floor(((value - from) / (to - from || 1)) * CELLS)));
    return [
      place(x0, area.x0, area.x1),
      place(x1, area.x0, area.x1),
      place(y0, area.y0, area.y1),
      place(y1, area.y0, area.y1),
    ];
  }
}

const append = (list: number[], index: number): void => {
  if (list.at(-1) !== index) list.push(index);
};

/** The last of `list` that are below `index`. */
const uppermost = (list: readonly number[], index: number, found: Set<number>): void => {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]! < index) low = middle + 1;
    else high = middle;
  }
  for (let n = low - 1; n >= 0 && n >= low - MAX_LOOKED; n--) found.add(list[n]!);
};

const hasInk = ({ fill, stroke }: PageElement): boolean =>
  [fill, stroke].some((paint) => paint !== undefined && (!paint.inks || !isBlank(paint.inks)));
