/** First-fit: each line takes what it can; then, where marks can give a little, what comes after it as well. */
import { fits, type Pt } from "../base/units.ts";
import { giveOf, notAtEnd, notAtStart } from "./adjust-line.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, countWords, isMark, lineOf, type Measures, mayEndAfter, measureAt } from "./broken-line.ts";
import type { GalleyParagraph } from "./cluster.ts";

/** Breaks line by line, which keeps copyfitting stable: an edit moves no line above it (but the one that LC-72 mends). */
export const breakGreedy = (
  paragraph: GalleyParagraph,
  measures: Measures,
  rules: BreakRules,
): readonly BrokenLine[] => {
  const lines: BrokenLine[] = [];
  const end = paragraph.clusters.length;
  for (let from = 0; from < end; ) {
    const line = firstFit(paragraph, from, { measure: measureAt(measures, lines.length), first: from === 0, rules });
    lines.push(line);
    from = line.next;
  }
  return mendLast(paragraph, lines, rules);
};

interface Room {
  readonly measure: Pt;
  readonly first: boolean;
  readonly rules: BreakRules;
}

/** What a line could be. */
interface Choice {
  /** end of the longest line that fits at rest and may end there; 0 for none */
  readonly resting: number;
  readonly restingWidth: Pt;
  /** end of what fits at rest, allowed or not */
  readonly fitting: number;
  /** end of the first longer line that marks can make room for; 0 for none */
  readonly pushed: number;
  readonly pushedWidth: Pt;
}

const firstFit = (paragraph: GalleyParagraph, from: number, room: Room): BrokenLine => {
  const indent = room.first ? paragraph.indent * paragraph.size : 0;
  const width = room.measure - indent;
  const choice = lookAhead(paragraph, from, { width, rules: room.rules });
  const push = choice.pushed > 0 && pushesIn(paragraph, { from, width, choice, rules: room.rules });
  const to = (push && choice.pushed) || choice.resting || Math.max(choice.fitting, from + 1);
  return lineOf(paragraph, { from, to, measure: room.measure, indent, rules: room.rules });
};

const lookAhead = (
  { clusters, size }: GalleyParagraph,
  from: number,
  { width: measure, rules }: { readonly width: Pt; readonly rules: BreakRules },
): Choice => {
  const full = measure + rules.tie * size;
  let width = rules.lineStart ? -(clusters[from]?.trimStart ?? 0) : 0;
  let give = -notAtStart(clusters[from]!);
  const choice = { resting: 0, restingWidth: 0, fitting: from, pushed: 0, pushedWidth: 0 };
  for (let to = from; to < clusters.length && choice.pushed === 0; to++) {
    const cluster = clusters[to]!;
    width += cluster.width;
    const { box, gap } = giveOf(cluster);
    give += box + gap + (isMark(cluster) ? rules.pushInPerMark * cluster.size : 0);
    if (cluster.class === "space") continue;
    const atEnd = width - cluster.gapAfter - (rules.lineEnd ? cluster.trimEnd : 0);
    if (!fits(atEnd, full + give + cluster.size)) break;
    const ends = mayEndAfter(clusters, to);
    if (fits(atEnd, full)) {
      choice.fitting = to + 1;
      if (ends) [choice.resting, choice.restingWidth] = [to + 1, atEnd];
    } else if (ends) {
      if (!fits(atEnd, full + give - notAtEnd(cluster, rules.lineEnd))) break;
      [choice.pushed, choice.pushedWidth] = [to + 1, atEnd];
    }
  }
  return choice;
};

/** A squeeze is taken for a third of the opening that it saves: seen sooner, it has to pay. */
const SQUEEZE_WEIGHT = 3;

interface Decision {
  readonly from: number;
  /** measure without the indent */
  readonly width: Pt;
  readonly choice: Choice;
  readonly rules: BreakRules;
}

/**
 * Whether the longer line is taken. 先挤进后推出 (LC-22): a mark that would start the next line is pulled in whenever the
 * line's marks can give enough; a character that may start a line only for little (`pushInMost`), and where it saves a lot.
 */
const pushesIn = (paragraph: GalleyParagraph, { from, width, choice, rules }: Decision): boolean => {
  const squeeze = choice.pushedWidth - width;
  const opening = width - choice.restingWidth;
  const stuck = choice.resting !== choice.fitting;
  const perGap = opening / Math.max(1, choice.resting - from - 1);
  if (choice.resting === 0) return true;
  if (rules.policy === "push-out-only") return false;
  if (rules.policy === "push-out-first") return perGap > LOOSEST * paragraph.size;
  if (rules.policy === "least-adjustment") return squeeze <= opening;
  return stuck || (fits(squeeze, rules.pushInMost * paragraph.size) && squeeze * SQUEEZE_WEIGHT <= opening);
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
