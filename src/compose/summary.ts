/** A summary (提要题): its points one under another, each with its marker in a hanging indent. */
import { bottom } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { Inline } from "../model/story.ts";
import { boxInset, type TextStyle } from "../model/style.ts";
import type { SummaryQuestion } from "../plan/measure.ts";
import type { SummaryFrame } from "../plan/page-plan.ts";
import type { ComposedLine } from "./composed-page.ts";
import type { GalleyParagraph } from "./galley/cluster.ts";
import { galleyStyle } from "./galley/galley-style.ts";
import { type SetText, withLabel } from "./galley/paragraph-head.ts";
import type { Galleys } from "./galleys.ts";
import { breakLines } from "./lines/break-lines.ts";
import { setLine } from "./lines/justify.ts";
import { blockRows } from "./text-block.ts";

/** Height of the points in a width, with the padding of the box on both sides. */
export const summaryHeight = (question: SummaryQuestion, width: Pt, galleys: Galleys): Pt => {
  const inset = question.box ? boxInset(question.box) : 0;
  const lines = pointLines(question, { x: 0, y: 0, width: width - 2 * inset }, galleys);
  return blockRows(lines) * question.style.leading + 2 * inset;
};

/** The lines, in the middle of the frame's height. */
export const summaryLines = (frame: SummaryFrame, galleys: Galleys): readonly ComposedLine[] => {
  const { rect, style } = frame;
  const inset = frame.box ? boxInset(frame.box) : 0;
  const lines = pointLines(frame, { x: rect.x + inset, y: rect.y, width: rect.width - 2 * inset }, galleys);
  const spare = Math.max(0, bottom(rect) - rect.y - blockRows(lines) * style.leading);
  return lines.map((line) => ({ ...line, baseline: line.baseline + spare / 2 }));
};

interface PointPlace {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
}

const pointLines = (
  { story, style, marker }: SummaryQuestion,
  { x, y, width }: PointPlace,
  galleys: Galleys,
): readonly ComposedLine[] => {
  const label = story.summary.length > 1 ? marker : "";
  const lines: ComposedLine[] = [];
  for (const point of story.summary) {
    const paragraph = pointParagraph(point, { style, label, galleys });
    const top = y + lines.length * style.leading;
    breakLines(paragraph, [width], galleys.rules(style)).forEach((line, n) => {
      const baseline = top + n * style.leading + (style.leading - style.size) / 2 + 0.88 * style.size;
      lines.push(setLine(paragraph, line, { x, baseline, align: style.align, ink: style.ink, paragraph: -1, leg: 0 }));
    });
  }
  return lines;
};

const pointParagraph = (
  spans: Inline,
  { style, label, galleys }: { readonly style: TextStyle; readonly label: string; readonly galleys: Galleys },
): GalleyParagraph => {
  const set: SetText = (inline, otherwise = {}) =>
    galleys.paragraph(inline, galleyStyle({ ...style, ...otherwise }, { locale: galleys.locale }));
  const paragraph = set(spans);
  return label === "" ? paragraph : withLabel(paragraph, { kind: "bulleted", label, spans }, { style, set });
};
