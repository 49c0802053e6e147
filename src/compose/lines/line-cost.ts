/** What a line costs: the measure by which total-fit compares whole paragraphs. */
import type { Pt } from "../../base/units.ts";
import type { GalleyParagraph } from "../galley/cluster.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, countWords } from "./broken-line.ts";
import { giveBetween, HYPHENATED, IN_NEED, type LineSums, lineSums, NOT_HERE, restingWidth } from "./line-sums.ts";

/** Compared in this order: a violation is never bought off by even spacing. */
export interface LineCost {
  /** lines that end where none may, or are wider than their marks can give */
  readonly violations: number;
  /** how far lines are opened and squeezed, lone characters, hyphens, breaks in need */
  readonly demerits: number;
}

/** Opening that costs one demerit, em a gap: a third power, so that one bad line costs more than several fair ones. */
const OPENING = 0.05;
/** Word spaces and gaps between Han and Western that have grown as far as they may cost one demerit together. */
const GROWN = 1;
/** A lone character on a paragraph's last line costs as much as a line opened by 0.15 em (LC-72). */
const LONE = 27;
/** Opening counted for a line that has no gap to open, em. */
const NO_GAP = 1;
/** A break that is only made in need costs as much as a line opened by an eighth of an em (LC-25: before wide expansion). */
const NEED = 16;
/** A hyphen costs as much as a line opened by 0.07 em; one under another three times as much. */
const HYPHEN = 3;
const HYPHEN_LADDER = 9;

/** A paragraph to be judged by its sums. */
export interface Judged {
  readonly paragraph: GalleyParagraph;
  readonly sums: LineSums;
  readonly rules: BreakRules;
}

/** A line to be judged; `width` is its measure without the indent. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly width: Pt;
  readonly last: boolean;
}

/** Points that a line has left, what hangs out not counted; negative where it is too wide. */
const roomOf = (line: Candidate, { sums, rules }: Judged): Pt => {
  const whole = restingWidth(sums, line.from, line.to);
  const hangs = rules.hanging === "force" || (rules.hanging === "regular" && whole > line.width);
  return line.width - whole + (hangs ? sums.hang[line.to]! : 0);
};

/** How often a line breaks a rule: it ends where none may, or is wider than its marks can give. */
export const lineViolations = (line: Candidate, judged: Judged): number => {
  const { sums, rules, paragraph } = judged;
  const give = giveBetween(sums, line.from, line.to);
  const wide = roomOf(line, judged) < -(give + rules.tie * paragraph.size) - 1e-6;
  return (sums.mayEnd[line.to] === NOT_HERE ? 1 : 0) + (wide ? 1 : 0);
};

/** The demerits of one line. */
export const lineDemerits = (line: Candidate, judged: Judged): number => {
  const { sums, paragraph } = judged;
  const { from, to, last } = line;
  const room = roomOf(line, judged);
  const own = breakDemerits(line, judged);
  if (room < 0) {
    const give = giveBetween(sums, from, to);
    return own + (give > 0 ? (room / give) * (room / give) : 0);
  }
  if (last) return own;
  // word spaces, then gaps between Han and Western, take their part before the line is opened (LC-81)
  const growth = sums.growth[to - 1]! - sums.growth[from]!;
  if (room <= growth) return own + (growth > 0 ? GROWN * cube(room / growth) : 0);
  const gaps = sums.gaps[to - 1]! - sums.gaps[from]!;
  const opened = gaps > 0 ? (room - growth) / gaps / paragraph.size : NO_GAP;
  return own + (growth > 0 ? GROWN : 0) + cube(opened / OPENING);
};

const cube = (x: number): number => x * x * x;

const breakDemerits = ({ from, to, last }: Candidate, { paragraph, sums, rules }: Judged): number => {
  if (last) return from > 0 && countWords(paragraph.clusters, from, to) < rules.leastLast ? LONE : 0;
  if (sums.mayEnd[to] === IN_NEED) return NEED;
  if (sums.mayEnd[to] !== HYPHENATED) return 0;
  return sums.mayEnd[from] === HYPHENATED ? HYPHEN_LADDER : HYPHEN;
};

/** The cost of a broken paragraph: that of its lines. */
export const paragraphCost = (
  paragraph: GalleyParagraph,
  lines: readonly BrokenLine[],
  rules: BreakRules,
): LineCost => {
  const judged = { paragraph, sums: lineSums(paragraph, rules), rules };
  let violations = 0;
  let demerits = 0;
  for (const { from, to, measure, indent, last } of lines) {
    const line = { from, to, width: measure - indent, last };
    violations += lineViolations(line, judged);
    demerits += lineDemerits(line, judged);
  }
  return { violations, demerits };
};
