/** Where the lines of a headline are inked: a head that ends before its column's edge keeps that distance. */
import { type Rect, union } from "../../base/geometry.ts";
import type { Pt } from "../../base/units.ts";
import type { HeadlineFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame, ComposedLine, ComposedPage } from "../composed-page.ts";

/** A headline with its lines. */
export interface SetHeadline {
  readonly frame: HeadlineFrame;
  /** of each line */
  readonly ink: readonly Rect[];
  /** of the 主题: the largest type in it */
  readonly size: Pt;
}

/** All headlines of a page that have lines. */
export const headlinesOf = ({ frames }: ComposedPage): readonly SetHeadline[] => frames.flatMap(setHeadline);

const setHeadline = ({ frame, lines }: ComposedFrame): readonly SetHeadline[] => {
  if (frame.kind !== "headline" || lines.length === 0) return [];
  return [{ frame, ink: lines.map(lineInk), size: Math.max(...lines.map(sizeOf)) }];
};

/** The headline's ink as one rectangle. */
export const inkOf = ({ ink }: SetHeadline): Rect => union(ink);

const sizeOf = (line: ComposedLine): Pt => Math.max(0, ...line.runs.map((run) => run.size));

/** A Western letter or a half-width mark takes about this much of an em, an ideograph all of it. */
const NARROW = 0.55;
/** Top of an upright glyph's cell over its origin, em. */
const CELL_TOP = 0.88;

/** A line's extent along, from its first glyph to the end of its last, and one em across. */
export const lineInk = (line: ComposedLine): Rect => {
  const size = sizeOf(line);
  const along = lengthOf(line);
  if (line.writing === "vertical") return { x: line.x - size / 2, y: line.baseline, width: size, height: along };
  return { x: line.x, y: line.baseline - 0.88 * size, width: along, height: size };
};

/** A line that is opened is longer than its natural width, one that is closed is shorter. */
const lengthOf = ({ runs, ratio, natural, measure, writing }: ComposedLine): Pt => {
  const run = runs.at(-1);
  const last = run?.glyphs.at(-1);
  if (!run || !last || ratio === 0) return Math.min(natural, measure);
  // what stands upright on a vertical line has its origin at the foot of its cell, and takes all of the cell
  if (writing === "vertical" && run.down) return last.y - CELL_TOP * run.size + run.size;
  const own = run.size * (/^[\p{Script=Latin}\d\p{P}]/u.test(last.text) ? NARROW : 1);
  return (writing === "vertical" ? last.y : last.x) + own;
};
