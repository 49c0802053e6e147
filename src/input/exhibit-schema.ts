/** Blocks of a story as its front matter writes them: key figures, tables, quotes, codes, charts, sidebars. */
import { CELL_ALIGNS, CHART_FORMS } from "../model/story.ts";
import { count, formed, justOneOf, path, saying, text, z } from "./document/schema.ts";

/** Numbers may be written without quotes; they are printed as they are written. */
const words = z.union([z.string(), z.number()], {
  error: saying("input/wrong-value", () => "this is no text", "write a text or a number"),
});

/** A figure of 数据框. */
export const keyFigure = z
  .union([
    text,
    z.strictObject({
      number: words.describe("as printed, as in 6.2"),
      unit: words.optional().describe("set smaller behind the number"),
      label: words.optional().describe("what is counted"),
      trend: z.enum(["up", "down", "flat"]).optional().describe("drawn as an arrow"),
      change: words.optional().describe("by how much, as in 8%"),
    }),
  ])
  .describe("running text with its figures in **, or a figure with unit, label and trend, set as a block");

const cell = z.union(
  [
    words,
    z.boolean(),
    z.null(),
    z.strictObject({
      text: words.optional(),
      span: count.optional().describe("columns that it takes; default 1"),
      rows: count.optional().describe("rows that it takes; default 1"),
      align: z.enum(CELL_ALIGNS).optional().describe("default the column's"),
    }),
  ],
  { error: saying("input/wrong-value", () => "this is no cell", "write a text, a number, or `{ text, span, rows }`") },
);

const align = z.enum(CELL_ALIGNS);

const column = z.union([
  align,
  z.strictObject({
    align: align.optional().describe("default left; decimal puts decimal points under one another"),
    width: formed(
      /^(auto|\d{1,3}(\.\d{1,3})?\s?(zi|%))$/,
      (value) => `\`${value}\` is no width of a column`,
      "write it as in `auto`, `4zi` or `30%`",
    )
      .optional()
      .describe("auto, zi, or a share of the table; default auto"),
  }),
]);

/** A table. */
export const table = z
  .strictObject({
    title: words.optional(),
    note: words.optional().describe("under the table"),
    columns: z.array(column).min(1).max(60).optional().describe("an align, or align and width; default left and auto"),
    head: z.int().min(0).max(9).optional().describe("rows of the head; default 1"),
    rows: z.array(z.array(cell)).min(1).max(1000).optional(),
    file: path.optional().describe("CSV in place of rows"),
  })
  .superRefine(justOneOf(["rows", "file"], "this table"));

/** A pull quote. */
export const quote = z.strictObject({ text, by: words.optional().describe("who said it") });

/** A QR code. */
export const qrCode = z
  .strictObject({
    url: text.optional().describe("an address, as a reader of codes opens it"),
    text: text.optional().describe("anything else that the code is to say"),
    label: words.optional().describe("under the code"),
  })
  .superRefine(justOneOf(["url", "text"], "this code"));

const values = z.array(
  z.union([z.number(), z.string(), z.null()], {
    error: saying("input/wrong-value", () => "this is no number", "write a number; `~` where there is none"),
  }),
);

/** A chart. */
export const chart = z
  .strictObject({
    kind: z.enum(CHART_FORMS),
    bars: z.enum(["up", "right"]).optional().describe("which way bars grow; default up"),
    title: words.optional(),
    labels: z.array(words).min(1).max(200).describe("of the bars, the points or the sectors"),
    series: z
      .array(z.strictObject({ name: words.optional(), values }))
      .min(1)
      .max(12)
      .describe("a value for each label, printed as it is written"),
    unit: words.optional().describe("of the values, printed over the chart"),
    source: words.optional().describe("who says so, printed under the chart"),
  })
  .describe("bars, lines or a pie");

/** A sidebar. */
export const sidebar = z
  .strictObject({
    title: words.optional(),
    text: z
      .union([text, z.array(text).min(1)])
      .optional()
      .describe("a paragraph, or several"),
    items: z.array(text).min(1).max(200).optional().describe("of a list"),
    numbered: z.boolean().optional().describe("whether the items have numbers; default false"),
  })
  .refine((value) => value.text !== undefined || value.items !== undefined, {
    error: saying("input/missing-field", () => "this sidebar holds nothing", "give it `text` or `items`"),
  });
