/** A CSV file (RFC 4180) → the rows of a table; the only door to csv-parse. */
import { CsvError, parse } from "csv-parse/sync";
import type { SourceRange } from "../../base/source.ts";
import type { CellAlign, Inline } from "../../model/story.ts";
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

/**
 * Rows with their cells. Cells are parted by commas, or by tabs or semicolons where the first line has those and no comma. Undefined,
 * and reported with its line, when the file cannot be read.
 */
export const readCsv = async (
  path: string,
  { shop, named, place }: CsvShop,
): Promise<readonly TableRow[] | undefined> => {
  const file = await readText({ files: [{ root: "edition", path }], limit: LIMITS.yaml, named }, shop);
  const records = file && recordsOf(file, shop);
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

const recordsOf = ({ path, text }: TextFile, { report }: ReadShop): readonly (readonly string[])[] | undefined => {
  try {
    return parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, delimiter: delimiterOf(text) });
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const line = Number((fault as { readonly lines?: unknown }).lines ?? 1);
    report.add({
      code: "input/table",
      severity: "error",
      message: `\`${path}\` is not well-formed CSV: ${FAULTS[fault.code] ?? "a row cannot be read"}`,
      hint: "put cells that hold quotation marks in quotes, and double the marks within them",
      source: { path, ...lineRange(text, line) },
    });
    return undefined;
  }
};

const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: "a quotation mark is not closed",
  CSV_INVALID_CLOSING_QUOTE: "text stands behind a closing quotation mark",
  INVALID_OPENING_QUOTE: "a quotation mark stands within a cell that has none around it",
};

const delimiterOf = (text: string): string => {
  const first = text.slice(0, /[\r\n]|$/.exec(text)!.index);
  if (first.includes(",")) return ",";
  return first.includes("\t") ? "\t" : first.includes(";") ? ";" : ",";
};

const lineRange = (text: string, line: number): { readonly start: number; readonly end: number } => {
  let start = 0;
  for (let n = 1; n < line && text.indexOf("\n", start) >= 0; n++) start = text.indexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  return { start, end: end < 0 ? text.length : end };
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
