/** The headline block: kicker, headline and deck at the largest size of their style at which they fit. */
import type { Report } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import { fits, type Pt } from "../../base/units.ts";
import type { Inline } from "../../model/story.ts";
import { boxInset, type HeadlineStyle, type Writing } from "../../model/style.ts";
import type { HeadlineQuestion } from "../../plan/measure.ts";
import type { HeadlineFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame, ComposedLine } from "../composed-page.ts";
import { extentOf, type GalleyParagraph, sourceOf } from "../galley/cluster.ts";
import { type GalleyStyle, NO_LISTS } from "../galley/galley-style.ts";
import type { Galleys } from "../galleys.ts";
import type { BrokenLine } from "../lines/broken-line.ts";
import { type LinePlace, setLine } from "../lines/justify.ts";
import { narrowest, spacingOf, stretched, stretchFor } from "./fit-width.ts";
import { cutHeadline } from "./headline-cut.ts";

/** How a headline comes out at a width: its size and its lines, each a stretch of one paragraph. */
export interface HeadlineFit {
  readonly style: HeadlineStyle;
  readonly size: Pt;
  readonly lines: readonly {
    readonly paragraph: GalleyParagraph;
    readonly from: number;
    readonly to: number;
    readonly width: Pt;
  }[];
  /** whether the text is wider than it may be even at the smallest size */
  readonly tooWide: boolean;
}

/** What a headline needs besides its question. */
export interface HeadlineShop {
  readonly galleys: Galleys;
  readonly names: readonly string[];
  readonly row: Pt;
}

/** Height of the whole block, with the blank above and below. */
export const headlineHeight = (question: HeadlineQuestion, width: Pt, shop: HeadlineShop): Pt =>
  headlineBlocks(question, width, shop).reduce((sum, each) => sum + blockHeight(each), 0) +
  (question.style.above + question.style.below) * shop.row;

/** Sets the block; what is left of the frame's height stands above and below it as the style shares it out. */
export const composeHeadline = (
  frame: HeadlineFrame,
  shop: HeadlineShop & { readonly page: string },
  report: Report,
): ComposedFrame => {
  const all = headlineBlocks(frame, frame.rect.width, shop);
  const text = all.reduce((sum, each) => sum + blockHeight(each), 0);
  const { above, below, spareAbove } = frame.style;
  const spare = Math.max(0, frame.rect.height - text - (above + below) * shop.row);
  let top = frame.rect.y + above * shop.row + spare * spareAbove;
  const lines: ComposedLine[] = [];
  for (const block of all) {
    lines.push(...blockLines(block, { frame, top, even: frame.evenLines && block.style === frame.style }));
    top += blockHeight(block);
    if (block.tooWide) reportTooWide(frame, block, { page: shop.page, report });
  }
  return { frame, lines };
};

/** Kicker, headline and deck, as far as the story has them; `width` is the room along their lines. */
export const headlineBlocks = (
  { story, style, kickerStyle, deckStyle, writing }: HeadlineQuestion,
  width: Pt,
  shop: HeadlineShop,
): readonly HeadlineFit[] => [
  ...(story.kicker.length > 0 ? [fitHeadline([story.kicker], { style: kickerStyle, writing, width, shop })] : []),
  ...(story.headline.length > 0 ? [fitHeadline(story.headline, { style, writing, width, shop })] : []),
  ...(story.deck.length > 0 ? [fitHeadline([story.deck], { style: deckStyle, writing, width, shop })] : []),
];

/** What a bar keeps free round the lines that stand in it. */
export const barInset = ({ effect }: HeadlineStyle): Pt => (effect.kind === "reversed" ? boxInset(effect.box) : 0);

/** Distance of a bar to what follows, in ems of its type. */
const AFTER_BAR = 0.3;

/** What a block takes across its lines. */
export const blockHeight = ({ size, lines, style }: HeadlineFit): Pt =>
  size * (1 + (lines.length - 1) * style.lineHeight) +
  size * 0.12 +
  (style.effect.kind === "reversed" ? 2 * barInset(style) + AFTER_BAR * size : 0);

interface FitQuestion {
  readonly style: HeadlineStyle;
  readonly writing: Writing;
  /** room along its lines */
  readonly width: Pt;
  readonly shop: HeadlineShop;
}

/** Fewest lines whose size is at least this share of the style's largest; more lines only for more size than that. */
const WORTH_ONE_LINE = 0.72;

const fitHeadline = (lines: readonly Inline[], outer: FitQuestion): HeadlineFit => {
  const { style } = outer;
  const question = { ...outer, width: outer.width - 2 * barInset(style) };
  if (lines.length > 1) return largest(question, (size) => fixedLines(lines, size, question));
  const most = style.maxLines;
  const fitsOf = Array.from({ length: most }, (_, n) =>
    largest(question, (size) => brokenLines(lines[0]!, { size, count: n + 1 }, question)),
  );
  const good = fitsOf.find((fit) => !fit.tooWide && fit.size >= WORTH_ONE_LINE * style.sizes[0]!);
  return (
    good ??
    fitsOf.filter((fit) => !fit.tooWide).sort((a, b) => b.size - a.size)[0] ??
    fitsOf.findLast((fit) => fit.lines.length > 0) ??
    fitsOf.at(-1)!
  );
};

type Lines = HeadlineFit["lines"];

/** Widths grow with the size, so the text is shaped at the largest and at the one that is taken, however many there are. */
const largest = ({ style, writing, width }: FitQuestion, linesAt: (size: Pt) => Lines | undefined): HeadlineFit => {
  const most = style.sizes[0]!;
  const least = style.sizes.at(-1)!;
  const first = linesAt(most);
  if (!first) return { style, size: least, lines: [], tooWide: true };
  const widest = Math.max(0, ...first.map((line) => line.width)) * narrowest(style.fit, writing);
  const good = style.sizes.find((size) => fits((widest * size) / most, width * style.fill));
  const size = good ?? least;
  return { style, size, lines: size === most ? first : linesAt(size)!, tooWide: good === undefined };
};

const displayStyle = (size: Pt, { style, writing, shop }: FitQuestion): GalleyStyle => ({
  faces: { text: style.font, strong: style.font, emphasis: style.font },
  size,
  strongSize: size,
  indents: [0],
  punctuation: style.punctuation,
  lineBreak: "basic",
  breakLists: NO_LISTS,
  hanLatinGap: 0,
  latinSize: 1,
  grid: false,
  openers: "style",
  hyphenate: "none",
  adjustment: "newspaper",
  locale: shop.galleys.locale,
  writing,
  display: true,
});

const fixedLines = (lines: readonly Inline[], size: Pt, question: FitQuestion): Lines =>
  lines.map((line) => {
    const paragraph = question.shop.galleys.paragraph(line, displayStyle(size, question));
    return { paragraph, from: 0, to: paragraph.clusters.length, width: extentOf(paragraph.clusters) };
  });

/** The text in `count` lines, as even as the sense allows; the first line rather the longer one (NEWSPAPER 5.2). */
const brokenLines = (
  text: Inline,
  { size, count }: { readonly size: Pt; readonly count: number },
  question: FitQuestion,
): Lines | undefined => {
  const { shop } = question;
  const paragraph = shop.galleys.paragraph(text, displayStyle(size, question));
  const { clusters } = paragraph;
  const whole = { paragraph, from: 0, to: clusters.length, width: extentOf(clusters) };
  if (count === 1) return [whole];
  const cut = cutHeadline(paragraph, count, shop.names);
  return cut && pieces(paragraph, cut);
};

const pieces = (paragraph: GalleyParagraph, cut: readonly number[]): Lines => {
  const edges = [0, ...cut, paragraph.clusters.length];
  return edges.slice(1).map((to, n) => {
    const from = edges[n]!;
    let end = to;
    while (end > from && paragraph.clusters[end - 1]!.class === "space") end--;
    return { paragraph, from, to: end, width: extentOf(paragraph.clusters.slice(from, end)) };
  });
};

interface BlockPlace {
  readonly frame: HeadlineFrame;
  readonly top: Pt;
  readonly even: boolean;
}

const blockLines = (block: HeadlineFit, { frame, top, even }: BlockPlace): readonly ComposedLine[] => {
  const { style, size } = block;
  const { x, width } = frame.rect;
  return setBlock(block, { start: x, room: width, even }, ({ start, n }) => ({
    x: start,
    baseline: top + barInset(style) + size * (0.88 + n * style.lineHeight),
  }));
};

/** Room along the lines of a block. */
export interface BlockRoom {
  readonly start: Pt;
  readonly room: Pt;
  readonly even: boolean;
}

/** Sets the lines of a block in a room without its bar's padding; `placeOf` says where the `n`-th line stands that begins at `start`. */
export const setBlock = (
  block: HeadlineFit,
  outer: BlockRoom,
  placeOf: (line: { readonly start: Pt; readonly n: number }) => Pick<LinePlace, "x" | "baseline">,
): readonly ComposedLine[] => {
  const { style } = block;
  const { even } = outer;
  const inset = barInset(style);
  const [start, room] = [outer.start + inset, outer.room - 2 * inset];
  const widest = Math.max(0, ...block.lines.map((line) => line.width));
  if (!even && style.fit.kind !== "sizes") return fitted(block, { start, room, even }, placeOf);
  const common = even ? evenWidth(block, room * style.fill, widest) : room;
  const indent = even && style.align !== "left" ? (room - common) / 2 : 0;
  return block.lines.map(({ paragraph, from, to, width }, n) => {
    const line: BrokenLine = { from, to, next: to, measure: common, indent: 0, natural: width, hang: 0, last: true };
    return withEffect(
      style,
      setLine(paragraph, line, {
        ...placeOf({ start: start + indent, n }),
        align: even ? "even" : style.align === "even" ? "left" : style.align,
        ink: style.ink,
        paragraph: -1,
        leg: 0,
      }),
    );
  });
};

const withEffect = ({ effect }: HeadlineStyle, line: ComposedLine): ComposedLine =>
  effect.kind === "plain" ? line : { ...line, effect };

/** Lines opened, or of other letters, to the width of the room as far as the style lets. */
const fitted = (
  block: HeadlineFit,
  { start, room }: BlockRoom,
  placeOf: (line: { readonly start: Pt; readonly n: number }) => Pick<LinePlace, "x" | "baseline">,
): readonly ComposedLine[] => {
  const { style, size } = block;
  const plain = block.lines.map(({ from, to, width }) => ({ width, gaps: Math.max(0, to - from - 1) }));
  const full = room * style.fill;
  const spacing = spacingOf(style.fit, plain, { room: full, size });
  const by = stretchFor(style.fit, plain, { room: full, writing: block.lines[0]?.paragraph.writing ?? "horizontal" });
  return block.lines.map(({ paragraph, from, to, width }, n) => {
    const measure = width + plain[n]!.gaps * spacing;
    const spare = Math.max(0, room - measure * by);
    const indent = style.align === "right" ? spare : style.align === "centre" ? spare / 2 : 0;
    const line: BrokenLine = { from, to, next: to, measure, indent: 0, natural: width, hang: 0, last: true };
    const align = spacing > 0 ? "even" : "left";
    const place = { ...placeOf({ start: start + indent, n }), align, ink: style.ink, paragraph: -1, leg: 0 } as const;
    return withEffect(style, { ...stretched(setLine(paragraph, line, place), by), measure: measure * by });
  });
};

/** A pair headline's width: its wider line's, a little opened, never more than half an em at a gap. */
const evenWidth = (block: HeadlineFit, most: Pt, widest: Pt): Pt => {
  const fewest = Math.min(...block.lines.map((line) => line.to - line.from));
  const reach = Math.min(...block.lines.map((line) => line.width + (line.to - line.from - 1) * block.size * 0.5));
  return fewest < 2 ? widest : Math.max(widest, Math.min(most, reach));
};

const sourceOfFirst = ({ lines }: HeadlineFit): SourceRange | undefined => {
  const first = lines[0]?.paragraph.clusters[0];
  return first && sourceOf(first);
};

/** Reports a block that does not go into its frame even at the smallest size. */
export const reportTooWide = (
  frame: HeadlineFrame,
  block: HeadlineFit,
  { page, report }: { readonly page: string; readonly report: Report },
): void => {
  const first = sourceOfFirst(block) ?? frame.story.source;
  const down = frame.writing === "vertical";
  const frameRoom = down ? frame.rect.height : frame.rect.width;
  const room = (frameRoom - 2 * barInset(block.style)) * block.style.fill;
  const widest = Math.max(...block.lines.map((line) => line.width));
  const over = widest * narrowest(block.style.fit, frame.writing) - room;
  report.add({
    code: "compose/headline-fit",
    severity: "error",
    message: `the headline of \`${frame.story.id}\` is too ${down ? "long" : "wide"} by ${(over / block.size).toFixed(1)} characters at ${block.size} pt, the smallest size of style \`${block.style.name}\``,
    // what is more than twice as wide is too wide in two lines as well
    hint:
      over > room
        ? `shorten it to about ${Math.max(1, Math.floor(room / block.size))} characters a line`
        : "shorten it, or break it in two with a list of two lines",
    source: first,
    place: { page, rect: frame.rect, words: `slot ${frame.slot}` },
  });
};
