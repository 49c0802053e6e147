/** Which block of a story a layout asks for, with the style it is set in. */
import type { Report } from "../base/diagnostic.ts";
import type { BodyPart, Exhibit, Inset } from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import type { BoxedExhibit, ExhibitContent } from "./exhibit-content.ts";
import type { PlanContext } from "./plan-context.ts";

/** The block; undefined when the story does not have it. */
export const exhibitContent = (exhibit: Exhibit, story: Story, context: PlanContext): BoxedExhibit | undefined => {
  const content = contentOf(exhibit, story, context);
  return content && { content, ...(exhibit.box !== undefined && { box: context.boxStyle(exhibit.box) }) };
};

const contentOf = (
  { kind, number, style, columns, gutter }: Exhibit,
  story: Story,
  context: PlanContext,
): ExhibitContent | undefined => {
  const at = (number ?? 1) - 1;
  const folded = { columns, gutter: gutter * context.grid.zi };
  const sheet = context.style;
  switch (kind) {
    case "table": {
      const table = story.tables[at];
      if (!table) return undefined;
      return { kind, table, style: context.known(sheet.tables, style), ...folded, language: story.language };
    }
    case "key-figures": {
      const figures = number === undefined ? story.keyFigures : story.keyFigures.slice(at, at + 1);
      if (figures.length === 0) return undefined;
      const textStyle = sheet.text.get("key-figure") ?? context.textStyle("body");
      return { kind, figures, style: context.known(sheet.figures, style), textStyle, ...folded };
    }
    case "quote": {
      const quote = story.quotes[at];
      return quote && { kind, quote, style: context.known(sheet.quotes, style) };
    }
    case "qr": {
      const code = story.qrCodes[at];
      return code && { kind, code, style: context.textStyle(style) };
    }
    case "chart": {
      const chart = story.charts[at];
      return chart && { kind, chart, style: context.known(sheet.charts, style) };
    }
    case "sidebar": {
      const sidebar = story.sidebars[at];
      return sidebar && { kind, sidebar, style: context.known(sheet.sidebars, style) };
    }
    default:
      return kind satisfies never;
  }
};

/** A key figure of a story set into its legs: running text in its own style, or a block. */
export const keyFigureInset = (
  what: Extract<Inset["what"], { kind: "key-figure" }>,
  story: Story,
  context: PlanContext,
): BoxedExhibit | undefined => {
  const figure = story.keyFigures[what.index - 1];
  if (figure?.kind !== "figure") return undefined;
  const { figures } = context.style;
  const style = figures.get(what.style) ?? context.known(figures, "key-figure");
  const textStyle = context.textStyle(what.style);
  return {
    content: { kind: "key-figures", figures: [figure], style, textStyle, columns: 1, gutter: 0 },
    box: context.boxStyle(what.box),
  };
};

/** The block that an inset shows; undefined for pictures and running text, and when the story does not have it. */
export const insetExhibit = (
  { what }: Pick<Inset, "what">,
  story: Story,
  context: PlanContext,
): BoxedExhibit | undefined => {
  switch (what.kind) {
    case "picture":
      return undefined;
    case "key-figure":
      return keyFigureInset(what, story, context);
    case "exhibit":
      return exhibitContent(what.exhibit, story, context);
    default:
      return what satisfies never;
  }
};

const NAMES: Readonly<Record<Exhibit["kind"], string>> = {
  table: "table",
  "key-figures": "key figure",
  quote: "quote",
  qr: "QR code",
  chart: "chart",
  sidebar: "sidebar",
};

/** How many of a kind the story has. */
const countOf = (kind: Exhibit["kind"], story: Story): number =>
  ({
    table: story.tables,
    "key-figures": story.keyFigures,
    quote: story.quotes,
    qr: story.qrCodes,
    chart: story.charts,
    sidebar: story.sidebars,
  })[kind].length;

/** What a block is called in a sentence. */
export const exhibitName = ({ kind, number }: Pick<Exhibit, "kind" | "number">): string =>
  number === undefined ? `the ${NAMES[kind]}s` : `${NAMES[kind]} ${number}`;

/** What an exhibit that a story lacks is called, and how many it has. */
export const missingExhibit = (exhibit: Exhibit, story: Story): { readonly part: string; readonly has: number } => ({
  part: exhibitName(exhibit),
  has: countOf(exhibit.kind, story),
});

/** Blocks of a story that none of `shown` is, by their names; those that closing has left out are none of them. */
export const unplacedExhibits = (
  story: Story,
  shown: readonly ExhibitContent[],
  leftOut: readonly Inset["what"][],
): readonly string[] => {
  const chosen = new Set(leftOut.flatMap((what) => (what.kind === "exhibit" ? [exhibitName(what.exhibit)] : [])));
  const placed = new Set<unknown>(
    shown.flatMap((each): readonly unknown[] => {
      switch (each.kind) {
        case "table":
          return [each.table];
        case "key-figures":
          return each.figures;
        case "quote":
          return [each.quote];
        case "qr":
          return [each.code];
        case "chart":
          return [each.chart];
        case "sidebar":
          return [each.sidebar];
        default:
          return each satisfies never;
      }
    }),
  );
  const names = (kind: Exhibit["kind"], all: readonly unknown[]) =>
    all.flatMap((each, n) => {
      const own = exhibitName({ kind, number: n + 1 });
      return placed.has(each) || chosen.has(own) ? [] : [own];
    });
  return [
    ...names("table", story.tables),
    ...names("quote", story.quotes),
    ...names("qr", story.qrCodes),
    ...names("chart", story.charts),
    ...names("sidebar", story.sidebars),
  ];
};

/** Reports insets of a body for which its story has nothing. */
export const reportMissingInsets = (
  node: BodyPart,
  story: Story,
  { context, report }: { readonly context: PlanContext; readonly report: Report },
): void => {
  for (const inset of node.insets) {
    const missing = missingInset(inset.what, story);
    if (!missing) continue;
    reportMissing({ ...missing, source: inset.source, story }, context, report);
  }
};

/** Reports a part of a layout for which its story has nothing. */
export const reportMissing = (
  {
    part,
    has,
    source,
    story,
  }: { readonly part: string; readonly has: number; readonly source: Inset["source"]; readonly story: Story },
  { page }: PlanContext,
  report: Report,
): void =>
  report.add({
    code: "plan/missing-part",
    severity: "warning",
    message: `layout \`${page.layout.name}\` shows ${part} of \`${story.id}\`, which has ${has}`,
    hint: "give it to the story, or choose a layout without it",
    source,
    place: { page: page.id },
  });

const missingInset = (
  what: Inset["what"],
  story: Story,
): { readonly part: string; readonly has: number } | undefined => {
  switch (what.kind) {
    case "picture":
      return story.photos[what.photo - 1] ? undefined : { part: `picture ${what.photo}`, has: story.photos.length };
    case "key-figure":
      return story.keyFigures[what.index - 1]
        ? undefined
        : { part: `key figure ${what.index}`, has: story.keyFigures.length };
    case "exhibit": {
      const { kind, number = 1 } = what.exhibit;
      return countOf(kind, story) >= number ? undefined : missingExhibit(what.exhibit, story);
    }
    default:
      return what satisfies never;
  }
};
