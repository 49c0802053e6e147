/** A story into its legs: lines on the baseline rows, and how many did not find room. */
import type { Report } from "../base/diagnostic.ts";
import type { Story } from "../model/story.ts";
import type { BodyFrame } from "../plan/page-plan.ts";
import { closeLegs, type LegSlot } from "./close-legs.ts";
import type { ComposedFrame, Fit } from "./composed-page.ts";
import { type GalleyParagraph, sourceOf } from "./galley/cluster.ts";
import type { BodyLine, Galleys } from "./galleys.ts";
import { jumpLine } from "./jump.ts";
import { setLine } from "./lines/justify.ts";
import { reportDropCaps } from "./report-drop-caps.ts";
import { reportLines } from "./report-lines.ts";
import { signatureLine } from "./signature.ts";

/** Composes a body. What does not fit is left out of the lines, measured, and reported with its place in the story. */
export const composeBody = (
  frame: BodyFrame,
  how: { readonly galleys: Galleys; readonly page: string },
  report: Report,
): ComposedFrame => {
  const { passage } = frame;
  if (!passage) return composeWhole(frame, how, report);
  const { lines, fit } = composeWhole({ ...frame, story: passage.story }, how, report);
  return {
    frame,
    lines: lines.map((line) => ({ ...line, paragraph: line.paragraph + passage.from })),
    ...(fit && { fit: { ...fit, ...(fit.jumped && { jumped: jumpedIn(fit.jumped, passage.from) }) } }),
  };
};

/** What goes on elsewhere, its place counted in the whole story. */
const jumpedIn = (jumped: NonNullable<Fit["jumped"]>, from: number): NonNullable<Fit["jumped"]> => ({
  ...jumped,
  place: { ...jumped.place, paragraph: jumped.place.paragraph + from },
});

const composeWhole = (
  frame: BodyFrame,
  how: { readonly galleys: Galleys; readonly page: string },
  report: Report,
): ComposedFrame => {
  const { galleys } = how;
  const { story, style, writing } = frame;
  const slots: readonly LegSlot[] = frame.legs.flatMap((leg, n) => leg.slots.map((slot) => ({ ...slot, leg: n })));
  const whole = closeLegs(frame, { slots, galleys, page: how.page }, report);
  const body = galleys.body(story, style, writing);
  const jumped = jumpOf(frame, { whole, body, room: slots.length });
  const broken = jumped ? whole.slice(0, slots.length - 1) : whole;
  // blank rows over crossheads take their slots and are no lines
  const placed = broken
    .slice(0, slots.length)
    .flatMap((each, n) => (each.line.to > each.line.from ? [{ ...each, slot: slots[n]! }] : []));
  const lines = placed.map(({ paragraph, line, tracked, slot }) => {
    const { x, baseline, leg } = slot;
    return setLine(tracked ?? body[paragraph]!, line, {
      x,
      baseline,
      align: style.align,
      ink: style.ink,
      paragraph,
      leg,
    });
  });
  const blanks = Math.min(broken.length, slots.length) - placed.length;
  if (jumped) {
    const last = jumpLine(frame, jumped.page, { slot: slots.at(-1)!, galleys });
    const fit = { ...fitOf(frame, { broken, slots, wanted: slots.length }), jumped };
    reportJump(frame, { jumped, page: how.page }, report);
    reportDropCaps(frame, { body, lines: placed, page: how.page }, report);
    reportLines(frame, { lines: placed, set: lines, how }, report);
    return { frame, lines: [...lines, last], fit };
  }
  const signature = signatureLine(frame, { lines, slots: slots.slice(blanks), galleys });
  const all = signature ? [...lines, signature.line] : lines;
  // without a slot for it the signature is what does not fit
  const lost = !signature && story.signature.length > 0 && lines.length > 0;
  const wanted = broken.length + (lost ? 1 : (signature?.extra ?? 0));
  const fit = fitOf(frame, { broken, slots, wanted });
  if (signature?.cut) {
    const { x, baseline, measure } = signature.line;
    report.add({
      code: "compose/overset-part",
      severity: "error",
      message: `the signature of \`${story.id}\` is wider than its leg`,
      hint: "shorten it, or write it into the text",
      source: story.signature[0]!.source,
      place: { page: how.page, rect: { x, y: baseline - style.size, width: measure, height: style.size } },
    });
  }
  reportFit(frame, { fit, broken, how }, report);
  reportDropCaps(frame, { body, lines: placed, page: how.page }, report);
  reportLines(frame, { lines: placed, set: lines, how }, report);
  return { frame, lines: all, fit };
};

/** What goes on on another page, where the story has one and is longer than its legs. */
const jumpOf = (
  { jump }: BodyFrame,
  {
    whole,
    body,
    room,
  }: { readonly whole: readonly BodyLine[]; readonly body: readonly GalleyParagraph[]; readonly room: number },
): Fit["jumped"] => {
  if (jump === undefined || whole.length <= room || room < 2) return undefined;
  const rest = whole.slice(room - 1);
  const first = rest[0]!;
  const cluster = body[first.paragraph]?.clusters[first.line.from];
  if (!cluster) return undefined;
  return {
    page: jump,
    lines: rest.length,
    characters: rest.reduce((sum, { line }) => sum + (line.to - line.from), 0),
    place: { paragraph: first.paragraph, span: cluster.span, at: cluster.at, whole: first.line.from === 0 },
  };
};

/** Lines under which a jump sends the reader on for nothing (tpub 14130: an inch). */
const LEAST_JUMP = 6;

const reportJump = (
  frame: BodyFrame,
  { jumped, page }: { readonly jumped: NonNullable<Fit["jumped"]>; readonly page: string },
  report: Report,
): void => {
  const short = jumped.lines < LEAST_JUMP;
  report.add({
    code: "compose/jump",
    severity: short ? "warning" : "info",
    message: `\`${frame.story.id}\` goes on on page \`${jumped.page}\`: ${lineCount(jumped.lines)}, ${jumped.characters} characters`,
    ...(short && { hint: "cut the rest, or let more of it go on" }),
    source: { ...jumped.place.span.source, start: jumped.place.span.source.start + jumped.place.at },
    place: { page, rect: frame.rect },
  });
};

/** Lines from which on their characters may be counted upon. */
const FEW_LINES = 3;

const fitOf = (
  frame: BodyFrame,
  {
    broken,
    slots,
    wanted,
  }: { readonly broken: readonly BodyLine[]; readonly slots: readonly LegSlot[]; readonly wanted: number },
): Fit => {
  const room = slots.length;
  const spare = Math.round(frame.spareRows * linesARow(frame, room));
  const overset = Math.max(0, wanted - room);
  const characters = broken.reduce((sum, { line }) => sum + (line.to - line.from), 0);
  const perLine = broken.length === 0 ? 0 : characters / broken.length;
  // over a crosshead that spans legs the last of them may be short: that is no hole
  const turned = frame.passage?.goesOn === true;
  const under = overset > 0 || turned ? 0 : room + spare - wanted;
  const { size } = frame.style;
  const widest = Math.max(0, ...slots.map(({ measure }) => measure));
  const empty = under === 0 ? 0 : slots.slice(wanted).reduce((sum, { measure }) => sum + measure, 0) + spare * widest;
  return {
    room: room + spare,
    lines: Math.min(wanted, room),
    oversetLines: overset,
    oversetCharacters: broken.slice(room).reduce((sum, { line }) => sum + (line.to - line.from), 0),
    oversetZi: tenths(broken.slice(room).reduce((sum, { line }) => sum + line.natural, 0) / size),
    underLines: under,
    // a few lines say nothing of how many characters a line of this story has
    underCharacters: Math.round(broken.length < FEW_LINES ? empty / size : under * perLine),
    underZi: tenths(empty / size),
  };
};

const tenths = (value: number): number => Math.round(value * 10) / 10;

interface FitFacts {
  readonly fit: Fit;
  readonly broken: readonly BodyLine[];
  readonly how: { readonly galleys: Galleys; readonly page: string };
}

const reportFit = (frame: BodyFrame, { fit, broken, how }: FitFacts, report: Report): void => {
  const { story } = frame;
  const place = { page: how.page, rect: frame.rect, words: `slot ${frame.slot}` };
  // that it has no text was said when it was read
  if (broken.length === 0) return;
  if (fit.oversetLines > 0 && frame.rect.height > 0 && frame.legs.every(({ slots }) => slots.length === 0)) {
    report.add({ code: "compose/overset", severity: "error", ...noRoom(frame), source: frame.source, place });
    return;
  }
  if (fit.oversetLines > 0) {
    const total = broken.reduce((sum, { line }) => sum + (line.to - line.from), 0);
    const source = placeOf(frame.story, how.galleys, { frame, broken, at: fit.lines });
    report.add({
      code: "compose/overset",
      severity: "error",
      message: `\`${story.id}\` is overset by ${lineCount(fit.oversetLines)}`,
      hint: `cut about ${fit.oversetCharacters} characters (${fit.oversetZi} zi), or give the story ${Math.ceil(inRows(frame, fit.oversetLines))} more rows`,
      label: `from here on: ${total} characters, ${total - fit.oversetCharacters} fit`,
      ...source,
      place,
    });
    return;
  }
  if (fit.underLines === 0) return;
  const rows = Math.floor(emptyRows(frame, fit));
  report.add({
    code: "compose/underset",
    severity: rows > how.galleys.limits.underset ? "warning" : "info",
    message: `\`${story.id}\` is short by ${lineCount(fit.underLines)}`,
    hint: `add about ${fit.underCharacters} characters (${fit.underZi} zi)${rows > 0 ? `, or take ${rows} rows from the slot` : ""}`,
    source: story.source,
    place,
  });
};

/** Legs in which no line stands: more rows would not help. */
const noRoom = ({
  story,
  legs,
  style,
  writing,
  rect,
}: BodyFrame): { readonly message: string; readonly hint: string } => {
  const down = writing === "vertical";
  const measure = Math.min(...legs.map((leg) => (down ? leg.rect.height : leg.rect.width)));
  const whole = (down ? rect.height : rect.width) / style.size;
  const most = Math.max(1, Math.floor(whole / LEAST_MEASURE));
  return {
    message: `the ${legs.length} leg${legs.length === 1 ? "" : "s"} of \`${story.id}\` have lines of ${tenths(measure / style.size)} zi; nothing stands in less than 1 zi, and ${LEAST_MEASURE} are the least to be read well`,
    hint:
      legs.length > most
        ? `divide the body into at most ${most} leg${most === 1 ? "" : "s"}, or give it more ${down ? "rows" : "width"}`
        : `give the body more ${down ? "rows" : "width"}, or let its insets take less of it`,
  };
};

/** A line of fewer zi is opened and squeezed all the time. */
const LEAST_MEASURE = 5;

const lineCount = (lines: number): string => `${lines} line${lines === 1 ? "" : "s"}`;

/** Lines that a row of the page more has room for: one in each leg, or what the legs of vertical lines are higher by. */
const linesARow = ({ legs, writing, rect, style }: BodyFrame, room: number): number =>
  writing === "horizontal" ? legs.length : rect.height > 0 ? (room * style.leading) / rect.height : 0;

/** Rows that are left at the end; where an inset parts a row, two lines of it are one. */
const emptyRows = (frame: BodyFrame, { lines, underLines }: Fit): number => {
  if (frame.writing === "vertical") return inRows(frame, underLines);
  const slots = frame.legs.flatMap((leg, n) => leg.slots.map(({ baseline }) => `${n} ${baseline.toFixed(2)}`));
  const parted = slots.slice(lines).filter((row, n, all) => row === all[n - 1]).length;
  return inRows(frame, underLines - parted);
};

/** Rows of the page that so many lines take: a line of each leg, or what vertical lines take of the legs' height. */
const inRows = (frame: BodyFrame, lines: number): number => {
  const room = frame.legs.reduce((sum, leg) => sum + leg.slots.length, 0);
  return lines / Math.max(1e-9, linesARow(frame, room) || 1);
};

/** Where in the file the first line stands that found no room. */
const placeOf = (
  story: Story,
  galleys: Galleys,
  { frame, broken, at }: { readonly frame: BodyFrame; readonly broken: readonly BodyLine[]; readonly at: number },
) => {
  const first = broken[at];
  const cluster = first && galleys.body(story, frame.style, frame.writing)[first.paragraph]?.clusters[first.line.from];
  return { source: cluster ? sourceOf(cluster) : story.source };
};
