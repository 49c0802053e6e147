/** Clusters: what a line is made of, shaped once and broken as often as needed. */
import type { SourceRange } from "../base/source.ts";
import type { Em, Pt } from "../base/units.ts";
import type { CharacterClass } from "../text/character-classes.ts";
import type { FontFace } from "../text/font-face.ts";
import type { ShapedGlyph } from "../text/typeface.ts";

/** A grapheme cluster or a Western word, in place in its paragraph. */
export interface Cluster {
  readonly text: string;
  readonly class: CharacterClass;
  readonly face: FontFace;
  readonly size: Pt;
  readonly glyphs: readonly ShapedGlyph[];
  /** width inside a line, in points: the font's advance, or what the punctuation style gives a mark */
  readonly width: Pt;
  /** the part of the width that is the gap between Han and Western after it (LC-60); a line's end drops it */
  readonly gapAfter: Pt;
  /** where the glyphs' origin stands from the cluster's left edge; negative when blank was cut from the left */
  readonly shift: Pt;
  /** blank to the left (openers) and right (closers, stops) that line edges may cut, in points */
  readonly trimStart: Pt;
  readonly trimEnd: Pt;
  /** whether a line may end after this cluster */
  readonly breakAfter: boolean;
  /** whether space may be added between this cluster and the next */
  readonly stretchAfter: boolean;
  /** offset of the cluster's text in the paragraph's */
  readonly offset: number;
  readonly source?: SourceRange;
}

/** A paragraph ready for breaking. */
export interface GalleyParagraph {
  readonly clusters: readonly Cluster[];
  readonly text: string;
  /** first-line indent */
  readonly indent: Em;
  /** size of an em of this paragraph */
  readonly size: Pt;
}
