/** What versions of a page share on the plates, and pages of black alone; Ghostscript's plates are the witness. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BLACK, type Ink, PAPER } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { linePath, rectanglePath } from "../src/base/path.ts";
import { layPage, openWorkshop, type PrintedPage, printPage, read } from "../src/build.ts";
import type { FillItem, StrokeItem } from "../src/display/display-list.ts";
import { monoPage } from "../src/press/mono-page.ts";
import { lightnessOf, PRESS } from "./kit/ink-one.ts";
import { worldBefore } from "./kit/lay-files.ts";
import { SAMPLE } from "./kit/sample.ts";
import { has, type PlateName, platesOf } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-plates-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (path: string): string => readFileSync(`${SAMPLE}/${path}`, "utf8");

/** The sample's page with other files than its own, printed in a workshop of its own. */
const printed = async (files: Readonly<Record<string, string>>): Promise<PrintedPage> => {
  const report = new Diagnostics();
  const workshop = openWorkshop(worldBefore({ "edition.yaml": file("edition.yaml"), ...files }));
  const edition = (await read("edition.yaml", workshop, report))!;
  const laid = await layPage(edition, edition.pages[0]!, workshop, report);
  return printPage(edition, laid, { standard: "pdfx4", workshop, report });
};

const plates = (name: string, { pdf }: PrintedPage) => {
  const path = join(folder, `${name}.pdf`);
  writeFileSync(path, pdf);
  return platesOf(path, 72);
};

const COLOURS: readonly PlateName[] = ["Cyan", "Magenta", "Yellow"];

/** The streams of all images of a PDF, as they stand in the file. */
const pictureStreams = (pdf: Uint8Array): readonly string[] => {
  const text = Buffer.from(pdf).toString("latin1");
  return [...text.matchAll(/\/Subtype \/Image[^>]*?\/Length (\d+)[^>]*>>\s*stream\r?\n/g)].map((found) => {
    const at = found.index + found[0].length;
    return text.slice(at, at + Number(found[1]));
  });
};

const STORY = "stories/shade-stop.md";

describe("a corrected word", () => {
  it("leaves every picture byte for byte as it was, and all plates but the black one", {
    timeout: 60_000,
  }, async () => {
    const corrected = file(STORY).replace("公交场站", "街心花园");
    expect(corrected).not.toBe(file(STORY));
    const [before, after] = [await printed({}), await printed({ [STORY]: corrected })];
    expect(Buffer.compare(before.pdf, after.pdf)).not.toBe(0);
    const pictures = pictureStreams(before.pdf);
    expect(pictures.length).toBeGreaterThanOrEqual(5);
    expect(pictureStreams(after.pdf)).toEqual(pictures);
    if (!has("gs")) return;
    const [old, fresh] = [plates("before", before), plates("after", after)];
    for (const plate of COLOURS) expect(Buffer.compare(old[plate].pixels, fresh[plate].pixels), plate).toBe(0);
    expect(Buffer.compare(old.Black.pixels, fresh.Black.pixels)).not.toBe(0);
  });
});

const box = { x: 0, y: 0, width: 400, height: 600 };

const tint = (ink: Ink): FillItem => ({ kind: "fill", path: rectanglePath(box), ink, overprint: false });

const rule = (ink: Ink, thickness: number): StrokeItem => ({
  kind: "stroke",
  path: linePath({ x: 0, y: 9 }, { x: 90, y: 9 }),
  thickness,
  dash: [],
  join: "miter",
  ink,
  overprint: false,
});

describe("inks of a mono page", () => {
  const inMono = async (...items: readonly (FillItem | StrokeItem)[]): Promise<readonly Ink[]> =>
    (await monoPage({ id: "1", trim: box, bleed: box, items }, PRESS)).items.flatMap((item) =>
      item.kind === "picture" || item.kind === "drawing" || item.kind === "art" ? [] : [item.ink],
    );

  it("leaves black, grey and paper as they are", async () => {
    const own = [BLACK, PAPER, { ...PAPER, k: 33 }];
    expect(await inMono(...own.map(tint))).toEqual(own);
  });

  it.skipIf(!has("transicc"))("turns tints into blacks that look as light on newsprint", async () => {
    const inks: readonly Ink[] = [
      { c: 0, m: 80, y: 80, k: 0 },
      { c: 30, m: 0, y: 0, k: 0 },
      { c: 0, m: 0, y: 100, k: 0 },
      { c: 60, m: 20, y: 0, k: 20 },
    ];
    const blacks = await inMono(...inks.map(tint));
    blacks.forEach((black, n) => {
      const { c, m, y, k } = inks[n]!;
      expect([black.c, black.m, black.y]).toEqual([0, 0, 0]);
      expect(Math.abs(lightnessOf([0, 0, 0, black.k]) - lightnessOf([c, m, y, k])), JSON.stringify(black)).toBeLessThan(
        1,
      );
    });
  });

  it("makes thin rules that were dark solid, since the dots of a tint would fray them", async () => {
    const blue = { c: 100, m: 60, y: 0, k: 0 };
    const [thin, thick, light] = await inMono(rule(blue, 0.5), rule(blue, 4), rule({ c: 20, m: 0, y: 0, k: 0 }, 0.5));
    expect(thin).toEqual(BLACK);
    expect(thick!.k).toBeLessThan(100);
    expect(light!.k).toBeLessThan(35);
  });
});

describe.skipIf(!has("gs"))("a mono page", () => {
  it("prints on the black plate alone, its pictures and tints as light as they were", { timeout: 60_000 }, async () => {
    const page = file("pages/05-local.yaml").replace('page: "05"', 'page: "05"\ncolour: mono');
    const [mono, colour] = [await printed({ "pages/05-local.yaml": page }), await printed({})];
    expect(Buffer.from(mono.pdf).toString("latin1")).not.toMatch(/DCTDecode[^>]*DeviceCMYK|DeviceCMYK[^>]*DCTDecode/);
    const [black, four] = [plates("mono", mono), plates("four", colour)];
    for (const plate of COLOURS) {
      expect(
        four[plate].pixels.some((each) => each < 255),
        `${plate} in colour`,
      ).toBe(true);
      expect(
        black[plate].pixels.every((each) => each === 255),
        plate,
      ).toBe(true);
    }
    // what three inks have carried, black carries now
    const inked = (pixels: Uint8Array) => pixels.reduce((sum, each) => sum + 255 - each, 0);
    expect(inked(black.Black.pixels)).toBeGreaterThan(1.05 * inked(four.Black.pixels));
  });
});
