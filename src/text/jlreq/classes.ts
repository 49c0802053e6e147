/**
 * The thirty character classes of JLREQ (3.9.2 `#grouping_of_characters_and_symbols_depending_on_their_positioning`): their names,
 * the two ends of a line as neighbours, and the width of their bodies.
 */
import type { Em } from "../../base/units.ts";

/** A class by its number in JLREQ: 1 is cl-01, opening brackets. */
// biome-ignore format: ten to a row
export type JlreqClass =
  | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10
  | 11 | 12 | 13 | 14 | 15 | 16 | 17 | 18 | 19 | 20
  | 21 | 22 | 23 | 24 | 25 | 26 | 27 | 28 | 29 | 30;

/** The head of a line (行頭), as what stands before its first character. */
export const LINE_HEAD = 0;
/** The end of a line (行末), as what stands after its last character. */
export const LINE_END = 31;

/** A neighbour: a character's class, or an end of the line. */
export type JlreqPlace = JlreqClass | typeof LINE_HEAD | typeof LINE_END;

/** The names JLREQ gives its classes, in English and in Japanese. */
export const JLREQ_NAMES: Readonly<Record<JlreqClass, readonly [english: string, japanese: string]>> = {
  1: ["Opening brackets", "始め括弧類"],
  2: ["Closing brackets", "終わり括弧類"],
  3: ["Hyphens", "ハイフン類"],
  4: ["Dividing punctuation marks", "区切り約物"],
  5: ["Middle dots", "中点類"],
  6: ["Full stops", "句点類"],
  7: ["Commas", "読点類"],
  8: ["Inseparable characters", "分離禁止文字"],
  9: ["Iteration marks", "繰返し記号"],
  10: ["Prolonged sound mark", "長音記号"],
  11: ["Small kana", "小書きの仮名"],
  12: ["Prefixed abbreviations", "前置省略記号"],
  13: ["Postfixed abbreviations", "後置省略記号"],
  14: ["Full-width ideographic space", "和字間隔"],
  15: ["Hiragana", "平仮名"],
  16: ["Katakana", "片仮名"],
  17: ["Math symbols", "等号類"],
  18: ["Math operators", "演算記号"],
  19: ["Ideographic characters", "漢字等"],
  20: ["Characters as reference marks", "合印中の文字"],
  21: ["Ornamented character complexes", "親文字群中の文字（添え字付き）"],
  22: ["Simple-ruby character complexes", "親文字群中の文字（熟語ルビ以外のルビ付き）"],
  23: ["Jukugo-ruby character complexes", "親文字群中の文字（熟語ルビ付き）"],
  24: ["Grouped numerals", "連数字中の文字"],
  25: ["Unit symbols", "単位記号中の文字"],
  26: ["Western word space", "欧文間隔"],
  27: ["Western characters", "欧文用文字"],
  28: ["Warichu opening brackets", "割注始め括弧類"],
  29: ["Warichu closing brackets", "割注終わり括弧類"],
  30: ["Characters in tate-chu-yoko", "縦中横中の文字"],
};

/** All classes, cl-01 to cl-30. */
export const JLREQ_CLASSES = Object.keys(JLREQ_NAMES).map(Number) as readonly JlreqClass[];
/** Whatever may stand before something else. */
export const ANY_BEFORE: readonly JlreqPlace[] = [LINE_HEAD, ...JLREQ_CLASSES];
/** Whatever may stand after something else. */
export const ANY_AFTER: readonly JlreqPlace[] = [...JLREQ_CLASSES, LINE_END];

/** Closing brackets, full stops and commas: half an em of blank behind them (3.1.2). */
export const CLOSERS = [2, 6, 7] as const;
/** Japanese characters in full cells that keep a quarter em from Western ones (3.2.6); formula signs, 17 and 18, do not (3.7.4). */
export const CELLS = [9, 10, 11, 15, 16, 19, 22, 23, 30] as const;
/** Characters of Western design: complexes with sub- or superscripts, numerals, units, letters. */
export const WESTERN = [21, 24, 25, 27] as const;

/** Classes whose bodies are half an em wide; what makes them look full is space beside them (3.1.2). */
const HALF: readonly JlreqClass[] = [1, 2, 5, 6, 7, 28, 29];
/** Classes of which every member is as wide as its glyph says; hyphens have widths of their own, see `HYPHENS`. */
const AS_DRAWN: readonly JlreqClass[] = [20, 21, 22, 23, 24, 25, 27, 30];
/** Hyphens by width (3.1.6; remarks of A.3). */
const HYPHENS: Readonly<Record<string, Em>> = { "‐": 0.25, "゠": 0.5, "–": 0.5 };
/** Signs among the postfixed abbreviations that are as wide as drawn (remarks of A.13). */
const PROPORTIONAL = "°′″";

/** A Western word space at rest, em: a third (3.2.6 and 3.8.3 step 1). */
export const WORD_SPACE: Em = 1 / 3;

/**
 * Width of a class's body, em, the space beside it not counted; undefined where the glyph's own advance holds. `cluster` tells
 * the hyphens apart, which differ within their class; without it they are taken for full.
 */
export const jlreqBody = (name: JlreqClass, cluster = ""): Em | undefined => {
  if (HALF.includes(name)) return 0.5;
  if (name === 26) return WORD_SPACE;
  if (AS_DRAWN.includes(name) || (cluster !== "" && PROPORTIONAL.includes(cluster))) return undefined;
  return HYPHENS[cluster] ?? 1;
};
