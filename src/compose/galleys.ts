/** Galleys of a page: every text shaped once per style, however often planning and composing break it. */
import type { Report } from "../base/diagnostic.ts";
import type { Pt } from "../base/units.ts";
import type { Inline, Span, Story } from "../model/story.ts";
import type { CompositionLimits, TextStyle } from "../model/style.ts";
import type { Fonts } from "../text/font-library.ts";
import { breakLines } from "./break-lines.ts";
import { type BreakRules, breakRulesOf } from "./break-rules.ts";
import type { BrokenLine, Measures } from "./broken-line.ts";
import type { GalleyParagraph } from "./cluster.ts";
import { type GalleyStyle, setParagraph } from "./set-galley.ts";

/** Shaped text and its breaks, remembered for one page; answers are the same for the same question. */
export interface Galleys {
  readonly fonts: Fonts;
  readonly limits: CompositionLimits;
  /** a stretch of text in a style */
  paragraph(inline: Inline, style: GalleyStyle): GalleyParagraph;
  /** the paragraphs of a story's body, crossheads in the strong face */
  body(story: Story, style: TextStyle): readonly GalleyParagraph[];
  rules(style: Pick<TextStyle, "punctuation"> & Partial<Pick<TextStyle, "algorithm" | "policy">>): BreakRules;
  /** lines of a story's body in these measures; the last one holds for all that follow */
  bodyLines(story: Story, style: TextStyle, measures: readonly Pt[]): readonly BodyLine[];
}

/** A line of a body with the paragraph it belongs to. */
export interface BodyLine {
  readonly paragraph: number;
  readonly line: BrokenLine;
}

/** Opens the galleys of a page. Characters in no font are reported when they are first shaped. */
export const openGalleys = (fonts: Fonts, limits: CompositionLimits, report: Report): Galleys => {
  const bodies = new Map<Story, Map<TextStyle, readonly GalleyParagraph[]>>();
  const broken = new Map<Story, Map<string, readonly BodyLine[]>>();
  const paragraphs = new Map<Inline, Map<string, GalleyParagraph>>();
  const galleys: Galleys = {
    fonts,
    limits,
    paragraph: (inline, style) =>
      memo(inner(paragraphs, inline), JSON.stringify(style), () => setParagraph(inline, { style, fonts }, report)),
    body: (story, style) => memo(inner(bodies, story), style, () => setBody(story, style, galleys)),
    rules: (style) => breakRulesOf(style, limits),
    bodyLines: (story, style, measures) =>
      memo(inner(broken, story), `${style.name}|${runLengths(measures)}`, () =>
        breakBody(galleys.body(story, style), measures, galleys.rules(style)),
      ),
  };
  return galleys;
};

const inner = <A, B, C>(outer: Map<A, Map<B, C>>, key: A): Map<B, C> => memo(outer, key, () => new Map<B, C>());

const memo = <K, V>(known: Map<K, V>, key: K, make: () => V): V => {
  const old = known.get(key);
  if (old !== undefined) return old;
  const made = make();
  known.set(key, made);
  return made;
};

const runLengths = (measures: readonly Pt[]): string => {
  const parts: string[] = [];
  for (let n = 0; n < measures.length; ) {
    let end = n;
    while (end < measures.length && measures[end] === measures[n]) end++;
    parts.push(`${measures[n]!.toFixed(3)}${end < measures.length ? `x${end - n}` : ""}`);
    n = end;
  }
  return parts.join(" ");
};

const setBody = (story: Story, style: TextStyle, galleys: Galleys): readonly GalleyParagraph[] =>
  story.paragraphs.map(({ kind, spans }) =>
    kind === "crosshead"
      ? galleys.paragraph(
          spans.map((span): Span => ({ ...span, face: "strong" })),
          { ...style, indent: 0 },
        )
      : galleys.paragraph(spans, style),
  );

const breakBody = (body: readonly GalleyParagraph[], measures: Measures, rules: BreakRules): readonly BodyLine[] => {
  const lines: BodyLine[] = [];
  body.forEach((paragraph, n) => {
    const rest = measures.slice(Math.min(lines.length, Math.max(0, measures.length - 1)));
    lines.push(...breakLines(paragraph, rest, rules).map((line) => ({ paragraph: n, line })));
  });
  return lines;
};
