/** Frames and stories → lines in place. */
import type { Report } from "../base/diagnostic.ts";
import { bottom, right } from "../base/geometry.ts";
import { fits } from "../base/units.ts";
import type { Inline, KeyFigure } from "../model/story.ts";
import { boxInset } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { captionInset, type Measure } from "../plan/measure.ts";
import type { CaptionFrame, KeyFigureFrame, PagePlan, PlannedFrame } from "../plan/page-plan.ts";
import { composeBody } from "./compose-body.ts";
import { composeThreads } from "./compose-thread.ts";
import type { ComposedFrame, ComposedLine, ComposedPage } from "./composed-page.ts";
import { composeExhibit, exhibitHeight } from "./exhibits/compose-exhibit.ts";
import { composeTables } from "./exhibits/compose-tables.ts";
import { composeFurniture } from "./furniture.ts";
import type { Galleys } from "./galleys.ts";
import { composeCrosshead } from "./headline/compose-crosshead.ts";
import { composeHeadline, headlineHeight } from "./headline/headline.ts";
import { composeVerticalHeadline, verticalHeadlineHeight, verticalHeadlineWidth } from "./headline/headline-down.ts";
import { inkExtent } from "./ink-extent.ts";
import { signatureWantsLine } from "./signature.ts";
import { summaryHeight, summaryLines } from "./summary.ts";
import { blockLines, blockRows } from "./text-block.ts";

/** What composing needs besides the plan. */
export interface ComposeShop {
  readonly galleys: Galleys;
  /** names that a headline must not split */
  readonly names: readonly string[];
}

/** Composes every frame of a page; nothing stops because of content. */
export const composePage = (plan: PagePlan, shop: ComposeShop, report: Report): ComposedPage => {
  const threads = composeThreads(plan, shop, report);
  const tables = composeTables(plan, shop, report);
  const composed = (frame: PlannedFrame): ComposedFrame | undefined => {
    if (frame.kind === "body") return threads.get(frame);
    return frame.kind === "exhibit" ? tables.get(frame) : undefined;
  };
  return {
    plan,
    frames: plan.frames.map((frame) => composed(frame) ?? composeFrame(frame, { ...shop, plan }, report)),
  };
};

/** Composing's answers to planning's questions, from the same galleys. */
export const measureWith = ({ galleys, names }: ComposeShop, { row, zi }: Pick<StyleSheet, "row" | "zi">): Measure => ({
  headline: (question, width) => {
    const height = question.writing === "vertical" ? verticalHeadlineHeight : headlineHeight;
    return height(question, width, { galleys, names, row });
  },
  headlineWidth: (question) => verticalHeadlineWidth(question, { galleys, names, row }),
  caption: (words, style, width) =>
    blockRows(
      blockLines({ main: words.caption, tail: words.credit }, { style, galleys, place: { x: 0, y: 0, width } }),
    ) * style.leading,
  summary: (question, width) => summaryHeight(question, width, galleys),
  keyFigure: ({ story, index, style, box }, width) => {
    const place = { x: 0, y: 0, width: width - 2 * boxInset(box) };
    const ink = inkExtent(
      blockLines({ main: runningText(story.keyFigures[index]), tail: [] }, { style, galleys, place }),
    );
    return (ink ? ink.bottom - ink.top : 0) + 2 * boxInset(box);
  },
  exhibit: (exhibit, width) => exhibitHeight(exhibit, width, { galleys, zi }),
  bodyLines: (story, setting, measures) => {
    const lines = galleys.bodyLines(story, setting.style, measures, setting.writing);
    const last = lines.at(-1)?.line;
    const end = last && { natural: last.indent + last.natural, measure: last.measure };
    const heads = story.paragraphs.filter(({ kind }, n) => n > 0 && kind === "crosshead").length;
    return (
      lines.length +
      heads * setting.headSpace +
      (end && signatureWantsLine(galleys, { story, ...setting }, end) ? 1 : 0)
    );
  },
});

/** Of figures that are set as blocks there is none. */
const runningText = (figure: KeyFigure | undefined): Inline => (figure?.kind === "text" ? figure.text : []);

const composeFrame = (
  frame: PlannedFrame,
  shop: ComposeShop & { readonly plan: PagePlan },
  report: Report,
): ComposedFrame => {
  const { galleys, names, plan } = shop;
  switch (frame.kind) {
    case "body":
      return composeBody(frame, { galleys, page: plan.id }, report);
    case "headline": {
      const compose = frame.writing === "vertical" ? composeVerticalHeadline : composeHeadline;
      return compose(frame, { galleys, names, row: plan.grid.row, page: plan.id }, report);
    }
    case "crosshead":
      return composeCrosshead(frame, { galleys, names, row: plan.grid.row, page: plan.id }, report);
    case "caption":
      return checked({ frame, lines: captionLines(frame, galleys) }, plan, report);
    case "summary":
      return checked({ frame, lines: summaryLines(frame, galleys) }, plan, report);
    case "key-figure":
      return checked({ frame, lines: keyFigureLines(frame, galleys) }, plan, report);
    case "exhibit":
      return composeExhibit(frame, { galleys, zi: plan.zi, page: plan.id }, report);
    case "furniture":
      return checked(composeFurniture(frame, galleys), plan, report);
    case "picture":
    case "rule":
    case "ad":
    case "box":
      return { frame, lines: [] };
    default:
      return frame satisfies never;
  }
};

/** Under a picture from the top; beside it, and on a ground of its own, against the foot. */
const captionLines = (
  { rect, style, words, stands, ground }: CaptionFrame,
  galleys: Galleys,
): readonly ComposedLine[] => {
  const inset = stands === "on" ? captionInset(ground, style) : 0;
  const place = { x: rect.x + inset, y: rect.y, width: rect.width - 2 * inset };
  const lines = blockLines({ main: words.caption, tail: words.credit }, { style, galleys, place });
  const spare = rect.height - blockRows(lines) * style.leading;
  const down = stands === "beside" ? spare : ground ? spare / 2 : 0;
  return lines.map((line) => ({ ...line, baseline: line.baseline + Math.max(0, down) }));
};

const keyFigureLines = (frame: KeyFigureFrame, galleys: Galleys): readonly ComposedLine[] => {
  const { rect, style } = frame;
  const inside = boxInset(frame.box);
  const main = runningText(frame.story.keyFigures[frame.index]);
  const lines = blockLines(
    { main, tail: [] },
    { style, galleys, place: { x: rect.x + inside, y: 0, width: rect.width - 2 * inside } },
  );
  const ink = inkExtent(lines);
  const down = ink ? rect.y + rect.height / 2 - (ink.top + ink.bottom) / 2 : 0;
  return lines.map((line) => ({ ...line, baseline: line.baseline + down }));
};

/** Reports a block that is taller or wider than its frame. */
const checked = (composed: ComposedFrame, plan: PagePlan, report: Report): ComposedFrame => {
  const { frame, lines } = composed;
  const level = lines.filter((line) => line.writing === "horizontal");
  const low = Math.max(0, ...level.map((line) => line.baseline));
  const tooTall = level.length > 0 && !fits(low - plan.grid.row * 0.2, bottom(frame.rect));
  const outside = lines.some(
    (line) => line.writing === "vertical" && (line.x < frame.rect.x || line.x > right(frame.rect)),
  );
  const tooWide = outside || lines.some((line) => !fits(line.natural - 0.3 * plan.zi, line.measure));
  if (tooTall || tooWide) {
    report.add({
      code: "compose/overset-part",
      severity: "error",
      message: `\`${frame.id}\` does not fit its frame`,
      hint: tooWide ? "shorten the text, or give the part more width" : "shorten the text, or give the part more rows",
      source: frame.source,
      place: { page: plan.id, rect: frame.rect },
    });
  }
  return composed;
};
