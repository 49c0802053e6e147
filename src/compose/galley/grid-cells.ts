/**
 * Western text in whole cells: the gaps on its two sides bring it to a whole number of cells, so that the Han after it stand on
 * the grid again. Source: CLREQ 3.2.5 (LC-63).
 */
import type { Cluster, GalleyParagraph, Glue } from "./cluster.ts";

/** The paragraph on its grid; a gap is at most half a cell, and a word may be parted wherever its line ends. */
export const onGrid = (paragraph: GalleyParagraph): GalleyParagraph => {
  const clusters = [...paragraph.clusters];
  for (let n = 0; n < clusters.length; ) {
    const end = runEnd(clusters, n);
    if (end > n) fillCells(clusters, { from: n, to: end, cell: paragraph.size });
    n = Math.max(end, n + 1);
  }
  return { ...paragraph, clusters };
};

/** End of the Western stretch that begins at `n`, the spaces inside it included. */
const runEnd = (clusters: readonly Cluster[], n: number): number => {
  let end = n;
  let last = n;
  while (clusters[end]?.class === "western" || clusters[end]?.class === "space") {
    end++;
    if (clusters[end - 1]!.class === "western") last = end;
  }
  return last;
};

interface Run {
  readonly from: number;
  readonly to: number;
  readonly cell: number;
}

const fillCells = (clusters: Cluster[], { from, to, cell }: Run): void => {
  let width = 0;
  for (let n = from; n < to; n++) width += clusters[n]!.box + (n + 1 < to ? clusters[n]!.glue.natural : 0);
  const cells = Math.max(1, Math.ceil(width / cell - 1e-6));
  const gap = (cells * cell - width) / 2;
  const before = clusters[from - 1];
  if (before) clusters[from - 1] = { ...before, glue: fixed(before.glue, gap) };
  for (let n = from; n + 1 < to; n++)
    if (clusters[n + 1]!.class === "western")
      clusters[n] = { ...clusters[n]!, glue: { ...clusters[n]!.glue, break: "free" } };
  const last = clusters[to - 1]!;
  if (to < clusters.length) clusters[to - 1] = { ...last, glue: fixed(last.glue, gap) };
};

const fixed = (glue: Glue, natural: number): Glue => ({
  ...glue,
  natural,
  least: natural,
  most: natural,
  giveStep: 0,
  growStep: 0,
});
