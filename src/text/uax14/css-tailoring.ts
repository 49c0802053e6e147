/**
 * The levels of `line-break` in CSS Text 3, section 5.3, as a table of tailorings; with them, for Chinese and Japanese, quotation
 * marks that open and close (as CLREQ 3.1.4 has them).
 */
import { combineTailorings, type Tailoring, type TailoringEntry } from "./tailoring.ts";

/** A value of `line-break` with rules of its own. */
export type CssLevel = "strict" | "normal" | "loose";

/** An entry, with where it holds. */
interface CssRow {
  /** levels that have it */
  readonly levels: readonly CssLevel[];
  /** whether the text has to be Chinese or Japanese; all others are of any language */
  readonly cjk: boolean;
  /** what it changes */
  readonly entries: readonly TailoringEntry[];
}

const KANA = "css-text-3 5.3: small kana and ー";
const HYPHENS = "css-text-3 5.3: CJK hyphens 〜 ゠";
const DASHES = "css-text-3 5.3: hyphens ‐ – after ID";
const ITERATION = "css-text-3 5.3: iteration marks";
const INSEPARABLES = "css-text-3 5.3: between inseparables";
const CENTRED = "css-text-3 5.3: centred punctuation";
const SUFFIXES = "css-text-3 5.3: suffixes of East Asian width A, F, W";
const PREFIXES = "css-text-3 5.3: prefixes of East Asian width A, F, W";

/** What may be parted from a suffix or a prefix: all that LB23a, LB24, LB25 and LB27 tie to it. */
const TIED = "ID EB EM JL JV JT H2 H3 NU";

const ROWS: readonly CssRow[] = [
  {
    levels: ["normal", "loose"],
    cjk: false,
    entries: [{ kind: "classes", source: KANA, classes: ["CJ"], to: "ID" }],
  },
  {
    levels: ["normal", "loose"],
    cjk: true,
    entries: [{ kind: "characters", source: HYPHENS, characters: "〜゠", to: "ID.mark" }],
  },
  {
    levels: ["loose"],
    cjk: false,
    entries: [
      { kind: "characters", source: DASHES, characters: "‐", to: "HH.loose" },
      { kind: "characters", source: DASHES, characters: "–", to: "BA.loose" },
      { kind: "rule", source: DASHES, rule: "css ID ÷ HH.loose BA.loose" },
      { kind: "characters", source: ITERATION, characters: "々〻ゝゞヽヾ", to: "ID" },
      { kind: "rule", source: INSEPARABLES, rule: "css IN ÷ IN" },
    ],
  },
  {
    levels: ["loose"],
    cjk: true,
    entries: [
      { kind: "characters", source: CENTRED, characters: "・：；･‼⁇⁈⁉！？", to: "ID.mark" },
      { kind: "classes", source: SUFFIXES, classes: ["PO"], widths: ["ambiguous", "wide"], to: "PO.loose" },
      { kind: "rule", source: SUFFIXES, rule: `css ${TIED} SY IS CL CP ÷ PO.loose` },
      { kind: "classes", source: PREFIXES, classes: ["PR"], widths: ["ambiguous", "wide"], to: "PR.loose" },
      { kind: "rule", source: PREFIXES, rule: `css PR.loose ÷ ${TIED} AL HL OP` },
    ],
  },
];

/** “ and ‘ open, ” and ’ close, whatever stands around them: 说“你好”吧 may be broken before “ and after ” (CLREQ 3.1.4). */
export const chineseQuotes: Tailoring = {
  name: "Chinese quotation marks",
  entries: [
    { kind: "characters", source: "CLREQ 3.1.4; JLREQ cl-01", characters: "“‘", to: "OP" },
    { kind: "characters", source: "CLREQ 3.1.4; JLREQ cl-02", characters: "”’", to: "CP" },
  ],
};

/** Languages written in Chinese or Japanese, unless the tag names another script; and the scripts that make any language so. */
const LANGUAGES: ReadonlySet<string> = new Set("zh cmn yue wuu nan hak gan hsn cdo cjy cpx lzh ja".split(" "));
const SCRIPTS: ReadonlySet<string> = new Set("hani hans hant hanb bopo jpan hrkt hira kana".split(" "));

/** Whether a BCP 47 tag says that the writing system is Chinese or Japanese (css-text-3, on identifying the content writing system). */
export const isChineseOrJapanese = (language: string): boolean => {
  const [primary = "", ...subtags] = language.toLowerCase().split(/[-_]/);
  const script = subtags.find((each) => /^[a-z]{4}$/.test(each));
  return script === undefined ? LANGUAGES.has(primary) : SCRIPTS.has(script);
};

const made = new Map<string, Tailoring>();

/** The tailoring of a level for text of a language (BCP 47); the same value each time. */
export const cssTailoring = (level: CssLevel, language: string): Tailoring => {
  const cjk = isChineseOrJapanese(language);
  const key = `line-break: ${level}${cjk ? ", Chinese or Japanese" : ""}`;
  const known = made.get(key) ?? makeTailoring(key, level, cjk);
  made.set(key, known);
  return known;
};

const makeTailoring = (name: string, level: CssLevel, cjk: boolean): Tailoring => {
  const rows = ROWS.filter((row) => row.levels.includes(level) && (cjk || !row.cjk));
  const tailoring = { name, entries: rows.flatMap(({ entries }) => entries) };
  return cjk ? { ...combineTailorings(tailoring, chineseQuotes), name } : tailoring;
};
