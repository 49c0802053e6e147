/**
 * Japanese composition: space, reduction, expansion and breaks from the tables of JLREQ, with the widths of marks that the style
 * wants. Source: JLREQ appendices B to E.
 */
import type { Em } from "../base/units.ts";
import { OPENER_SQUEEZE } from "./adjustment-steps.ts";
import type { Boundary, BoundarySide, Tradition } from "./boundary.ts";
import { type CharacterClass, classOf } from "./character-classes.ts";
import { chinese } from "./chinese.ts";
import { jlreqClassOf } from "./jlreq/character-classes.ts";
import { type JlreqClass, jlreqBody, LINE_END } from "./jlreq/classes.ts";
import { WIDEST_WORD_SPACE } from "./jlreq/expansion.ts";
import { type JlreqLevel, jlreqMayBreakBetween } from "./jlreq/line-breaks.ts";
import type { JlreqMethod } from "./jlreq/methods.ts";
import { type JlreqBlank, jlreqPair } from "./jlreq/pair.ts";
import { LEAST_WORD_SPACE } from "./jlreq/reduction.ts";
import type { Break } from "./line-break-rules.ts";
import { type MarkSetting, type MarkWidths, widthsOf } from "./punctuation-width.ts";

/** What Japanese composition depends on. */
export interface JapaneseSetting extends MarkSetting {
  readonly level: JlreqLevel;
  /** gap between Japanese and Western at rest; JLREQ has a quarter em */
  readonly hanWestern: Em;
  readonly method: JlreqMethod;
}

const OPENING: JlreqClass = 1;
const CLOSING: JlreqClass = 2;
const FULL_STOP: JlreqClass = 6;
const COMMA: JlreqClass = 7;
const WORD_SPACE: JlreqClass = 26;
const KINDS = 32;

const HALF: Em = 0.5;

/** JLREQ 3.2.6: the gap between Japanese and Western; what a mark has beside Western text is its own blank. */
const BESIDE_WESTERN: Em = 0.25;

/** The tradition of a setting. */
export const japanese = (setting: JapaneseSetting): Tradition => {
  const widths = widthsOf(setting);
  const known: (Boundary | undefined)[] = new Array(KINDS * KINDS);
  return {
    kindsOf,
    boundary: (before, after) => {
      const at = before * KINDS + after;
      known[at] ??= boundaryOf(before as JlreqClass, after as JlreqClass, { widths, setting });
      return known[at];
    },
    breakBetween: (before, after) => breakOf(before, after, setting.level),
    // full cells keep the font's advance, whatever blank their glyphs have
    body: (kind) => (jlreqBody(kind as JlreqClass) === HALF ? HALF : undefined),
    leftBlank: (kind) => (kind === OPENING ? blankOf(OPENING, HALF, widths) : 0),
    rightBlank: (kind) =>
      blankOf(kind as JlreqClass, jlreqPair(kind as JlreqClass, LINE_END, setting.method).spaceBefore, widths),
    trimsStart: true,
    trimsEnd: widths.lineEnd,
    // Table 3: the blank of a mark at a line's end goes right after that of word spaces
    endStep: 2,
  };
};

/**
 * The spaces of CSS Text 4 (text-spacing-trim: each mark a full cell that its neighbours trim) with Japanese breaks: what a reader
 * of the web edition sees.
 */
export const japaneseCss = ({ level, ...setting }: Omit<JapaneseSetting, "method">): Tradition => ({
  ...chinese({ ...setting, level: "basic", adjustment: "clreq" }),
  breakBetween: (before, after) => breakOf(sideOf(before.text), sideOf(after.text), level),
});

const sideOf = (text: string): BoundarySide => ({
  text,
  kind:
    classOf(text) === "space" ? WORD_SPACE : jlreqClassOf(text, classOf(text) === "western" ? "western" : "japanese"),
});

const kindsOf = (texts: readonly string[], classes: readonly CharacterClass[]): Uint8Array => {
  const kinds = new Uint8Array(texts.length);
  for (let n = 0; n < texts.length; n++) {
    if (classes[n] === "space") kinds[n] = WORD_SPACE;
    else if (classes[n] !== "western")
      kinds[n] = jlreqClassOf(texts[n]!, texts[n]! < "\u0080" ? "tate-chu-yoko" : "japanese");
    else kinds[n] = jlreqClassOf(texts[n]!, inNumber(texts, n) ? "numeral" : "western");
  }
  return kinds;
};

const DIGIT = /^[0-9]$/;

/** Digits, and the points and commas between them. */
const inNumber = (texts: readonly string[], n: number): boolean =>
  DIGIT.test(texts[n]!) ||
  (/^[.,]$/.test(texts[n]!) && DIGIT.test(texts[n - 1] ?? "") && DIGIT.test(texts[n + 1] ?? ""));

/** What a style leaves of a blank of half an em: none of half-width marks, all of full ones. */
const blankOf = (of: JlreqClass, rest: Em, { bracket, pause, stop }: MarkWidths): Em => {
  if (rest < HALF) return rest;
  if (of === OPENING || of === CLOSING) return bracket - HALF;
  if (of === COMMA) return pause - HALF;
  return of === FULL_STOP ? stop - HALF : rest;
};

interface Tables {
  readonly widths: MarkWidths;
  readonly setting: JapaneseSetting;
}

const boundaryOf = (before: JlreqClass, after: JlreqClass, { widths, setting }: Tables): Boundary => {
  const pair = jlreqPair(before, after, setting.method);
  const western = isWestern(before) !== isWestern(after) && pair.space === BESIDE_WESTERN;
  const restOf = (each: JlreqBlank): Em =>
    western ? setting.hanWestern : blankOf(each.of === "before" ? before : after, each.rest, widths);
  let natural = 0;
  let least = 0;
  for (const each of pair.blanks) {
    const rest = restOf(each);
    natural += rest;
    least += Math.min(rest, each.least);
  }
  const space = before === WORD_SPACE;
  return {
    natural,
    least: space ? LEAST_WORD_SPACE : least,
    giveStep: space ? 1 : natural > least ? pair.reduceStep : 0,
    most: space ? WIDEST_WORD_SPACE : Number.isFinite(pair.most) ? Math.max(natural, pair.most) : natural,
    growStep: space ? 1 : pair.expandStep === 4 ? 0 : pair.expandStep,
    stretches: !space && pair.expandStep > 0,
    solid: !space && pair.expandStep === 0,
    squeeze: squeezeOf(before, after),
    break: "never",
  };
};

const isWestern = (name: JlreqClass): boolean => name === 24 || name === 25 || name === 27;

const squeezeOf = (before: JlreqClass, after: JlreqClass): number =>
  (before === CLOSING || before === FULL_STOP || before === COMMA ? 1 : 0) + (after === OPENING ? OPENER_SQUEEZE : 0);

const breakOf = (before: BoundarySide, after: BoundarySide, level: JlreqLevel): Break => {
  if (after.kind === WORD_SPACE) return "free";
  const unit = ({ text, kind }: BoundarySide) => ({ text, class: kind as JlreqClass, complex: 0, quantity: false });
  const may = jlreqMayBreakBetween(unit(before), unit(after), level);
  return may === 0 ? "never" : may === 1 ? "free" : "need";
};
