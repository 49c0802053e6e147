/** What the line breakers are allowed, from the style sheet. */
import type { Em } from "../base/units.ts";
import type { Algorithm, BreakPolicy, CompositionLimits, TextStyle } from "../model/style.ts";
import { MARK_WIDTHS } from "../text/punctuation-width.ts";

/** What a breaker may do; from the style sheet. */
export interface BreakRules {
  readonly algorithm: Algorithm;
  readonly policy: BreakPolicy;
  /** points a line may be over its measure before it is full, per em of the paragraph */
  readonly tie: Em;
  /** em that each mark of a line may give to pull one more character in (挤进; LC-22) */
  readonly pushInPerMark: Em;
  /** em that all marks of a line together may give for a character that could as well start the next line; 0 for none */
  readonly pushInMost: Em;
  readonly lineEnd: boolean;
  readonly lineStart: boolean;
  /** characters that a paragraph's last line should have at least (孤字不成行; LC-72) */
  readonly leastLast: number;
}

/** 孤字不成行: two characters at least on a paragraph's last line (CLREQ 3.4.4; LC-72). */
const LEAST_LAST = 2;

/** The rules of a style; what is no running text is broken first-fit. */
export const breakRulesOf = (
  style: Pick<TextStyle, "punctuation"> & Partial<Pick<TextStyle, "algorithm" | "policy">>,
  limits: CompositionLimits,
): BreakRules => {
  const { lineEnd, lineStart } = MARK_WIDTHS[style.punctuation];
  return {
    algorithm: style.algorithm ?? "greedy",
    policy: style.policy ?? "push-in-first",
    tie: limits.tie,
    pushInPerMark: limits.pushInPerMark,
    pushInMost: limits.pushInMost,
    lineEnd,
    lineStart,
    leastLast: LEAST_LAST,
  };
};
