/** Character codes: what a page's text operators write for each glyph of a face. */
import type { GlyphsItem, PlacedGlyph } from "../display/display-list.ts";
import type { FontFace } from "../text/font-face.ts";

/** One code: a glyph and the text it stands for. A glyph that stands for two different characters has two codes. */
export interface FontCode {
  readonly glyph: number;
  readonly text: string;
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
  const faces = new Map<string, { readonly face: FontFace; readonly texts: Map<number, Set<string>> }>();
  for (const { face, glyphs } of items) {
    if (glyphs.length === 0) continue;
    const used = faces.get(face.key) ?? { face, texts: new Map<number, Set<string>>() };
    faces.set(face.key, used);
    for (const { id, text } of glyphs) {
      const texts = used.texts.get(id);
      if (texts) texts.add(text);
      else used.texts.set(id, new Set([text]));
    }
  }
  return new Map([...faces].map(([key, { face, texts }]) => [key, numberCodes(face, texts)]));
};

const numberCodes = (face: FontFace, texts: ReadonlyMap<number, ReadonlySet<string>>): FontCodes => {
  const codes: FontCode[] = [];
  const numbers = new Map<number, Map<string, number>>();
  for (const glyph of [...texts.keys()].sort((a, b) => a - b)) {
    const ofGlyph = new Map<string, number>();
    numbers.set(glyph, ofGlyph);
    const width = Math.round(face.advance(glyph) * 100_000) / 100;
    // the plain order of UTF-16 units: the same on every machine
    for (const text of [...texts.get(glyph)!].sort()) {
      codes.push({ glyph, text, width });
      ofGlyph.set(text, codes.length);
    }
  }
  return { face, codes, codeOf: ({ id, text }) => numbers.get(id)?.get(text) ?? 0 };
};
