/**
 * Vertical headlines: kicker, headline and deck as lines side by side, the one nearest to the text last (LC-104: to the right of
 * its text a headline's lines run right to left, to the left of it left to right).
 */
import type { Report } from "../../base/diagnostic.ts";
import { right } from "../../base/geometry.ts";
import { fits, type Pt } from "../../base/units.ts";
import type { HeadlineStyle } from "../../model/style.ts";
import type { HeadlineQuestion } from "../../plan/measure.ts";
import type { HeadlineFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame, ComposedLine } from "../composed-page.ts";
import {
  barInset,
  blockHeight,
  type HeadlineFit,
  type HeadlineShop,
  headlineBlocks,
  reportTooWide,
  setBlock,
} from "./headline.ts";

/** Longer than any line. */
const ENDLESS: Pt = 1e6;

/** Height into which it goes at its smallest sizes, in as many lines as the width has room for. */
export const verticalHeadlineHeight = (question: HeadlineQuestion, width: Pt, shop: HeadlineShop): Pt => {
  const room = width - blank(question, shop);
  const heights = withLines(question, (style) => style.sizes.slice(-1)).flatMap((each) => {
    const blocks = headlineBlocks(each, 0, shop);
    const whole = blocks.every(({ lines }) => lines.length > 0);
    return whole && fits(thickness(blocks), room) ? [heightOf(blocks)] : [];
  });
  return Math.min(...heights, heightOf(headlineBlocks(smallest(question), ENDLESS, shop)));
};

/** Width that it takes at its largest sizes. */
export const verticalHeadlineWidth = (question: HeadlineQuestion, shop: HeadlineShop): Pt => {
  const largest = changed(question, (style) => ({ ...style, sizes: style.sizes.slice(0, 1) }));
  return thickness(headlineBlocks(largest, ENDLESS, shop)) + blank(question, shop);
};

/** Sets the block; what is left of the frame's width stands before and after it as the style shares it out. */
export const composeVerticalHeadline = (
  frame: HeadlineFrame,
  shop: HeadlineShop & { readonly page: string },
  report: Report,
): ComposedFrame => {
  const { rect, style } = frame;
  const room = rect.width - blank(frame, shop);
  const blocks = thinEnough(frame, room, shop);
  const spare = room - thickness(blocks);
  if (!fits(0, spare)) reportTooThick(frame, -spare, { page: shop.page, report });
  let from = style.above * shop.row + Math.max(0, spare) * style.spareAbove;
  const lines: ComposedLine[] = [];
  for (const block of blocks) {
    lines.push(...blockLines(block, { frame, from }));
    from += blockHeight(block);
    if (block.tooWide) reportTooWide(frame, block, { page: shop.page, report });
  }
  return { frame, lines };
};

const thickness = (blocks: readonly HeadlineFit[]): Pt => blocks.reduce((sum, each) => sum + blockHeight(each), 0);

const blank = ({ style }: HeadlineQuestion, { row }: HeadlineShop): Pt => (style.above + style.below) * row;

const heightOf = (blocks: readonly HeadlineFit[]): Pt =>
  Math.max(
    0,
    ...blocks.flatMap(({ lines, style }) => lines.map((line) => line.width / style.fill + 2 * barInset(style))),
  );

type StyleChange = (style: HeadlineStyle) => HeadlineStyle;

const changed = <Question extends HeadlineQuestion>(question: Question, change: StyleChange): Question => ({
  ...question,
  style: change(question.style),
  kickerStyle: change(question.kickerStyle),
  deckStyle: change(question.deckStyle),
});

const smallest = <Question extends HeadlineQuestion>(question: Question): Question =>
  changed(question, (style) => ({ ...style, sizes: style.sizes.slice(-1) }));

/** The question with headlines of up to one, two … lines, as many as their style allows. */
const withLines = (
  question: HeadlineQuestion,
  sizesOf: (style: HeadlineStyle) => readonly Pt[],
): readonly HeadlineQuestion[] =>
  Array.from({ length: question.style.maxLines }, (_, n) =>
    changed(question, (style) => ({ ...style, maxLines: Math.min(style.maxLines, n + 1), sizes: sizesOf(style) })),
  );

/** The blocks at the largest sizes at which they go into the frame: what is too thick gives way, the headline first. */
const thinEnough = (frame: HeadlineFrame, room: Pt, shop: HeadlineShop): readonly HeadlineFit[] => {
  let question: HeadlineQuestion = frame;
  let blocks = headlineBlocks(question, frame.rect.height, shop);
  while (!fits(thickness(blocks), room)) {
    const next = oneSizeLess(question, blocks);
    if (!next) break;
    question = next;
    blocks = headlineBlocks(question, frame.rect.height, shop);
  }
  return blocks;
};

/** The question without the size that the headline has taken, or that its side lines have; undefined when there is no smaller one. */
const oneSizeLess = (question: HeadlineQuestion, blocks: readonly HeadlineFit[]): HeadlineQuestion | undefined => {
  for (const part of ["style", "kickerStyle", "deckStyle"] as const) {
    const taken = Math.max(0, ...blocks.filter(({ style }) => style === question[part]).map(({ size }) => size));
    const sizes = question[part].sizes.filter((size) => size < taken);
    if (sizes.length > 0) return { ...question, [part]: { ...question[part], sizes } };
  }
  return undefined;
};

const blockLines = (
  block: HeadlineFit,
  { frame, from }: { readonly frame: HeadlineFrame; readonly from: Pt },
): readonly ComposedLine[] => {
  const { rect, order } = frame;
  const { size, style } = block;
  const even = frame.evenLines && style.name === frame.style.name;
  return setBlock(block, { start: rect.y, room: rect.height, even }, ({ start, n }) => {
    const middle = from + barInset(style) + size * (0.56 + n * style.lineHeight);
    return { x: order === "leftward" ? right(rect) - middle : rect.x + middle, baseline: start };
  });
};

const reportTooThick = (
  frame: HeadlineFrame,
  over: Pt,
  { page, report }: { readonly page: string; readonly report: Report },
): void =>
  report.add({
    code: "compose/headline-fit",
    severity: "error",
    message: `the lines of the headline of \`${frame.story.id}\` are wider than their frame by ${over.toFixed(1)} pt at the smallest sizes`,
    hint: "give the headline more width, or fewer lines",
    source: frame.story.source,
    place: { page, rect: frame.rect, words: `slot ${frame.slot}` },
  });
