/** Plates: read, measured and drawn from made-up pixels; and those of real pages by Ghostscript, held against what the page is inked with. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../src/cli/run-cli.ts";
import { separate } from "../src/nightly/page/ghostscript.ts";
import { coverageOf, SQUARE } from "../src/proof/coverage.ts";
import { drawPlate, drawTotal } from "../src/proof/draw-plate.ts";
import { type Plate, PROCESS_INKS } from "../src/proof/plate.ts";
import { readPlate } from "../src/proof/read-plate.ts";
import { has } from "./kit/witness.ts";

/** One pixel a point, so that places are pixels. */
const DPI = 72;
const blank = (ink: string, [width, height]: readonly [number, number]): Plate => ({
  ink,
  width,
  height,
  dpi: DPI,
  tone: new Uint8Array(width * height),
});
const fill = (plate: Plate, [x, y, width, height]: readonly [number, number, number, number], tone: number): Plate => {
  for (let row = y; row < y + height; row++)
    plate.tone.fill(tone, row * plate.width + x, row * plate.width + x + width);
  return plate;
};
const page = { x: 0, y: 0, width: 200, height: 100 };

describe("coverage", () => {
  test("of each plate is its share of the area asked for, and of no other", () => {
    const plate = fill(blank("Cyan", [200, 100]), [0, 0, 100, 100], 255);
    expect(coverageOf([plate], page).plates).toEqual([{ ink: "Cyan", percent: 50 }]);
    expect(coverageOf([plate], { x: 100, y: 0, width: 100, height: 100 }).plates[0]!.percent).toBe(0);
  });

  test("finds the pixel with the most ink, where all plates meet", () => {
    const plates = [
      fill(blank("Cyan", [200, 100]), [0, 0, 20, 20], 255),
      fill(blank("Magenta", [200, 100]), [10, 10, 20, 20], 255),
      fill(blank("Black", [200, 100]), [19, 19, 1, 1], 51),
    ];
    const { most } = coverageOf(plates, page);
    expect(most.percent).toBeCloseTo(220, 6);
    expect(most.rect).toEqual({ x: 19, y: 19, width: 1, height: 1 });
  });

  test("finds the heaviest square of 15 mm, which a thin dark line is not", () => {
    const side = Math.round(SQUARE);
    const plate = fill(fill(blank("Black", [200, 100]), [0, 0, 200, 2], 255), [120, 40, side, side], 128);
    const { square, most } = coverageOf([plate], page);
    expect(most.percent).toBe(100);
    expect(square.rect).toEqual({ x: 120, y: 40, width: side, height: side });
    expect(square.percent).toBeCloseTo((128 / 255) * 100, 6);
  });

  test("is told by ink zone, from left to right; what is left at the right is a zone of its own", () => {
    const zone = Math.round((32.5 * 72) / 25.4);
    const plate = fill(blank("Black", [200, 100]), [0, 0, zone, 100], 255);
    const [percents] = coverageOf([plate], page).zones.map((each) => each.percents);
    expect(percents).toHaveLength(3);
    expect(percents![0]).toBeCloseTo(100, 6);
    expect(percents!.slice(1)).toEqual([0, 0]);
  });

  test("of no plates, or of no area, is nothing", () => {
    expect(coverageOf([], page)).toMatchObject({ plates: [], most: { percent: 0 }, square: { percent: 0 } });
    const nothing = coverageOf([blank("Black", [10, 10])], { x: 50, y: 50, width: 10, height: 10 });
    expect(nothing).toMatchObject({ plates: [{ percent: 0 }], most: { percent: 0 }, square: { percent: 0 } });
  });
});

describe("a plate", () => {
  test("is drawn as a film, the sum of all with red where it is over the limit", () => {
    const half = fill(blank("Black", [2, 1]), [0, 0, 1, 1], 255);
    expect([...drawPlate(half).rgba]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    const [red, green, blue] = drawTotal([half, { ...half, ink: "Cyan" }, { ...half, ink: "Yellow" }], 220).rgba;
    expect(red).toBeGreaterThan(180);
    expect([green! < 80, blue]).toEqual([true, 0]);
    const within = drawTotal([half, { ...half, ink: "Cyan" }], 220).rgba;
    expect(within[0]).toBe(within[1]);
  });

  test("is read from grey TIFF of either polarity, as others write it", async () => {
    const raw = Buffer.from([0, 64, 128, 255, 10, 20]);
    const tiff = await sharp(raw, { raw: { width: 3, height: 2, channels: 1 } })
      .toColourspace("b-w")
      .tiff({ compression: "none" })
      .toBuffer();
    const plate = readPlate(tiff, { ink: "Black", dpi: 72 });
    expect(plate).toMatchObject({ width: 3, height: 2, ink: "Black" });
    expect([...plate.tone]).toEqual([255, 191, 127, 0, 245, 235]);
    expect(() => readPlate(tiff.subarray(0, 12), { ink: "Black", dpi: 72 })).toThrow(RangeError);
    expect(() => readPlate(Buffer.from("no picture at all"), { ink: "Black", dpi: 72 })).toThrow(RangeError);
  });
});

describe("separation", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-plates-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const edition = fileURLToPath(new URL("../samples/canghai-2025-07-10/edition.yaml", import.meta.url));
  const proof = async (plate: string) => {
    const out: string[] = [];
    const err: string[] = [];
    const png = join(folder, "plate.png");
    const argv = ["proof", edition, "--page", "05", "--plate", plate, "--png", png, "--dpi", "60", "--json"];
    const code = await runCli(argv, {
      cwd: folder,
      env: { BROADSHEET_CACHE: join(folder, "cache") },
      out: (text) => out.push(text),
      err: (text) => err.push(text),
      watched: false,
      input: async () => new Uint8Array(),
      colours: false,
      width: 100,
    });
    return { code, answer: out.join(""), said: err.join(""), png };
  };

  test("where nothing can separate, it is said what is missing", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = folder;
    try {
      expect(await separate(new Uint8Array(), { page: 1, dpi: 72 })).toMatchObject({ kind: "missing" });
    } finally {
      process.env["PATH"] = path;
    }
  });

  test.skipIf(!has("gs"))("a file that is no PDF gives no plates, and no fault", async () => {
    const answer = await separate(Buffer.from("%PDF-1.4 and nothing more"), { page: 1, dpi: 72 });
    expect(Array.isArray(answer) ? answer : [answer]).toSatisfy(
      (found: readonly object[]) => found.length === 0 || "why" in found[0]! || "tone" in found[0]!,
    );
  });

  test.skipIf(!has("gs"))(
    "of the sample page: four plates, each seen, no pixel over the page's limit",
    async () => {
      const { code, answer, png } = await proof("tac");
      expect(code).toBe(0);
      const { coverage, width, height } = JSON.parse(answer);
      expect(coverage.plates.map((each: { ink: string }) => each.ink)).toEqual(PROCESS_INKS);
      for (const { percent } of coverage.plates) expect(percent).toBeGreaterThan(1);
      expect(coverage.most.percent).toBeLessThanOrEqual(221);
      expect(coverage.square.percent).toBeLessThanOrEqual(245);
      expect(coverage.zones[0].percents.length).toBe(Math.ceil(390 / 32.5));
      expect(await sharp(readFileSync(png)).metadata()).toMatchObject({ width, height });
    },
    60_000,
  );

  test.skipIf(!has("gs"))(
    "a plate that is not there is refused with those that are",
    async () => {
      const { code, said, answer } = await proof("Gold");
      expect(code).toBe(2);
      expect(said + answer).toContain("give one of C, M, Y, K, tac");
    },
    60_000,
  );
});
