/** A line as a breaker makes it, and what the breakers share. */
import type { Pt } from "../../base/units.ts";
import { isMarkClass } from "../../text/character-classes.ts";
import type { Cluster, GalleyParagraph } from "../galley/cluster.ts";
import type { BreakRules } from "./break-rules.ts";

/** Clusters `from` (included) to `to` (excluded) of the paragraph, without the spaces at its end. */
export interface BrokenLine {
  readonly from: number;
  readonly to: number;
  /** first cluster of the next line: spaces between are dropped */
  readonly next: number;
  readonly measure: Pt;
  readonly indent: Pt;
  /** width at rest, indent not counted, and without what hangs */
  readonly natural: Pt;
  /** how far its last mark hangs out of the measure */
  readonly hang: Pt;
  readonly last: boolean;
}

/** Widths of a paragraph's lines, in order; the last one holds for all that follow. Never empty. */
export type Measures = readonly Pt[];

/** The `line`-th of the measures, from 0. */
export const measureAt = (measures: Measures, line: number): Pt => measures[line] ?? measures.at(-1) ?? 0;

/** Indent of the `line`-th line of a paragraph, from 0. */
export const indentAt = ({ indents, size }: GalleyParagraph, line: number): Pt =>
  (indents[line] ?? indents.at(-1) ?? 0) * size;

/** Marks whose blank a line may take. */
export const isMark = (cluster: Cluster): boolean => isMarkClass(cluster.class);

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
  const whole = naturalWidth(clusters, from, to);
  const last = clusters[to - 1];
  const over = whole > measure - indent + rules.tie * (last?.size ?? 0);
  const hang = last && (rules.hanging === "force" || (rules.hanging === "regular" && over)) ? last.hang : 0;
  return { from, to, next, measure, indent, natural: whole - hang, hang, last: next >= clusters.length };
};

/** Width at rest of a line: no space after its last cluster, the blank its edges keep, and a hyphen where it parts a word. */
export const naturalWidth = (clusters: readonly Cluster[], from: number, to: number): Pt => {
  if (to <= from) return 0;
  let width = 0;
  for (let n = from; n < to; n++) width += clusters[n]!.box + clusters[n]!.glue.natural;
  const last = clusters[to - 1]!;
  const hyphen = to < clusters.length ? (last.hyphen?.width ?? 0) : 0;
  return width - last.glue.natural + clusters[from]!.startBlank + last.endBlank + hyphen;
};
