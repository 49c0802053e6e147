/** Character codes: what a page's text operators write for each glyph of a face. */
import type { GlyphsItem, PlacedGlyph } from "../display/display-list.ts";
import type { FontFace } from "../text/font-face.ts";

/** One code: a glyph and the text it stands for. A glyph that stands for two different characters has two codes. */
export interface FontCode {
  readonly glyph: number;
  readonly text: string;
  /** shown in a cell narrower than its advance; TrueType outlines only */
  readonly cell?: { readonly left: number; readonly width: number };
  /** advance in thousandths of an em, as printed in the file */
  readonly width: number;
}

/** The codes of one face on one page; code 1 is the first of `codes`, and 0 stands for no glyph. */
export interface FontCodes {
  readonly face: FontFace;
  readonly codes: readonly FontCode[];
  /** Code of a glyph of the page. */
  codeOf(glyph: PlacedGlyph): number;
}

/** Codes for every face among `items`, faces in the order in which they first appear. */
export const collectCodes = (items: readonly GlyphsItem[]): ReadonlyMap<string, FontCodes> => {
  const faces = new Map<string, { readonly face: FontFace; readonly used: Map<string, FontCode> }>();
  for (const { face, glyphs } of items) {
    if (glyphs.length === 0) continue;
    const known = faces.get(face.key) ?? { face, used: new Map<string, FontCode>() };
    faces.set(face.key, known);
    for (const glyph of glyphs) {
      const key = keyOf(glyph, face);
      if (!known.used.has(key)) known.used.set(key, codeFor(glyph, face));
    }
  }
  return new Map([...faces].map(([key, { face, used }]) => [key, numberCodes(face, used)]));
};

/** Cells are kept to a thousandth of an em: finer differences make no other glyph. */
const cellOf = ({ cell }: PlacedGlyph, face: FontFace): FontCode["cell"] =>
  cell && face.outlines === "glyf" ? { left: thousandth(cell.left), width: thousandth(cell.width) } : undefined;

const thousandth = (em: number): number => Math.round(em * 1000) / 1000;

const keyOf = (glyph: PlacedGlyph, face: FontFace): string => {
  const cell = cellOf(glyph, face);
  return `${glyph.id} ${cell ? `${cell.left} ${cell.width}` : ""} ${glyph.text}`;
};

const codeFor = (glyph: PlacedGlyph, face: FontFace): FontCode => {
  const cell = cellOf(glyph, face);
  const width = Math.round((cell?.width ?? face.advance(glyph.id)) * 100_000) / 100;
  return { glyph: glyph.id, text: glyph.text, width, ...(cell && { cell }) };
};

const numberCodes = (face: FontFace, used: ReadonlyMap<string, FontCode>): FontCodes => {
  // by glyph, then in the plain order of UTF-16 units: the same on every machine
  const sorted = [...used].sort(([a, x], [b, y]) => x.glyph - y.glyph || (a < b ? -1 : 1));
  const numbers = new Map(sorted.map(([key], index) => [key, index + 1]));
  return { face, codes: sorted.map(([, code]) => code), codeOf: (glyph) => numbers.get(keyOf(glyph, face)) ?? 0 };
};
