/** Styles: how a paper's text, headlines, rules and boxes look. All lengths are points. */
import type { Ink } from "../base/colour.ts";
import type { Em, Pt, Rows, Zi } from "../base/units.ts";

/** The practised punctuation styles (xeCJK PunctStyle; LC-40): which marks take a full and which half an em. */
export const PUNCTUATION_STYLES = ["quanjiao", "banjiao", "kaiming", "hangmobanjiao", "CCT", "plain"] as const;
export type PunctuationStyle = (typeof PUNCTUATION_STYLES)[number];

/** Where the text is read: marks sit and shrink differently (CLREQ 3.1.6; LC-41, LC-46). */
export type Region = "CN" | "TW" | "HK" | "JP" | "KR";

export const WRITINGS = ["horizontal", "vertical"] as const;
export type Writing = (typeof WRITINGS)[number];

/**
 * Line-start and line-end prohibition: CLREQ 3.1.4 (none, basic, gb, strict; LC-20), JLREQ App. C.3 (very-strict, strict, loose,
 * newspaper; LC-25), KLREQ (character, word), CSS Text 3 `line-break` for any language. A name that a language's own rules do not
 * know stands for the nearest one that they do.
 */
export const LINE_BREAK_LEVELS = [
  "none",
  "basic",
  "gb",
  "strict",
  "very-strict",
  "loose",
  "newspaper",
  "character",
  "word",
  "css-strict",
  "css-normal",
  "css-loose",
] as const;
export type LineBreakLevel = (typeof LINE_BREAK_LEVELS)[number];

/** Marks that hang out at a line's end: none, those that would not fit, all (标点悬挂; LC-50 … LC-53). */
export const HANGINGS = ["none", "regular", "force"] as const;
export type Hanging = (typeof HANGINGS)[number];

/**
 * Opening brackets at a line's start (LC-43; JLREQ 3.1.5): as the punctuation style has it, flush with the edge, in their full
 * cell, or in their full cell on a paragraph's first line and flush on all others.
 */
export type Openers = "style" | "flush" | "full" | "full-first";

/**
 * Order in which space is taken and given. Chinese: tables of `text/adjustment-steps.ts` (CLREQ 3.5.3, 3.5.4). Japanese: JLREQ's
 * order, that of JIS X 4051, of books, the simple rules of the JLReq task force, or those of CSS (text-spacing-trim); any other
 * name stands for JLREQ's.
 */
export type AdjustmentName = ChineseAdjustment | "jlreq" | "jis" | "books" | "simple" | "css";

/** Orders of Chinese composition. */
export type ChineseAdjustment = "clreq" | "newspaper" | "narrow-gap" | "fixed-gap" | "spaces-first";

/** Characters that a style treats otherwise than its level does (LC-24). */
export interface BreakLists {
  readonly notAtStart: ReadonlySet<string>;
  readonly notAtEnd: ReadonlySet<string>;
  /** may start, and end, a line whatever the level says */
  readonly atStart: ReadonlySet<string>;
  readonly atEnd: ReadonlySet<string>;
  /** never parted from another of the same */
  readonly together: ReadonlySet<string>;
}

/** How lines are broken: first-fit with push-in, or all lines of a paragraph at once. */
export const ALGORITHMS = ["greedy", "optimum"] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/**
 * What first-fit does where a mark would start the next line (先挤进后推出; LC-22): pull it in when the line's marks can give
 * enough, push the character before it out, never pull anything in, or whichever changes the line less.
 */
export const BREAK_POLICIES = ["push-in-first", "push-out-first", "push-out-only", "least-adjustment"] as const;
export type BreakPolicy = (typeof BREAK_POLICIES)[number];

/** `even` spreads a single line over the whole measure (LC-74). */
export const ALIGNS = ["justify", "left", "centre", "right", "even"] as const;
export type Align = (typeof ALIGNS)[number];

/** A family at a weight. */
export interface FontChoice {
  readonly family: string;
  readonly weight: number;
}

/** How running text is set. */
export interface TextStyle {
  readonly name: string;
  readonly faces: { readonly text: FontChoice; readonly strong: FontChoice; readonly emphasis: FontChoice };
  readonly size: Pt;
  /** size of the strong face where it is to stand out (key figures); equal to `size` otherwise */
  readonly strongSize: Pt;
  /** distance of baselines; body text always takes the page's */
  readonly leading: Pt;
  readonly align: Align;
  /** first-line indent, in ems of this style */
  readonly indent: Em;
  /** indent in legs narrower than `narrowBelow` zi (LC-70) */
  readonly narrowIndent: Em;
  readonly narrowBelow: Zi;
  readonly punctuation: PunctuationStyle;
  readonly lineBreak: LineBreakLevel;
  readonly breakLists: BreakLists;
  readonly algorithm: Algorithm;
  readonly policy: BreakPolicy;
  readonly hanging: Hanging;
  readonly openers: Openers;
  readonly adjustment: AdjustmentName;
  readonly ink: Ink;
  /** gap between Han and Western letters or digits at rest (LC-60, LC-66) */
  readonly hanLatinGap: Em;
  /** size of Western letters and digits over that of the Han beside them: they look smaller than they are */
  readonly latinSize: number;
  /** face of Western letters, and of digits, where it is not the text's own */
  readonly latin?: FontChoice;
  readonly figures?: FontChoice;
  /** Western text in whole cells (LC-63); words longer than their line are then parted where it ends */
  readonly grid: boolean;
  /** language whose words are hyphenated, `auto` for that of the text, `none` */
  readonly hyphenate: string;
}

/** Where a shadow falls, or a letter's depth runs. */
export const TOWARDS = ["down-right", "down-left", "up-right", "up-left"] as const;
export type Towards = (typeof TOWARDS)[number];

/** A line round letters, all of it outside of them. */
export interface LetterOutline {
  readonly stroke: Pt;
  readonly ink: Ink;
}

/** A copy of the letters moved by `x` and `y`. */
export interface LetterOffset {
  readonly x: Pt;
  readonly y: Pt;
  readonly ink: Ink;
}

/**
 * An effect on display type, drawn with vectors under the letters, which stay text: each character once in the text layer. 勾边 with or
 * without a shadow; 投影, a hard shadow; 错位, the outline alone moved; 立体, a solid block, with or without an outline of its face; 反白,
 * out of a bar that reaches over the frame or over the text.
 */
export type HeadlineEffect =
  | { readonly kind: "plain" }
  | { readonly kind: "outline"; readonly outline: LetterOutline; readonly shadow?: LetterOffset }
  | { readonly kind: "shadow"; readonly shadow: LetterOffset }
  | { readonly kind: "offset"; readonly stroke: Pt; readonly offset: LetterOffset }
  | { readonly kind: "solid"; readonly depth: LetterOffset; readonly outline?: LetterOutline }
  | { readonly kind: "reversed"; readonly box: BoxStyle; readonly reach: "frame" | "text" };

/**
 * How a headline comes to the width it has: by its size alone; opened by up to `most` of an em at each gap; or by the width of its letters
 * (平长变形), between two shares of their own. Letters of vertical lines keep their width.
 */
export type HeadlineFitting =
  | { readonly kind: "sizes" }
  | { readonly kind: "spacing"; readonly most: Em }
  | { readonly kind: "width"; readonly least: number; readonly most: number };

/** How a headline block is set. */
export interface HeadlineStyle {
  readonly name: string;
  readonly font: FontChoice;
  /** descending; the first at which the headline fits is taken */
  readonly sizes: readonly Pt[];
  readonly maxLines: number;
  readonly fit: HeadlineFitting;
  /** distance of baselines over the size */
  readonly lineHeight: number;
  readonly align: Align;
  readonly ink: Ink;
  readonly punctuation: PunctuationStyle;
  /** the largest share of the measure that a line takes (NEWSPAPER 5.2: four fifths), and the share it should not fall under */
  readonly fill: number;
  /** blank above and below, in body rows, before the block is brought to whole rows */
  readonly above: Rows;
  readonly below: Rows;
  /** share of the blank that whole rows and closing add which stands above it, 0 to 1: a head is nearer to its text than to what is over it */
  readonly spareAbove: number;
  readonly effect: HeadlineEffect;
}

/**
 * Kinds of rule: one line; an area; two equal lines (双线); a thick line outside a thin one and the reverse (文武线); thin, thick, thin;
 * round dots; dashes; a wave (水线). What is outside is above, or to the left, and outside a box.
 */
export const RULE_KINDS = [
  "solid",
  "bar",
  "double",
  "thick-thin",
  "thin-thick",
  "triple",
  "dotted",
  "dashed",
  "wavy",
] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/** A drawn line (线). */
export interface RuleStyle {
  readonly name: string;
  readonly kind: RuleKind;
  /** of all its lines and what is between them; of a wave from crest to trough */
  readonly thickness: Pt;
  /** thickness of its thin lines, and of a wave's line; the thickness itself where it has none */
  readonly line: Pt;
  /** from dot to dot, dash to dash, crest to crest; brought to whole ones over the length that is drawn */
  readonly period: Pt;
  readonly ink: Ink;
}

/**
 * Corners of a box (角花): square; round; cut off (斜角); hollow (委角) and hollow with a bead in it; stepped; the frame's lines crossed to
 * a small square (套方); and nothing but the corners.
 */
export const CORNERS = ["square", "round", "bevelled", "hollow", "bead", "stepped", "loop", "bracket"] as const;
export type CornerKind = (typeof CORNERS)[number];

/** Rules of a box: one all round, or one for each side that has one. */
export type BoxBorder =
  | { readonly kind: "all"; readonly rule: RuleStyle }
  | {
      readonly kind: "sides";
      readonly top?: RuleStyle;
      readonly right?: RuleStyle;
      readonly bottom?: RuleStyle;
      readonly left?: RuleStyle;
    };

/** A box: its ground, its border, and the room inside. */
export interface BoxStyle {
  readonly name: string;
  readonly tint?: Ink;
  readonly border?: BoxBorder;
  readonly corner: { readonly kind: CornerKind; readonly size: Pt };
  /** between border and text of a flag, key figure, summary or headline; the padding of a story's box is the layout's */
  readonly padding: Pt;
}

/** What a box keeps free on each side: its padding, and its thickest rule. */
export const boxInset = ({ padding, border }: BoxStyle): Pt => padding + thickestOf(border);

const thickestOf = (border: BoxBorder | undefined): Pt => {
  if (!border) return 0;
  if (border.kind === "all") return border.rule.thickness;
  const { top, right, bottom, left } = border;
  return Math.max(...[top, right, bottom, left].map((rule) => rule?.thickness ?? 0));
};

/** When composing complains. */
export interface CompositionLimits {
  /** added ems per gap above which a line is reported as loose (0.10 is visible, JLREQ caps at 0.25) */
  readonly looseLine: Em;
  /** em that each mark of a line may give to pull one more character in (挤进) */
  readonly pushInPerMark: Em;
  /** em that they may give together for a character that could as well start the next line */
  readonly pushInMost: Em;
  /** ties: a line may be over its measure by this much of an em before it is full */
  readonly tie: Em;
  /** empty lines at a story's end above which it is reported as underset */
  readonly underset: number;
  /** lines beside an inset that are narrower are not set: along a contour, and beside a box */
  readonly wrap: WrapLimits;
  /** least share of a picture's area that a crop may keep, 0 to 1 */
  readonly picture: number;
}

/** Least measures beside an inset, and what it keeps off the lines above and below it. */
export interface WrapLimits {
  readonly contour: Zi;
  readonly box: Zi;
  /** of an inset with a straight edge: share of its gap sideways that it keeps above and below, to the bodies of the lines */
  readonly level: number;
}
