/** Outlines of cut-outs: traced from alpha, never inside of what is opaque, and hardly outside of it. */
import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { areaOf, clipPolygon, holdsPoint, type Polygon } from "../src/base/polygon.ts";
import { cropFor, outlineIn } from "../src/model/crop.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import type { Raster } from "../src/press/raster.ts";
import { simplifyPolygon } from "../src/press/simplify-polygon.ts";
import { traceOutline } from "../src/press/trace-outline.ts";
import { distanceTo } from "./kit/distance.ts";

/** An alpha channel drawn by a rule. */
const alpha = (width: number, height: number, rule: (x: number, y: number) => number): Raster => ({
  width,
  height,
  channels: 1,
  data: Uint8Array.from({ length: width * height }, (_, n) => rule(n % width, Math.floor(n / width))),
});

const inPixels = (polygons: readonly Polygon[], { width, height }: Raster): readonly Polygon[] =>
  polygons.map((each) => each.map(({ x, y }) => ({ x: x * width, y: y * height })));

describe("tracing", () => {
  test.each([
    ["all opaque", alpha(8, 8, () => 255)],
    ["all transparent", alpha(8, 8, () => 0)],
    ["all under one half", alpha(8, 8, () => 127)],
    ["one opaque pixel", alpha(1, 1, () => 255)],
    ["one clear pixel", alpha(1, 1, () => 0)],
  ])("%s has no outline", (_name, raster) => {
    expect(traceOutline(raster)).toBeUndefined();
  });

  test("a square is four corners, one pixel outside of it", () => {
    const square = alpha(100, 100, (x, y) => (x >= 20 && x < 60 && y >= 30 && y < 80 ? 255 : 0));
    const [outline, ...others] = inPixels(traceOutline(square)!, square);
    expect(others).toEqual([]);
    expect(outline!.length).toBeLessThanOrEqual(8);
    expect(areaOf(outline!)).toBeGreaterThan(40 * 50);
    expect(areaOf(outline!)).toBeLessThanOrEqual(42 * 52);
  });

  test("a hole in a ring is not told", () => {
    const ring = alpha(100, 100, (x, y) => {
      const away = Math.hypot(x - 50, y - 50);
      return away < 40 && away > 20 ? 255 : 0;
    });
    const outline = inPixels(traceOutline(ring)!, ring);
    expect(outline).toHaveLength(1);
    expect(areaOf(outline[0]!) / (Math.PI * 41 * 41)).toBeCloseTo(1, 1);
  });

  test("parts under a fiftieth of the largest are specks; eight are kept, the largest first", () => {
    const large = (x: number, y: number) => x < 40 && y < 40;
    const small = (x: number, y: number) => x >= 60 && x < 70 && y < 10;
    const speck = (x: number, y: number) => x === 60 && y === 90;
    const parts = alpha(100, 100, (x, y) => (large(x, y) || small(x, y) || speck(x, y) ? 255 : 0));
    const outline = traceOutline(parts)!;
    expect(outline).toHaveLength(2);
    expect(areaOf(outline[0]!)).toBeGreaterThan(areaOf(outline[1]!));
    const many = alpha(200, 40, (x, y) => (x % 20 < 12 && y < 30 ? 255 : 0));
    expect(traceOutline(many)).toHaveLength(8);
  });

  test("pixels that touch at a corner only are two parts once they are further apart than the outline is grown", () => {
    const corners = alpha(40, 40, (x, y) => ((x < 10 && y < 10) || (x >= 13 && x < 23 && y >= 13 && y < 23) ? 255 : 0));
    expect(traceOutline(corners)).toHaveLength(2);
  });

  test("a picture that fills the frame to its edge stays in it", () => {
    const half = alpha(64, 64, (_x, y) => (y < 40 ? 255 : 0));
    for (const { x, y } of traceOutline(half)!.flat()) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(1);
    }
  });

  test("a large picture is traced small, and not a pixel of it is lost", () => {
    const thin = alpha(2000, 1000, (x, y) => (x === 1000 || y > 900 ? 255 : 0));
    const [outline] = inPixels(traceOutline(thin)!, thin);
    expect(outline!.length).toBeLessThan(20);
    expect(holdsPoint(outline!, { x: 1000.5, y: 10 })).toBe(true);
  });

  test("a comb of a hundred teeth is one part, and all its teeth are in it", () => {
    const comb = alpha(512, 512, (x, y) => (y > 500 || x % 4 === 0 ? 255 : 0));
    const outlines = inPixels(traceOutline(comb)!, comb);
    expect(outlines).toHaveLength(1);
    for (let x = 0; x < 512; x += 4)
      expect(holdsPoint(outlines[0]!, { x: x + 0.5, y: 10 }), `tooth at ${x}`).toBe(true);
  });

  test("a noise of a quarter of a million pixels is its eight largest parts at most", () => {
    const noise = alpha(512, 512, (x, y) => ((x * 7919 + y * 104729 + x * y * 31) % 7 < 2 ? 255 : 0));
    const outlines = traceOutline(noise)!;
    expect(outlines.length).toBeGreaterThan(0);
    expect(outlines.length).toBeLessThanOrEqual(8);
    for (const outline of outlines) expect(outline.length).toBeGreaterThan(2);
  });
});

describe("random blobs", () => {
  const blob = fc.record({
    lobes: fc.array(
      fc.record({
        x: fc.integer({ min: 15, max: 105 }),
        y: fc.integer({ min: 15, max: 75 }),
        r: fc.integer({ min: 6, max: 20 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    soft: fc.integer({ min: 0, max: 6 }),
  });

  test("every opaque pixel of the parts that are kept lies inside, and the area is right but for the pixels round it", () => {
    fc.assert(
      fc.property(blob, ({ lobes, soft }) => {
        const raster = alpha(120, 90, (x, y) => {
          const depth = Math.max(...lobes.map((each) => each.r - Math.hypot(x - each.x, y - each.y)));
          return Math.max(
            0,
            Math.min(255, Math.round(soft === 0 ? (depth > 0 ? 255 : 0) : 128 + (depth * 128) / soft)),
          );
        });
        const outline = inPixels(traceOutline(raster) ?? [], raster);
        let opaque = 0;
        for (let n = 0; n < raster.data.length; n++) {
          if (raster.data[n]! < 128) continue;
          opaque++;
          const [x, y] = [n % 120, Math.floor(n / 120)];
          for (const [dx, dy] of [
            [0.01, 0.01],
            [0.99, 0.01],
            [0.99, 0.99],
            [0.01, 0.99],
          ] as const)
            expect(outline.some((polygon) => holdsPoint(polygon, { x: x + dx, y: y + dy }))).toBe(true);
        }
        const area = outline.reduce((sum, polygon) => sum + areaOf(polygon), 0);
        const round = outline.reduce((sum, polygon) => sum + perimeter(polygon), 0);
        expect(area).toBeGreaterThanOrEqual(opaque);
        // grown by one pixel, and no more than the tolerance on top of it
        expect(area).toBeLessThanOrEqual(opaque + 2.2 * round);
      }),
      { seed: 7, numRuns: 25 },
    );
  });
});

const perimeter = (polygon: Polygon): number =>
  polygon.reduce((sum, point, n) => {
    const next = polygon[(n + 1) % polygon.length]!;
    return sum + Math.hypot(next.x - point.x, next.y - point.y);
  }, 0);

describe("simplifying", () => {
  test("no corner that goes lies further off than the tolerance", () => {
    const wave = Array.from({ length: 400 }, (_, n) => {
      const angle = (n * Math.PI) / 200;
      const radius = 50 + 3 * Math.sin(9 * angle);
      return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
    });
    const simple = simplifyPolygon(wave, 0.5);
    expect(simple.length).toBeLessThan(120);
    for (const point of wave) expect(distanceTo([simple], point)).toBeLessThanOrEqual(0.5 + 1e-9);
  });

  test("a triangle, and a polygon whose corners are all one point, come out whole", () => {
    const triangle = [
      { x: 0, y: 0 },
      { x: 9, y: 0 },
      { x: 0, y: 9 },
    ];
    expect(simplifyPolygon(triangle, 1)).toEqual(triangle);
    expect(simplifyPolygon(Array(6).fill({ x: 1, y: 1 }), 1).length).toBeLessThanOrEqual(2);
  });
});

describe("facts of a picture", () => {
  const cut = (width = 60, height = 40) =>
    sharp(
      Buffer.from(
        `<svg width="${width}" height="${height}"><rect x="0" y="0" width="${width / 2}" height="${height}" fill="red"/></svg>`,
      ),
    );

  test.each([
    ["PNG", () => cut().png().toBuffer()],
    ["PNG of a palette", () => cut().png({ palette: true }).toBuffer()],
    ["grey PNG", () => cut().toColourspace("b-w").png().toBuffer()],
    ["PNG of 16 bits", () => cut().toColourspace("rgb16").png().toBuffer()],
    ["WebP", () => cut().webp({ lossless: true }).toBuffer()],
    ["TIFF", () => cut().tiff({ compression: "lzw" }).toBuffer()],
  ])("%s with a transparent ground has its outline", async (_name, file) => {
    const probe = await probePhoto(await file());
    const outline = probe.ok ? probe.facts.outline : undefined;
    expect(outline).toHaveLength(1);
    expect(Math.max(...outline![0]!.map(({ x }) => x))).toBeCloseTo(0.5, 1);
  });

  test("the outline is turned with the picture", async () => {
    const turned = await cut().withMetadata({ orientation: 6 }).webp({ lossless: true }).toBuffer();
    const probe = await probePhoto(turned);
    expect(probe).toMatchObject({ ok: true, facts: { width: 40, height: 60 } });
    const outline = probe.ok ? probe.facts.outline![0]! : [];
    expect(Math.max(...outline.map(({ y }) => y))).toBeCloseTo(0.5, 1);
    expect(Math.max(...outline.map(({ x }) => x))).toBeCloseTo(1, 5);
  });

  test("no key when there is no outline; a file that breaks off in its pixels has none and is no refusal", async () => {
    const opaque = await sharp({ create: { width: 9, height: 9, channels: 4, background: "#ff0000ff" } })
      .png()
      .toBuffer();
    expect(await probePhoto(opaque)).toEqual({ ok: true, facts: { width: 9, height: 9, mono: false } });
    const noise = Buffer.from(Array.from({ length: 200 * 200 * 4 }, (_, n) => (n * 7919) % 251));
    const whole = await sharp(noise, { raw: { width: 200, height: 200, channels: 4 } })
      .png()
      .toBuffer();
    expect((await probePhoto(whole)).ok).toBe(true);
    const broken = await probePhoto(whole.subarray(0, whole.length / 3));
    expect(broken).toEqual({ ok: true, facts: { width: 200, height: 200, mono: false } });
  });
});

describe("the crop of an outline", () => {
  test("is that of the picture: what is cut off is gone", () => {
    const outline = [
      [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
        { x: 0, y: 1 },
      ],
    ];
    const frame = { x: 10, y: 20, width: 50, height: 100 };
    const crop = cropFor({ width: 200, height: 100 }, { x: 1, y: 0.5 }, frame);
    expect(crop).toEqual({ x: 0.75, y: 0, width: 0.25, height: 1 });
    const [placed] = outlineIn(outline, crop, frame);
    expect(areaOf(placed!)).toBeCloseTo(5000, 6);
    expect(outlineIn([outline[0]!.map(({ x, y }) => ({ x: x * 0.5, y }))], crop, frame)).toEqual([]);
  });

  test("a polygon clipped by a rectangle holds what both hold", () => {
    const star = fc.array(fc.record({ x: fc.integer({ min: -50, max: 150 }), y: fc.integer({ min: -50, max: 150 }) }), {
      minLength: 3,
      maxLength: 3,
    });
    const rect = { x: 0, y: 0, width: 100, height: 100 };
    const point = fc.record({ x: fc.integer({ min: 1, max: 99 }), y: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(star, point, (polygon, { x, y }) => {
        const at = { x: x + 0.137, y: y + 0.291 };
        expect(holdsPoint(clipPolygon(polygon, rect), at)).toBe(holdsPoint(polygon, at));
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
