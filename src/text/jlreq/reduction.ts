/**
 * How far spaces shrink, and in which order. Source: JLREQ 3.8.3 and Tables 3 (JLREQ), 4 (JIS X 4051) and 5 (books) of appendix D;
 * LC-80, LC-81. In all of them it is not pairs that decide but whose blank it is; within a step all shrink alike.
 */
import type { Em } from "../../base/units.ts";
import { CELLS, type JlreqPlace, LINE_END, LINE_HEAD, WESTERN } from "./classes.ts";
import type { JlreqMethod } from "./methods.ts";

/** One step for one kind of blank. */
export interface JlreqReduction {
  /** 1 comes first; a step is exhausted before the next begins */
  readonly step: number;
  /** what is left of it, em */
  readonly least: Em;
  /** true where it goes altogether or not at all (3.1.9: half an em or solid, nothing between) */
  readonly whole: boolean;
}

/** A step, by the classes whose blank it takes, inside the line or at its end. */
interface ReductionRule extends JlreqReduction {
  readonly at: "inside" | "line end";
  readonly owners: readonly JlreqPlace[];
}

const BRACKETS_AND_COMMAS = [1, 2, 7] as const;
const MIDDLE_DOTS = [5] as const;
const BESIDE_WESTERN = [4, 29, ...CELLS, ...WESTERN] as const;

const inside = (step: number, owners: readonly JlreqPlace[], least: Em): ReductionRule => ({
  at: "inside",
  owners,
  step,
  least,
  whole: false,
});
const atEnd = (step: number, owners: readonly JlreqPlace[]): ReductionRule => ({
  at: "line end",
  owners,
  step,
  least: 0,
  whole: true,
});

/** Step 1 is the Western word space everywhere but in `simple`; a full stop inside a line is in no table: it parts sentences. */
const REDUCTIONS: Readonly<Record<JlreqMethod, readonly ReductionRule[]>> = {
  jlreq: [
    atEnd(2, [2, 6, 7]),
    atEnd(3, MIDDLE_DOTS), // with the blank in front of it (D.2 note 5)
    inside(4, MIDDLE_DOTS, 0),
    inside(5, BRACKETS_AND_COMMAS, 0),
    inside(6, BESIDE_WESTERN, 0.125),
  ],
  jis: [inside(2, MIDDLE_DOTS, 0), inside(3, BRACKETS_AND_COMMAS, 0), inside(4, BESIDE_WESTERN, 0.125)],
  books: [atEnd(2, [2, 6, 7]), inside(3, BRACKETS_AND_COMMAS, 0.25)],
  simple: [],
};

/** A blank that no table lets shrink though others of its owner do: between a numeral and its unit (Tables 3 and 4). */
const isFixed = (before: JlreqPlace, after: JlreqPlace): boolean => before === 24 && after === 25;

/** How the blank behind `before` shrinks; undefined where it does not. */
export const reductionBehind = (
  before: JlreqPlace,
  after: JlreqPlace,
  method: JlreqMethod,
): JlreqReduction | undefined => {
  if (isFixed(before, after)) return undefined;
  const at = after === LINE_END ? "line end" : "inside";
  return REDUCTIONS[method].find((rule) => rule.at === at && rule.owners.includes(before));
};

/** How the blank in front of `after` shrinks; undefined where it does not, as at the head of a line. */
export const reductionInFrontOf = (
  before: JlreqPlace,
  after: JlreqPlace,
  method: JlreqMethod,
): JlreqReduction | undefined =>
  before === LINE_HEAD
    ? undefined
    : REDUCTIONS[method].find((rule) => rule.at === "inside" && rule.owners.includes(after));

/** Step 1: what is left of a Western word space, em (3.8.3 a; D notes a fifth as another practice). */
export const LEAST_WORD_SPACE: Em = 0.25;
