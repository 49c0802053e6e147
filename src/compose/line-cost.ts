/** What a line costs: the measure by which total-fit compares whole paragraphs. */
import type { Pt } from "../base/units.ts";
import { giveOf, notAtEnd, notAtStart } from "./adjust-line.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, countWords, isMark, mayEndAfter } from "./broken-line.ts";
import type { GalleyParagraph } from "./cluster.ts";

/** Compared in this order: a violation is never bought off by even spacing. */
export interface LineCost {
  /** lines that end where none may, or are wider than their marks can give */
  readonly violations: number;
  /** how far lines are opened and squeezed, and lone characters */
  readonly demerits: number;
}

/** Opening that costs one demerit, em a gap: a third power, so that one bad line costs more than several fair ones. */
const OPENING = 0.05;
/** A lone character on a paragraph's last line costs as much as a line opened by a tenth of an em (LC-72). */
const LONE = 8;
/** Opening counted for a line that has no gap to open, em. */
const NO_GAP = 1;

/** Sums over a paragraph's clusters, so that any line is measured in one step. */
export interface LineSums {
  /** width of the clusters before the n-th */
  readonly width: Float64Array;
  /** what the clusters before the n-th can give; less what they cannot as a line's first or last */
  readonly give: Float64Array;
  readonly startGive: Float64Array;
  readonly endGive: Float64Array;
  /** gaps before the n-th cluster that may be opened */
  readonly gaps: Uint32Array;
  /** 1 where a line may end before the n-th cluster */
  readonly mayEnd: Uint8Array;
  /** what a line that ends before the n-th cluster, or begins with it, cuts off at its edge */
  readonly trimEnd: Float64Array;
  readonly trimStart: Float64Array;
}

/** Sums of a paragraph. */
export const lineSums = ({ clusters }: GalleyParagraph, rules: BreakRules): LineSums => {
  const count = clusters.length;
  const width = new Float64Array(count + 1);
  const give = new Float64Array(count + 1);
  const startGive = new Float64Array(count + 1);
  const endGive = new Float64Array(count + 1);
  const gaps = new Uint32Array(count + 1);
  const mayEnd = new Uint8Array(count + 1);
  const trimEnd = new Float64Array(count + 1);
  const trimStart = new Float64Array(count + 1);
  for (let n = 0; n < count; n++) {
    const each = clusters[n]!;
    const space = each.class === "space";
    width[n + 1] = width[n]! + each.width;
    const { box, gap } = giveOf(each);
    give[n + 1] = give[n]! + box + gap + (isMark(each) ? rules.pushInPerMark * each.size : 0);
    startGive[n] = notAtStart(each);
    endGive[n + 1] = notAtEnd(each, rules.lineEnd);
    gaps[n + 1] = gaps[n]! + (each.stretchAfter || space ? 1 : 0);
    mayEnd[n + 1] = !space && mayEndAfter(clusters, n) ? 1 : 0;
    trimEnd[n + 1] = each.gapAfter + (rules.lineEnd ? each.trimEnd : 0);
    if (rules.lineStart) trimStart[n] = each.trimStart;
  }
  return { width, give, startGive, endGive, gaps, mayEnd, trimEnd, trimStart };
};

/** A line to be judged; `width` is its measure without the indent. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly width: Pt;
  readonly last: boolean;
}

/** Width at rest of clusters `from` to `to`, edges trimmed as the rules say. */
export const restingWidth = ({ width, trimEnd, trimStart }: LineSums, from: number, to: number): Pt =>
  width[to]! - width[from]! - trimStart[from]! - trimEnd[to]!;

/** What a line of clusters `from` to `to` can give. */
export const giveBetween = ({ give, startGive, endGive }: LineSums, from: number, to: number): Pt =>
  give[to]! - give[from]! - startGive[from]! - endGive[to]!;

/** The cost of one line. */
export const lineCost = (
  paragraph: GalleyParagraph,
  line: Candidate,
  { sums, rules }: { readonly sums: LineSums; readonly rules: BreakRules },
): LineCost => {
  const { clusters, size } = paragraph;
  const { from, to, width, last } = line;
  const room = width - restingWidth(sums, from, to);
  const give = giveBetween(sums, from, to);
  const wide = room < -(give + rules.tie * size) - 1e-6;
  const violations = (sums.mayEnd[to] === 1 ? 0 : 1) + (wide ? 1 : 0);
  const lone = last && from > 0 && countWords(clusters, from, to) < rules.leastLast ? LONE : 0;
  if (room < 0) return { violations, demerits: lone + (give > 0 ? (room / give) ** 2 : 0) };
  if (last) return { violations, demerits: lone };
  const gaps = sums.gaps[to - 1]! - sums.gaps[from]!;
  const opened = gaps > 0 ? room / gaps / size : room > 0 ? NO_GAP : 0;
  return { violations, demerits: (opened / OPENING) ** 3 };
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
