/** `<table>` → a table of a story, where it is one: what only lays text out, or is too large, is text. */
import type { TableBlock, TableCell } from "./block.ts";
import { findAll, inOneLine, type MarkupElement, textOf } from "./markup.ts";

/** What the front matter of a story takes. */
const MOST_COLUMNS = 60;
const MOST_ROWS = 1000;

/** In a cell these show that the table lays text out. */
const LAYOUT = ["table", "ul", "ol", "img", "figure", "h1", "h2", "h3", "ruby", "media"];

/** Undefined when the element is no table of words and numbers. */
export const tableOf = (element: MarkupElement): TableBlock | undefined => {
  const rows = findAll(element, "tr");
  const cells = rows.map(cellsOf);
  const all = cells.flat();
  if (rows.length < 2 || rows.length > MOST_ROWS || Math.max(...cells.map(width)) < 2) return undefined;
  if (all.some((cell) => LAYOUT.some((name) => findAll(cell, name).length > 0) || findAll(cell, "p").length > 1))
    return undefined;
  if (!isWhole(element, rows) || !fits(cells)) return undefined;
  const heads = cells.findIndex((row) => row.some(({ name }) => name !== "th"));
  const title = findAll(element, "caption").map(textOf).join(" ");
  return {
    kind: "table",
    title: inOneLine(title),
    head: Math.min(9, heads < 0 ? cells.length - 1 : heads),
    rows: cells.map((row) => row.map(cellOf)),
  };
};

const cellsOf = (row: MarkupElement): readonly MarkupElement[] =>
  row.children.flatMap((child) => (child.kind === "element" && /^t[dh]$/.test(child.name) ? [child] : []));

const spanOf = (written: string | undefined): number =>
  Math.min(1000, Math.max(1, Number(/^\d{1,4}/.exec(written ?? "")?.[0] ?? 1)));

const width = (row: readonly MarkupElement[]): number =>
  row.reduce((sum, { attributes }) => sum + spanOf(attributes["colspan"]), 0);

const cellOf = (cell: MarkupElement): TableCell => ({
  text: inOneLine(textOf(cell)),
  columns: spanOf(cell.attributes["colspan"]),
  rows: spanOf(cell.attributes["rowspan"]),
});

/** Text that stands beside the cells would be lost. */
const isWhole = (element: MarkupElement, rows: readonly MarkupElement[]): boolean => {
  const inCells = rows.flatMap(cellsOf).map(textOf).join("");
  const title = findAll(element, "caption").map(textOf).join("");
  const bare = (text: string) => text.replace(/\s/g, "").length;
  return bare(textOf(element)) === bare(inCells) + bare(title);
};

/** Whether no cell leaves the table or lies on another; every row then is as wide as the first. */
const fits = (cells: readonly (readonly MarkupElement[])[]): boolean => {
  const taken = cells.map(() => 0);
  for (const [n, row] of cells.entries())
    for (const { attributes } of row)
      for (let down = 0; down < spanOf(attributes["rowspan"]); down++) {
        if (taken[n + down] === undefined) return false;
        taken[n + down]! += spanOf(attributes["colspan"]);
      }
  return taken.every((each) => each === taken[0]) && taken[0]! <= MOST_COLUMNS;
};
