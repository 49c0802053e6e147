/** Spot colours of a style sheet: on plates of their own, or printed with the four inks. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { coverage, inkCount, isBlackOnly, spotInk, tintOf } from "../src/base/colour.ts";
import { printPage } from "../src/build.ts";
import { layOnePage, saidOf } from "./kit/lay-files.ts";
import { ROOT } from "./kit/sample.ts";
import { has, platesOf, run } from "./kit/witness.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-spots-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RED = "{ spot: 专色 485 C, m: 95, y: 100 }";
const HALF = "{ spot: 专色 485 C, m: 95, y: 100, tint: 40 }";

const filesWith = (spots: "keep" | "convert", inks: readonly [string, string] = [RED, HALF]) => ({
  "edition.yaml": `paper: { name: 沧海报, id: ch }\ndate: 2025-07-10\nissue: 8\nedition: 1\nstyle: own\npress: { spots: ${spots} }\npages: [p.yaml]\n`,
  "layouts/styles/own.yaml": readFileSync(`${ROOT}layouts/styles/newspaper-cn.yaml`, "utf8")
    .replace("ink: { c: 60, y: 10 }", `ink: ${inks[0]}`)
    .replace("thin-red: { thickness: 0.6pt, ink: { m: 90, y: 80 } }", `thin-red: { thickness: 2pt, ink: ${inks[1]} }`),
  "layouts/formats.yaml": "card: { title: card, width: 100mm, height: 90mm }\n",
  "layouts/l.yaml": `format: card
grid: { columns: 1, measure: 26zi, gutter: 1.5zi, rows: 18, top: 6mm }
slots:
  story:
    col: 1
    row: 1-18
    stack:
      rule: thin-red
      story: story
      children:
        - headline: { style: displaced }
        - body: { legs: 1 }
`,
  "s.md": "---\nheadline: 红色栏头\ncredit: 无\n---\n早市开了。\n".replace("credit: 无\n", ""),
});

const printed = async (spots: "keep" | "convert") => {
  const files = await layOnePage(filesWith(spots));
  const { edition, laid, workshop, report } = files;
  const { pdf } = await printPage(edition!, laid!, { standard: "pdfx4", workshop, report });
  const path = join(folder, `${spots}.pdf`);
  writeFileSync(path, pdf);
  return { said: saidOf(files), pdf: Buffer.from(pdf).toString("latin1"), path };
};

describe("a spot colour", () => {
  it("is one ink, whatever stands for it", () => {
    const ink = spotInk({ name: "Red", alternate: { c: 0, m: 90, y: 80, k: 0 }, tint: 50 });
    expect(ink).toMatchObject({ c: 0, m: 45, y: 40, k: 0 });
    expect([coverage(ink), inkCount(ink)]).toEqual([50, 1]);
    expect(tintOf(ink, 0.5)).toMatchObject({ m: 22.5, spot: { tint: 25 } });
    expect(isBlackOnly(spotInk({ name: "Dark", alternate: { c: 0, m: 0, y: 0, k: 100 }, tint: 100 }))).toBe(false);
  });

  it("is printed on a plate of its own when it is kept, and that is said", async () => {
    const { said, pdf, path } = await printed("keep");
    expect(said).toEqual(["press/spot: the page prints `专色 485 C` on a plate of its own"]);
    expect(pdf.match(/\/Separation/g)).toHaveLength(1);
    if (has("qpdf")) expect(run("qpdf", ["--check", path])).toContain("No syntax or stream encoding errors found");
    if (!has("gs")) return;
    const plates = platesOf(path, 100);
    const least = (pixels: Uint8Array) => pixels.reduce((low, each) => Math.min(low, each), 255);
    expect([least(plates.Magenta.pixels), least(plates.Yellow.pixels)]).toEqual([255, 255]);
    expect(readdirSync(folder).some((name) => /^keep\.pdf\((?!Cyan|Magenta|Yellow|Black)/.test(name))).toBe(true);
  });

  it("is printed with what stands for it when it is converted", async () => {
    const { said, pdf, path } = await printed("convert");
    expect(said).toEqual([]);
    expect(pdf).not.toContain("/Separation");
    if (!has("gs")) return;
    const { Magenta, Yellow } = platesOf(path, 100);
    const shares = new Set([...Magenta.pixels].map((each) => Math.round((255 - each) / 2.55)));
    // the letters in full, the rule at 40 per cent
    expect([shares.has(95), shares.has(38)]).toEqual([true, true]);
    expect(Yellow.pixels.includes(0)).toBe(true);
  });

  it("has the same look wherever it is named", async () => {
    const other = "{ spot: 专色 485 C, m: 80, y: 100 }";
    const said = saidOf(await layOnePage(filesWith("keep", [RED, other])));
    expect(said).toEqual(["input/wrong-value: the spot colour `专色 485 C` is not the same here as above"]);
  });
});
