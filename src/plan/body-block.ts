/** A body in its room: its legs, and what stands in them. */
import type { Rect } from "../base/geometry.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { Inset } from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import { type Floats, floatsOf } from "./body-floats.ts";
import { type BodyShape, legGap, legSpans, legsOf, type Obstacle } from "./body-legs.ts";
import type { BodyQuestion } from "./body-question.ts";
import type { BoxedExhibit } from "./exhibit-content.ts";
import { insetExhibit } from "./find-exhibit.ts";
import { contourOf, type FrameShape, frameShape, isBox } from "./frame-shape.ts";
import type { Leg } from "./page-plan.ts";
import type { PlanContext } from "./plan-context.ts";
import { firstLineEdge, fromTheSide, verticalLegsOf } from "./vertical-legs.ts";

/** An inset in place. */
export interface PlacedInset extends Obstacle {
  readonly inset: Inset;
  readonly shape: FrameShape;
}

/** Where a body stands, and how many rows it takes. */
export interface BodyRoom {
  readonly x: Pt;
  readonly y: Pt;
  readonly rows: Rows;
}

/** A body with all that stands in it. */
export interface BodyBlock {
  readonly shape: BodyShape;
  readonly legs: readonly Leg[];
  readonly insets: readonly PlacedInset[];
  readonly floats: Floats;
  /** all that takes room out of the legs */
  readonly obstacles: readonly Obstacle[];
}

/** The body in this room. */
export const bodyBlock = (question: BodyQuestion, room: BodyRoom, context: PlanContext): BodyBlock => {
  const { node, width } = question;
  const shape: BodyShape = {
    x: room.x,
    y: room.y,
    width,
    legs: node.legs,
    gutter: node.gutter * context.grid.zi,
    grid: context.grid,
    step: context.style.measureStep,
    // the page has no columns one under another
    mode: node.writing === "vertical" && node.columns === "automatic" ? "absolute" : node.columns,
  };
  const vertical = node.writing === "vertical";
  const corner = vertical ? cornerDown(shape, room.rows) : cornerAcross(shape);
  const insets = placeInsets(question, corner, context);
  const legsWith = (obstacles: readonly Obstacle[]): readonly Leg[] =>
    vertical ? verticalLegsOf(shape, room.rows, obstacles) : legsOf(shape, room.rows, obstacles);
  const floats = floatsOf({ question, shape, rows: room.rows, context, insets, legsWith });
  const obstacles = [...insets, ...floats.placed];
  return { shape, legs: legsWith(obstacles), insets, floats, obstacles };
};

type Size = Pick<Rect, "width" | "height">;
type Corner = (inset: Inset, size: Size) => Pick<Rect, "x" | "y">;

/** Insets with their rectangles, snapped to rows. */
const placeInsets = ({ node, story }: BodyQuestion, cornerOf: Corner, context: PlanContext): readonly PlacedInset[] =>
  node.insets.flatMap((inset) => {
    const { leftOut, shifts } = context.choices;
    if (leftOut.has(inset)) return [];
    const rows = insetRows(inset, story, context);
    if (rows === undefined) return [];
    const size = { width: inset.width * context.grid.zi, height: rows * context.grid.row };
    const at = { ...inset, row: Math.max(1, inset.row + (shifts.get(inset) ?? 0)) };
    const rect: Rect = { ...cornerOf(at, size), ...size };
    const shape = shapeOf(inset, story, { rect, zi: context.grid.zi });
    const contour = contourOf(shape, rect);
    const { wrap } = context.style.limits;
    return [
      {
        inset,
        rect,
        shape,
        gap: inset.gap * context.grid.zi,
        hang: context.textStyle(node.style).hanging === "none" ? 0 : context.grid.zi,
        wrap: inset.wrap,
        least: isBox(shape) ? wrap.box : wrap.contour,
        ...(contour && { contour }),
      },
    ];
  });

const shapeOf = ({ what }: Inset, story: Story, { rect, zi }: { readonly rect: Rect; readonly zi: Pt }): FrameShape => {
  const photo = what.kind === "picture" ? story.photos[what.photo - 1] : undefined;
  return what.kind === "picture" && photo ? frameShape(what.shape, { rect, photo, zi }) : { kind: "rectangle" };
};

const insetRows = (inset: Inset, story: Story, context: PlanContext): Rows | undefined => {
  const rows = ownRows(inset, story, context);
  if (rows === undefined) return undefined;
  const chosen = Math.max(1, rows + (context.choices.rows.get(inset) ?? 0));
  // a table or a list cannot be lower than it is; a chart is drawn lower
  const content = insetExhibit(inset, story, context)?.content;
  return content && content.kind !== "chart" ? Math.max(rows, chosen) : chosen;
};

/** Rows of an inset as it is of itself. */
const ownRows = (inset: Inset, story: Story, context: PlanContext): Rows | undefined => {
  const { what } = inset;
  const width = inset.width * context.grid.zi;
  if (what.kind === "picture") {
    const facts = story.photos[what.photo - 1]?.photo?.facts;
    if (!story.photos[what.photo - 1]) return undefined;
    const whole = (width * (facts ? facts.height / facts.width : 1)) / context.grid.row;
    // lines beside an outline are worked out one by one: its frame need not end with a row, and nothing of it is cut off
    return inset.rows ?? (what.shape.kind === "outline" && facts?.outline ? whole : Math.round(whole));
  }
  const exhibit = insetExhibit(inset, story, context);
  if (exhibit) return inset.rows ?? exhibitRows(exhibit, width, context);
  if (what.kind === "exhibit" || !story.keyFigures[what.index - 1]) return undefined;
  const question = {
    story,
    index: what.index - 1,
    style: context.textStyle(what.style),
    box: context.boxStyle(what.box),
  };
  return inset.rows ?? Math.ceil(context.measure.keyFigure(question, width) / context.grid.row - 0.01);
};

/** Share of a row that a block has at least between it and the lines under it. */
const CLEAR: Rows = 0.5;

/** Rows of a block that says nothing of its height; a table without a box has its own blank, and stands on the rows. */
const exhibitRows = (exhibit: BoxedExhibit, width: Pt, { measure, grid }: PlanContext): Rows =>
  Math.ceil(measure.exhibit(exhibit, width) / grid.row + (standsOnRows(exhibit) ? 0 : CLEAR) - 0.01);

const standsOnRows = ({ content, box }: BoxedExhibit): boolean => content.kind === "table" && box === undefined;

/** Of the rectangle that a block takes from the legs what it fills: flush with their head, else in the middle of its rows. */
export const exhibitRect = (
  exhibit: BoxedExhibit,
  { inset, rect }: Pick<PlacedInset, "inset" | "rect">,
  { measure, grid }: PlanContext,
): Rect => {
  if (standsOnRows(exhibit)) return rect;
  const needed = inset.rows === undefined ? measure.exhibit(exhibit, rect.width) : rect.height;
  const height = Math.max(0, Math.min(rect.height - CLEAR * grid.row, needed));
  return { ...rect, y: rect.y + (inset.row === 1 ? 0 : (rect.height - height) / 2), height };
};

/** In legs side by side: the side says where across, the row where down. */
const cornerAcross =
  (shape: BodyShape): Corner =>
  (inset, { width }) => ({ x: alongLegs(shape, inset, width), y: shape.y + (inset.row - 1) * shape.grid.row });

/** In legs one under another: the line says where across, counted from the right, the side where down. */
const cornerDown =
  (shape: BodyShape, rows: Rows): Corner =>
  (inset, { width, height }) => ({
    x: firstLineEdge(shape) - (inset.row - 1) * shape.grid.row - width,
    y: alongLegs(fromTheSide(shape, rows), inset, height),
  });

/** Where an inset of `length` begins, along the direction in which the legs follow one another. */
const alongLegs = (shape: BodyShape, { leg, side }: Inset, length: Pt): Pt => {
  const { x: start, width } = legSpans(shape)[leg - 1] ?? { x: shape.x, width: 0 };
  const end = start + width;
  if (side === "left" || side === "top") return start;
  if (side === "right" || side === "bottom") return end - length;
  if (side === "middle") return (start + end - length) / 2;
  return end + legGap(shape, leg - 1) / 2 - length / 2;
};
