/** Interprets a page's content with everything that it calls: forms, patterns, glyph procedures, masks, inline images. */
import { type ContentOperator, readContent } from "../../cos/content-operators.ts";
import type { CosFile } from "../../cos/cos-file.ts";
import { CosArray, type CosDict, CosStream, type CosValue } from "../../cos/cos-object.ts";
import { type FontFacts, readFont } from "../fonts/font-facts.ts";
import { boxOf, intersect, matrixOf, multiply, type PageBox, transformBox } from "../page-box.ts";
import { readSpace } from "./colour-space.ts";
import { firstState, type GraphicsState } from "./graphics-state.ts";
import type { ContentFault, GroupFacts, PageContent, PageElement, StateFacts } from "./page-content.ts";
import { PathBuilder } from "./path-builder.ts";
import { TextPlace } from "./text-place.ts";

/** How much a document may make us do, all pages together; the numbers count down. */
export interface ContentBudget {
  operators: number;
  elements: number;
}

/** Enough for a hundred full pages; a file that asks for more is told of. */
export const firstBudget = (): ContentBudget => ({ operators: 1_200_000, elements: 100_000 });

/** What calling a form, pattern or glyph counts as, in operators. */
const CALL_COST = 40;
/** What a mark counts as, in operators, that is no longer looked at: after the last one that is, a file soon comes to its end. */
const LOST_COST = 10;
/** Decoded contents up to this size are kept, this many of them, for when they are called again. */
const MAX_KEPT = 64 << 10;
const MAX_KEPT_STREAMS = 256;

/** Forms, patterns and glyphs in one another, deeper than any program nests them. */
const MAX_NESTING = 100;
/** Graphics states saved in one another; the standard's own limit is 28. */
const MAX_SAVED = 512;

/** What each operator does to the reader. */
export type Operators = Readonly<Record<string, (reader: ContentReader, operands: readonly CosValue[]) => void>>;

/** Where content stands that is being read. */
export interface ContentPlace {
  readonly resources: CosDict | undefined;
  readonly object: number | undefined;
  /** what is painted is in this box, wherever its own coordinates are: patterns and glyphs */
  readonly inside?: PageBox;
  /** what is painted does not reach the paper: the groups of soft masks */
  readonly silent?: boolean;
}

/** Reads one page; `content` is complete when all of its streams were run. */
export class ContentReader {
  readonly file: CosFile;
  readonly path = new PathBuilder();
  state: GraphicsState;
  place: ContentPlace;
  text = new TextPlace();
  /** a clip that takes effect with the next painting operator */
  clipNext = false;
  readonly #budget: ContentBudget;
  readonly #operators: Operators;
  readonly #fonts: Map<CosDict, FontFacts>;
  readonly #kept = new Map<CosStream, Uint8Array>();
  readonly #active = new Set<unknown>();
  readonly #done = new Set<unknown>();
  #advance: number | undefined;
  #saved: GraphicsState[] = [];
  readonly #elements: PageElement[] = [];
  readonly #used = new Set<FontFacts>();
  readonly #states = new Map<CosDict, StateFacts>();
  readonly #groups: GroupFacts[] = [];
  readonly #defaults: PageContent["defaults"][number][] = [];
  readonly #unknown = new Map<string, number | undefined>();
  #compatibility: PageContent["compatibility"];
  readonly #faults = new Map<string, ContentFault>();

  /** @param fonts fonts of the whole document that were read already */
  constructor(how: {
    readonly file: CosFile;
    readonly media: PageBox;
    readonly budget: ContentBudget;
    readonly operators: Operators;
    readonly fonts: Map<CosDict, FontFacts>;
  }) {
    this.file = how.file;
    this.state = firstState(how.media);
    this.place = { resources: undefined, object: undefined };
    this.#budget = how.budget;
    this.#operators = how.operators;
    this.#fonts = how.fonts;
  }

  get content(): PageContent {
    return {
      elements: this.#elements,
      fonts: this.#used,
      states: [...this.#states.values()],
      groups: this.#groups,
      defaults: this.#defaults,
      unknown: this.#unknown,
      compatibility: this.#compatibility,
      faults: [...this.#faults.values()],
    };
  }

  /** Runs content bytes in a place of their own; the state is afterwards what it was. */
  run(bytes: Uint8Array, place: ContentPlace, prepare?: () => void): void {
    const { place: before, text } = this;
    const [saved, state] = [this.#saved, this.state];
    this.place = place;
    this.state = { ...state };
    this.#saved = [];
    this.text = new TextPlace();
    this.#noteResources(place.resources);
    prepare?.();
    const damage = readContent(bytes, (found) => this.#take(found), this.file);
    if (damage.tokens > 0)
      this.fault("damage", `${damage.tokens === 1 ? "a token is" : `${damage.tokens} tokens are`} no PDF`);
    if (this.#saved.length > 0) this.fault("unbalanced", "`q` without `Q`");
    [this.place, this.text] = [before, text];
    [this.#saved, this.state] = [saved, state];
  }

  #take({ operator, operands }: ContentOperator): boolean {
    if (--this.#budget.operators < 0) {
      this.fault("too much", "more operators than can be looked at");
      return false;
    }
    const act = Object.hasOwn(this.#operators, operator) ? this.#operators[operator] : undefined;
    if (act) act(this, operands);
    else if (!this.#unknown.has(operator)) this.#unknown.set(operator, this.place.object);
    return true;
  }

  fault(what: ContentFault["what"], detail: string): void {
    const { object } = this.place;
    this.#faults.set(`${what} ${detail} ${object}`, { what, detail, object });
  }

  noteCompatibility(): void {
    this.#compatibility ??= { object: this.place.object };
  }

  noteGroup(group: GroupFacts): void {
    this.#groups.push(group);
  }

  noteState(dict: CosDict, object: number | undefined): void {
    if (!this.#states.has(dict)) this.#states.set(dict, { dict, object });
  }

  noteFont(font: FontFacts): void {
    this.#used.add(font);
  }

  #noteResources(resources: CosDict | undefined): void {
    if (!resources || this.#done.has(resources)) return;
    this.#done.add(resources);
    const states = resources.dict("ExtGState");
    for (const key of states?.keys() ?? []) {
      const dict = states?.dict(key);
      if (dict) this.noteState(dict, states?.objectOf(key) ?? this.place.object);
    }
    const spaces = resources.dict("ColorSpace");
    for (const name of spaces?.keys().filter((key) => /^Default(Gray|RGB|CMYK)$/.test(key)) ?? [])
      this.#defaults.push({ name, space: readSpace(spaces?.get(name), resources), object: this.place.object });
  }

  save(): void {
    if (this.#saved.length < MAX_SAVED) this.#saved.push({ ...this.state });
    else this.fault("too much", "graphics states saved in one another");
  }

  restore(): void {
    const saved = this.#saved.pop();
    if (saved) this.state = saved;
    else this.fault("unbalanced", "`Q` without `q`");
  }

  /** The entry of a resource category; a missing one is told. */
  resource(category: string, name: string | undefined): CosValue {
    const found = name === undefined ? undefined : this.place.resources?.dict(category)?.get(name);
    if (found === undefined) this.fault("missing", `${category} \`${name ?? ""}\``);
    return found;
  }

  font(dict: CosDict, object: number | undefined): FontFacts {
    const known = this.#fonts.get(dict);
    if (known) return known;
    const font = readFont(dict, object, this.file);
    this.#fonts.set(dict, font);
    return font;
  }

  /** Records what is painted, as far as the clip lets it through. */
  paint(
    element: Omit<PageElement, "box" | "boxes" | "overprintMode" | "transparent" | "object">,
    own: readonly PageBox[],
    object?: number,
  ): PageBox | undefined {
    const { state, place } = this;
    const parts = (place.inside ? [place.inside] : own).flatMap((each) => intersect(each, state.clip) ?? []);
    const [first, ...rest] = parts;
    if (!first || place.silent) return first;
    const box = rest.reduce(
      (all, each) => ({
        x0: Math.min(all.x0, each.x0),
        y0: Math.min(all.y0, each.y0),
        x1: Math.max(all.x1, each.x1),
        y1: Math.max(all.y1, each.y1),
      }),
      first,
    );
    if (--this.#budget.elements < 0) {
      this.#budget.operators -= LOST_COST;
      this.fault("too much", "more marks than can be looked at");
      return box;
    }
    const transparent =
      state.softMask ||
      (state.blend !== "Normal" && state.blend !== "Compatible") ||
      (element.fill !== undefined && state.fillAlpha < 1) ||
      (element.stroke !== undefined && state.strokeAlpha < 1);
    this.#elements.push({
      ...element,
      box,
      boxes: parts,
      overprintMode: state.overprintMode,
      transparent,
      object: object ?? place.object,
    });
    return box;
  }

  /** Runs the content of `stream` within the content at hand, unless it calls itself; `key` stands for it. */
  nested(stream: CosStream, place: Omit<ContentPlace, "object">, prepare: () => void): void {
    const key = stream.object ?? stream;
    if (this.#active.has(key)) {
      this.fault("circle", `object ${stream.object ?? "?"} calls itself`);
      return;
    }
    if (this.#active.size >= MAX_NESTING) {
      this.fault("too much", "contents nested in one another");
      return;
    }
    const bytes = this.#decoded(stream);
    // what is called over and over costs more than its operators
    this.#budget.operators -= CALL_COST + (bytes.length >> 5);
    if (this.#budget.operators < 0) {
      this.fault("too much", "more operators than can be looked at");
      return;
    }
    this.#active.add(key);
    this.run(bytes, { ...this.#inherited(), ...place, object: stream.object ?? this.place.object }, prepare);
    this.#active.delete(key);
  }

  #decoded(stream: CosStream): Uint8Array {
    const known = this.#kept.get(stream);
    if (known) return known;
    const { bytes } = this.file.decode(stream);
    if (bytes.length <= MAX_KEPT && this.#kept.size < MAX_KEPT_STREAMS) this.#kept.set(stream, bytes);
    return bytes;
  }

  #inherited(): Partial<ContentPlace> {
    const { inside, silent } = this.place;
    return { ...(inside && { inside }), ...(silent && { silent }) };
  }

  /** Whether this is the first time that `key` comes up on the page. */
  first(key: unknown): boolean {
    if (this.#done.has(key)) return false;
    this.#done.add(key);
    return true;
  }

  /** What `d0` or `d1` says of the glyph whose procedure is run; the first of them counts. */
  noteAdvance(advance: number | undefined): void {
    this.#advance ??= advance;
  }

  /** Runs a Type 3 glyph's procedure, and gives its advance in glyph space; undefined where it says none. */
  glyph(procedure: CosStream, place: Omit<ContentPlace, "object">, prepare: () => void): number | undefined {
    const around = this.#advance;
    this.#advance = undefined;
    this.nested(procedure, place, prepare);
    const advance = this.#advance;
    this.#advance = around;
    return advance;
  }

  /** A form XObject, or an annotation's appearance. */
  form(stream: CosStream, more: { readonly silent?: boolean } = {}): void {
    const { dict } = stream;
    const group = dict.dict("Group");
    const resources = dict.dict("Resources") ?? this.place.resources;
    if (group?.name("S") === "Transparency" && !more.silent) {
      const space = group.has("CS") ? readSpace(group.get("CS"), resources) : undefined;
      if (this.first(stream)) this.noteGroup({ role: "form", space, object: stream.object });
    }
    this.nested(stream, { resources, ...more }, () => {
      this.state.matrix = multiply(matrixOf(dict.array("Matrix")?.numbers()), this.state.matrix);
      this.clipTo(boxOf(dict.array("BBox")?.numbers()));
      if (group) Object.assign(this.state, { fillAlpha: 1, strokeAlpha: 1, blend: "Normal", softMask: false });
    });
  }

  /** Cuts the clip to a box in the current space. */
  clipTo(box: PageBox | undefined): void {
    if (box) this.clipToPage(transformBox(box, this.state.matrix));
  }

  /** Cuts the clip to a box in the page's space; nothing is left when they do not meet. */
  clipToPage(box: PageBox): void {
    if (this.place.inside) return;
    this.state.clip = intersect(box, this.state.clip) ?? NOWHERE;
  }
}

const NOWHERE: PageBox = {
  x0: Number.POSITIVE_INFINITY,
  y0: Number.POSITIVE_INFINITY,
  x1: Number.POSITIVE_INFINITY,
  y1: Number.POSITIVE_INFINITY,
};

/** All content streams of a page as one, as the standard has it: a token never goes on in the next stream. */
export const contentBytes = (value: CosValue, file: CosFile): Uint8Array => {
  const streams = (value instanceof CosArray ? value.values() : [value]).filter((each) => each instanceof CosStream);
  const parts = streams.map((each) => file.decode(each).bytes);
  return parts.length === 1 ? parts[0]! : Buffer.concat(parts.flatMap((each) => [each, Buffer.from("\n")]));
};
