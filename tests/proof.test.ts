/** The proof: a PDF's pixels, the layers over them, and the PNG; read back by another program. */
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { drawLayers, type Overlay } from "../src/proof/draw-layers.ts";
import { encodePng } from "../src/proof/encode-png.ts";
import type { Raster } from "../src/proof/raster.ts";
import { rasterPdf } from "../src/proof/raster-pdf.ts";

/** A sheet of 144 × 72 points with a black square of 36 points in its lower left corner. */
const SHEET = new TextEncoder().encode(`%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 144.5 72] /Contents 4 0 R /Resources << >> >> endobj
4 0 obj << /Length 28 >> stream
0 0 0 1 k 0 0 36 36 re f    
endstream endobj
trailer << /Root 1 0 R >>
`);

const pixel = ({ rgba, width }: Raster, x: number, y: number) => [
  ...rgba.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];
const white = (width: number, height: number): Raster => ({
  width,
  height,
  dpi: 72,
  rgba: new Uint8Array(width * height * 4).fill(255),
});

describe("the raster", () => {
  test("is as large as the sheet at its resolution, with the ink where the file says", async () => {
    const raster = await rasterPdf(SHEET, { page: 1, dpi: 144 });
    expect([raster.width, raster.height, raster.dpi]).toEqual([289, 144, 144]);
    expect(raster.rgba).toHaveLength(289 * 144 * 4);
    expect(pixel(raster, 10, 130).every((part) => part < 60)).toBe(true);
    expect(pixel(raster, 10, 10)).toEqual([255, 255, 255]);
    expect(pixel(raster, 200, 130)).toEqual([255, 255, 255]);
  });

  test("is the same each time, also when two are drawn at once", async () => {
    const [one, two] = await Promise.all([
      rasterPdf(SHEET, { page: 1, dpi: 50 }),
      rasterPdf(SHEET, { page: 1, dpi: 50 }),
    ]);
    expect(Buffer.compare(one.rgba, two.rgba)).toBe(0);
  });

  test("a page that is not there, no PDF, and more pixels than memory are refused", async () => {
    await expect(rasterPdf(SHEET, { page: 2, dpi: 72 })).rejects.toThrow("not a page 2");
    await expect(rasterPdf(new TextEncoder().encode("no pdf"), { page: 1, dpi: 72 })).rejects.toThrow();
    await expect(rasterPdf(SHEET, { page: 1, dpi: 20_000 })).rejects.toThrow("more than can be drawn");
  });
});

describe("the layers", () => {
  const overlay: Overlay = {
    trim: { width: 80, height: 80 },
    columns: [{ x: 10, y: 10, width: 20, height: 60 }],
    rows: { tops: [10, 40], from: 10, to: 70 },
    frames: [{ kind: "body", rect: { x: 40, y: 20, width: 30, height: 30 } }],
    findings: [{ x: 50, y: 60, width: 10, height: 10 }],
  };

  test("stand where they belong, counted from the trim; what is not asked for is not drawn", () => {
    const page = white(100, 100);
    const grid = drawLayers(page, overlay, ["grid"]);
    expect(pixel(grid, 20, 50)).toEqual([150, 220, 235]);
    expect(pixel(grid, 60, 50)).toEqual([150, 220, 235]);
    expect(pixel(grid, 60, 30)).toEqual([255, 255, 255]);
    const frames = drawLayers(page, overlay, ["frames"]);
    expect(pixel(frames, 50, 40)).toEqual([30, 90, 220]);
    expect(pixel(frames, 65, 45)).toEqual([255, 255, 255]);
    expect(pixel(frames, 61, 70)).toEqual([255, 255, 255]);
    expect(pixel(drawLayers(page, overlay, ["findings"]), 61, 70)).toEqual([220, 20, 30]);
    expect(pixel(page, 50, 40)).toEqual([255, 255, 255]);
  });

  test("reach no further than the sheet, and leave black black", () => {
    const page = white(20, 20);
    page.rgba.fill(0, 0, 4);
    const far = {
      ...overlay,
      trim: { width: 20, height: 20 },
      findings: [
        { x: -50, y: -50, width: 500, height: 500 },
        { x: 0, y: 0, width: 9, height: 9 },
      ],
    };
    const drawn = drawLayers(page, far, ["grid", "frames", "findings"]);
    expect(drawn.rgba).toHaveLength(20 * 20 * 4);
    expect(pixel(drawn, 0, 0)).toEqual([0, 0, 0]);
  });
});

describe("the PNG", () => {
  test("gives the pixels and the resolution back in another program, twice the same bytes", async () => {
    const raster = await rasterPdf(SHEET, { page: 1, dpi: 150 });
    const png = await encodePng(raster);
    expect(Buffer.compare(png, await encodePng(raster))).toBe(0);
    const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height]).toEqual([raster.width, raster.height]);
    expect(Buffer.compare(data, raster.rgba)).toBe(0);
    expect((await sharp(png).metadata()).density).toBe(150);
  });
});
