/** Obstacles in the legs as planning makes them of insets. */
import type { Rect } from "../../src/base/geometry.ts";
import type { Obstacle } from "../../src/plan/body-legs.ts";
import { contourOf } from "../../src/plan/frame-shape.ts";

/** A box or an ellipse with a gap of 9 pt and the least measures of the paper's style. */
export const obstacleOf = (rect: Rect, kind: "rectangle" | "ellipse" = "rectangle"): Obstacle => {
  const contour = contourOf({ kind }, rect);
  return { rect, gap: 9, hang: 0, wrap: "wider", least: contour ? 5 : 9, ...(contour && { contour }) };
};
