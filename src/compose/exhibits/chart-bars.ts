/** Bars of a chart, upright or lying, each with its value as it is written. */
import { PAPER } from "../../base/colour.ts";
import { rectanglePath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { Chart } from "../../model/story.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import { ruleShapes } from "../rule-shapes.ts";
import { type BlockFault, firstBaseline, isTooWide, setOneLine, setText, widthOfText } from "./block.ts";
import type { ChartDrawing, ChartRoom } from "./chart-room.ts";
import { bandScale, linearScale } from "./chart-scales.ts";

/** Share of a step that is blank between bars, or between groups of them. */
const BLANK = 0.4;

/** No bar is broader than this, in ems of the labels: a thick one says no more than a thin one. */
const BROADEST = 3;
const BROADEST_LYING = 1.8;

/** The blank of a step that leaves bars this broad. */
const blankFor = (
  bar: Pt,
  { count, room, bars }: { readonly count: number; readonly room: Pt; readonly bars: number },
): number => 1 - (bar * bars * count) / Math.max(room, 0.01);

/** Blank between a bar and its value or label, in ems. */
const BESIDE = 0.3;

/** All values, and 0: bars begin there. */
const valuesOf = ({ series }: Chart): readonly number[] => [
  0,
  ...series.flatMap(({ values }) => values.flatMap((value) => value?.number ?? [])),
];

interface Bar {
  readonly series: number;
  readonly label: number;
}

const barsOf = (chart: Chart): readonly Bar[] =>
  chart.labels.flatMap((_, label) => chart.series.map((_each, series) => ({ series, label })));

/** Bars that grow up, their labels under them. */
export const drawBarsUp = ({ chart, style, galleys, width, height }: ChartRoom): ChartDrawing => {
  const widest = widestValue({ chart, style, galleys });
  const steps = { count: chart.labels.length, room: width, bars: chart.series.length };
  // values stand over their bars, one beside another: groups close up as far as they need
  const needed = Math.min(BLANK, chart.series.length > 1 ? blankFor(widest + 0.2 * style.value.size, steps) : BLANK);
  const blank = Math.max(CLOSEST, needed, blankFor(BROADEST * style.label.size, steps));
  const bands = bandScale(chart.labels.length, { from: 0, to: width, blank });
  const labels = chart.labels.map((label, n) => {
    const place = {
      x: bands.starts[n]! + bands.width / 2 - bands.step / 2,
      y: 0,
      width: bands.step,
      align: "centre" as const,
    };
    return setText(label, style.label, { galleys, place });
  });
  const labelHeight = Math.max(0, ...labels.map((label) => label.height)) + BESIDE * style.label.size;
  const values = valuesOf(chart);
  const above = style.value.leading;
  const below = Math.min(...values) < 0 ? above : 0;
  const scale = linearScale(values, { from: height - labelHeight - below, to: above, ticks: 5 });
  const own = bands.width / chart.series.length;
  const zero = scale.at(0);
  const lines: ComposedLine[] = [];
  const shapes: Shape[] = [];
  for (const { series, label } of barsOf(chart)) {
    const value = chart.series[series]!.values[label];
    if (!value) continue;
    const [x, end] = [bands.starts[label]! + series * own, scale.at(value.number)];
    const rect = { x, y: Math.min(zero, end), width: own, height: Math.abs(end - zero) };
    if (rect.height > 0)
      shapes.push({ kind: "fill", path: rectanglePath(rect), ink: barInk({ chart, style }, series) });
    const baseline = value.number < 0 ? end + 0.9 * style.value.size + 1 : end - BESIDE * style.value.size;
    const line = setOneLine(value.text, style.value, { galleys, place: { x: x + own / 2, baseline, align: "centre" } });
    if (line) lines.push(line);
  }
  const foot = height - labelHeight + BESIDE * style.label.size;
  return {
    shapes: [...shapes, ...ruleShapes(style.axis, { from: { x: 0, y: zero }, length: width, direction: "horizontal" })],
    lines: [
      ...lines,
      ...labels.flatMap((label) => label.lines.map((line) => ({ ...line, baseline: line.baseline + foot }))),
    ],
    faults: crowded(chart, {
      labels: labels.some((label) => label.lines.some((line) => isTooWide(line, style.label))),
      values: widest > (chart.series.length > 1 ? own : bands.step),
    }),
  };
};

/** Bars that grow to the right, their labels before them. */
export const drawBarsRight = ({ chart, style, galleys, width, height }: ChartRoom): ChartDrawing => {
  const steps = { count: chart.labels.length, room: height, bars: chart.series.length };
  const blank = Math.max(BLANK, blankFor(BROADEST_LYING * style.label.size, steps));
  const bands = bandScale(chart.labels.length, { from: 0, to: height, blank });
  const labelWidth = Math.min(
    width * MOST_LABEL,
    Math.max(0, ...chart.labels.map((label) => widthOfText(label, style.label, galleys))),
  );
  const valueWidth = widestValue({ chart, style, galleys });
  const values = valuesOf(chart);
  const beside = BESIDE * style.value.size;
  const before = Math.min(...values) < 0 ? valueWidth + beside : 0;
  const left = labelWidth + 2 * beside + before;
  const scale = linearScale(values, { from: left, to: width - valueWidth - beside, ticks: 5 });
  const zero = scale.at(0);
  const own = bands.width / chart.series.length;
  const shapes: Shape[] = [];
  const lines: ComposedLine[] = [];
  const middleOf = (y: Pt, size: Pt): Pt => y + 0.36 * size;
  let labelTooWide = false;
  chart.labels.forEach((label, n) => {
    const { lines: set, height: needed } = setText(label, style.label, {
      galleys,
      place: { x: 0, y: 0, width: labelWidth + 0.01, align: "right" },
    });
    labelTooWide ||= needed > bands.step || set.some((line) => isTooWide(line, style.label));
    const middle = bands.starts[n]! + bands.width / 2;
    const shift =
      middleOf(middle, style.label.size) -
      (set.length === 1 ? firstBaseline(0, style.label) : needed / 2 + 0.36 * style.label.size);
    lines.push(...set.map((line) => ({ ...line, baseline: line.baseline + shift })));
    chart.series.forEach(({ values: row }, series) => {
      const value = row[n];
      if (!value) return;
      const [y, end] = [bands.starts[n]! + series * own, scale.at(value.number)];
      const rect = { x: Math.min(zero, end), y, width: Math.abs(end - zero), height: own };
      if (rect.width > 0)
        shapes.push({ kind: "fill", path: rectanglePath(rect), ink: barInk({ chart, style }, series) });
      const behind = value.number < 0;
      const line = setOneLine(value.text, style.value, {
        galleys,
        place: {
          x: behind ? end - beside : end + beside,
          baseline: middleOf(y + own / 2, style.value.size),
          align: behind ? "right" : "left",
        },
      });
      if (line) lines.push(line);
    });
  });
  return {
    lines,
    shapes: [...shapes, ...ruleShapes(style.axis, { from: { x: zero, y: 0 }, length: height, direction: "vertical" })],
    faults: crowded(chart, { labels: labelTooWide, values: own < 0.9 * style.value.size }),
  };
};

/** Labels before lying bars take this share of the width at most. */
const MOST_LABEL = 0.4;

/** Groups never touch. */
const CLOSEST = 0.06;

const widestValue = ({ chart, style, galleys }: Pick<ChartRoom, "chart" | "style" | "galleys">): Pt =>
  Math.max(
    0,
    ...chart.series.flatMap(({ values }) => values.map((each) => widthOfText(each?.text ?? [], style.value, galleys))),
  );

const barInk = ({ style }: Pick<ChartRoom, "chart" | "style">, series: number) =>
  style.inks[series % style.inks.length] ?? PAPER;

const crowded = (
  { source, bars }: Chart,
  { labels, values }: { readonly labels: boolean; readonly values: boolean },
): readonly BlockFault[] => {
  if (!labels && !values) return [];
  return [
    {
      code: "compose/overset-part",
      severity: "error",
      message: `the ${labels ? "labels" : "values"} of a chart have no room beside one another`,
      hint:
        bars === "up" ? "let its bars grow to the right (`bars: right`), or give it more width" : "give it more rows",
      source,
    },
  ];
};
