/** UAX #14 with tailorings: awkward strings of ours, properties, and the suites of Unicode, ICU, W3C and two engines. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breaksOf } from "../src/text/uax14/breaks-of.ts";
import { type CssLevel, chineseQuotes, cssTailoring, isChineseOrJapanese } from "../src/text/uax14/css-tailoring.ts";
import { cellWidthOf, lineBreakClassOf } from "../src/text/uax14/line-break-class.ts";
import { combineTailorings, type Tailoring } from "../src/text/uax14/tailoring.ts";
import { breakAll, keepAll, koreanWords } from "../src/text/uax14/word-tailoring.ts";
import { EXEMPTIONS, exemptionOf, type SuiteRow } from "./kit/suite-exemptions.ts";
import { hasSuites, rowsOf, SUITES } from "./kit/suite-rows.ts";

/** The text with | where a line may end and ‖ where it must, its end left out. */
const marked = (text: string, tailoring?: Tailoring): string => {
  const breaks = breaksOf(text, tailoring);
  return Array.from({ length: text.length }, (_, at) => ["", "|", "‖"][breaks[at]!] + text.charAt(at)).join("");
};

const zh = cssTailoring("normal", "zh");

describe("breaks of awkward strings", () => {
  test.each([
    ["克里斯蒂娜·罗塞蒂", "克|里|斯|蒂|娜|·|罗|塞|蒂"],
    ["第10～15天", "第|10|～|15|天"],
    ["吨/年", "吨/|年"],
    ["同比增长１２．５％", "同|比|增|长|１|２．|５％"],
    ["什么——没有……好", "什|么|——|没|有……|好"],
    ["、，。：；！？）》」】", "、，。：；！？）》」】"],
    ["12.5%，4,000元", "12.5%，|4,000|元"],
    ["涨3‰，降30℃", "涨|3‰，|降|30℃"],
    ["国产C919，iPhone", "国|产|C919，|iPhone"],
    ["说“Hello”吧", "说“Hello”吧"],
    ["说“你好”吧", "说|“你|好”|吧"],
    ["COVID-19 is far-off", "COVID-19 |is |far-|off"],
    ["costs -5 or $-5.20 (half)", "costs |-5 |or |$-5.20 |(half)"],
    ["start .789 end", "start |.789 |end"],
    ["a\r\nb\u2028c\n", "a\r\n‖b\u2028‖c\n"],
    ["« Ça »", "« Ça »"],
    ["𠮷野家🇨🇳🇯🇵👩‍👩‍👧👍🏽", "𠮷|野|家|🇨🇳|🇯🇵|👩‍👩‍👧|👍🏽"],
    ["한국 사람", "한|국 |사|람"],
    ["ภาษาไทย", "ภาษาไทย"],
    ["e\u0301te \u0301x", "e\u0301te |\u0301x"],
  ])("%s", (text, wanted) => expect(marked(text)).toBe(wanted));

  test("an empty text has one place, without a break", () => expect([...breaksOf("")]).toEqual([0]));

  test("half a surrogate pair is a letter", () => expect(marked("a\ud800 \udc00b")).toBe("a\ud800 |\udc00b"));
});

describe("tailorings", () => {
  test.each([
    ["说“Hello”吧", zh, "说|“Hello”|吧"],
    ["他说：‘不，’“好”", zh, "他|说：|‘不，’|“好”"],
    ["don’t say “it’s ok”", zh, "don’t |say |“it’s |ok”"],
    ["说“Hello”吧", chineseQuotes, "说|“Hello”|吧"],
    ["ファッション", cssTailoring("strict", "ja"), "ファッ|ショ|ン"],
    ["ファッション", zh, "フ|ァ|ッ|シ|ョ|ン"],
    ["人々は〜！", cssTailoring("normal", "ja"), "人々|は|〜！"],
    ["人々は〜！", cssTailoring("loose", "ja"), "人|々|は|〜|！"],
    ["人々は〜！", cssTailoring("loose", "de"), "人|々|は〜！"],
    ["字‐字–a‐b", cssTailoring("loose", "en"), "字|‐|字|–|a‐|b"],
    ["字‐字–a‐b", cssTailoring("normal", "zh"), "字‐|字–|a‐|b"],
    ["好……好（！", cssTailoring("loose", "zh"), "好…|…|好|（！"],
    ["￥300、５％", cssTailoring("loose", "zh"), "￥|300、|５|％"],
    ["￥300、５％", zh, "￥300、|５％"],
    ["대한민국(大韓民國)의 5%는", keepAll, "대한민국|(大韓民國)|의 |5%|는"],
    ["대한민국(大韓民國)의 5%는", koreanWords, "대한민국(大韓民國)의 |5%는"],
    ["『님의 침묵』을 “책”은", koreanWords, "『님의 |침묵』을 |“책”은"],
    ["コーヒー、人々", keepAll, "コーヒー、|人々"],
    ["(ab) cd. ไทย", breakAll, "(a|b) |c|d. |ไ|ท|ย"],
  ])("%s (%#)", (text, tailoring, wanted) => expect(marked(text, tailoring)).toBe(wanted));

  test("go together, the later one first", () => {
    const loose = combineTailorings(cssTailoring("loose", "ja"), keepAll);
    expect(marked("人々！人々", loose)).toBe("人々|！|人々");
    expect(marked("人々！人々", combineTailorings(keepAll, cssTailoring("strict", "ja")))).toBe("人々！|人々");
  });

  test("a level has one value, so that its tables are made once", () => {
    expect(cssTailoring("loose", "zh-Hans")).toBe(cssTailoring("loose", "ja-JP"));
    expect(cssTailoring("loose", "ko")).not.toBe(cssTailoring("loose", "ja"));
  });

  test.each([
    ["zh", true],
    ["zh-Hant-TW", true],
    ["yue", true],
    ["JA-jp", true],
    ["zh-Latn", false],
    ["ko-Hani", true],
    ["ko", false],
    ["", false],
  ])("the writing system of `%s` is Chinese or Japanese: %s", (language, wanted) =>
    expect(isChineseOrJapanese(language)).toBe(wanted),
  );

  test("a rule that names no class is refused", () => {
    const wrong: Tailoring = { name: "wrong", entries: [{ kind: "rule", source: "none", rule: "x QQ × AL" }] };
    expect(() => breaksOf("a", wrong)).toThrow("no class `QQ`");
    const unread: Tailoring = { name: "unread", entries: [{ kind: "rule", source: "none", rule: "AL AL" }] };
    expect(() => breaksOf("a", unread)).toThrow("not a rule");
  });
});

describe("a million characters", () => {
  test.each([
    ["a “b” c(d), 中“文”！", undefined],
    ["한국“어” 5%는 ", koreanWords],
    ["$(.\u0301\u0301", undefined],
    ["🇨🇳🇯🇵 ", cssTailoring("loose", "zh")],
  ])("%j again and again has the same breaks again and again", (unit, tailoring) => {
    const times = Math.ceil(1_000_000 / unit.length);
    const breaks = breaksOf(unit.repeat(times), tailoring);
    expect(breaks).toHaveLength(times * unit.length + 1);
    const period = breaks.subarray(unit.length, 2 * unit.length);
    let odd = 0;
    for (let at = unit.length; at < (times - 1) * unit.length; at += 1) {
      if (breaks[at] !== period[at % unit.length]) odd += 1;
    }
    expect(odd).toBe(0);
    expect(breaks.at(-1)).toBe(2);
  });

  test("one letter with a million marks is one cluster", () => {
    const breaks = breaksOf(`“${"\u0301".repeat(1_000_000)}”`);
    expect(breaks.reduce((sum, each) => sum + each, 0)).toBe(2);
  });
});

describe("properties", () => {
  const tailorings = [undefined, zh, cssTailoring("loose", "ja"), cssTailoring("strict", "de"), keepAll, koreanWords];
  const awkward = [
    ..."a1 \u0301\u200d\n\r\u0085“”«»‘’(（)）.,/-‐–%$％￥中あー々한！…—\u00a0\u2060\u200b◌🇨👍🏽𠮷ก\u0e31\u1b05\u1b44",
    "\ud800",
  ];
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(...awkward), maxLength: 40 }),
  );
  const cases = fc.tuple(texts, fc.constantFrom(...tailorings));
  const seeded = { seed: 14, numRuns: 2000 };

  test("a place for each offset; none at the start; the end must break", () => {
    fc.assert(
      fc.property(cases, ([text, tailoring]) => {
        const breaks = breaksOf(text, tailoring);
        expect(breaks).toHaveLength(text.length + 1);
        expect(breaks[0]).toBe(0);
        if (text !== "") expect(breaks.at(-1)).toBe(2);
      }),
      seeded,
    );
  });

  test("never within a surrogate pair or CR LF, always after hard breaks, never before spaces", () => {
    fc.assert(
      fc.property(cases, ([text, tailoring]) => {
        const breaks = breaksOf(text, tailoring);
        for (let at = 1; at < text.length; at += 1) {
          const pair = text.slice(at - 1, at + 1);
          if (/^[\ud800-\udbff][\udc00-\udfff]$|^\r\n$/.test(pair)) expect(breaks[at]).toBe(0);
          else if (/^[\n\r\u0085\v\f\u2028\u2029]/.test(pair)) expect(breaks[at]).toBe(2);
          else if (pair.endsWith(" ")) expect(breaks[at]).toBe(0);
          else expect(breaks[at]).toBeLessThan(2);
        }
      }),
      seeded,
    );
  });

  test("what stands behind a hard break is broken as if it stood alone", () => {
    fc.assert(
      fc.property(cases, texts, ([head, tailoring], tail) => {
        const whole = breaksOf(`${head}\n${tail}`, tailoring);
        const [alone, rest] = [breaksOf(`${head}\n`, tailoring), breaksOf(tail, tailoring)];
        expect([...whole]).toEqual(tail === "" ? [...alone] : [...alone, ...rest.subarray(1)]);
      }),
      seeded,
    );
  });
});

const casesOf = (suite: string): readonly SuiteRow[] => JSON.parse(readFileSync(SUITES + suite, "utf8")).cases;

/** Offsets in code points at which a text may be broken, its end included. */
const codePointBreaks = (text: string, tailoring?: Tailoring): readonly number[] => {
  const breaks = breaksOf(text, tailoring);
  let at = 0;
  const offsets = Array.from(text, (each) => {
    at += each.length;
    return at;
  });
  return offsets.flatMap((offset, n) => (breaks[offset] === 0 ? [] : [n + 1]));
};

/** Rows that a check finds wrong, those left out by rule aside. */
const wrongRows = (
  suite: string,
  rows: readonly SuiteRow[],
  isRight: (row: SuiteRow) => boolean,
): readonly SuiteRow[] => rows.filter((row) => exemptionOf(suite, row) === undefined && !isRight(row));

describe.skipIf(!hasSuites)("suites of others", () => {
  test("Unicode's line break test, every case", () => {
    const rows = rowsOf("unicode/LineBreakTest-17.0.0.tsv");
    expect(rows).toHaveLength(19_338);
    const wrong = rows.filter((row) => {
      const codes = String(row["codepoints"]).split(" ");
      const text = String.fromCodePoint(...codes.map((each) => Number.parseInt(each, 16)));
      return codePointBreaks(text).join() !== row["breaks_before_cp_index"];
    });
    expect(wrong).toEqual([]);
  });

  test("classes and widths of the whole code space", () => {
    const expand = (suite: string, column: string, otherwise: string): readonly string[] => {
      const values = new Array<string>(0x110000).fill(otherwise);
      for (const row of rowsOf(suite)) {
        const [from, to] = [Number.parseInt(String(row["start"]), 16), Number.parseInt(String(row["end"]), 16)];
        values.fill(String(row[column]), from, to + 1);
      }
      return values;
    };
    const classes = expand("unicode/LineBreak-17.0.0.tsv", "lb", "XX");
    expect(classes.filter((each, code) => each !== lineBreakClassOf(code))).toEqual([]);
    const names: Readonly<Record<string, string>> = { A: "ambiguous", W: "wide", F: "wide", H: "half" };
    const widths = expand("unicode/EastAsianWidth-17.0.0.tsv", "ea", "N").slice(0, 0xf0000);
    expect(widths.filter((each, code) => (names[each] ?? "narrow") !== cellWidthOf(code))).toEqual([]);
  });

  test("CSS line-break in Chinese, Japanese, German and no language", () => {
    const suite = "wpt/css-text-i18n-linebreak.tsv";
    const rows = rowsOf(suite);
    expect(rows).toHaveLength(1104);
    const wrong = wrongRows(suite, rows, (row) => {
      const text = String(row["test_text"]);
      const language = row["lang"] === "und" ? "" : String(row["lang"]);
      const breaks = breaksOf(text, cssTailoring(row["line_break"] as CssLevel, language));
      const mayStart = breaks[text.indexOf(String(row["char"]))] !== 0;
      return mayStart === (row["expectation"] === "may-start-line");
    });
    expect(wrong).toEqual([]);
  });

  test("CSS: classes that cling or part", () => {
    const suite = "wpt/css-text-i18n-css3-linebreak.tsv";
    const rows = rowsOf(suite);
    expect(rows).toHaveLength(271);
    const wrong = wrongRows(suite, rows, (row) => {
      const text = String(row["test_text"]);
      const character = String.fromCodePoint(Number.parseInt(String(row["cp"]), 16));
      const at = text.indexOf(character);
      const breaks = breaksOf(text);
      const [before, after] = [breaks[at] !== 0, breaks[at + character.length] !== 0];
      if (row["expectation"] === "must-not-start-line") return !before;
      if (row["expectation"] === "must-not-end-line") return !after;
      return after === (row["expectation"] === "break");
    });
    expect(wrong).toEqual([]);
  });

  test("minikin's word breaker", () => {
    const suite = "engines/minikin-word-breaker.json";
    const rows = casesOf(suite);
    expect(rows).toHaveLength(21);
    const wrong = wrongRows(suite, rows, (row) => {
      const breaks = [...breaksOf(String(row["text"])).keys()].filter((at) => breaksOf(String(row["text"]))[at] !== 0);
      return breaks.join() === String(row["breaks_utf16"]);
    });
    expect(wrong).toEqual([]);
  });

  test("Chromium's text break iterator", () => {
    const suite = "engines/chromium-text-break-iterator.json";
    const rows = casesOf(suite);
    expect(rows).toHaveLength(39);
    const tailorings: Readonly<Record<string, Tailoring>> = { "keep-all": keepAll, "break-all": breakAll };
    const wrong = wrongRows(suite, rows, (row) => {
      const text = String(row["text"]);
      // Chromium tells of breaks before spaces, we of those after: both are brought to the end of the spaces.
      const pastSpaces = (at: number): number => at + /^[ \t\n]*/.exec(text.slice(at))![0].length;
      const own = breaksOf(text, tailorings[String(row["break_type"])]);
      const ours = [...own.keys()].filter((at) => own[at] !== 0).map(pastSpaces);
      const theirs = (row["breaks_utf16"] as readonly number[]).map(pastSpaces);
      return [...new Set(ours)].join() === [...new Set(theirs)].join();
    });
    expect(wrong).toEqual([]);
  });

  test("ICU's line breaks by locale", () => {
    const suite = "unicode/icu-rbbi-line.json";
    const rows = casesOf(suite);
    expect(rows).toHaveLength(244);
    const tailoringOf = (locale: string): Tailoring | undefined => {
      const [language = "", keyword = ""] = locale.split("@");
      if (keyword === "lw=phrase") return koreanWords;
      if (keyword !== "") return cssTailoring(keyword.slice(3) as CssLevel, language);
      return language === "ja" ? cssTailoring("normal", "ja") : undefined;
    };
    const wrong = wrongRows(suite, rows, (row) => {
      const breaks = [0, ...codePointBreaks(String(row["text"]), tailoringOf(String(row["locale"])))];
      return breaks.join() === String(row["breaks"]);
    });
    expect(wrong).toEqual([]);
  });

  test("exemptions: each is needed, and together they are few", () => {
    const tables = ["wpt/css-text-i18n-linebreak.tsv", "wpt/css-text-i18n-css3-linebreak.tsv"];
    const files = ["minikin-word-breaker", "chromium-text-break-iterator"].map((name) => `engines/${name}.json`);
    const suites = new Map<string, readonly SuiteRow[]>([
      ...tables.map((suite) => [suite, rowsOf(suite)] as const),
      ...[...files, "unicode/icu-rbbi-line.json"].map((suite) => [suite, casesOf(suite)] as const),
    ]);
    const ours = EXEMPTIONS.filter(({ suite }) => suites.has(suite));
    expect(ours.filter(({ suite, applies }) => !suites.get(suite)!.some(applies))).toEqual([]);
    const rows = [...suites].flatMap(([suite, each]) => each.map((row) => exemptionOf(suite, row) !== undefined));
    expect(rows.filter((exempt) => exempt).length / (rows.length + 19_338)).toBeLessThan(0.03);
  });
});
