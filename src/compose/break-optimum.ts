/** Total-fit: all lines of a paragraph at once, at the least cost (Knuth and Plass 1981, with the cost of `line-cost.ts`). */
import { fits, type Pt } from "../base/units.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, indentAt, lineOf, type Measures, measureAt } from "./broken-line.ts";
import type { GalleyParagraph } from "./cluster.ts";
import { type LineCost, lineCost } from "./line-cost.ts";
import { giveBetween, type LineSums, lineSums, NOT_HERE, restingWidth, startAfter } from "./line-sums.ts";

/** What total-fit is asked for. */
export interface OptimumWish {
  readonly rules: BreakRules;
  /** lines more (or, negative, fewer) than the best breaks take; copyfitting asks for 1 and -1. Default 0. */
  readonly variant?: number;
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
  { rules, variant = 0 }: OptimumWish,
): readonly BrokenLine[] => {
  if (paragraph.clusters.length === 0) return [];
  const ends = walk(paragraph, measures, { rules, counting: variant !== 0 });
  const best = ends.reduce((a, b) => (cheaper(b, a) ? b : a));
  const wanted = ends.find((end) => variant !== 0 && end.line === best.line + variant);
  return linesTo(wanted ?? best, paragraph, { measures, rules });
};

const cheaper = (a: LineCost, b: LineCost): boolean =>
  a.violations < b.violations || (a.violations === b.violations && a.demerits < b.demerits - 1e-9);

interface Walk {
  readonly rules: BreakRules;
  /** whether ways with different numbers of lines are kept apart */
  readonly counting: boolean;
}

/** All ways to the paragraph's end. Ways to one place are kept apart only while the lines after it could differ in measure. */
const walk = (paragraph: GalleyParagraph, measures: Measures, { rules, counting }: Walk): readonly Node[] => {
  const { clusters } = paragraph;
  const sums = lineSums(paragraph, rules);
  const settled = counting ? Number.POSITIVE_INFINITY : Math.max(settledFrom(measures), paragraph.indents.length - 1);
  const places: (Map<number, Node> | undefined)[] = new Array(clusters.length + 1);
  const start: Node = { at: 0, line: 0, to: 0, before: undefined, violations: 0, demerits: 0 };
  places[0] = new Map([[0, start]]);
  for (let at = 0; at < clusters.length; at++) {
    const nodes = places[at];
    if (!nodes) continue;
    for (const node of nodes.values()) {
      for (const next of linesFrom(node, paragraph, { measures, rules, sums })) {
        let known = places[next.at];
        if (!known) {
          known = new Map();
          places[next.at] = known;
        }
        const key = Math.min(next.line, settled);
        const old = known.get(key);
        if (!old || cheaper(next, old)) known.set(key, next);
      }
    }
    places[at] = undefined;
  }
  return [...places[clusters.length]!.values()];
};

/** First line from which on all measures are the same. */
const settledFrom = (measures: Measures): number => {
  let line = measures.length - 1;
  while (line > 0 && measures[line - 1] === measures[line]) line--;
  return line;
};

interface Look {
  readonly measures: Measures;
  readonly rules: BreakRules;
  readonly sums: LineSums;
}

/** A line opened more than this at each gap is only tried where nothing longer fits, em. */
const LOOSEST_TRIED = 0.3;

/** The lines that may begin at a node: those that fit and are not too loose, the longest that rests, and those marks make room for. */
const linesFrom = (node: Node, paragraph: GalleyParagraph, look: Look): readonly Node[] => {
  const { size } = paragraph;
  const { width, ends, fitting } = endsFrom(node, paragraph, look);
  const { gaps, growth } = look.sums;
  const out: Node[] = [];
  let resting = -1;
  for (const { to, natural } of ends) if (fits(natural, width + look.rules.tie * size)) resting = to;
  for (const { to, natural } of ends) {
    const room = width - natural - (growth[to - 1]! - growth[node.at]!);
    const opened = room / Math.max(1, gaps[to - 1]! - gaps[node.at]!);
    const at = startAfter(look.sums, to);
    if (to !== resting && at < paragraph.clusters.length && opened > LOOSEST_TRIED * size) continue;
    out.push(nodeAt({ node, to, at, width }, paragraph, look));
  }
  if (out.length > 0) return out;
  const to = Math.max(fitting, node.at + 1);
  return [nodeAt({ node, to, at: startAfter(look.sums, to), width }, paragraph, look)];
};

interface Ends {
  /** measure without the indent */
  readonly width: Pt;
  /** `natural` without what hangs where that is too wide */
  readonly ends: readonly { readonly to: number; readonly natural: Pt }[];
  /** end of what fits at rest, allowed or not */
  readonly fitting: number;
}

/** Shares of the measure below which no line is worth a look, unless nothing longer can end. */
const SHORTEST = 0.6;

/** Where lines that begin at a node may end. This loop is what total-fit costs: numbers only. */
const endsFrom = (node: Node, paragraph: GalleyParagraph, { measures, rules, sums }: Look): Ends => {
  const { clusters, size } = paragraph;
  const from = node.at;
  const width = measureAt(measures, node.line) - indentAt(paragraph, node.line);
  const full = width + rules.tie * size;
  const { mayEnd, space, hang } = sums;
  const ends: { to: number; natural: Pt }[] = [];
  let fitting = from;
  let short: { to: number; natural: Pt } | undefined;
  for (let to = from + 1; to <= clusters.length; to++) {
    const whole = restingWidth(sums, from, to);
    const natural = whole > full ? whole - hang[to]! : whole;
    const most = full + giveBetween(sums, from, to);
    if (natural > most + size * 2 && space[to - 1] === 0) break;
    const rests = fits(natural, full);
    if (rests && space[to - 1] === 0) fitting = to;
    if (mayEnd[to] === NOT_HERE || !fits(natural, most)) continue;
    if (natural < SHORTEST * width && to < clusters.length) short = { to, natural };
    else ends.push({ to, natural });
  }
  // a short line is kept where the longer ones need their marks squeezed, or there are none
  if (short && !ends.some(({ natural }) => fits(natural, full))) ends.unshift(short);
  return { width, ends, fitting };
};

const nodeAt = (
  { node, to, at, width }: { readonly node: Node; readonly to: number; readonly at: number; readonly width: Pt },
  paragraph: GalleyParagraph,
  { rules, sums }: Look,
): Node => {
  const last = at === paragraph.clusters.length;
  const cost = lineCost(paragraph, { from: node.at, to, width, last }, { sums, rules });
  return {
    at,
    line: node.line + 1,
    to,
    before: node,
    violations: node.violations + cost.violations,
    demerits: node.demerits + cost.demerits,
  };
};

const linesTo = (
  end: Node,
  paragraph: GalleyParagraph,
  { measures, rules }: { readonly measures: Measures; readonly rules: BreakRules },
): readonly BrokenLine[] => {
  const lines: BrokenLine[] = [];
  for (let node = end; node.before; node = node.before) {
    const { at, line } = node.before;
    const indent = indentAt(paragraph, line);
    lines.push(lineOf(paragraph, { from: at, to: node.to, measure: measureAt(measures, line), indent, rules }));
  }
  return lines.reverse();
};
