/** A CSV file's text (RFC 4180) → its records, each with its place; the only door to csv-parse. */
import { CsvError, parse } from "csv-parse/sync";
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import type { SourceRange } from "../../base/source.ts";
import type { ReadShop, TextFile } from "./read-text.ts";

/** A record: its cells, and the lines on which they stand. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly source: SourceRange;
}

/**
 * The records that are not empty. Cells are parted by commas, or by tabs or semicolons where the first line has those and no comma.
 * Undefined, and reported under `code` with its line, when the text cannot be read.
 */
export const csvRecords = (
  { path, text }: TextFile,
  code: DiagnosticCode,
  { report }: ReadShop,
): readonly CsvRecord[] | undefined => {
  try {
    const found: { readonly record: readonly string[]; readonly info: { readonly lines: number } }[] = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      delimiter: delimiterOf(text),
      info: true,
    }) as never;
    return found.map(({ record, info }) => ({ cells: record, source: { path, ...lineRange(text, info.lines) } }));
  } catch (fault) {
    if (!(fault instanceof CsvError)) throw fault;
    const line = Number((fault as { readonly lines?: unknown }).lines ?? 1);
    report.add({
      code,
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

/** A line of the text, counted from 1. */
const lineRange = (text: string, line: number): { readonly start: number; readonly end: number } => {
  let start = 0;
  for (let n = 1; n < line && text.indexOf("\n", start) >= 0; n++) start = text.indexOf("\n", start) + 1;
  const end = text.indexOf("\n", start);
  return { start, end: end < 0 ? text.length : end };
};
