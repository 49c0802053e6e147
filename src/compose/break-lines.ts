/** Clusters → lines: the interface of the line breakers, and the first-fit one. */
import { type Em, fits, type Pt } from "../base/units.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";

/** What a breaker may do; from the style sheet. */
export interface BreakRules {
  /** points a line may be over its measure before it is full, per em of the paragraph */
  readonly tie: Em;
  /** em that each mark of a line may give to pull one more character in (挤进; LC-22) */
  readonly pushInPerMark: Em;
  readonly lineEnd: boolean;
  readonly lineStart: boolean;
  /** characters that a paragraph's last line should have at least (孤字不成行; LC-72) */
  readonly leastLast: number;
}

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

/** Width of the `line`-th line from here on, from 0; a breaker asks for each once, in order. */
export type MeasureOf = (line: number) => Pt;

/** First-fit: each line takes what it can; then, where marks can give a little, what comes after it as well. */
export const breakGreedy = (
  paragraph: GalleyParagraph,
  measureOf: MeasureOf,
  rules: BreakRules,
): readonly BrokenLine[] => {
  const lines: BrokenLine[] = [];
  const end = paragraph.clusters.length;
  for (let from = 0; from < end; ) {
    const line = firstFit(paragraph, from, { measure: measureOf(lines.length), first: from === 0, rules });
    lines.push(line);
    from = line.next;
  }
  return mendLast(paragraph, lines, rules);
};

/** A lone character on the last line gets company from the line before it (LC-72), where that line can spare some. */
const mendLast = (
  paragraph: GalleyParagraph,
  lines: readonly BrokenLine[],
  rules: BreakRules,
): readonly BrokenLine[] => {
  const last = lines.at(-1);
  const before = lines.at(-2);
  if (!last || !before || countWords(paragraph.clusters, last.from, last.to) >= rules.leastLast) return lines;
  const { clusters } = paragraph;
  let to = before.to - 1;
  while (to > before.from && !(clusters[to - 1]!.breakAfter && countWords(clusters, to, last.to) >= rules.leastLast))
    to--;
  // a line that would have to give more than a few characters stays as it is
  if (to <= before.from || before.to - to > MOST_SPARED) return lines;
  const shorter = lineOf(paragraph, { ...before, to, rules });
  const longer = lineOf(paragraph, { ...last, from: shorter.next, rules });
  const opened = (shorter.measure - shorter.indent - shorter.natural) / Math.max(1, shorter.to - shorter.from - 1);
  if (opened > LOOSEST * paragraph.size) return lines;
  return longer.natural > longer.measure ? lines : [...lines.slice(0, -2), shorter, longer];
};

/** A lone character is the lesser evil beside a line opened wider than this at each gap, in ems. */
const LOOSEST = 0.15;

/** Clusters that a line may lose to the one after it. */
const MOST_SPARED = 4;

/** Characters of a stretch without its marks and spaces; a Western word or number counts as many as it has letters. */
const countWords = (clusters: readonly Cluster[], from: number, to: number): number => {
  let count = 0;
  for (let n = from; n < to; n++) if (!isMark(clusters[n]!) && clusters[n]!.class !== "space") count++;
  return count;
};

interface Room {
  readonly measure: Pt;
  readonly first: boolean;
  readonly rules: BreakRules;
}

/**
 * The last break that fits at rest. Where the character after the last one that fits may not start a line, the marks of
 * the line give a little to pull it in (先挤进); only when they cannot is the line ended earlier (后推出; LC-22).
 */
const firstFit = (paragraph: GalleyParagraph, from: number, room: Room): BrokenLine => {
  const { clusters } = paragraph;
  const indent = room.first ? paragraph.indent * paragraph.size : 0;
  const full = room.measure - indent + room.rules.tie * paragraph.size;
  let width = room.rules.lineStart ? -(clusters[from]?.trimStart ?? 0) : 0;
  let give = 0;
  let fitting = from;
  let resting = 0;
  let pushed = 0;
  for (let to = from; to < clusters.length && pushed === 0; to++) {
    const cluster = clusters[to]!;
    width += cluster.width;
    give += isMark(cluster) ? room.rules.pushInPerMark * cluster.size : 0;
    if (cluster.class === "space") continue;
    const atEnd = width - (room.rules.lineEnd ? cluster.trimEnd : 0);
    if (!fits(atEnd, full + give + cluster.size)) break;
    const ends = mayEndAfter(clusters, to);
    if (fits(atEnd, full)) {
      fitting = to + 1;
      if (ends) resting = to + 1;
    } else if (resting === fitting) break;
    else if (ends && fits(atEnd, full + give)) pushed = to + 1;
  }
  const to = pushed || resting || Math.max(fitting, from + 1);
  return lineOf(paragraph, { from, to, measure: room.measure, indent, rules: room.rules });
};

const mayEndAfter = (clusters: readonly Cluster[], n: number): boolean =>
  clusters[n]!.breakAfter || n + 1 === clusters.length || clusters[n + 1]?.class === "space";

const isMark = (cluster: Cluster): boolean =>
  cluster.class === "opening" || cluster.class === "closing" || cluster.class === "pause" || cluster.class === "stop";

interface Extent {
  readonly from: number;
  readonly to: number;
  readonly measure: Pt;
  readonly indent: Pt;
  readonly rules: BreakRules;
}

const lineOf = ({ clusters }: GalleyParagraph, { from, to, measure, indent, rules }: Extent): BrokenLine => {
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
  if (line.rules.lineEnd && last) width -= last.trimEnd;
  return width;
};
