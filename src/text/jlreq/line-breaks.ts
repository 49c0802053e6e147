/**
 * Where a line may end. Source: JLREQ 3.1.7, 3.1.8, 3.1.10, Table 2 of appendix C with its notes, and the four levels of C.3;
 * LC-25, LC-30 … LC-33. A break is forbidden for one or more reasons, each owed to one character; a level that frees the
 * character takes the reason away.
 */
import { isOneInseparable, isSplitRepeatMark } from "./character-classes.ts";
import { ANY_BEFORE, type JlreqClass, type JlreqPlace, LINE_END, LINE_HEAD } from "./classes.ts";
import { answerTie, type JlreqTie } from "./methods.ts";
import { fillPairs, lazily, pairIndex } from "./pair-table.ts";

/**
 * The levels of C.3, from the strictest: general publications with the best line heads; general publications, the default;
 * magazines; newspapers, which JLREQ calls very loose.
 */
export type JlreqLevel = "very-strict" | "strict" | "loose" | "newspaper";

/** All levels, strictest first. */
export const JLREQ_LEVELS: readonly JlreqLevel[] = ["very-strict", "strict", "loose", "newspaper"];

/** Whether a line may end between two neighbours: 0 never; 1 freely; 2 in need, what only newspapers allow themselves. */
export type JlreqBreak = 0 | 1 | 2;

/** A character as the levels see it, where its class alone does not tell. */
export interface JlreqUnit {
  /** the grapheme cluster */
  readonly text: string;
  readonly class: JlreqClass;
  /** number of the complex, ruby or tate-chu-yoko run it belongs to; 0 for none */
  readonly complex: number;
  /** true for a Western letter that stands for a quantity (C.2 note 11) */
  readonly quantity: boolean;
}

/** Classes that may not start a line (3.1.7; reference marks 3.1.10). */
const NOT_AT_HEAD: ReadonlySet<JlreqPlace> = new Set([2, 3, 4, 5, 6, 7, 9, 10, 11, 20, 29] as const);
/** Classes that may not end a line (3.1.8; prefixed abbreviations 3.1.10). */
const NOT_AT_END: ReadonlySet<JlreqPlace> = new Set([1, 12, 28] as const);

/** A pair that is never parted, and which of the two a level may free, if any (3.1.10). */
type BoundPair = readonly [before: JlreqClass, after: JlreqClass, freedBy: "before" | "after" | "none", source: string];

const BOUND: readonly BoundPair[] = [
  [24, 24, "none", "numerals"],
  [25, 25, "none", "letters of a unit"],
  [25, 27, "none", "Table 2"],
  [27, 24, "none", "Table 2"],
  [27, 25, "none", "Table 2"],
  [27, 27, "none", "letters of a word, but at a hyphen (C.2 note 12)"],
];

/** Pairs that are never parted where the two are one thing. */
const BOUND_IF_ONE: readonly BoundPair[] = [
  [4, 14, "none", "C.2 note 4"],
  [8, 8, "before", "C.2 note 5: —— and ……"],
  [21, 21, "none", "C.2 note 6"],
  [22, 22, "none", "C.2 note 7"],
  [24, 13, "after", "C.2 note 9: 50％"],
  [24, 27, "none", "C.2 note 10"],
  [27, 13, "after", "C.2 note 11"],
  [30, 30, "none", "C.2 note 13"],
];

/** What each level frees beyond the stricter ones (C.3), as whole classes and as single characters. */
const FREED: readonly { readonly classes: readonly JlreqClass[]; readonly characters: string }[] = [
  { classes: [], characters: "" },
  { classes: [10, 11], characters: "々" },
  { classes: [3], characters: "・…‥％%" },
  { classes: [4, 5, 8, 9, 12, 13], characters: "" },
];

const NEEDS_NEWSPAPER = 3;
const NO_LEVEL = 4;

/** The first level, by its place in `JLREQ_LEVELS`, that frees a class as a whole. */
const freeingLevel = (name: JlreqPlace): number => {
  const level = FREED.findIndex(({ classes }) => (classes as readonly JlreqPlace[]).includes(name));
  return level === -1 ? NO_LEVEL : level;
};
/** The same by class number, looked up for each pair. */
const CLASS_FREED: readonly number[] = ANY_BEFORE.concat(LINE_END).map((place) => freeingLevel(place));
const CHARACTER_FREED: ReadonlyMap<string, number> = new Map(
  FREED.flatMap(({ characters }, level) => [...characters].map((each) => [each, level] as const)),
);

type Bindings = ReadonlyMap<number, BoundPair[2]>;
const bindings = (pairs: readonly BoundPair[]): Bindings =>
  new Map(pairs.map(([before, after, freedBy]) => [pairIndex(before, after), freedBy]));
const ALWAYS_BOUND = bindings(BOUND);
const BOUND_AS_ONE = bindings(BOUND_IF_ONE);

/** A pair, what binds it, and the levels that free its two sides. */
interface BreakCase {
  readonly before: JlreqPlace;
  readonly after: JlreqPlace;
  readonly isOne: boolean;
  readonly beforeFreed: number;
  readonly afterFreed: number;
}

/** The strictest level that lets a line end here; `NO_LEVEL` where none does. */
const levelNeeded = ({ before, after, isOne, beforeFreed, afterFreed }: BreakCase): number => {
  const index = pairIndex(before, after);
  const binding = ALWAYS_BOUND.get(index) ?? (isOne ? BOUND_AS_ONE.get(index) : undefined);
  const forBinding = { before: beforeFreed, after: afterFreed, none: NO_LEVEL }[binding ?? "none"];
  return Math.max(
    NOT_AT_HEAD.has(after) ? afterFreed : 0,
    NOT_AT_END.has(before) ? beforeFreed : 0,
    binding === undefined ? 0 : forBinding,
    before === LINE_HEAD || after === LINE_END ? NO_LEVEL : 0,
  );
};

const neededTable = (tie: JlreqTie): readonly number[] =>
  fillPairs((before, after) =>
    levelNeeded({
      before,
      after,
      isOne: answerTie(before, after, tie) === "one",
      beforeFreed: CLASS_FREED[before]!,
      afterFreed: CLASS_FREED[after]!,
    }),
  );

const NEEDED: Readonly<Record<JlreqTie, () => readonly number[]>> = {
  usual: lazily(() => neededTable("usual")),
  one: lazily(() => neededTable("one")),
  apart: lazily(() => neededTable("apart")),
};
const STRICTNESS: Readonly<Record<JlreqLevel, number>> = { "very-strict": 0, strict: 1, loose: 2, newspaper: 3 };

const answer = (needed: number, level: JlreqLevel): JlreqBreak => {
  if (needed > STRICTNESS[level]) return 0;
  return needed === NEEDS_NEWSPAPER ? 2 : 1;
};

/**
 * Whether a line may end between two classes, notes answered by `USUAL_TIES`. Where a level frees only some characters of a class
 * (々, ・, …, ％) the class stays bound; `jlreqMayBreakBetween` knows the characters.
 */
export const jlreqMayBreak = (before: JlreqClass, after: JlreqClass, level: JlreqLevel): JlreqBreak =>
  answer(NEEDED.usual()[pairIndex(before, after)]!, level);

/** As `jlreqMayBreak`, with the notes answered by `tie`. */
export const jlreqMayBreakTied = (
  before: JlreqClass,
  after: JlreqClass,
  terms: { readonly level: JlreqLevel; readonly tie: JlreqTie },
): JlreqBreak => answer(NEEDED[terms.tie]()[pairIndex(before, after)]!, terms.level);

/** Whether a line may end between two characters, with all that depends on which characters they are. */
export const jlreqMayBreakBetween = (before: JlreqUnit, after: JlreqUnit, level: JlreqLevel): JlreqBreak => {
  const tie = jlreqTie(before, after);
  const beforeFreed = CHARACTER_FREED.get(before.text);
  const afterFreed = CHARACTER_FREED.get(after.text);
  if (isSplitRepeatMark(before.text, after.text)) return 0;
  if (beforeFreed === undefined && afterFreed === undefined)
    return answer(NEEDED[tie]()[pairIndex(before.class, after.class)]!, level);
  const needed = levelNeeded({
    before: before.class,
    after: after.class,
    isOne: answerTie(before.class, after.class, tie) === "one",
    beforeFreed: beforeFreed ?? CLASS_FREED[before.class]!,
    afterFreed: afterFreed ?? CLASS_FREED[after.class]!,
  });
  return answer(needed, level);
};

/** Classes whose members make complexes or runs, numbered by `JlreqUnit.complex`. */
const COMPLEXES: ReadonlySet<JlreqClass> = new Set([21, 22, 23, 30] as const);

/** Whether two neighbours are one thing, as far as the notes to the tables care. */
export const jlreqTie = (before: JlreqUnit, after: JlreqUnit): JlreqTie => {
  if (before.class === after.class && COMPLEXES.has(before.class))
    return before.complex === after.complex ? "one" : "apart";
  if (before.class === 8 && after.class === 8) return isOneInseparable(before.text, after.text) ? "one" : "apart";
  if (before.class === 27 && after.class === 13) return before.quantity ? "one" : "apart";
  return "usual";
};
