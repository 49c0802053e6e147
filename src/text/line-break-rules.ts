/**
 * Where a line may end: line-start and line-end prohibition by level, and sequences that are never parted.
 * Source: CLREQ 3.1.4 (levels none, basic, gb, strict: LC-20), 3.1.5 (LC-30 … LC-33); JLREQ 3.1.10 for numbers.
 */
import type { LineBreakLevel } from "../model/style.ts";
import type { CharacterClass } from "./character-classes.ts";

type ClassSet = ReadonlySet<CharacterClass>;

const set = (...classes: readonly CharacterClass[]): ClassSet => new Set(classes);

/** Classes that may not start a line. */
const NOT_AT_START: Readonly<Record<LineBreakLevel, ClassSet>> = {
  none: set(),
  basic: set("closing", "pause", "stop", "interpunct", "connector", "solidus"),
  gb: set("closing", "pause", "stop", "interpunct", "connector", "solidus"),
  strict: set("closing", "pause", "stop", "interpunct", "connector", "solidus", "dash", "ellipsis"),
};

/** Classes that may not end a line. */
const NOT_AT_END: Readonly<Record<LineBreakLevel, ClassSet>> = {
  none: set(),
  basic: set("opening"),
  gb: set("opening", "solidus"),
  strict: set("opening", "solidus"),
};

/** Pairs of classes that stay together at every level. */
const INSEPARABLE: readonly (readonly [CharacterClass, CharacterClass, string])[] = [
  ["dash", "dash", "LC-30: —— is one mark of two em"],
  ["ellipsis", "ellipsis", "LC-30: …… is one mark of two em"],
  ["western", "western", "LC-34: a Western word or number is broken only where it is hyphenated"],
  ["western", "solidus", "LC-32: km/h, 1/2"],
  ["solidus", "western", "LC-32"],
  ["prefix", "western", "LC-32: ￥300"],
  ["western", "suffix", "LC-32: 30℃"],
  ["ideograph", "reference", "LC-33: 文①"],
  ["western", "reference", "LC-33"],
  ["closing", "reference", "LC-33"],
];

const TOGETHER = new Set(INSEPARABLE.map(([before, after]) => `${before} ${after}`));

/** Whether a line may end between two neighbours of these classes. Spaces go with the line they end. */
export const mayBreakBetween = (before: CharacterClass, after: CharacterClass, level: LineBreakLevel): boolean =>
  after !== "space" &&
  !NOT_AT_START[level].has(after) &&
  !NOT_AT_END[level].has(before) &&
  !TOGETHER.has(`${before} ${after}`);

/** Classes before which no space is added: they cling to what they follow (LC-36). */
const CLINGS_BACK: ClassSet = set(
  "closing",
  "pause",
  "stop",
  "interpunct",
  "connector",
  "solidus",
  "suffix",
  "reference",
  "space",
);

/** Classes after which no space is added. */
const CLINGS_ON: ClassSet = set("opening", "interpunct", "connector", "solidus", "prefix");

/** Whether justification may add space between two neighbours (CLREQ 3.5.4 step 3; LC-36, LC-62). */
export const mayStretchBetween = (before: CharacterClass, after: CharacterClass): boolean =>
  !CLINGS_BACK.has(after) && !CLINGS_ON.has(before) && !TOGETHER.has(`${before} ${after}`);
