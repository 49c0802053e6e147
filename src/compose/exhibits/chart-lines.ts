/** Lines of a chart: round numbers at the left, labels below, each line named at its end with its last value. */
import { type Ink, isBlackOnly } from "../../base/colour.ts";
import type { Point } from "../../base/geometry.ts";
import { ellipsePath, type PathCommand, polylinePath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { ChartStyle } from "../../model/exhibit-style.ts";
import type { Chart, ChartSeries, Inline } from "../../model/story.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import { ruleShapes } from "../rule-shapes.ts";
import { type BlockFault, moveLine, setOneLine, widthOfText } from "./block.ts";
import type { ChartDrawing, ChartRoom } from "./chart-room.ts";
import { type LinearScale, linearScale } from "./chart-scales.ts";
import { spreadOut } from "./spread-out.ts";

/** Blank beside labels, in ems. */
const BESIDE = 0.4;

/** Draws the lines. */
export const drawLines = ({ chart, style, galleys, width, height }: ChartRoom): ChartDrawing => {
  const { label, value } = style;
  const numbers = chart.series.flatMap(({ values }) => values.flatMap((each) => each?.number ?? []));
  const foot = height - label.leading - BESIDE * label.size;
  const head = 0.5 * label.size;
  const scale = linearScale(withZero(numbers), { from: foot, to: head, ticks: 4 });
  const ticks = scale.ticks.map((tick) => ({ tick, text: tickText(tick, scale, chart) }));
  const left = Math.max(0, ...ticks.map(({ text }) => widthOfText(text, label, galleys))) + BESIDE * label.size;
  const ends = chart.series.map((series) => endOf(series));
  const right = width - Math.max(0, ...ends.map((end) => endWidth(end, { style, galleys }))) - BESIDE * value.size;
  const at = (n: number): Pt =>
    chart.labels.length === 1 ? (left + right) / 2 : left + (n * (right - left)) / (chart.labels.length - 1);
  const shown = labelStep(chart, { galleys, style, step: (right - left) / Math.max(1, chart.labels.length - 1) });
  const labels = chart.labels.flatMap((text, n): readonly ComposedLine[] => {
    if (n % shown !== 0) return [];
    const line = setOneLine(text, label, {
      galleys,
      place: { x: at(n), baseline: height - 0.15 * label.size, align: "centre" },
    });
    if (!line) return [];
    // the first and the last do not stick out
    return [moveLine(line, Math.max(0, -line.x) - Math.max(0, line.x + line.natural - width), 0)];
  });
  return {
    shapes: [
      ...scale.ticks.flatMap((tick) => {
        const rule = tick === 0 || tick === scale.ticks[0] ? style.axis : style.grid;
        return rule
          ? ruleShapes(rule, { from: { x: left, y: scale.at(tick) }, length: right - left, direction: "horizontal" })
          : [];
      }),
      ...chart.series.flatMap((series, n) => lineShapes(series, { at, scale, style, n })),
    ],
    lines: [
      ...ticks.flatMap(({ tick, text }) => {
        const place = {
          x: left - BESIDE * label.size,
          baseline: scale.at(tick) + 0.36 * label.size,
          align: "right" as const,
        };
        return setOneLine(text, label, { galleys, place }) ?? [];
      }),
      ...endLabels(ends, { style, galleys, scale, width, x: (n) => at(n) + BESIDE * value.size, most: foot }),
      ...labels,
    ],
    faults: [
      ...faultsOf(chart, { shown, room: right - left, label: label.size }),
      ...(namesFit(ends, { style, most: foot }) ? [] : [noNames(chart)]),
    ],
  };
};

/** Blank between a series' name and its last value, in ems. */
const GAP = 0.4;

/** A scale that begins far from 0 shows changes; one that would begin near it begins there. */
const withZero = (numbers: readonly number[]): readonly number[] => {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  return least > 0 && least < most / 2 ? [0, ...numbers] : most < 0 && most > least / 2 ? [...numbers, 0] : numbers;
};

/** Numbers at the axis are made by us; their findings point to the chart. */
const tickText = (tick: number, { decimals }: LinearScale, { source, series }: Chart): Inline => {
  const grouped = series.some(({ values }) =>
    values.some((value) => value?.text.some(({ text }) => /\d,\d{3}/.test(text))),
  );
  const [whole = "", fraction] = tick.toFixed(decimals).replace("-", "−").split(".");
  const integer = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return [
    { text: fraction ? `${integer}.${fraction}` : integer, face: "text", source: { ...source, end: source.start } },
  ];
};

interface LineEnd {
  /** its name, and its last value */
  readonly texts: readonly Inline[];
  /** label at which it ends; undefined for a series without a value */
  readonly at?: number;
  readonly number: number;
}

const endOf = ({ name, values }: ChartSeries): LineEnd => {
  const at = values.findLastIndex((value) => value !== undefined);
  const last = values[at];
  if (!last) return { texts: [], number: 0 };
  const strong = last.text.map((span) => ({ ...span, face: "strong" as const }));
  return { texts: [name, strong].filter((text) => text.length > 0), at, number: last.number };
};

/** Width of a name with its value, as they are set. */
const endWidth = ({ texts }: LineEnd, { style: { value }, galleys }: Pick<ChartRoom, "style" | "galleys">): Pt =>
  texts.reduce(
    (sum, text) => sum + widthOfText(text, value, galleys),
    Math.max(0, texts.length - 1) * GAP * value.size,
  );

/** Whether all names go under one another. */
const namesFit = (ends: readonly LineEnd[], { style: { value }, most }: Pick<EndsHow, "style" | "most">): boolean =>
  value.size + (ends.filter(({ at }) => at !== undefined).length - 1) * value.leading <= most + 0.01;

const noNames = ({ source }: Chart): BlockFault => ({
  code: "compose/overset-part",
  severity: "error",
  message: "the names of a chart's lines do not go under one another",
  hint: "give it more rows, or fewer series",
  source,
});

interface EndsHow extends Pick<ChartRoom, "style" | "galleys" | "width"> {
  readonly scale: LinearScale;
  readonly x: (n: number) => Pt;
  /** lowest baseline */
  readonly most: Pt;
}

/** Names with their last values behind the ends of their lines, kept from standing on one another. */
const endLabels = (ends: readonly LineEnd[], how: EndsHow): readonly ComposedLine[] => {
  const { style, galleys, scale, width, x, most } = how;
  const { value } = style;
  // where they have no room under one another, none is set: that is an error
  if (!namesFit(ends, how)) return [];
  const named = ends.filter(({ at }) => at !== undefined);
  const wanted = named.map(({ number }) => scale.at(number) + 0.36 * value.size);
  const baselines = spreadOut(wanted, { apart: value.leading, least: value.size, most });
  return named.flatMap((end, n) => {
    let left = Math.max(0, Math.min(x(end.at!), width - endWidth(end, how)));
    return end.texts.flatMap((text) => {
      const line = setOneLine(text, value, { galleys, place: { x: left, baseline: baselines[n]! } });
      left += line ? line.natural + GAP * value.size : 0;
      return line ?? [];
    });
  });
};

interface LineHow {
  readonly at: (n: number) => Pt;
  readonly scale: LinearScale;
  readonly style: ChartStyle;
  readonly n: number;
}

/** The line, parted where a value is missing, with a dot at its end. */
const lineShapes = ({ values }: ChartSeries, { at, scale, style, n }: LineHow): readonly Shape[] => {
  const ink = lineInk(style, n);
  const path: PathCommand[] = [];
  let run: Point[] = [];
  const dots: Point[] = [];
  for (let k = 0; k <= values.length; k++) {
    const value = values[k];
    if (value) run.push({ x: at(k), y: scale.at(value.number) });
    else {
      path.push(...(run.length > 1 ? polylinePath(run) : []));
      // a value between two gaps would not be seen as a line
      if (run.length === 1) dots.push(run[0]!);
      run = [];
    }
  }
  const last = values.findLastIndex((value) => value !== undefined);
  if (last >= 0) dots.push({ x: at(last), y: scale.at(values[last]!.number) });
  const radius = 1.4 * style.lineThickness;
  return [
    ...(path.length > 0 ? [{ kind: "stroke", path, thickness: style.lineThickness, dash: [], ink } as const] : []),
    ...dots.map(({ x, y }): Shape => {
      const rect = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
      return { kind: "fill", path: ellipsePath(rect), ink };
    }),
  ];
};

const lineInk = ({ inks }: ChartStyle, n: number): Ink => {
  const ink = inks[n % inks.length]!;
  // a screened thin line breaks up into dots: greys are at least 50 per cent
  return isBlackOnly(ink) ? { ...ink, k: Math.max(50, ink.k) } : ink;
};

/** Every how manyth label is shown so that they do not touch. */
const labelStep = (
  { labels }: Chart,
  { galleys, style: { label }, step }: Pick<ChartRoom, "galleys" | "style"> & { readonly step: Pt },
): number => {
  const widest = Math.max(0, ...labels.map((text) => widthOfText(text, label, galleys))) + 0.5 * label.size;
  return Math.max(1, Math.min(labels.length, Math.ceil(widest / Math.max(step, 0.1))));
};

const faultsOf = (
  { source, labels }: Chart,
  { shown, room, label }: { readonly shown: number; readonly room: Pt; readonly label: Pt },
): readonly BlockFault[] => [
  ...(room < 8 * label
    ? [
        {
          code: "compose/overset-part",
          severity: "error",
          message: "the names and numbers of a chart leave no room for its lines",
          hint: "shorten them, or give it more width",
          source,
        } as const,
      ]
    : []),
  ...(shown > 1
    ? [
        {
          code: "compose/chart-labels",
          severity: "info",
          message: `a chart shows every ${shown}. of its ${labels.length} labels, so that they do not touch`,
          source,
        } as const,
      ]
    : []),
];
