/** The page grid: columns of whole zi, baseline rows, on the trimmed page. */
import type { Rect } from "../base/geometry.ts";
import type { Pt, Zi } from "../base/units.ts";
import type { Layout } from "../model/layout.ts";
import type { StyleSheet } from "../model/style-sheet.ts";

export interface PageGrid {
  /** 版心 */
  readonly typeArea: Rect;
  readonly columns: number;
  readonly columnWidth: Pt;
  readonly gutter: Pt;
  readonly rows: number;
  readonly row: Pt;
  readonly zi: Pt;
}

/** The grid that a layout asks for with a style sheet's body size (LC-13: size × characters × columns + gutters). */
export const pageGrid = (layout: Layout, style: StyleSheet): PageGrid => {
  const { columns, measure, gutter, rows, top, left } = layout.grid;
  const width = (measure * columns + gutter * (columns - 1)) * style.zi;
  return {
    typeArea: { x: left ?? (layout.format.width - width) / 2, y: top, width, height: rows * style.row },
    columns,
    columnWidth: measure * style.zi,
    gutter: gutter * style.zi,
    rows,
    row: style.row,
    zi: style.zi,
  };
};

/** Left edge of column `column`, from 1. */
export const columnLeft = (grid: PageGrid, column: number): Pt =>
  grid.typeArea.x + (column - 1) * (grid.columnWidth + grid.gutter);

/** Width of `count` columns with the gutters between them. */
export const columnsWidth = (grid: PageGrid, count: number): Pt => count * grid.columnWidth + (count - 1) * grid.gutter;

/** Top edge of row `row`, from 1. */
export const rowTop = (grid: PageGrid, row: number): Pt => grid.typeArea.y + (row - 1) * grid.row;

/** Distance from a row's top to its baseline: the ideograph stands centred in the row, its baseline 0.12 em above its foot. */
export const baselineInRow = (grid: PageGrid): Pt => (grid.row - grid.zi) / 2 + 0.88 * grid.zi;

/** Width brought down to whole steps of `step` zi (LC-01; newspapers measure in half zi). */
export const snapMeasure = (width: Pt, zi: Pt, step: Zi): Pt => Math.floor(width / (zi * step) + 1e-6) * zi * step;
