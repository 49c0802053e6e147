/** Lines of a headline brought to the width that they have: opened, or of wider or narrower letters. */
import type { Pt } from "../../base/units.ts";
import type { HeadlineFitting, Writing } from "../../model/style.ts";
import type { ComposedLine, GlyphRun, LineMark } from "../composed-page.ts";

/** A line as it is at its size: its width, and how many gaps it has. */
export interface PlainLine {
  readonly width: Pt;
  readonly gaps: number;
}

/** Share of their own width that letters may be narrowed to. */
export const narrowest = (fit: HeadlineFitting, writing: Writing): number =>
  fit.kind === "width" && writing === "horizontal" ? Math.min(1, fit.least) : 1;

/** Space at each gap: the same for all lines, so that the longest is as wide as the room. */
export const spacingOf = (
  fit: HeadlineFitting,
  lines: readonly PlainLine[],
  { room, size }: { readonly room: Pt; readonly size: Pt },
): Pt => {
  if (fit.kind !== "spacing") return 0;
  const each = lines.filter(({ gaps }) => gaps > 0).map(({ width, gaps }) => (room - width) / gaps);
  return Math.max(0, Math.min(fit.most * size, ...each));
};

/** Width of the letters over their own: the same for all lines, to a thousandth. */
export const stretchFor = (
  fit: HeadlineFitting,
  lines: readonly PlainLine[],
  { room, writing }: { readonly room: Pt; readonly writing: Writing },
): number => {
  const widest = Math.max(0, ...lines.map(({ width }) => width));
  if (fit.kind !== "width" || writing === "vertical" || widest <= 0) return 1;
  // rounded down: a line is never wider than its room for it
  return Math.max(fit.least, Math.min(fit.most, Math.floor((1000 * room) / widest) / 1000));
};

/** A line of letters `by` times as wide as they are; its start stays. */
export const stretched = (line: ComposedLine, by: number): ComposedLine => {
  if (by === 1) return line;
  const runs = (all: readonly GlyphRun[]): readonly GlyphRun[] =>
    all.map((run) => ({ ...run, stretch: by, glyphs: run.glyphs.map((glyph) => ({ ...glyph, x: glyph.x * by })) }));
  return {
    ...line,
    natural: line.natural * by,
    runs: runs(line.runs),
    readings: runs(line.readings),
    marks: line.marks.map(
      (mark): LineMark =>
        mark.kind === "emphasis-dot"
          ? { ...mark, at: mark.at * by }
          : { ...mark, from: mark.from * by, to: mark.to * by },
    ),
  };
};
