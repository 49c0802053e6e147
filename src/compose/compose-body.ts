/** A story into its legs: lines on the baseline rows, and how many did not find room. */
import type { Report } from "../base/diagnostic.ts";
import type { Story } from "../model/story.ts";
import type { BodyFrame, LineSlot } from "../plan/page-plan.ts";
import { sourceOf } from "./cluster.ts";
import type { ComposedFrame, ComposedLine, Fit } from "./composed-page.ts";
import type { BodyLine, Galleys } from "./galleys.ts";
import { setLine } from "./justify.ts";
import { signatureLine } from "./signature.ts";

interface LegSlot extends LineSlot {
  readonly leg: number;
}

/** Composes a body. What does not fit is left out of the lines, measured, and reported with its place in the story. */
export const composeBody = (
  frame: BodyFrame,
  how: { readonly galleys: Galleys; readonly page: string },
  report: Report,
): ComposedFrame => {
  const { galleys } = how;
  const { story, style } = frame;
  const slots: readonly LegSlot[] = frame.legs.flatMap((leg, n) => leg.slots.map((slot) => ({ ...slot, leg: n })));
  const broken = galleys.bodyLines(
    story,
    style,
    slots.map((slot) => slot.measure),
  );
  const placed = broken.slice(0, slots.length);
  const body = galleys.body(story, style);
  const lines = placed.map(({ paragraph, line }, n) => {
    const slot = slots[n]!;
    const { x, baseline, leg } = slot;
    return setLine(body[paragraph]!, line, {
      x,
      baseline,
      align: style.align,
      ink: style.ink,
      paragraph,
      leg,
    });
  });
  const signature = signatureLine(frame, { lines, slots, galleys });
  const all = signature ? [...lines, signature.line] : lines;
  const wanted = broken.length + (signature?.extra ?? 0);
  const fit = fitOf(frame, { broken, room: slots.length, wanted });
  reportFit(frame, { fit, broken, how }, report);
  reportLines(frame, { lines: placed, set: lines, how }, report);
  return { frame, lines: all, fit };
};

const fitOf = (
  frame: BodyFrame,
  { broken, room, wanted }: { readonly broken: readonly BodyLine[]; readonly room: number; readonly wanted: number },
): Fit => {
  const spare = frame.spareRows * frame.legs.length;
  const overset = Math.max(0, wanted - room);
  const characters = broken.reduce((sum, { line }) => sum + (line.to - line.from), 0);
  const perLine = broken.length === 0 ? 0 : characters / broken.length;
  const under = overset > 0 ? 0 : room + spare - wanted;
  return {
    room: room + spare,
    lines: Math.min(wanted, room),
    oversetLines: overset,
    oversetCharacters: broken.slice(room).reduce((sum, { line }) => sum + (line.to - line.from), 0),
    underLines: under,
    underCharacters: Math.round(under * perLine),
  };
};

interface FitFacts {
  readonly fit: Fit;
  readonly broken: readonly BodyLine[];
  readonly how: { readonly galleys: Galleys; readonly page: string };
}

const reportFit = (frame: BodyFrame, { fit, broken, how }: FitFacts, report: Report): void => {
  const { story } = frame;
  const place = { page: how.page, rect: frame.rect, words: `slot ${frame.slot}` };
  if (fit.oversetLines > 0) {
    const total = broken.reduce((sum, { line }) => sum + (line.to - line.from), 0);
    const source = placeOf(frame.story, how.galleys, { frame, broken, at: fit.lines });
    report.add({
      code: "compose/overset",
      severity: "error",
      message: `\`${story.id}\` is overset by ${fit.oversetLines} line${fit.oversetLines === 1 ? "" : "s"}`,
      hint: `cut about ${fit.oversetCharacters} characters, or give the story ${Math.ceil(fit.oversetLines / Math.max(1, frame.legs.length))} more rows`,
      label: `from here on: ${total} characters, ${total - fit.oversetCharacters} fit`,
      ...source,
      place,
    });
    return;
  }
  const rows = Math.floor(fit.underLines / Math.max(1, frame.legs.length));
  if (rows <= how.galleys.limits.underset) return;
  report.add({
    code: "compose/underset",
    severity: "warning",
    message: `\`${story.id}\` is short by ${fit.underLines} lines`,
    hint: `add about ${fit.underCharacters} characters, or take ${rows} rows from the slot`,
    source: story.source,
    place,
  });
};

/** Where in the file the first line stands that found no room. */
const placeOf = (
  story: Story,
  galleys: Galleys,
  { frame, broken, at }: { readonly frame: BodyFrame; readonly broken: readonly BodyLine[]; readonly at: number },
) => {
  const first = broken[at];
  const cluster = first && galleys.body(story, frame.style)[first.paragraph]?.clusters[first.line.from];
  return { source: cluster ? sourceOf(cluster) : story.source };
};

/** Lines opened or squeezed beyond what the style finds good. */
const reportLines = (
  frame: BodyFrame,
  {
    lines,
    set,
    how,
  }: { readonly lines: readonly BodyLine[]; readonly set: readonly ComposedLine[]; readonly how: FitFacts["how"] },
  report: Report,
): void => {
  const { galleys, page } = how;
  set.forEach((line, n) => {
    const wide = line.natural + lines[n]!.line.indent - line.measure > 0.6 * frame.style.size;
    if (line.ratio <= galleys.limits.looseLine && !wide) return;
    const cluster = galleys.body(frame.story, frame.style)[line.paragraph]?.clusters[lines[n]!.line.from];
    report.add({
      code: wide ? "compose/tight-line" : "compose/loose-line",
      severity: "warning",
      message: wide
        ? `a line of \`${frame.story.id}\` is squeezed by ${((line.natural - line.measure) / frame.style.size).toFixed(2)} em`
        : `a line of \`${frame.story.id}\` is opened by ${line.ratio.toFixed(2)} em at each gap`,
      hint: "change a word near it, or let the story have a wider leg",
      ...(cluster && { source: sourceOf(cluster) }),
      place: {
        page,
        rect: { x: line.x, y: line.baseline - frame.style.size, width: line.measure, height: frame.style.size },
      },
    });
  });
};
