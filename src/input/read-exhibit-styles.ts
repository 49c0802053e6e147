/** Styles of tables, key figures, pull quotes, charts and sidebars, with the text styles and rules that they name. */
import { BLACK, type Ink } from "../base/colour.ts";
import type { Pt } from "../base/units.ts";
import type { RuleStyle, TextStyle } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import { points, rowsOf } from "./document/lengths.ts";
import { nameHint } from "./document/nearest-name.ts";
import type { ReadShop } from "./document/read-text.ts";
import type { YamlDocument, YamlPath } from "./document/yaml-document.ts";
import { inkOf } from "./read-ink.ts";
import type { StyleInput } from "./style-schema.ts";

/** What these styles are made of. */
export interface ExhibitStylesHow {
  readonly text: ReadonlyMap<string, TextStyle>;
  readonly rules: ReadonlyMap<string, RuleStyle>;
  /** one of `text` */
  readonly body: TextStyle;
  /** height of a row of the page */
  readonly row: Pt;
  readonly document: YamlDocument;
  readonly shop: ReadShop;
}

type ExhibitStyles = Pick<StyleSheet, "tables" | "figures" | "quotes" | "charts" | "sidebars">;
type Section<Name extends keyof ExhibitStyles> = NonNullable<StyleInput[Name]>[string];
type Make<Name extends keyof ExhibitStyles> = (input: Section<Name>, at: StyleAt) => Of<ExhibitStyles[Name]>;
type Of<Table> = Table extends ReadonlyMap<string, infer Style> ? Style : never;

/** What a style sheet says of them; each kind has a style of the plain name, made of the body's where the sheet has none. */
export const exhibitStylesOf = (input: Partial<StyleInput>, how: ExhibitStylesHow): ExhibitStyles => {
  const table = <Name extends keyof ExhibitStyles>(section: Name, plain: string, make: Make<Name>) => {
    const written = Object.entries(input[section] ?? {}) as [string, Section<Name>][];
    const plainOne: [string, Section<Name>] = [plain, {} as Section<Name>];
    const all = written.some(([name]) => name === plain) ? written : [...written, plainOne];
    return new Map(all.map(([name, each]) => [name, make(each, styleAt(name, [section, name], how))]));
  };
  return {
    tables: table("tables", "table", tableOf),
    figures: table("figures", "key-figure", figureOf),
    quotes: table("quotes", "quote", quoteOf),
    charts: table("charts", "chart", chartOf),
    sidebars: table("sidebars", "sidebar", sidebarOf),
  };
};

/** A style that is being read: how the names in it are looked up. */
interface StyleAt {
  readonly name: string;
  readonly row: Pt;
  /** the text style that is named, else the first of `standards` that is there, else the body's */
  text(field: string, written: string | undefined, standards: readonly string[]): TextStyle;
  rule<Field extends string>(field: Field, written: string | undefined): { readonly [K in Field]?: RuleStyle };
}

const styleAt = (
  name: string,
  path: YamlPath,
  { text, rules, body, row, document, shop }: ExhibitStylesHow,
): StyleAt => {
  const missing = (what: string, written: string, field: string, known: readonly string[]): void =>
    shop.report.add({
      code: "input/unknown-name",
      severity: "error",
      message: `there is no ${what} \`${written}\``,
      hint: nameHint(written, known),
      source: document.range([...path, field]),
    });
  return {
    name,
    row,
    text: (field, written, standards) => {
      if (written !== undefined && !text.has(written)) missing("text style", written, field, [...text.keys()]);
      const found = [written, ...standards].find((each) => each !== undefined && text.has(each));
      return (found !== undefined && text.get(found)) || body;
    },
    rule: (field, written) => {
      const found = written === undefined ? undefined : rules.get(written);
      if (written !== undefined && !found) missing("rule", written, field, [...rules.keys()]);
      return (found ? { [field]: found } : {}) as { readonly [K in typeof field]?: RuleStyle };
    },
  };
};

const tableOf: Make<"tables"> = (input, { name, row, text, rule }) => {
  const body = text("body", input.body, ["table"]);
  return {
    name,
    title: text("title", input.title, ["table-title"]),
    head: text("head", input.head, ["table-head", "table"]),
    body,
    note: text("note", input.note, ["table-note", body.name]),
    rowHeight: Math.max(0.1, rowsOf(input.rowHeight ?? "1row")) * row,
    padding: points(input.padding ?? "3pt"),
    rowsEvery: input.rowsEvery ?? 1,
    ...rule("above", input.above),
    ...rule("underHead", input.underHead),
    ...rule("below", input.below),
    ...rule("betweenRows", input.betweenRows),
    ...rule("betweenColumns", input.betweenColumns),
    ...(input.headTint && { headTint: inkOf(input.headTint) }),
    ...(input.tint && { tint: inkOf(input.tint) }),
    balance: input.balance ?? true,
    ...(input.continued !== undefined && { continued: input.continued || "" }),
  };
};

const figureOf: Make<"figures"> = (input, { name, text, rule }) => {
  const label = text("label", input.label, ["figure-label"]);
  return {
    name,
    number: text("number", input.number, ["figure-number"]),
    unit: text("unit", input.unit, ["figure-unit"]),
    label,
    change: text("change", input.change, [label.name]),
    gap: points(input.gap ?? "8pt"),
    up: input.up ? inkOf(input.up) : BLACK,
    down: input.down ? inkOf(input.down) : BLACK,
    ...rule("rule", input.rule),
  };
};

const quoteOf: Make<"quotes"> = (input, { name, text, rule }) => {
  const main = text("text", input.text, ["quote"]);
  return {
    name,
    text: main,
    by: text("by", input.by, ["quote-by", main.name]),
    ...rule("above", input.above),
    ...rule("below", input.below),
    ...(input.mark && {
      mark: { size: points(input.mark.size), ink: input.mark.ink ? inkOf(input.mark.ink) : BLACK },
    }),
  };
};

const grey = (k: number): Ink => ({ c: 0, m: 0, y: 0, k });

const HAIRLINE: RuleStyle = { name: "axis", kind: "solid", thickness: 0.25, line: 0.25, period: 0.25, ink: BLACK };

const chartOf: Make<"charts"> = (input, { name, row, text, rule }) => {
  const label = text("label", input.label, ["chart-label"]);
  return {
    name,
    title: text("title", input.title, ["table-title"]),
    label,
    value: text("value", input.value, ["chart-value", label.name]),
    note: text("note", input.note, ["table-note", label.name]),
    axis: HAIRLINE,
    inks: input.inks?.map(inkOf) ?? [BLACK, grey(60), grey(35), grey(15)],
    lineThickness: points(input.lineThickness ?? "1.2pt"),
    height: rowsOf(input.height ?? "9row") * row,
    ...rule("axis", input.axis),
    ...rule("grid", input.grid),
  };
};

const sidebarOf: Make<"sidebars"> = (input, { name, text, rule }) => ({
  name,
  title: text("title", input.title, ["sidebar-title"]),
  text: text("text", input.text, ["sidebar"]),
  ...rule("rule", input.rule),
});
