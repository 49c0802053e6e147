/**
 * Closing (拼版收口): a body's lines brought to end on the last row of its legs, no leg beginning with the last line of a paragraph
 * (孤行不成页), no crosshead at a leg's foot, by setting paragraphs in one line more or fewer. Source: CLREQ 3.4.4 (LC-73), JLREQ 4.1.7
 * (LC-111); Mittelbach 2019 for paragraph variants.
 */
import type { Em, Pt } from "../base/units.ts";
import type { Elasticity } from "../plan/page-plan.ts";
import type { GalleyParagraph } from "./galley/cluster.ts";
import type { BodyLine } from "./galleys.ts";
import { breakCrosshead } from "./headline/break-crosshead.ts";
import { breakLines } from "./lines/break-lines.ts";
import { breakOptimum } from "./lines/break-optimum.ts";
import type { BreakRules } from "./lines/break-rules.ts";
import { type BrokenLine, countWords, type Measures } from "./lines/broken-line.ts";
import { paragraphCost } from "./lines/line-cost.ts";
import { lineSums, widestGap } from "./lines/line-sums.ts";

/** A paragraph of a body, with what closing has to know of it. */
export interface BodyParagraphSet {
  readonly paragraph: GalleyParagraph;
  readonly crosshead: boolean;
}

/** Legs to be filled. */
export interface ClosingQuestion {
  readonly paragraphs: readonly BodyParagraphSet[];
  /** measure of each line of the legs, in reading order */
  readonly measures: readonly Pt[];
  /** lines, from 0, that begin a leg; the first leg's not among them */
  readonly legStarts: ReadonlySet<number>;
  /** lines that the text should take */
  readonly room: number;
  readonly rules: BreakRules;
  /** em a gap above which no variant is taken */
  readonly loosest: Em;
  /** what may be done */
  readonly elastic: Elasticity;
}

/** How a body closes. */
export interface Closing {
  readonly lines: readonly BodyLine[];
  /** paragraphs that were set in a line more (1) or fewer (-1), in order, with the space added between their characters for it */
  readonly variants: readonly { readonly paragraph: number; readonly by: 1 | -1; readonly tracking: Em }[];
  /** lines, from 0, at which a leg begins with the last line of a paragraph, and at which one ends with a crosshead */
  readonly widows: readonly number[];
  readonly headsAtFoot: readonly number[];
}

/** What faults cost; a line that is missing, or has no room, more than all else together. */
const PER_LINE = 10_000;
const WIDOW = 400;
const HEAD_AT_FOOT = 600;
/** The first line of a paragraph alone at a leg's foot is the least of them (CLREQ 3.4.4: rarely treated). */
const FIRST_LINE_ALONE = 30;
/** Any variant costs something, and one that opens its lines more. */
const VARIANT = 20;
/** moving the characters of a paragraph is the last thing that is done for it */
const TRACKED = 60;
const OPENED: Em = 0.05;

/**
 * The cheapest way to set the paragraphs into the legs. Variants are taken only as far as they close the hole: where they cannot, the
 * text keeps its lines, and only legs that begin or end badly are helped.
 */
export const closeBody = (question: ClosingQuestion): Closing => {
  const known: Known = new Map();
  const asItIs = cheapest(question, { allowed: [0], known });
  if (asItIs.end === question.room && asItIs.cost === 0) return closingOf(asItIs, question);
  // a line fewer of each paragraph would not do, and variants of long texts take long
  if (asItIs.end - question.room > question.paragraphs.length) return closingOf(asItIs, question);
  if (!question.elastic.paragraphs) return closingOf(asItIs, question);
  const closed = cheapest(question, { allowed: [0, -1, 1], known });
  if (closed.end === question.room) return closingOf(closed, question);
  const most = Math.max(question.room, asItIs.end);
  return closingOf(
    cheapest(question, { allowed: [0, -1, 1], known }, ({ end }) => Math.max(0, end - most)),
    question,
  );
};

/** Variants that were set already, by paragraph and by where and how it was set: `undefined` when it cannot be. */
type Known = Map<BodyParagraphSet, Map<string, Variant | undefined>>;

interface Allowance {
  readonly allowed: readonly Variant["by"][];
  readonly known: Known;
}

/** The cheapest way; `missing` lines, or lines without room, cost more than all else. */
const cheapest = (
  question: ClosingQuestion,
  allowance: Allowance,
  missing: (way: Way) => number = ({ end }) => Math.abs(question.room - end),
): Way => {
  const start = new Map<number, Way>([[0, { end: 0, cost: 0 }]]);
  const ways = question.paragraphs.reduce(
    (states, paragraph) => extend(states, { ...allowance, question, paragraph }),
    start,
  );
  const total = (way: Way) => way.cost + PER_LINE * missing(way);
  return [...ways.values()].reduce((a, b) => (total(b) < total(a) ? b : a));
};

/** A way to set the paragraphs so far: where it ends, and what was chosen last. */
interface Way {
  /** lines taken */
  readonly end: number;
  readonly cost: number;
  readonly chosen?: Variant;
  readonly before?: Way;
}

interface Variant {
  readonly lines: readonly BrokenLine[];
  readonly by: -1 | 0 | 1;
  readonly cost: number;
  /** the paragraph with its characters moved */
  readonly tracked?: { readonly paragraph: GalleyParagraph; readonly by: Em };
}

interface Step extends Allowance {
  readonly question: ClosingQuestion;
  readonly paragraph: BodyParagraphSet;
}

/** Every way extended by every variant of the next paragraph; the cheapest to each line is kept. */
const extend = (ways: ReadonlyMap<number, Way>, step: Step): Map<number, Way> => {
  const next = new Map<number, Way>();
  for (const way of ways.values()) {
    for (const chosen of variantsAt(way.end, step)) {
      const end = way.end + chosen.lines.length;
      const cost = way.cost + chosen.cost + placeCost(way.end, chosen, step);
      const old = next.get(end);
      if (!old || cost < old.cost) next.set(end, { end, cost, chosen, before: way });
    }
  }
  return next;
};

/** Variants of a paragraph that begins at line `start`; the same where the measures are the same, and set once. */
const variantsAt = (start: number, { question, paragraph: set, allowed, known }: Step): readonly Variant[] => {
  const { paragraph, crosshead } = set;
  // a crosshead stands under its blank rows; at the head of a leg there are none
  const blanks = crosshead && start > 0 && !question.legStarts.has(start) ? question.elastic.headSpace : 0;
  const rest = restOf(question.measures, start + blanks);
  const place = rest.every((each) => each === rest[0]) ? `all ${rest[0]}` : `from ${start + blanks}`;
  const own = known.get(set) ?? new Map<string, Variant | undefined>();
  known.set(set, own);
  const setOnce = (by: Variant["by"], make: () => Variant | undefined): Variant | undefined => {
    const key = `${by} ${place}`;
    if (!own.has(key)) own.set(key, make());
    return own.get(key);
  };
  const breakBy = crosshead ? breakCrosshead : breakLines;
  const base = setOnce(0, () => ({ lines: breakBy(paragraph, rest, question.rules), by: 0, cost: 0 }))!;
  if (crosshead) return [under(blanks, base)];
  if (paragraph.head) return [base];
  const measures = rest.slice(0, base.lines.length + 1);
  return allowed.flatMap((by) => {
    if (by === 0) return [base];
    return setOnce(by, () => leastMoved(paragraph, { measures, by, lines: base.lines.length + by, question })) ?? [];
  });
};

/** A crosshead under so many blank rows: lines without text. */
const under = (blanks: number, head: Variant): Variant => {
  const first = head.lines[0];
  if (blanks === 0 || !first) return head;
  const blank = { ...first, to: first.from, next: first.from, natural: 0, hang: 0, last: false };
  return { ...head, lines: [...Array.from({ length: blanks }, () => blank), ...head.lines] };
};

const restOf = (measures: readonly Pt[], start: number): Measures => {
  const rest = measures.slice(start);
  return rest.length > 0 ? rest : [measures.at(-1) ?? 0];
};

interface VariantWish {
  readonly measures: Measures;
  readonly by: -1 | 1;
  readonly lines: number;
  readonly question: ClosingQuestion;
}

/** The variant with its characters where they are, or moved as little as makes it possible. */
const leastMoved = (paragraph: GalleyParagraph, wish: VariantWish): Variant | undefined => {
  const own = variantOf(paragraph, wish);
  const most = wish.question.elastic.tracking * wish.by;
  if (own || most === 0) return own;
  for (const by of [most / 2, most]) {
    const moved = withTracking(paragraph, by);
    const variant = variantOf(moved, wish);
    if (variant) return { ...variant, cost: variant.cost + TRACKED, tracked: { paragraph: moved, by } };
  }
  return undefined;
};

/** The paragraph with `by` em more between its characters; words, numbers and marks with their blanks stay as they are. */
const withTracking = (paragraph: GalleyParagraph, by: Em): GalleyParagraph => ({
  ...paragraph,
  clusters: paragraph.clusters.map((each) => {
    const { glue, size } = each;
    if (!glue.stretches || glue.squeeze > 0) return each;
    const more = by * size;
    const moved = { natural: glue.natural + more, least: glue.least + more, most: glue.most + more };
    return { ...each, glue: { ...glue, ...moved } };
  }),
});

const variantOf = (paragraph: GalleyParagraph, { measures, by, lines, question }: VariantWish): Variant | undefined => {
  if (lines < 2) return undefined;
  const rules: BreakRules = { ...question.rules, algorithm: "optimum" };
  const broken = breakOptimum(paragraph, measures, { rules, lines });
  if (broken.length !== lines || paragraphCost(paragraph, broken, rules).violations > 0) return undefined;
  const end = broken.at(-1)!;
  if (countWords(paragraph.clusters, end.from, end.to) < rules.leastLast) return undefined;
  const widest = widestGap(broken, lineSums(paragraph, rules)) / paragraph.size;
  return widest > question.loosest ? undefined : { lines: broken, by, cost: VARIANT + (widest / OPENED) ** 2 };
};

/** What it costs that a paragraph stands where it does. */
const placeCost = (start: number, { lines }: Variant, { question, paragraph }: Step): number => {
  const end = start + lines.length;
  const { legStarts } = question;
  if (paragraph.crosshead) return legStarts.has(end) ? HEAD_AT_FOOT : 0;
  if (lines.length < 2) return 0;
  return (legStarts.has(end - 1) ? WIDOW : 0) + (legStarts.has(start + 1) ? FIRST_LINE_ALONE : 0);
};

const closingOf = (best: Way, { paragraphs, legStarts }: ClosingQuestion): Closing => {
  const chosen: { readonly variant: Variant; readonly start: number }[] = [];
  for (let way: Way | undefined = best; way?.before; way = way.before)
    chosen.push({ variant: way.chosen!, start: way.before.end });
  chosen.reverse();
  return {
    lines: chosen.flatMap(({ variant: { lines, tracked } }, paragraph) =>
      lines.map((line) => ({ paragraph, line, ...(tracked && { tracked: tracked.paragraph }) })),
    ),
    variants: chosen.flatMap(({ variant: { by, tracked } }, paragraph) =>
      by === 0 ? [] : [{ paragraph, by, tracking: tracked?.by ?? 0 }],
    ),
    widows: chosen.flatMap(({ variant, start }, n) => {
      const end = start + variant.lines.length - 1;
      return !paragraphs[n]!.crosshead && variant.lines.length > 1 && legStarts.has(end) ? [end] : [];
    }),
    headsAtFoot: chosen.flatMap(({ variant, start }, n) => {
      const end = start + variant.lines.length;
      return paragraphs[n]!.crosshead && legStarts.has(end) ? [end - 1] : [];
    }),
  };
};
