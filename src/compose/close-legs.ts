/** A body's legs closed, and what was done for it or could not be done said. */
import type { Report } from "../base/diagnostic.ts";
import type { BodyFrame, LineSlot } from "../plan/page-plan.ts";
import { type Closing, closeBody } from "./close-body.ts";
import { type GalleyParagraph, sourceOf } from "./galley/cluster.ts";
import { type BodyLine, forMeasures, type Galleys } from "./galleys.ts";
import type { BrokenLine } from "./lines/broken-line.ts";
import { signatureWantsLine } from "./signature.ts";

export interface LegsPlace {
  readonly slots: readonly LegSlot[];
  readonly galleys: Galleys;
  readonly page: string;
}

/** Room for a line, with the leg it stands in. */
export interface LegSlot extends LineSlot {
  readonly leg: number;
}

/** Lines of the body, closed where they would not end on the last row, or a leg would begin or end badly. Every variant is told. */
export const closeLegs = (
  frame: BodyFrame,
  { slots, galleys, page }: LegsPlace,
  report: Report,
): readonly BodyLine[] => {
  const { story, style, writing } = frame;
  const measures = slots.map((slot) => slot.measure);
  const broken = galleys.bodyLines(story, style, measures, writing);
  const last = broken.at(-1)?.line;
  if (slots.length === 0 || !last) return broken;
  const legStarts = new Set(slots.flatMap((slot, n) => (n > 0 && slot.leg !== slots[n - 1]!.leg ? [n] : [])));
  const body = forMeasures(galleys.body(story, style, writing), measures, style);
  const wants = (line: BrokenLine): boolean =>
    signatureWantsLine(galleys, frame, { natural: line.indent + line.natural, measure: line.measure });
  const close = (room: number): Closing =>
    closeBody({
      paragraphs: body.map((paragraph, n) => ({ paragraph, crosshead: story.paragraphs[n]?.kind === "crosshead" })),
      measures,
      legStarts,
      room,
      rules: galleys.rules(style),
      loosest: galleys.limits.looseLine,
      elastic: frame.elastic,
    });
  // a signature may need a line of its own, by where the text ends when it is closed
  const first = wants(last) ? 1 : 0;
  const closed = close(slots.length - first);
  const then = closed.lines.at(-1);
  const closing = then && (wants(then.line) ? 1 : 0) !== first ? close(slots.length - 1 + first) : closed;
  reportClosing(frame, { closing, slots, body, page }, report);
  return closing.lines;
};

interface ClosingFacts {
  readonly closing: Closing;
  readonly slots: readonly LegSlot[];
  readonly body: readonly GalleyParagraph[];
  readonly page: string;
}

const reportClosing = (
  { story, style }: BodyFrame,
  { closing, slots, body, page }: ClosingFacts,
  report: Report,
): void => {
  for (const { paragraph, by, tracking } of closing.variants) {
    const first = body[paragraph]!.clusters[0];
    report.add({
      code: "compose/closed",
      severity: "info",
      message: `a paragraph of \`${story.id}\` is set in one line ${by > 0 ? "more" : "fewer"}${tracking === 0 ? "" : `, its characters ${Math.abs(tracking)} em ${tracking > 0 ? "farther apart" : "closer together"}`}, so that the story closes`,
      ...(first && { source: sourceOf(first) }),
      place: { page },
    });
  }
  const fault = (at: number, code: "compose/widow" | "compose/head-at-foot", message: string, hint: string): void => {
    const slot = slots[at];
    if (!slot) return;
    const { paragraph, line } = closing.lines[at]!;
    const first = body[paragraph]!.clusters[line.from];
    const rect = { x: slot.x, y: slot.baseline - style.size, width: slot.measure, height: style.size };
    report.add({
      code,
      severity: "warning",
      message,
      hint,
      ...(first && { source: sourceOf(first) }),
      place: { page, rect },
    });
  };
  for (const at of closing.widows)
    fault(
      at,
      "compose/widow",
      `a leg of \`${story.id}\` begins with the last line of a paragraph`,
      "cut or add a few words before it",
    );
  for (const at of closing.headsAtFoot)
    fault(at, "compose/head-at-foot", `a leg of \`${story.id}\` ends with a crosshead`, "cut or add a line before it");
};
