/** A body in its room: its legs, and what stands in them. */
import type { Rect } from "../base/geometry.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { BodyPart, Inset } from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import { type Floats, floatsOf } from "./body-floats.ts";
import { type BodyShape, legGap, legSpans, legsOf, type Obstacle } from "./body-legs.ts";
import type { BodyQuestion } from "./body-question.ts";
import { insetExhibit } from "./find-exhibit.ts";
import { contourOf, type FrameShape, frameShape, isBox } from "./frame-shape.ts";
import type { Leg } from "./page-plan.ts";
import type { PlanContext } from "./plan-context.ts";
import { firstLineEdge, fromTheSide, verticalLegsOf } from "./vertical-legs.ts";

/** An inset in place. */
export interface PlacedInset extends Obstacle {
  readonly inset: Inset;
  readonly shape: FrameShape;
  /** blank in its rectangle over and under what is drawn, when that has straight edges */
  readonly clear: Clear;
}

/** Blank at the head and the foot of a rectangle. */
export interface Clear {
  readonly above: Pt;
  readonly below: Pt;
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
    const at = { ...inset, row: Math.max(1, inset.row + (shifts.get(inset) ?? 0)) };
    const clear = clearOf(at, node, context);
    const rows = insetRows(inset, { story, clear }, context);
    if (rows === undefined) return [];
    const size = { width: inset.width * context.grid.zi, height: rows * context.grid.row };
    const rect: Rect = { ...cornerOf(at, size), ...size };
    const shape = shapeOf(inset, story, { rect, zi: context.grid.zi });
    const contour = contourOf(shape, rect);
    const { wrap } = context.style.limits;
    return [
      {
        inset,
        rect,
        shape,
        clear,
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

/** Room that an inset keeps to the lines over and under it, besides the blank that these have in their rows. */
const clearOf = ({ row, gap }: Inset, { writing }: BodyPart, { grid, style }: PlanContext): Clear => {
  // lines of vertical legs keep the gap to its head and foot as it is
  if (writing === "vertical") return { above: 0, below: 0 };
  const own = Math.max(0, style.limits.wrap.level * gap * grid.zi - (grid.row - grid.zi) / 2);
  return { above: row === 1 ? 0 : own, below: own };
};

interface InsetFacts {
  readonly story: Story;
  readonly clear: Clear;
}

const insetRows = (inset: Inset, facts: InsetFacts, context: PlanContext): Rows | undefined => {
  const rows = ownRows(inset, facts, context);
  if (rows === undefined) return undefined;
  const chosen = Math.max(1, rows + (context.choices.rows.get(inset) ?? 0));
  // a table or a list cannot be lower than it is; a chart is drawn lower
  const content = insetExhibit(inset, facts.story, context)?.content;
  return content && content.kind !== "chart" ? Math.max(rows, chosen) : chosen;
};

/** Rows of an inset as it is of itself. */
const ownRows = (inset: Inset, { story, clear }: InsetFacts, context: PlanContext): Rows | undefined => {
  const { what } = inset;
  const width = inset.width * context.grid.zi;
  if (what.kind === "picture") {
    const facts = story.photos[what.photo - 1]?.photo?.facts;
    if (!story.photos[what.photo - 1]) return undefined;
    const whole = width * (facts ? facts.height / facts.width : 1);
    // lines beside an outline are worked out one by one: its frame need not end with a row, and nothing of it is cut off
    if (what.shape.kind === "outline" && facts?.outline) return inset.rows ?? whole / context.grid.row;
    const blank = what.shape.kind === "rectangle" ? clear.above + clear.below : 0;
    return inset.rows ?? Math.round((whole + blank) / context.grid.row);
  }
  if (what.kind === "exhibit" && !insetExhibit(inset, story, context)) return undefined;
  if (what.kind === "key-figure" && !story.keyFigures[what.index - 1]) return undefined;
  if (inset.rows !== undefined) return inset.rows;
  const blank = standsOnRows(inset, story, context) ? 0 : clear.above + clear.below;
  return Math.ceil((ownHeight(inset, story, context) + blank) / context.grid.row - 0.01);
};

/** Height of a block or a key figure with its box. */
const ownHeight = (inset: Inset, story: Story, context: PlanContext): Pt => {
  const width = inset.width * context.grid.zi;
  const exhibit = insetExhibit(inset, story, context);
  if (exhibit) return context.measure.exhibit(exhibit, width);
  if (inset.what.kind !== "key-figure") return 0;
  const { index, style, box } = inset.what;
  const question = { story, index: index - 1, style: context.textStyle(style), box: context.boxStyle(box) };
  return context.measure.keyFigure(question, width);
};

/** A table without a box has its own blank, and stands on the rows. */
const standsOnRows = (inset: Inset, story: Story, context: PlanContext): boolean => {
  const exhibit = insetExhibit(inset, story, context);
  return exhibit?.content.kind === "table" && exhibit.box === undefined;
};

/**
 * Of the rectangle that an inset takes from the legs what is drawn: flush with their head, else in the middle of its rows. Blocks and
 * key figures are as tall as they need, and by whole rows taller where closing gives them some; pictures fill what is left.
 */
export const insetRect = (
  { inset, rect, shape, clear }: Pick<PlacedInset, "inset" | "rect" | "shape" | "clear">,
  story: Story,
  context: PlanContext,
): Rect => {
  const room = Math.max(0, rect.height - clear.above - clear.below);
  if (inset.what.kind === "picture")
    return shape.kind === "rectangle" ? { ...rect, y: rect.y + clear.above, height: room } : rect;
  if (standsOnRows(inset, story, context)) return rect;
  const { row } = context.grid;
  const needed = ownHeight(inset, story, context);
  const more = Math.max(0, Math.floor((room - needed) / row + 1e-6)) * row;
  const height = inset.rows === undefined ? Math.min(room, needed + more) : room;
  return { ...rect, y: rect.y + (clear.above === 0 ? 0 : (rect.height - height) / 2), height };
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
