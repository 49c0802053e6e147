/** Widths of a table's columns, from what stands in them. */
import type { Pt } from "../../base/units.ts";
import type { TableStyle } from "../../model/exhibit-style.ts";
import type { CellAlign, Table, TableCell } from "../../model/story.ts";
import type { TextStyle } from "../../model/style.ts";
import type { ComposedLine } from "../composed-page.ts";
import type { Cluster } from "../galley/cluster.ts";
import { galleyStyle } from "../galley/galley-style.ts";
import type { Galleys } from "../galleys.ts";
import { setOneLine, widthOfText } from "./block.ts";

/** Columns as they came out. */
export interface SolvedColumns {
  readonly widths: readonly Pt[];
  /** of a column of decimals: how much of its numbers stands after the decimal point, the point included */
  readonly decimals: readonly Pt[];
  /** by how much the contents are wider than the table may be; 0 when they fit */
  readonly excess: Pt;
}

/** What solving needs. */
export interface ColumnsHow {
  readonly style: TableStyle;
  readonly galleys: Galleys;
  readonly zi: Pt;
}

/** Least and most that a column wants: its widest unbroken piece, and its widest cell in one line. */
interface Want {
  readonly least: Pt;
  readonly most: Pt;
}

/**
 * Columns as wide as their contents want, what is over shared out by their widths; where there is too little, all give in proportion
 * to what they can. Columns of a given width keep it.
 */
export const solveColumns = (table: Table, width: Pt, how: ColumnsHow): SolvedColumns => {
  const decimals = decimalsOf(table, how);
  const wants = wantsOf(table, decimals, how);
  const fixed = table.columns.map((column): Pt | undefined => {
    if (column.width.kind === "zi") return column.width.zi * how.zi;
    return column.width.kind === "share" ? column.width.share * width : undefined;
  });
  const given = sum(fixed.map((each) => each ?? 0));
  const auto = wants.filter((_, n) => fixed[n] === undefined);
  const [least, most] = [sum(auto.map((each) => each.least)), sum(auto.map((each) => each.most))];
  const room = width - given;
  const share = ({ least: l, most: m }: Want): Pt => {
    if (room >= most) return most > 0 ? (m * room) / most : room / auto.length;
    if (room >= least) return l + ((m - l) * (room - least)) / (most - least);
    return least > 0 ? (l * Math.max(0, room)) / least : 0;
  };
  return {
    widths: wants.map((want, n) => fixed[n] ?? share(want)),
    decimals: decimals.map(({ after }) => after),
    excess: Math.max(0, given + least - width),
  };
};

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);

/** The text style of a cell. */
export const cellStyle = ({ row }: TableCell, { head }: Table, style: TableStyle): TextStyle =>
  row < head ? style.head : style.body;

/** How a cell is aligned: heads over several columns in the middle, a group's heading as text, what is no number of a column of decimals to the right. */
export const cellAlign = (cell: TableCell, table: Table): CellAlign => {
  const spanning =
    cell.columns > 1 && (cell.row < table.head ? "centre" : cell.columns === table.columns.length && "left");
  const align = cell.align ?? (spanning || table.columns[cell.column]!.align);
  return align === "decimal" && !isNumber(cell, table) ? "right" : align;
};

const NUMBER = /^\s*[-+−–]?(\d[\d,]*)?(\.\d+)?/;

const isNumber = (cell: TableCell, table: Table): boolean =>
  cell.columns === 1 && cell.row >= table.head && integerPart(cell).digits;

/** How many characters stand before the decimal point, or before where it would be, and whether there is a number at all. */
const integerPart = ({ text }: TableCell): { readonly length: number; readonly digits: boolean } => {
  const whole = text.map((span) => span.text).join("");
  const [number = "", , fraction = ""] = NUMBER.exec(whole) ?? [];
  return { length: number.length - fraction.length, digits: /\d/.test(number) };
};

interface Decimals {
  readonly before: Pt;
  readonly after: Pt;
}

/** Where the decimal point of a number in one line stands, from the line's start. */
export const pointOf = (line: ComposedLine, cell: TableCell): Pt => {
  const { length } = integerPart(cell);
  let at = 0;
  for (const glyph of line.runs.flatMap((run) => run.glyphs)) {
    if (at >= length) return glyph.x;
    at += glyph.text.length;
  }
  return line.natural;
};

const decimalsOf = (table: Table, { style, galleys }: ColumnsHow): readonly Decimals[] => {
  const found = table.columns.map(() => ({ before: 0, after: 0 }));
  for (const cell of table.cells) {
    if (cellAlign(cell, table) !== "decimal") continue;
    const line = setOneLine(cell.text, cellStyle(cell, table, style), { galleys, place: { x: 0, baseline: 0 } });
    if (!line) continue;
    const point = pointOf(line, cell);
    const own = found[cell.column]!;
    own.before = Math.max(own.before, point);
    own.after = Math.max(own.after, line.natural - point);
  }
  return found;
};

const wantsOf = (table: Table, decimals: readonly Decimals[], how: ColumnsHow): readonly Want[] => {
  const { padding } = how.style;
  const wants = decimals.map(({ before, after }) => ({ least: before + after, most: before + after }));
  for (const cell of table.cells) {
    if (cell.columns > 1 || cellAlign(cell, table) === "decimal") continue;
    const want = wantOf(cell, table, how);
    const own = wants[cell.column]!;
    own.least = Math.max(own.least, want.least);
    own.most = Math.max(own.most, want.most);
  }
  for (const own of wants) {
    own.least += 2 * padding;
    own.most += 2 * padding;
  }
  for (const cell of table.cells) {
    if (cell.columns === 1) continue;
    const want = wantOf(cell, table, how);
    const spanned = wants
      .slice(cell.column, cell.column + cell.columns)
      .filter((_, n) => table.columns[cell.column + n]!.width.kind === "auto");
    widen(spanned, "least", want.least + 2 * padding);
    widen(spanned, "most", want.most + 2 * padding);
  }
  return wants.map(({ least, most }) => ({ least, most: Math.max(least, most) }));
};

/** What a cell over several columns wants more than they have, they are given in equal parts. */
const widen = (columns: readonly { least: Pt; most: Pt }[], field: "least" | "most", need: Pt): void => {
  const has = sum(columns.map((each) => each[field]));
  for (const each of columns) each[field] += Math.max(0, need - has) / columns.length;
};

/** Han text may be broken anywhere, but a column of less than this many ems is none. */
const LEAST_EMS = 3;

/** Width that a cell needs so that no word of it is parted. */
export const leastWidth = (cell: TableCell, table: Table, { style, galleys }: Omit<ColumnsHow, "zi">): Pt => {
  const { locale } = galleys;
  return widestPiece(
    galleys.paragraph(cell.text, galleyStyle(cellStyle(cell, table, style), { locale, indents: [0] })).clusters,
  );
};

const wantOf = (cell: TableCell, table: Table, { style, galleys }: ColumnsHow): Want => {
  const own = cellStyle(cell, table, style);
  const most = widthOfText(cell.text, own, galleys);
  if (most === 0) return { least: 0, most: 0 };
  const word = leastWidth(cell, table, { style, galleys });
  return { least: Math.min(most, Math.max(LEAST_EMS * own.size, word)), most };
};

/** Widest piece that is broken only in need: a word, or a syllable where the style hyphenates. */
const widestPiece = (clusters: readonly Cluster[]): Pt => {
  let widest = 0;
  let piece = 0;
  for (const { box, glue, hyphen } of clusters) {
    piece += box;
    widest = Math.max(widest, piece);
    piece = glue.break === "free" || hyphen ? 0 : piece + glue.natural;
  }
  return widest;
};
