/** Styles of tables, key figures, pull quotes, charts and sidebars as a style sheet writes them. */
import { ink, length, name, positiveLength, rowsLength, text, typeSize, z } from "./document/schema.ts";

const textName = (standard: string) =>
  name.optional().describe(`a text style of this style sheet; default ${standard}`);
const ruleName = (where: string) => name.optional().describe(`a rule of this style sheet, ${where}; none when absent`);

/** How a table is set. */
export const tableStyle = z.strictObject({
  title: textName("table-title, else body"),
  head: textName("table-head, else body"),
  body: textName("table, else body"),
  note: textName("table-note, else the body's"),
  rowHeight: rowsLength.optional().describe("least height of a row; default 1row"),
  padding: length.optional().describe("at both sides of a cell; default 3pt"),
  above: ruleName("above the head"),
  underHead: ruleName("under the head"),
  below: ruleName("under the last row"),
  betweenRows: ruleName("under rows of the body"),
  rowsEvery: z.int().min(1).max(50).optional().describe("under every so many; default 1"),
  betweenColumns: ruleName("between columns"),
  headTint: ink.optional().describe("ground of the head"),
  tint: ink.optional().describe("ground of every second row of the body"),
  continued: z
    .union([z.literal(false), text])
    .optional()
    .describe("over what goes on in another place; false for nothing; default by language, as in （续表）"),
  balance: z
    .boolean()
    .optional()
    .describe("whether parts side by side are about as tall as one another; else each is filled first; default true"),
});

/** How figures with unit, label and trend are set. */
export const figureStyle = z.strictObject({
  number: textName("figure-number, else body"),
  unit: textName("figure-unit, else body"),
  label: textName("figure-label, else body"),
  change: textName("that of the label"),
  rule: ruleName("between one figure and the next"),
  gap: length.optional().describe("between them; default 8pt"),
  up: ink.optional().describe("of an arrow up; default black"),
  down: ink.optional().describe("of an arrow down; default black"),
});

/** How a pull quote is set. */
export const quoteStyle = z.strictObject({
  text: textName("quote, else body"),
  by: textName("quote-by, else that of the text"),
  above: ruleName("above it"),
  below: ruleName("under it"),
  mark: z
    .strictObject({ size: typeSize, ink: ink.optional() })
    .optional()
    .describe("a drawn quotation mark over the text; none when absent"),
});

/** How a chart is set. */
export const chartStyle = z.strictObject({
  title: textName("table-title, else body"),
  label: textName("chart-label, else body"),
  value: textName("chart-value, else that of the label"),
  note: textName("table-note, else that of the label"),
  axis: ruleName("of the axes, 0.25pt when absent"),
  grid: ruleName("behind the drawing"),
  inks: z
    .array(ink)
    .min(1)
    .max(24)
    .optional()
    .describe("of series, or sectors, in order; default black, 60 %, 35 %, 15 %"),
  lineThickness: positiveLength.optional().describe("default 1.2pt"),
  height: rowsLength.optional().describe("of the drawing where the layout does not say it; default 9row"),
});

/** How a sidebar is set. */
export const sidebarStyle = z.strictObject({
  title: textName("sidebar-title, else body"),
  text: textName("sidebar, else body"),
  rule: ruleName("under the title"),
});

/** What a style sheet says of the blocks of a story. */
export const exhibitStyles = {
  tables: z.record(name, tableStyle).optional(),
  figures: z.record(name, figureStyle).optional(),
  quotes: z.record(name, quoteStyle).optional(),
  charts: z.record(name, chartStyle).optional(),
  sidebars: z.record(name, sidebarStyle).optional(),
};
