/**
 * A body parted by crossheads that span several of its legs (LC-112). Text before one is turned back (折り返し): it stands in the
 * legs over it, as many lines in each, the last short; text after it goes on below, from the first of them. In vertical writing
 * the same is seen from the side. Source: JLREQ 4.1.11.
 */
import { overlaps, type Rect } from "../base/geometry.ts";
import type { Rows } from "../base/units.ts";
import type { CrossheadSetting } from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import type { HeadlineStyle } from "../model/style.ts";
import type { BodyBlock } from "./body-block.ts";
import { type LegSpan, legSpans, legsOf } from "./body-legs.ts";
import type { BodyQuestion } from "./body-question.ts";
import { type HeadlineQuestion, lineMeasures } from "./measure.ts";
import type { Leg, RefusedHead } from "./page-plan.ts";
import { headStory, passageStory } from "./passage-story.ts";
import type { PlanContext } from "./plan-context.ts";
import { firstLineEdge, fromTheSide, lineCount, verticalLegsOf } from "./vertical-legs.ts";

/** Text between two spanning crossheads, with the legs that it runs through. Neither text nor legs are empty. */
export interface Passage {
  readonly kind: "passage";
  readonly story: Story;
  /** number of its first paragraph in the whole story, from 0 */
  readonly from: number;
  readonly legs: readonly Leg[];
}

/** A crosshead over several legs. */
export interface SpanningHead {
  readonly kind: "head";
  readonly story: Story;
  readonly style: HeadlineStyle;
  /** number of its paragraph in the whole story, from 0 */
  readonly paragraph: number;
  readonly rect: Rect;
}

/** A body with its spanning crossheads. */
export interface Passages {
  /** in reading order; none when no crosshead can span */
  readonly parts: readonly (Passage | SpanningHead)[];
  /** crossheads that cannot span; they stand in their legs */
  readonly refused: readonly RefusedHead[];
  /** whether all text has room, and no crosshead was refused for want of rows */
  readonly fits: boolean;
}

/** Lines that stand under a spanning crosshead in each leg at least (LC-111). */
const LEAST_UNDER: Rows = 2;

/** The body in its room, parted; undefined when none of its crossheads is to span. */
export const passagesOf = (
  { shape, obstacles }: BodyBlock,
  { question, rows }: { readonly question: BodyQuestion; readonly rows: Rows },
  context: PlanContext,
): Passages | undefined => {
  const { node, story } = question;
  const asked = spanningHeads(question);
  if (asked.length === 0 || !node.crosshead) return undefined;
  const vertical = node.writing === "vertical";
  const span = node.crosshead.span === "all" ? node.legs : node.crosshead.span;
  const refuse = (why: RefusedHead["why"]): Passages | undefined => ({
    parts: [],
    refused: asked.map((paragraph) => ({ paragraph, why })),
    fits: true,
  });
  if (context.threads.has(node.story ?? "")) return refuse("thread");
  if (span > node.legs) return refuse("legs");
  const across: Across = {
    question,
    context,
    span,
    depth: vertical ? lineCount(shape) : rows,
    spans: legSpans(vertical ? fromTheSide(shape, rows) : shape),
    rectOf: (span, from, to) => {
      const { row } = shape.grid;
      const [along, down] = [
        { from: span.x, length: span.width },
        { from: from * row, length: (to - from) * row },
      ];
      return vertical
        ? { x: firstLineEdge(shape) - down.from - down.length, y: along.from, width: down.length, height: along.length }
        : { x: along.from, y: shape.y + down.from, width: along.length, height: down.length };
    },
    band: (from, to) => {
      const { row } = shape.grid;
      if (!vertical) return legsOf({ ...shape, y: shape.y + from * row }, to - from, obstacles);
      const edge = firstLineEdge(shape);
      const x = to >= lineCount(shape) ? shape.x : edge - to * row;
      return verticalLegsOf({ ...shape, x, width: edge - from * row - x }, rows, obstacles);
    },
    isFree: (rect) => !obstacles.some((each) => overlaps(each.rect, rect)),
  };
  return partsOf(asked, { across, story });
};

/** Paragraphs of the crossheads that a body's layout lets span: all, or those that it names, from 1. */
const spanningHeads = ({ node, story }: BodyQuestion): readonly number[] => {
  const { crosshead } = node;
  if (!crosshead) return [];
  const heads = story.paragraphs.flatMap(({ kind }, n) => (kind === "crosshead" ? [n] : []));
  return heads.filter((_, n) => isAsked(crosshead, n + 1));
};

const isAsked = ({ which }: CrossheadSetting, number: number): boolean => which.length === 0 || which.includes(number);

/** The legs of a body by their rows, counted from its head; in vertical writing by their lines, from the right. */
interface Across {
  readonly question: BodyQuestion;
  readonly context: PlanContext;
  /** legs that a crosshead spans */
  readonly span: number;
  /** rows of a leg */
  readonly depth: Rows;
  readonly spans: readonly LegSpan[];
  rectOf(span: LegSpan, from: Rows, to: Rows): Rect;
  /** all legs between two rows */
  band(from: Rows, to: Rows): readonly Leg[];
  isFree(rect: Rect): boolean;
}

/** What is still blank: legs from `leg` on, each below its top. */
interface Blank {
  readonly leg: number;
  readonly tops: readonly Rows[];
}

interface Walk {
  readonly across: Across;
  readonly story: Story;
}

const partsOf = (asked: readonly number[], walk: Walk): Passages => {
  const { across, story } = walk;
  const parts: (Passage | SpanningHead)[] = [];
  const refused: RefusedHead[] = [];
  let blank: Blank = { leg: 0, tops: across.spans.map(() => 0) };
  let from = 0;
  asked.forEach((paragraph, n) => {
    const text = passageStory(story, from, paragraph);
    const next = passageStory(story, paragraph + 1, asked[n + 1] ?? story.paragraphs.length);
    const placed = placeHead({ paragraph, text, next, blank }, walk);
    if ("why" in placed) {
      refused.push(placed);
      return;
    }
    if (placed.legs.length > 0) parts.push({ kind: "passage", story: text, from, legs: placed.legs });
    parts.push(placed.head);
    blank = placed.blank;
    from = paragraph + 1;
  });
  const rest = passageStory(story, from, story.paragraphs.length);
  const legs = legsFrom(blank, { to: across.depth, across });
  if (rest.paragraphs.length > 0) parts.push({ kind: "passage", story: rest, from, legs });
  const fits = !refused.some(({ why }) => why === "foot") && goesInto(rest, legs, across);
  return { parts: refused.length < asked.length ? parts : [], refused, fits };
};

interface Wish {
  readonly paragraph: number;
  /** text before the crosshead that has no legs yet, and text under it */
  readonly text: Story;
  readonly next: Story;
  readonly blank: Blank;
}

/** The crosshead in place, with the legs of the text before it, and what is blank under it. */
const placeHead = ({ paragraph, text, next, blank }: Wish, { across, story }: Walk) => {
  const { question, context, span, depth, spans } = across;
  const refuse = (why: RefusedHead["why"]): RefusedHead => ({ paragraph, why });
  const start = startLeg(text, blank, across);
  if (start === undefined) return refuse("foot");
  const last = start + span - 1;
  const wide = { x: spans[start]!.x, width: spans[last]!.x + spans[last]!.width - spans[start]!.x };
  const head = headStory(story, paragraph);
  const style = context.headlineStyle(question.node.crosshead!.style);
  const rows = headRows({ head, style, length: wide.width }, across);
  const top = leastFoot(text, { blank, start, across });
  if (top === undefined || top + rows + LEAST_UNDER > depth) return refuse("foot");
  if (linesOf(next, [across.spans[start]!.width], across) < LEAST_UNDER * span) return refuse("short");
  const rect = across.rectOf(wide, top, top + rows);
  if (!across.isFree(rect)) return refuse("inset");
  const spanned = (leg: number) => leg >= start && leg <= last;
  return {
    legs: text.paragraphs.length === 0 ? [] : legsOver(blank, { start, foot: top, across }),
    head: { kind: "head", story: head, style, paragraph, rect } as const,
    blank: { leg: start, tops: blank.tops.map((each, leg) => (spanned(leg) ? top + rows : each)) },
  };
};

/**
 * The leg with which the crosshead begins. It would fall into some leg: below its middle that one is the first, and the heading
 * comes up to a half of its height; above the middle the one before it, for a line or two over a heading are no text.
 */
const startLeg = (text: Story, blank: Blank, across: Across): number | undefined => {
  const { span, spans, depth } = across;
  const latest = spans.length - span;
  if (blank.leg > latest) return undefined;
  if (blank.leg === latest) return latest;
  const legs = legsFrom(blank, { to: depth, across });
  let left = linesOf(text, measuresOf(legs), across);
  const falls = legs.findIndex(({ slots }) => {
    if (left < slots.length) return true;
    left -= slots.length;
    return false;
  });
  if (falls < 0) return undefined;
  const own = blank.leg + falls;
  const above = left > 0 && blank.tops[own]! + left < depth / 2;
  return Math.min(latest, Math.max(blank.leg, above ? own - 1 : own));
};

interface HeadWish {
  readonly head: Story;
  readonly style: HeadlineStyle;
  readonly length: number;
}

const headRows = ({ head, style, length }: HeadWish, { question, context }: Across): Rows => {
  const { measure, grid, choices } = context;
  const { writing } = question.node;
  const asked: HeadlineQuestion = {
    story: head,
    style,
    kickerStyle: style,
    deckStyle: style,
    evenLines: false,
    writing,
  };
  const needed = writing === "vertical" ? measure.headlineWidth(asked) : measure.headline(asked, length);
  return Math.max(1, Math.ceil(needed / grid.row - 0.01)) + (choices.space.get(question.node) ?? 0);
};

interface Over {
  readonly blank: Blank;
  /** leg at which the crosshead begins */
  readonly start: number;
  readonly across: Across;
}

/** The highest row under which the spanned legs hold the text together with the whole legs before them. */
const leastFoot = (text: Story, { blank, start, across }: Over): Rows | undefined => {
  let under = Math.max(...blank.tops.slice(start, start + across.span)) - 1;
  if (goesInto(text, legsOver(blank, { start, foot: under + 1, across }), across)) return under + 1;
  let enough = across.depth;
  if (enough <= under || !goesInto(text, legsOver(blank, { start, foot: enough, across }), across)) return undefined;
  while (enough - under > 1) {
    const middle = Math.floor((under + enough) / 2);
    if (goesInto(text, legsOver(blank, { start, foot: middle, across }), across)) enough = middle;
    else under = middle;
  }
  return enough;
};

/** Whole legs before the spanned ones, and what of those is above `foot`. */
const legsOver = (
  blank: Blank,
  { start, foot, across }: { readonly start: number; readonly foot: Rows; readonly across: Across },
): readonly Leg[] => [
  ...legsFrom(blank, { to: across.depth, across }).slice(0, start - blank.leg),
  ...legsFrom({ ...blank, leg: start }, { to: foot, across }).slice(0, across.span),
];

/** What is blank of the legs from the first open one on, down to a row; one without rows has no lines. */
const legsFrom = (
  { leg, tops }: Blank,
  { to, across }: { readonly to: Rows; readonly across: Across },
): readonly Leg[] => tops.flatMap((top, n) => (n >= leg ? (across.band(Math.min(top, to), to)[n] ?? []) : []));

const measuresOf = (legs: readonly Leg[]): readonly number[] =>
  legs.flatMap(({ slots }) => slots.map(({ measure }) => measure));

const goesInto = (text: Story, legs: readonly Leg[], across: Across): boolean => {
  const measures = measuresOf(legs);
  return text.paragraphs.length === 0 || linesOf(text, measures, across) <= measures.length;
};

const linesOf = (text: Story, measures: readonly number[], { question, context }: Across): number => {
  if (text.paragraphs.length === 0) return 0;
  const { node } = question;
  const headSpace = context.choices.space.get(node) ?? 0;
  const setting = { style: context.textStyle(node.style), writing: node.writing, headSpace };
  return context.measure.bodyLines(text, setting, lineMeasures(measures, context.grid.zi));
};
