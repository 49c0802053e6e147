/**
 * Where a line of Korean may end. Source: KLREQ `#line-head-rest`, `#line-end-rest`, `#word-break-rest` and `#line-break`.
 */
import { isKoreanNumeral, type KoreanClass, koreanClassOf } from "./character-classes.ts";

/**
 * Whether lines end within words or between them, chosen for a paragraph or a document (KLREQ `#line-break`). A word (어절) is what
 * stands between two spaces, with the particles behind a bracket or a Western name.
 */
export type KoreanBreakMode = "character" | "word";

type ClassSet = ReadonlySet<KoreanClass>;
const set = (...classes: readonly KoreanClass[]): ClassSet => new Set(classes);

/** Classes that may not start a line (`#line-head-rest`); Western closers, scripts and spaces hold on to what they follow. */
const NOT_AT_HEAD: ClassSet = set(
  "closing",
  "western-closing",
  "hyphen",
  "dividing",
  "middle-dot",
  "full-stop",
  "comma",
  "ditto",
  "prolonged",
  "script",
  "word-space",
  "full-width-space",
);

/** Classes that may not end a line (`#line-end-rest`). */
const NOT_AT_END: ClassSet = set("opening", "western-opening");

/** Parts of Western words and numbers: a line ends in them only where they are hyphenated (`#line-break`). */
const WESTERN_RUN: ClassSet = set("western", "numeral");
/** Marks within figures (1,000 3.5 10:30) and Western words. */
const WITHIN_RUN: ClassSet = set("full-stop", "comma", "middle-dot");

/** Classes behind which a line may end though words are kept: spaces, and marks that stand between words. */
const PARTS_WORDS: ClassSet = set("word-space", "full-width-space", "inseparable");

/** Sequences of `#word-break-rest`, as tests on two neighbours, and why. */
const UNBREAKABLE: readonly (readonly [(before: Neighbour, after: Neighbour) => boolean, string])[] = [
  [(before, after) => before.text === after.text && "—―…‥⋯".includes(before.text), "—— ―― …… ‥‥"],
  [(before, after) => WESTERN_RUN.has(before.class) && WESTERN_RUN.has(after.class), "figures, letters of a word"],
  [(before, after) => before.class === "prefix" && isKoreanNumeral(after.text), "cl13 and a numeral"],
  [(before, after) => isKoreanNumeral(before.text) && after.class === "suffix", "a numeral and cl14"],
  [(before, after) => isAsciiMark(before) && after.class === "numeral", "1,000 3.5 10:30: marks within figures"],
  [(before, after) => before.text === "-" && WESTERN_RUN.has(after.class), "COVID-19, -5℃"],
  [(before, after) => isStraightQuote(before) || isStraightQuote(after), "a straight quote, which may open or close"],
  [(_, after) => after.text === "/", "a solidus goes with what stands before it"],
];

/** A character with its class. */
interface Neighbour {
  readonly text: string;
  readonly class: KoreanClass;
}

const isStraightQuote = ({ text }: Neighbour): boolean => text === '"' || text === "'";
const isAsciiMark = ({ text, class: name }: Neighbour): boolean => WITHIN_RUN.has(name) && text < "\u0080";

/** Whether a line may end between two neighbouring grapheme clusters: 1 or 0. Spaces go with the line they end. */
export const koreanMayBreak = (beforeCluster: string, afterCluster: string, mode: KoreanBreakMode): 0 | 1 => {
  const before = { text: beforeCluster, class: koreanClassOf(beforeCluster) };
  const after = { text: afterCluster, class: koreanClassOf(afterCluster) };
  if (NOT_AT_HEAD.has(after.class) || NOT_AT_END.has(before.class)) return 0;
  if (before.class === "word-space") return 1;
  if (UNBREAKABLE.some(([binds]) => binds(before, after))) return 0;
  return mode === "character" || PARTS_WORDS.has(before.class) ? 1 : 0;
};
