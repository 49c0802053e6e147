/** How what a story brings besides text and pictures is set: tables, figures, quotations, charts, sidebars. */
import type { Ink } from "../base/colour.ts";
import type { Pt } from "../base/units.ts";
import type { RuleStyle, TextStyle } from "./style.ts";

/** How a table is set: its texts, its rows, what is drawn between them. */
export interface TableStyle {
  readonly name: string;
  readonly title: TextStyle;
  readonly head: TextStyle;
  readonly body: TextStyle;
  readonly note: TextStyle;
  /** least height of a row; taller ones are whole multiples of it */
  readonly rowHeight: Pt;
  /** blank at both sides of a cell */
  readonly padding: Pt;
  /** above the head, under it, under the last row */
  readonly above?: RuleStyle;
  readonly underHead?: RuleStyle;
  readonly below?: RuleStyle;
  /** under every `rowsEvery`-th row of the body */
  readonly betweenRows?: RuleStyle;
  readonly rowsEvery: number;
  readonly betweenColumns?: RuleStyle;
  /** ground of the head, and of every second row of the body */
  readonly headTint?: Ink;
  readonly tint?: Ink;
  /** over what goes on in another place of the page; by language (续表) when absent, nothing when `""` */
  readonly continued?: string;
  /** whether parts side by side are about as tall as one another; else each is filled before the next */
  readonly balance: boolean;
}

/** How a figure with unit, label and trend is set. */
export interface FigureStyle {
  readonly name: string;
  readonly number: TextStyle;
  readonly unit: TextStyle;
  readonly label: TextStyle;
  readonly change: TextStyle;
  /** between one figure and the next, in the middle of the gap */
  readonly rule?: RuleStyle;
  readonly gap: Pt;
  /** of the arrows */
  readonly up: Ink;
  readonly down: Ink;
}

/** How a pull quote is set. */
export interface QuoteStyle {
  readonly name: string;
  readonly text: TextStyle;
  readonly by: TextStyle;
  readonly above?: RuleStyle;
  readonly below?: RuleStyle;
  /** a drawn quotation mark over the text, no part of it */
  readonly mark?: { readonly size: Pt; readonly ink: Ink };
}

/** How a chart is set. */
export interface ChartStyle {
  readonly name: string;
  readonly title: TextStyle;
  readonly label: TextStyle;
  readonly value: TextStyle;
  readonly note: TextStyle;
  readonly axis: RuleStyle;
  /** lines behind the drawing, at round numbers */
  readonly grid?: RuleStyle;
  /** of the series, or of the sectors of a pie, in order; they begin anew when there are more */
  readonly inks: readonly Ink[];
  readonly lineThickness: Pt;
  /** of the drawing, when the layout does not say how tall the chart is */
  readonly height: Pt;
}

/** How a sidebar is set. */
export interface SidebarStyle {
  readonly name: string;
  readonly title: TextStyle;
  readonly text: TextStyle;
  /** under the title */
  readonly rule?: RuleStyle;
}
