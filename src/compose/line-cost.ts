/** What a line costs: the measure by which total-fit compares whole paragraphs. */
import type { Pt } from "../base/units.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, countWords } from "./broken-line.ts";
import type { GalleyParagraph } from "./cluster.ts";
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
/** A lone character on a paragraph's last line costs as much as a line opened by a tenth of an em (LC-72). */
const LONE = 8;
/** Opening counted for a line that has no gap to open, em. */
const NO_GAP = 1;
/** A break that is only made in need costs as much as a line opened by an eighth of an em (LC-25: before wide expansion). */
const NEED = 16;
/** A hyphen costs as much as a line opened by 0.07 em; one under another three times as much. */
const HYPHEN = 3;
const HYPHEN_LADDER = 9;

/** A line to be judged; `width` is its measure without the indent. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly width: Pt;
  readonly last: boolean;
}

/** The cost of one line. */
export const lineCost = (
  paragraph: GalleyParagraph,
  line: Candidate,
  { sums, rules }: { readonly sums: LineSums; readonly rules: BreakRules },
): LineCost => {
  const { from, to, width, last } = line;
  const whole = restingWidth(sums, from, to);
  const hang = rules.hanging === "force" || whole > width ? sums.hang[to]! : 0;
  const room = width - whole + hang;
  const give = giveBetween(sums, from, to);
  const wide = room < -(give + rules.tie * paragraph.size) - 1e-6;
  const violations = (sums.mayEnd[to] === NOT_HERE ? 1 : 0) + (wide ? 1 : 0);
  return {
    violations,
    demerits:
      breakCost(line, paragraph, { sums, rules }) +
      spacingCost({ room, give, last }, line, { sums, size: paragraph.size }),
  };
};

const breakCost = (
  { from, to, last }: Candidate,
  { clusters }: GalleyParagraph,
  { sums, rules }: { readonly sums: LineSums; readonly rules: BreakRules },
): number => {
  if (last) return from > 0 && countWords(clusters, from, to) < rules.leastLast ? LONE : 0;
  if (sums.mayEnd[to] === IN_NEED) return NEED;
  if (sums.mayEnd[to] !== HYPHENATED) return 0;
  return sums.mayEnd[from] === HYPHENATED ? HYPHEN_LADDER : HYPHEN;
};

const spacingCost = (
  { room, give, last }: { readonly room: Pt; readonly give: Pt; readonly last: boolean },
  { from, to }: Candidate,
  { sums, size }: { readonly sums: LineSums; readonly size: Pt },
): number => {
  if (room < 0) return give > 0 ? (room / give) ** 2 : 0;
  if (last) return 0;
  // word spaces, then gaps between Han and Western, take their part before the line is opened (LC-81)
  const growth = sums.growth[to - 1]! - sums.growth[from]!;
  if (room <= growth) return growth > 0 ? GROWN * (room / growth) ** 3 : 0;
  const gaps = sums.gaps[to - 1]! - sums.gaps[from]!;
  return (growth > 0 ? GROWN : 0) + ((gaps > 0 ? (room - growth) / gaps / size : NO_GAP) / OPENING) ** 3;
};

/** The cost of a broken paragraph: that of its lines. */
export const paragraphCost = (
  paragraph: GalleyParagraph,
  lines: readonly BrokenLine[],
  rules: BreakRules,
): LineCost => {
  const sums = lineSums(paragraph, rules);
  let violations = 0;
  let demerits = 0;
  for (const { from, to, measure, indent, last } of lines) {
    const cost = lineCost(paragraph, { from, to, width: measure - indent, last }, { sums, rules });
    violations += cost.violations;
    demerits += cost.demerits;
  }
  return { violations, demerits };
};
