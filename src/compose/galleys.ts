/** Galleys of a page: every text shaped once per style, however often planning and composing break it, and whatever else is edited. */
import type { Report } from "../base/diagnostic.ts";
import type { Em, Pt } from "../base/units.ts";
import type { Inline, Span, Story } from "../model/story.ts";
import type { CompositionLimits, TextStyle, Writing } from "../model/style.ts";
import type { BodySetting } from "../plan/measure.ts";
import type { Fonts } from "../text/font-library.ts";
import { type Locale, localeOf } from "../text/locale.ts";
import type { BodyLine } from "./body-line.ts";
import type { GalleyParagraph } from "./galley/cluster.ts";
import { type GalleyStyle, galleyStyle } from "./galley/galley-style.ts";
import { withDropCap, withLabel } from "./galley/paragraph-head.ts";
import { openSetter } from "./galley/set-galley.ts";
import { breakCrosshead } from "./headline/break-crosshead.ts";
import { type KeptGalleys, keptFor, tellerTo } from "./kept-galleys.ts";
import { breakLines } from "./lines/break-lines.ts";
import { type BreakRules, breakRulesOf } from "./lines/break-rules.ts";
import type { Measures } from "./lines/broken-line.ts";

export type { BodyLine } from "./body-line.ts";

/** Shaped text and its breaks, remembered; answers are the same for the same question. */
export interface Galleys {
  readonly fonts: Fonts;
  readonly limits: CompositionLimits;
  /** of text that belongs to no story */
  readonly locale: Locale;
  /** a stretch of text in a style */
  paragraph(inline: Inline, style: GalleyStyle): GalleyParagraph;
  /** the paragraphs of a story's body, crossheads in the strong face; horizontal when nothing is said */
  body(story: Story, style: TextStyle, writing?: Writing): readonly GalleyParagraph[];
  rules(style: Partial<Pick<TextStyle, "algorithm" | "policy" | "hanging">>): BreakRules;
  /** lines of a story's body in these measures; the last one holds for all that follow */
  bodyLines(story: Story, style: TextStyle, measures: readonly Pt[], writing?: Writing): readonly BodyLine[];
}

/** Styles are told apart by what is in them. */
const keyOf = (style: GalleyStyle): string =>
  JSON.stringify(style, (_key, value: unknown) => (value instanceof Set ? [...value] : value));

/** What the galleys of a page are opened with. */
export interface GalleysHow {
  readonly fonts: Fonts;
  readonly limits: CompositionLimits;
  readonly locale: Locale;
  /** what was set on other pages, or before a story was changed; nothing when absent */
  readonly kept?: KeptGalleys;
}

/** Opens the galleys of a page. Characters in no font are reported on every page on which they stand. */
export const openGalleys = ({ fonts, limits, locale, kept }: GalleysHow, report: Report): Galleys => {
  const { bodies, broken, paragraphs, setters } = keptFor(limits, locale, kept);
  const { tell, told } = tellerTo(report);
  const galleys: Galleys = {
    fonts,
    limits,
    locale,
    paragraph: (inline, style) => {
      const key = keyOf(style);
      return told(inner(paragraphs, inline), key, () =>
        memo(setters, key, () => openSetter(style, fonts))(inline, tell),
      );
    },
    body: (story, style, writing = "horizontal") =>
      told(inner(bodies, story), `${style.name} ${writing}`, () => {
        const body = setBody(story, { style, writing }, galleys);
        checkReadings(body, style, tell);
        return body;
      }),
    rules: (style) => breakRulesOf(style, limits),
    bodyLines: (story, style, measures, writing = "horizontal") => {
      const body = galleys.body(story, style, writing);
      return memo(inner(broken, story), `${style.name} ${writing}|${runLengths(measures)}`, () =>
        breakBody(body, measures, {
          style,
          rules: galleys.rules(style),
          heads: new Set(story.paragraphs.flatMap(({ kind }, n) => (kind === "crosshead" ? [n] : []))),
        }),
      );
    },
  };
  return galleys;
};

const inner = <A extends object, B, C>(outer: WeakMap<A, Map<B, C>>, key: A): Map<B, C> =>
  memo(outer, key, () => new Map<B, C>());

const memo = <K, V>(
  known: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V => {
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

/** Readings stand in the gap between the lines, which never opens for them (LC-93). */
const checkReadings = (body: readonly GalleyParagraph[], style: TextStyle, report: Report): void => {
  for (const { clusters } of body) {
    const base = clusters.find((each) => each.ruby && each.ruby.size > style.leading - each.size + 0.01);
    if (!base?.ruby) continue;
    report.add({
      code: "compose/interlinear",
      severity: "warning",
      message: `readings of ${base.ruby.size} pt stand in a line gap of ${round(style.leading - base.size)} pt`,
      hint: `give style \`${style.name}\` a leading of ${base.size + base.ruby.size} pt, or take the readings out`,
      source: base.ruby.ruby.source,
    });
    return;
  }
};

const round = (value: number): number => Math.round(value * 100) / 100;

const setBody = (
  story: Story,
  { style, writing }: Pick<BodySetting, "style" | "writing">,
  galleys: Galleys,
): readonly GalleyParagraph[] => {
  const locale = localeOf(story.language, galleys.locale.region);
  const set = (spans: Inline, otherwise: Partial<TextStyle> = {}, indents?: readonly Em[]): GalleyParagraph =>
    galleys.paragraph(spans, galleyStyle({ ...style, ...otherwise }, { locale, writing, ...(indents && { indents }) }));
  return story.paragraphs.map((paragraph) => {
    const { spans } = paragraph;
    switch (paragraph.kind) {
      case "crosshead":
        return set(
          spans.map((span): Span => ({ ...span, face: "strong" })),
          {},
          [0],
        );
      case "bulleted":
      case "numbered":
        return withLabel(set(spans), paragraph, { style, set });
      case "body":
        if (paragraph.continued) return set(spans, {}, [0]);
        return withDropCap(paragraph, { style, set }) ?? set(spans);
      default:
        return paragraph satisfies never;
    }
  });
};

/** The paragraphs as legs of these measures want them: in narrow ones the first line is indented less (LC-70). */
export const forMeasures = (
  body: readonly GalleyParagraph[],
  measures: Measures,
  style: TextStyle,
): readonly GalleyParagraph[] => {
  if ((measures[0] ?? 0) >= style.narrowBelow * style.size || style.narrowIndent === style.indent) return body;
  return body.map((each) =>
    !each.head && each.indents[0] === style.indent ? { ...each, indents: [style.narrowIndent, 0] } : each,
  );
};

const breakBody = (
  body: readonly GalleyParagraph[],
  measures: Measures,
  {
    style,
    rules,
    heads,
  }: { readonly style: TextStyle; readonly rules: BreakRules; readonly heads: ReadonlySet<number> },
): readonly BodyLine[] => {
  const lines: BodyLine[] = [];
  forMeasures(body, measures, style).forEach((paragraph, n) => {
    const rest = measures.slice(Math.min(lines.length, Math.max(0, measures.length - 1)));
    const set = heads.has(n) ? breakCrosshead(paragraph, rest, rules) : breakLines(paragraph, rest, rules);
    for (const line of set) lines.push({ paragraph: n, line });
  });
  return lines;
};
