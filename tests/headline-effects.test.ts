/** Effects on display type: vectors under the letters, the letters once, black overprinting. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printPage } from "../src/build.ts";
import type { DisplayItem, FillItem, GlyphsItem, PathCommand } from "../src/display/display-list.ts";
import { sweepPath } from "../src/display/sweep-path.ts";
import { itemBounds } from "../src/press/ink-bounds.ts";
import { type LaidFiles, layOnePage, saidOf } from "./kit/lay-files.ts";
import { has, platesOf, run } from "./kit/witness.ts";

const TITLE = "渔灯点亮海堤";
const KICKER = "夜市见闻";

const LAYOUT = (style: string, more = "") => `format: sikai
grid: { columns: 3, measure: 21zi, gutter: 2zi, rows: 80, top: 15mm }
slots:
  a:
    col: 1
    row: 1-20
    stack:
      story: story
      children:
        - headline: { style: ${style}, kickerStyle: kicker-bar${more} }
        - body: { legs: 1 }
`;
const STORY = `---\nkicker: ${KICKER}\nheadline: ${TITLE}\n---\n${"灯下摆出二十个小摊，摊主多是渔家。".repeat(6)}\n`;

const lay = (style: string, more?: string) => layOnePage({ "layouts/l.yaml": LAYOUT(style, more), "s.md": STORY });

const textOf = (items: readonly DisplayItem[]): string =>
  items.flatMap((item) => (item.kind === "glyphs" ? item.glyphs.map(({ text }) => text) : [])).join("");

/** Items of the headline's own size and what was painted before them, the kicker and its bar not counted. */
const headOf = ({ laid }: LaidFiles) => {
  const { items } = laid!.display;
  const at = items.findIndex((item) => item.kind === "glyphs" && item.size > 15);
  const bars = items.slice(0, at).filter((item) => item.kind === "fill" && item.ink.m === 90 && item.ink.k === 0);
  return {
    face: items[at] as GlyphsItem,
    under: items.slice(0, at).filter((item) => item.kind !== "glyphs" && item !== bars[0]),
  };
};

const KINDS = ["outlined", "hollow", "shadowed", "displaced", "solid", "tinted", "reversed"] as const;

describe("effects", () => {
  const all = new Map<string, LaidFiles>();
  beforeAll(async () => {
    for (const style of KINDS) all.set(style, await lay(style));
  });

  test.each(KINDS)(
    "%s: nothing to complain of, each character once, the black of strokes and sides overprints",
    (style) => {
      const laid = all.get(style)!;
      expect(saidOf(laid)).toEqual([]);
      const { items } = laid.laid!.display;
      expect(textOf(items).split(TITLE)).toHaveLength(2);
      expect(textOf(items).split(KICKER)).toHaveLength(2);
      for (const item of headOf(laid).under) {
        if (item.kind === "stroke") {
          expect(item.join).toBe("round");
          expect(item.overprint).toBe(item.ink.k > 0 && item.ink.c + item.ink.m + item.ink.y === 0);
        }
      }
    },
  );

  test("勾边: a stroke of twice the width under each letter, the colour of the letter spread under the black", () => {
    const { under, face } = headOf(all.get("outlined")!);
    const strokes = under.flatMap((item) => (item.kind === "stroke" ? [item] : []));
    expect(strokes).toHaveLength(2 * [...TITLE].length);
    expect(strokes[0]).toMatchObject({ thickness: 0.7, ink: face.ink, overprint: false });
    expect(strokes.at(-1)).toMatchObject({ thickness: 2.4, ink: { k: 100 }, overprint: true });
    expect(face.overprint).toBe(false);
  });

  test("投影: a copy under the letters; of black letters the shadow goes on under them", () => {
    const { under } = headOf(all.get("shadowed")!);
    const fills = under.filter((item) => item.kind === "fill");
    expect(fills).toHaveLength(2 * [...TITLE].length);
    const [own, moved] = [itemBounds(fills[0]!)!, itemBounds(fills[[...TITLE].length]!)!];
    expect(moved.x - own.x).toBeCloseTo(1.8);
    expect(moved.y - own.y).toBeCloseTo(1.8);
  });

  test("错位: the outline alone, moved up and to the left", () => {
    const { under, face } = headOf(all.get("displaced")!);
    expect(under.every((item) => item.kind === "stroke")).toBe(true);
    const plain = itemBounds({ ...face, glyphs: face.glyphs.slice(0, 1) })!;
    expect(itemBounds(under.at(-[...TITLE].length)!)!.x).toBeLessThan(plain.x + 2);
  });

  test("a tint is the ink in per cent", () => {
    expect(headOf(all.get("tinted")!).face.ink).toEqual({ c: 0, m: 0, y: 0, k: 50 });
  });

  test("反白: white type, knocking out, in a bar as wide as the frame; the kicker's bar as wide as its text", () => {
    const laid = all.get("reversed")!;
    const { face, under } = headOf(laid);
    expect(face).toMatchObject({ ink: { c: 0, m: 0, y: 0, k: 0 }, overprint: false });
    const frame = laid.laid!.plan.frames.find(({ kind }) => kind === "headline")!;
    const bar = itemBounds(under.find((item) => item.kind === "fill" && item.ink.k === 100)!)!;
    expect(bar).toMatchObject({ x: frame.rect.x, width: frame.rect.width });
    const ink = itemBounds(face)!;
    expect(ink.x).toBeGreaterThanOrEqual(bar.x + 5);
    const kicker = laid.laid!.display.items.find((item) => item.kind === "fill" && item.ink.m === 90)!;
    expect(itemBounds(kicker)!.width).toBeLessThan(frame.rect.width / 2);
  });

  test("反白 down the page: the bar stands as high as its frame", async () => {
    const laid = await lay("reversed", ", writing: vertical, rows: 12");
    const frame = laid.laid!.plan.frames.find(({ kind }) => kind === "headline")!;
    const bar = laid.laid!.display.items.find((item) => item.kind === "fill" && item.ink.k === 100)!;
    expect(itemBounds(bar)!.height).toBeCloseTo(frame.rect.height);
    expect(itemBounds(bar)!.width).toBeLessThan(frame.rect.width);
  });
});

describe("sides of solid letters", () => {
  const area = (path: readonly PathCommand[]): number => {
    let [sum, x, y, startX, startY] = [0, 0, 0, 0, 0];
    for (const each of path) {
      const [nx, ny] = each.kind === "close" ? [startX, startY] : [each.x, each.y];
      if (each.kind === "move") [startX, startY] = [nx, ny];
      else sum += x * ny - nx * y;
      [x, y] = [nx, ny];
    }
    return sum / 2;
  };
  const square: readonly PathCommand[] = [
    { kind: "move", x: 0, y: 0 },
    { kind: "line", x: 10, y: 0 },
    { kind: "line", x: 10, y: 10 },
    { kind: "line", x: 0, y: 10 },
    { kind: "close" },
  ];

  test("each edge passes over its own parallelogram, all wound alike, whichever way the shape is", () => {
    for (const path of [square, [square[0]!, ...square.slice(1, 4).reverse(), square[4]!]]) {
      const swept = sweepPath(path, { x: 3, y: 2 });
      const pieces: PathCommand[][] = [];
      for (const each of swept) {
        if (each.kind === "move") pieces.push([]);
        pieces.at(-1)!.push(each);
      }
      const areas = pieces.map(area);
      expect(
        areas
          .map(Math.abs)
          .sort((a, b) => a - b)
          .map(Math.round),
      ).toEqual([20, 20, 30, 30]);
      expect(new Set(areas.map(Math.sign)).size).toBe(1);
    }
  });

  test("an edge along the way leaves nothing, a curve is cut where it runs along it", () => {
    expect(sweepPath(square.slice(0, 2), { x: 4, y: 0 })).toEqual([]);
    const arch: readonly PathCommand[] = [
      { kind: "move", x: 0, y: 0 },
      { kind: "curve", x1: 0, y1: 10, x2: 10, y2: 10, x: 10, y: 0 },
    ];
    expect(sweepPath(arch, { x: 5, y: 0 }).filter(({ kind }) => kind === "move")).toHaveLength(2);
    expect(sweepPath(arch, { x: 0, y: 5 }).filter(({ kind }) => kind === "move")).toHaveLength(1);
  });
});

describe("bad input", () => {
  const SHEET = (effect: string) => `zi: 9pt
row: 11.7pt
text: { body: { faces: { text: song 400, strong: hei 700, emphasis: kai 500 }, size: 9pt } }
headlines:
  main: { font: hei 700, sizes: 20pt, effect: ${effect} }
  deck: { font: hei 700, sizes: 10pt }
  kicker-bar: { font: hei 700, sizes: 10pt }
`;
  test.each([
    ["{ kind: glow }", "input/wrong-value: there is no such effect"],
    ["{ kind: reversed, box: nothing }", "input/unknown-name: there is no box `nothing`"],
    ["{ kind: shadow, offset: 3 }", "input/unit"],
    ["{ kind: tint, share: 140% }", "input/wrong-value"],
    ["{ kind: solid, depth: 3pt, towards: left }", "input/wrong-value"],
  ])("%s", async (effect, says) => {
    const files = {
      "layouts/l.yaml": LAYOUT("main"),
      "s.md": STORY,
      "layouts/styles/newspaper-cn.yaml": SHEET(effect),
    };
    expect(saidOf(await layOnePage(files)).some((each) => each.startsWith(says))).toBe(true);
  });
});

describe.skipIf(!has("pdftotext") || !has("gs"))("witnesses", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-effects-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(["solid", "outlined", "reversed"] as const)("%s: poppler reads each character once", async (style) => {
    const laid = await lay(style);
    const how = { standard: "pdfx4", workshop: laid.workshop, report: laid.report } as const;
    const { pdf } = await printPage(laid.edition!, laid.laid!, how);
    expect(saidOf(laid)).toEqual([]);
    const file = join(folder, `${style}.pdf`);
    writeFileSync(file, pdf);
    const text = run("pdftotext", ["-raw", file, "-"]).replace(/\s/g, "");
    expect(text.split(TITLE)).toHaveLength(2);
    expect(text.split(KICKER)).toHaveLength(2);
    const rest = TITLE.split("").filter((each) => !STORY.split("---")[2]!.includes(each));
    for (const each of rest) expect(text.split(each)).toHaveLength(2);
  });

  test("Ghostscript's plates: the bar is solid black, the white letters are paper in it", async () => {
    const laid = await lay("reversed");
    const how = { standard: "pdfx4", workshop: laid.workshop, report: laid.report } as const;
    const { pdf } = await printPage(laid.edition!, laid.laid!, how);
    const file = join(folder, "plates.pdf");
    writeFileSync(file, pdf);
    const plates = platesOf(file, 144);
    const { Black: black } = plates;
    const bar = itemBounds(
      laid.laid!.display.items.find((item): item is FillItem => item.kind === "fill" && item.ink.k === 100)!,
    )!;
    const bleed = -laid.laid!.display.bleed.x;
    const at = (x: number, y: number) =>
      black.pixels[Math.round((y + bleed) * 2) * black.width + Math.round((x + bleed) * 2)]!;
    const row = Array.from({ length: 200 }, (_, n) =>
      at(bar.x + 2 + (n * (bar.width - 4)) / 200, bar.y + bar.height / 2),
    );
    expect(at(bar.x + 3, bar.y + 3)).toBe(0);
    expect(row.filter((each) => each === 255).length).toBeGreaterThan(20);
  });
});
