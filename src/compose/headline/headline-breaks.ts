/**
 * Breaks by sense in headlines (标题移行): never inside a word, a name or a number with its measure, never a particle at the head of
 * a line nor a preposition at its end. Source: NEWSPAPER §5.2, LC-110; the tables below are ours.
 */
import { classesOf } from "../../text/character-classes.ts";
import { breakBetween } from "../../text/line-break-rules.ts";

/** Particles and suffixes that cling to the word before them. */
const NEVER_AT_HEAD = new Set([..."的了地得着过们等吗呢吧啊嘛率性化者式型度感界级制处"]);

/** One-character words that make a name or a noun of the word before them: 渤海新|区, 劳动|者, 艺术|节. */
const NAME_ENDS = new Set([
  ..."省市县区乡镇村屯街路巷里园厂矿局厅部委院校馆站港湾岛山河湖江海岸关桥坝库林场队组会社团报台网节学员家业费款品线段者率法器机车船店所室城楼宫寺庙",
]);

/** Words that belong to what follows: prepositions, negations, prefixes, numbers' heads. They end no line. */
const NEVER_AT_END = new Set([
  ..."在对向把被将从以于与和及跟让使由给按据为因比不未没无非勿莫别很最更太超近约逾达第每各某本该此全总副老小阿初新大",
  "关于",
  "对于",
  "由于",
  "为了",
  "通过",
  "按照",
  "根据",
  "随着",
  "以及",
  "并且",
]);

/** Measure words after a number: 21|个, 3|万吨. */
const MEASURES = new Set(
  "个 名 人 位 家 户 条 座 台 辆 艘 架 只 头 件 项 次 场 届 期 号 日 月 年 天 周 时 小时 分钟 秒 元 万元 亿元 欧元 美元 港元 日元 吨 万吨 亩 万亩 公里 千米 米 厘米 平方米 公斤 岁 层 楼 栋 套 间 所 处 片 批 轮 起 例 种 类 款 份 封 本 册 张 幅 倍 成 % ％ 万 亿 千 百 多 余".split(
    " ",
  ),
);

/** A name in quotation marks of up to this many characters stays in one line. */
const QUOTED = /“[^“”]{1,8}”|《[^《》]{1,8}》|「[^「」]{1,8}」/gu;

const NUMBER = /[0-9０-９〇一二三四五六七八九十百千万亿两几数]$/u;

const STARTS_WITH_NUMBER = /^[0-9０-９〇一二三四五六七八九十百千万亿两]/u;

const WORDS = new Intl.Segmenter("zh", { granularity: "word" });

/** Offsets in `text` at which a headline may be broken, ascending, without 0 and the end. `names` are never split. */
export const headlineBreaks = (text: string, names: readonly string[]): readonly number[] => {
  const words = wordsOf(text);
  const whole = [...namesIn(text, names), ...quotedIn(text)];
  const mayEnd = kinsoku(text);
  return words.flatMap(({ at, text: word }, n) => {
    const before = words[n - 1]?.text;
    if (before === undefined || !mayEnd.has(at) || whole.some(([from, to]) => from < at && at < to)) return [];
    return word.trim() === "" || clings(before, word) ? [] : [at];
  });
};

interface Word {
  readonly at: number;
  readonly text: string;
}

/** Words that stand alone as one character: a line may begin or end with them. */
const LONERS = new Set([..."的了是和与及在对向把被将从以于让使为不也都就还又再已"]);

/**
 * Words of a text. What the dictionary does not know it cuts into single characters, so characters in a row that are no words of
 * their own are taken for words of two (储罐|充水), and one alone goes with what stands beside it (县医院).
 */
const wordsOf = (text: string): readonly Word[] => {
  const found = [...WORDS.segment(text)].map((each) => ({ at: each.index, text: each.segment }));
  const words: Word[] = [];
  for (let n = 0; n < found.length; ) {
    if (endsWord(words.at(-1)?.text, found[n]!.text)) {
      words.push({ at: words.at(-1)!.at, text: words.pop()!.text + found[n++]!.text });
      continue;
    }
    let end = n;
    while (end < found.length && isFragment(found[end]!.text)) end++;
    if (end - n >= 2) {
      for (const each of pairs(found.slice(n, end))) words.push(each);
      n = end;
    } else if (end - n === 1 && found[n + 1] && /^\p{Script=Han}{2,}/u.test(found[n + 1]!.text)) {
      words.push({ at: found[n]!.at, text: found[n]!.text + found[n + 1]!.text });
      n += 2;
    } else {
      words.push(found[n]!);
      n++;
    }
  }
  return words;
};

/** Whether a single character is the end of the word before it: a name's, or a number's measure. */
const endsWord = (before: string | undefined, word: string): boolean =>
  before !== undefined &&
  ((NAME_ENDS.has(word) && /\p{Script=Han}{2}$/u.test(before)) || (NUMBER.test(before) && MEASURES.has(word)));

const isFragment = (word: string): boolean => /^\p{Script=Han}$/u.test(word) && !LONERS.has(word);

/** Characters in a row, two by two; a last one alone goes with the two before it. */
const pairs = (characters: readonly Word[]): readonly Word[] => {
  const out: Word[] = [];
  for (let n = 0; n < characters.length; n += 2) {
    const text = characters
      .slice(n, n + 2)
      .map((each) => each.text)
      .join("");
    const last = out.at(-1);
    if (n + 1 === characters.length && last) out[out.length - 1] = { ...last, text: last.text + text };
    else out.push({ at: characters[n]!.at, text });
  }
  return out;
};

/** Offsets after a pause that the headline itself makes: a space, a colon, an exclamation; the best places of all. */
export const headlinePauses = (text: string): readonly number[] =>
  [...text.matchAll(/[\s　，、；：！？—…]+/gu)]
    .map((match) => match.index + match[0].length)
    .filter((at) => at < text.length);

const clings = (before: string, word: string): boolean =>
  NEVER_AT_HEAD.has(word[0]!) && ([...word].length === 1 || word.startsWith("的"))
    ? true
    : NEVER_AT_END.has(before) ||
      NAME_ENDS.has(word) ||
      (NUMBER.test(before) && (startsWithMeasure(word) || STARTS_WITH_NUMBER.test(word)));

const startsWithMeasure = (word: string): boolean =>
  MEASURES.has(word) || MEASURES.has([...word][0]!) || MEASURES.has([...word].slice(0, 2).join(""));

/** Offsets at which line-start and line-end prohibition let a line end. */
const kinsoku = (text: string): ReadonlySet<number> => {
  const characters = [...text];
  const classes = classesOf(characters);
  const offsets = new Set<number>();
  let at = 0;
  characters.forEach((each, n) => {
    const before = classes[n - 1] === "space" ? "ideograph" : classes[n - 1];
    if (before !== undefined && breakBetween(before, classes[n]!, "basic") === "free") offsets.add(at);
    at += each.length;
  });
  return offsets;
};

const quotedIn = (text: string): readonly (readonly [number, number])[] =>
  [...text.matchAll(QUOTED)].map((match) => {
    // one quoted character alone is a play on the words around it: “葡”香满园
    const play = [...match[0]].length === 3 ? 1 : 0;
    return [match.index - play, match.index + match[0].length + play];
  });

const namesIn = (text: string, names: readonly string[]): readonly (readonly [number, number])[] =>
  names.flatMap((name) => {
    const found: (readonly [number, number])[] = [];
    for (let at = text.indexOf(name); at >= 0 && name; at = text.indexOf(name, at + 1))
      found.push([at, at + name.length]);
    return found;
  });
