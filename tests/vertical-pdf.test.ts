/** Vertical lines as text operators, and the glyphs that they need. */
import { describe, expect, test } from "vitest";
import { BLACK } from "../src/base/colour.ts";
import type { GlyphsItem } from "../src/display/display-list.ts";
import { collectCodes } from "../src/pdf/font-codes.ts";
import { addOwnGlyphs } from "../src/pdf/own-glyphs.ts";
import { type PageSpace, pageSpace } from "../src/pdf/page-space.ts";
import { sfntTable } from "../src/pdf/sfnt-table.ts";
import { showText } from "../src/pdf/show-text.ts";
import { squareFonts } from "./kit/square-font.ts";
import { inline, linesOf } from "./kit/vertical-lines.ts";

describe("text operators of vertical lines", () => {
  const space: PageSpace = pageSpace({
    id: "01",
    items: [],
    trim: { x: 0, y: 0, width: 300, height: 400 },
    bleed: { x: 0, y: 0, width: 300, height: 400 },
  });

  const showLine = (text: string, outlines: "glyf" | "cff"): readonly string[] => {
    const [line] = linesOf(inline(text), 20);
    const face = { ...squareFonts().face({ family: "squares", weight: 400 }), outlines };
    const items = line!.runs.map(
      (run): GlyphsItem => ({
        kind: "glyphs",
        face,
        size: run.size,
        turn: run.turn,
        ...(run.down && { axis: line!.x }),
        ...(run.stretch !== undefined && { stretch: run.stretch }),
        ink: BLACK,
        overprint: true,
        glyphs: run.glyphs.map((glyph) => ({ ...glyph, x: line!.x + glyph.x, y: line!.baseline + glyph.y })),
      }),
    );
    const codes = [...collectCodes(items).values()][0]!;
    return items.flatMap((item) => showText(item, { name: "F1", codes }, space));
  };

  test("upright glyphs go down a line that lies, in one piece, with the digits that share a cell", () => {
    const shown = showLine("第25届会", "glyf");
    const moves = shown.filter((each) => each.endsWith("Tm"));
    // the pen stands at the top of the cell, on the baseline of what lies: 3.8 to the left of the axis at 100
    expect(moves).toEqual(["0 -1 1 0 96.2 350 Tm"]);
    expect(shown.filter((each) => each.endsWith("TJ"))[0]).toMatch(/^\[<[0-9a-f]{20}>\] TJ$/i);
  });

  test("three digits that share a cell are condensed across the line, and stay as high, on the line's own baseline", () => {
    const glyf = showLine("第325届", "glyf").filter((each) => each.endsWith("Tm"));
    expect(glyf).toEqual([
      "0 -1 1 0 96.2 350 Tm",
      expect.stringMatching(/^0 -1 0\.667 0 96\.20?1? 340 Tm$/),
      "0 -1 1 0 96.2 330 Tm",
    ]);
    const cff = showLine("第325届", "cff").filter((each) => each.endsWith("Tm"));
    expect(cff.map((each) => each.split(" ").slice(0, 4).join(" "))).toEqual(["1 0 0 1", "0.667 0 0 1", "1 0 0 1"]);
  });

  test("lying letters follow on the same baseline, so that the line is one for a reader", () => {
    const moves = showLine("看OLED", "glyf").filter((each) => each.endsWith("Tm"));
    expect(moves).toEqual(["0 -1 1 0 96.2 350 Tm", "0 -1 1 0 96.2 340 Tm"]);
  });

  test("of PostScript outlines each glyph is shown where it stands", () => {
    const moves = showLine("第届", "cff").filter((each) => each.endsWith("Tm"));
    expect(moves).toEqual(["1 0 0 1 95 341.2 Tm", "1 0 0 1 95 331.2 Tm"]);
  });

  test("a turned glyph is the glyph turned back about its place in the cell", () => {
    const turned = { kind: "turned", glyph: 1, along: 0.88, across: -0.12, width: 1 } as const;
    const { font, first } = addOwnGlyphs(oneGlyphFont(), [turned]);
    const glyf = sfntTable(font, "glyf")!;
    expect(first).toBe(2);
    const shape = new DataView(glyf.buffer, glyf.byteOffset + BAR.length, 28);
    // the bar is 100 to 200 wide and 0 to 700 high: on the line it lies from 180 to 880, over the baseline from -20 to 80
    expect([2, 4, 6, 8].map((at) => shape.getInt16(at))).toEqual([180, -20, 880, 80]);
    expect([18, 20, 22, 24].map((at) => shape.getInt16(at))).toEqual([0, 0x4000, -0x4000, 0]);
    expect([14, 16].map((at) => shape.getInt16(at))).toEqual([880, -120]);
    const hmtx = sfntTable(font, "hmtx")!;
    const metrics = new DataView(hmtx.buffer, hmtx.byteOffset);
    expect([metrics.getUint16(8), metrics.getInt16(10)]).toEqual([1000, 180]);
    // OpenType, maxp: points and contours of composites, components and their depth; a sanitizer rejects less
    const most = new DataView(sfntTable(font, "maxp")!.slice().buffer);
    expect([4, 10, 12, 28, 30].map((at) => most.getUint16(at))).toEqual([3, 8, 3, 1, 1]);
    expect(longSum(font)).toBe(0xb1b0afba);
  });
});

/** The sum of a font's long words, which its head makes up to the constant of OpenType ("Calculating checksums"). */
const longSum = (font: Uint8Array): number => {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  let sum = 0;
  for (let at = 0; at + 4 <= font.byteLength; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
};

/** A glyph's head: one contour, its box, and nothing that this test draws. */
const BAR = (() => {
  const view = new DataView(new ArrayBuffer(12));
  [1, 100, 0, 200, 700].forEach((value, n) => {
    view.setInt16(2 * n, value);
  });
  return new Uint8Array(view.buffer);
})();

/** A font of an empty glyph and a bar, an em of 1000 units, in the tables that are read. */
const oneGlyphFont = (): Uint8Array => {
  const table = (length: number, values: readonly (readonly [at: number, value: number])[]): Uint8Array => {
    const view = new DataView(new ArrayBuffer(length));
    for (const [at, value] of values) view.setInt16(at, value);
    return new Uint8Array(view.buffer);
  };
  const tables: Readonly<Record<string, Uint8Array>> = {
    glyf: BAR,
    head: table(54, [
      [18, 1000],
      [50, 0],
    ]),
    hhea: table(36, [[34, 2]]),
    hmtx: table(8, [
      [0, 500],
      [4, 300],
      [6, 100],
    ]),
    loca: table(6, [
      [2, 0],
      [4, BAR.length / 2],
    ]),
    maxp: table(32, [
      [4, 2],
      [6, 8],
      [8, 3],
    ]),
  };
  const names = Object.keys(tables);
  const head = table(12 + 16 * names.length, [[4, names.length]]);
  const view = new DataView(head.buffer);
  let at = head.length;
  names.forEach((name, n) => {
    for (let k = 0; k < 4; k++) view.setUint8(12 + 16 * n + k, name.charCodeAt(k));
    view.setUint32(12 + 16 * n + 8, at);
    view.setUint32(12 + 16 * n + 12, tables[name]!.length);
    at += (tables[name]!.length + 3) & ~3;
  });
  const font = new Uint8Array(at);
  font.set(head);
  for (const [n, name] of names.entries()) font.set(tables[name]!, view.getUint32(12 + 16 * n + 8));
  return font;
};
