/**
 * Which class a character of Korean text belongs to. Source: KLREQ `#chars-grouping` (cl1 to cl29) and `#hangulcodes`. Korean sets
 * horizontal text with ASCII marks (`#writing-dir-mark`), which the lists of KLREQ leave out; they go with their full-width twins.
 */

/** A class of KLREQ, in words; its number stands beside it. */
export type KoreanClass =
  | "opening" // cl1, full-width
  | "closing" // cl2, full-width
  | "western-opening" // cl3
  | "western-closing" // cl4
  | "hyphen" // cl5
  | "dividing" // cl6: ？！
  | "middle-dot" // cl7: · ： ；
  | "full-stop" // cl8
  | "comma" // cl9
  | "inseparable" // cl10: … ‥ ―
  | "ditto" // cl11
  | "prolonged" // cl12
  | "prefix" // cl13: ￦ $ before a number
  | "suffix" // cl14: % ℃ after a number
  | "full-width-space" // cl15
  | "hangul" // cl16 and cl17: syllables and jamo
  | "math" // cl18 and cl19
  | "hanja" // cl20 and cl29, kana with them
  | "word-space" // cl23
  | "western" // cl21, cl22, cl24, cl28: letters and their signs
  | "numeral" // cl25 to cl27
  | "script"; // superior and inferior figures and signs: `#supsubscript`

/** Members by their characters, the first class that lists a character has it. */
const MEMBERS: readonly (readonly [KoreanClass, string])[] = [
  ["opening", "（｛［〔〈《「『【‘“"],
  ["closing", "）｝］〕〉》」』】’”"],
  ["western-opening", "({["],
  ["western-closing", ")}]"],
  ["hyphen", "‐-—–〜～"],
  ["dividing", "？！?!‼⁇⁈⁉"],
  ["middle-dot", "·ㆍ・:;：；"],
  ["full-stop", ".。．"],
  ["comma", ",、，"],
  ["inseparable", "…‥⋯―"],
  ["ditto", "〃"],
  ["prolonged", "ー"],
  ["prefix", "$¥₩￦￥＄£€№#＃"],
  ["suffix", "%℃％‰°′″¢℉"],
  ["full-width-space", "　\u2002"],
  ["math", "=≠<>≦≧⊆⊇∪∩+−÷×＝＜＞＋－±"],
  ["word-space", " \t"],
  ["script", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉ⁿ*†‡"],
];

const BY_CHARACTER: ReadonlyMap<string, KoreanClass> = new Map(
  MEMBERS.toReversed().flatMap(([name, members]) => [...members].map((each) => [each, name] as const)),
);

/** Hangul by its blocks: syllables, jamo and their extensions, compatibility and half-width jamo (`#hangulcodes`). */
const HANGUL = /[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\ud7b0-\ud7fb\uffa0-\uffdc]/;
const NUMERAL = /[0-9０-９]/;
const WESTERN = /[!-~\u00a0-\u052f\u1e00-\u1fffＡ-Ｚａ-ｚ]/;

/** Whether a character is Hangul: a syllable, or jamo of any block. */
export const isHangul = (cluster: string): boolean => HANGUL.test(cluster.charAt(0));

/** Whether a text is Korean enough to be composed as such: it holds Hangul. */
export const hasHangul = (text: string): boolean => HANGUL.test(text);

/** Hanja that write numbers; they hold on to signs before and after them as figures do (`#word-break-rest`). */
const HANJA_NUMERALS = "〇一二三四五六七八九十百千萬万億兆";

/** Whether a character is a numeral, Arabic or Hanja. */
export const isKoreanNumeral = (cluster: string): boolean =>
  cluster !== "" && (NUMERAL.test(cluster) || HANJA_NUMERALS.includes(cluster));

/** The class of a grapheme cluster, by its first character. */
export const koreanClassOf = (cluster: string): KoreanClass => {
  const first = String.fromCodePoint(cluster.codePointAt(0) ?? 0x20);
  if (HANGUL.test(first)) return "hangul";
  if (NUMERAL.test(first)) return "numeral";
  return BY_CHARACTER.get(first) ?? (WESTERN.test(first) ? "western" : "hanja");
};
