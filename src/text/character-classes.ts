/**
 * Character classes of Chinese composition, as data.
 * Source: CLREQ 3.1.4 and the punctuation table of its appendix; GB/T 15834—2011; JLREQ 3.1.10 for number signs.
 */

/** What a character is to the line breaker. */
export type CharacterClass =
  | "opening" // “ ‘ 「 『 （ 《: never at a line's end
  | "closing" // ” ’ 」 』 ） 》: never at a line's start
  | "comma" // 、 ，: pauses inside a sentence
  | "colon" // ：
  | "semicolon" // ；
  | "stop" // 。 ．: the end of a sentence
  | "exclamation" // ？ ！
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
  ...classed("opening", "“‘「『（【〖〔［｛《〈〘〚〝｟｢﹁﹃"),
  ...classed("closing", "”’」』）】〗〕］｝》〉〙〛〞〟｠｣﹂﹄"),
  ...classed("comma", "、，､"),
  ...classed("colon", "："),
  ...classed("semicolon", "；"),
  ...classed("stop", "。．｡"),
  ...classed("exclamation", "！？‼⁇⁈⁉"),
  ...classed("interpunct", "·•・‧･"),
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
 * digit follows is a connector too, while `COVID-19` and `-5℃` stay whole. Quotation marks with Western letters on both sides
 * are Western, narrow ones (CLREQ 3.2.1); in a text in a Western language all are.
 */
export const classesOf = (clusters: readonly string[], western = false): readonly CharacterClass[] =>
  clusters.map((each, n) => {
    const code = each.charCodeAt(0);
    if (code >= 0x4e00 && code <= 0x9fff) return "ideograph";
    if (each === "—") return clusters[n - 1] !== "—" && clusters[n + 1] !== "—" ? "connector" : "dash";
    if (each === "-") return classOf(clusters[n + 1] ?? "") === "western" ? "western" : "connector";
    if (QUOTES.has(each) && (western || amongWestern(clusters, n))) return "western";
    return classOf(each);
  });

const QUOTES: ReadonlySet<string> = new Set("“”‘’");

/** Marks and spaces that are passed over: quotations in quotations, and no more. */
const FARTHEST = 16;

/** Whether what stands before and after a quotation mark, spaces passed over, is Western. */
const amongWestern = (clusters: readonly string[], n: number): boolean => {
  const beside = (step: -1 | 1): boolean => {
    let at = n + step;
    while (Math.abs(at - n) < FARTHEST && (clusters[at] === " " || QUOTES.has(clusters[at] ?? ""))) at += step;
    const text = clusters[at];
    return text !== undefined && (classOf(text) === "western" || WESTERN_MARKS.test(text));
  };
  return beside(-1) && beside(1);
};

const WESTERN_MARKS = /^[!-/:-@[-`{-~]$/;

/** The class of a grapheme cluster, by its first character. */
export const classOf = (text: string): CharacterClass => {
  const code = text.codePointAt(0) ?? 0x20;
  if (code >= 0x4e00 && code <= 0x9fff) return "ideograph";
  if ((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a))
    return "western";
  // planes that nothing stands in yet: their fonts, if any, are private and full-width
  if (code >= 0x40000) return "ideograph";
  const first = String.fromCodePoint(code);
  return TABLE[first] ?? (FULL_CELL.test(first) ? "ideograph" : "western");
};

/** Marks that stand in half a cell with half a cell of blank: what punctuation styles and push-in act on. */
export const isMarkClass = (name: CharacterClass): boolean =>
  name === "opening" ||
  name === "closing" ||
  name === "comma" ||
  name === "colon" ||
  name === "semicolon" ||
  name === "stop" ||
  name === "exclamation";
