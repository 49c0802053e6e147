/** House form: how a story's characters are brought to what is printed, as one table of rules. */

/** One kind of change. `put` stands for what was found, or makes it; the same text means that this one stays. */
export interface HouseRule {
  /** in words, for the finding: "full-width digits and letters" */
  readonly name: string;
  /** global */
  readonly find: RegExp;
  readonly put: string | ((match: string, before: string, after: string) => string);
  /** only in texts of a language that is written with Han: signs of other languages are their own */
  readonly hanOnly?: true;
  /** only where numbers stand alone, as in cells, key figures and values of charts */
  readonly figuresOnly?: true;
}

/** Whether a language is written with Han, and takes its marks. */
export const writesHan = (language: string): boolean => /^(zh|yue|ja)\b/i.test(language);

/** What makes a text Chinese round a sign: ideographs, kana, full-width marks. Hangul takes narrow marks. */
const HAN = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\u3001-\\u303f\\uff01-\\uff65“”‘’…—";
const HAN_SIGN = new RegExp(`[${HAN}]`, "u");
const IDEOGRAPH = /\p{Script=Han}/u;

/** Whether a character is Han text or one of its marks; nothing is not. */
export const isHan = (character: string): boolean => HAN_SIGN.test(character);

/** CJK radicals that NFKC leaves alone, with the ideographs that they are mistaken for (Unicode, EquivalentUnifiedIdeograph). */
const RADICAL_TWINS = `
  ⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺈刀 ⺉刂 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺐尢 ⺒巳 ⺓幺 ⺔彑 ⺕彐 ⺖忄 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺
  ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺦丬 ⺧牛 ⺨犭 ⺩王 ⺫目 ⺬示 ⺭礻 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺶羊 ⺹耂 ⺼肉 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤
  ⻃覀 ⻄西 ⻅见 ⻆角 ⻈讠 ⻉贝 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏阝 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食
  ⻟飠 ⻠饣 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀
`;
const TWINS: ReadonlyMap<string, string> = new Map(
  RADICAL_TWINS.trim()
    .split(/\s+/)
    .map((pair) => [[...pair][0]!, [...pair][1]!]),
);

const WIDE: Readonly<Record<string, string>> = { ",": "，", ";": "；", ":": "：", "!": "！", "?": "？" };

const narrow = (match: string): string => String.fromCodePoint(match.codePointAt(0)! - 0xfee0);

const isNearHan = (match: string, before: string, after: string): boolean =>
  isHan(before) || isHan(after) || IDEOGRAPH.test(match);

/** A pair of marks round a text becomes another pair; the text between stays. */
const repaired = (match: string, [open, close]: readonly [string, string]): string =>
  `${open}${match.slice(1, -1)}${close}`;

/** Marks that Western text has as well: what stands before one of them need not be Chinese. */
const QUOTES = /[“”‘’…—]/;

const endsWestern = (character: string): boolean => /[A-Za-z0-9%‰℃)\]]/.test(character);

const BRACKETS: HouseRule = {
  name: "narrow brackets in Chinese text",
  hanOnly: true,
  find: /\([^()]{0,400}\)/gu,
  put: (match, before, after) => (isNearHan(match, before, after) ? repaired(match, ["（", "）"]) : match),
};

/** In the order in which they are applied to a paragraph, a headline or a caption. */
export const HOUSE_FORM: readonly HouseRule[] = [
  {
    name: "control, zero-width and direction characters",
    find: /(?![\t\v\f])\p{Cc}|[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu,
    put: "",
  },
  { name: "hard spaces", find: /[\t\v\f\u00a0\u2000-\u200a\u202f\u205f]/gu, put: " " },
  { name: "blanks at a paragraph's head", find: /^[\u3000 ]+/gu, put: "" },
  { name: "blanks at a paragraph's end", find: /[\u3000 ]+$/gu, put: "" },
  { name: "ideographic spaces", find: /\u3000/gu, put: " " },
  {
    name: "radicals in place of ideographs",
    find: /[\u2f00-\u2fd5\u2e9f\u2ef3]/gu,
    put: (match) => match.normalize("NFKC"),
  },
  { name: "radicals in place of ideographs", find: /[\u2e80-\u2ef2]/gu, put: (match) => TWINS.get(match) ?? match },
  { name: "full-width digits and letters", find: /[０-９Ａ-Ｚａ-ｚ]|(?<=[0-9０-９])．(?=[0-9０-９])/gu, put: narrow },
  {
    name: "dots in place of an ellipsis",
    hanOnly: true,
    find: /\.{3,}|。{3,}|(?<!…)…(?!…)/gu,
    put: (match, before, after) => (match.startsWith("。") || isHan(before) || isHan(after) ? "……" : match),
  },
  {
    name: "hyphens in place of a dash",
    hanOnly: true,
    find: /-{2,}|[–―─－]{2,}|— —/gu,
    put: (match, before, after) => (isHan(before) || isHan(after) ? "——" : match),
  },
  {
    name: "straight double quotation marks",
    hanOnly: true,
    find: /["＂][^"＂]*["＂]/gu,
    put: (match, before, after) => (isNearHan(match, before, after) ? repaired(match, ["“", "”"]) : match),
  },
  {
    name: "straight single quotation marks",
    hanOnly: true,
    find: /(?<![A-Za-z0-9])['＇][^'＇]*['＇](?![A-Za-z0-9])/gu,
    put: (match, before, after) => (isNearHan(match, before, after) ? repaired(match, ["‘", "’"]) : match),
  },
  BRACKETS,
  BRACKETS, // those round brackets
  {
    name: "narrow punctuation in Chinese text",
    hanOnly: true,
    find: new RegExp(`[,;:!?](?: +(?=[${HAN}]))?`, "gu"),
    put: (match, before, after) =>
      isHan(before) || (endsWestern(before) && isHan(after) && !QUOTES.test(after)) ? WIDE[match.charAt(0)]! : match,
  },
  {
    name: "narrow punctuation in Chinese text",
    hanOnly: true,
    find: new RegExp(`(?<=[\\p{Script=Han}”’）》])\\.(?: +(?=[${HAN}])|(?=[${HAN}]|$))`, "gu"),
    put: "。",
  },
  {
    // a range (3-5), a score (2-1), a date and a name (F-16) have something before their hyphen; 甲-3号 is a name, 降到-6度 is not
    name: "hyphens in place of a minus sign",
    figuresOnly: true,
    find: /(?<=^|[\s(（“"'/／:：、，¥￥$€])[-－](?=\.?\d)|(?<=\p{Script=Han})[-－](?=[\d.,]{1,20}[%‰℃°度])/gu,
    put: "−",
  },
];
