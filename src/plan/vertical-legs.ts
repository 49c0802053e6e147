/**
 * Legs of vertical lines (段), one under another: legs of horizontal lines seen from the side, so that what stands in them takes
 * room out of their lines by the same rules. Along a line is down the page, from line to line is from the right (LC-100).
 */
import { type Point, type Rect, right } from "../base/geometry.ts";
import type { Pt, Rows } from "../base/units.ts";
import { type BodyShape, legsOf, type Obstacle } from "./body-legs.ts";
import { baselineInRow } from "./page-grid.ts";
import type { Leg } from "./page-plan.ts";

/** How many lines a vertical leg has side by side. */
export const lineCount = ({ width, grid }: Pick<BodyShape, "width" | "grid">): number =>
  Math.floor(width / grid.row + 1e-6);

/**
 * Right edge of the first line. The lines of a page stand at one pitch from the right edge of its type area, unless a leg would
 * lose one by it.
 */
export const firstLineEdge = (shape: BodyShape): Pt => {
  const { row, typeArea } = shape.grid;
  const edge = shape.x + shape.width;
  const onPage = right(typeArea) - Math.ceil((right(typeArea) - edge) / row - 1e-6) * row;
  return lineCount({ width: onPage - shape.x, grid: shape.grid }) === lineCount(shape) ? onPage : edge;
};

/** The body from the side: its legs side by side, their lines one under another. */
export const fromTheSide = (shape: BodyShape, rows: Rows): BodyShape => ({
  ...shape,
  x: shape.y,
  y: 0,
  width: rows * shape.grid.row,
});

/** Legs that share `rows` rows, each filled from the right before the next (LC-09: vertical text is not balanced). */
export const verticalLegsOf = (shape: BodyShape, rows: Rows, obstacles: readonly Obstacle[]): readonly Leg[] => {
  const edge = firstLineEdge(shape);
  const turned = obstacles.map((each) => ({
    ...each,
    rect: turnedRect(each.rect, edge),
    ...(each.contour && { contour: each.contour.map((polygon) => polygon.map((point) => turnedPoint(point, edge))) }),
  }));
  const { grid } = shape;
  return legsOf(fromTheSide(shape, rows), lineCount(shape), turned).map(({ rect, slots }) => ({
    rect: { x: shape.x, y: rect.x, width: shape.width, height: rect.width },
    slots: slots.map(({ x, measure, baseline }) => ({
      x: edge - (baseline - baselineInRow(grid) + grid.row / 2),
      measure,
      baseline: x,
    })),
  }));
};

const turnedPoint = ({ x, y }: Point, edge: Pt): Point => ({ x: y, y: edge - x });

const turnedRect = (rect: Rect, edge: Pt): Rect => ({
  x: rect.y,
  y: edge - right(rect),
  width: rect.height,
  height: rect.width,
});
