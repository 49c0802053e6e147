/**
 * Spaces of Korean composition, as data. Source: KLREQ “Principles for Space Adjustment around Parentheses” and
 * `#before-after-space`, `#signmatharrange`, `#chartypes-intercharspace`, `#inter-char-rest`, `#line-break`. They are about
 * full-width text; horizontal newspaper text with ASCII marks and proportional Hangul has its spaces in the glyphs.
 */
import type { Em } from "../../base/units.ts";
import { type KoreanClass, koreanClassOf } from "./character-classes.ts";

type ClassSet = ReadonlySet<KoreanClass>;
const set = (...classes: readonly KoreanClass[]): ClassSet => new Set(classes);

/** Classes whose bodies are half an em in full-width text, the space beside them not counted. */
export const KOREAN_HALF_BODIES: ClassSet = set("opening", "closing", "middle-dot");

/** Characters in full cells. */
const CELLS: ClassSet = set("hangul", "hanja");
const WESTERN: ClassSet = set("western", "numeral");

/** A rule of space between two classes; the first that fits holds. */
interface SpaceRule {
  readonly before: ClassSet;
  readonly after: ClassSet;
  /** space between the two bodies, em */
  readonly space: Em;
  /** section of KLREQ */
  readonly section: string;
}

/** Everything else is set solid (`#chartypes-intercharspace`). */
export const KOREAN_SPACES: readonly SpaceRule[] = [
  { before: set("opening"), after: set("opening"), space: 0, section: "before-after-space" },
  { before: set("closing"), after: set("closing"), space: 0, section: "before-after-space" },
  { before: set("closing"), after: set("opening"), space: 0.5, section: "before-after-space" },
  { before: set("closing"), after: set("middle-dot"), space: 0.25, section: "before-after-space" },
  { before: set("middle-dot"), after: set("opening"), space: 0.25, section: "before-after-space" },
  { before: CELLS, after: set("opening"), space: 0.5, section: "punc-process" },
  { before: set("closing"), after: CELLS, space: 0.5, section: "punc-process" },
  { before: CELLS, after: set("middle-dot"), space: 0.25, section: "punc-process" },
  { before: set("middle-dot"), after: CELLS, space: 0.25, section: "punc-process" },
  { before: set("math"), after: WESTERN, space: 0, section: "signmatharrange" },
  { before: WESTERN, after: set("math"), space: 0, section: "signmatharrange" },
  { before: set("math"), after: set("hangul"), space: 0.125, section: "signmatharrange" },
  { before: set("hangul"), after: set("math"), space: 0.125, section: "signmatharrange" },
];

/** Space at rest between the bodies of two neighbours in full-width text, em. */
export const koreanSpace = (before: string, after: string): Em => {
  const [left, right] = [koreanClassOf(before), koreanClassOf(after)];
  return KOREAN_SPACES.find((rule) => rule.before.has(left) && rule.after.has(right))?.space ?? 0;
};

/** Classes before and after which justification adds nothing (`#inter-char-rest`); what is unbreakable is not opened either. */
const NEVER_OPENED: ClassSet = set(
  "opening",
  "closing",
  "full-stop",
  "comma",
  "middle-dot",
  "dividing",
  "hyphen",
  "full-width-space",
);

/** Whether justification may add space beside a character of this class. */
export const mayOpenBeside = (name: KoreanClass): boolean => !NEVER_OPENED.has(name);

/** How far a word space gives and takes, as shares of its own advance. */
export interface KoreanWordSpace {
  /** what is left of it when a word is kept on the line (최소 공백) */
  readonly least: number;
  /** what it grows to before anything else on the line opens */
  readonly most: number;
}

/**
 * `#line-break` has spaces in a line reduced to a minimum that keeps its last word whole, and leaves the number to the style. Ours:
 * three quarters; the space of Korean fonts is about 1/4 to 1/3 em, and with less words run into one another. It grows to twice itself.
 */
export const KOREAN_WORD_SPACE: KoreanWordSpace = { least: 0.75, most: 2 };
