/** First-fit: each line takes what it can; then, where marks can give a little, what comes after it as well. */
import { fits, type Pt } from "../../base/units.ts";
import type { GalleyParagraph } from "../galley/cluster.ts";
import { breakOptimum } from "./break-optimum.ts";
import type { BreakRules } from "./break-rules.ts";
import { type BrokenLine, countWords, indentAt, lineOf, type Measures, measureAt } from "./broken-line.ts";
import {
  FREELY,
  giveBetween,
  HYPHENATED,
  IN_NEED,
  type LineSums,
  lineSums,
  NOT_HERE,
  restingWidth,
  spareBetween,
  startAfter,
  widestGap,
} from "./line-sums.ts";

/** Breaks line by line, which keeps copyfitting stable: an edit moves no line above it (but the one that LC-72 mends). */
export const breakGreedy = (
  paragraph: GalleyParagraph,
  measures: Measures,
  rules: BreakRules,
): readonly BrokenLine[] => {
  const sums = lineSums(paragraph, rules);
  const lines: BrokenLine[] = [];
  const end = paragraph.clusters.length;
  let hyphens = 0;
  for (let from = 0; from < end; ) {
    const measure = measureAt(measures, lines.length);
    const indent = indentAt(paragraph, lines.length);
    const look = { paragraph, from, width: measure - indent, rules, sums, mayHyphenate: hyphens < rules.hyphensInRow };
    const to = firstFit(look);
    hyphens = sums.mayEnd[to] === HYPHENATED ? hyphens + 1 : 0;
    lines.push(lineOf(paragraph, { from, to, measure, indent, rules }));
    from = startAfter(sums, to);
  }
  return mendLast(paragraph, lines, { rules, sums });
};

interface Look {
  readonly paragraph: GalleyParagraph;
  readonly from: number;
  /** measure without the indent */
  readonly width: Pt;
  readonly rules: BreakRules;
  readonly sums: LineSums;
  readonly mayHyphenate: boolean;
}

/** What a line could be; 0 for none. */
interface Choice {
  /** end of the longest line that fits at rest and may end there */
  readonly resting: number;
  readonly restingWidth: Pt;
  /** end of the longest line that fits at rest and may end there in need */
  readonly needed: number;
  readonly neededWidth: Pt;
  /** end of what fits at rest, allowed or not */
  readonly fitting: number;
  /** end of the first longer line that marks can make room for */
  readonly pushed: number;
  readonly pushedWidth: Pt;
  /** end of the first longer line that the remedies make room for besides */
  readonly rescued: number;
}

const firstFit = (look: Look): number => {
  const choice = lookAhead(look);
  if (choice.pushed > 0 && pushesIn(choice, look)) return choice.pushed;
  if (isRescued(choice, look)) return choice.rescued;
  // LC-25: what is allowed only in need comes after push-in, and before a line is opened wide
  const { resting, needed, fitting } = choice;
  if (needed > resting && (resting === 0 || opening(choice, look) > LOOSEST * look.paragraph.size)) return needed;
  return resting || Math.max(fitting, look.from + 1);
};

/** A line opened wider than this at each gap, em, is better helped by full stops' blank than left; the printed page leaves 0.107. */
const RESCUED = 0.11;
/** What readers see. */
const WIDE = 0.1;

const isRescued = (choice: Choice, look: Look): boolean =>
  choice.rescued > 0 &&
  choice.resting > 0 &&
  (look.rules.policy === "push-in-first" || look.rules.policy === "least-adjustment") &&
  opening(choice, look) > RESCUED * look.paragraph.size;

/** Points at each gap by which the resting line would be opened. */
const opening = ({ resting, restingWidth: natural }: Choice, { from, width, sums }: Look): Pt => {
  const room = Math.max(0, width - natural - (sums.growth[resting - 1]! - sums.growth[from]!));
  return room / Math.max(1, sums.gaps[resting - 1]! - sums.gaps[from]!);
};

const lookAhead = ({ paragraph, from, width, rules, sums, mayHyphenate }: Look): Choice => {
  const { size, clusters } = paragraph;
  const full = width + rules.tie * size;
  const choice = {
    resting: 0,
    restingWidth: 0,
    needed: 0,
    neededWidth: 0,
    fitting: from,
    pushed: 0,
    pushedWidth: 0,
    rescued: 0,
  };
  for (let to = from + 1; to <= clusters.length && choice.pushed + choice.rescued === 0; to++) {
    if (sums.space[to - 1] === 1) continue;
    const natural = restingWidth(sums, from, to);
    const give = giveBetween(sums, from, to);
    const spare = spareBetween(sums, from, to);
    if (!fits(natural, full + give + spare + clusters[to - 1]!.size)) break;
    const ends = sums.mayEnd[to]!;
    const free = ends === FREELY || (ends === HYPHENATED && mayHyphenate);
    if (fits(natural - sums.hang[to]!, full)) {
      choice.fitting = to;
      if (free) [choice.resting, choice.restingWidth] = [to, natural];
      if (ends === IN_NEED) [choice.needed, choice.neededWidth] = [to, natural];
    } else if (free) {
      if (fits(natural, full + give)) [choice.pushed, choice.pushedWidth] = [to, natural];
      if (fits(natural, full + give + spare)) choice.rescued = to;
      else break;
    }
  }
  return choice;
};

/** A squeeze is taken for a third of the opening that it saves: seen sooner, it has to pay. */
const SQUEEZE_WEIGHT = 3;

/**
 * Whether the longer line is taken. 先挤进后推出 (LC-22): a mark that would start the next line is pulled in whenever the
 * line's marks can give enough; a character that may start a line only for little (`pushInMost`), and where it saves a lot.
 */
const pushesIn = (choice: Choice, look: Look): boolean => {
  const { width, rules, paragraph, from } = look;
  const squeeze = choice.pushedWidth - width;
  const room = width - choice.restingWidth;
  const stuck = choice.resting !== choice.fitting;
  if (choice.resting === 0) return true;
  if (rules.policy === "push-out-only") return false;
  if (rules.policy === "push-out-first")
    return room / Math.max(1, choice.resting - from - 1) > LOOSEST * paragraph.size;
  if (rules.policy === "least-adjustment") return squeeze <= room;
  return stuck || (fits(squeeze, rules.pushInMost * paragraph.size) && squeeze * SQUEEZE_WEIGHT <= room);
};

/** What mending knows of a broken paragraph. */
interface Broken {
  readonly lines: readonly BrokenLine[];
  readonly rules: BreakRules;
  readonly sums: LineSums;
}

/**
 * A lone character on the last line gets company (LC-72): from the line before it where that one can spare some without being
 * opened wide; else it is pulled in; else the last three lines are broken anew together.
 */
const mendLast = (
  paragraph: GalleyParagraph,
  lines: readonly BrokenLine[],
  { rules, sums }: { readonly rules: BreakRules; readonly sums: LineSums },
): readonly BrokenLine[] => {
  const last = lines.at(-1);
  if (!last || lines.length < 2 || countWords(paragraph.clusters, last.from, last.to) >= rules.leastLast) return lines;
  const broken = { lines, rules, sums };
  const down = pulledDown(paragraph, broken);
  if (down && widestGap(down.slice(-2), sums) <= WIDE * paragraph.size) return down;
  const others = [pulledIn(paragraph, broken), brokenAnew(paragraph, broken), down].flatMap((each) =>
    each ? [each] : [],
  );
  return others.find((each) => widestGap(each.slice(-3), sums) <= LOOSEST * paragraph.size) ?? lines;
};

/** The line before the last gives some of its characters to it. */
const pulledDown = (paragraph: GalleyParagraph, { lines, rules, sums }: Broken): readonly BrokenLine[] | undefined => {
  const { clusters } = paragraph;
  const [before, last] = [lines.at(-2)!, lines.at(-1)!];
  let to = before.to - 1;
  while (to > before.from && !(isFree(sums, to) && countWords(clusters, to, last.to) >= rules.leastLast)) to--;
  // a line that would have to give more than a few characters stays as it is
  if (to <= before.from || before.to - to > MOST_SPARED) return undefined;
  const shorter = lineOf(paragraph, { ...before, to, rules });
  const longer = lineOf(paragraph, { ...last, from: shorter.next, rules });
  return longer.natural > longer.measure - longer.indent ? undefined : [...lines.slice(0, -2), shorter, longer];
};

/** The last line goes into the one before it, where that one's marks and stops make room. */
const pulledIn = (paragraph: GalleyParagraph, { lines, rules, sums }: Broken): readonly BrokenLine[] | undefined => {
  const [before, last] = [lines.at(-2)!, lines.at(-1)!];
  if (rules.policy === "push-out-only") return undefined;
  const give = giveBetween(sums, before.from, last.to) + spareBetween(sums, before.from, last.to);
  const whole = lineOf(paragraph, { ...before, to: last.to, rules });
  return fits(whole.natural, whole.measure - whole.indent + give) ? [...lines.slice(0, -2), whole] : undefined;
};

/** The last three lines by total-fit. */
const brokenAnew = (paragraph: GalleyParagraph, { lines, rules }: Broken): readonly BrokenLine[] | undefined => {
  const first = Math.max(0, lines.length - 3);
  const { from } = lines[first]!;
  const rest = {
    ...paragraph,
    clusters: paragraph.clusters.slice(from),
    indents: lines.slice(first).map((line) => line.indent / paragraph.size),
  };
  const measures = lines.slice(first).map((line) => line.measure);
  const anew = breakOptimum(rest, measures, { rules: { ...rules, algorithm: "greedy" } });
  const last = anew.at(-1)!;
  if (anew.length !== measures.length || countWords(rest.clusters, last.from, last.to) < rules.leastLast)
    return undefined;
  const moved = anew.map((line) => ({ ...line, from: line.from + from, to: line.to + from, next: line.next + from }));
  return [...lines.slice(0, first), ...moved];
};

const isFree = ({ mayEnd }: LineSums, to: number): boolean => mayEnd[to] !== NOT_HERE && mayEnd[to] !== IN_NEED;

/** A lone character is the lesser evil beside a line opened wider than this at each gap, in ems. */
const LOOSEST = 0.15;

/** Clusters that a line may lose to the one after it. */
const MOST_SPARED = 4;
