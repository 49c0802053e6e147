/** Charts of the front matter → charts that can be drawn; numbers that cannot are reported. */
import type { Report } from "../../base/diagnostic.ts";
import type { Chart, ChartSeries, ChartValue } from "../../model/story.ts";
import type { YamlPath } from "../document/yaml-document.ts";
import type { StoryInput } from "../edition-schema.ts";
import type { FieldsPlace } from "./read-exhibits.ts";

type ChartInput = NonNullable<StoryInput["charts"]>[number];
type SeriesInput = ChartInput["series"][number];

interface ChartPlace extends FieldsPlace {
  readonly report: Report;
  readonly path: YamlPath;
}

/** The charts; undefined in place of one that cannot be drawn. */
export const chartsOf = (
  charts: StoryInput["charts"] = [],
  place: FieldsPlace & { readonly report: Report },
): readonly (Chart | undefined)[] => charts.map((input, n) => chartOf(input, { ...place, path: ["charts", n] }));

const chartOf = (input: ChartInput, place: ChartPlace): Chart | undefined => {
  const { text, range, path } = place;
  const series = input.series.flatMap((each, n) => seriesOf(each, n, { input, place }) ?? []);
  const numbers = series.flatMap((each) => each.values.flatMap((value) => value?.number ?? []));
  if (series.length < input.series.length) return undefined;
  if (numbers.length === 0) return fault("the chart has no numbers", "write its `values`", path, place);
  if (input.kind === "pie") {
    if (series.length > 1)
      return fault(
        "a pie shows one series of numbers",
        "take the others out, or draw bars",
        [...path, "series"],
        place,
      );
    if (numbers.some((each) => each < 0))
      return fault("a pie cannot show a number below 0", "draw bars", [...path, "series"], place);
    if (numbers.every((each) => each === 0))
      return fault("all numbers of the pie are 0", "take the chart out", [...path, "series"], place);
  }
  return {
    form: input.kind,
    bars: input.bars ?? "up",
    title: text(input.title, [...path, "title"]),
    unit: text(input.unit, [...path, "unit"]),
    note: text(input.source, [...path, "source"]),
    labels: input.labels.map((each, n) => text(each, [...path, "labels", n])),
    series,
    source: range(path),
  };
};

const seriesOf = (
  { name, values }: SeriesInput,
  n: number,
  { input, place }: { readonly input: ChartInput; readonly place: ChartPlace },
): ChartSeries | undefined => {
  const path = [...place.path, "series", n];
  const at = [...path, "values"];
  if (values.length !== input.labels.length)
    return fault(
      `series ${n + 1} has ${values.length} values for ${input.labels.length} labels`,
      "write a value for each label, `~` where there is none",
      at,
      place,
    );
  const read = values.map((value, k) => chartValue(value, [...at, k], place));
  if (read.includes("wrong")) return undefined;
  return { name: place.text(name, [...path, "name"]), values: read as readonly (ChartValue | undefined)[] };
};

/** A number, or a text that is one, with commas between its thousands and a minus or percent sign as papers write them. */
const chartValue = (
  value: SeriesInput["values"][number],
  path: YamlPath,
  place: ChartPlace,
): ChartValue | "wrong" | undefined => {
  if (value === null) return undefined;
  const number = typeof value === "number" ? value : numberIn(value);
  if (Number.isFinite(number) && Math.abs(number) <= LARGEST) return { number, text: place.figures(value, path) };
  fault(`\`${String(value)}\` is no number that can be drawn`, "write it as in `1,280.5`", path, place);
  return "wrong";
};

/** Beyond this differences are lost. */
const LARGEST = 1e15;

const numberIn = (text: string): number => {
  const plain = text.trim().replace(/[−–]/, "-").replace(/%$/, "");
  return /^[-+]?\d{1,3}(,\d{3})*(\.\d+)?$|^[-+]?\d+(\.\d+)?$/.test(plain)
    ? Number(plain.replaceAll(",", ""))
    : Number.NaN;
};

const fault = (message: string, hint: string, path: YamlPath, { report, range }: ChartPlace): undefined => {
  report.add({ code: "input/chart", severity: "error", message, hint, source: range(path) });
  return undefined;
};
