/** What composing hands on: every frame with its lines in place, and what did not fit. */
import type { Ink } from "../base/colour.ts";
import type { Rect } from "../base/geometry.ts";
import type { PathCommand } from "../base/path.ts";
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt, Zi } from "../base/units.ts";
import type { Span, Table } from "../model/story.ts";
import type { HeadlineEffect, RuleStyle } from "../model/style.ts";
import type { PagePlan, PlannedFrame } from "../plan/page-plan.ts";
import type { FontFace } from "../text/font-face.ts";

/** A glyph in a line; `x` counts from the line's `x`, `y` down from its baseline (on a vertical line: from its axis and its top). */
export interface LineGlyph {
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

/** Glyphs of one face and size in a line. */
export interface GlyphRun {
  readonly face: FontFace;
  readonly size: Pt;
  readonly ink: Ink;
  /** 90 for Western letters that lie on a vertical line */
  readonly turn: 0 | 90;
  /** width of its letters over their own: of a headline, or of what shares a cell of a vertical line; 1 when absent */
  readonly stretch?: number;
  /** whether its glyphs stand upright, one under another, on a vertical line */
  readonly down: boolean;
  readonly glyphs: readonly LineGlyph[];
  readonly source?: SourceRange;
}

/** Something drawn beside a line's text; places along the line count from its start, `size` is that of the marked type. */
export type LineMark =
  | {
      readonly kind: "proper-name" | "book-title" | "underline" | "deceased";
      readonly from: Pt;
      readonly to: Pt;
      readonly size: Pt;
    }
  | {
      readonly kind: "emphasis-dot";
      /** middle of the character */
      readonly at: Pt;
      readonly size: Pt;
      /** whether it stands beyond a line */
      readonly beyond: boolean;
    };

/** A line in place. A vertical one runs down from `baseline` along the axis at `x`. */
export interface ComposedLine {
  readonly x: Pt;
  readonly baseline: Pt;
  readonly writing: "horizontal" | "vertical";
  readonly measure: Pt;
  /** width before justification */
  readonly natural: Pt;
  /** added (or, negative, taken) per gap, in ems */
  readonly ratio: Em;
  /** what its marks, or in need all gaps, had to give beyond all steps of reduction, in ems */
  readonly squeezed: Em;
  readonly text: string;
  /** whether it ends in a hyphen that is not in the text */
  readonly hyphen: boolean;
  readonly runs: readonly GlyphRun[];
  /** lines, dots and frames of marked text */
  readonly marks: readonly LineMark[];
  /** ruby and pinyin; no part of the line's text */
  readonly readings: readonly GlyphRun[];
  /** number of its paragraph in the story, from 0; -1 outside bodies */
  readonly paragraph: number;
  /** leg in which it stands, from 0 */
  readonly leg: number;
  /** of lines of headlines that are more than plain: what is drawn under them */
  readonly effect?: HeadlineEffect;
}

/** Where a story goes on on another page: the first character of the rest. */
export interface JumpPlace {
  /** number of its paragraph, from 0 */
  readonly paragraph: number;
  readonly span: Span;
  /** offset in the span */
  readonly at: number;
  /** whether the rest begins with a paragraph's first character */
  readonly whole: boolean;
}

/** How a body came out. */
export interface Fit {
  /** lines that the legs have room for */
  readonly room: number;
  readonly lines: number;
  /** lines that found no place, and the characters in them */
  readonly oversetLines: number;
  readonly oversetCharacters: number;
  /** length of the text that found no place */
  readonly oversetZi: Zi;
  /** empty lines at the end, and about how many characters they would hold */
  readonly underLines: number;
  readonly underCharacters: number;
  /** length of the lines left empty */
  readonly underZi: Zi;
  /** what goes on on another page, and from where on */
  readonly jumped?: {
    readonly page: string;
    readonly lines: number;
    readonly characters: number;
    readonly place: JumpPlace;
  };
}

/** Something drawn under a frame's lines: an area, or a line along a path. Page coordinates. */
export type Shape =
  | {
      readonly kind: "rule";
      readonly style: RuleStyle;
      readonly rect: Rect;
      readonly direction: "horizontal" | "vertical";
    }
  | { readonly kind: "fill"; readonly path: readonly PathCommand[]; readonly ink: Ink }
  | {
      readonly kind: "stroke";
      readonly path: readonly PathCommand[];
      readonly thickness: Pt;
      /** on and off lengths; empty for a solid line */
      readonly dash: readonly Pt[];
      readonly ink: Ink;
    };

/** A frame with its lines; pictures and rules have none. */
export interface ComposedFrame {
  readonly frame: PlannedFrame;
  readonly lines: readonly ComposedLine[];
  /** blocks only (tables, charts, codes …), in the order in which they are drawn */
  readonly shapes?: readonly Shape[];
  /** bodies only */
  readonly fit?: Fit;
  /** tables only: what goes on on another page, from this row on */
  readonly rest?: { readonly table: Table; readonly from: number };
}

export interface ComposedPage {
  readonly plan: PagePlan;
  readonly frames: readonly ComposedFrame[];
}
