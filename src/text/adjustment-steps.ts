/**
 * Who gives and who takes first when a line is brought to its measure, as data (LC-80, LC-81: a step is exhausted before the
 * next begins; within a step all places are treated alike). Source: CLREQ 3.5.3 (reduction) and 3.5.4 (expansion).
 */
import type { Em } from "../base/units.ts";
import type { CharacterClass } from "./character-classes.ts";

/** A step of reduction: clusters of these classes give down to `least`. */
export interface ReductionStep {
  readonly what: string;
  readonly classes: readonly CharacterClass[];
  /** width that is left to each, em */
  readonly least: Em;
}

/**
 * CLREQ 3.5.3, steps 2 to 5. Step 1 (marks at the line's end) is the punctuation style's `lineEnd`; step 6 is the gap between Han
 * and Western (`LEAST_GAP`).
 */
export const REDUCTION: readonly ReductionStep[] = [
  { what: "word spaces", classes: ["space"], least: 0.25 },
  { what: "interpuncts", classes: ["interpunct"], least: 0.5 },
  { what: "brackets", classes: ["opening", "closing"], least: 0.5 },
  { what: "commas, 、 and ；", classes: ["pause"], least: 0.5 },
];

/**
 * Step 7. Newspapers keep 。？！ full, so no break counts on it; but a line that has pulled a character in takes it from their
 * blank before it squeezes marks that are half already.
 */
export const STOPS: ReductionStep = { what: "。？！", classes: ["stop"], least: 0.5 };

/** What an opener gives in that squeeze, over what other marks give: its ink stands close to the character before it. */
export const OPENER_SQUEEZE = 0.4;

/** Step 6: what is left of a gap between Han and Western. */
export const LEAST_GAP: Em = 0.125;

/** Expansion, step 1: word spaces grow to this. */
export const WIDEST_SPACE: Em = 0.5;
/** Step 2: gaps between Han and Western grow to this; then, step 3, all gaps that may open do so alike. */
export const WIDEST_GAP: Em = 0.5;
