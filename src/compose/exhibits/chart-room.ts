/** What the parts of a chart are drawn in, and what comes out. */
import type { Pt } from "../../base/units.ts";
import type { ChartStyle } from "../../model/exhibit-style.ts";
import type { Chart } from "../../model/story.ts";
import type { ComposedLine, Shape } from "../composed-page.ts";
import type { Galleys } from "../galleys.ts";
import type { BlockFault } from "./block.ts";

/** What the drawing of a chart has to go by. */
export interface ChartRoom {
  readonly chart: Chart;
  readonly style: ChartStyle;
  readonly galleys: Galleys;
  readonly width: Pt;
  readonly height: Pt;
}

/** The drawing of a chart with its labels, from its own top left corner. */
export interface ChartDrawing {
  readonly lines: readonly ComposedLine[];
  readonly shapes: readonly Shape[];
  readonly faults: readonly BlockFault[];
}
