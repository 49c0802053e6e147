/** Marks between the lines as paths: straight and wavy lines, dots, frames (LC-90 … LC-96). */
import { isBlackOnly } from "../base/colour.ts";
import type { Point } from "../base/geometry.ts";
import { ellipsePath, rectanglePath } from "../base/path.ts";
import type { Pt } from "../base/units.ts";
import type { ComposedLine, LineMark } from "../compose/composed-page.ts";
import type { DisplayItem, PathCommand } from "./display-list.ts";

/** Geometry in ems of the marked type. Below the cell, which ends 0.12 em under the baseline; on vertical lines beside it. */
const BELOW = 0.12;
const LINE_AT = 0.07;
const LINE_WIDTH = 0.05;
const WAVE_LENGTH = 0.25;
const WAVE_HEIGHT = 0.045;
const DOT_AT = 0.12;
const DOT_BEYOND = 0.24;
const DOT_SIZE = 0.15;
const FRAME_WIDTH = 0.06;
const FRAME_CLEAR = 0.02;

/** Thinnest line that a newspaper press holds, points. */
const THINNEST: Pt = 0.25;

/** The items of a line's marks. */
export const paintMarks = (line: ComposedLine): readonly DisplayItem[] =>
  line.marks.map((mark) => paintMark(mark, line));

const paintMark = (mark: LineMark, line: ComposedLine): DisplayItem => {
  const ink = line.runs[0]?.ink ?? { c: 0, m: 0, y: 0, k: 100 };
  const overprint = isBlackOnly(ink);
  if (mark.kind === "emphasis-dot") return { kind: "fill", path: dotPath(mark, line), ink, overprint };
  const thickness = Math.max(THINNEST, (mark.kind === "deceased" ? FRAME_WIDTH : LINE_WIDTH) * mark.size);
  return { kind: "stroke", path: strokePath(mark, line), thickness, dash: [], join: "miter", ink, overprint };
};

/** A place beside a line: `along` it from its start, `across` from the cell's lower edge, or from its left edge, outwards. */
const pointAt = (
  line: ComposedLine,
  size: Pt,
  { along, across }: { readonly along: Pt; readonly across: Pt },
): Point =>
  line.writing === "vertical"
    ? { x: line.x - size / 2 - across, y: line.baseline + along }
    : { x: line.x + along, y: line.baseline + BELOW * size + across };

/** Dots stand below, on vertical lines to the right. */
const dotPath = (mark: Extract<LineMark, { kind: "emphasis-dot" }>, line: ComposedLine): readonly PathCommand[] => {
  const across = (mark.beyond ? DOT_BEYOND : DOT_AT) * mark.size;
  const centre =
    line.writing === "vertical"
      ? { x: line.x + mark.size / 2 + across, y: line.baseline + mark.at }
      : pointAt(line, mark.size, { along: mark.at, across });
  const r = (DOT_SIZE * mark.size) / 2;
  return ellipsePath({ x: centre.x - r, y: centre.y - r, width: 2 * r, height: 2 * r });
};

type LineOf = Exclude<LineMark, { kind: "emphasis-dot" }>;

const strokePath = (mark: LineOf, line: ComposedLine): readonly PathCommand[] => {
  const { size, from, to } = mark;
  if (mark.kind === "deceased") return framePath(mark, line);
  const at = (along: Pt, across = LINE_AT * size) => pointAt(line, size, { along, across });
  if (mark.kind === "book-title") return wavePath(mark, at);
  return [
    { kind: "move", ...at(from) },
    { kind: "line", ...at(to) },
  ];
};

/** Half waves up and down, as many whole ones as go into the length. */
const wavePath = ({ from, to, size }: LineOf, at: (along: Pt, across?: Pt) => Point): readonly PathCommand[] => {
  const count = Math.max(2, 2 * Math.round((to - from) / (WAVE_LENGTH * size)));
  const step = (to - from) / count;
  const middle = LINE_AT * size;
  const path: PathCommand[] = [{ kind: "move", ...at(from, middle) }];
  for (let n = 0; n < count; n++) {
    const side = middle + (n % 2 === 0 ? -1 : 1) * WAVE_HEIGHT * size * 1.33;
    const [a, b, end] = [
      at(from + (n + 1 / 3) * step, side),
      at(from + (n + 2 / 3) * step, side),
      at(from + (n + 1) * step, middle),
    ];
    path.push({ kind: "curve", x1: a.x, y1: a.y, x2: b.x, y2: b.y, ...end });
  }
  return path;
};

const framePath = ({ from, to, size }: LineOf, line: ComposedLine): readonly PathCommand[] => {
  const clear = FRAME_CLEAR * size;
  return line.writing === "vertical"
    ? rectanglePath({
        x: line.x - size / 2 - clear,
        y: line.baseline + from,
        width: size + 2 * clear,
        height: to - from,
      })
    : rectanglePath({
        x: line.x + from,
        y: line.baseline - 0.88 * size - clear,
        width: to - from,
        height: size + 2 * clear,
      });
};
