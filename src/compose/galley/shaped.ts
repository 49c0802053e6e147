/** Text cut into pieces, and pieces with their glyphs: what shaping works on and hands on. */
import type { Em, Pt } from "../../base/units.ts";
import type { Span } from "../../model/story.ts";
import type { CharacterClass } from "../../text/character-classes.ts";
import type { Fonts } from "../../text/font-library.ts";
import type { ShapedGlyph, Typeface } from "../../text/typeface.ts";
import type { GalleyStyle } from "./galley-style.ts";

/** A character, or a grapheme of several, of a paragraph. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
  /** offset in the span */
  readonly at: number;
  /** offset in the paragraph */
  readonly offset: number;
}

/** A piece of text with its glyphs. */
export interface Shaped {
  readonly text: string;
  readonly class: CharacterClass;
  readonly face: Typeface;
  readonly size: Pt;
  readonly glyphs: readonly ShapedGlyph[];
  /** on a vertical line; on a horizontal one it does not count */
  readonly stance: "upright" | "lying";
  /** height of what stands upright on a vertical line, in ems of its own size; an em when absent */
  readonly cell?: Em;
  /** width of its glyphs over their own, where they were condensed to share a cell; 1 when absent */
  readonly stretch?: number;
  /** whether it is never parted from what follows, and stands solid before it */
  readonly joined?: boolean;
  readonly offset: number;
  readonly span: Span;
  readonly at: number;
}

/** What shaping needs. */
export interface ShapeHow {
  readonly style: GalleyStyle;
  readonly fonts: Fonts;
}
