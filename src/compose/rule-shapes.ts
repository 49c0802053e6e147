/** Rules as what is drawn: solid, dotted, or a thick line beside a thin one. */
import type { Point } from "../base/geometry.ts";
import { linePath, type PathCommand } from "../base/path.ts";
import type { Pt } from "../base/units.ts";
import type { RuleStyle } from "../model/style.ts";
import type { Shape } from "./composed-page.ts";

/** Where a rule stands: the middle of its thickness from one end to the other, across the page or down it. */
export interface RulePlace {
  readonly from: Point;
  readonly length: Pt;
  readonly direction: "horizontal" | "vertical";
}

/** A double rule is a thick and a thin one: six and one tenths of its thickness, with the rest between them. */
export const ruleShapes = (rule: RuleStyle, { from, length, direction }: RulePlace): readonly Shape[] => {
  const line = (at: Pt, thickness: Pt): Shape => {
    const off = at - rule.thickness / 2;
    const start = direction === "horizontal" ? { x: from.x, y: from.y + off } : { x: from.x + off, y: from.y };
    const end = direction === "horizontal" ? { ...start, x: start.x + length } : { ...start, y: start.y + length };
    return ruledShape(rule, linePath(start, end), thickness);
  };
  const { thickness } = rule;
  if (rule.kind !== "double") return [line(thickness / 2, thickness)];
  return [line(thickness * 0.3, thickness * 0.6), line(thickness * 0.95, Math.max(0.25, thickness * 0.1))];
};

/** A path drawn as a rule is. */
export const ruledShape = (
  { kind, ink }: Pick<RuleStyle, "kind" | "ink">,
  path: readonly PathCommand[],
  thickness: Pt,
): Shape => ({ kind: "stroke", path, thickness, dash: kind === "dotted" ? [thickness, thickness * 1.5] : [], ink });
