/** A face that can shape: what composing needs of a font beyond what printing needs. */
import type { Em } from "../base/units.ts";
import type { FontFace } from "./font-face.ts";

/** A glyph as shaped; offsets and advance in ems, `dy` up. */
export interface ShapedGlyph {
  readonly id: number;
  readonly advance: Em;
  readonly dx: Em;
  readonly dy: Em;
  /** UTF-16 index in the shaped text of the character that it begins to stand for; glyphs of one cluster share it */
  readonly cluster: number;
}

/** Blank beside a full-width mark that its half-width form does without; `left + right` is about half an em. */
export interface MarkBlank {
  readonly left: Em;
  readonly right: Em;
}

/** A face with its shaping. */
export interface Typeface extends FontFace {
  has(codePoint: number): boolean;
  /** Glyph of one ideograph, straight from the cmap: ideographs are never reshaped by their neighbours. */
  ideograph(codePoint: number): ShapedGlyph;
  /** Glyphs of a text in one script, with the font's kerning and ligatures for Western text. */
  shape(text: string, how: { readonly western: boolean; readonly vertical: boolean }): readonly ShapedGlyph[];
  /** Blank of a full-width mark, by the font's `halt`, else by the outline's box. */
  blank(mark: string): MarkBlank;
}
