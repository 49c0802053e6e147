/** A CSV file → the rows of a table. */
import type { SourceRange } from "../../base/source.ts";
import type { CellAlign, Inline } from "../../model/story.ts";
import { csvRecords } from "../document/csv-records.ts";
import { LIMITS, type ReadShop, readText, type TextFile } from "../document/read-text.ts";
import type { TextPlace } from "./house-letters.ts";
import { inlineText } from "./inline-text.ts";
import { lettersAt } from "./letters.ts";

/** A row as it is written, before its cells have their columns. */
export interface TableRow {
  readonly cells: readonly {
    readonly text: Inline;
    readonly columns: number;
    readonly rows: number;
    readonly align?: CellAlign;
  }[];
  readonly source: SourceRange;
}

/** What reading a CSV file needs. */
export interface CsvShop {
  readonly shop: ReadShop;
  /** where the file is named */
  readonly named: SourceRange;
  /** of the story; its path is replaced by the file's */
  readonly place: TextPlace;
}

/** More rows than any page has room for. */
const MOST_ROWS = 1000;

/** Rows with their cells. Undefined, and reported with its line, when the file cannot be read. */
export const readCsv = async (
  path: string,
  { shop, named, place }: CsvShop,
): Promise<readonly TableRow[] | undefined> => {
  const file = await readText({ files: [{ root: "edition", path }], limit: LIMITS.yaml, named }, shop);
  const records = file && csvRecords(file, "input/table", shop)?.map(({ cells }) => cells);
  if (!file || !records) return undefined;
  if (records.length > MOST_ROWS) {
    shop.report.add({
      code: "input/table",
      severity: "error",
      message: `\`${path}\` has ${records.length} rows; a table has at most ${MOST_ROWS}`,
      hint: "cut the file down to the rows that are to be printed",
      source: named,
    });
  }
  return rowsOf(records.slice(0, MOST_ROWS), file, place);
};

/** Cells follow one another in the file, parted by little: each is looked for behind the one before it. */
const rowsOf = (
  records: readonly (readonly string[])[],
  { path, text }: TextFile,
  place: TextPlace,
): readonly TableRow[] => {
  let at = 0;
  return records.map((record) => {
    while (/[\s\ufeff]/.test(text[at] ?? "")) at++;
    const start = at;
    const cells = record.map((cell) => {
      const raw = cell.includes('"') ? cell.replaceAll('"', '""') : cell;
      const found = cell === "" ? at : text.indexOf(raw, at);
      const from = found < 0 ? at : found;
      at = found < 0 ? at : found + raw.length;
      return { text: inlineText(lettersAt(cell, from), { ...place, path, figures: true }), columns: 1, rows: 1 };
    });
    return { cells, source: { path, start, end: Math.max(at, start + 1) } };
  });
};
