/** Headlines brought to their width by the gaps between their letters, or by the width of the letters. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { right, union } from "../src/base/geometry.ts";
import { printPage } from "../src/build.ts";
import type { GlyphsItem } from "../src/display/display-list.ts";
import { glyphInkBox } from "../src/press/ink-bounds.ts";
import { type LaidFiles, layOnePage, saidOf } from "./kit/lay-files.ts";
import { has, platesOf, run } from "./kit/witness.ts";

const SHEET = (more: string) => `zi: 9pt
row: 11.7pt
text:
  body: { faces: { text: song 400, strong: hei 700, emphasis: kai 500 }, size: 9pt, align: justify }
headlines:
  main: { font: display 900, sizes: 40pt..16pt, ${more} }
  deck: { font: hei 700, sizes: 10pt }
`;
const LAYOUT = (more = "") => `format: sikai
grid: { columns: 3, measure: 21zi, gutter: 2zi, rows: 80, top: 15mm }
slots:
  a:
    col: 1
    row: 1-24
    stack:
      story: story
      children:
        - headline: { style: main${more} }
        - body: { legs: 1 }
`;
const STORY = (headline: string) =>
  `---\nheadline: ${headline}\n---\n${"灯下摆出二十个小摊，摊主多是渔家。".repeat(6)}\n`;

const lay = (style: string, headline: string, more?: string) =>
  layOnePage({
    "layouts/l.yaml": LAYOUT(more),
    "layouts/styles/newspaper-cn.yaml": SHEET(style),
    "s.md": STORY(headline),
  });

const ROOM = 189;

const headOf = ({ laid }: LaidFiles) => laid!.composed.frames.find(({ frame }) => frame.kind === "headline")!;
const typeOf = ({ laid }: LaidFiles): readonly GlyphsItem[] =>
  laid!.display.items.filter((item): item is GlyphsItem => item.kind === "glyphs" && item.size > 12);
const inkOf = (items: readonly GlyphsItem[]) =>
  union(items.flatMap((item) => item.glyphs.flatMap((glyph) => glyphInkBox(item, glyph) ?? [])));

describe("by spacing", () => {
  test("the line reaches over its width, all gaps alike, at the size that it has anyway", async () => {
    const laid = await lay("fit: { kind: spacing, most: 1em }", "海堤夜市");
    expect(saidOf(laid)).toEqual([]);
    const [item] = typeOf(laid);
    expect(item!.size).toBe(40);
    const xs = item!.glyphs.map(({ x }) => x);
    const gaps = xs.slice(1).map((x, n) => x - xs[n]!);
    for (const gap of gaps) expect(gap).toBeCloseTo(gaps[0]!, 6);
    expect(xs.at(-1)! + 40 - xs[0]!).toBeCloseTo(ROOM, 6);
  });

  test("no gap is over the style's most; what is left stands as the style aligns", async () => {
    const laid = await lay("align: right, fit: { kind: spacing, most: 0.1em }", "夜市");
    const xs = typeOf(laid)[0]!.glyphs.map(({ x }) => x);
    expect(xs[1]! - xs[0]!).toBeCloseTo(44);
    expect(xs[1]! + 40).toBeCloseTo(right(headOf(laid).frame.rect));
  });

  test("two lines have the same gaps", async () => {
    const laid = await lay("maxLines: 2, fit: { kind: spacing, most: 1em }", "[海堤夜市, 开张]");
    const gaps = typeOf(laid).map(({ glyphs }) => glyphs[1]!.x - glyphs[0]!.x);
    expect(gaps).toHaveLength(2);
    expect(gaps[0]).toBeCloseTo(gaps[1]!);
  });

  test("down the page as well", async () => {
    const laid = await lay("fit: { kind: spacing, most: 1em }", "海堤夜市", ", writing: vertical, rows: 20");
    const ys = typeOf(laid)[0]!.glyphs.map(({ y }) => y);
    expect(ys.at(-1)! - ys[0]! + 40).toBeCloseTo(20 * 11.7);
  });
});

describe("by the width of the letters", () => {
  test("narrower letters let a larger size in, and fill the width; nothing sticks out", async () => {
    const plain = await lay("fit: { kind: sizes }", "海堤夜市今晚开张");
    const narrow = await lay("fit: { kind: width, least: 80%, most: 120% }", "海堤夜市今晚开张");
    expect(saidOf(narrow)).toEqual([]);
    const [before, after] = [typeOf(plain)[0]!, typeOf(narrow)[0]!];
    expect(before.stretch).toBeUndefined();
    expect(after.size).toBeGreaterThan(before.size * 1.15);
    expect(after.stretch).toBeGreaterThanOrEqual(0.8);
    expect(after.stretch).toBeLessThan(0.85);
    const { rect } = headOf(narrow).frame;
    const ink = inkOf(typeOf(narrow));
    expect(ink.x).toBeGreaterThanOrEqual(rect.x - 0.5);
    expect(right(ink)).toBeLessThanOrEqual(right(rect) + 0.5);
    expect(ink.width).toBeGreaterThan(ROOM * 0.97);
  });

  test("short ones are widened, no further than the style lets", async () => {
    const laid = await lay("fit: { kind: width, least: 80%, most: 120% }", "夜市");
    expect(typeOf(laid)[0]).toMatchObject({ size: 40, stretch: 1.2 });
    expect(headOf(laid).lines[0]!.natural).toBeCloseTo(96);
  });

  test("letters of vertical lines keep their width", async () => {
    const laid = await lay("fit: { kind: width }", "夜市", ", writing: vertical, rows: 20");
    expect(typeOf(laid)[0]!.stretch ?? 1).toBe(1);
  });

  test("one that is still too long is told of", async () => {
    const said = saidOf(await lay("fit: { kind: width, least: 90% }", "海堤夜市今晚在渔灯下重新开张了吗"));
    expect(said.some((each) => each.startsWith("compose/headline-fit"))).toBe(true);
  });

  test("effects are as wide as their letters", async () => {
    const laid = await lay("fit: { kind: width }, effect: { kind: shadow, offset: 1pt }", "海堤夜市今晚开张");
    const shadow = laid.laid!.display.items.filter((item) => item.kind === "fill");
    const xs = shadow.flatMap((item) =>
      item.kind === "fill" ? item.path.flatMap((each) => (each.kind === "close" ? [] : [each.x])) : [],
    );
    const ink = inkOf(typeOf(laid));
    expect(Math.min(...xs)).toBeCloseTo(ink.x + 1, 0);
    expect(Math.max(...xs)).toBeCloseTo(right(ink) + 1, 0);
  });
});

test.each([
  ["fit: { kind: width, least: 120%, most: 90% }", "input/wrong-value: letters cannot be 120 % wide at least"],
  ["fit: { kind: width, least: 10% }", "input/wrong-value"],
  ["fit: { kind: stretch }", "input/wrong-value: headlines do not fit in this way"],
  ["fit: { kind: spacing, most: 3 }", "input/unit"],
])("bad input: %s", async (style, says) => {
  expect(saidOf(await lay(style, "夜市")).some((each) => each.startsWith(says))).toBe(true);
});

describe.skipIf(!has("gs") || !has("pdftotext"))("witnesses", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-fit-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("poppler reads narrowed letters as they stand in the story, Ghostscript prints them where we say", async () => {
    const title = "海堤“夜市”今晚开张";
    const laid = await lay("fit: { kind: width, least: 80%, most: 120% }", title);
    const how = { standard: "pdfx4", workshop: laid.workshop, report: laid.report } as const;
    const file = join(folder, "fit.pdf");
    writeFileSync(file, (await printPage(laid.edition!, laid.laid!, how)).pdf);
    expect(run("pdftotext", ["-raw", file, "-"]).split(title)).toHaveLength(2);
    const plates = platesOf(file, 144);
    const { pixels, width } = plates.Black;
    const ink = inkOf(typeOf(laid));
    const bleed = -laid.laid!.display.bleed.x;
    let [first, last] = [width, 0];
    for (let y = Math.round((ink.y + bleed) * 2); y < (ink.y + ink.height + bleed) * 2; y++)
      for (let x = 0; x < width; x++)
        if (pixels[y * width + x]! < 128) [first, last] = [Math.min(first, x), Math.max(last, x)];
    expect(Math.abs(first / 2 - bleed - ink.x)).toBeLessThan(1);
    expect(Math.abs((last + 1) / 2 - bleed - right(ink))).toBeLessThan(1);
  });
});
