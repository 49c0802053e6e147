/** What is between two neighbours on a line: space at rest, how far it gives and grows and when, and whether the line may end there. */
import type { Em } from "../base/units.ts";
import type { CharacterClass } from "./character-classes.ts";
import type { Break } from "./line-break-rules.ts";

/** A boundary between two clusters; lengths in ems. */
export interface Boundary {
  /** space at rest between the two bodies */
  readonly natural: Em;
  /** what reduction leaves of it, in which step; step 0 never gives */
  readonly least: Em;
  readonly giveStep: number;
  /** what expansion brings it to in its step, before all gaps grow alike; step 0 has no step of its own */
  readonly most: Em;
  readonly growStep: number;
  /** whether it grows with all others in the last step */
  readonly stretches: boolean;
  /** inside one unit (a word, a number, ——): never opened, however wide the line */
  readonly solid: boolean;
  /** its share when marks are squeezed below their width; 0 for none */
  readonly squeeze: number;
  /** whether the line may end here */
  readonly break: Break;
}

/** One side of a boundary. */
export interface BoundarySide {
  readonly text: string;
  readonly kind: number;
}

/** What a tradition of composition makes of a text: Chinese, Japanese, Korean, Western. */
export interface Tradition {
  /** what each cluster is to this tradition, by its text and class; numbers that `boundary` and the others take */
  kindsOf(texts: readonly string[], classes: readonly CharacterClass[]): Uint8Array;
  boundary(before: number, after: number): Boundary;
  /** whether a line may end between two clusters, where that depends on more than their kinds */
  breakBetween?(before: BoundarySide, after: BoundarySide): Break;
  /** width of a mark's body; undefined for what keeps the font's advance */
  body(kind: number): Em | undefined;
  /** blank that belongs to a mark of this kind, before and after its body */
  leftBlank(kind: number): Em;
  rightBlank(kind: number): Em;
  /** whether a line's start, and its end, cut that blank */
  readonly trimsStart: boolean;
  readonly trimsEnd: boolean;
  /** step in which the blank at a line's end gives; 0 never */
  readonly endStep: number;
}
