/** A loaded font file: what the rest of the engine may know of it. */
import type { PathCommandInEm } from "./outline.ts";

/** One face. Faces are compared by `key`; all measures are ems. */
export interface FontFace {
  /** SHA-256 of the file's bytes, hex: two faces with one key are the same font */
  readonly key: string;
  /** PostScript name, as in `NotoSerifSC-Regular` */
  readonly name: string;
  readonly family: string;
  readonly weight: number;
  /** the TrueType or OpenType file itself */
  readonly bytes: Uint8Array;
  /** design units of an em */
  readonly unitsPerEm: number;
  /** of the OS/2 typo metrics; `descent` is negative */
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  readonly glyphCount: number;
  /** `glyf`: TrueType outlines; `cff`: PostScript outlines */
  readonly outlines: "glyf" | "cff";
  /** advance of a glyph by its id, em */
  advance(glyph: number): number;
  /** outline of a glyph by its id, em, y up */
  outline(glyph: number): readonly PathCommandInEm[];
}
