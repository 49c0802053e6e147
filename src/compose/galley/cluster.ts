/** Clusters: what a line is made of, shaped once and broken as often as needed. */
import type { SourceRange } from "../../base/source.ts";
import type { Em, Pt } from "../../base/units.ts";
import type { Ruby, Span } from "../../model/story.ts";
import type { Boundary } from "../../text/boundary.ts";
import type { CharacterClass } from "../../text/character-classes.ts";
import type { ShapedGlyph, Typeface } from "../../text/typeface.ts";

/** A boundary at a size: the same in points. */
export interface Glue extends Omit<Boundary, "natural" | "least" | "most"> {
  readonly natural: Pt;
  readonly least: Pt;
  readonly most: Pt;
}

/** A reading, shaped; it stands over the cluster that has it and the `clusters - 1` after it. */
export interface RubyRun {
  readonly clusters: number;
  readonly ruby: Ruby;
  readonly size: Pt;
  readonly glyphs: readonly { readonly face: Typeface; readonly text: string; readonly glyph: ShapedGlyph }[];
  readonly width: Pt;
  /** room that the bodies of its base were given for it, at their start and their end */
  readonly before: Pt;
  readonly after: Pt;
}

/** What a line shows at its end where a word is parted. */
export interface Hyphen {
  readonly glyphs: readonly ShapedGlyph[];
  readonly width: Pt;
}

/** A grapheme cluster, a glyph cluster of a Western word, or a group that is never parted, in place in its paragraph. */
export interface Cluster {
  readonly text: string;
  readonly class: CharacterClass;
  readonly face: Typeface;
  readonly size: Pt;
  readonly glyphs: readonly ShapedGlyph[];
  /** extent of its body along the line: the font's advance, or half an em for a mark */
  readonly box: Pt;
  /** where the glyphs' origin stands from the body's start; negative where the glyph's blank lies before the body */
  readonly shift: Pt;
  /** `horizontal` letters lie on a vertical line; `upright` stands on it; on a horizontal line all are upright */
  readonly stance: "upright" | "lying";
  /** width of its glyphs over their own, where several share a cell of a vertical line; 1 when absent */
  readonly stretch?: number;
  /** space after it, and whether a line may end there */
  readonly glue: Glue;
  /** blank that a line's start keeps before it, and a line's end after it, at rest */
  readonly startBlank: Pt;
  readonly endBlank: Pt;
  /** how much of body and blank may hang out at a line's end (标点悬挂; LC-50 … LC-53) */
  readonly hang: Pt;
  /** shown when the line ends after it inside a word */
  readonly hyphen?: Hyphen;
  /** reading of it and the clusters after it that are its base (`ruby.ts`) */
  readonly ruby?: RubyRun;
  /** offset of the cluster's text in the paragraph's */
  readonly offset: number;
  /** the span it stands in, and where in the span */
  readonly span: Span;
  readonly at: number;
}

/** What stands before a paragraph's first line: see `paragraph-head.ts`. */
export interface GalleyHead {
  readonly clusters: readonly Cluster[];
  /** from the first line's start; negative */
  readonly along: Pt;
  /** below its baseline */
  readonly drop: Pt;
}

/** A paragraph ready for breaking. */
export interface GalleyParagraph {
  readonly clusters: readonly Cluster[];
  readonly text: string;
  /** indents of its lines, in order; the last one holds for all that follow. Never empty */
  readonly indents: readonly Em[];
  /** size of an em of this paragraph */
  readonly size: Pt;
  readonly writing: "horizontal" | "vertical";
  /** step in which the blank at a line's end gives (CLREQ 3.5.3 step 1); 0 never */
  readonly endStep: number;
  /** a list item's label, or a drop cap */
  readonly head?: GalleyHead;
}

/** What a cluster takes inside a line at rest, the space after it included. */
export const advanceOf = ({ box, glue }: Cluster): Pt => box + glue.natural;

/** What a stretch takes at rest, the space after its last cluster not counted, edges as they are. */
export const extentOf = (clusters: readonly Cluster[]): Pt => {
  let sum = 0;
  for (const each of clusters) sum += each.box + each.glue.natural;
  const last = clusters.at(-1);
  return last ? sum - last.glue.natural + (clusters[0]?.startBlank ?? 0) + last.endBlank : 0;
};

/** Where in its file a cluster's text stands. */
export const sourceOf = ({ span, at, text }: Cluster): SourceRange => {
  const start = span.source.start + at;
  return { path: span.source.path, start, end: start + text.length };
};
