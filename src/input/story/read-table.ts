/** Tables of the front matter, written there or in a CSV file → tables with every cell in place. */
import type { Report } from "../../base/diagnostic.ts";
import type { SourceRange } from "../../base/source.ts";
import type { Table, TableCell, TableColumn } from "../../model/story.ts";
import { amount } from "../document/lengths.ts";
import type { ReadShop } from "../document/read-text.ts";
import type { YamlPath } from "../document/yaml-document.ts";
import type { StoryInput } from "../edition-schema.ts";
import type { TextPlace } from "./house-letters.ts";
import { readCsv, type TableRow } from "./read-csv.ts";
import type { FieldsPlace, Scalar } from "./read-exhibits.ts";

type TableInput = NonNullable<StoryInput["tables"]>[number];

/** What reading tables needs. */
export interface TablesShop extends FieldsPlace {
  readonly shop: ReadShop;
  /** how the text of a CSV file is brought to house form; its path is that of the file */
  readonly place: TextPlace;
}

/** Reads the tables; one whose file cannot be read is left out. */
export const readTables = async (
  tables: StoryInput["tables"] = [],
  how: TablesShop,
): Promise<readonly (Table | undefined)[]> =>
  Promise.all(
    tables.map(async (input, n) => {
      const path = ["tables", n];
      const rows = input.file === undefined ? writtenRows(input, path, how) : await fileRows(input.file, path, how);
      return rows && tableOf(input, rows, { ...how, path });
    }),
  );

const fileRows = (file: string, path: YamlPath, { shop, place, range }: TablesShop) =>
  readCsv(file, { shop, named: range([...path, "file"]), place });

const writtenRows = ({ rows = [] }: TableInput, path: YamlPath, { figures, range }: TablesShop): readonly TableRow[] =>
  rows.map((row, r) => ({
    source: range([...path, "rows", r]),
    cells: row.map((cell, c) => {
      const at = [...path, "rows", r, c];
      if (typeof cell !== "object" || cell === null) return { text: figures(cell as Scalar, at), columns: 1, rows: 1 };
      return {
        text: figures(cell.text, [...at, "text"]),
        columns: cell.span ?? 1,
        rows: cell.rows ?? 1,
        ...(cell.align && { align: cell.align }),
      };
    }),
  }));

interface TablePlace extends TablesShop {
  readonly path: YamlPath;
}

/** Columns of a table; a share or width beyond them is none of its. */
const MOST_COLUMNS = 60;

const tableOf = (
  input: TableInput,
  rows: readonly TableRow[],
  { text, range, path, shop }: TablePlace,
): Table | undefined => {
  const source = range(path);
  const widest = Math.max(0, ...rows.map(({ cells }) => cells.reduce((sum, each) => sum + each.columns, 0)));
  const count = Math.min(MOST_COLUMNS, input.columns?.length ?? widest);
  if (rows.length === 0 || count === 0) {
    wrong({ message: "the table has no cells", hint: "write its rows, or take it out", source }, "error", shop.report);
    return undefined;
  }
  const head = Math.min(input.head ?? 1, rows.length);
  return {
    title: text(input.title, [...path, "title"]),
    note: text(input.note, [...path, "note"]),
    columns: Array.from({ length: count }, (_, n) => columnOf(input.columns?.[n])),
    head,
    rows: rows.length,
    cells: placeCells(rows, { columns: count, head, report: shop.report }),
    source,
  };
};

const columnOf = (input: NonNullable<TableInput["columns"]>[number] | undefined): TableColumn => {
  const { align = "left", width = "auto" } = typeof input === "string" ? { align: input } : (input ?? {});
  if (width.endsWith("zi")) return { align, width: { kind: "zi", zi: amount(width) } };
  if (width.endsWith("%")) return { align, width: { kind: "share", share: amount(width) / 100 } };
  return { align, width: { kind: "auto" } };
};

interface TableRoom {
  readonly columns: number;
  readonly head: number;
  readonly report: Report;
}

/** Cells from the left into the places that cells of the rows above leave free, as in HTML. */
const placeCells = (rows: readonly TableRow[], { columns, head, report }: TableRoom): readonly TableCell[] => {
  /** for each column the first row in which it is free */
  const free = new Array<number>(columns).fill(0);
  return rows.flatMap(({ cells, source }, row) => {
    const placed: TableCell[] = [];
    let column = 0;
    let lost = 0;
    const lastRow = row < head ? head : rows.length;
    for (const cell of cells) {
      while (column < columns && free[column]! > row) column++;
      if (column >= columns) {
        lost++;
        continue;
      }
      let wide = 1;
      while (wide < cell.columns && column + wide < columns && free[column + wide]! <= row) wide++;
      const tall = Math.min(cell.rows, lastRow - row);
      if (wide < cell.columns || tall < cell.rows) reportSpan({ row, source, head: row < head }, report);
      for (let n = 0; n < wide; n++) free[column + n] = row + tall;
      const { text, align } = cell;
      placed.push({ text, row, column, rows: tall, columns: wide, ...(align && { align }) });
      column += wide;
    }
    while (column < columns && free[column]! > row) column++;
    reportCount({ row, source, columns, lost, short: column < columns && cells.length > 0 }, report);
    return placed;
  });
};

const reportSpan = (
  { row, source, head }: { readonly row: number; readonly source: SourceRange; readonly head: boolean },
  report: Report,
): void =>
  wrong(
    {
      message: `a cell of row ${row + 1} reaches over ${head ? "the head" : "the table"}, or over another cell`,
      hint: "give it a smaller `span` or `rows`",
      source,
    },
    "warning",
    report,
  );

interface RowCount {
  readonly row: number;
  readonly source: SourceRange;
  readonly columns: number;
  /** cells for which there is no column */
  readonly lost: number;
  readonly short: boolean;
}

const reportCount = ({ row, source, columns, lost, short }: RowCount, report: Report): void => {
  if (lost > 0)
    wrong(
      {
        message: `row ${row + 1} has ${lost} ${lost === 1 ? "cell" : "cells"} more than the table's ${columns} columns have room for`,
        hint: "take them out, or give the table more `columns`",
        source,
      },
      "error",
      report,
    );
  if (short)
    wrong(
      {
        message: `row ${row + 1} does not fill the table's ${columns} columns; what is missing is left blank`,
        hint: "write the missing cells, blank ones as `~`",
        source,
      },
      "warning",
      report,
    );
};

const wrong = (
  words: { readonly message: string; readonly hint: string; readonly source: SourceRange },
  severity: "error" | "warning",
  report: Report,
): void => report.add({ code: "input/table", severity, ...words });
