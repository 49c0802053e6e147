/** Rules as what is drawn under the lines of an exhibit. */
import type { Point } from "../base/geometry.ts";
import type { PathCommand } from "../base/path.ts";
import type { Pt } from "../base/units.ts";
import type { RuleStyle } from "../model/style.ts";
import type { Shape } from "./composed-page.ts";

/** Where a rule stands: the middle of its thickness from one end to the other, across the page or down it. */
export interface RulePlace {
  readonly from: Point;
  readonly length: Pt;
  readonly direction: "horizontal" | "vertical";
}

/** A rule in its place; what its style draws there is for the painter to say. */
export const ruleShapes = (style: RuleStyle, { from, length, direction }: RulePlace): readonly Shape[] => {
  const { thickness } = style;
  const half = thickness / 2;
  const rect =
    direction === "horizontal"
      ? { x: from.x, y: from.y - half, width: length, height: thickness }
      : { x: from.x - half, y: from.y, width: thickness, height: length };
  return [{ kind: "rule", style, rect, direction }];
};

/** A path drawn as a line of a rule's ink. */
export const ruledShape = ({ ink }: Pick<RuleStyle, "ink">, path: readonly PathCommand[], thickness: Pt): Shape => ({
  kind: "stroke",
  path,
  thickness,
  dash: [],
  ink,
});
