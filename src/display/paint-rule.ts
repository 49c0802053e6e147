/** Rules (线) as lines, dots, dashes and waves, with whole ones over their length, so that both ends look alike. */
import { isBlackOnly } from "../base/colour.ts";
import { bottom, right } from "../base/geometry.ts";
import { ellipsePath, linePath, rectanglePath } from "../base/path.ts";
import type { Pt } from "../base/units.ts";
import type { RuleStyle } from "../model/style.ts";
import type { RuleFrame } from "../plan/page-plan.ts";
import type { DisplayItem, FillItem, PathCommand, StrokeItem } from "./display-list.ts";
import { placesAt, stretchesOf, type Trace, traceLength, tracesOf } from "./trace.ts";

/** The path that runs so far inside of a rule's outer edge: under its upper edge, to the right of its left one, inside of a box. */
export type PathInside = (inside: Pt) => readonly PathCommand[];

/** A rule of a page, a stack or a band. */
export const paintRule = ({
  rect,
  style,
  direction,
}: Pick<RuleFrame, "rect" | "style" | "direction">): readonly DisplayItem[] => {
  if (style.kind === "bar") return [areaOf(style, rectanglePath(rect))];
  // the outermost dots end where the rule does
  const end = style.kind === "dotted" ? style.thickness / 2 : 0;
  const across = direction === "horizontal";
  return paintAlong(style, (inside) =>
    across
      ? linePath({ x: rect.x + end, y: rect.y + inside }, { x: right(rect) - end, y: rect.y + inside })
      : linePath({ x: rect.x + inside, y: rect.y + end }, { x: rect.x + inside, y: bottom(rect) - end }),
  );
};

/** A rule along any path. */
export const paintAlong = (style: RuleStyle, pathAt: PathInside): readonly DisplayItem[] => {
  const { thickness, line } = style;
  const middle = thickness / 2;
  switch (style.kind) {
    case "solid":
    case "bar":
      return [strokeOf(style, pathAt(middle), thickness)];
    case "double":
      return [strokeOf(style, pathAt(line / 2), line), strokeOf(style, pathAt(thickness - line / 2), line)];
    case "thick-thin":
      return thickAndThin(style).map(({ at, pen }) => strokeOf(style, pathAt(at), pen));
    case "thin-thick":
      return thickAndThin(style).map(({ at, pen }) => strokeOf(style, pathAt(thickness - at), pen));
    case "triple":
      return [
        strokeOf(style, pathAt(line / 2), line),
        strokeOf(style, pathAt(middle), Math.max(line, thickness * TRIPLE_MIDDLE)),
        strokeOf(style, pathAt(thickness - line / 2), line),
      ];
    case "dotted":
      return tracesOf(pathAt(middle)).flatMap((trace) => dots(style, trace));
    case "dashed":
      return tracesOf(pathAt(middle)).flatMap((trace) => dashes(style, trace));
    case "wavy":
      return tracesOf(pathAt(middle)).flatMap((trace) => wave(style, trace));
    default:
      return style.kind satisfies never;
  }
};

/** Share of a 文武线 that its thick line takes, and of a triple rule its middle one. */
const THICK = 0.6;
const TRIPLE_MIDDLE = 0.4;
/** Share of the period that is dash. */
const DASH = 0.6;

const thickAndThin = ({ thickness, line }: RuleStyle): readonly { readonly at: Pt; readonly pen: Pt }[] => {
  const thick = Math.max(line, thickness * THICK);
  return [
    { at: thick / 2, pen: thick },
    { at: thickness - line / 2, pen: line },
  ];
};

const strokeOf = ({ ink }: RuleStyle, path: StrokeItem["path"], thickness: Pt): StrokeItem => ({
  kind: "stroke",
  path,
  thickness,
  dash: [],
  join: "miter",
  ink,
  overprint: isBlackOnly(ink),
});

const areaOf = ({ ink }: RuleStyle, path: FillItem["path"]): FillItem => ({
  kind: "fill",
  path,
  ink,
  overprint: isBlackOnly(ink),
});

/** Whole periods of a length, one at least. */
const wholePeriods = (length: Pt, period: Pt): number => Math.max(1, Math.round(length / period));

const dots = (style: RuleStyle, trace: Trace): readonly DisplayItem[] => {
  const { thickness, period } = style;
  const length = traceLength(trace);
  if (length <= 0) return [];
  const count = wholePeriods(length, period);
  const along = Array.from({ length: trace.closed ? count : count + 1 }, (_, n) => (n * length) / count);
  const r = thickness / 2;
  const path = placesAt(trace, along).flatMap(({ x, y }) =>
    ellipsePath({ x: x - r, y: y - r, width: thickness, height: thickness }),
  );
  return [areaOf(style, path)];
};

const dashes = (style: RuleStyle, trace: Trace): readonly DisplayItem[] => {
  const length = traceLength(trace);
  if (length <= 0) return [];
  // of an open stretch both ends are dashes: one gap less than there are periods
  const spare = trace.closed ? 0 : (1 - DASH) * style.period;
  const count = wholePeriods(length + spare, style.period);
  const period = trace.closed ? length / count : length / (count - (1 - DASH));
  const pairs = Array.from({ length: count }, (_, n) => [n * period, Math.min(length, (n + DASH) * period)] as const);
  const path = stretchesOf(trace, pairs).flatMap((points) =>
    points.map(({ x, y }, n): PathCommand => ({ kind: n === 0 ? "move" : "line", x, y })),
  );
  return [strokeOf(style, path, style.thickness)];
};

/** How far the controls of a half wave stand out, over its height, for its crest to be as high. */
const CREST = 4 / 3;

const wave = (style: RuleStyle, trace: Trace): readonly DisplayItem[] => {
  const { thickness, line, period } = style;
  const length = traceLength(trace);
  if (length <= 0) return [];
  // half a wave over, so that an open stretch begins and ends with a crest on the same side
  const halves = trace.closed ? 2 * wholePeriods(length, period) : 2 * wholePeriods(length - period / 2, period) + 1;
  const height = ((thickness - line) / 2) * CREST;
  const places = placesAt(
    trace,
    Array.from({ length: 3 * halves + 1 }, (_, n) => (n * length) / (3 * halves)),
  );
  const path: PathCommand[] = [{ kind: "move", x: places[0]!.x, y: places[0]!.y }];
  for (let n = 0; n < halves; n++) {
    const [a, b, end] = [places[3 * n + 1]!, places[3 * n + 2]!, places[3 * n + 3]!];
    const out = n % 2 === 0 ? height : -height;
    path.push({
      kind: "curve",
      x1: a.x + out * a.dy,
      y1: a.y - out * a.dx,
      x2: b.x + out * b.dy,
      y2: b.y - out * b.dx,
      x: end.x,
      y: end.y,
    });
  }
  return [{ ...strokeOf(style, path, line), join: "round" }];
};
