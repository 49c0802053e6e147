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

/** Blank beside a full-width mark that its half-width form does without; `before + after` is about half an em. */
export interface MarkBlank {
  /** to the left of the mark, on a vertical line above it */
  readonly before: Em;
  readonly after: Em;
}

/** How a text is shaped. */
export interface Shaping {
  /** Western letters: kerning, ligatures, proportional quotation marks */
  readonly western: boolean;
  /** glyphs of vertical lines (vert, vrt2) */
  readonly vertical: boolean;
  /** widths (`hwid`, `twid`, `fwid`) or figures (`lnum`, `onum`) asked for besides */
  readonly feature?: "hwid" | "twid" | "fwid" | "lnum" | "onum";
}

/** A face with its shaping. */
export interface Typeface extends FontFace {
  has(codePoint: number): boolean;
  /** Glyph of one ideograph, straight from the cmap: ideographs are never reshaped by their neighbours. */
  ideograph(codePoint: number): readonly ShapedGlyph[];
  /** Glyphs of a text in one script, with the font's kerning and ligatures for Western text. */
  shape(text: string, how: Shaping): readonly ShapedGlyph[];
  /** Blank of a full-width mark along the line, by the font's `halt` or `vhal`, else by the outline's box. */
  blank(mark: string, writing: "horizontal" | "vertical"): MarkBlank;
}
