/** Space taken from and given to a line's boundaries, by the steps that their glue names (`text/adjustment-steps.ts`). */
import type { Em, Pt } from "../../base/units.ts";
import { LAST_STEP } from "../../text/adjustment-steps.ts";
import type { Cluster, Glue } from "../galley/cluster.ts";

/** Space added (or, negative, taken) after each cluster of a line, in points. */
export type Adjustment = Float64Array;

/** What a boundary can give in its step. */
const givesOf = ({ natural, least, giveStep }: Glue): Pt => (giveStep > 0 ? natural - least : 0);

/** How far a boundary grows in its own step; in points. */
const growsTo = ({ natural, most, growStep }: Glue): Pt => (growStep > 0 ? most - natural : 0);

/** Word spaces and gaps between Han and Western grow before a line counts as opened (steps 1 and 2); in points. */
export const growthOf = (glue: Glue): Pt => (glue.growStep <= 2 ? growsTo(glue) : 0);

/**
 * Takes `excess` points out of a line: step after step, then from its marks (the newspaper's push-in), then, in need, from every
 * gap. The line's edges stay where they are, but the blank of a mark at its end may go in the step of line ends (`endStep`).
 */
export const reduceLine = (clusters: readonly Cluster[], excess: Pt, endStep: number): Adjustment => {
  const out = new Float64Array(clusters.length);
  const last = clusters.length - 1;
  let rest = excess;
  const take = (capacity: Capacity): void => {
    if (rest > EPSILON) rest -= shareOut(clusters, capacity, { wanted: rest, out, sign: -1 });
  };
  for (let step = 1; step <= LAST_STEP; step++) {
    take(({ glue, endBlank }, n) =>
      n === last ? (step === endStep ? endBlank : 0) : glue.giveStep === step ? givesOf(glue) : 0,
    );
  }
  // places that all have room for the rest give alike
  take(({ glue }, n) => (n === last ? 0 : rest * glue.squeeze));
  take((_, n) => (n === last ? 0 : rest));
  return out;
};

/** What the steps of reduction can take out of a line. */
export const stepsGive = (clusters: readonly Cluster[], endStep: number): Pt => {
  const last = clusters.length - 1;
  let sum = endStep > 0 ? (clusters[last]?.endBlank ?? 0) : 0;
  for (let n = 0; n < last; n++) sum += givesOf(clusters[n]!.glue);
  return sum;
};

/** What a gap beside a mark whose blank its style has cut takes over others: some of that blank comes back first (xeCJK does so). */
const CUT_BLANK = 3;

/** Whether the blank of the mark before or after a gap was cut by its style. */
const isCut = ({ squeeze, natural }: Glue): boolean => squeeze > 0 && natural <= 0;

/** The blank that a style cuts from a mark: what makes it half an em wide. */
const BLANK: Em = 0.5;

/** Shares of a gap when a line is opened. */
export const shareOf = (glue: Glue): number => (isCut(glue) ? CUT_BLANK : 1);

/**
 * Gaps opened wider than this take those beside marks along (CLREQ 3.5.4 step 3 knows no others, JLREQ keeps them shut to a
 * quarter), and marks get the blank back that their style has cut, before any gap is opened further.
 */
const WIDE: Em = 0.1;

/** Spreads `room` points over a line: word spaces first, then Han–Western gaps, then all gaps alike. `even` knows no order. */
export const expandLine = (clusters: readonly Cluster[], room: Pt, even: boolean): Adjustment => {
  const out = new Float64Array(clusters.length);
  const last = clusters.length - 1;
  let rest = room;
  const give = (capacity: Capacity): void => {
    if (rest > EPSILON) rest -= shareOut(clusters, capacity, { wanted: rest, out, sign: 1 });
  };
  const isSpace = (each: Cluster) => each.class === "space";
  if (!even) {
    for (let step = 1; step <= MOST_GROW_STEPS; step++)
      give(({ glue }, n) => (n < last && glue.growStep === step ? growsTo(glue) : 0));
  }
  const opens = (each: Cluster, n: number) => n < last && (each.glue.stretches || (even && isSpace(each)));
  const gaps = clusters.reduce((sum, each, n) => sum + (opens(each, n) ? shareOf(each.glue) : 0), 0);
  const wide = !even && gaps > 0 && rest / gaps > WIDE * clusters[0]!.size;
  const sharesOf = (each: Cluster, n: number): number => {
    if (opens(each, n)) return even ? 1 : shareOf(each.glue);
    return wide && n < last && !each.glue.solid && !isSpace(each) ? 1 : 0;
  };
  if (wide) {
    give((each, n) => WIDE * each.size * sharesOf(each, n));
    give((each, n) => (n < last && isCut(each.glue) ? BLANK * each.size : 0));
  }
  give((each, n) => rest * sharesOf(each, n));
  give((each, n) => (n < last && isSpace(each) ? rest : 0));
  give((_, n) => (n < last ? rest : 0));
  return out;
};

/** JLREQ 3.8.4 has the most steps: word spaces, Western gaps, gaps up to a quarter, then all. */
const MOST_GROW_STEPS = 3;

const EPSILON = 1e-9;

/** How much a place has free, by its cluster and its number in the line. */
type Capacity = (each: Cluster, n: number) => Pt;

interface Share {
  readonly wanted: Pt;
  readonly out: Float64Array;
  readonly sign: 1 | -1;
}

/**
 * Shares `wanted` points out among places in proportion to what each has free, at most all of it; returns how much there was room
 * for. Where every place has as much free as is wanted, all give or take alike.
 */
const shareOut = (clusters: readonly Cluster[], capacity: Capacity, { wanted, out, sign }: Share): Pt => {
  let total = 0;
  for (let n = 0; n < clusters.length; n++) total += capacity(clusters[n]!, n);
  if (total <= 0) return 0;
  const share = Math.min(1, wanted / total);
  for (let n = 0; n < clusters.length; n++) out[n]! += sign * share * capacity(clusters[n]!, n);
  return total * share;
};
