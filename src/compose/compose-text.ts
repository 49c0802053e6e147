/** The line breaker alone: paragraphs of plain text to lines, without a page (`broadsheet compose`). */
import type { Report } from "../base/diagnostic.ts";
import type { Em, Pt, Zi } from "../base/units.ts";
import type { Inline } from "../model/story.ts";
import type {
  Algorithm,
  Align,
  BreakPolicy,
  CompositionLimits,
  Hanging,
  LineBreakLevel,
  PunctuationStyle,
  TextStyle,
  Writing,
} from "../model/style.ts";
import type { Fonts } from "../text/font-library.ts";
import { localeOf } from "../text/locale.ts";
import type { GalleyParagraph } from "./galley/cluster.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import { openSetter } from "./galley/set-galley.ts";
import { breakLines } from "./lines/break-lines.ts";
import { breakRulesOf } from "./lines/break-rules.ts";
import type { BrokenLine } from "./lines/broken-line.ts";
import { setLine } from "./lines/justify.ts";

/** What `composeText` wants to know; lengths in zi of `size`. */
export interface ComposeTextOptions {
  /** measure of each line; the last one holds for all that follow. Never empty. */
  readonly measures: readonly Zi[];
  readonly size: Pt;
  readonly indent: Em;
  readonly language: string;
  readonly punctuation: PunctuationStyle;
  readonly lineBreak: LineBreakLevel;
  readonly algorithm: Algorithm;
  readonly policy: BreakPolicy;
  readonly hanging: Hanging;
  readonly writing: Writing;
  readonly align: Align;
}

/** A line as the command prints it; lengths in zi. */
export interface TextLine {
  readonly paragraph: number;
  readonly text: string;
  readonly measure: Zi;
  readonly natural: Zi;
  /** added (or, negative, taken) per gap, in ems */
  readonly ratio: number;
  readonly hyphen: boolean;
}

/** Breaks paragraphs as a page would; the texts of a paragraph's lines joined give the paragraph back. */
export const composeText = (
  texts: readonly string[],
  options: ComposeTextOptions,
  shop: {
    readonly fonts: Fonts;
    readonly style: TextStyle;
    readonly limits: CompositionLimits;
    readonly report: Report;
  },
): readonly TextLine[] => {
  const { size, indent, punctuation, lineBreak, measures } = options;
  const style = { ...shop.style, size, strongSize: size, indent, punctuation, lineBreak };
  const rules = breakRulesOf(options, shop.limits);
  const galley = galleyStyle(style, {
    locale: localeOf(options.language),
    writing: options.writing,
    indents: [indent, 0],
  });
  const set = openSetter(galley, shop.fonts);
  const points = measures.map((each) => each * size);
  let before = 0;
  return texts.flatMap((text, paragraph) => {
    if (text === "") return [];
    const inline: Inline = [{ text, face: "text", source: { path: "-", start: 0, end: text.length } }];
    const paragraphSet = set(inline, shop.report);
    const broken = breakLines(paragraphSet, points.slice(Math.min(before, points.length - 1)), rules);
    before += broken.length;
    return broken.map((line) => textLine(paragraphSet, line, { paragraph, align: options.align, style }));
  });
};

interface LineFacts {
  readonly paragraph: number;
  readonly align: Align;
  readonly style: TextStyle;
}

const textLine = (galley: GalleyParagraph, line: BrokenLine, { paragraph, align, style }: LineFacts): TextLine => {
  const set = setLine(galley, line, { x: 0, baseline: 0, align, ink: style.ink, paragraph, leg: 0 });
  return {
    paragraph,
    text: galley.clusters
      .slice(line.from, line.next)
      .map((each) => each.text)
      .join(""),
    measure: round(line.measure / style.size),
    natural: round((line.natural + line.indent) / style.size),
    ratio: round(set.ratio),
    hyphen: set.hyphen,
  };
};

const round = (value: number): number => Math.round(value * 1e4) / 1e4;
