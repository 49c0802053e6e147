/** The ad list, a CSV with a line of headings → its rows; every fault is told with its line. */
import type { SourceRange } from "../base/source.ts";
import { type CsvRecord, csvRecords } from "./document/csv-records.ts";
import { nameHint } from "./document/nearest-name.ts";
import { LIMITS, type ReadShop, readText } from "./document/read-text.ts";

/** A row as it is written, its cells trimmed. */
export interface AdRow {
  readonly id: string;
  readonly page: string;
  readonly position: string;
  readonly file: string;
  /** empty when it does not say */
  readonly size: string;
  readonly colour: "colour" | "mono";
  /** whether the list itself says so */
  readonly saysColour: boolean;
  readonly labelled: boolean;
  readonly advertiser: string;
  /** names of the zones for which it was sold; empty when it is for all */
  readonly zones: readonly string[];
  readonly source: SourceRange;
}

/** Columns by the headings that they go by; the first is the name in findings. */
const HEADINGS = {
  id: ["id", "no", "number", "编号", "广告号", "订单号"],
  page: ["page", "版", "版次", "版面"],
  position: ["position", "slot", "位置", "版位", "广告位"],
  file: ["file", "文件", "文件名"],
  size: ["size", "规格", "尺寸"],
  colour: ["colour", "color", "颜色", "色彩", "彩色"],
  label: ["label", "标注", "标识", "广告标识"],
  advertiser: ["advertiser", "client", "客户", "广告主"],
  zone: ["zone", "zones", "版别", "分版"],
} as const;

type Column = keyof typeof HEADINGS;

const NEEDED: readonly Column[] = ["id", "page", "position", "file"];
/** More rows than any paper has ads. */
const MOST_ROWS = 2000;

/** The rows that can be used; none, and reported, when the file cannot be read. */
export const readAdRows = async (
  path: string,
  { shop, named }: { readonly shop: ReadShop; readonly named: SourceRange },
): Promise<readonly AdRow[]> => {
  const file = await readText({ files: [{ root: "edition", path }], limit: LIMITS.yaml, named }, shop);
  const [head, ...records] = (file && csvRecords(file, "input/ad-list", shop)) ?? [];
  if (!head) return [];
  const tell = teller(shop);
  const columns = columnsOf(head, tell);
  if (!columns) return [];
  if (records.length > MOST_ROWS)
    tell(
      named,
      `\`${path}\` has ${records.length} ads; at most ${MOST_ROWS} are read`,
      "cut the list down to this edition",
    );
  const known = new Set<string>();
  return records.slice(0, MOST_ROWS).flatMap((record) => rowOf(record, { columns, known, tell }) ?? []);
};

type Tell = (source: SourceRange, message: string, hint: string) => void;

const teller =
  ({ report }: ReadShop): Tell =>
  (source, message, hint) =>
    report.add({ code: "input/ad-list", severity: "error", message, hint, source });

const columnsOf = ({ cells, source }: CsvRecord, tell: Tell): ReadonlyMap<Column, number> | undefined => {
  const columns = new Map<Column, number>();
  const all = Object.entries(HEADINGS) as unknown as readonly (readonly [Column, readonly string[]])[];
  cells.forEach((cell, n) => {
    const heading = cell.trim().toLowerCase();
    const column = all.find(([, headings]) => headings.includes(heading))?.[0];
    if (heading === "") return;
    if (!column) tell(source, `the ad list has no column \`${cell.trim()}\``, nameHint(heading, Object.keys(HEADINGS)));
    else if (columns.has(column)) tell(source, `the column \`${column}\` is there twice`, "take one of them out");
    else columns.set(column, n);
  });
  const missing = NEEDED.filter((column) => !columns.has(column));
  if (missing.length === 0) return columns;
  const names = missing.map((column) => `\`${column}\``).join(", ");
  tell(source, `the ad list lacks ${names}`, "give its first line the headings id, page, position and file");
  return undefined;
};

const COLOURS: Readonly<Record<string, AdRow["colour"]>> = {
  ...{
    "": "colour",
    colour: "colour",
    color: "colour",
    cmyk: "colour",
    "4c": "colour",
    彩色: "colour",
    四色: "colour",
  },
  ...{ mono: "mono", bw: "mono", "1c": "mono", 黑白: "mono", 单色: "mono" },
};

/** An ad is to be recognised as one: only who says no gets no label. */
const LABELS: Readonly<Record<string, boolean>> = {
  ...{ "": true, yes: true, true: true, "1": true, 是: true, 广告: true, 有: true },
  ...{ no: false, false: false, "0": false, 否: false, 无: false },
};

interface RowPlace {
  readonly columns: ReadonlyMap<Column, number>;
  /** ids that were there before */
  readonly known: Set<string>;
  readonly tell: Tell;
}

const rowOf = ({ cells, source }: CsvRecord, { columns, known, tell }: RowPlace): AdRow | undefined => {
  const cell = (column: Column): string => cells[columns.get(column) ?? -1]?.trim() ?? "";
  const empty = NEEDED.filter((column) => cell(column) === "");
  if (empty.length > 0) {
    const names = empty.map((column) => `\`${column}\``).join(", ");
    tell(source, `the ad ${cell("id") === "" ? "of this line" : `\`${cell("id")}\``} has no ${names}`, "fill the cell");
    return undefined;
  }
  const id = cell("id");
  if (known.has(id)) {
    tell(source, `the ad \`${id}\` is in the list twice`, "take one of the lines out, or give it another id");
    return undefined;
  }
  known.add(id);
  const colour = valueIn(COLOURS, cell("colour"));
  if (colour === undefined)
    tell(source, `\`${cell("colour")}\` is no colour of an ad`, "write `colour` or `mono` (彩色, 黑白)");
  const labelled = valueIn(LABELS, cell("label"));
  if (labelled === undefined)
    tell(source, `\`${cell("label")}\` does not say whether the ad is labelled`, "write `yes` or `no` (是, 否)");
  return {
    id,
    page: cell("page"),
    position: cell("position"),
    file: cell("file"),
    size: cell("size"),
    colour: colour ?? "colour",
    saysColour: cell("colour") !== "",
    labelled: labelled ?? true,
    advertiser: cell("advertiser"),
    zones: cell("zone")
      .split(/[\s,;/，；、]+/)
      .filter((name) => name !== ""),
    source,
  };
};

const valueIn = <T>(table: Readonly<Record<string, T>>, text: string): T | undefined => {
  const key = text.toLowerCase();
  return Object.hasOwn(table, key) ? table[key] : undefined;
};
