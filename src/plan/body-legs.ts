/** Legs of a body: columns of equal width in whole or half zi, with the room that insets take out of their lines. */
import type { Rect } from "../base/geometry.ts";
import { bottom, overlaps, right } from "../base/geometry.ts";
import type { Pt, Zi } from "../base/units.ts";
import { baselineInRow, type PageGrid, snapMeasure } from "./page-grid.ts";
import type { Leg, LineSlot } from "./page-plan.ts";

/** Something that stands in the legs; `rect` without the gap to the text. */
export interface Obstacle {
  readonly rect: Rect;
  readonly shape: "rectangle" | "ellipse";
  readonly gap: Pt;
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
}

/** Lines narrower than this many zi are not set beside a box (JLREQ) or an outline. */
const NARROWEST: Readonly<Record<Obstacle["shape"], Zi>> = { rectangle: 9, ellipse: 5 };

/** Width of a leg: an equal share in whole steps of zi (绝对 mode of Founder: whole cells; what is over goes into the gutters). */
export const legWidth = (shape: BodyShape): Pt =>
  snapMeasure((shape.width - (shape.legs - 1) * shape.gutter) / shape.legs, shape.grid.zi, shape.step);

/** Left edge of leg `leg`, from 0; the outer edges of the first and the last are flush with the body's. */
export const legLeft = (shape: BodyShape, leg: number): Pt => {
  if (shape.legs === 1) return shape.x;
  return shape.x + (leg * (shape.width - legWidth(shape))) / (shape.legs - 1);
};

/** Distance between two legs as it came out. */
export const legGap = (shape: BodyShape): Pt =>
  shape.legs === 1 ? 0 : (shape.width - shape.legs * legWidth(shape)) / (shape.legs - 1);

/** The legs with `rows` rows each. A row in which too little is left beside an obstacle has no line. */
export const legsOf = (shape: BodyShape, rows: number, obstacles: readonly Obstacle[]): readonly Leg[] =>
  Array.from({ length: shape.legs }, (_, n) => {
    const rect = { x: legLeft(shape, n), y: shape.y, width: legWidth(shape), height: rows * shape.grid.row };
    return { rect, slots: slotsOf(rect, { shape, rows, obstacles }) };
  });

interface LegRoom {
  readonly shape: BodyShape;
  readonly rows: number;
  readonly obstacles: readonly Obstacle[];
}

const slotsOf = (rect: Rect, { shape, rows, obstacles }: LegRoom): readonly LineSlot[] => {
  const { grid } = shape;
  const slots: LineSlot[] = [];
  for (let row = 0; row < rows; row++) {
    const band = { x: rect.x, y: rect.y + row * grid.row, width: rect.width, height: grid.row };
    const free = obstacles.reduce<Span | undefined>((span, each) => span && clear(span, band, each), {
      from: rect.x,
      to: right(rect),
      narrowest: 0,
    });
    const slot = free && slotIn(free, rect, shape);
    if (slot) slots.push({ ...slot, baseline: band.y + baselineInRow(grid) });
  }
  return slots;
};

interface Span {
  readonly from: Pt;
  readonly to: Pt;
  /** what must be left for the row to be used */
  readonly narrowest: Zi;
}

const slotIn = (free: Span, rect: Rect, { grid, step }: BodyShape): Omit<LineSlot, "baseline"> | undefined => {
  const measure = snapMeasure(free.to - free.from, grid.zi, step);
  if (measure < Math.max(free.narrowest, 1) * grid.zi - 0.01) return undefined;
  const cutLeft = free.from > rect.x + 0.01;
  return { x: cutLeft ? free.to - measure : free.from, measure };
};

/** What an obstacle leaves of a row: the wider side of it. */
const clear = (span: Span, band: Rect, obstacle: Obstacle): Span | undefined => {
  const blocked = blockedBy(obstacle, band);
  if (!blocked || blocked.to <= span.from + 0.01 || blocked.from >= span.to - 0.01) return span;
  const left = blocked.from - span.from;
  const rest = span.to - blocked.to;
  const narrowest = Math.max(span.narrowest, NARROWEST[obstacle.shape]);
  if (Math.max(left, rest) <= 0) return undefined;
  return left >= rest ? { from: span.from, to: blocked.from, narrowest } : { from: blocked.to, to: span.to, narrowest };
};

interface Stretch {
  readonly from: Pt;
  readonly to: Pt;
}

/** Stretch of a row that an obstacle with its gap takes. */
const blockedBy = ({ rect, shape, gap }: Obstacle, band: Rect): Stretch | undefined => {
  if (shape === "ellipse") return blockedByEllipse(rect, gap, band);
  const touches = overlaps({ ...rect, x: 0, width: 1 }, { ...band, x: 0, width: 1 });
  return touches ? { from: rect.x - gap, to: right(rect) + gap } : undefined;
};

/** Points on the edge that are looked at; a hundredth of a point apart from the true reach on a picture of any size. */
const EDGE_POINTS = 360;

/** Everything nearer to the ellipse than the gap: the ellipse swept with a circle, cut by the row. */
const blockedByEllipse = (rect: Rect, gap: Pt, band: Rect): Stretch | undefined => {
  const [rx, ry] = [rect.width / 2, rect.height / 2];
  const centre = { x: rect.x + rx, y: rect.y + ry };
  let half = -1;
  for (let n = 0; n <= EDGE_POINTS / 4; n++) {
    const angle = (2 * Math.PI * n) / EDGE_POINTS;
    for (const side of [-1, 1]) {
      const y = centre.y + side * ry * Math.sin(angle);
      const away = Math.max(0, band.y - y, y - bottom(band));
      if (away < gap) half = Math.max(half, rx * Math.cos(angle) + Math.sqrt(gap * gap - away * away));
    }
  }
  return half < 0 ? undefined : { from: centre.x - half, to: centre.x + half };
};
