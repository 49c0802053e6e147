/**
 * Where space may be added, how much, and in which order. Source: JLREQ 3.1.11, 3.8.4 and Table 6 of appendix E; LC-36.
 * Step 2: gaps beside Western text, from 1/4 to 1/2 em. Step 3: between characters set solid, to 1/4 em. Step 4: wherever
 * steps 2 and 3 may, and beside marks, all alike and without a limit.
 */
import type { Em } from "../../base/units.ts";
import { ANY_AFTER, ANY_BEFORE, CELLS, CLOSERS, type JlreqPlace, LINE_END, WESTERN } from "./classes.ts";
import { answerTie, type JlreqMethod, type JlreqTie } from "./methods.ts";
import { lazily, type PairRule, pairIndex, spreadRules } from "./pair-table.ts";

/** How a place opens. */
export interface JlreqExpansion {
  /** 1 comes first; 0: never */
  readonly step: number;
  /** what the space grows to within its step, em */
  readonly most: Em;
}

/** Characters that stand in the line as things of their own: no marks, no spaces. */
const THINGS = [8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 27, 30] as const;
const FORMULA_SIGNS = [17, 18] as const;
const MARKS = [2, 3, 4, 5, 6, 7, 14] as const;
/** What may stand behind a mark with space between them. */
const AFTER_MARKS = [1, 8, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, 26, 27, 28, 30] as const;
const NOT_BEFORE_OPENER = [1, 12, 28] as const;

/** The step of each pair. */
const STEPS: readonly PairRule<number>[] = [
  [ANY_BEFORE, ANY_AFTER, 0, "3.1.11: what is one thing is not opened"],
  [[...THINGS, 20, 29], [...THINGS, 28], 3, "3.8.4 c"],
  [[4, 29, ...CELLS], WESTERN, 2, "3.8.4 b"],
  [WESTERN, CELLS, 2, "3.8.4 b"],
  [[24, 25, 27], [28], 2, "Table 6; complexes, 21, open in step 3"],
  [[...MARKS, 26], AFTER_MARKS, 4, "3.8.4 d"],
  [[4], WESTERN, 2, "Table 6"],
  [[...THINGS, 20, 29], [1, 14, 26], 4, "3.8.4 d"],
  [NOT_BEFORE_OPENER, [1, 14], 0, "3.1.8, 3.1.10"],
  [[26], [3, 4, 5, 6, 7, 9, 10, 11, 20], 4, "Table 6: what stands behind a word space is never bound to it"],
  [[8], [24, 25], 4, "Table 6"],
  [[9, 10, 11], [8], 4, "Table 6"],
  [[12], [24], 0, "3.1.10: ￥300"],
  [[24], [24], 0, "3.1.10: numerals"],
  [[25], [25, 27], 0, "3.1.10: letters of a unit"],
  [[27], [24, 25, 27], 0, "3.1.10: letters of a word"],
  [[24], [25], 4, "Table 6"],
  [[25], [24], 4, "Table 6"],
  [FORMULA_SIGNS, WESTERN, 0, "3.7.4: formulae are set solid; Table 6 is silent"],
  [WESTERN, FORMULA_SIGNS, 0, "3.7.4"],
  [[22, 23, 29], [29], 0, "Table 6: ×"],
];

/** What notes say of pairs that may be one thing: the step where they are apart; one thing is never opened. */
const APART: readonly PairRule<number>[] = [
  [[8], [8], 3, "E.2 note 4"],
  [[21], [21], 3, "E.2 note 5"],
  [[22], [22], 3, "E.2 note 6"],
  [[23], [23], 3, "E.2 note 7"],
  [[24], [13], 3, "E.2 note 8, where ％ may start a line"],
  [[24], [27], 3, "E.2 note 9, the alternative"],
  [[27], [13], 3, "E.2 note 10"],
  [[27], [27], 4, "E.2 note 11, the alternative"],
  [[30], [30], 3, "E.2 note 12"],
];

/** The simple rules: first what was cut off at the line's end, then, after word spaces, kana and ideographs, without a limit. */
const SIMPLE_STEPS: readonly PairRule<number>[] = [
  [ANY_BEFORE, ANY_AFTER, 0, "Simple rules, Table 3"],
  [CLOSERS, [LINE_END], 1, "Simple rules, Table 3: 1/2 まで"],
  [CELLS, CELLS, 3, "Simple rules, Table 3: 可"],
];

const stepsApart = lazily(() => spreadRules([...STEPS, ...APART]));
const simpleSteps = lazily(() => spreadRules(SIMPLE_STEPS));
const notedPairs = new Set(APART.flatMap(([before, after]) => before.map((left) => pairIndex(left, after[0]!))));

const MOST: readonly Em[] = [0, 0.5, 0.5, 0.25, Number.POSITIVE_INFINITY];

/** How the space between two neighbours opens. */
export const jlreqExpansion = (
  before: JlreqPlace,
  after: JlreqPlace,
  terms: { readonly method: JlreqMethod; readonly tie: JlreqTie },
): JlreqExpansion => {
  const index = pairIndex(before, after);
  if (notedPairs.has(index) && answerTie(before, after, terms.tie) === "one") return CLOSED;
  if (terms.method === "simple") return simpleSteps()[index] === 3 ? EVENLY : opened(simpleSteps()[index]!);
  const step = stepsApart()[index]!;
  // E.1, to 1/4–1/2: gaps beside Western text stay as they are where Table 5 is followed.
  return terms.method === "books" && step === 2 ? CLOSED : opened(step);
};

const CLOSED: JlreqExpansion = { step: 0, most: 0 };
const EVENLY: JlreqExpansion = { step: 3, most: Number.POSITIVE_INFINITY };
const opened = (step: number): JlreqExpansion => ({ step, most: MOST[step]! });

/** Step 1: what a Western word space grows to, em (3.8.4 a). */
export const WIDEST_WORD_SPACE: Em = 0.5;
