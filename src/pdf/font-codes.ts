/** Character codes: what a page's text operators write for each glyph of a face. */
import type { GlyphsItem, PlacedGlyph } from "../display/display-list.ts";
import type { FontFace } from "../text/font-face.ts";
import type { GlyphCell } from "./own-glyphs.ts";

/** One code: a glyph and the text it stands for. A glyph that stands for two different characters has two codes. */
export interface FontCode {
  readonly glyph: number;
  readonly text: string;
  /** shown in a cell of its own, as another glyph of the font; TrueType outlines only */
  readonly cell?: GlyphCell;
  /** advance in thousandths of an em, as printed in the file */
  readonly width: number;
}

/** The codes of one face on one page; code 1 is the first of `codes`, and 0 stands for no glyph. */
export interface FontCodes {
  readonly face: FontFace;
  readonly codes: readonly FontCode[];
  /** Code of a glyph of an item of the page. */
  codeOf(glyph: PlacedGlyph, item: GlyphsItem): number;
}

/** Codes for every face among `items`, faces in the order in which they first appear. */
export const collectCodes = (items: readonly GlyphsItem[]): ReadonlyMap<string, FontCodes> => {
  const faces = new Map<string, { readonly face: FontFace; readonly used: Map<string, FontCode> }>();
  for (const item of items) {
    const { face, glyphs } = item;
    if (glyphs.length === 0) continue;
    const known = faces.get(face.key) ?? { face, used: new Map<string, FontCode>() };
    faces.set(face.key, known);
    for (const glyph of glyphs) {
      const key = keyOf(glyph, item);
      if (!known.used.has(key)) known.used.set(key, codeFor(glyph, item));
    }
  }
  return new Map([...faces].map(([key, { face, used }]) => [key, numberCodes(face, used)]));
};

/** Cells are kept to a thousandth of an em: finer differences make no other glyph. */
const thousandth = (em: number): number => Math.round(em * 1000) / 1000 + 0;

/** Top of an upright glyph's em over its origin. */
const TOP = 0.88;
/** Middle of a vertical line over the baseline of what lies on it: where the ideographs have their own middle. */
export const AXIS = 0.38;

const cellOf = ({ id, x, cell }: PlacedGlyph, { face, axis, size, stretch = 1 }: GlyphsItem): GlyphCell | undefined => {
  if (face.outlines !== "glyf") return undefined;
  if (axis === undefined)
    return cell && { kind: "narrow", glyph: id, left: thousandth(cell.left), width: thousandth(cell.width) };
  return {
    kind: "turned",
    glyph: id,
    along: thousandth(TOP - (cell?.left ?? 0)),
    // the pen stands as far from the axis as it does of glyphs as wide as they are, so that the line stays one
    across: thousandth((x - (axis - AXIS * size)) / (size * thousandth(stretch))),
    width: thousandth(cell?.width ?? 1),
  };
};

const keyOf = (glyph: PlacedGlyph, item: GlyphsItem): string => {
  const cell = cellOf(glyph, item);
  const place = cell?.kind === "turned" ? `${cell.along} ${cell.across}` : cell ? `${cell.left}` : "";
  return `${glyph.id} ${place} ${cell?.width ?? ""} ${glyph.text}`;
};

const codeFor = (glyph: PlacedGlyph, item: GlyphsItem): FontCode => {
  const cell = cellOf(glyph, item);
  const width = Math.round((cell?.width ?? item.face.advance(glyph.id)) * 100_000) / 100;
  return { glyph: glyph.id, text: glyph.text, width, ...(cell && { cell }) };
};

const numberCodes = (face: FontFace, used: ReadonlyMap<string, FontCode>): FontCodes => {
  // by glyph, then in the plain order of UTF-16 units: the same on every machine
  const sorted = [...used].sort(([a, x], [b, y]) => x.glyph - y.glyph || (a < b ? -1 : 1));
  const numbers = new Map(sorted.map(([key], index) => [key, index + 1]));
  return {
    face,
    codes: sorted.map(([, code]) => code),
    codeOf: (glyph, item) => numbers.get(keyOf(glyph, item)) ?? 0,
  };
};
