/** A font cut down to the glyphs of a page, compressed, ready to go into a PDF. */
import { createHash } from "node:crypto";
import type { FontFace } from "../text/font-face.ts";
import { cffCharset } from "./cff-charset.ts";
import { deflate } from "./deflate.ts";
import { subsetOutlines } from "./harfbuzz.ts";
import { addOwnGlyphs, type GlyphCell } from "./own-glyphs.ts";
import { sfntTable } from "./sfnt-table.ts";

/** A font program. Glyph ids are those of the whole font. */
export interface SubsetFont {
  /** `truetype`: a font file; `cff`: a bare CFF table */
  readonly kind: "truetype" | "cff";
  /** zlib stream of the program */
  readonly deflated: Uint8Array;
  /** bytes before compression */
  readonly length: number;
  /** `cff` only: CID of each glyph id; absent when they are the same */
  readonly cids?: readonly number[];
  /** `truetype` only: glyph id of the first glyph that was added; the others follow it */
  readonly firstOwn: number;
}

/** What a subset holds: glyphs of the face, ascending, and some of them once more in cells of their own. */
export interface SubsetGlyphs {
  readonly glyphs: readonly number[];
  readonly cells: readonly GlyphCell[];
}

/** The subset of `face`, from `cache` when the same has been made before. */
export const subsetFont = (
  face: FontFace,
  wanted: SubsetGlyphs,
  cache: Map<string, Promise<SubsetFont>>,
): Promise<SubsetFont> => {
  const key = `${face.key}:${createHash("sha256").update(JSON.stringify(wanted)).digest("hex")}`;
  const known = cache.get(key);
  if (known) return known;
  const made = makeSubset(face, wanted);
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
};

const makeSubset = async (face: FontFace, { glyphs, cells }: SubsetGlyphs): Promise<SubsetFont> => {
  const subset = await subsetOrWhole(face, glyphs);
  if (face.outlines === "glyf") {
    const { font, first } = addOwnGlyphs(subset, cells);
    return { kind: "truetype", deflated: deflate(font), length: font.length, firstOwn: first };
  }
  const program = sfntTable(subset, "CFF ");
  if (!program) throw new Error(`the font ${face.name} has no outlines that a PDF can hold`);
  const cids = cffCharset(program);
  return { kind: "cff", deflated: deflate(program), length: program.length, firstOwn: 0, ...(cids && { cids }) };
};

// A font too large for HarfBuzz's memory, or odd in a table that drawing does not need, is still a font: it goes in whole.
const subsetOrWhole = (face: FontFace, glyphs: readonly number[]): Promise<Uint8Array> =>
  subsetOutlines(face.bytes, glyphs).catch(() => face.bytes);
