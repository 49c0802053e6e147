/** Where a table is broken between its rows: into parts of about one height, or into parts that fill their room. */
import type { Pt } from "../../base/units.ts";
import type { Table } from "../../model/story.ts";

/** Rows of a table's body that are to be set, and how high all its rows are. */
export interface TableRows {
  readonly table: Table;
  /** of every row, the head's too */
  readonly heights: readonly Pt[];
  /** the first of them */
  readonly from: number;
}

/** Rows of each part, in order, and the first row that found no place; the number of rows when all did. */
export interface BrokenRows {
  readonly parts: readonly (readonly number[])[];
  readonly next: number;
}

/** A part ends after no fewer rows than this. */
const LEAST_ROWS = 2;

/**
 * All rows in at most `count` parts, the tallest as low as may be and the others about as tall. No part ends inside a cell of
 * several rows, after a group's heading, or after a single row.
 */
export const balancedRows = (rows: TableRows, count: number): BrokenRows => {
  const { from } = rows;
  const end = rows.table.rows;
  if (count === 1 || end - from < 2) return { parts: [range(from, end)], next: end };
  const facts = breakFacts(rows);
  const ways = waysOf(facts, { from, end, count });
  const parts: (readonly number[])[] = [];
  let at = from;
  for (let left = count; left > 0 && at < end; left--) {
    const to = ways[left]![at - from]!.to;
    parts.push(range(at, to));
    at = to;
  }
  return { parts, next: end };
};

/** What each part of the rows has to fit into. */
export interface FillRoom {
  readonly count: number;
  /** of a part's rows of the body */
  readonly height: Pt;
  /** at least one row goes elsewhere: there is no room for what follows the last one */
  readonly leaves: boolean;
}

/** Part after part filled with as many rows as it holds, by the same rules where they can be kept; spanning cells are never cut. */
export const filledRows = (rows: TableRows, { count, height, leaves }: FillRoom): BrokenRows => {
  const facts = breakFacts(rows);
  const end = rows.table.rows;
  const parts: (readonly number[])[] = [];
  let at = rows.from;
  for (let n = 0; n < count && at < end; n++) {
    const to = lastBreak(facts, { at, end, height, leaves });
    if (to === undefined) break;
    parts.push(range(at, to));
    at = to;
  }
  return { parts, next: at };
};

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, n) => from + n);

interface BreakFacts {
  /** of all rows before this one */
  readonly above: readonly Pt[];
  /** whether a cell reaches over the row's upper edge */
  readonly joined: ReadonlySet<number>;
  readonly headings: ReadonlySet<number>;
}

const breakFacts = ({ table, heights }: TableRows): BreakFacts => {
  const above: Pt[] = [0];
  for (const height of heights) above.push(above.at(-1)! + height);
  const joined = new Set<number>();
  for (const cell of table.cells) for (let n = 1; n < cell.rows; n++) joined.add(cell.row + n);
  return { above, joined, headings: groupHeadings(table) };
};

/** Rows of the body that name the group below them: one cell over all columns. */
export const groupHeadings = ({ cells, columns, head }: Table): ReadonlySet<number> =>
  new Set(
    cells
      .filter((cell) => cell.row >= head && columns.length > 1 && cell.columns === columns.length)
      .map(({ row, rows }) => row + rows - 1),
  );

interface Way {
  readonly to: number;
  /** the tallest part */
  readonly most: Pt;
  /** how uneven the parts are: the sum of their heights' squares */
  readonly uneven: number;
}

/** For each number of parts left, and each row, the best end of the next part. */
const waysOf = (
  facts: BreakFacts,
  { from, end, count }: { readonly from: number; readonly end: number; readonly count: number },
): readonly (readonly Way[])[] => {
  const length = end - from;
  const done: Way = { to: end, most: 0, uneven: 0 };
  const ways: Way[][] = [Array.from({ length: length + 1 }, (_, n) => (n === length ? done : NO_WAY))];
  for (let left = 1; left <= count; left++) {
    const row: Way[] = [];
    for (let at = from; at <= end; at++)
      row.push(at === end ? done : bestWay(facts, { at, from, end }, ways[left - 1]!));
    ways.push(row);
  }
  return ways;
};

const NO_WAY: Way = { to: -1, most: Number.POSITIVE_INFINITY, uneven: Number.POSITIVE_INFINITY };

const bestWay = (
  { above, joined, headings }: BreakFacts,
  { at, from, end }: { readonly at: number; readonly from: number; readonly end: number },
  rest: readonly Way[],
): Way => {
  let best = NO_WAY;
  for (let to = end; to > at; to--) {
    if (to < end && (to - at < LEAST_ROWS || joined.has(to) || headings.has(to - 1))) continue;
    const own = above[to]! - above[at]!;
    const after = rest[to - from]!;
    const way = { to, most: Math.max(own, after.most), uneven: own ** 2 + after.uneven };
    // of ways as good as one another the one whose earlier parts are longer
    if (way.most < best.most - TIE || (way.most < best.most + TIE && way.uneven < best.uneven - TIE)) best = way;
  }
  return best;
};

/** What rounding makes of equal heights. */
const TIE = 1e-6;

/** The last row before which a part may end that is no taller than its room: by all rules, then in need by fewer. */
const lastBreak = (
  { above, joined, headings }: BreakFacts,
  {
    at,
    end,
    height,
    leaves,
  }: { readonly at: number; readonly end: number; readonly height: Pt; readonly leaves: boolean },
): number | undefined => {
  const fits = (to: number): boolean => above[to]! - above[at]! <= height + TIE;
  if (!leaves && fits(end)) return end;
  const rules: readonly ((to: number) => boolean)[] = [
    (to) => to - at >= LEAST_ROWS && end - to >= LEAST_ROWS && !headings.has(to - 1),
    (to) => !headings.has(to - 1),
  ];
  for (const keeps of rules)
    for (let to = end - 1; to > at; to--) if (fits(to) && !joined.has(to) && keeps(to)) return to;
  return undefined;
};
