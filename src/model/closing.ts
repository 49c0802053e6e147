/** 收口: what a paper may stretch, and in which order, so that its stories end on the last row of their legs. */
import type { Em, Rows } from "../base/units.ts";

/** A rung of the elasticity ladder. */
export type LadderStep =
  /** paragraphs set in one line more or fewer, bodies in a row more or fewer */
  | { readonly kind: "paragraphs" }
  /** up to so many blank rows more round headlines: vertical justification by whole lines alone */
  | { readonly kind: "space"; readonly rows: Rows }
  /** pictures and groups of them up to `rows` taller or lower, as long as at most the share `crop` of the photograph is cut off; boxes may be a row taller, and both stand a row or two lower or higher in their legs */
  | { readonly kind: "pictures"; readonly rows: Rows; readonly crop: number }
  /** paragraphs that the story, and boxes that the layout, calls optional */
  | { readonly kind: "optional" }
  /** headlines up to `sizes` sizes of their style smaller */
  | { readonly kind: "headlines"; readonly sizes: number }
  /** characters of a paragraph up to `most` closer together or farther apart */
  | { readonly kind: "tracking"; readonly most: Em };

/** How a paper closes its pages. */
export interface ClosingStyle {
  /** how often a slot is set anew at most in search of a way to close it */
  readonly rounds: number;
  /** what comes first is tried first; what is not there is never done */
  readonly ladder: readonly LadderStep[];
}

/**
 * What becomes of text that does not fit when the ladder is at its end: it is an error; optional paragraphs are left out even if that
 * leaves a hole; it goes on on another page.
 */
export const OVERSETS = ["fail", "cut", "jump"] as const;
export type Overset = (typeof OVERSETS)[number];
