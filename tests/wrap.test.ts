/** Text round shapes: the gap is kept to a hair, nothing is wasted, lines stand on one side or on both, and none stands alone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rect } from "../src/base/geometry.ts";
import { areaOf, boundsOf, holdsPoint, type Polygon } from "../src/base/polygon.ts";
import { parsePath } from "../src/input/parse-path.ts";
import { blockedByOutline } from "../src/plan/blocked-by-outline.ts";
import { type BodyShape, legsOf, type Obstacle } from "../src/plan/body-legs.ts";
import { contourOf } from "../src/plan/frame-shape.ts";
import { baselineInRow, type PageGrid } from "../src/plan/page-grid.ts";
import type { LineSlot } from "../src/plan/page-plan.ts";
import { verticalLegsOf } from "../src/plan/vertical-legs.ts";
import { alongEdges, rectDistance, toRect } from "./kit/distance.ts";

const ZI = 9;
const ROW = 11.7;
const grid: PageGrid = {
  typeArea: { x: 60, y: 50, width: 985.5, height: 1427.4 },
  columns: 6,
  columnWidth: 153,
  gutter: 13.5,
  rows: 122,
  row: ROW,
  zi: ZI,
};
const body = (legs: number, width = 652.5): BodyShape => ({
  x: 60,
  y: 50,
  width,
  legs,
  gutter: 13.5,
  grid,
  step: 0.5,
  mode: "absolute",
});

const obstacle = (contour: readonly Polygon[], more: Partial<Obstacle> = {}): Obstacle => ({
  rect: boundsOf(contour),
  contour,
  gap: ZI,
  hang: 0,
  wrap: "wider",
  least: 5,
  ...more,
});

/** The row that a horizontal line stands in: descenders included, all its ink is in there. */
const rowOf = ({ x, measure, baseline }: LineSlot): Rect => ({
  x,
  y: baseline - baselineInRow(grid),
  width: measure,
  height: ROW,
});

/** Neighbours with the same key, together. */
const grouped = (slots: readonly LineSlot[], key: (slot: LineSlot) => number): readonly (readonly LineSlot[])[] => {
  const groups: LineSlot[][] = [];
  for (const slot of slots) {
    const last = groups.at(-1);
    if (last && Math.abs(key(last[0]!) - key(slot)) < 0.01) last.push(slot);
    else groups.push([slot]);
  }
  return groups;
};

/** A star of corners round a middle: as irregular as a cut-out, and never crossing itself. */
const star = fc
  .record({
    x: fc.integer({ min: 150, max: 600 }),
    y: fc.integer({ min: 120, max: 260 }),
    radii: fc.array(fc.integer({ min: 12, max: 90 }), { minLength: 3, maxLength: 24 }),
  })
  .map(
    ({ x, y, radii }): Polygon =>
      radii.map((radius, n) => {
        const angle = (2 * Math.PI * n) / radii.length;
        return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
      }),
  );

describe("the stretch that an outline takes of a row", () => {
  const band = fc.record({ y: fc.integer({ min: 0, max: 380 }), gap: fc.integer({ min: 0, max: 20 }) });

  test("is just as wide as the gap asks: no wider, no narrower", () => {
    fc.assert(
      fc.property(star, band, (polygon, { y, gap }) => {
        const row = { x: 0, y, width: 1000, height: ROW };
        const blocked = blockedByOutline([polygon], row, gap);
        // every point of the edge that is near enough reaches by what the circle leaves
        let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
        for (const point of alongEdges([polygon], 0.05)) {
          const away = toRect({ x: 500, y: point.y }, row);
          if (away > gap) continue;
          const reach = Math.sqrt(gap * gap - away * away);
          from = Math.min(from, point.x - reach);
          to = Math.max(to, point.x + reach);
        }
        if (!blocked) {
          expect(to - from).toBeLessThan(0.5);
          return;
        }
        expect(blocked.from).toBeLessThanOrEqual(from + 1e-9);
        expect(blocked.to).toBeGreaterThanOrEqual(to - 1e-9);
        expect(blocked.from).toBeGreaterThan(from - 0.3);
        expect(blocked.to).toBeLessThan(to + 0.3);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  test("is nothing where the outline is further away than the gap", () => {
    const square = contourOf({ kind: "rounded", radius: 5 }, { x: 100, y: 100, width: 50, height: 50 })!;
    expect(blockedByOutline(square, { x: 0, y: 80, width: 500, height: 10 }, 9)).toBeUndefined();
    expect(blockedByOutline(square, { x: 0, y: 80, width: 500, height: 12 }, 9)).toBeDefined();
    expect(blockedByOutline([], { x: 0, y: 80, width: 500, height: 12 }, 9)).toBeUndefined();
  });
});

describe("lines beside an outline", () => {
  test("none is nearer than the gap, on one side, on both, and of vertical lines", () => {
    fc.assert(
      fc.property(
        star,
        fc.integer({ min: 1, max: 4 }),
        fc.constantFrom("wider" as const, "both" as const),
        (polygon, legs, wrap) => {
          const round = obstacle([polygon], { wrap });
          const edge = alongEdges([polygon], 0.5);
          for (const slot of legsOf(body(legs), 24, [round]).flatMap((leg) => leg.slots)) {
            expect(rectDistance(edge, rowOf(slot))).toBeGreaterThanOrEqual(ZI - 1e-6);
            expect(holdsPoint(polygon, { x: slot.x + slot.measure / 2, y: slot.baseline - 4 })).toBe(false);
          }
          for (const { x, baseline, measure } of verticalLegsOf(body(legs), 24, [round]).flatMap((leg) => leg.slots)) {
            const line = { x: x - ROW / 2, y: baseline, width: ROW, height: measure };
            expect(rectDistance(edge, line)).toBeGreaterThanOrEqual(ZI - 1e-6);
          }
        },
      ),
      { seed: 4, numRuns: 80 },
    );
  });

  test("measures are whole or half zi, at least five and a quarter of the leg", () => {
    fc.assert(
      fc.property(star, fc.integer({ min: 1, max: 3 }), (polygon, legs) => {
        for (const leg of legsOf(body(legs), 24, [obstacle([polygon], { wrap: "both" })]))
          for (const { measure } of leg.slots) {
            expect((measure / ZI) * 2).toBeCloseTo(Math.round((measure / ZI) * 2), 6);
            expect(measure).toBeGreaterThanOrEqual(Math.max(5 * ZI, leg.rect.width / 4) - 0.01);
          }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  test("on the wider side only, the same in all lines of a leg: no line jumps across", () => {
    // a leaning bar: above more room on its right, below on its left, on the whole more on the right
    const bar: Polygon = [
      { x: 90, y: 60 },
      { x: 130, y: 60 },
      { x: 330, y: 240 },
      { x: 290, y: 240 },
    ];
    const [leg] = legsOf(body(1, 405), 20, [obstacle([bar])]);
    const cut = leg!.slots.filter(({ measure }) => measure < 404);
    expect(cut.length).toBeGreaterThan(8);
    for (const { x, measure } of cut) expect(x + measure).toBeCloseTo(465, 6);
    const both = legsOf(body(1, 405), 20, [obstacle([bar], { wrap: "both" })])[0]!;
    expect(both.slots.length).toBeGreaterThan(leg!.slots.length);
  });

  test("on both sides a row has two lines, the left one first; of vertical lines the upper one", () => {
    const disc = contourOf({ kind: "ellipse" }, { x: 220, y: 100, width: 90, height: 90 })!;
    const [leg] = legsOf(body(1, 405), 16, [obstacle(disc, { wrap: "both" })]);
    const pairs = grouped(leg!.slots, ({ baseline }) => baseline).filter((row) => row.length === 2);
    expect(pairs.length).toBeGreaterThanOrEqual(8);
    for (const [left, right] of pairs) {
      expect(left!.x).toBe(60);
      expect(left!.x + left!.measure).toBeLessThan(right!.x);
      expect(right!.x + right!.measure).toBeCloseTo(465, 6);
    }
    const lower = contourOf({ kind: "ellipse" }, { x: 220, y: 180, width: 90, height: 90 })!;
    const down = verticalLegsOf(body(1, 405), 30, [obstacle(lower, { wrap: "both" })])[0]!.slots;
    const split = grouped(down, ({ x }) => x).filter((line) => line.length === 2);
    expect(split.length).toBeGreaterThanOrEqual(8);
    for (const [upper, lower] of split) expect(upper!.baseline + upper!.measure).toBeLessThan(lower!.baseline);
  });

  test("where marks hang out of lines, those before an outline end earlier by as much", () => {
    const disc = contourOf({ kind: "ellipse" }, { x: 220, y: 100, width: 90, height: 90 })!;
    const slots = (hang: number) => legsOf(body(1, 405), 16, [obstacle(disc, { wrap: "both", hang })])[0]!.slots;
    const [flush, hung] = [slots(0), slots(ZI)];
    expect(hung).toHaveLength(flush.length);
    for (const [n, slot] of hung.entries())
      expect(flush[n]!.measure - slot.measure).toBeCloseTo(slot.x === 60 && flush[n]!.measure < 400 ? ZI : 0, 6);
  });

  test("a line that would stand alone between two parts of an outline is not set", () => {
    const box = (y: number, height: number): Polygon => [
      { x: 60, y },
      { x: 400, y },
      { x: 400, y: y + height },
      { x: 60, y: y + height },
    ];
    const gapOf = (rows: number): number => 50 + 4 * ROW + ZI + rows * ROW + ZI;
    const slots = (rows: number): readonly LineSlot[] =>
      legsOf(body(1, 405), 20, [obstacle([box(50, 4 * ROW), box(gapOf(rows), 4 * ROW)])])[0]!.slots;
    const between = (rows: number) =>
      slots(rows).filter(({ baseline }) => baseline > 50 + 4 * ROW && baseline < gapOf(rows));
    expect(between(1.9)).toHaveLength(0);
    expect(between(3)).toHaveLength(2);
  });

  test("at least four lines of five end within the gap and a zi and a half of the outline", () => {
    let [near, all] = [0, 0];
    fc.assert(
      fc.property(star, (polygon) => {
        // round shapes and steep ones; a spike between two rows is nobody's line
        for (const slot of legsOf(body(1), 24, [obstacle([polygon])])[0]!.slots) {
          if (slot.measure > 652) continue;
          const blocked = blockedByOutline([polygon], rowOf(slot), ZI)!;
          const end = slot.x > 61 ? slot.x - blocked.to : blocked.from - slot.x - slot.measure;
          all++;
          if (end <= 0.5 * ZI + 0.01) near++;
        }
      }),
      { seed: 6, numRuns: 100 },
    );
    expect(all).toBeGreaterThan(300);
    expect(near / all).toBeGreaterThanOrEqual(0.999);
  });
});

describe("paths", () => {
  const areaOfPath = (d: string): number => {
    const read = parsePath(d);
    return read.ok ? read.polygons.reduce((sum, polygon) => sum + areaOf(polygon), 0) : Number.NaN;
  };

  test.each([
    ["lines", "M10 10 L90 10 L90 90 L10 90 Z", 6400],
    ["relative lines, no letters after the first", "m10,10 80,0 0,80 -80,0z", 6400],
    ["along the axes", "M10 10H90V90H10z", 6400],
    ["relative along the axes", "M10 10h80v80h-80z", 6400],
    ["two parts", "M0 0H10V10H0ZM50 50h10v10h-10z", 200],
    ["a part that goes on after it was closed", "M0 0H10V10H0Zh-10v-10h10z", 200],
    ["a circle of two arcs", "M10 50 A40 40 0 1 1 90 50 A40 40 0 1 1 10 50 Z", Math.PI * 1600],
    ["arcs with their flags run together", "M10 50a40 40 0 1180 0a40 40 0 11-80 0z", Math.PI * 1600],
    ["radii that are too small", "M10 50 A1 1 0 0 1 90 50 A1 1 0 0 1 10 50", Math.PI * 1600],
    ["an ellipse that is turned", "M30 50 A20 40 90 1 1 70 50", Number.NaN],
    ["curves", "M0 50C0 22.4 22.4 0 50 0S100 22.4 100 50 77.6 100 50 100 0 77.6 0 50", Math.PI * 2500],
    ["quadratic curves", "M0 0Q50 100 100 0T200 0V0", (2 / 3) * 100 * 50],
    ["numbers with an exponent, a point, a sign", "M1e1,1.0E+1L+90,.1e2L90-.0V90L10 90", Number.NaN],
  ])("%s", (_name, d, area) => {
    const read = parsePath(d);
    expect(read.ok, d).toBe(true);
    if (Number.isNaN(area)) return;
    if (d.includes("T200")) {
      // one bow up and one down: each two thirds of its box, and they take each other away
      const bounds = read.ok ? boundsOf(read.polygons) : undefined;
      expect(bounds).toMatchObject({ x: 0, width: 200 });
      expect(bounds!.y).toBeCloseTo(-50, 1);
      expect(bounds!.height).toBeCloseTo(100, 1);
      return;
    }
    expect(areaOfPath(d) / area).toBeCloseTo(1, 2);
  });

  test("what is no path is refused with a place, and never takes long or throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."MmLlHhVvCcSsQqTtAaZz0123456789.-+eE, \n墨") }), (d) => {
        const read = parsePath(d);
        if (!read.ok) expect(read.why).toMatch(/character \d+|too many/);
        else expect(read.polygons.length).toBeGreaterThan(0);
      }),
      { seed: 8, numRuns: 2000 },
    );
    expect(parsePath(`M0 0${" 1 1".repeat(40_000)}`)).toMatchObject({ ok: false, why: "has too many points" });
  });
});
