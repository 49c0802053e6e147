/** A line as a breaker makes it, and what the breakers share. */
import type { Pt } from "../base/units.ts";
import type { BreakRules } from "./break-rules.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";

/** Clusters `from` (included) to `to` (excluded) of the paragraph, without the spaces at its end. */
export interface BrokenLine {
  readonly from: number;
  readonly to: number;
  /** first cluster of the next line: spaces between are dropped */
  readonly next: number;
  readonly measure: Pt;
  readonly indent: Pt;
  /** width at rest, indent not counted */
  readonly natural: Pt;
  readonly last: boolean;
}

/** Widths of a paragraph's lines, in order; the last one holds for all that follow. Never empty. */
export type Measures = readonly Pt[];

/** The `line`-th of the measures, from 0. */
export const measureAt = (measures: Measures, line: number): Pt => measures[line] ?? measures.at(-1) ?? 0;

/** Whether a line may end after cluster `n`: also before a space, and at the paragraph's end. */
export const mayEndAfter = (clusters: readonly Cluster[], n: number): boolean =>
  clusters[n]!.breakAfter || n + 1 === clusters.length || clusters[n + 1]?.class === "space";

/** Marks whose blank a line may take: brackets, pauses and stops. */
export const isMark = (cluster: Cluster): boolean =>
  cluster.class === "opening" || cluster.class === "closing" || cluster.class === "pause" || cluster.class === "stop";

/** Characters of a stretch without its marks and spaces; a Western word or number counts as many as it has letters. */
export const countWords = (clusters: readonly Cluster[], from: number, to: number): number => {
  let count = 0;
  for (let n = from; n < to; n++) if (!isMark(clusters[n]!) && clusters[n]!.class !== "space") count++;
  return count;
};

/** Where a line begins and ends, and how wide it may be. */
export interface Extent {
  readonly from: number;
  readonly to: number;
  readonly measure: Pt;
  readonly indent: Pt;
  readonly rules: BreakRules;
}

/** The line of an extent, with what it drops at its end. */
export const lineOf = ({ clusters }: GalleyParagraph, { from, to, measure, indent, rules }: Extent): BrokenLine => {
  let next = to;
  while (clusters[next]?.class === "space") next++;
  return {
    from,
    to,
    next,
    measure,
    indent,
    natural: naturalWidth(clusters, { from, to, rules }),
    last: next >= clusters.length,
  };
};

/** Width at rest of a line: blank at its edges cut as the style says, spaces at its end not counted. */
export const naturalWidth = (
  clusters: readonly Cluster[],
  line: { readonly from: number; readonly to: number; readonly rules: BreakRules },
): Pt => {
  let width = 0;
  for (let n = line.from; n < line.to; n++) width += clusters[n]!.width;
  const first = clusters[line.from];
  const last = clusters[line.to - 1];
  if (line.rules.lineStart && first) width -= first.trimStart;
  if (last) width -= last.gapAfter + (line.rules.lineEnd ? last.trimEnd : 0);
  return width;
};
