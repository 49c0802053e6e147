/** A crosshead in a leg that is narrower than it wants: display lines of about one length, broken by sense (LC-110). */
import type { GalleyParagraph } from "../galley/cluster.ts";
import { breakLines } from "../lines/break-lines.ts";
import type { BreakRules } from "../lines/break-rules.ts";
import { type BrokenLine, lineOf, type Measures, measureAt } from "../lines/broken-line.ts";
import { headlineBreaks } from "./headline-breaks.ts";

/** The lines, as few as there have to be; broken as text is where no sense allows so few. */
export const breakCrosshead = (
  paragraph: GalleyParagraph,
  measures: Measures,
  rules: BreakRules,
): readonly BrokenLine[] => {
  const plain = breakLines(paragraph, measures, rules);
  if (plain.length < 2 || !/\p{Script=Han}/u.test(paragraph.text)) return plain;
  const ends = new Set(headlineBreaks(paragraph.text, []));
  const places = paragraph.clusters.flatMap(({ offset }, n) => (n > 0 && ends.has(offset) ? [n] : []));
  return evenest({ paragraph, measures, rules, places }, plain.length) ?? plain;
};

interface Choice {
  readonly paragraph: GalleyParagraph;
  readonly measures: Measures;
  readonly rules: BreakRules;
  /** clusters with which a line may begin */
  readonly places: readonly number[];
}

/** A way to break what comes before a place: the sum of the squares of what its lines leave blank. */
interface Way {
  readonly lines: readonly BrokenLine[];
  readonly blank: number;
}

/** The way into so many lines in which they are most alike. */
const evenest = (choice: Choice, count: number): readonly BrokenLine[] | undefined => {
  const { places, paragraph } = choice;
  const end = paragraph.clusters.length;
  let ways = new Map<number, Way>([[0, { lines: [], blank: 0 }]]);
  for (let line = 0; line < count; line++) {
    const next = new Map<number, Way>();
    for (const [from, way] of ways)
      for (const to of line === count - 1 ? [end] : places.filter((place) => place > from)) {
        const set = setLine(choice, { from, to, line });
        if (!set) continue;
        const blank = way.blank + (set.measure - set.natural) ** 2;
        if (blank < (next.get(set.next)?.blank ?? Number.POSITIVE_INFINITY))
          next.set(set.next, { lines: [...way.lines, set], blank });
      }
    ways = next;
  }
  // display lines are as long as they are: none of them is opened until both ends are flush
  return ways.get(end)?.lines.map((each) => ({ ...each, last: true }));
};

/** A line; undefined when it is wider than its slot. */
const setLine = (
  { paragraph, measures, rules }: Choice,
  { from, to, line }: { readonly from: number; readonly to: number; readonly line: number },
): BrokenLine | undefined => {
  const measure = measureAt(measures, line);
  let end = to;
  while (end > from && paragraph.clusters[end - 1]!.class === "space") end--;
  const set = lineOf(paragraph, { from, to: end, measure, indent: 0, rules });
  return end > from && set.natural <= measure + 1e-6 ? set : undefined;
};
