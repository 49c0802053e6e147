/** Space taken from and given to a line's clusters, by the order of `text/adjustment-steps.ts`. */
import type { Em, Pt } from "../base/units.ts";
import { LEAST_GAP, OPENER_SQUEEZE, REDUCTION, STOPS, WIDEST_GAP, WIDEST_SPACE } from "../text/adjustment-steps.ts";
import { isMark } from "./broken-line.ts";
import type { Cluster } from "./cluster.ts";

/** Space added (or, negative, taken) on either side of each cluster of a line, in points. */
export interface Adjustment {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/** Least width by class; no class is in two steps. */
const LEAST = new Map(REDUCTION.flatMap(({ classes, least }) => classes.map((each) => [each, least] as const)));

/** What a cluster can give by the steps of CLREQ, before a press remedy squeezes marks below their width; in points. */
export const giveOf = (cluster: Cluster): { readonly box: Pt; readonly gap: Pt } => {
  const least = LEAST.get(cluster.class);
  const box = least === undefined ? 0 : roomAbove(cluster, least);
  return { box, gap: Math.max(0, cluster.gapAfter - LEAST_GAP * cluster.size) };
};

const roomAbove = ({ width, gapAfter, size }: Cluster, least: Em): Pt => Math.max(0, width - gapAfter - least * size);

/** The part of it that a cluster cannot give as a line's first (an opener's blank is cut already, or stays). */
export const notAtStart = (cluster: Cluster): Pt => (cluster.class === "opening" ? giveOf(cluster).box : 0);

/** The part of it that a cluster cannot give as a line's last: what the style cuts there anyhow. */
export const notAtEnd = (cluster: Cluster, lineEnd: boolean): Pt => {
  const { box, gap } = giveOf(cluster);
  return gap + (lineEnd || cluster.class === "opening" ? box : 0);
};

/** How far a word space, or the gap between Han and Western after a cluster, grows before all other gaps do; in points. */
export const growthOf = (cluster: Cluster): Pt => {
  const { size, width, gapAfter } = cluster;
  if (cluster.class === "space") return Math.max(0, WIDEST_SPACE * size - width);
  return gapAfter > 0 ? Math.max(0, WIDEST_GAP * size - gapAfter) : 0;
};

/** Nothing added. */
export const unadjusted = (count: number): Adjustment => ({
  before: new Float64Array(count),
  after: new Float64Array(count),
});

/**
 * Takes `excess` points out of a line: step after step, then from its marks (the newspaper's push-in), then, in need, from every
 * gap. Openers give on their left, everything else on its right; a line's edges stay where they are, but the blank of a mark
 * at its end may go where the style has not cut it already (`lineEnd`).
 */
export const reduceLine = (clusters: readonly Cluster[], excess: Pt, lineEnd: boolean): Adjustment => {
  const out = unadjusted(clusters.length);
  const last = clusters.length - 1;
  const isEdge = (each: Cluster, n: number) => (each.class === "opening" ? n === 0 : n === last);
  let rest = excess;
  const take = (capacity: (each: Cluster, n: number) => Pt): void => {
    rest -= shareOut(clusters.map(capacity), rest, (n, part) => {
      (clusters[n]!.class === "opening" ? out.before : out.after)[n]! -= part;
    });
  };
  const mayGive = (each: Cluster, n: number) => !isEdge(each, n) || (each.class !== "opening" && !lineEnd);
  for (const { classes } of REDUCTION)
    take((each, n) => (classes.includes(each.class) && mayGive(each, n) ? giveOf(each).box : 0));
  take((each, n) => (n === last ? 0 : giveOf(each).gap));
  take((each, n) => (STOPS.classes.includes(each.class) && n < last ? roomAbove(each, STOPS.least) : 0));
  // places that all have room for the rest give alike
  take((each, n) => (isMark(each) && !isEdge(each, n) ? rest * (each.class === "opening" ? OPENER_SQUEEZE : 1) : 0));
  take((each, n) => (isEdge(each, n) ? 0 : rest));
  return out;
};

/** Spreads `room` points over a line: word spaces first, then Han–Western gaps, then all gaps alike. `even` knows no order. */
export const expandLine = (clusters: readonly Cluster[], room: Pt, even: boolean): Adjustment => {
  const out = unadjusted(clusters.length);
  const last = clusters.length - 1;
  let rest = room;
  const give = (capacity: (each: Cluster) => Pt): void => {
    const free = clusters.map((each, n) => (n < last ? capacity(each) : 0));
    rest -= shareOut(free, rest, (n, part) => {
      out.after[n]! += part;
    });
  };
  const isSpace = (each: Cluster) => each.class === "space";
  if (!even) {
    give((each) => (isSpace(each) ? growthOf(each) : 0));
    give((each) => (isSpace(each) ? 0 : growthOf(each)));
  }
  give((each) => (each.stretchAfter || (even && isSpace(each)) ? rest : 0));
  give((each) => (isSpace(each) ? rest : 0));
  give(() => rest);
  return out;
};

/**
 * Shares `wanted` points out among places in proportion to what each has free, at most all of it; returns how much there was room
 * for. Where every place has as much free as is wanted, all give or take alike.
 */
const shareOut = (free: readonly Pt[], wanted: Pt, apply: (n: number, part: Pt) => void): Pt => {
  const total = free.reduce((sum, each) => sum + each, 0);
  if (wanted <= 1e-9 || total <= 0) return 0;
  const share = Math.min(1, wanted / total);
  free.forEach((each, n) => {
    if (each > 0) apply(n, each * share);
  });
  return total * share;
};
