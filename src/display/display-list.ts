/** The display list: everything that is inked on a page, in order, and nothing else. Proof, press check and PDF see only this. */
import type { Ink } from "../base/colour.ts";
import type { Rect } from "../base/geometry.ts";
import type { PathCommand } from "../base/path.ts";
import type { Polygon } from "../base/polygon.ts";
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt } from "../base/units.ts";
import type { ComposedLine } from "../compose/composed-page.ts";
import type { Crop } from "../model/crop.ts";
import type { DrawnShape, Photo } from "../model/story.ts";
import type { PlannedFrame } from "../plan/page-plan.ts";
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

/** Where an item comes from. The edition for screens is put in order of reading by it; nothing that is printed depends on it. */
export interface ItemOrigin {
  /** the planned frame that it was painted for */
  readonly frame: PlannedFrame;
  /** of letters: the composed line that they stand in; absent of grounds, rules and pictures */
  readonly line?: ComposedLine;
  /** of letters: whether they are readings (ruby) beside the line, not its text */
  readonly reading?: true;
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
  /** what it was painted for; absent of what stands for nothing on the page (marks, the proof mark) */
  readonly origin?: ItemOrigin;
}

export type { PathCommand };

/** A filled area (tints, bars, shadows of letters). Non-zero winding, unless `evenOdd` is said. */
export interface FillItem {
  readonly kind: "fill";
  readonly path: readonly PathCommand[];
  readonly evenOdd?: boolean;
  readonly ink: Ink;
  readonly overprint: boolean;
  /** of an effect on display type: the size of the type; black is judged as type of that size is */
  readonly typeSize?: Pt;
  /** what it was painted for; absent of what stands for nothing on the page (marks, the proof mark) */
  readonly origin?: ItemOrigin;
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
  /** colour that only goes on under black and under its own letter (补漏白); it may be lightened to keep black within the ink limit */
  readonly trap?: true;
  /** of an effect on display type: the size of the type; black is judged as type of that size is */
  readonly typeSize?: Pt;
  /** what it was painted for; absent of what stands for nothing on the page (marks, the proof mark) */
  readonly origin?: ItemOrigin;
}

/** A picture filling `rect`, or the part of it inside `clip`. Without a photo: a box with a cross is painted by other items. */
export interface PictureItem {
  readonly kind: "picture";
  readonly photo: Photo;
  readonly crop: Crop;
  readonly rect: Rect;
  readonly clip?: readonly PathCommand[];
  /** whether parts of the clip that overlap cut one another out */
  readonly clipEvenOdd?: boolean;
  /** of a cut-out: the edge of what is opaque, in page coordinates */
  readonly outline?: readonly Polygon[];
  /** of a mono page: it becomes amounts of black by how light it is */
  readonly mono?: true;
  /** with what a cut-out's soft edges are mixed; paper when absent */
  readonly ground?: Ink;
  readonly source: SourceRange;
  /** what it was painted for; absent of what stands for nothing on the page (marks, the proof mark) */
  readonly origin?: ItemOrigin;
}

/** A vector drawing in its place, seen inside `clip` only. Its colours become ink with the pictures. */
export interface DrawingItem {
  readonly kind: "drawing";
  readonly photo: Photo;
  readonly rect: Rect;
  /** page coordinates; their colours are those of the screen still */
  readonly shapes: readonly DrawnShape[];
  readonly clip: readonly PathCommand[];
  /** of a mono page: its colours become amounts of black by how light they are */
  readonly mono?: true;
  readonly source: SourceRange;
  /** what it was painted for; absent of what stands for nothing on the page (marks, the proof mark) */
  readonly origin?: ItemOrigin;
}

/** A page of a PDF in its place, seen inside `clip` only. It is written anew in ink with the pictures. */
export interface ArtItem {
  readonly kind: "art";
  readonly photo: Photo;
  readonly crop: Crop;
  readonly rect: Rect;
  readonly clip: readonly PathCommand[];
  readonly source: SourceRange;
  /** on a page that is printed with black alone */
  readonly mono?: true;
  /** what it was painted for; absent of what stands for nothing on the page (marks, the proof mark) */
  readonly origin?: ItemOrigin;
}

export type DisplayItem = GlyphsItem | FillItem | StrokeItem | PictureItem | DrawingItem | ArtItem;

/** A page, ready to be inked. Coordinates: points from the trim's top left, y down; the bleed is negative. */
export interface DisplayPage {
  /** page id of the edition */
  readonly id: string;
  readonly trim: Rect;
  readonly bleed: Rect;
  /** of a panorama: where it is folded, and how wide the gutter is there */
  readonly fold?: { readonly x: Pt; readonly gutter: Pt };
  /** in printing order; text in reading order */
  readonly items: readonly DisplayItem[];
  /** what the sheet bears outside the bleed; without it the sheet ends with the bleed */
  readonly sheet?: Sheet;
}

/** The sheet round a page with its printer's marks, all of them outside the bleed. */
export interface Sheet {
  readonly rect: Rect;
  /** printed by every plate (Separation All), whatever inks the page has */
  readonly everyPlate: readonly StrokeItem[];
  /** colour bars and slug */
  readonly inked: readonly FillItem[];
}
