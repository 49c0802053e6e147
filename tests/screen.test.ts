/** The edition for screens: sRGB throughout, as bright as paper is white, cut to the trim. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { BLACK, PAPER } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { rectanglePath } from "../src/base/path.ts";
import type { DisplayItem, PictureItem } from "../src/display/display-list.ts";
import type { Standard } from "../src/model/edition.ts";
import { writePdf } from "../src/pdf/write-pdf.ts";
import { inkPictures } from "../src/press/ink-pictures.ts";
import { inkName } from "../src/press/inked-page.ts";
import { probePhoto } from "../src/press/probe-photo.ts";
import { screenPage } from "../src/press/screen-page.ts";
import { PRESS, sha256 } from "./kit/ink-one.ts";
import { has, run } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-screen-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TINT = { c: 30, m: 0, y: 60, k: 0 };

const fill = (x: number, ink: typeof BLACK): DisplayItem => ({
  kind: "fill",
  path: rectanglePath({ x, y: 10, width: 30, height: 30 }),
  ink,
  overprint: false,
});

const picture = async (background: string, x: number, more: Partial<PictureItem> = {}): Promise<PictureItem> => {
  const bytes = await sharp({ create: { width: 100, height: 100, channels: 4, background } })
    .png()
    .toBuffer();
  const probe = await probePhoto(bytes);
  if (!probe.ok) throw new Error(probe.why);
  return {
    kind: "picture",
    photo: { path: `${x}.png`, bytes, hash: sha256(bytes), facts: probe.facts },
    crop: { x: 0, y: 0, width: 1, height: 1 },
    rect: { x, y: 50, width: 30, height: 30 },
    source: { path: "s.md", start: 0, end: 1 },
    ...more,
  };
};

const screen = async () => {
  const items: readonly DisplayItem[] = [
    fill(0, BLACK),
    fill(40, TINT),
    fill(80, { ...PAPER, k: 50 }),
    await picture("#0000ff", 0),
    await picture("#00000000", 40, { ground: TINT }),
    await picture("#777777", 80, { mono: true }),
  ];
  const page = {
    id: "1",
    trim: { x: 0, y: 0, width: 120, height: 90 },
    bleed: { x: -9, y: -9, width: 138, height: 108 },
    items,
  };
  const report = new Diagnostics();
  const inked = await inkPictures(page, PRESS, { cache: new Map(), report });
  return { inked, seen: await screenPage(inked, PRESS) };
};

const date = { iso: "2025-07-10", year: 2025, month: 7, day: 10, weekday: 4 };

const write = async (page: Awaited<ReturnType<typeof screen>>["seen"], standard: Standard) =>
  writePdf(page, { press: PRESS, standard, title: "t", language: "zh", date, subsets: new Map(), id: "i" });

describe("a page for screens", () => {
  it("has sRGB for each ink: black is black, its tints are greys, paper is white", async () => {
    const { seen } = await screen();
    expect(seen.screen!.get(inkName(BLACK))).toEqual({ red: 0, green: 0, blue: 0 });
    expect(seen.screen!.get(inkName({ ...PAPER, k: 50 }))).toEqual({ red: 128, green: 128, blue: 128 });
    const { red, green, blue } = seen.screen!.get(inkName(TINT))!;
    expect(green).toBeGreaterThan(200);
    expect(green).toBeGreaterThan(red);
    expect(red).toBeGreaterThan(blue);
  });

  it("has no ink in it, and shows the trim", async () => {
    const { bytes, faults } = await write((await screen()).seen, "screen");
    expect(faults).toEqual([]);
    const text = Buffer.from(bytes).toString("latin1");
    expect(text).not.toMatch(/DeviceCMYK|GTS_PDFX|Separation/);
    const box = (name: string) => new RegExp(`/${name} \\[([^\\]]*)\\]`).exec(text)?.[1];
    expect(box("CropBox")).toBe(box("TrimBox"));
  });

  it("may not be written as a press file", async () => {
    const { faults } = await write((await screen()).seen, "pdfx4");
    expect(faults.map(({ rule }) => rule.feature)).toEqual(["rgb"]);
  });

  it.skipIf(!has("pdftoppm"))(
    "shows pictures as they were sent, cut-outs on their ground, mono ones in grey",
    async () => {
      const path = join(folder, "screen.pdf");
      writeFileSync(path, (await write((await screen()).seen, "screen")).bytes);
      run("pdftoppm", ["-r", "72", "-cropbox", "-png", "-singlefile", path, join(folder, "screen")]);
      const { data, info } = await sharp(readFileSync(join(folder, "screen.png")))
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
      const near = (a: readonly number[], b: readonly number[]) =>
        expect(Math.max(...a.map((each, n) => Math.abs(each - b[n]!))), `${a} for ${b}`).toBeLessThanOrEqual(4);
      near(at(15, 65), [0, 0, 255]);
      near(at(55, 65), at(55, 25));
      near(at(95, 65), [0x77, 0x77, 0x77]);
      near(at(15, 25), [0, 0, 0]);
      near(at(35, 25), [255, 255, 255]);
    },
  );
});
