/**
 * Which class a character belongs to. Source: JLREQ appendix A. The appendix gives ASCII code points for marks that Japanese text
 * writes with full-width forms; here the full-width form is Japanese and the ASCII one Western.
 */
import type { JlreqClass } from "./classes.ts";

/**
 * What a character is part of, where that and not the character decides its class. The text itself is `japanese`. Signs, Greek
 * and Cyrillic letters are in both repertoires of the appendix: they are `western` where their glyphs are not full-width.
 */
export type JlreqContext =
  | "japanese"
  | "western" // cl-27: a run of Western text
  | "numeral" // cl-24: a grouped numeral, with its decimal point, comma and space
  | "unit" // cl-25: the symbol of a unit
  | "reference" // cl-20: a reference mark (合印)
  | "ornamented" // cl-21: a base with sub- or superscript
  | "simple-ruby" // cl-22
  | "jukugo-ruby" // cl-23
  | "warichu" // brackets round an inline cutting note, cl-28 and cl-29
  | "tate-chu-yoko"; // cl-30

/** Members by their characters; A.1 to A.18, with full-width, half-width and vertical twins of the same marks. */
const MEMBERS: readonly (readonly [JlreqClass, string])[] = [
  [1, "‘“（〔［｛〈《「『【｟⦅〘〖«〝｢︵︷︹︻︽︿﹁﹃﹇"],
  [2, "’”）〕］｝〉》」』】｠⦆〙〗»〟｣︶︸︺︼︾﹀﹂﹄﹈"],
  [3, "‐〜～゠–"],
  [4, "！？‼⁇⁈⁉"],
  [5, "・：；･"],
  [6, "。．｡"],
  [7, "、，､"],
  [8, "—―…‥〳〴〵"],
  [9, "ヽヾゝゞ々〻゛゜ﾞﾟ"], // and voicing marks on their own, which hold on to the kana before them just so
  [10, "ーｰ"],
  [12, "￥＄￡＃€№¥£"],
  [13, "°′″℃℉￠¢％‰㏋ℓ"],
  [14, "　"],
  [17, "＝≠≒≃≅≈≡≢＜＞≦≧≪≫≶≷⋚⋛∧∨⌅⌆⊂⊃⊄⊅⊆⊇⊊⊋∈∋∉∪∩∥∦⇒⇔↔∽∝⊥⊕⊗"],
  [18, "＋－−×÷±∓"],
  [19, "§©®¶¼½¾ゟヿ㍻㍼㍽㍾㍿㏍"],
];

const BY_CHARACTER: ReadonlyMap<string, JlreqClass> = new Map(
  MEMBERS.flatMap(([name, members]) => [...members].map((each) => [each, name] as const)),
);

/** Members by range, the first that fits; what fits none is ideographic (cl-19): Han, marks, signs, full-width letters. */
const RANGES: readonly (readonly [JlreqClass, RegExp, string])[] = [
  [11, /[ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿｧ-ｯ]/, "A.11: small kana"],
  [15, /[ぁ-ゖ]/, "A.15"],
  [16, /[ァ-ヺｱ-ﾟ]/, "A.16"],
  [13, /[㌀-㍗㍱-㏟]/, "A.13: units in one cell; the appendix lists those of JIS X 0213"],
  [24, /[0-9]/, "3.9.2: European numerals that are not full-width"],
  [26, /[\t \u2000-\u200a\u202f\u205f]/, "A.26, and spaces of other widths"],
  [27, /[!-~\u00a0-\u036f\u1e00-\u1eff\u203e\u203fℏℵ℧\u212b∀∂∃∅∇∠∮⌒]/, "A.27: what no Japanese class lists too"],
  [19, /[Α-Ωα-ωЁА-яё]/, "A.19: Greek and Cyrillic letters of JIS X 0208"],
  [19, /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}ー\u3000-\u33ff\uff00-\uffef]/u, "full cells"],
  [12, /\p{Sc}/u, "A.12: signs of currency"],
  [27, /[\p{L}\p{M}\p{Nd}]/u, "letters and numerals of other scripts"],
];

/** What may stand in Western text (A.27), and the marks in those ranges that are only Japanese. */
const WESTERN_REPERTOIRE =
  /[!-~\u00a0-\u052f\u1e00-\u1fff\u2010-\u205e\u20a0-\u20cfℏℵ℧\u212b\u2150-\u215e\u2190-\u27bf\u2900-\u2bff㉑-㉟㊱-㊿\p{L}]/u;
const ONLY_JAPANESE =
  /[‼⁇⁈⁉※⊿◉☖☗♨⦿ℓ\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}ー\u3000-\u3250\uff00-\uffef]/u;

/** A class given by context: the members it takes, everything where it is one thing whatever it holds. */
const BY_CONTEXT: readonly (readonly [JlreqContext, JlreqClass, (first: string) => boolean])[] = [
  ["western", 27, (first) => WESTERN_REPERTOIRE.test(first) && !ONLY_JAPANESE.test(first)],
  ["numeral", 24, (first) => /[0-9., ]/.test(first)],
  ["unit", 25, (first) => /[A-Za-z1-4 ()/Ωμ℧\u212b\u00c5−・]/.test(first)],
  ["reference", 20, () => true],
  ["ornamented", 21, () => true],
  ["simple-ruby", 22, () => true],
  ["jukugo-ruby", 23, () => true],
  ["warichu", 28, (first) => "（〔［".includes(first)],
  ["warichu", 29, (first) => "）〕］".includes(first)],
  ["tate-chu-yoko", 30, () => true],
];

/** The class of a grapheme cluster: by what it is part of where that decides, else by its first character. */
export const jlreqClassOf = (cluster: string, context: JlreqContext = "japanese"): JlreqClass => {
  const code = cluster.codePointAt(0) ?? 0x20;
  const first = String.fromCodePoint(code);
  if (context !== "japanese") {
    const given = BY_CONTEXT.find(([name, , takes]) => name === context && takes(first));
    if (given) return given[1];
  }
  if (code >= 0x4e00 && code <= 0x9fff) return 19;
  return BY_CHARACTER.get(first) ?? RANGES.find(([, range]) => range.test(first))?.[0] ?? 19;
};

/** Marks that make one sign with the next (C.2 note 5): equal dashes or dots, and the two halves of a vertical repeat mark. */
export const isOneInseparable = (before: string, after: string): boolean =>
  isSplitRepeatMark(before, after) || ("—…‥".includes(asDash(before)) && asDash(before) === asDash(after));

/** Upper and lower half of a vertical kana repeat mark (くの字点). */
export const isSplitRepeatMark = (before: string, after: string): boolean => "〳〴".includes(before) && after === "〵";

/** Fonts and files use the horizontal bar and the em dash alike (3.1.10, note to a). */
const asDash = (mark: string): string => (mark === "―" ? "—" : mark);
