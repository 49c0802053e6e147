/** Blocks of a story as they are set: what there is, and in which style. */
import type { Pt } from "../base/units.ts";
import type { ChartStyle, FigureStyle, QuoteStyle, SidebarStyle, TableStyle } from "../model/exhibit-style.ts";
import type { Chart, KeyFigure, QrCode, Quote, Sidebar, Table } from "../model/story.ts";
import type { BoxStyle, TextStyle } from "../model/style.ts";

/** A block of a story, ready to be set. */
export type ExhibitContent =
  | {
      readonly kind: "table";
      readonly table: Table;
      readonly style: TableStyle;
      /** parts side by side, and the distance between them */
      readonly columns: number;
      readonly gutter: Pt;
      /** of the words over and under what goes on elsewhere, BCP 47 */
      readonly language: string;
    }
  | {
      readonly kind: "key-figures";
      readonly figures: readonly KeyFigure[];
      readonly style: FigureStyle;
      /** of figures that are running text */
      readonly textStyle: TextStyle;
      readonly columns: number;
      readonly gutter: Pt;
    }
  | { readonly kind: "quote"; readonly quote: Quote; readonly style: QuoteStyle }
  | { readonly kind: "qr"; readonly code: QrCode; readonly style: TextStyle }
  | { readonly kind: "chart"; readonly chart: Chart; readonly style: ChartStyle }
  | { readonly kind: "sidebar"; readonly sidebar: Sidebar; readonly style: SidebarStyle };

/** A block with the box round it. */
export interface BoxedExhibit {
  readonly content: ExhibitContent;
  readonly box?: BoxStyle;
}
