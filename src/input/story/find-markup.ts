/** Where bracketed spans with classes and bases with readings stand among the characters of a text. */
import type { TextPlace } from "./house-letters.ts";
import { isSign, type Letter, type MarkedItem } from "./letters.ts";
import { type NoteWords, noteLetters } from "./note-letters.ts";
import { type BaseUnit, parseRuby } from "./parse-ruby.ts";
import { classesBehind, marksOf } from "./read-classes.ts";

/** A bracketed span with classes; numbers are those of letters. */
export interface MarkupItem {
  /** of `[` */
  readonly open: number;
  /** of `]` */
  readonly close: number;
  /** of the `}` behind the classes */
  readonly end: number;
  /** empty when all its classes are unknown */
  readonly marks: readonly MarkedItem[];
}

/** A base with its readings. */
export interface MarkupReading {
  /** of `{` */
  readonly open: number;
  /** of the first `|` */
  readonly bar: number;
  /** of `}` */
  readonly end: number;
  /** numbers count from behind `{` */
  readonly units: readonly BaseUnit[];
}

/** What brackets and braces of a text mean; those that are not here are ordinary text. */
export interface Markup {
  /** by the number of their `[` and of their `]` */
  readonly items: ReadonlyMap<number, MarkupItem>;
  /** by the number of their `{` */
  readonly readings: ReadonlyMap<number, MarkupReading>;
}

/** An open `{`. */
interface Brace {
  readonly at: number;
  readonly bars: number[];
  /** other braces stand inside */
  holds: boolean;
}

/** What is open while the letters are gone through. Whatever closes drops what was opened behind its partner. */
interface Open {
  readonly brackets: number[];
  readonly braces: Brace[];
}

/** Pairs brackets and braces in one pass; what is wrong with them is noted. */
export const findMarkup = (letters: readonly Letter[], place: TextPlace): Markup => {
  const items = new Map<number, MarkupItem>();
  const readings = new Map<number, MarkupReading>();
  const open: Open = { brackets: [], braces: [] };
  for (let n = 0; n < letters.length; n++) {
    const letter = letters[n]!;
    const sign = isSign(letter, "[]{|}") ? letter.text : undefined;
    if (sign === "[") open.brackets.push(n);
    else if (sign === "{") {
      holdBrace(open);
      open.braces.push({ at: n, bars: [], holds: false });
    } else if (sign === "|") open.braces.at(-1)?.bars.push(n);
    else if (sign === "]") {
      const item = closeBracket(letters, n, { open, place });
      if (!item) continue;
      items.set(item.open, item).set(item.close, item);
      n = item.end;
    } else if (sign === "}") {
      const reading = closeBrace(letters, n, { open, place });
      if (reading) readings.set(reading.open, reading);
    }
  }
  return { items, readings };
};

interface Closing {
  readonly open: Open;
  readonly place: TextPlace;
}

const holdBrace = ({ braces }: Open): void => {
  const outer = braces.at(-1);
  if (outer) outer.holds = true;
};

const closeBracket = (letters: readonly Letter[], close: number, { open, place }: Closing): MarkupItem | undefined => {
  const { brackets, braces } = open;
  const classes = classesBehind(letters, close, place);
  const at = brackets.at(-1);
  if (!classes) {
    if (at !== undefined && at > (braces.at(-1)?.at ?? -1)) brackets.pop();
    return undefined;
  }
  if (at === undefined) {
    noteLetters(letters.slice(close, classes.end + 1), NO_BRACKET, place);
    return undefined;
  }
  brackets.pop();
  while ((braces.at(-1)?.at ?? -1) > at) braces.pop();
  holdBrace(open);
  return { open: at, close, end: classes.end, marks: marksOf(classes, letters[at]!.at, place) };
};

const closeBrace = (letters: readonly Letter[], end: number, { open, place }: Closing): MarkupReading | undefined => {
  const brace = open.braces.pop();
  if (!brace) return undefined;
  const { at, bars, holds } = brace;
  while ((open.brackets.at(-1) ?? -1) > at) open.brackets.pop();
  const [bar] = bars;
  if (bar === undefined) return undefined;
  if (holds) {
    noteLetters([letters[at]!, letters[end]!], NESTED, place);
    return undefined;
  }
  const base = letters.slice(at + 1, bar);
  const readings = bars.map((from, n) => letters.slice(from + 1, bars[n + 1] ?? end));
  const read = parseRuby({ base, readings }, place);
  if (read.kind === "units") return { open: at, bar, end, units: read.units };
  noteLetters([letters[at]!, letters[end]!], read, place);
  return undefined;
};

const NO_BRACKET: NoteWords = {
  message: "classes follow a `]` that has no partner, and are printed as they stand",
  hint: "open the brackets in the same paragraph, or write `\\]` for the sign itself",
};

const NESTED: NoteWords = {
  message: "braces stand within the braces of a reading; they are printed as they stand",
  hint: "put marks round the reading, as in `[{汉字|hàn|zì}]{.name}`, or write `\\{` for the sign itself",
};
