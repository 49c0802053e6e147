/** A pull quote: rules, a drawn quotation mark, the words large, who said them. */
import type { PathCommand } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { QuoteStyle } from "../../model/exhibit-style.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { Shape } from "../composed-page.ts";
import type { Galleys } from "../galleys.ts";
import { ruleShapes } from "../rule-shapes.ts";
import { type Block, type BlockRoom, isTooWide, setText } from "./block.ts";

/** Blank between a rule and the words, and between the words and their speaker, in ems of the text. */
const AT_RULE = 0.6;
const AT_SPEAKER = 0.4;

/** Sets a pull quote. */
export const setQuote = (
  { quote, style }: Extract<ExhibitContent, { kind: "quote" }>,
  { width }: BlockRoom,
  galleys: Galleys,
): Block => {
  const { size } = style.text;
  const mark = markOf(style, style.above ? AT_RULE * size : 0);
  const top = mark ? mark.bottom + 0.15 * size : style.above ? AT_RULE * size : 0;
  const text = setText(quote.text, style.text, { galleys, place: { x: 0, y: top, width } });
  const speakerAt = top + text.height + (quote.by.length > 0 ? AT_SPEAKER * size : 0);
  const by = setText(quote.by, style.by, { galleys, place: { x: 0, y: speakerAt, width } });
  const height = speakerAt + by.height + (style.below ? AT_RULE * size : 0);
  const across = (y: Pt) => ({ from: { x: 0, y }, length: width, direction: "horizontal" }) as const;
  const tooWide =
    text.lines.some((line) => isTooWide(line, style.text)) || by.lines.some((line) => isTooWide(line, style.by));
  return {
    height,
    lines: [...text.lines, ...by.lines],
    shapes: [
      ...(style.above ? ruleShapes(style.above, across(style.above.thickness / 2)) : []),
      ...(mark ? mark.shapes : []),
      ...(style.below ? ruleShapes(style.below, across(height - style.below.thickness / 2)) : []),
    ],
    faults: tooWide
      ? [
          {
            code: "compose/overset-part",
            severity: "error",
            message: "a word of a quote is wider than its column",
            hint: "give the quote more width, or a smaller text style",
            source: quote.source,
          },
        ]
      : [],
  };
};

/** Two commas turned round, as a ball with a tail each; drawn, so that they are no characters of the page's text. */
const markOf = (
  { mark }: QuoteStyle,
  top: Pt,
): { readonly shapes: readonly Shape[]; readonly bottom: Pt } | undefined => {
  if (!mark) return undefined;
  const em = mark.size;
  const at = (x: number, y: number) => ({ x: x * em, y: top + y * em });
  const comma = (left: number): readonly PathCommand[] => {
    const curve = (a: readonly [number, number], b: readonly [number, number], end: readonly [number, number]) => {
      const [one, two] = [at(left + a[0], a[1]), at(left + b[0], b[1])];
      return { kind: "curve", x1: one.x, y1: one.y, x2: two.x, y2: two.y, ...at(left + end[0], end[1]) } as const;
    };
    return [
      { kind: "move", ...at(left + 0.33, 0) },
      curve([0.12, 0.05], [0, 0.2], [0, 0.4]),
      curve([0, 0.53], [0.08, 0.6], [0.18, 0.6]),
      curve([0.28, 0.6], [0.35, 0.53], [0.35, 0.44]),
      curve([0.35, 0.35], [0.28, 0.29], [0.19, 0.29]),
      curve([0.17, 0.29], [0.16, 0.29], [0.15, 0.3]),
      curve([0.17, 0.19], [0.24, 0.11], [0.36, 0.06]),
      { kind: "close" },
    ];
  };
  const shapes = [0, 0.45].map((left): Shape => ({ kind: "fill", path: comma(left), ink: mark.ink }));
  return { shapes, bottom: top + 0.6 * em };
};
