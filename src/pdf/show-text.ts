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
  // glyphs that were turned back are as high across the line as they are wide
  const turn = runsDown(item) ? `0 -1 ${number(stretchOf(item))} 0` : `${number(stretchOf(item))} 0 0 1`;
  for (const run of runsOf(item, font.codes)) {
    const { x, y } = run[0]!.pen;
    lines.push(`${turn} ${numbers(space.x(x), space.y(y))} Tm`, `${showRun(run, item, font.codes)} TJ`);
  }
  lines.push("ET");
  return lines;
};

/** Whether the line of text runs down the page; of upright glyphs in a font without turned ones each is shown where it stands. */
const runsDown = ({ turn, axis, face }: GlyphsItem): boolean =>
  turn === 90 || (axis !== undefined && face.outlines === "glyf");

/** Width of the glyphs over their own, as it is printed. */
const stretchOf = ({ stretch = 1 }: GlyphsItem): number => Math.round(stretch * 1000) / 1000;

/** A glyph with its code and the point at which the pen has to be for it. */
interface Shown {
  readonly code: number;
  readonly pen: { readonly x: number; readonly y: number };
}

/** The pen stands at the glyph's own origin, or at that of its cell. */
const shownOf = (glyph: PlacedGlyph, item: GlyphsItem, { codes, codeOf }: FontCodes): Shown => {
  const code = codeOf(glyph, item);
  const cell = codes[code - 1]?.cell;
  const { x, y } = glyph;
  if (cell?.kind === "turned")
    return { code, pen: { x: x - cell.across * item.size * stretchOf(item), y: y - cell.along * item.size } };
  const left = (cell?.left ?? 0) * item.size * stretchOf(item);
  return { code, pen: item.turn === 90 ? { x, y: y + left } : { x: x + left, y } };
};

/** Along the line, in the direction of reading, and across it. */
const along = ({ pen }: Shown, item: GlyphsItem): number => (runsDown(item) ? pen.y : pen.x);
const across = ({ pen }: Shown, item: GlyphsItem): number => (runsDown(item) ? pen.x : pen.y);

const runsOf = (item: GlyphsItem, codes: FontCodes): readonly (readonly Shown[])[] => {
  const runs: Shown[][] = [];
  for (const glyph of item.glyphs) {
    const shown = shownOf(glyph, item, codes);
    const run = runs.at(-1);
    if (run && Math.abs(across(run[0]!, item) - across(shown, item)) < SAME_LINE) run.push(shown);
    else runs.push([shown]);
  }
  return runs;
};

/** Turned glyphs stand to a thousandth of an em across their line. */
const SAME_LINE = 0.005;

const showRun = (run: readonly Shown[], item: GlyphsItem, { codes }: FontCodes): string => {
  const { size } = item;
  // along the line a thousandth of an em is as wide as the glyphs are
  const printedSize = (Math.round(size * 1000) / 1000) * (runsDown(item) ? 1 : stretchOf(item));
  // of the numbers between glyphs each is a thousandth of the size: large type needs decimals
  const step = size <= 10 ? 1 : size <= 100 ? 10 : 100;
  const parts: string[] = [];
  let shown = "";
  let pen: number | undefined;
  for (const each of run) {
    const start = along(each, item);
    pen ??= start;
    const kern = Math.round(((pen - start) * 1000 * step) / printedSize) / step;
    if (kern !== 0) {
      parts.push(`<${shown}>`, number(kern));
      shown = "";
    }
    shown += hex4(each.code);
    pen += (((codes[each.code - 1]?.width ?? 0) - kern) * printedSize) / 1000;
  }
  parts.push(`<${shown}>`);
  return `[${parts.join("")}]`;
};
