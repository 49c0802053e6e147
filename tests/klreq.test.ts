/** Composition of Korean: plain cases, and the rules of KLREQ where they are at hand. */
import { describe, expect, test } from "vitest";
import { hasHangul, isHangul, koreanClassOf } from "../src/text/klreq/character-classes.ts";
import { type KoreanBreakMode, koreanMayBreak } from "../src/text/klreq/line-breaks.ts";
import { KOREAN_WORD_SPACE, koreanSpace, mayOpenBeside } from "../src/text/klreq/spacing.ts";
import { hasSuites, readSuiteNotes } from "./kit/jlreq-suites.ts";

describe("Korean (KLREQ)", () => {
  const may = (text: string, mode: KoreanBreakMode = "character") => {
    const [before = "", after = ""] = text;
    return koreanMayBreak(before, after, mode);
  };

  test("Hangul is told from everything else", () => {
    expect(["가", "힣", "ㄱ", "ᄀ", "ꥠ", "ힰ"].every(isHangul)).toBe(true);
    expect(["a", "국", "國", "か", "1", "。"].map(isHangul)).toEqual([false, true, false, false, false, false]);
    expect([hasHangul("서울 2025"), hasHangul("北京 2025")]).toEqual([true, false]);
  });

  test("by character, or by word (#line-break)", () => {
    expect([may("한국"), may("한국", "word")]).toEqual([1, 0]);
    expect([may(" 한"), may(" 한", "word")]).toEqual([1, 1]);
    expect([may("한 "), may("한 ", "word")]).toEqual([0, 0]);
    expect([may("S는"), may("S는", "word")]).toEqual([1, 0]);
    expect([may("）은"), may("）은", "word")]).toEqual([1, 0]);
    expect([may("…한"), may("…한", "word")]).toEqual([1, 1]);
  });

  test.each(["——", "――", "……", "‥‥", "20", "￦5", "$五", "5%", "五％", "5℃", "m²", "1,", ",0", ".5", "-5", "ab"])(
    "%s is never parted (#word-break-rest)",
    (text) => expect([may(text), may(text, "word")]).toEqual([0, 0]),
  );

  test.each(["—…", "五千", "국5", "％는"])("%s may be parted by character", (text) => expect(may(text)).toBe(1));

  test("ASCII marks hold on as their full-width twins do", () => {
    for (const mark of ".,!?:;)]}·") expect(may(`한${mark}`), mark).toBe(0);
    for (const mark of "([{") expect(may(`${mark}한`), mark).toBe(0);
    expect([may('"한'), may('한"'), may(' "')]).toEqual([0, 0, 1]);
  });

  test.each([
    ["）（", 0.5],
    ["（（", 0],
    ["））", 0],
    ["）·", 0.25],
    ["·（", 0.25],
    ["한（", 0.5],
    ["）한", 0.5],
    ["한·", 0.25],
    ["한국", 0],
    ["한＋", 0.125],
    ["＋5", 0],
  ] as const)("%s is parted by %d em (#before-after-space, #signmatharrange)", (text, space) => {
    const [before = "", after = ""] = text;
    expect(koreanSpace(before, after)).toBe(space);
  });

  test("justification opens nothing beside marks (#inter-char-rest), and word spaces give and take", () => {
    const beside = [..."（）.,·！‐　"].map((each) => mayOpenBeside(koreanClassOf(each)));
    expect(beside).toEqual(beside.map(() => false));
    expect(mayOpenBeside(koreanClassOf("한"))).toBe(true);
    expect(KOREAN_WORD_SPACE.least).toBeLessThan(1);
    expect(KOREAN_WORD_SPACE.least).toBeGreaterThan(0.5);
    expect(KOREAN_WORD_SPACE.most).toBeGreaterThan(1);
  });
});

interface KoreanRules {
  readonly not_at_line_start: readonly string[];
  readonly not_at_line_end: readonly string[];
  readonly unbreakable: readonly string[];
  readonly spacing: Readonly<Record<string, string>>;
}

describe.skipIf(!hasSuites)("the rules of KLREQ", () => {
  const rules = hasSuites
    ? readSuiteNotes<KoreanRules>("klreq-rules")
    : { not_at_line_start: [], not_at_line_end: [], unbreakable: [], spacing: {} };
  /** Members of the classes as KLREQ lists them in `#chars-grouping`. */
  const MEMBERS: Readonly<Record<string, string>> = {
    cl1: "（｛［〔《「『‘“",
    cl2: "）｝］〕》」』’”",
    cl5: "‐-—〜",
    cl6: "？！",
    cl7: "·:;：；",
    cl8: ".。．",
    cl9: ",、，",
    cl11: "〃",
    cl12: "ー",
    cl13: "$¥",
    cl14: "%℃",
  };
  const MODES = ["character", "word"] as const;

  test("no line starts or ends with what must not", () => {
    expect(rules.not_at_line_start).toHaveLength(8);
    for (const mode of MODES) {
      for (const before of "한國5a）") {
        for (const name of rules.not_at_line_start)
          for (const mark of MEMBERS[name]!) expect(koreanMayBreak(before, mark, mode), `${before}|${mark}`).toBe(0);
      }
      for (const name of rules.not_at_line_end)
        for (const mark of MEMBERS[name]!) expect(koreanMayBreak(mark, "한", mode), `${mark}|한`).toBe(0);
    }
    const free = Object.keys(MEMBERS).filter((name) => !rules.not_at_line_start.includes(name));
    for (const name of free)
      for (const mark of MEMBERS[name]!) expect(koreanMayBreak("한", mark, "character"), `한|${mark}`).toBe(1);
  });

  test("sequences that are not parted", () => {
    const wrong = rules.unbreakable.flatMap((rule) => {
      const codes = rule.match(/^([0-9A-F]{4}) ([0-9A-F]{4})$/);
      const pairs = codes
        ? [[1, 2].map((n) => String.fromCodePoint(Number.parseInt(codes[n]!, 16)))]
        : [...MEMBERS[rule.match(/cl\d+/)![0]]!].flatMap((mark) =>
            [..."5五"].map((numeral) => (rule.startsWith("cl") ? [mark, numeral] : [numeral, mark])),
          );
      return pairs
        .filter(([before, after]) => MODES.some((mode) => koreanMayBreak(before!, after!, mode) !== 0))
        .map(([before, after]) => `${rule}: ${before}|${after}`);
    });
    expect(rules.unbreakable).toHaveLength(6);
    expect(wrong).toEqual([]);
  });

  test("spaces", () => {
    const words: Readonly<Record<string, number>> = { "half-width": 0.5, "quarter-width": 0.25 };
    const pairs: Readonly<Record<string, readonly string[]>> = {
      cl1: ["한（"],
      cl2: ["）한"],
      cl7: ["한·", "·한"],
      "cl2 then cl7": ["）·"],
      "cl7 then cl1": ["·（"],
    };
    for (const [name, rule] of Object.entries(rules.spacing)) {
      const wanted = words[rule.match(/(half|quarter)-width/)![0]];
      expect(pairs[name], name).toBeDefined();
      for (const [before = "", after = ""] of pairs[name]!) expect(koreanSpace(before, after), name).toBe(wanted);
    }
  });
});
