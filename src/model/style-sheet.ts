/** A style sheet: all styles of a paper, by name. */
import type { Pt, Zi } from "../base/units.ts";
import type { ClosingStyle } from "./closing.ts";
import type { ChartStyle, FigureStyle, QuoteStyle, SidebarStyle, TableStyle } from "./exhibit-style.ts";
import type { BoxStyle, CompositionLimits, HeadlineStyle, RuleStyle, TextStyle } from "./style.ts";

export interface StyleSheet {
  readonly name: string;
  /** the body size: one zi */
  readonly zi: Pt;
  /** distance of baseline rows */
  readonly row: Pt;
  /** snap of measures, in zi: 0.5 sets them in whole and half zi */
  readonly measureStep: Zi;
  readonly text: ReadonlyMap<string, TextStyle>;
  readonly headlines: ReadonlyMap<string, HeadlineStyle>;
  readonly rules: ReadonlyMap<string, RuleStyle>;
  readonly boxes: ReadonlyMap<string, BoxStyle>;
  /** these five have an entry of the plain name (`table`, `key-figure`, `quote`, `chart`, `sidebar`) in every style sheet */
  readonly tables: ReadonlyMap<string, TableStyle>;
  readonly figures: ReadonlyMap<string, FigureStyle>;
  readonly quotes: ReadonlyMap<string, QuoteStyle>;
  readonly charts: ReadonlyMap<string, ChartStyle>;
  readonly sidebars: ReadonlyMap<string, SidebarStyle>;
  readonly limits: CompositionLimits;
  readonly closing: ClosingStyle;
}
