/** Sheets for plants: boxes, marks, colour bars and slug, as programs that we did not write see them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { mm } from "../src/base/units.ts";
import { EditionShelf, filesIn, pageYaml } from "./kit/edition-folder.ts";
import { has, type Plate, platesOf, run } from "./kit/witness.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

type Box = readonly [left: number, bottom: number, right: number, top: number];

/** The boxes as poppler reads them. */
const boxesOf = (pdf: string): Readonly<Record<"media" | "bleed" | "trim", Box>> => {
  const text = run("pdfinfo", ["-box", pdf]);
  const box = (name: string): Box => {
    const [, ...numbers] = new RegExp(`${name}:\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)`).exec(text) ?? [];
    return numbers.map(Number) as unknown as Box;
  };
  return { media: box("MediaBox"), bleed: box("BleedBox"), trim: box("TrimBox") };
};

const inside = (inner: Box, outer: Box): boolean =>
  inner[0] >= outer[0] - 0.01 &&
  inner[1] >= outer[1] - 0.01 &&
  inner[2] <= outer[2] + 0.01 &&
  inner[3] <= outer[3] + 0.01;

/** Darkest value of a plate in a rectangle of the sheet, in points from its bottom left; 0 is full ink. */
const darkest = ({ width, height, pixels }: Plate, [left, bottom, right, top]: Box, dpi: number): number => {
  const px = (at: number) => Math.round((at * dpi) / 72);
  let least = 255;
  for (let y = Math.max(0, height - px(top)); y < Math.min(height, height - px(bottom)); y++)
    for (let x = Math.max(0, px(left)); x < Math.min(width, px(right)); x++)
      least = Math.min(least, pixels[y * width + x]!);
  return least;
};

describe.skipIf(!has("pdfinfo"))("boxes", () => {
  const bleeds = [
    ["3mm", [3, 3, 3, 3]],
    ["0mm", [0, 0, 0, 0]],
    ["{ top: 2mm, bottom: 5mm, inside: 0mm, outside: 4mm }", [2, 5, 0, 4]],
  ] as const;
  const cases = bleeds.flatMap(([bleed, edges]) =>
    ["none", "crop", "all"].flatMap((marks) =>
      (["left", "right"] as const).map((binding) => ({ bleed, edges, marks, binding })),
    ),
  );

  test.each(cases)("bleed $bleed, marks $marks, bound at the $binding", async ({ bleed, edges, marks, binding }) => {
    const edition = shelf.newEdition(
      `binding: ${binding}\npress: { bleed: ${bleed}, marks: ${marks} }\npages: [pages/01.yaml, pages/02.yaml]\n`,
      { "pages/01.yaml": pageYaml("01", "plain"), "pages/02.yaml": pageYaml("02", "plain") },
    );
    await shelf.run(edition, "build");
    const [top, bottom, fold, outer] = edges.map((edge) => mm(edge));
    for (const page of ["01", "02"]) {
      const {
        media,
        bleed: bleedBox,
        trim,
      } = boxesOf(join(edition, `out/harbour-2025-07-10-main/harbour_20250710_main_${page}_A.pdf`));
      expect(trim[2] - trim[0]).toBeCloseTo(mm(90), 1);
      expect(trim[3] - trim[1]).toBeCloseTo(mm(100), 1);
      const foldLeft = (page === "01") === (binding === "left");
      expect(trim[0] - bleedBox[0]).toBeCloseTo(foldLeft ? fold! : outer!, 1);
      expect(bleedBox[2] - trim[2]).toBeCloseTo(foldLeft ? outer! : fold!, 1);
      expect(bleedBox[3] - trim[3]).toBeCloseTo(top!, 1);
      expect(trim[1] - bleedBox[1]).toBeCloseTo(bottom!, 1);
      expect([inside(trim, bleedBox), inside(bleedBox, media)]).toEqual([true, true]);
      const room = marks === "none" ? 0 : mm(10);
      expect(bleedBox[0] - media[0]).toBeCloseTo(room, 1);
      expect(media[3] - bleedBox[3]).toBeCloseTo(room, 1);
    }
  });
});

describe.skipIf(!has("gs") || !has("pdfinfo"))("marks on the plates", () => {
  const DPI = 200;
  const made = async (layout: string) => {
    const edition = shelf.newEdition("press: { marks: all }\npages: [pages/01.yaml]\n", {
      "pages/01.yaml": pageYaml("01", layout),
    });
    const ran = await shelf.run(edition, "build");
    const folder = join(edition, "out/harbour-2025-07-10-main");
    const file = join(folder, filesIn(folder).find((path) => path.endsWith(".pdf"))!);
    return { ran, file, boxes: boxesOf(file), plates: platesOf(file, DPI) };
  };

  test("crop and register marks stand on all four, outside the bleed; nothing else is on the sheet's edge but bars and slug", async () => {
    const { boxes, plates } = await made("card");
    const { media, bleed, trim } = boxes;
    const middle = (trim[0] + trim[2]) / 2;
    const gap: Box = [bleed[0] - mm(0.9), bleed[1] - mm(0.9), bleed[2] + mm(0.9), bleed[3] + mm(0.9)];
    for (const plate of Object.values(plates)) {
      // the cross of the register mark over the page, and the crop mark beside its left upper corner
      expect(darkest(plate, [middle - 2, bleed[3] + mm(1), middle + 2, bleed[3] + mm(7)], DPI)).toBeLessThan(40);
      expect(darkest(plate, [media[0], trim[3] - 1, bleed[0] - mm(1), trim[3] + 1], DPI)).toBeLessThan(40);
      // a strip of 0.9 mm round the bleed is bare on every side
      for (const strip of [
        [gap[0], gap[1], bleed[0] - 0.4, gap[3]],
        [bleed[2] + 0.4, gap[1], gap[2], gap[3]],
        [gap[0], gap[1], gap[2], bleed[1] - 0.4],
        [gap[0], bleed[3] + 0.4, gap[2], gap[3]],
      ] as const)
        expect(darkest(plate, strip, DPI)).toBe(255);
    }
  });

  test("bars: the first four patches are one solid each, the sixth is 40 per cent of magenta alone", async () => {
    const { boxes, plates } = await made("card");
    const { bleed, trim } = boxes;
    const width = Math.min(mm(5), (trim[2] - trim[0]) / 2 / 17 - mm(9) / 17);
    const patch = (n: number): Box => {
      const left = trim[0] + mm(3) + n * width;
      return [left + width * 0.3, bleed[3] + mm(2) + width * 0.3, left + width * 0.7, bleed[3] + mm(2) + width * 0.7];
    };
    const inks = ["Cyan", "Magenta", "Yellow", "Black"] as const;
    for (const [n, ink] of inks.entries())
      for (const each of inks)
        expect(darkest(plates[each], patch(n), DPI), `patch ${ink}, plate ${each}`).toBe(each === ink ? 0 : 255);
    expect(darkest(plates.Magenta, patch(5), DPI) / 255).toBeCloseTo(0.6, 1);
    expect(darkest(plates.Cyan, patch(5), DPI)).toBe(255);
  });

  test("of a page in black alone the other plates are empty, marks and bars included", async () => {
    const { plates, boxes } = await made("plain");
    for (const name of ["Cyan", "Magenta", "Yellow"] as const)
      expect(darkest(plates[name], boxes.media, DPI)).toBe(255);
    expect(darkest(plates.Black, boxes.media, DPI)).toBe(0);
  });
});

describe("the slug", () => {
  test("says what the sheet is; its words are outlines, so that copying the page does not give them", async () => {
    const edition = shelf.newEdition('closed: "2025-07-10 01:30"\npress: { marks: slug }\npages: [pages/01.yaml]\n', {
      "pages/01.yaml": pageYaml("01", "plain"),
    });
    const pdf = join(edition, "out/harbour-2025-07-10-main/harbour_20250710_main_01_A.pdf");
    await shelf.run(edition, "build");
    const first = readFileSync(pdf);
    await shelf.run(edition, "build", "--closed", "2025-07-10 02:10");
    // another time in the slug is another file, and no other version of the page
    expect(readFileSync(pdf).equals(first)).toBe(false);
    await shelf.run(edition, "build");
    expect(readFileSync(pdf).equals(first)).toBe(true);
    if (has("pdftotext")) expect(run("pdftotext", [pdf, "-"])).not.toContain("01:30");
  });
});
