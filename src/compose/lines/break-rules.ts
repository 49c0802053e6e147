/** What the line breakers are allowed, from the style sheet. */
import type { Em } from "../../base/units.ts";
import type { Algorithm, BreakPolicy, CompositionLimits, Hanging, TextStyle } from "../../model/style.ts";

/** What a breaker may do; from the style sheet. */
export interface BreakRules {
  readonly algorithm: Algorithm;
  readonly policy: BreakPolicy;
  readonly hanging: Hanging;
  /** points a line may be over its measure before it is full, per em of the paragraph */
  readonly tie: Em;
  /** em that each mark of a line may give to pull one more character in (挤进; LC-22) */
  readonly pushInPerMark: Em;
  /** em that all marks of a line together may give for a character that could as well start the next line; 0 for none */
  readonly pushInMost: Em;
  /** characters that a paragraph's last line should have at least (孤字不成行; LC-72) */
  readonly leastLast: number;
  /** lines in a row that may end in a hyphen */
  readonly hyphensInRow: number;
}

/** 孤字不成行: two characters at least on a paragraph's last line (CLREQ 3.4.4; LC-72). */
const LEAST_LAST = 2;

/** Three hyphens under one another are a ladder. */
const HYPHENS_IN_ROW = 2;

/** The rules of a style; what is no running text is broken first-fit. */
export const breakRulesOf = (
  style: Partial<Pick<TextStyle, "algorithm" | "policy" | "hanging">>,
  limits: CompositionLimits,
): BreakRules => ({
  algorithm: style.algorithm ?? "greedy",
  policy: style.policy ?? "push-in-first",
  hanging: style.hanging ?? "none",
  tie: limits.tie,
  pushInPerMark: limits.pushInPerMark,
  pushInMost: limits.pushInMost,
  leastLast: LEAST_LAST,
  hyphensInRow: HYPHENS_IN_ROW,
});
