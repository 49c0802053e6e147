/** Glyphs as text operators: each glyph where it was placed, in as few numbers as that takes. */
import type { GlyphsItem, PlacedGlyph } from "../display/display-list.ts";
import type { FontCodes } from "./font-codes.ts";
import type { PageSpace } from "./page-space.ts";
import { hex4, number, numbers } from "./pdf-number.ts";

/**
 * One text object. Glyphs on one line are shown together, with the steps between them where they do not stand at the end of the
 * one before; a glyph off the line begins anew. Every glyph is exact to 0.005 pt: the pen follows the printed, rounded numbers,
 * so that roundings do not add up.
 */
export const showText = (
  item: GlyphsItem,
  font: { readonly name: string; readonly codes: FontCodes },
  space: PageSpace,
): readonly string[] => {
  const lines = ["BT", `/${font.name} ${number(item.size)} Tf`];
  for (const run of runsOf(item)) {
    const first = run[0]!;
    const turn = item.turn === 90 ? "0 -1 1 0" : "1 0 0 1";
    const cell = (font.codes.codes[font.codes.codeOf(first) - 1]?.cell?.left ?? 0) * item.size;
    const [x, y] = item.turn === 90 ? [first.x, first.y + cell] : [first.x + cell, first.y];
    lines.push(`${turn} ${numbers(space.x(x), space.y(y))} Tm`, `${showRun(run, item, font.codes)} TJ`);
  }
  lines.push("ET");
  return lines;
};

/** Along the line, in the direction of reading; turned glyphs run down the page. */
const along = (glyph: PlacedGlyph, turn: 0 | 90): number => (turn === 90 ? glyph.y : glyph.x);

const across = (glyph: PlacedGlyph, turn: 0 | 90): number => (turn === 90 ? glyph.x : glyph.y);

const runsOf = ({ glyphs, turn }: GlyphsItem): readonly (readonly PlacedGlyph[])[] => {
  const runs: PlacedGlyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    if (run && sameLine(run[0]!, glyph, turn)) run.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
};

const sameLine = (first: PlacedGlyph, glyph: PlacedGlyph, turn: 0 | 90): boolean =>
  Math.abs(across(first, turn) - across(glyph, turn)) < 0.001;

const showRun = (run: readonly PlacedGlyph[], { size, turn }: GlyphsItem, { codes, codeOf }: FontCodes): string => {
  const printedSize = Math.round(size * 1000) / 1000;
  // of the numbers between glyphs each is a thousandth of the size: large type needs decimals
  const step = size <= 10 ? 1 : size <= 100 ? 10 : 100;
  const parts: string[] = [];
  let shown = "";
  let pen: number | undefined;
  for (const glyph of run) {
    const code = codeOf(glyph);
    const start = along(glyph, turn) + (codes[code - 1]?.cell?.left ?? 0) * size;
    pen ??= start;
    const kern = Math.round(((pen - start) * 1000 * step) / printedSize) / step;
    if (kern !== 0) {
      parts.push(`<${shown}>`, number(kern));
      shown = "";
    }
    shown += hex4(code);
    pen += (((codes[code - 1]?.width ?? 0) - kern) * printedSize) / 1000;
  }
  parts.push(`<${shown}>`);
  return `[${parts.join("")}]`;
};
