/** Key figures (数据框) as blocks: the number large, its unit smaller behind it, an arrow with the change, the label below. */
import { polygonPath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { FigureStyle } from "../../model/exhibit-style.ts";
import type { KeyFigure } from "../../model/story.ts";
import type { TextStyle } from "../../model/style.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import type { Galleys } from "../galleys.ts";
import { ruleShapes } from "../rule-shapes.ts";
import {
  type Block,
  type BlockRoom,
  firstBaseline,
  isTooWide,
  moveLine,
  moveShape,
  setOneLine,
  setText,
  widthOfText,
} from "./block.ts";

type Content = Extract<ExhibitContent, { kind: "key-figures" }>;

/** Sets figures one under another, or as many side by side as there are columns. */
export const setKeyFigures = (content: Content, { width }: BlockRoom, galleys: Galleys): Block => {
  const { figures, style, columns, gutter } = content;
  const own = (width - (columns - 1) * gutter) / columns;
  const blocks = figures.map((figure) => setFigure(figure, { content, width: own, galleys }));
  const lines: ComposedLine[] = [];
  const shapes: Shape[] = [];
  let top = 0;
  for (let first = 0; first < blocks.length; first += columns) {
    if (first > 0 && style.rule)
      shapes.push(
        ...ruleShapes(style.rule, { from: { x: 0, y: top + style.gap / 2 }, length: width, direction: "horizontal" }),
      );
    if (first > 0) top += style.gap;
    const row = blocks.slice(first, first + columns);
    row.forEach((block, n) => {
      const left = n * (own + gutter);
      lines.push(...block.lines.map((line) => moveLine(line, left, top)));
      shapes.push(...block.shapes.map((shape) => moveShape(shape, left, top)));
    });
    top += Math.max(...row.map(({ height }) => height));
  }
  return { height: top, lines, shapes, faults: blocks.flatMap(({ faults }) => faults).slice(0, 1) };
};

interface FigureRoom {
  readonly content: Content;
  readonly width: Pt;
  readonly galleys: Galleys;
}

const setFigure = (figure: KeyFigure, room: FigureRoom): Block =>
  figure.kind === "text" ? setRunning(figure, room) : setBlock(figure, room);

const setRunning = (
  { text }: Extract<KeyFigure, { kind: "text" }>,
  { content: { textStyle }, width, galleys }: FigureRoom,
): Block => ({
  ...setText(text, textStyle, { galleys, place: { x: 0, y: 0, width } }),
  shapes: [],
  faults: [],
});

/** Blanks in ems: number to unit and arrow to change of the smaller type; from figure to arrow of the larger. */
const AT_UNIT = 0.2;
const AT_TREND = 0.8;

type Figure = Extract<KeyFigure, { kind: "figure" }>;

const setBlock = (figure: Figure, { content: { style }, width, galleys }: FigureRoom): Block => {
  const baseline = firstBaseline(0, style.number);
  const line = (text: Figure["number"], own: TextStyle, x: Pt) =>
    setOneLine(text, own, { galleys, place: { x, baseline } });
  const number = line(figure.number, style.number, 0);
  const unitAt = (number?.natural ?? 0) + AT_UNIT * style.unit.size;
  const unit = line(figure.unit, style.unit, unitAt);
  const end = unit ? unit.x + unit.natural : (number?.natural ?? 0);
  const change = widthOfText(figure.change, style.change, galleys);
  const arrow = figure.trend ? ARROW * style.change.size : 0;
  const trend = arrow + change + (arrow > 0 && change > 0 ? AT_UNIT * style.change.size : 0);
  const gap = trend > 0 ? AT_TREND * style.change.size : 0;
  // what does not go beside the number goes under it
  const beside = end + gap + trend <= width + 0.01;
  const trendLine = beside ? baseline : style.number.leading + firstBaseline(0, style.change);
  const trendAt = beside ? end + gap : 0;
  const changeAt = trendAt + trend - change;
  const changed = setOneLine(figure.change, style.change, { galleys, place: { x: changeAt, baseline: trendLine } });
  const top = style.number.leading + (trend > 0 && !beside ? style.change.leading : 0);
  const label = setText(figure.label, style.label, { galleys, place: { x: 0, y: top, width } });
  const tooWide = end > width + 0.3 * style.number.size || label.lines.some((each) => isTooWide(each, style.label));
  return {
    height: top + label.height,
    lines: [number, unit, changed].flatMap((each) => each ?? []).concat(label.lines),
    shapes: figure.trend ? [arrowShape(figure.trend, { style, x: trendAt, baseline: trendLine })] : [],
    faults: tooWide
      ? [
          {
            code: "compose/overset-part",
            severity: "error",
            message: "a key figure is wider than its box",
            hint: "shorten its unit, or give it more width",
            source: figure.source,
          },
        ]
      : [],
  };
};

/** Width and height of an arrow, in ems of the change; it stands on the baseline as a numeral does. */
const ARROW = 0.85;
const ARROW_HEIGHT = 0.7;
/** A bar for what stays as it is. */
const FLAT = 0.2;

const arrowShape = (
  trend: NonNullable<Figure["trend"]>,
  { style, x, baseline }: { readonly style: FigureStyle; readonly x: Pt; readonly baseline: Pt },
): Shape => {
  const em = style.change.size;
  const [left, right, middle] = [x, x + ARROW * em, x + (ARROW * em) / 2];
  const [high, low] = [baseline - ARROW_HEIGHT * em, baseline];
  if (trend === "flat") {
    const centre = (high + low) / 2;
    const [top, foot] = [centre - (FLAT * em) / 2, centre + (FLAT * em) / 2];
    const corners = [
      { x: left, y: top },
      { x: right, y: top },
      { x: right, y: foot },
      { x: left, y: foot },
    ];
    return { kind: "fill", path: polygonPath(corners), ink: style.change.ink };
  }
  const [base, tip] = trend === "up" ? [low, high] : [high, low];
  const corners = [
    { x: left, y: base },
    { x: middle, y: tip },
    { x: right, y: base },
  ];
  return { kind: "fill", path: polygonPath(corners), ink: trend === "up" ? style.up : style.down };
};
