/** How many rows a story's body takes in its legs, with what stands in them. */
import type { Rect } from "../base/geometry.ts";
import { right } from "../base/geometry.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { BodyPart, Inset } from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import { type BodyShape, legGap, legLeft, legsOf, legWidth, type Obstacle } from "./body-legs.ts";
import type { PlanContext } from "./plan-context.ts";

/** A body in a width. */
export interface BodyQuestion {
  readonly node: BodyPart;
  readonly story: Story;
  readonly width: Pt;
}

/** An inset in place. */
export interface PlacedInset extends Obstacle {
  readonly inset: Inset;
}

/** The body's shape when its corner stands at `x`, `y`. */
export const bodyShape = (
  { node, width }: BodyQuestion,
  corner: { readonly x: Pt; readonly y: Pt },
  context: PlanContext,
): BodyShape => ({
  ...corner,
  width,
  legs: node.legs,
  gutter: node.gutter * context.grid.zi,
  grid: context.grid,
  step: context.style.measureStep,
});

/** Least rows in which the text goes into the legs, all of them equally tall (LC-09). Asked often, worked out once. */
export const bodyRows = (question: BodyQuestion, context: PlanContext): Rows => {
  const answers = context.bodyRows.get(question.node) ?? new Map<string, Rows>();
  context.bodyRows.set(question.node, answers);
  const key = `${question.story.id} ${question.width.toFixed(3)}`;
  const known = answers.get(key);
  if (known !== undefined) return known;
  const rows = leastRows(question, context);
  answers.set(key, rows);
  return rows;
};

const leastRows = (question: BodyQuestion, context: PlanContext): Rows => {
  const { story, node } = question;
  const shape = bodyShape(question, { x: 0, y: 0 }, context);
  const insets = placeInsets(question, shape, context);
  const style = context.textStyle(node.style);
  const plain = context.measure.bodyLines(story, style, [legWidth(shape)]);
  const tallest = Math.max(1, ...insets.map(({ rect }) => Math.ceil((rect.y + rect.height) / shape.grid.row - 0.01)));
  if (insets.length === 0) return Math.max(1, Math.ceil(plain / node.legs));
  const goesInto = (rows: Rows): boolean => {
    const measures = legsOf(shape, rows, insets).flatMap((leg) => leg.slots.map((slot) => slot.measure));
    return measures.length > 0 && context.measure.bodyLines(story, style, measures) <= measures.length;
  };
  // start where the area says, then walk to the least: each step breaks the whole story
  let rows = Math.max(tallest, Math.round((plain + linesLost(insets, shape)) / node.legs));
  while (!goesInto(rows) && rows < 10 * (plain + tallest)) rows++;
  while (rows > tallest && goesInto(rows - 1)) rows--;
  return rows;
};

/** Lines that the insets cost, by their area. */
const linesLost = (insets: readonly PlacedInset[], shape: BodyShape): number =>
  insets.reduce(
    (sum, { rect, gap }) => sum + ((rect.width + 2 * gap) * rect.height) / (legWidth(shape) * shape.grid.row),
    0,
  );

/** Insets with their rectangles, snapped to rows. */
export const placeInsets = (question: BodyQuestion, shape: BodyShape, context: PlanContext): readonly PlacedInset[] =>
  question.node.insets.flatMap((inset) => {
    const height = insetRows(inset, question.story, context);
    if (height === undefined) return [];
    const width = inset.width * shape.grid.zi;
    const y = shape.y + (inset.row - 1) * shape.grid.row;
    const rect: Rect = { x: insetLeft(inset, width, shape), y, width, height: height * shape.grid.row };
    const round = inset.what.kind === "picture" && inset.what.shape === "ellipse";
    return [{ inset, rect, shape: round ? "ellipse" : "rectangle", gap: inset.gap * shape.grid.zi } as const];
  });

const insetRows = (inset: Inset, story: Story, context: PlanContext): Rows | undefined => {
  const { what } = inset;
  const width = inset.width * context.grid.zi;
  if (what.kind === "picture") {
    const facts = story.photos[what.photo - 1]?.photo?.facts;
    if (!story.photos[what.photo - 1]) return undefined;
    return inset.rows ?? Math.round((width * (facts ? facts.height / facts.width : 1)) / context.grid.row);
  }
  if (!story.keyFigures[what.index - 1]) return undefined;
  const question = {
    story,
    index: what.index - 1,
    style: context.textStyle(what.style),
    box: context.boxStyle(what.box),
  };
  return inset.rows ?? Math.ceil(context.measure.keyFigure(question, width) / context.grid.row - 0.01);
};

const insetLeft = (inset: Inset, width: Pt, shape: BodyShape): Pt => {
  const left = legLeft(shape, inset.leg - 1);
  const edge = right({ x: left, y: 0, width: legWidth(shape), height: 0 });
  if (inset.side === "left") return left;
  if (inset.side === "right") return edge - width;
  return edge + legGap(shape) / 2 - width / 2;
};
