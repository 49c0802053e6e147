/** Lines of one text as parts of what is read: parted where links, labels and readings begin and end, with spaces between words. */
import type { GlyphsItem, PlacedGlyph } from "../display-list.ts";
import { matchText } from "./match-text.ts";
import type { PageLetters } from "./page-letters.ts";
import type { LinkTarget, ReadingNode } from "./reading-tree.ts";

/** A stretch of a text that is more than text; `to` is the place after its last character. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
  readonly is:
    | { readonly kind: "label" }
    | { readonly kind: "link"; readonly target: LinkTarget }
    | { readonly kind: "ruby"; readonly reading: string };
}

/** A text with what is in it; ranges stand in its order and do not overlap. */
export interface MarkedText {
  readonly text: string;
  readonly ranges: readonly TextRange[];
}

/** A line of letters on the page, and the readings beside it. */
export interface ReadLine {
  readonly letters: readonly GlyphsItem[];
  readonly readings: readonly GlyphsItem[];
}

/** What came of a text: all of its letters once, in the order of reading. */
export interface ReadText {
  readonly kids: readonly (ReadingNode | GlyphsItem)[];
  /** what stands before the text of an item of a list; empty when it has none */
  readonly label: readonly GlyphsItem[];
}

interface Piece {
  readonly item: GlyphsItem;
  /** number of its range; -1 outside of all */
  readonly range: number;
}

/** Reads the lines of `marked`; `letters` is told what its items were parted into. */
export const setText = (lines: readonly ReadLine[], marked: MarkedText, letters: PageLetters): ReadText => {
  const own = lines.flatMap((line) => line.letters);
  const { places, spaced } = matchText(own, marked.text);
  const firsts = new Set(lines.slice(1).flatMap((line) => line.letters.slice(0, 1)));
  const pieces: Piece[] = [];
  own.forEach((item, n) => {
    const parts = partsOf(item, places[n]!, marked.ranges);
    const next = own[n + 1];
    const space = next && firsts.has(next) && spaced[n + 1] ? letters.spaceAfter(item) : undefined;
    const last = parts.at(-1);
    if (space && last) parts.push(...withSpace(parts.pop()!, space));
    letters.replace(
      item,
      parts.map((part) => part.item),
    );
    pieces.push(...parts);
  });
  const readings = lines.flatMap((line) => line.readings);
  return { ...gather(pieces, marked.ranges, new Readings(readings, letters)) };
};

/** The item parted where its glyphs go from one range into another. */
const partsOf = (item: GlyphsItem, places: readonly number[], ranges: readonly TextRange[]): Piece[] => {
  const numbers = places.map((at) =>
    ranges.length === 0 ? -1 : ranges.findIndex(({ from, to }) => at >= from && at < to),
  );
  if (numbers.every((each) => each === numbers[0])) return [{ item, range: numbers[0] ?? -1 }];
  const parts: Piece[] = [];
  for (let n = 0; n < numbers.length; ) {
    let end = n + 1;
    while (end < numbers.length && numbers[end] === numbers[n]) end++;
    parts.push({ item: { ...item, glyphs: item.glyphs.slice(n, end) }, range: numbers[n]! });
    n = end;
  }
  return parts;
};

/** The space goes into the item of its face, or is one more of its own. */
const withSpace = (
  { item, range }: Piece,
  space: { readonly face: GlyphsItem["face"]; readonly glyph: PlacedGlyph },
) =>
  space.face === item.face
    ? [{ item: { ...item, glyphs: [...item.glyphs, space.glyph] }, range }]
    : [
        { item, range },
        { item: { ...item, face: space.face, glyphs: [space.glyph] }, range },
      ];

const gather = (pieces: readonly Piece[], ranges: readonly TextRange[], readings: Readings): ReadText => {
  const kids: (ReadingNode | GlyphsItem)[] = [];
  const label: GlyphsItem[] = [];
  for (let n = 0; n < pieces.length; ) {
    const { range } = pieces[n]!;
    let end = n + 1;
    while (end < pieces.length && pieces[end]!.range === range) end++;
    const items = pieces.slice(n, end).map(({ item }) => item);
    const is = ranges[range]?.is;
    if (!is) kids.push(...items);
    else if (is.kind === "label") label.push(...items);
    else if (is.kind === "link") kids.push({ tag: "Link", kids: items, link: is.target });
    else kids.push(rubyNode(items, readings.take(is.reading)));
    n = end;
  }
  const left = readings.rest();
  return { kids: left.length > 0 ? [...kids, { tag: "Span", kids: left }] : kids, label };
};

const rubyNode = (base: readonly GlyphsItem[], reading: readonly GlyphsItem[]): ReadingNode =>
  reading.length === 0
    ? { tag: "Span", kids: base }
    : {
        tag: "Ruby",
        kids: [
          { tag: "RB", kids: base },
          { tag: "RT", kids: reading },
        ],
      };

/** The readings of a text in the order of their bases. */
class Readings {
  readonly #items: GlyphsItem[];
  readonly #letters: PageLetters;

  constructor(items: readonly GlyphsItem[], letters: PageLetters) {
    this.#items = [...items];
    this.#letters = letters;
  }

  /** The items that say `reading`, when they come next; each stands for one reading, or a part of it. */
  take(reading: string): readonly GlyphsItem[] {
    const taken: GlyphsItem[] = [];
    for (let said = ""; said.length < reading.length && this.#items.length > 0; ) {
      const next = this.#items[0]!;
      const text = next.glyphs.map((glyph) => glyph.text).join("");
      if (!reading.startsWith(said + text)) break;
      said += text;
      taken.push(this.#items.shift()!);
    }
    for (const item of taken) this.#letters.replace(item, [item]);
    return taken;
  }

  rest(): readonly GlyphsItem[] {
    return this.#items;
  }
}
