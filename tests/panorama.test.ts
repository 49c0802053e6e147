/** Panoramas (通版): one sheet or two, folios on their own sides, art over the fold, text kept out of it; and spreads on a proof. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { mm } from "../src/base/units.ts";
import { facingPages, isSpread } from "../src/model/facing-pages.ts";
import { EditionShelf, filesIn, pageYaml } from "./kit/edition-folder.ts";
import { has, platesOf, run } from "./kit/witness.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const FOLDER = "out/harbour-2025-07-10-main";

const panorama = (more: string, page = "", files: Readonly<Record<string, string>> = {}): string =>
  shelf.newEdition(`${more}pages: [pages/04.yaml]\n`, { "pages/04.yaml": pageYaml("04-05", "wide", page), ...files });

describe("the two pages of a panorama", () => {
  test.each([
    ["04-05", "left", { left: "04", right: "05", faces: true }],
    ["04-05", "right", { left: "05", right: "04", faces: true }],
    ["A08-9", "left", { left: "A08", right: "A09", faces: true }],
    ["05-06", "left", { left: "05", right: "06", faces: false }],
    ["05", "left", undefined],
  ] as const)("%s bound at the %s", (id, binding, facing) => expect(facingPages(id, binding)).toEqual(facing));
});

describe.skipIf(!has("pdftotext") || !has("pdfinfo"))("as one file", () => {
  test("twice as wide, a folio on either side, no fold in the bleed", async () => {
    const edition = panorama("press: { bleed: { inside: 0mm } }\n");
    const ran = await shelf.run(edition, "build");
    expect(ran).toMatchObject({ code: 0, err: "" });
    const [pdf] = filesIn(join(edition, FOLDER));
    expect(pdf).toBe("harbour_20250710_main_04-05_A.pdf");
    const file = join(edition, FOLDER, pdf!);
    const words = run("pdftotext", ["-bbox", file, "-"]);
    const xOf = (text: string): number => Number(new RegExp(`xMin="([\\d.]+)"[^>]*>${text}<`).exec(words)![1]);
    expect(xOf("04")).toBeLessThan(mm(90));
    expect(xOf("05")).toBeGreaterThan(mm(90));
    const media = /MediaBox:\s+\S+\s+\S+\s+(\S+)/.exec(run("pdfinfo", ["-box", file]))![1];
    expect(Number(media)).toBeCloseTo(mm(180 + 6), 1);
  });

  test("bound at the right the higher number stands on the left", async () => {
    const edition = panorama("binding: right\n");
    await shelf.run(edition, "build");
    const words = run("pdftotext", ["-bbox", join(edition, FOLDER, "harbour_20250710_main_04-05_A.pdf"), "-"]);
    const xOf = (text: string): number => Number(new RegExp(`xMin="([\\d.]+)"[^>]*>${text}<`).exec(words)![1]);
    expect(xOf("05")).toBeLessThan(xOf("04"));
  });
});

describe.skipIf(!has("pdftotext") || !has("gs"))("cut at the fold", () => {
  test("two files, the text of each once, the art in both up to the bleed", async () => {
    const edition = panorama("", "files: two\n");
    const ran = await shelf.run(edition, "build");
    expect(ran).toMatchObject({ code: 0, err: "" });
    const names = filesIn(join(edition, FOLDER)).filter((path) => path.endsWith(".pdf"));
    expect(names).toEqual(["harbour_20250710_main_04_A.pdf", "harbour_20250710_main_05_A.pdf"]);
    const [left, right] = names.map((name) => join(edition, FOLDER, name));
    const texts = [left!, right!].map((file) => run("pdftotext", ["-raw", file, "-"]).replaceAll(/\s/g, ""));
    expect(texts[0]).toContain("储罐作为油品化工区");
    expect(texts[0]).toMatch(/04/);
    // all that stands right of the fold: the folio and the end of the picture's line
    expect(texts[1]).toBe("05白一川摄");
    expect(texts[0]).not.toContain("摄");
    for (const file of [left!, right!]) {
      const box = /TrimBox:\s+(\S+)\s+\S+\s+(\S+)/.exec(run("pdfinfo", ["-box", file]))!;
      expect(Number(box[2]) - Number(box[1])).toBeCloseTo(mm(90), 1);
    }
    // where the pages meet, the last column of one and the first of the other show neighbouring strips of one picture
    const [a, b] = [platesOf(left!, 72), platesOf(right!, 72)];
    const column = (plates: typeof a, x: number): readonly number[] =>
      Array.from({ length: 60 }, (_, n) => plates.Black.pixels[(60 + n) * plates.Black.width + x]!);
    const foldLeft = Math.round(mm(3 + 90));
    const foldRight = Math.round(mm(3));
    const apart = (one: readonly number[], other: readonly number[]): number =>
      one.reduce((sum, value, n) => sum + Math.abs(value - other[n]!), 0) / one.length;
    // the bleed of the left page repeats what the right page begins with
    for (const x of [1, 4, 7]) {
      const next = apart(column(a, foldLeft + x), column(b, foldRight + x));
      expect(next).toBeLessThan(apart(column(a, foldLeft + x), column(b, foldRight + x + 40)) / 2);
    }
    expect(new Set(column(a, foldLeft + 4)).size).toBeGreaterThan(10);
  });

  test("halves and whole lay down the same ink", async () => {
    const [whole, halves] = [panorama(""), panorama("", "files: two\n")];
    await Promise.all([whole, halves].map((edition) => shelf.run(edition, "build")));
    const file = (edition: string, page: string) => join(edition, FOLDER, `harbour_20250710_main_${page}_A.pdf`);
    const DPI = 100;
    const [one, right] = [platesOf(file(whole, "04-05"), DPI), platesOf(file(halves, "05"), DPI)];
    const px = (at: number): number => Math.round((at / 25.4) * DPI);
    const column = (plates: typeof one, x: number): number =>
      Array.from({ length: px(100) }, (_, n) => plates.Cyan.pixels[(px(3) + n) * plates.Cyan.width + x]!).reduce(
        (sum, each) => sum + each,
        0,
      ) / px(100);
    for (const at of [1, 20, 45, 89])
      expect(Math.abs(column(one, px(93 + at)) - column(right, px(3 + at)))).toBeLessThan(4);
  });
});

describe("text at the fold", () => {
  const layout = (rows: string): string => `format: wide
grid: { columns: 1, measure: 50zi, gutter: 1zi, rows: 20, top: 8mm }
slots:
  lead:
    col: 1
    row: 1-20
    stack:
      story: lead
      children:
        - headline: { style: main }
        - picture: { rows: 5 }
        - body: { legs: 1 }
        - space: { grow: 1 }
${rows}`;

  test("is an error in a body, and a warning in a headline on one sheet", async () => {
    const edition = panorama("", "", { "layouts/wide.yaml": layout("") });
    const { code, err } = await shelf.run(edition, "build");
    expect(code).toBe(1);
    expect(err).toMatch(/warning\[press\/fold\]: .* in the gutter of the panorama/);
    expect(err).toMatch(/error\[press\/fold\]: \d+ letters stand in the gutter of the panorama/);
    expect(err).toMatch(/keep text out of the 16 mm at the fold/);
    expect(err).toContain("stories/a.md");
  });
});

describe("a spread on a proof", () => {
  const spread = (binding: string): string =>
    shelf.newEdition(`binding: ${binding}\npages: [pages/02.yaml, pages/03.yaml]\n`, {
      "pages/02.yaml": pageYaml("02"),
      "pages/03.yaml": pageYaml("03", "plain"),
    });

  test("two pages side by side as one picture and one PDF that claims nothing", async () => {
    const edition = spread("left");
    const ran = await shelf.run(edition, "proof", "--spread", "3,2", "--png", "s.png", "--pdf", "s.pdf");
    expect(ran).toMatchObject({ code: 0, err: "" });
    const { width, height } = await sharp(join(edition, "s.png")).metadata();
    const inch = (millimetres: number): number => Math.round((millimetres / 25.4) * 150);
    expect(Math.abs(width! - inch(180 + 6 + 20))).toBeLessThan(3);
    expect(height!).toBeGreaterThan(inch(100 + 6 + 20));
    const pdf = readFileSync(join(edition, "s.pdf"), "latin1");
    expect(pdf).not.toContain("GTS_PDFX");
    expect(pdf).toContain("PROOF");
    expect(existsSync(join(edition, "out"))).toBe(false);
    // the picture of page 02 is on the left
    const half = async (left: number): Promise<number> => {
      const area = { left, top: inch(45), width: inch(80), height: inch(20) };
      const stats = await sharp(await sharp(join(edition, "s.png")).extract(area).toBuffer()).stats();
      return stats.channels[2]!.mean;
    };
    expect(await half(inch(18))).toBeLessThan((await half(inch(108))) - 20);
  });

  test.each([
    ["02", "03", true],
    ["3", "2", true],
    ["A10", "A11", true],
    ["01", "02", false],
    ["03", "04", false],
    ["02", "05", false],
    ["02", "02", false],
    ["A02", "B03", false],
    ["02-03", "04", false],
  ])("%s and %s lie open together: %s", (one, other, together) => {
    expect([isSpread(one, other), isSpread(other, one)]).toEqual([together, together]);
  });

  test("takes no pages that do not face one another, and writes nothing", async () => {
    const ids = ["01", "02", "03", "04"];
    const edition = shelf.newEdition(
      `pages: [${ids.map((id) => `pages/${id}.yaml`).join(", ")}]\n`,
      Object.fromEntries(ids.map((id) => [`pages/${id}.yaml`, pageYaml(id, "plain")])),
    );
    for (const pair of ["01,02", "3,4", "02,04"]) {
      const { code, err } = await shelf.run(edition, "proof", "--spread", pair, "--png", "s.png");
      expect([code, err]).toEqual([2, expect.stringMatching(/pages `0\d` and `0\d` do not face one another/)]);
    }
    expect((await shelf.run(edition, "proof", "--spread", "01,02", "--lang", "zh")).err).toContain("不是相对的两个版");
    expect(existsSync(join(edition, "s.png"))).toBe(false);
  });

  test("needs two pages of the edition", async () => {
    const edition = spread("left");
    expect((await shelf.run(edition, "proof", "--spread", "02")).err).toContain("give the two pages of a spread");
    expect((await shelf.run(edition, "proof", "--spread", "02,09")).err).toContain("no page `09`");
    expect((await shelf.run(edition, "proof", "--spread", "02,03", "--page", "02")).err).toContain("takes neither");
  });
});
