/** Black over colour: no spot over the ink limit, neither by the display list nor on Ghostscript's plates. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BLACK, type Ink, PAPER } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import type { Rect } from "../src/base/geometry.ts";
import { linePath, rectanglePath } from "../src/base/path.ts";
import { layPage, openWorkshop, printPage, read } from "../src/build.ts";
import type { DisplayItem, FillItem, StrokeItem } from "../src/display/display-list.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { adJudge } from "../src/nightly/page/ad-judge.ts";
import { blackSums } from "../src/press/black-sums.ts";
import { checkPress } from "../src/press/check-press.ts";
import { itemBounds } from "../src/press/ink-bounds.ts";
import type { InkedPage } from "../src/press/inked-page.ts";
import { settleOverprint } from "../src/press/settle-overprint.ts";
import { ROOT } from "./kit/sample.ts";
import { has, platesOf } from "./kit/witness.ts";

const RED: Ink = { c: 0, m: 90, y: 80, k: 0 };
const PALE: Ink = { c: 0, m: 60, y: 60, k: 0 };
const LIMIT = 220;

const square: Rect = { x: 50, y: 50, width: 100, height: 100 };

const fill = (rect: Rect, ink: Ink, more: Partial<FillItem> = {}): FillItem => ({
  kind: "fill",
  path: rectanglePath(rect),
  ink,
  overprint: ink === BLACK,
  ...more,
});

/** A line across at this height, through the square unless said otherwise. */
const line = (
  y: number,
  more: Partial<StrokeItem> & { readonly from?: number; readonly to?: number } = {},
): StrokeItem => {
  const { from = 20, to = 180, ...rest } = more;
  return {
    kind: "stroke",
    path: linePath({ x: from, y }, { x: to, y }),
    thickness: 1,
    dash: [],
    join: "miter",
    ink: BLACK,
    overprint: true,
    ...rest,
  };
};

const pageOf = (...items: readonly DisplayItem[]): InkedPage => ({
  page: {
    id: "1",
    trim: { x: 0, y: 0, width: 300, height: 300 },
    bleed: { x: -9, y: -9, width: 318, height: 318 },
    items,
  },
  pictures: new Map(),
});

const sumOf = (black: DisplayItem, ...below: readonly DisplayItem[]): number | undefined =>
  blackSums(pageOf(...below, black)).get(black)?.ink;

describe("what black lays down with its ground", () => {
  it("is the ground's colours and the black, whatever black the ground has", () => {
    expect(sumOf(line(100), fill(square, RED))).toBe(270);
    expect(sumOf(line(100), fill(square, { ...RED, k: 30 }))).toBe(270);
    expect(sumOf(line(100, { ink: { ...PAPER, k: 40 } }), fill(square, RED))).toBe(210);
  });

  it("is nothing beside the ground, under it, and on paper that hides it", () => {
    expect(sumOf(line(30), fill(square, RED))).toBeUndefined();
    expect(sumOf(line(100), fill(square, RED), fill({ ...square, x: 0, width: 300 }, PAPER))).toBeUndefined();
    const black = line(100);
    expect(blackSums(pageOf(black, fill(square, RED))).size).toBe(0);
  });

  it("is nothing inside of a frame and in the hole of an area, and is found on both", () => {
    const frame = { ...line(0), path: rectanglePath(square), ink: RED, overprint: false, thickness: 4 };
    expect(sumOf(line(100, { from: 60, to: 140 }), frame)).toBeUndefined();
    expect(sumOf(line(100, { from: 60, to: 149 }), frame)).toBe(270);
    const hole = rectanglePath({ x: 70, y: 70, width: 60, height: 60 });
    const ring = fill(square, RED, { path: [...rectanglePath(square), ...hole], evenOdd: true });
    expect(sumOf(line(100, { from: 75, to: 125 }), ring)).toBeUndefined();
    expect(sumOf(line(60, { from: 75, to: 125 }), ring)).toBe(270);
  });
});

describe("black that would go over the limit", () => {
  const settled = (...items: readonly DisplayItem[]) => settleOverprint(pageOf(...items), { inkLimit: LIMIT });
  const overprints = (inked: InkedPage) => inked.page.items.map((item) => "overprint" in item && item.overprint);

  /** The inks of what lies under the black lines, and how wide it is. */
  const underlays = (inked: InkedPage) =>
    inked.page.items.flatMap((item) =>
      item.kind === "fill" && item.ink !== RED && item.ink !== BLACK
        ? [{ sum: item.ink.c + item.ink.m + item.ink.y + item.ink.k, ...itemBounds(item)! }]
        : [],
    );

  it("as a thin line at the edge of its ground and across it overprints ground that is lightened under it alone", () => {
    const across = settled(fill(square, RED), line(100), line(50), line(280));
    expect(overprints(across)).toEqual([false, false, true, false, true, true]);
    const [middle, edge] = underlays(across);
    expect(middle!.sum).toBeCloseTo(LIMIT - 100);
    // as far as the ground goes and the line is thick, and no thicker than the line where half of it is on paper
    expect(middle).toMatchObject({ x: 49, y: 99.5, width: 102, height: 1 });
    expect(edge).toMatchObject({ y: 49.5, height: 1 });
    expect(found(across)).toEqual([]);
  });

  it("goes on overprinting within the limit, with nothing under it", () => {
    expect(overprints(settled(fill(square, PALE), line(100)))).toEqual([false, true]);
  });

  it("overprints in the midst of its ground as a thin line, dashes with dashes under them; a thick one knocks out", () => {
    const thin = settled(fill(square, RED), line(100, { from: 60, to: 140 }));
    expect(overprints(thin)).toEqual([false, false, true]);
    expect(found(thin)).toEqual([]);
    const dashed = settled(fill(square, RED), line(100, { from: 60, to: 140, dash: [2, 2] }));
    expect(dashed.page.items[1]).toMatchObject({ kind: "stroke", dash: [2, 2], overprint: false });
    const thick = settled(fill(square, RED), line(100, { from: 60, to: 140, thickness: 2 }));
    expect(overprints(thick)).toEqual([false, false]);
    expect(found(thick)).toEqual([]);
  });

  it("overprints as an effect on large type in a thin line, and its trap is as light as the limit wants it", () => {
    const trap = line(100, { ink: RED, overprint: false, trap: true, from: 60, to: 140 });
    const { page } = settled(
      trap,
      line(100, { from: 60, to: 140 }),
      fill(square, RED),
      line(100, { from: 60, to: 140, typeSize: 24 }),
    );
    expect(overprints(pageOf(...page.items))).toEqual([false, true, false, false, true]);
    const { m, y } = (page.items[0] as StrokeItem).ink;
    expect(m + y).toBeCloseTo(LIMIT - 100);
    expect(m / y).toBeCloseTo(RED.m / RED.y);
  });

  const found = (inked: InkedPage): readonly string[] => {
    const report = new Diagnostics();
    const press = { inkLimit: LIMIT, resolution: { target: 200, warn: 150, error: 100 } };
    checkPress(inked, press as Parameters<typeof checkPress>[1], report);
    return report.all().map(({ severity, message, hint }) => `${severity}: ${message} (${hint})`);
  };
});

describe.skipIf(!has("gs"))("Ghostscript's plates of the gallery", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-overprint-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ["43", "effects on headlines over a tint"],
    ["47", "the keyline of a picture"],
    ["67", "the axis of a chart over its bars"],
    ["69", "lines of a chart over one another"],
  ])("no spot of page %s is over the limit: %s", async (id) => {
    const report = new Diagnostics();
    const workshop = openWorkshop(diskWorld({ edition: `${ROOT}samples/gallery`, cache: undefined }), adJudge);
    const edition = (await read("edition.yaml", workshop, report))!;
    const laid = await layPage(edition, edition.pages.find((page) => page.id === id)!, workshop, report);
    const { pdf } = await printPage(edition, laid, { standard: "pdfx4", workshop, report });
    // of this page: other cards show what is wrong with theirs
    expect(report.all().filter(({ severity, place }) => severity !== "info" && place?.page === id)).toEqual([]);
    const file = join(folder, `${id}.pdf`);
    writeFileSync(file, pdf);
    const { Cyan: c, Magenta: m, Yellow: y, Black: k } = platesOf(file, 150);
    let least = 4 * 255;
    for (let at = 0; at < k.pixels.length; at++)
      least = Math.min(least, c.pixels[at]! + m.pixels[at]! + y.pixels[at]! + k.pixels[at]!);
    // each plate is rounded to a 255th
    expect((4 * 255 - least) / 2.55).toBeLessThan(edition.press.inkLimit + 1);
    expect((4 * 255 - least) / 2.55).toBeGreaterThan(100);
  });
});
