/** A table: cells in rows and columns, with rules and tints, in one part or several side by side, as far as there is room. */
import { rectanglePath } from "../../base/path.ts";
import type { Pt } from "../../base/units.ts";
import type { TableStyle } from "../../model/exhibit-style.ts";
import type { Table, TableCell } from "../../model/story.ts";
import type { RuleStyle } from "../../model/style.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import type { Galleys } from "../galleys.ts";
import { ruleShapes } from "../rule-shapes.ts";
import {
  type Block,
  type BlockFault,
  type BlockRoom,
  isTooWide,
  moveLine,
  moveShape,
  setOneLine,
  setText,
} from "./block.ts";
import { type BrokenRows, balancedRows, filledRows, groupHeadings } from "./table-breaks.ts";
import { cellAlign, cellStyle, leastWidth, pointOf, type SolvedColumns, solveColumns } from "./table-columns.ts";
import { tableJump, tableTop } from "./table-marks.ts";

/** What a table is set with. */
export interface TableHow {
  readonly galleys: Galleys;
  readonly zi: Pt;
  /** which of its rows are to be set here; all of them, or all that go on here from another page, when absent */
  readonly run?: TableRun;
}

/** A stretch of a table in one of its places. */
export interface TableRun {
  /** the first of its rows of the body */
  readonly from: number;
  /** whether nothing of it stands before, on this page or another */
  readonly first: boolean;
  /** the page on which it goes on after this place, where it has to */
  readonly jump?: string;
}

/** A table as far as it goes. */
export interface TableBlock extends Block {
  /** the first row that found no room; the number of rows when all did */
  readonly next: number;
  /** how high the rows from `next` on are, and that row alone; 0 when all found room */
  readonly left: Pt;
  readonly nextRow: Pt;
}

type Content = Extract<ExhibitContent, { kind: "table" }>;

/** Sets a table: its title over all of it, its parts, its note. Where a height is given, no more rows than go into it. */
export const setTable = (content: Content, room: BlockRoom, how: TableHow): TableBlock => {
  const { table, style, columns: count, gutter } = content;
  const { galleys } = how;
  const run = how.run ?? { from: table.continued?.from ?? table.head, first: table.continued === undefined };
  const partWidth = (room.width - (count - 1) * gutter) / count;
  const grid = knownGrid(content, partWidth, how);
  const head = tableTop(content, { run, width: room.width, galleys });
  const note = setText(table.note, style.note, { galleys, place: { x: 0, y: 0, width: room.width } });
  const jump = run.jump === undefined ? undefined : tableJump(content, run.jump, { width: room.width, galleys });
  const fixed = head.height + sumOf(grid.heights, 0, table.head);
  const broken = breakTable(grid, {
    from: run.from,
    count,
    ...(room.height !== undefined && {
      whole: room.height - fixed - note.height + SLACK * how.zi,
      part: room.height - fixed - (jump?.height ?? 0) + SLACK * how.zi,
    }),
  });
  const set = broken.parts.map((rows, n) => setPart(rows, { ...grid, x: n * (partWidth + gutter), y: head.height }));
  const foot = head.height + Math.max(0, ...set.map((each) => each.height));
  const all = broken.next === table.rows;
  const under = all ? note : jump;
  const end = {
    faults: faultsOf(grid),
    next: broken.next,
    left: sumOf(grid.heights, broken.next, table.rows),
    nextRow: grid.heights[broken.next] ?? 0,
  };
  if (set.length === 0) return { height: 0, lines: [], shapes: [], ...end };
  return {
    ...end,
    height: foot + (under?.height ?? 0),
    lines: [
      ...head.lines,
      ...set.flatMap((each) => each.lines),
      ...(under?.lines ?? []).map((line) => moveLine(line, 0, foot)),
    ],
    shapes: set.flatMap((each) => each.shapes),
  };
};

/** By how much a table may be taller than its room, in zi: what nobody sees. */
const SLACK = 0.2;

const sumOf = (heights: readonly Pt[], from: number, to: number): Pt =>
  heights.slice(from, to).reduce((sum, each) => sum + each, 0);

/** Tables with their cells set, for a page: planning asks for their height again and again, and closing sets them on trial. */
const grids = new WeakMap<Galleys, Map<Table, Map<string, TableGrid>>>();

const knownGrid = ({ table, style }: Content, width: Pt, { galleys, zi }: TableHow): TableGrid => {
  const ofPage = grids.get(galleys) ?? new Map<Table, Map<string, TableGrid>>();
  grids.set(galleys, ofPage);
  const known = ofPage.get(table) ?? new Map<string, TableGrid>();
  ofPage.set(table, known);
  const key = `${style.name} ${width}`;
  const grid = known.get(key) ?? gridOf(table, solveColumns(table, width, { style, galleys, zi }), { style, galleys });
  known.set(key, grid);
  return grid;
};

/** How high the rows of a part may be: when all that are left go in, and when some go on elsewhere. Without limit when absent. */
interface BreakRoom {
  readonly from: number;
  readonly count: number;
  readonly whole?: Pt;
  readonly part?: Pt;
}

const breakTable = (grid: TableGrid, { from, count, whole, part }: BreakRoom): BrokenRows => {
  const { table, style, heights, folds } = grid;
  const rows = { table, heights, from };
  const key = `${from} ${count}`;
  const balanced = folds.get(key) ?? balancedRows(rows, count);
  folds.set(key, balanced);
  const tallest = Math.max(0, ...balanced.parts.map((each) => each.reduce((sum, row) => sum + heights[row]!, 0)));
  if (whole === undefined || part === undefined) return balanced;
  if (tallest > whole) return filledRows(rows, { count, height: part, leaves: true });
  if (style.balance) return balanced;
  const filled = filledRows(rows, { count, height: whole, leaves: false });
  return filled.next === table.rows ? filled : balanced;
};

/** A cell with its lines, from its own top left corner. */
interface SetCell {
  readonly cell: TableCell;
  readonly lines: readonly ComposedLine[];
  /** height of its lines */
  readonly height: Pt;
  readonly tooWide: boolean;
}

/** A table with all its cells set. */
interface TableGrid {
  readonly table: Table;
  readonly style: TableStyle;
  readonly solved: SolvedColumns;
  /** left edges of the columns, and the right one of the last */
  readonly edges: readonly Pt[];
  readonly heights: readonly Pt[];
  readonly cells: readonly SetCell[];
  /** how its rows are shared out over parts, once that has been asked */
  readonly folds: Map<string, BrokenRows>;
}

const gridOf = (
  table: Table,
  solved: SolvedColumns,
  { style, galleys }: { readonly style: TableStyle; readonly galleys: Galleys },
): TableGrid => {
  const edges: Pt[] = [0];
  for (const width of solved.widths) edges.push(edges.at(-1)! + width);
  const cells = table.cells.map((cell): SetCell => {
    const width = edges[cell.column + cell.columns]! - edges[cell.column]! - 2 * style.padding;
    return setCell(cell, { table, style, galleys, width, after: solved.decimals[cell.column]! });
  });
  return { table, style, solved, edges, cells, heights: heightsOf(table, cells, style), folds: new Map() };
};

interface CellRoom {
  readonly table: Table;
  readonly style: TableStyle;
  readonly galleys: Galleys;
  readonly width: Pt;
  /** room after the decimal point */
  readonly after: Pt;
}

const setCell = (cell: TableCell, { table, style, galleys, width, after }: CellRoom): SetCell => {
  const own = cellStyle(cell, table, style);
  const align = cellAlign(cell, table);
  if (align === "decimal") {
    const line = setOneLine(cell.text, own, {
      galleys,
      place: { x: 0, baseline: (own.leading - own.size) / 2 + 0.88 * own.size },
    });
    if (!line) return { cell, lines: [], height: 0, tooWide: false };
    const placed = moveLine(line, style.padding + width - after - pointOf(line, cell), 0);
    return { cell, lines: [placed], height: own.leading, tooWide: line.natural > width + 0.3 * own.size };
  }
  const { lines, height } = setText(cell.text, own, { galleys, place: { x: style.padding, y: 0, width, align } });
  const parted = leastWidth(cell, table, { style, galleys }) > width + 0.3 * own.size;
  return { cell, lines, height, tooWide: parted || lines.some((line) => isTooWide(line, own)) };
};

/** Rows as tall as their tallest cell, in whole row heights; what a cell over several rows needs more, the last of them takes. */
const heightsOf = (table: Table, cells: readonly SetCell[], { rowHeight }: TableStyle): readonly Pt[] => {
  const heights = new Array<Pt>(table.rows).fill(rowHeight);
  const inRows = (height: Pt): Pt => Math.max(1, Math.ceil(height / rowHeight - 0.01)) * rowHeight;
  for (const { cell, height } of cells)
    if (cell.rows === 1) heights[cell.row] = Math.max(heights[cell.row]!, inRows(height));
  for (const { cell, height } of cells) {
    if (cell.rows === 1) continue;
    const last = cell.row + cell.rows - 1;
    const has = heights.slice(cell.row, last + 1).reduce((sum, each) => sum + each, 0);
    if (height > has + 0.01) heights[last]! += inRows(height - has);
  }
  return heights;
};

/** A part of a table: head, then its rows of the body. */
const setPart = (
  body: readonly number[],
  { table, style, edges, heights, cells, x, y }: TableGrid & { readonly x: Pt; readonly y: Pt },
): Pick<Block, "height" | "lines" | "shapes"> => {
  const rows = [...Array.from({ length: table.head }, (_, n) => n), ...body];
  const tops = new Map<number, Pt>();
  let height = 0;
  for (const row of rows) {
    tops.set(row, height);
    height += heights[row]!;
  }
  const here = cells.filter(({ cell }) => tops.has(cell.row));
  const lines = here.flatMap(({ cell, lines: own, height: needed }) => {
    const room = heights.slice(cell.row, cell.row + cell.rows).reduce((sum, each) => sum + each, 0);
    const top = tops.get(cell.row)! + (room - needed) / 2;
    return own.map((line) => moveLine(line, x + edges[cell.column]!, y + top));
  });
  const drawn = { table, style, edges, heights, rows, tops, height, cells: here };
  return { height, lines, shapes: [...tintsOf(drawn), ...rulesOf(drawn)].map((shape) => moveShape(shape, x, y)) };
};

interface DrawnPart extends Pick<TableGrid, "table" | "style" | "edges" | "heights" | "cells"> {
  readonly rows: readonly number[];
  /** of each row from the top of the part */
  readonly tops: ReadonlyMap<number, Pt>;
  readonly height: Pt;
}

const tintsOf = ({ table, style, edges, heights, rows, tops }: DrawnPart): readonly Shape[] =>
  rows.flatMap((row, n): readonly Shape[] => {
    const even = (n - table.head) % 2 === 1;
    const ink = row < table.head ? style.headTint : even ? style.tint : undefined;
    if (!ink) return [];
    const rect = { x: 0, y: tops.get(row)!, width: edges.at(-1)!, height: heights[row]! };
    return [{ kind: "fill", path: rectanglePath(rect), ink }];
  });

const rulesOf = (part: DrawnPart): readonly Shape[] => {
  const { table, style, edges, rows, tops, height } = part;
  const across = (rule: RuleStyle | undefined, y: Pt): readonly Shape[] =>
    rule ? ruleShapes(rule, { from: { x: 0, y }, length: edges.at(-1)!, direction: "horizontal" }) : [];
  const firstOfBody = rows[table.head];
  const between = ruledRows(part).flatMap((row): readonly Shape[] =>
    style.betweenRows ? broken(style.betweenRows, { part, row, y: tops.get(row)! }) : [],
  );
  return [
    ...(style.betweenColumns ? columnRules(style.betweenColumns, part) : []),
    ...between,
    ...across(style.above, 0),
    ...(table.head > 0 && firstOfBody !== undefined ? across(style.underHead, tops.get(firstOfBody)!) : []),
    ...across(style.below, height),
  ];
};

/** Rows over which there is a rule: those of the head, every so many of the body, counted anew at each group, and its heading. */
const ruledRows = ({ table, style, rows }: DrawnPart): readonly number[] => {
  const headings = groupHeadings(table);
  let count = 0;
  return rows.flatMap((row, n) => {
    if (row < table.head) return n > 0 ? [row] : [];
    const first = n === table.head;
    if (first || headings.has(rows[n - 1]!)) count = 0;
    const ruled = !first && (headings.has(row) || (count > 0 && count % style.rowsEvery === 0));
    count++;
    return ruled ? [row] : [];
  });
};

/** A rule over a row, left out where a cell reaches over it. */
const broken = (
  rule: RuleStyle,
  { part, row, y }: { readonly part: DrawnPart; readonly row: number; readonly y: Pt },
): readonly Shape[] => {
  const { edges, cells, table } = part;
  const crossed = new Set<number>();
  for (const { cell } of cells)
    if (cell.row < row && cell.row + cell.rows > row)
      for (let n = 0; n < cell.columns; n++) crossed.add(cell.column + n);
  return runs(table.columns.length, (n) => !crossed.has(n)).flatMap(({ from, to }) =>
    ruleShapes(rule, { from: { x: edges[from]!, y }, length: edges[to]! - edges[from]!, direction: "horizontal" }),
  );
};

/** Rules between columns, left out where a cell reaches over them. */
const columnRules = (rule: RuleStyle, { edges, heights, cells, rows, tops, table }: DrawnPart): readonly Shape[] =>
  table.columns.slice(1).flatMap((_, n) => {
    const edge = n + 1;
    const crossed = new Set<number>();
    for (const { cell } of cells)
      if (cell.column < edge && cell.column + cell.columns > edge)
        for (let k = 0; k < cell.rows; k++) crossed.add(cell.row + k);
    return runs(rows.length, (at) => !crossed.has(rows[at]!)).flatMap(({ from, to }) => {
      const [first, last] = [rows[from]!, rows[to - 1]!];
      const top = tops.get(first)!;
      const length = tops.get(last)! + heights[last]! - top;
      return ruleShapes(rule, { from: { x: edges[edge]!, y: top }, length, direction: "vertical" });
    });
  });

/** Stretches of 0 to `count` in which `holds` does; `to` is excluded. */
const runs = (
  count: number,
  holds: (n: number) => boolean,
): readonly { readonly from: number; readonly to: number }[] => {
  const found: { from: number; to: number }[] = [];
  for (let n = 0; n < count; n++) {
    if (!holds(n)) continue;
    const last = found.at(-1);
    if (last?.to === n) last.to = n + 1;
    else found.push({ from: n, to: n + 1 });
  }
  return found;
};

const faultsOf = ({ table, solved, cells }: TableGrid): readonly BlockFault[] => {
  if (solved.excess > 0.01)
    return [
      {
        code: "compose/table-width",
        severity: "error",
        message: `a table needs ${Math.ceil(solved.excess * 10) / 10} pt more than its width`,
        hint: "leave a column out, shorten its longest words, or give it more columns of the page",
        source: table.source,
      },
    ];
  const wide = cells.find((each) => each.tooWide);
  if (!wide) return [];
  return [
    {
      code: "compose/table-width",
      severity: "error",
      message: `a cell of a table is wider than its column`,
      hint: "give the column more width, or shorten the cell",
      source: wide.cell.text[0]?.source ?? table.source,
    },
  ];
};
