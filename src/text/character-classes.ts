/**
 * Character classes of Chinese composition, as data.
 * Source: CLREQ 3.1.4 and the punctuation table of its appendix; GB/T 15834—2011; JLREQ 3.1.10 for number signs.
 */

/** What a character is to the line breaker. */
export type CharacterClass =
  | "opening" // “ ‘ 「 （ 《: never at a line's end
  | "closing" // ” ’ 」 ） 》: never at a line's start
  | "pause" // 、 ， ； ： ·in-sentence marks
  | "stop" // 。 ？ ！ ．: sentence-final marks
  | "interpunct" // ·
  | "connector" // – ～ - between two things
  | "solidus" // / ／
  | "dash" // —— ⸺: two em, never split
  | "ellipsis" // …… ⋯⋯: two em, never split
  | "ideograph" // Han, kana, Hangul and everything set in a full cell
  | "prefix" // ￥ ＄ №: cling to the number after them
  | "suffix" // ％ ‰ ℃: cling to the number before them
  | "reference" // ① ②: cling to the text before them
  | "space" // a word space
  | "western"; // letters, digits and their signs

const TABLE: Readonly<Record<string, CharacterClass>> = {
  ...classed("opening", "“‘「『（【〖〔［｛《〈﹁﹃"),
  ...classed("closing", "”’」』）】〗〕］｝》〉﹂﹄"),
  ...classed("pause", "、，；："),
  ...classed("stop", "。！？．｡‼⁇⁈⁉"),
  ...classed("interpunct", "·•・‧"),
  ...classed("connector", "–～〜－゠‐"),
  ...classed("solidus", "／/"),
  ...classed("dash", "—⸺―"),
  ...classed("ellipsis", "…⋯"),
  ...classed("prefix", "￥＄￡￠№"),
  ...classed("suffix", "％‰℃℉°′″"),
  ...classed("reference", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
  ...classed("space", " \t"),
};

function classed(name: CharacterClass, characters: string): Record<string, CharacterClass> {
  return Object.fromEntries([...characters].map((each) => [each, name]));
}

/** Blocks whose characters fill a cell and may be parted from one another: CJK, kana, Hangul, full-width forms. */
const FULL_CELL =
  /[\u1100-\u11ff\u2e80-\u2fdf\u2ff0-\u303f\u3040-\u31ff\u3200-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;

/**
 * Classes of the grapheme clusters of a text. A single — joins two things (1—6月), a pair is a dash; a hyphen that no letter or
 * digit follows is a connector too, while `COVID-19` and `-5℃` stay whole.
 */
export const classesOf = (clusters: readonly string[]): readonly CharacterClass[] =>
  clusters.map((each, n) => {
    if (each === "—") return clusters[n - 1] !== "—" && clusters[n + 1] !== "—" ? "connector" : "dash";
    if (each === "-") return classOf(clusters[n + 1] ?? "") === "western" ? "western" : "connector";
    return classOf(each);
  });

/** The class of a grapheme cluster, by its first character. */
export const classOf = (text: string): CharacterClass => {
  const code = text.codePointAt(0) ?? 0x20;
  if (code >= 0x4e00 && code <= 0x9fff) return "ideograph";
  const first = String.fromCodePoint(code);
  return TABLE[first] ?? (FULL_CELL.test(first) ? "ideograph" : "western");
};
