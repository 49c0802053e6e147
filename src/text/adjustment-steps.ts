/**
 * Who gives and who takes first when a line is brought to its measure, as tables a style names (LC-80, LC-81: a step is exhausted
 * before the next begins; within a step all places are treated alike).
 * Source: CLREQ 3.5.3 (reduction) and 3.5.4 (expansion); w3c/clreq#255 for the order that was first proposed.
 */
import type { Em } from "../base/units.ts";
import type { ChineseAdjustment } from "../model/style.ts";

/** What the space at a boundary is. */
export type GapKind =
  | "word-space"
  | "interpunct"
  | "bracket"
  | "comma"
  | "han-western"
  | "stop"
  | "line-end"
  | "han"
  | "other";

/** How far the space of a kind shrinks, and in which step; step 0 never. */
export interface Reduction {
  readonly step: number;
  readonly least: Em;
}

/** How far the space of a kind grows before the gaps of the last step do. */
export interface Expansion {
  readonly step: number;
  readonly most: Em;
}

/** An order of giving and taking. */
export interface AdjustmentTable {
  readonly reduce: Readonly<Partial<Record<GapKind, Reduction>>>;
  readonly expand: Readonly<Partial<Record<GapKind, Expansion>>>;
}

/**
 * Steps up to this one are what first-fit counts on; what comes after is a remedy for a line that would else be opened wide, or
 * is set already. Total-fit, which weighs a whole paragraph, counts on all.
 */
export const LAST_COUNTED_STEP = 7;

/** The remedies: 。？！ that a style keeps full, at the line's end too; then a hair between ideographs (LuaTeX-ja's kanjiskip). */
const REMEDY = 8;
const HAIR = 9;
export const LAST_STEP = 9;

/** What a gap between ideographs may close by before marks are squeezed, em: a quarter of a point at 9 pt, which nobody sees. */
const HAIRBREADTH = 0.03;

/** What an opener gives when marks are squeezed, over what other marks give: its ink stands close to the character before it. */
export const OPENER_SQUEEZE = 0.4;

/** CLREQ 3.5.4, steps 1 and 2; step 3, all gaps that may open alike, is what is left. */
const EXPAND: AdjustmentTable["expand"] = {
  "word-space": { step: 1, most: 0.5 },
  "han-western": { step: 2, most: 0.5 },
};

/** CLREQ 3.5.3, steps 1 to 6. */
const REDUCE: AdjustmentTable["reduce"] = {
  "line-end": { step: 1, least: 0 },
  "word-space": { step: 2, least: 0.25 },
  interpunct: { step: 3, least: 0 },
  bracket: { step: 4, least: 0 },
  comma: { step: 5, least: 0 },
  "han-western": { step: 6, least: 0.125 },
  han: { step: HAIR, least: -HAIRBREADTH },
};

/** The tables by name. */
export const ADJUSTMENTS: Readonly<Record<ChineseAdjustment, AdjustmentTable>> = {
  // CLREQ as it stands: 。？！ give last
  clreq: { reduce: { ...REDUCE, stop: { step: 7, least: 0 } }, expand: EXPAND },
  // newspapers keep 。？！ full: no break counts on them
  newspaper: { reduce: { ...REDUCE, stop: { step: REMEDY, least: 0 } }, expand: EXPAND },
  // CLREQ's "numerous styles": the gap between Han and Western grows to a third
  "narrow-gap": {
    reduce: { ...REDUCE, stop: { step: 7, least: 0 } },
    expand: { ...EXPAND, "han-western": { step: 2, most: 1 / 3 } },
  },
  // the gap between Han and Western stays as it is
  "fixed-gap": {
    reduce: { ...REDUCE, "han-western": { step: 0, least: 0 }, stop: { step: 7, least: 0 } },
    expand: { "word-space": { step: 1, most: 0.5 } },
  },
  // the order first proposed: word spaces first, 。？！ before the gaps between Han and Western
  "spaces-first": {
    reduce: {
      "word-space": { step: 1, least: 0.25 },
      "line-end": { step: 2, least: 0 },
      interpunct: { step: 3, least: 0 },
      bracket: { step: 4, least: 0 },
      comma: { step: 5, least: 0 },
      stop: { step: 6, least: 0 },
      "han-western": { step: 7, least: 0.125 },
      han: { step: HAIR, least: -HAIRBREADTH },
    },
    expand: EXPAND,
  },
};
