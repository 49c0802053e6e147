/** Space taken from and given to a line's clusters, by the order of `text/adjustment-steps.ts`. */
import type { Em, Pt } from "../base/units.ts";
import { LEAST_GAP, REDUCTION, WIDEST_GAP, WIDEST_SPACE } from "../text/adjustment-steps.ts";
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
  const box = least === undefined ? 0 : Math.max(0, cluster.width - cluster.gapAfter - least * cluster.size);
  return { box, gap: Math.max(0, cluster.gapAfter - LEAST_GAP * cluster.size) };
};

/** The part of it that a cluster cannot give as a line's first (an opener's blank is cut already, or stays). */
export const notAtStart = (cluster: Cluster): Pt => (cluster.class === "opening" ? giveOf(cluster).box : 0);

/** The part of it that a cluster cannot give as a line's last: what the style cuts there anyhow. */
export const notAtEnd = (cluster: Cluster, lineEnd: boolean): Pt => {
  const { box, gap } = giveOf(cluster);
  return gap + (lineEnd || cluster.class === "opening" ? box : 0);
};

/** Nothing added. */
export const unadjusted = (count: number): Adjustment => ({
  before: new Float64Array(count),
  after: new Float64Array(count),
});

/**
 * Takes `excess` points out of a line: step after step, then from its marks alike (the newspaper's push-in), then, in need, from
 * every gap. Openers give on their left, everything else on its right; a line's edges stay where they are.
 */
export const reduceLine = (clusters: readonly Cluster[], excess: Pt, lineEnd: boolean): Adjustment => {
  const out = unadjusted(clusters.length);
  let rest = excess;
  for (const { classes, least } of REDUCTION) {
    rest -= take(clusters, rest, {
      out,
      lineEnd,
      capacity: (each) =>
        classes.includes(each.class) ? Math.max(0, each.width - each.gapAfter - least * each.size) : 0,
    });
  }
  rest -= take(clusters, rest, {
    out,
    lineEnd,
    capacity: (each) => (each === clusters.at(-1) ? 0 : giveOf(each).gap),
  });
  if (rest <= 1e-9) return out;
  const marks = take(clusters, rest, { out, lineEnd, capacity: (each) => (isMark(each) ? Number.MAX_VALUE : 0) });
  if (marks === 0) take(clusters, rest, { out, lineEnd, capacity: () => Number.MAX_VALUE });
  return out;
};

interface Taking {
  readonly out: Adjustment;
  /** whether the style has cut the blank of the line's last mark already */
  readonly lineEnd: boolean;
  readonly capacity: (cluster: Cluster) => Pt;
}

/** Takes alike from all places of a step, as much as they have; returns what it took. */
const take = (clusters: readonly Cluster[], excess: Pt, { out, lineEnd, capacity }: Taking): Pt => {
  if (excess <= 1e-9) return 0;
  const last = clusters.length - 1;
  const free = clusters.map((each, n) => {
    const most = capacity(each);
    const edge = each.class === "opening" ? n === 0 : n === last && (lineEnd || most === Number.MAX_VALUE);
    return edge ? 0 : most;
  });
  const open = free.filter((each) => each === Number.MAX_VALUE).length;
  const total = free.reduce((sum, each) => sum + (each === Number.MAX_VALUE ? 0 : each), 0);
  if (open === 0 && total <= 0) return 0;
  const share = open > 0 ? 0 : Math.min(1, excess / total);
  clusters.forEach((each, n) => {
    const given = free[n] === Number.MAX_VALUE ? excess / open : open > 0 ? 0 : free[n]! * share;
    (each.class === "opening" ? out.before : out.after)[n]! -= given;
  });
  return open > 0 ? excess : total * share;
};

/** Spreads `room` points over a line: word spaces first, then Han–Western gaps, then all gaps alike. `even` knows no order. */
export const expandLine = (clusters: readonly Cluster[], room: Pt, even: boolean): Adjustment => {
  const out = unadjusted(clusters.length);
  const last = clusters.length - 1;
  let rest = room;
  if (!even) {
    rest -= fill(clusters, rest, {
      out,
      to: WIDEST_SPACE,
      widthOf: (each) => (each.class === "space" ? each.width : -1),
    });
    rest -= fill(clusters, rest, { out, to: WIDEST_GAP, widthOf: (each) => (each.gapAfter > 0 ? each.gapAfter : -1) });
  }
  if (rest <= 1e-9) return out;
  const opens = (each: Cluster) => each.stretchAfter || (even && each.class === "space");
  const places = [opens, (each: Cluster) => each.class === "space", () => true].find((may) =>
    clusters.some((each, n) => n < last && may(each)),
  );
  const count = places ? clusters.filter((each, n) => n < last && places(each)).length : 0;
  clusters.forEach((each, n) => {
    if (n < last && places?.(each)) out.after[n]! += rest / count;
  });
  return out;
};

interface Filling {
  readonly out: Adjustment;
  readonly to: Em;
  /** width of what grows, in points; negative for clusters that have nothing of the kind */
  readonly widthOf: (cluster: Cluster) => Pt;
}

/** Grows all places of a step alike, at most to their limit; returns what it gave. */
const fill = (clusters: readonly Cluster[], room: Pt, { out, to, widthOf }: Filling): Pt => {
  const free = clusters.map((each, n) => {
    const width = widthOf(each);
    return n === clusters.length - 1 || width < 0 ? 0 : Math.max(0, to * each.size - width);
  });
  const total = free.reduce((sum, each) => sum + each, 0);
  if (total <= 0) return 0;
  const share = Math.min(1, room / total);
  free.forEach((each, n) => {
    out.after[n]! += each * share;
  });
  return total * share;
};
