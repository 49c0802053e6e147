/** Total-fit: all lines of a paragraph at once, at the least cost (Knuth and Plass 1981, with the cost of `line-cost.ts`). */
import { fits, type Pt } from "../../base/units.ts";
import type { GalleyParagraph } from "../galley/cluster.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, indentAt, lineOf, type Measures, measureAt } from "./broken-line.ts";
import { type Judged, type LineCost, lineDemerits, lineViolations } from "./line-cost.ts";
import { giveBetween, lineSums, NOT_HERE, restingWidth, startAfter } from "./line-sums.ts";

/** What total-fit is asked for. */
export interface OptimumWish {
  readonly rules: BreakRules;
  /** lines more (or, negative, fewer) than the best breaks take; copyfitting asks for 1 and -1. Default 0. */
  readonly variant?: number;
  /** the same, said as the number of lines itself */
  readonly lines?: number;
}

/** A place that lines can begin at, and the cheapest way there with `line` lines before it. */
interface Node extends LineCost {
  readonly at: number;
  readonly line: number;
  /** end of the line that leads here */
  readonly to: number;
  readonly before: Node | undefined;
}

/**
 * Breaks a paragraph at the least cost. Linear in its length: each place looks ahead for one line. With `variant` the cheapest
 * breaks with that many lines more or fewer; where there are none, the best.
 */
export const breakOptimum = (
  paragraph: GalleyParagraph,
  measures: Measures,
  { rules, variant = 0, lines }: OptimumWish,
): readonly BrokenLine[] => {
  if (paragraph.clusters.length === 0) return [];
  const settled = Math.max(settledFrom(measures), paragraph.indents.length - 1);
  const look = {
    paragraph,
    measures,
    rules,
    sums: lineSums(paragraph, rules),
    settled: variant === 0 && lines === undefined ? settled : Number.POSITIVE_INFINITY,
  };
  const ends = walk(look);
  const best = ends.reduce((a, b) => (cheaper(b.violations, b.demerits, a) ? b : a));
  const wanted = ends.find((end) => end.line === (lines ?? best.line + variant));
  return linesTo(wanted ?? best, look);
};

interface Look extends Judged {
  readonly measures: Measures;
  /** ways to one place are kept apart only up to this line, from where on all lines are alike in measure and indent */
  readonly settled: number;
}

const cheaper = (violations: number, demerits: number, than: LineCost): boolean =>
  violations < than.violations || (violations === than.violations && demerits < than.demerits - 1e-9);

/** All ways to the paragraph's end. */
const walk = (look: Look): readonly Node[] => {
  const count = look.paragraph.clusters.length;
  const places: (Node[] | undefined)[] = new Array(count + 1);
  places[0] = [{ at: 0, line: 0, to: 0, before: undefined, violations: 0, demerits: 0 }];
  const ends = { to: new Int32Array(count + 1), natural: new Float64Array(count + 1), count: 0, fitting: 0 };
  for (let at = 0; at < count; at++) {
    const nodes = places[at];
    if (!nodes) continue;
    for (const node of nodes) linesFrom(node, look, { places, ends });
    places[at] = undefined;
  }
  return places[count]!;
};

/** First line from which on all measures are the same. */
const settledFrom = (measures: Measures): number => {
  let line = measures.length - 1;
  while (line > 0 && measures[line - 1] === measures[line]) line--;
  return line;
};

/** Where lines from one place may end: `to` and the width at rest, what hangs not counted; filled anew for each place. */
interface Ends {
  readonly to: Int32Array;
  readonly natural: Float64Array;
  count: number;
  /** end of what fits at rest, allowed or not */
  fitting: number;
}

interface Board {
  readonly places: (Node[] | undefined)[];
  readonly ends: Ends;
}

/** A line opened more than this at each gap is only tried where nothing longer fits, em; one of a few words always is. */
const LOOSEST_TRIED = 0.3;
const FEW_GAPS = 6;

/** Tries the lines that may begin at a node: those that fit and are not too loose, the longest that rests, and those marks make room for. */
const linesFrom = (node: Node, look: Look, { places, ends }: Board): void => {
  const { paragraph, sums, rules } = look;
  const { size, clusters } = paragraph;
  const width = measureAt(look.measures, node.line) - indentAt(paragraph, node.line);
  findEnds(node.at, width, look, ends);
  let resting = -1;
  for (let n = 0; n < ends.count; n++) if (fits(ends.natural[n]!, width + rules.tie * size)) resting = ends.to[n]!;
  let tried = 0;
  for (let n = 0; n < ends.count; n++) {
    const to = ends.to[n]!;
    const room = width - ends.natural[n]! - (sums.growth[to - 1]! - sums.growth[node.at]!);
    const at = startAfter(sums, to);
    const gaps = sums.gaps[to - 1]! - sums.gaps[node.at]!;
    if (to !== resting && at < clusters.length && gaps > FEW_GAPS && room > gaps * LOOSEST_TRIED * size) continue;
    reach(places, { node, to, at, width }, look);
    tried++;
  }
  if (tried > 0) return;
  const to = Math.max(ends.fitting, node.at + 1);
  reach(places, { node, to, at: startAfter(sums, to), width }, look);
};

/** Shares of the measure below which no line is worth a look, unless nothing longer can end. */
const SHORTEST = 0.6;

/** Where lines that begin at `from` may end. This loop is what total-fit costs: numbers only. */
const findEnds = (from: number, width: Pt, { paragraph, rules, sums }: Look, ends: Ends): void => {
  const { size } = paragraph;
  const count = paragraph.clusters.length;
  const full = width + rules.tie * size;
  const { mayEnd, space, hang } = sums;
  let short = 0;
  let shortNatural = 0;
  let rested = false;
  ends.count = 0;
  ends.fitting = from;
  for (let to = from + 1; to <= count; to++) {
    if (space[to - 1] === 1) continue;
    const whole = restingWidth(sums, from, to);
    const natural = whole > full ? whole - hang[to]! : whole;
    const most = full + giveBetween(sums, from, to);
    if (natural > most + size * 2) break;
    const rests = fits(natural, full);
    if (rests) ends.fitting = to;
    if (mayEnd[to] === NOT_HERE || !fits(natural, most)) continue;
    if (natural < SHORTEST * width && to < count) [short, shortNatural] = [to, natural];
    else {
      ends.to[ends.count] = to;
      ends.natural[ends.count++] = natural;
      rested ||= rests;
    }
  }
  // a short line is kept where the longer ones need their marks squeezed, or there are none
  if (short === 0 || rested) return;
  ends.to[ends.count] = short;
  ends.natural[ends.count++] = shortNatural;
};

interface Step {
  readonly node: Node;
  readonly to: number;
  readonly at: number;
  readonly width: Pt;
}

/** Keeps a line if it is the cheapest way to where it leads. */
const reach = (places: (Node[] | undefined)[], { node, to, at, width }: Step, look: Look): void => {
  const candidate = { from: node.at, to, width, last: at === look.paragraph.clusters.length };
  const violations = node.violations + lineViolations(candidate, look);
  const demerits = node.demerits + lineDemerits(candidate, look);
  const line = node.line + 1;
  const known = places[at];
  if (!known) {
    places[at] = [{ at, line, to, before: node, violations, demerits }];
    return;
  }
  const key = Math.min(line, look.settled);
  for (let n = 0; n < known.length; n++) {
    if (Math.min(known[n]!.line, look.settled) !== key) continue;
    if (cheaper(violations, demerits, known[n]!)) known[n] = { at, line, to, before: node, violations, demerits };
    return;
  }
  known.push({ at, line, to, before: node, violations, demerits });
};

const linesTo = (end: Node, { paragraph, measures, rules }: Look): readonly BrokenLine[] => {
  const lines: BrokenLine[] = [];
  for (let node = end; node.before; node = node.before) {
    const { at, line } = node.before;
    const indent = indentAt(paragraph, line);
    lines.push(lineOf(paragraph, { from: at, to: node.to, measure: measureAt(measures, line), indent, rules }));
  }
  return lines.reverse();
};
