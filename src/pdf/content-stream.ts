/** Content operators in order, with the graphics state of the page: a state that holds already is not set again. */
import type { Ink } from "../base/colour.ts";
import type { StrokeItem } from "../display/display-list.ts";
import type { ScreenColour } from "../model/story.ts";
import { inkName } from "../press/inked-page.ts";
import { number, numbers } from "./pdf-number.ts";

interface State {
  overprint?: boolean;
  fill?: string;
  stroke?: string;
  pen?: string;
}

/** What graphics states and colour spaces are called. */
export interface StateNames {
  readonly overprint: string;
  readonly knockout: string;
  /** name of a spot colour's plate → its colour space; none when absent */
  readonly spots?: ReadonlyMap<string, string>;
  /** of a page for screens: sRGB for each ink, by `inkName` */
  readonly screen?: ReadonlyMap<string, ScreenColour>;
}

/** Collects the operators of one page. */
export class ContentStream {
  readonly #names: StateNames;
  readonly #lines: string[] = [];
  #state: State = {};

  constructor(names: StateNames) {
    this.#names = names;
  }

  /** Operators that leave the state as it is, or within their own `q` and `Q`. */
  add(...lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(line);
  }

  /** Whether what follows lets the inks under it stand. */
  overprint(on: boolean): this {
    // on screens nothing overprints
    if (this.#names.screen) return this;
    if (this.#state.overprint !== on) this.add(`/${on ? this.#names.overprint : this.#names.knockout} gs`);
    this.#state.overprint = on;
    return this;
  }

  fillInk(ink: Ink): this {
    const operator = this.#screen(ink, "rg") ?? this.#spot(ink, ["cs", "scn"]) ?? `${inks(ink)} k`;
    if (this.#state.fill !== operator) this.add(operator);
    this.#state.fill = operator;
    return this;
  }

  strokeInk(ink: Ink): this {
    const operator = this.#screen(ink, "RG") ?? this.#spot(ink, ["CS", "SCN"]) ?? `${inks(ink)} K`;
    if (this.#state.stroke !== operator) this.add(operator);
    this.#state.stroke = operator;
    return this;
  }

  #screen(ink: Ink, operator: string): string | undefined {
    const colour = this.#names.screen?.get(inkName(ink));
    return colour && `${numbers(colour.red / 255, colour.green / 255, colour.blue / 255)} ${operator}`;
  }

  #spot({ spot }: Ink, [space, colour]: readonly [string, string]): string | undefined {
    const name = spot && this.#names.spots?.get(spot.name);
    return spot && name && `/${name} ${space} ${number(spot.tint / 100)} ${colour}`;
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
