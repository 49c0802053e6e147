/** A chart: title, unit and legend above the drawing, who says so below it. */
import { rectanglePath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { ChartStyle } from "../../model/exhibit-style.ts";
import type { Chart } from "../../model/story.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import type { Galleys } from "../galleys.ts";
import {
  type Block,
  type BlockFault,
  type BlockRoom,
  firstBaseline,
  moveLine,
  moveShape,
  setOneLine,
  setText,
} from "./block.ts";
import { drawBarsRight, drawBarsUp } from "./chart-bars.ts";
import { drawLines } from "./chart-lines.ts";
import { drawPie } from "./chart-pie.ts";
import type { ChartDrawing, ChartRoom } from "./chart-room.ts";

/** Blank above and below the drawing, in ems of the labels. */
const ROUND = 0.5;

/** Rows of bars that grow to the right are as high as their labels, and this many ems more. */
const ROW_MORE = 0.8;

/** Sets a chart. Where its height is given the drawing fills what is left of it. */
export const setChart = (
  { chart, style }: Extract<ExhibitContent, { kind: "chart" }>,
  { width, height }: BlockRoom,
  galleys: Galleys,
): Block => {
  const at = (y: Pt) => ({ galleys, place: { x: 0, y, width } });
  const title = setText(chart.title, style.title, at(0));
  const unit = setText(chart.unit, style.note, at(title.height));
  const legend = legendOf({ chart, style, galleys, width });
  const top = title.height + unit.height + legend.height + ROUND * style.label.size;
  const note = setText(chart.note, style.note, at(0));
  const foot = (note.height > 0 ? ROUND * style.label.size : 0) + note.height;
  const room = height === undefined ? ownHeight(chart, style) : height - top - foot;
  const drawing = draw({ chart, style, galleys, width, height: Math.max(0, room) });
  const down = (lines: readonly ComposedLine[], by: Pt) => lines.map((line) => moveLine(line, 0, by));
  const noteAt = top + room + foot - note.height;
  return {
    height: top + room + foot,
    lines: [
      ...title.lines,
      ...unit.lines,
      ...down(legend.lines, title.height + unit.height),
      ...down(drawing.lines, top),
      ...down(note.lines, noteAt),
    ],
    shapes: [
      ...legend.shapes.map((shape) => moveShape(shape, 0, title.height + unit.height)),
      ...drawing.shapes.map((shape) => moveShape(shape, 0, top)),
    ],
    faults: room < LEAST_HEIGHT ? [noRoom(chart)] : drawing.faults,
  };
};

/** A drawing lower than this shows nothing. */
const LEAST_HEIGHT: Pt = 20;

const noRoom = ({ source }: Chart): BlockFault => ({
  code: "compose/overset-part",
  severity: "error",
  message: "a chart has no room for its drawing",
  hint: "give it more rows",
  source,
});

const ownHeight = ({ form, bars, labels, series }: Chart, { label, height }: ChartStyle): Pt =>
  form === "bar" && bars === "right"
    ? labels.length * (Math.max(1, series.length * 0.8) * label.leading + ROW_MORE * label.size)
    : height;

const draw = (room: ChartRoom): ChartDrawing => {
  switch (room.chart.form) {
    case "bar":
      return room.chart.bars === "right" ? drawBarsRight(room) : drawBarsUp(room);
    case "line":
      return drawLines(room);
    case "pie":
      return drawPie(room);
    default:
      return room.chart.form satisfies never;
  }
};

/** Several series of bars need a legend; lines are named at their ends, sectors beside them. */
const legendOf = ({
  chart,
  style,
  galleys,
  width,
}: Omit<ChartRoom, "height">): {
  readonly height: Pt;
  readonly lines: readonly ComposedLine[];
  readonly shapes: readonly Shape[];
} => {
  if (chart.form !== "bar" || chart.series.length < 2) return { height: 0, lines: [], shapes: [] };
  const { size, leading } = style.label;
  const lines: ComposedLine[] = [];
  const shapes: Shape[] = [];
  let [x, y] = [0, 0];
  chart.series.forEach(({ name }, n) => {
    const line = setOneLine(name, style.label, { galleys, place: { x: 0, baseline: 0 } });
    const taken = size + (line?.natural ?? 0);
    if (x > 0 && x + taken > width) [x, y] = [0, y + leading];
    const square = { x, y: firstBaseline(y, style.label) - 0.72 * size, width: 0.72 * size, height: 0.72 * size };
    shapes.push({ kind: "fill", path: rectanglePath(square), ink: inkOf(style, n) });
    if (line) lines.push(moveLine(line, x + size, firstBaseline(y, style.label)));
    x += taken + 1.5 * size;
  });
  return { height: y + leading, lines, shapes };
};

/** The ink of the `n`-th series or sector. */
const inkOf = ({ inks }: ChartStyle, n: number) => inks[n % inks.length]!;
