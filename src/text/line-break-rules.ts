/**
 * Where a line may end: line-start and line-end prohibition by level, and sequences that are never parted.
 * Source: CLREQ 3.1.4 (levels none, basic, gb, strict: LC-20), 3.1.5 (LC-30 … LC-33); JLREQ 3.1.10 for numbers and App. C.3 for
 * what newspapers allow besides (LC-25).
 */
import type { CharacterClass } from "./character-classes.ts";

/** A level of CLREQ, or the newspaper's: basic, with a few breaks more that are only made in need. */
export type ChineseLevel = "none" | "basic" | "gb" | "strict" | "newspaper";

/** Whether a line may end between two clusters: never, freely, or only where everything else is worse. */
export type Break = "never" | "free" | "need";

type ClassSet = ReadonlySet<CharacterClass>;

const set = (...classes: readonly CharacterClass[]): ClassSet => new Set(classes);

const BASIC_START = [
  "closing",
  "comma",
  "colon",
  "semicolon",
  "stop",
  "exclamation",
  "interpunct",
  "connector",
  "solidus",
] as const satisfies readonly CharacterClass[];

/** Classes that may not start a line. */
const NOT_AT_START: Readonly<Record<ChineseLevel, ClassSet>> = {
  none: set(),
  basic: set(...BASIC_START),
  gb: set(...BASIC_START),
  strict: set(...BASIC_START, "dash", "ellipsis"),
  newspaper: set(...BASIC_START),
};

/** Classes that may not end a line. */
const NOT_AT_END: Readonly<Record<ChineseLevel, ClassSet>> = {
  none: set(),
  basic: set("opening"),
  gb: set("opening", "solidus"),
  strict: set("opening", "solidus"),
  newspaper: set("opening"),
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

/** JLREQ App. C.3, the newspapers' level: before ？！, and between a number and its ％ or ￥; on the mainland off by default (LC-26). */
const IN_NEED: Readonly<Partial<Record<ChineseLevel, (before: CharacterClass, after: CharacterClass) => boolean>>> = {
  newspaper: (before, after) =>
    (after === "exclamation" && before !== "opening") ||
    after === "suffix" ||
    (before === "prefix" && after === "western"),
};

/** Whether a line may end between two neighbours of these classes; spaces that follow go with the line they end. */
export const breakBetween = (before: CharacterClass, after: CharacterClass, level: ChineseLevel): Break => {
  if (after === "space") return "free";
  const free = !NOT_AT_START[level].has(after) && !NOT_AT_END[level].has(before) && !TOGETHER.has(`${before} ${after}`);
  if (free) return "free";
  return IN_NEED[level]?.(before, after) ? "need" : "never";
};

/** Classes before which no space is added: they cling to what they follow (LC-36). */
const CLINGS_BACK: ClassSet = set(...BASIC_START, "suffix", "reference", "space");

/** Classes after which no space is added. */
const CLINGS_ON: ClassSet = set("opening", "interpunct", "connector", "solidus", "prefix");

/** Whether two neighbours are one unit: never opened, not even where a line is opened everywhere. */
export const isSolid = (before: CharacterClass, after: CharacterClass): boolean =>
  after === "space" || TOGETHER.has(`${before} ${after}`);

/** Whether justification may add space between two neighbours (CLREQ 3.5.4 step 3; LC-36, LC-62). */
export const mayStretchBetween = (before: CharacterClass, after: CharacterClass): boolean =>
  !CLINGS_BACK.has(after) && !CLINGS_ON.has(before) && !TOGETHER.has(`${before} ${after}`);
