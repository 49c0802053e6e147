/** The inside of `{base|reading}` → base units with their readings (注音, ruby). */
import type { Ruby } from "../../model/story.ts";
import { inHouseForm, type TextPlace } from "./house-letters.ts";
import type { Letter } from "./letters.ts";
import { type NoteWords, noteLetters } from "./note-letters.ts";

/** Letters `from` to `to`, exclusive, of a base, and their reading. */
export interface BaseUnit {
  readonly from: number;
  readonly to: number;
  readonly ruby: Ruby;
}

/** What stood between the braces. */
export interface RubyText {
  readonly base: readonly Letter[];
  /** what stood behind each `|`; at least one */
  readonly readings: readonly (readonly Letter[])[];
}

/** The base units in their order, or what is wrong. */
export type ReadRuby =
  | { readonly kind: "units"; readonly units: readonly BaseUnit[] }
  | ({ readonly kind: "fault" } & NoteWords);

/**
 * One reading belongs to the whole base: `mono` when that is one character, else `group`. Several belong to its characters in
 * turn; an empty one leaves its character without. A character is a grapheme cluster, so that one with its combining marks or
 * variation selectors counts once (UAX #29); blanks and line ends count for nothing.
 */
export const parseRuby = ({ base, readings }: RubyText, place: TextPlace): ReadRuby => {
  const characters = charactersOf(base);
  const [first, last] = [characters[0], characters.at(-1)];
  if (!first || !last) return fault("a reading has nothing to stand by");
  if (!readings.some(isSeen)) return fault("a base has no reading");
  if (readings.length !== 1 && readings.length !== characters.length)
    return miscounted(readings.length, characters.length);
  const stretches = readings.length === 1 ? [{ from: first.from, to: last.to }] : characters;
  const kind = readings.length === 1 && first !== last ? "group" : "mono";
  if (stretches.some(({ from, to }) => base.slice(from, to).some(({ face }) => face !== base[from]!.face)))
    noteLetters(base, TWO_FACES, place);
  const units = stretches.flatMap((each, n) =>
    isSeen(readings[n]!) ? [{ ...each, ruby: { kind, ...readingOf(readings[n]!, place) } as const }] : [],
  );
  return { kind: "units", units };
};

const fault = (message: string): ReadRuby => ({
  kind: "fault",
  message: `${message}; it is printed as it stands`,
  hint: "write it as in `{汉字|hàn|zì}`, or `\\{` for the sign itself",
});

const miscounted = (readings: number, characters: number): ReadRuby => ({
  kind: "fault",
  message: `${readings} readings belong to ${characters === 1 ? "1 character" : `${characters} characters`}; they are printed as they stand`,
  hint: "give one reading for each character, or one for all of them; an empty one leaves a character without",
});

const TWO_FACES: NoteWords = {
  message: "a base with one reading is set in two faces; its first one is taken for all of it",
  hint: "put the asterisks round the whole base",
};

const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });

/** Is more than blanks and characters that house form takes out. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}]/u;

/** The characters that are seen. */
const charactersOf = (base: readonly Letter[]): readonly Pick<BaseUnit, "from" | "to">[] => {
  const characters: Pick<BaseUnit, "from" | "to">[] = [];
  let to = 0;
  for (const { segment } of GRAPHEMES.segment(base.map(({ text }) => text).join(""))) {
    const from = to;
    for (let length = 0; length < segment.length; to++) length += base[to]!.text.length;
    if (VISIBLE.test(segment)) characters.push({ from, to });
  }
  return characters;
};

const isSeen = (letters: readonly Letter[]): boolean => letters.some(({ text }) => VISIBLE.test(text));

/** Of a reading of which something is seen; the blanks round it are none of it. */
const readingOf = (written: readonly Letter[], place: TextPlace): Omit<Ruby, "kind"> => {
  const isText = ({ text }: Letter): boolean => !/\s/.test(text);
  const letters = written.slice(written.findIndex(isText), written.findLastIndex(isText) + 1);
  const [first, last] = [letters[0]!, letters.at(-1)!];
  const text = inHouseForm(letters, place).map((each) => each.text);
  return { text: text.join(""), source: { path: place.path, start: first.at, end: last.at + last.text.length } };
};
