/** The display list: everything that is inked on a page, in order, and nothing else. Proof, press check and PDF see only this. */
import type { Ink } from "../base/colour.ts";
import type { Rect } from "../base/geometry.ts";
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt } from "../base/units.ts";
import type { Photo } from "../model/story.ts";
import type { FontFace } from "../text/font-face.ts";

/** A glyph in place. `x` and `y` are its origin on the page; `text` is what it stands for in the story ("" for the rest of a cluster). */
export interface PlacedGlyph {
  readonly id: number;
  readonly x: Pt;
  readonly y: Pt;
  readonly text: string;
  /**
   * the part of its advance that the glyph was set in, when that is narrower (a half-width mark): ems from the origin; of an upright
   * glyph of a vertical line the part of the line, ems down from 0.88 above its origin
   */
  readonly cell?: { readonly left: Em; readonly width: Em };
}

/** Glyphs of one face, size and ink, of one line. Black overprints; every other ink knocks out. */
export interface GlyphsItem {
  readonly kind: "glyphs";
  readonly face: FontFace;
  readonly size: Pt;
  /** clockwise turn of each glyph about its own origin; 90 for Latin lying in vertical lines */
  readonly turn: 0 | 90;
  /** width of the glyphs over their own, of glyphs that are not turned; 1 when absent */
  readonly stretch?: number;
  /** of upright glyphs that follow one another down a vertical line: its middle, from the trim's left */
  readonly axis?: Pt;
  readonly ink: Ink;
  readonly overprint: boolean;
  readonly glyphs: readonly PlacedGlyph[];
  readonly source?: SourceRange;
}

/** Path commands in page coordinates: move, line, curve (two controls and the end), close. */
export type PathCommand =
  | { readonly kind: "move" | "line"; readonly x: Pt; readonly y: Pt }
  | {
      readonly kind: "curve";
      readonly x1: Pt;
      readonly y1: Pt;
      readonly x2: Pt;
      readonly y2: Pt;
      readonly x: Pt;
      readonly y: Pt;
    }
  | { readonly kind: "close" };

/** A filled area (tints, bars, shadows of letters). Non-zero winding. */
export interface FillItem {
  readonly kind: "fill";
  readonly path: readonly PathCommand[];
  readonly ink: Ink;
  readonly overprint: boolean;
}

/** A stroked path (rules, frames, outlines of letters). */
export interface StrokeItem {
  readonly kind: "stroke";
  readonly path: readonly PathCommand[];
  readonly thickness: Pt;
  /** on and off lengths; empty for a solid line */
  readonly dash: readonly Pt[];
  readonly join: "miter" | "round";
  readonly ink: Ink;
  readonly overprint: boolean;
}

/** What of a picture is shown: fractions of its width and height, after EXIF orientation. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture filling `rect`, or the part of it inside `clip`. Without a photo: a box with a cross is painted by other items. */
export interface PictureItem {
  readonly kind: "picture";
  readonly photo: Photo;
  readonly crop: Crop;
  readonly rect: Rect;
  readonly clip?: readonly PathCommand[];
  readonly source: SourceRange;
}

export type DisplayItem = GlyphsItem | FillItem | StrokeItem | PictureItem;

/** A page, ready to be inked. Coordinates: points from the trim's top left, y down; the bleed is negative. */
export interface DisplayPage {
  /** page id of the edition */
  readonly id: string;
  readonly trim: Rect;
  readonly bleed: Rect;
  /** in printing order; text in reading order */
  readonly items: readonly DisplayItem[];
}
