/** Planning: the grid, the legs and what stands in them, and how Yoga's results land on rows. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlaps } from "../src/base/geometry.ts";
import { arrange, type Box } from "../src/plan/arrange.ts";
import { type BodyShape, legsOf, legWidth } from "../src/plan/body-legs.ts";
import { columnLeft, type PageGrid, snapMeasure } from "../src/plan/page-grid.ts";
import { obstacleOf } from "./kit/obstacle.ts";

const grid: PageGrid = {
  typeArea: { x: 60, y: 50, width: 985.5, height: 1427.4 },
  columns: 6,
  columnWidth: 153,
  gutter: 13.5,
  rows: 122,
  row: 11.7,
  zi: 9,
};

const shape = (width: number, legs: number, gutter = 13.5): BodyShape => ({
  x: 60,
  y: 50,
  width,
  legs,
  gutter,
  grid,
  step: 0.5,
  mode: "absolute",
});

describe("the grid", () => {
  test("LC-13: width is size × characters × columns and the gutters between them", () => {
    expect(columnLeft(grid, 6) + grid.columnWidth - columnLeft(grid, 1)).toBeCloseTo(grid.typeArea.width);
  });

  test("measures are brought down to half zi, and an exact one stays", () => {
    expect(snapMeasure(153, 9, 0.5)).toBe(153);
    expect(snapMeasure(152.9, 9, 0.5)).toBe(148.5);
    expect(snapMeasure(((91 - 5) / 4) * 9, 9, 0.5)).toBe(21.5 * 9);
  });
});

describe("legs", () => {
  test("LC-01: legs are equal, in half zi, flush with the body's edges", () => {
    fc.assert(
      fc.property(fc.double({ min: 150, max: 990, noNaN: true }), fc.integer({ min: 1, max: 5 }), (width, legs) => {
        const body = shape(width, legs);
        const all = legsOf(body, 5, []);
        expect(all).toHaveLength(legs);
        expect((legWidth(body) / 4.5) % 1).toBeCloseTo(0, 5);
        expect(all[0]!.rect.x).toBe(60);
        if (legs > 1) expect(all.at(-1)!.rect.x + all.at(-1)!.rect.width).toBeCloseTo(60 + width, 6);
        for (const leg of all) expect(leg.slots).toHaveLength(5);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("no line stands nearer to a box or an ellipse than its gap", () => {
    const arbitrary = fc.record({
      x: fc.integer({ min: 60, max: 500 }),
      row: fc.integer({ min: 0, max: 15 }),
      width: fc.integer({ min: 30, max: 250 }),
      rows: fc.integer({ min: 1, max: 12 }),
      kind: fc.constantFrom("rectangle" as const, "ellipse" as const),
    });
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 1, max: 4 }), (box, legs) => {
        const rect = { x: box.x, y: 50 + box.row * 11.7, width: box.width, height: box.rows * 11.7 };
        const obstacle = obstacleOf(rect, box.kind);
        for (const slot of legsOf(shape(652.5, legs), 20, [obstacle]).flatMap((leg) => leg.slots)) {
          const line = { x: slot.x, y: slot.baseline - 0.88 * 9, width: slot.measure, height: 9 };
          if (box.kind === "rectangle") {
            expect(overlaps({ ...rect, x: rect.x - 9, width: rect.width + 18 }, line)).toBe(false);
          } else {
            expect(touchesEllipse(rect, line)).toBe(false);
          }
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test("a row with less than nine zi beside a box has no line", () => {
    const rect = { x: 60, y: 50, width: 85, height: 23.4 };
    const legs = legsOf(shape(153, 1), 4, [obstacleOf(rect)]);
    expect(legs[0]!.slots).toHaveLength(2);
  });
});

/** Whether a rectangle reaches into an ellipse: its nearest point to the centre does. */
const touchesEllipse = (
  ellipse: { x: number; y: number; width: number; height: number },
  line: typeof ellipse,
): boolean => {
  const cx = ellipse.x + ellipse.width / 2;
  const cy = ellipse.y + ellipse.height / 2;
  const x = Math.max(line.x, Math.min(cx, line.x + line.width));
  const y = Math.max(line.y, Math.min(cy, line.y + line.height));
  return ((x - cx) / (ellipse.width / 2)) ** 2 + ((y - cy) / (ellipse.height / 2)) ** 2 < 0.999;
};

describe("arranging", () => {
  const leaf = (content: string, rows: number, more: Partial<Box<string>> = {}): Box<string> => ({
    content,
    direction: "none",
    gap: 0,
    children: [],
    grow: 0,
    shrinks: false,
    minRows: 0,
    height: () => rows,
    ...more,
  });
  const stack = (children: readonly Box<string>[], gap = 0): Box<string> => ({
    ...leaf("stack", 0),
    direction: "down",
    gap,
    children,
  });

  test("what grows takes the rows that are left, in whole rows", () => {
    const placed = arrange(stack([leaf("head", 3), leaf("picture", 4, { grow: 1 }), leaf("body", 10)], 1), 100, 30);
    expect(placed.children.map((each) => [each.row, each.rows])).toEqual([
      [0, 3],
      [4, 15],
      [20, 10],
    ]);
  });

  test("where there is too little room the body gives way, not the headline", () => {
    const placed = arrange(stack([leaf("head", 3), leaf("body", 30, { shrinks: true })]), 100, 20);
    expect(placed.children.map((each) => each.rows)).toEqual([3, 17]);
  });

  test("three that share seven rows end on whole rows and fill all of them", () => {
    const placed = arrange(stack([1, 2, 3].map((n) => leaf(`${n}`, 0, { grow: 1 }))), 100, 7);
    expect(placed.children.reduce((sum, each) => sum + each.rows, 0)).toBe(7);
    placed.children.forEach((each, n) => {
      expect(each.row).toBe(placed.children.slice(0, n).reduce((sum, before) => sum + before.rows, 0));
    });
  });

  test("a band shares its width, and asks for heights at the width that is given", () => {
    const asked: number[] = [];
    const band: Box<string> = {
      ...leaf("band", 0),
      direction: "across",
      gap: 10,
      children: [
        leaf("a", 5, { width: 30 }),
        leaf("b", 0, {
          height: (width) => {
            asked.push(width);
            return 6;
          },
        }),
      ],
    };
    const placed = arrange(stack([band]), 100, 20);
    expect(placed.children[0]!.children.map((each) => [each.x, each.width])).toEqual([
      [0, 30],
      [40, 60],
    ]);
    expect(placed.children[0]!.rows).toBe(6);
    expect(asked).toContain(60);
  });
});
