/** What is said of a body's lines: opened or squeezed beyond what the style finds good, and marks that meet between two of them. */
import type { Diagnostic, Report } from "../base/diagnostic.ts";
import { type Rect, union } from "../base/geometry.ts";
import type { Em, Pt } from "../base/units.ts";
import type { BodyFrame } from "../plan/page-plan.ts";
import { localeOf } from "../text/locale.ts";
import type { ComposedLine, GlyphRun, LineMark } from "./composed-page.ts";
import { sourceOf } from "./galley/cluster.ts";
import type { BodyLine, Galleys } from "./galleys.ts";

/** Em that the marks of a line give below their width before it is reported. */
const TIGHT = 0.6;

/** Lines of Western text have few gaps: theirs count as loose when they are opened five times as wide. */
const WESTERN = 5;

interface LinesOf {
  readonly lines: readonly BodyLine[];
  readonly set: readonly ComposedLine[];
  readonly how: { readonly galleys: Galleys; readonly page: string };
}

/** Reports on the lines of a body as they were set. */
export const reportLines = (
  frame: Pick<BodyFrame, "story" | "style" | "writing">,
  { lines, set, how }: LinesOf,
  report: Report,
): void => {
  const { galleys, page } = how;
  const western = localeOf(frame.story.language).script === "western";
  const placeOf = (n: number) => {
    const line = set[n]!;
    const body = galleys.body(frame.story, frame.style, frame.writing);
    const cluster = body[line.paragraph]?.clusters[lines[n]!.line.from];
    return { ...(cluster && { source: sourceOf(cluster) }), place: { page, rect: lineRect(line, frame.style.size) } };
  };
  const limit = galleys.limits.looseLine * (western ? WESTERN : 1);
  const short = set.flatMap((line, n) =>
    line.ratio > limit && line.squeezed <= TIGHT && line.measure < SHORT * frame.style.size ? [n] : [],
  );
  if (short.length > 1) {
    const [first, rects] = [placeOf(short[0]!), short.map((n) => lineRect(set[n]!, frame.style.size))];
    report.add({
      ...manyLoose(
        frame,
        short.map((n) => set[n]!),
      ),
      ...first,
      place: { page, rect: union(rects) },
    });
  }
  set.forEach((line, n) => {
    const wide = line.squeezed > TIGHT;
    if ((line.ratio <= limit && !wide) || (short.length > 1 && short.includes(n))) return;
    report.add({
      code: wide ? "compose/tight-line" : "compose/loose-line",
      severity: "warning",
      message: wide
        ? `a line of \`${frame.story.id}\` is squeezed by ${line.squeezed.toFixed(2)} em`
        : `a line of \`${frame.story.id}\` is opened by ${line.ratio.toFixed(2)} em at each gap`,
      hint: "change a word near it, or let the story have a wider leg",
      ...placeOf(n),
    });
  });
  set.forEach((line, n) => {
    const met = rowBefore(set, n)
      .map((before) => meeting(before, line, frame.style))
      .find((mark) => mark !== undefined);
    if (!met) return;
    report.add({
      code: "compose/interlinear",
      severity: "warning",
      message: `a reading of \`${frame.story.id}\` stands on ${MARK_NAMES[met.kind]} of the line before`,
      hint: `take one of the two out, or give style \`${frame.style.name}\` more leading`,
      ...placeOf(n),
    });
  });
};

/** Lines of fewer zi than this cannot all be closed by a word here and there: what is wrong is their measure. */
const SHORT = 9;

/** Many loose lines of a measure that is too short, told of once. */
const manyLoose = (
  { story, style, writing }: Pick<BodyFrame, "story" | "style" | "writing">,
  lines: readonly ComposedLine[],
): Pick<Diagnostic, "code" | "severity" | "message" | "hint"> => {
  const measure = Math.min(...lines.map((line) => line.measure)) / style.size;
  return {
    code: "compose/loose-line",
    severity: "warning",
    message: `${lines.length} lines of \`${story.id}\`, the shortest of ${Math.round(measure * 10) / 10} zi, are opened by up to ${Math.max(...lines.map(({ ratio }) => ratio)).toFixed(2)} em at each gap`,
    hint: `divide the body into fewer legs, give it more ${writing === "vertical" ? "rows" : "width"}, or make what stands beside the lines smaller`,
  };
};

/** Lines of the row before, in the same leg: one, or two where an inset parts it. */
const rowBefore = (set: readonly ComposedLine[], n: number): readonly ComposedLine[] => {
  const across = ({ writing, x, baseline }: ComposedLine): Pt => (writing === "vertical" ? x : baseline);
  const line = set[n]!;
  const earlier = set
    .slice(Math.max(0, n - 3), n)
    .filter((each) => each.leg === line.leg && across(each) !== across(line));
  const last = earlier.at(-1);
  return last ? earlier.filter((each) => across(each) === across(last)) : [];
};

const MARK_NAMES: Readonly<Record<LineMark["kind"], string>> = {
  "proper-name": "the proper-name line",
  "book-title": "the title line",
  underline: "the underline",
  deceased: "the frame",
  "emphasis-dot": "an emphasis dot",
};

/** Em of its type that a mark reaches out of the cells of its line, as `display/paint-marks.ts` draws it. */
const REACH: Readonly<Record<LineMark["kind"], Em>> = {
  "proper-name": 0.1,
  "book-title": 0.13,
  underline: 0.1,
  deceased: 0.05,
  "emphasis-dot": 0.2,
};

/** The mark of a line that a reading of the next one touches, if any: both stand in the gap between them (LC-93). */
const meeting = (
  before: ComposedLine,
  line: ComposedLine,
  { size, leading }: { readonly size: Pt; readonly leading: Pt },
): LineMark | undefined => {
  const gap = leading - size;
  // readings that do not fit in any gap are told of once, with their body
  const readings = line.readings.filter((run) => run.size <= gap + 0.01);
  if (before.marks.length === 0 || readings.length === 0) return;
  const vertical = line.writing === "vertical";
  // dots stand below a horizontal line, but before a vertical one, where no reading of the next line is
  const marks = before.marks.filter((mark) => !(vertical && mark.kind === "emphasis-dot"));
  const shift = vertical ? before.baseline - line.baseline : before.x - line.x;
  return marks.find((mark) => {
    const from = shift + (mark.kind === "emphasis-dot" ? mark.at - mark.size / 2 : mark.from);
    const to = shift + (mark.kind === "emphasis-dot" ? mark.at + mark.size / 2 : mark.to);
    return readings.some((run) => {
      const [start, end] = extentOf(run, vertical);
      return start < to && from < end && run.size + REACH[mark.kind] * mark.size > gap + 0.01;
    });
  });
};

/** Where a reading stands along its line; its last letter counts as half an em. */
const extentOf = ({ glyphs, size, down }: GlyphRun, vertical: boolean): readonly [Pt, Pt] => {
  const along = (n: number): Pt => (vertical ? glyphs.at(n)!.y - (down ? 0.88 * size : 0) : glyphs.at(n)!.x);
  return [along(0), along(-1) + size / 2];
};

/** The rectangle of a line, its indent not counted. */
const lineRect = ({ x, baseline, measure, writing }: ComposedLine, size: Pt): Rect =>
  writing === "vertical"
    ? { x: x - size / 2, y: baseline, width: size, height: measure }
    : { x, y: baseline - size, width: measure, height: size };
