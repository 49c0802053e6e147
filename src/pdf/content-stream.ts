/** Content operators in order, with the graphics state of the page: a state that holds already is not set again. */
import type { Ink } from "../base/colour.ts";
import type { StrokeItem } from "../display/display-list.ts";
import { number, numbers } from "./pdf-number.ts";

interface State {
  overprint?: boolean;
  fill?: string;
  stroke?: string;
  pen?: string;
}

/** Collects the operators of one page. */
export class ContentStream {
  readonly #names: { readonly overprint: string; readonly knockout: string };
  readonly #lines: string[] = [];
  #state: State = {};

  constructor(names: { readonly overprint: string; readonly knockout: string }) {
    this.#names = names;
  }

  /** Operators that leave the state as it is, or within their own `q` and `Q`. */
  add(...lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(line);
  }

  /** Whether what follows lets the inks under it stand. */
  overprint(on: boolean): this {
    if (this.#state.overprint !== on) this.add(`/${on ? this.#names.overprint : this.#names.knockout} gs`);
    this.#state.overprint = on;
    return this;
  }

  fillInk(ink: Ink): this {
    const operator = `${inks(ink)} k`;
    if (this.#state.fill !== operator) this.add(operator);
    this.#state.fill = operator;
    return this;
  }

  strokeInk(ink: Ink): this {
    const operator = `${inks(ink)} K`;
    if (this.#state.stroke !== operator) this.add(operator);
    this.#state.stroke = operator;
    return this;
  }

  pen({ thickness, dash, join }: StrokeItem): this {
    const pen = `${number(thickness)} w ${join === "round" ? 1 : 0} j [${numbers(...dash)}] 0 d`;
    if (this.#state.pen !== pen) this.add(pen);
    this.#state.pen = pen;
    return this;
  }

  /** Operators inside a clip; behind it the state is what it was before. */
  clipped(clip: readonly string[], draw: () => void): this {
    const before = { ...this.#state };
    this.add("q", ...clip);
    draw();
    this.add("Q");
    this.#state = before;
    return this;
  }

  /** Back to the state before the `q` that was added at the very beginning. */
  restore(): this {
    this.add("Q");
    this.#state = {};
    return this;
  }

  text(): string {
    return this.#lines.join("\n");
  }
}

const inks = ({ c, m, y, k }: Ink): string => numbers(c / 100, m / 100, y / 100, k / 100);
