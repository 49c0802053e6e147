/** Legs of a body: columns of equal width in whole or half zi, with the room that insets take out of their lines. */
import type { Rect } from "../base/geometry.ts";
import { overlaps, right } from "../base/geometry.ts";
import { boundsOf, type Polygon } from "../base/polygon.ts";
import { fits, type Pt, type Zi } from "../base/units.ts";
import type { ColumnMode, Wrap } from "../model/layout.ts";
import { blockedByOutline, type Stretch } from "./blocked-by-outline.ts";
import { baselineInRow, columnsWidth, type PageGrid, snapMeasure } from "./page-grid.ts";
import type { Leg, LineSlot } from "./page-plan.ts";

/** Something that stands in the legs; `rect` without the gap to the text. */
export interface Obstacle {
  readonly rect: Rect;
  /** polygons that hold all of it; the rectangle when absent */
  readonly contour?: readonly Polygon[];
  readonly gap: Pt;
  /** by how much marks may hang out at the end of a line before it */
  readonly hang: Pt;
  readonly wrap: Wrap;
  /** lines narrower than this are not set beside it */
  readonly least: Zi;
}

/** A body's shape: where it starts, how wide it is, and how it is divided. */
export interface BodyShape {
  readonly x: Pt;
  readonly y: Pt;
  readonly width: Pt;
  readonly legs: number;
  readonly gutter: Pt;
  readonly grid: PageGrid;
  readonly step: Zi;
  readonly mode: ColumnMode;
}

/** Least share of a leg's width that a line along a contour takes. */
const LEAST_SHARE = 1 / 4;

/** Width of the narrowest leg. */
export const legWidth = (shape: BodyShape): Pt => Math.min(...legSpans(shape).map(({ width }) => width));

/** Distance between leg `leg`, from 0, and the next as it came out. */
export const legGap = (shape: BodyShape, leg: number): Pt => {
  const spans = legSpans(shape);
  const [own, next] = [spans[leg], spans[leg + 1]];
  return own && next ? next.x - own.x - own.width : 0;
};

/** Where a leg begins and how wide it is. */
export interface LegSpan {
  readonly x: Pt;
  readonly width: Pt;
}

/** The legs across, by the mode in which the width is divided; the outer edges of the first and the last are the body's. */
export const legSpans = (shape: BodyShape): readonly LegSpan[] => {
  const { x, width, legs, gutter, grid, step, mode } = shape;
  const room = width - (legs - 1) * gutter;
  if (mode === "free") {
    const own = Math.max(0, room / legs);
    return Array.from({ length: legs }, (_, n) => ({ x: x + n * (own + gutter), width: own }));
  }
  // a body narrower than so many columns of the page is divided as if it stood on none
  if (mode === "automatic" && fits(columnsWidth(grid, legs), width))
    return Array.from({ length: legs }, (_, n) => ({
      x: x + n * (grid.columnWidth + grid.gutter),
      width: grid.columnWidth,
    }));
  if (mode === "relative") {
    const cell = step * grid.zi;
    const cells = Math.max(legs, Math.floor(room / cell + 1e-6));
    // what is over goes to the last legs, a cell each
    const widths = Array.from({ length: legs }, (_, n) => cell * Math.floor((cells + n) / legs));
    return widths.map((own, n) => ({
      x: x + widths.slice(0, n).reduce((sum, each) => sum + each + gutter, 0),
      width: own,
    }));
  }
  const own = snapMeasure(room / legs, grid.zi, step);
  const pitch = legs === 1 ? 0 : (width - own) / (legs - 1);
  return Array.from({ length: legs }, (_, n) => ({ x: x + n * pitch, width: own }));
};

/** The legs with `rows` rows each. A row in which too little is left beside an obstacle has no line. */
export const legsOf = (shape: BodyShape, rows: number, obstacles: readonly Obstacle[]): readonly Leg[] =>
  legSpans(shape).map(({ x, width }) => {
    const rect = { x, y: shape.y, width, height: rows * shape.grid.row };
    return { rect, slots: slotsOf(rect, { shape, rows, obstacles }) };
  });

interface LegRoom {
  readonly shape: BodyShape;
  readonly rows: number;
  readonly obstacles: readonly Obstacle[];
}

const slotsOf = (rect: Rect, { shape, rows, obstacles }: LegRoom): readonly LineSlot[] => {
  const { grid } = shape;
  const beside = obstacles.map((obstacle) => ({ ...obstacle, sides: sidesOf(obstacle, rect) }));
  const all = Array.from({ length: rows }, (_, row): readonly LineSlot[] => {
    const band = { x: rect.x, y: rect.y + row * grid.row, width: rect.width, height: grid.row };
    const whole: readonly Span[] = [{ from: rect.x, to: right(rect), least: grid.zi }];
    const free = beside.reduce(
      (spans, each) => spans.flatMap((span) => clear(span, { band, zi: grid.zi }, each)),
      whole,
    );
    const baseline = band.y + baselineInRow(grid);
    return free.flatMap((span) => slotIn(span, rect, shape).map((slot) => ({ ...slot, baseline })));
  });
  return all.flatMap((slots, row) => slots.filter((slot) => !isStranded(slot, [all[row - 1], all[row + 1]], rect)));
};

/** A stretch of a row that is free, and the least that a line in it has to measure. */
interface Span extends Stretch {
  readonly least: Pt;
}

type Side = "left" | "right";

/** Sides of an obstacle on which text stands; the wider one is chosen for all of a leg, so that no line jumps across. */
const sidesOf = ({ rect, contour, wrap }: Obstacle, leg: Rect): readonly Side[] => {
  if (wrap === "both") return ["left", "right"];
  const bounds = contour ? boundsOf(contour) : rect;
  return [bounds.x - leg.x >= right(leg) - right(bounds) ? "left" : "right"];
};

const slotIn = (free: Span, rect: Rect, { grid, step, mode }: BodyShape): readonly Omit<LineSlot, "baseline">[] => {
  const room = free.to - free.from;
  // legs of the 自由 mode are not of whole cells; what is left beside something is
  const measure = mode === "free" && fits(rect.width, room) ? room : snapMeasure(room, grid.zi, step);
  if (measure < free.least - 0.01) return [];
  const cutLeft = free.from > rect.x + 0.01;
  return [{ x: cutLeft ? free.to - measure : free.from, measure }];
};

/** What rounding makes of two edges that touch. */
const TOUCH: Pt = 1e-6;

type Beside = Obstacle & { readonly sides: readonly Side[] };

/** What an obstacle leaves of a stretch of a row. */
const clear = (
  span: Span,
  { band, zi }: { readonly band: Rect; readonly zi: Pt },
  obstacle: Beside,
): readonly Span[] => {
  const blocked = blockedBy(obstacle, band);
  if (!blocked || blocked.to <= span.from + TOUCH || blocked.from >= span.to - TOUCH) return [span];
  const share = obstacle.contour ? LEAST_SHARE * band.width : 0;
  const least = Math.max(span.least, obstacle.least * zi, share);
  return obstacle.sides
    .map((side) =>
      side === "left"
        ? { from: span.from, to: Math.min(span.to, blocked.from - obstacle.hang), least }
        : { from: Math.max(span.from, blocked.to), to: span.to, least },
    )
    .filter(({ from, to }) => to > from);
};

/** Stretch of a row that an obstacle with its gap takes. */
const blockedBy = ({ rect, contour, gap }: Obstacle, band: Rect): Stretch | undefined => {
  if (contour) return blockedByOutline(contour, band, gap);
  const touches = overlaps({ ...rect, x: 0, width: 1 }, { ...band, x: 0, width: 1 });
  return touches ? { from: rect.x - gap, to: right(rect) + gap } : undefined;
};

/** Whether a line would stand alone: without another above or below it, between obstacles or between one and the leg's end. */
const isStranded = (
  slot: LineSlot,
  rows: readonly (readonly LineSlot[] | undefined)[],
  { width }: Pick<Rect, "width">,
): boolean => {
  const near = rows.filter((row) => row !== undefined);
  if (near.length === 0 || (near.length === 1 && slot.measure > width - 0.01)) return false;
  return !near.some((row) => row.some((other) => other.x < slot.x + slot.measure && slot.x < other.x + other.measure));
};
