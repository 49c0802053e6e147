/** Composition of Japanese: plain cases, and every row of the published tables where they are at hand. */
import { describe, expect, test } from "vitest";
import { type JlreqContext, jlreqClassOf } from "../src/text/jlreq/character-classes.ts";
import {
  JLREQ_CLASSES,
  JLREQ_NAMES,
  type JlreqClass,
  type JlreqPlace,
  jlreqBody,
  LINE_END,
  LINE_HEAD,
} from "../src/text/jlreq/classes.ts";
import {
  JLREQ_LEVELS,
  type JlreqLevel,
  type JlreqUnit,
  jlreqMayBreak,
  jlreqMayBreakBetween,
  jlreqMayBreakTied,
} from "../src/text/jlreq/line-breaks.ts";
import { JLREQ_METHODS, type JlreqMethod } from "../src/text/jlreq/methods.ts";
import { type JlreqPair, jlreqPair, jlreqPairTied } from "../src/text/jlreq/pair.ts";
import {
  failures,
  type Judged,
  judgeBreak,
  judgeExpansion,
  judgeReduction,
  judgeSpacing,
  placeOf,
} from "./kit/jlreq-cells.ts";
import { hasSuites, type Row, readSuiteNotes, suiteRows } from "./kit/jlreq-suites.ts";
import { EXEMPTIONS, exemptionOf } from "./kit/suite-exemptions.ts";

const unit = (text: string, context: JlreqContext = "japanese", complex = 0): JlreqUnit => ({
  text,
  class: jlreqClassOf(text, context),
  complex,
  quantity: false,
});
const pairOf = (text: string, method: JlreqMethod = "jlreq"): JlreqPair => {
  const [before = "", after = ""] = text;
  return jlreqPair(jlreqClassOf(before), jlreqClassOf(after), method);
};
const mayBreak = (text: string, level: JlreqLevel) => {
  const [before = "", after = ""] = text;
  return jlreqMayBreakBetween(unit(before), unit(after), level);
};

describe("space between Japanese characters (JLREQ 3.1.2, 3.1.4; LC-47)", () => {
  test.each([
    ["。）", 0],
    ["）国", 0.5],
    ["）。", 0],
    ["，（", 0.5],
    ["）（", 0.5],
    ["（（", 0],
    ["））", 0],
    ["）・", 0.25],
    ["・（", 0.25],
    ["国、", 0],
    ["国（", 0.5],
    ["国家", 0],
    ["・・", 0.5],
    ["。・", 0.75],
    ["国A", 0.25],
    ["3国", 0.25],
    ["国＋", 0],
    ["A＋", 0],
  ] as const)("%s is parted by %d em at rest", (text, space) => expect(pairOf(text).space).toBe(space));

  test("says which of the two a blank belongs to, so that sizes may differ", () => {
    expect(pairOf("）国")).toMatchObject({ spaceBefore: 0.5, spaceAfter: 0 });
    expect(pairOf("国（")).toMatchObject({ spaceBefore: 0, spaceAfter: 0.5 });
    expect(pairOf("。・")).toMatchObject({ spaceBefore: 0.5, spaceAfter: 0.25 });
  });

  test("at the ends of a line (3.1.5, 3.1.9)", () => {
    expect(jlreqPair(LINE_HEAD, 1).space).toBe(0);
    expect(jlreqPair(6, LINE_END)).toMatchObject({ space: 0.5, least: 0, reduceStep: 2, whole: true });
    expect(jlreqPair(5, LINE_END)).toMatchObject({ space: 0.25, least: 0, reduceStep: 3, whole: true });
    expect(jlreqPair(7, LINE_END, "jis").space).toBe(0);
    expect(jlreqPair(6, LINE_END, "jis")).toMatchObject({ space: 0.5, least: 0.5, reduceStep: 0 });
    expect(jlreqPair(1, LINE_END).occurs).toBe(false);
    expect(jlreqPair(LINE_HEAD, 6).occurs).toBe(false);
  });

  test("shrinks middle dots, then brackets and commas, then gaps beside Western text; never full stops (3.8.3)", () => {
    expect(pairOf("国・")).toMatchObject({ reduceStep: 4, least: 0 });
    expect(pairOf("、国")).toMatchObject({ reduceStep: 5, least: 0 });
    expect(pairOf("国A")).toMatchObject({ reduceStep: 6, least: 0.125 });
    expect(pairOf("。国")).toMatchObject({ reduceStep: 0, least: 0.5 });
    expect(pairOf("、国", "books")).toMatchObject({ reduceStep: 3, least: 0.25 });
    expect(pairOf("国・", "jis")).toMatchObject({ reduceStep: 2, least: 0 });
    expect(pairOf("、国", "simple")).toMatchObject({ reduceStep: 0, least: 0.5 });
  });

  test("opens gaps beside Western text, then solid pairs, then all but what is one thing (3.8.4, LC-36)", () => {
    expect(pairOf("国A")).toMatchObject({ expandStep: 2, most: 0.5 });
    expect(pairOf("国家")).toMatchObject({ expandStep: 3, most: 0.25 });
    expect(pairOf("、国")).toMatchObject({ expandStep: 4, most: Number.POSITIVE_INFINITY });
    expect(pairOf("（国")).toMatchObject({ expandStep: 0, most: 0 });
    expect(pairOf("国。")).toMatchObject({ expandStep: 0, most: 0 });
    expect(pairOf("——")).toMatchObject({ expandStep: 0, most: 0 });
    expect(jlreqPairTied(8, 8, { method: "jlreq", tie: "apart" })).toMatchObject({ expandStep: 3, most: 0.25 });
    expect(pairOf("国A", "books")).toMatchObject({ expandStep: 0, most: 0.25 });
  });

  test("hands out the same object for the same pair", () => {
    expect(pairOf("国家")).toBe(pairOf("家国"));
    expect(pairOf("かな")).toBe(pairOf("国家"));
  });

  test("blanks add up for every pair of every method, and limits are on the right side of rest", () => {
    for (const method of JLREQ_METHODS) {
      for (const before of JLREQ_CLASSES) {
        for (const after of JLREQ_CLASSES) {
          const pair = jlreqPair(before, after, method);
          expect(pair.space).toBe(pair.spaceBefore + pair.spaceAfter);
          expect(pair.space).toBe(pair.blanks.reduce((sum, each) => sum + each.rest, 0));
          expect(pair.least).toBeLessThanOrEqual(pair.space);
          expect(pair.most).toBeGreaterThanOrEqual(pair.space);
          expect(pair.reduceStep === 0).toBe(pair.least === pair.space);
          if (pair.expandStep === 0) expect(pair.most).toBe(pair.space);
        }
      }
    }
  });
});

describe("widths of bodies (JLREQ 3.1.2, 3.1.6)", () => {
  test.each(["（", "）", "・", "。", "、"])("%s is half an em wide without its blank", (mark) =>
    expect(jlreqBody(jlreqClassOf(mark), mark)).toBe(0.5),
  );
  test("hyphens differ, cells are full, letters are as drawn", () => {
    expect(["‐", "–", "゠", "〜"].map((each) => jlreqBody(3, each))).toEqual([0.25, 0.5, 0.5, 1]);
    expect(jlreqBody(19, "国")).toBe(1);
    expect(jlreqBody(27, "A")).toBeUndefined();
    expect(jlreqBody(13, "°")).toBeUndefined();
  });
});

describe("where a line of Japanese may end (JLREQ 3.1.7, 3.1.8, 3.1.10, C.3)", () => {
  test.each([
    // very strict, strict, loose, newspaper
    ["国家", 1, 1, 1, 1],
    ["国。", 0, 0, 0, 0],
    ["（国", 0, 0, 0, 0],
    ["国々", 0, 1, 1, 1],
    ["国ヽ", 0, 0, 0, 2],
    ["ラー", 0, 1, 1, 1],
    ["カッ", 0, 1, 1, 1],
    ["国〜", 0, 0, 1, 1],
    ["国・", 0, 0, 1, 1],
    ["国：", 0, 0, 0, 2],
    ["……", 0, 0, 1, 1],
    ["——", 0, 0, 0, 2],
    ["—…", 1, 1, 1, 1],
    ["〳〵", 0, 0, 0, 0],
    ["国！", 0, 0, 0, 2],
    ["￥3", 0, 0, 0, 2],
    ["3％", 0, 0, 1, 1],
    ["3℃", 0, 0, 0, 2],
    ["国％", 1, 1, 1, 1],
    ["・。", 0, 0, 0, 0],
    ["12", 0, 0, 0, 0],
    ["ab", 0, 0, 0, 0],
  ] as const)("%s", (text, ...breaks) => expect(JLREQ_LEVELS.map((level) => mayBreak(text, level))).toEqual(breaks));

  test("complexes hold together, neighbouring ones do not (C.2 notes 6 to 8, 13)", () => {
    const between = (context: JlreqContext, second: number) =>
      jlreqMayBreakBetween(unit("国", context, 1), unit("家", context, second), "strict");
    for (const context of ["ornamented", "simple-ruby", "tate-chu-yoko"] as const) {
      expect([between(context, 1), between(context, 2)], context).toEqual([0, 1]);
    }
    expect([between("jukugo-ruby", 1), between("jukugo-ruby", 2)]).toEqual([1, 1]);
  });

  test("what is taken for granted where classes do not tell (C.2 notes 4, 9 to 12)", () => {
    const usual = ([before, after]: readonly [JlreqClass, JlreqClass]) => jlreqMayBreak(before, after, "strict");
    const pairs = [
      [4, 14],
      [24, 13],
      [24, 27],
      [27, 13],
      [27, 27],
    ] as const;
    expect(pairs.map(usual)).toEqual([0, 0, 0, 1, 0]);
  });

  test("a letter that stands for a quantity keeps its sign (C.2 note 11)", () => {
    const letter = unit("n");
    expect(jlreqMayBreakBetween(letter, unit("％"), "strict")).toBe(1);
    expect(jlreqMayBreakBetween({ ...letter, quantity: true }, unit("％"), "strict")).toBe(0);
  });
});
/** The character a row of the appendix means: the glyph it prints for Japanese classes, the code point for Western ones. */
const characterOf = (row: Row): string => {
  const codes = [...row["ucs"]!.matchAll(/[0-9A-F]{4,5}/g)].map(([code]) => Number.parseInt(code, 16));
  const isJapanese = Number(row["class"]!.slice(3)) <= 19 || /cl-2[89]/.test(row["class"]!);
  return isJapanese && row["glyph"] ? row["glyph"] : String.fromCodePoint(...codes);
};
const CONTEXT_OF: Readonly<Record<string, JlreqContext>> = {
  "cl-24": "numeral",
  "cl-25": "unit",
  "cl-27": "western",
  "cl-28": "warichu",
  "cl-29": "warichu",
};

describe.skipIf(!hasSuites)("the tables of JLREQ", () => {
  const tables = hasSuites ? suiteRows("jlreq-class-pair-tables") : [];
  test.each([
    ["table1", 841, judgeSpacing],
    ["table2", 784, judgeBreak],
    ["table3", 841, judgeReduction("jlreq")],
    ["table4", 841, judgeReduction("jis")],
    ["table5", 841, judgeReduction("books")],
    ["table6", 784, judgeExpansion],
  ] as const)("%s, all %d rows", (name, count, judge) => {
    const rows = tables.filter((row) => row["table"] === name);
    expect(rows).toHaveLength(count);
    expect(failures(rows, judge)).toEqual([]);
  });

  test("table 6 with Table 5: gaps beside Western text stay (E.1)", () => {
    const rows = tables.filter((row) => row["table"] === "table6" && row["cell"] === "1/4-1/2");
    expect(rows.length).toBeGreaterThan(80);
    const moving = rows.filter((row) => {
      const pair = jlreqPair(placeOf(row["before"]!), placeOf(row["after"]!), "books");
      return pair.expandStep !== 0 || pair.most !== 0.25 || pair.least !== 0.25;
    });
    expect(moving).toEqual([]);
  });

  test("々 ー and small kana that start a line do so as ideograph and kana (notes 14 to 16)", () => {
    for (const name of [19, 16, 15] as const)
      expect(jlreqPair(LINE_HEAD, name)).toMatchObject({ space: 0, occurs: true });
  });

  test("names of the classes", () => {
    const { classes } = readSuiteNotes<{ classes: Record<string, { en: string; ja: string }> }>("jlreq-classes-notes");
    const got = JLREQ_CLASSES.map((each) => JLREQ_NAMES[each]);
    const wanted = Object.values(classes).map(({ en, ja }) => [
      en.replace(/ \(cl-\d+\)/, ""),
      ja.replace(/（漢字以外の例）|（cl-\d+）/g, ""),
    ]);
    expect(got).toEqual(wanted);
  });
});

describe.skipIf(!hasSuites)("the classes of JLREQ appendix A", () => {
  const rows = hasSuites ? suiteRows("jlreq-character-classes") : [];

  test("every character has its class", () => {
    expect(rows).toHaveLength(1687);
    const asked = rows.filter((row) => !exemptionOf("rules/jlreq-character-classes.tsv", row));
    expect(asked).toHaveLength(1686);
    const wrong = failures(asked, (row) => {
      const name = jlreqClassOf(characterOf(row), CONTEXT_OF[row["class"]!]);
      return [row["class"], `cl-${String(name).padStart(2, "0")}`];
    });
    expect(wrong).toEqual([]);
  });

  test("context takes no more than the appendix gives it", () => {
    for (const [list, context] of Object.entries(CONTEXT_OF).slice(0, 4)) {
      // Canonically equal characters are one character: the sign of the angstrom and the letter Å.
      const members = new Set(
        rows.filter((row) => CONTEXT_OF[row["class"]!] === context).map((row) => characterOf(row).normalize()),
      );
      const others = [...new Set(rows.map(characterOf))].filter((each) => !members.has(each.normalize()));
      const taken = others.filter((each) => jlreqClassOf(each, context) === placeOf(list));
      expect(taken, context).toEqual([]);
    }
  });

  test("what text is part of decides whatever it holds", () => {
    const contexts = ["reference", "ornamented", "simple-ruby", "jukugo-ruby", "tate-chu-yoko"] as const;
    expect(contexts.map((each) => jlreqClassOf("国", each))).toEqual([20, 21, 22, 23, 30]);
  });

  test("hyphens are as wide as the appendix remarks", () => {
    const widths: Readonly<Record<string, number>> = { "quarter em width": 0.25, "half-width": 0.5, "": 1 };
    const hyphens = rows.filter((row) => row["class"] === "cl-03");
    expect(hyphens.map((row) => jlreqBody(3, row["glyph"]))).toEqual(hyphens.map((row) => widths[row["remark"]!]));
  });

  test("exemptions are under 3 % and each is needed", () => {
    expect(rows.filter((row) => exemptionOf("rules/jlreq-character-classes.tsv", row))).toHaveLength(1);
    expect(EXEMPTIONS.every(({ reason }) => reason.length > 30)).toBe(true);
  });
});

interface BreakLevels {
  readonly line_break_levels: Readonly<Record<string, Readonly<Record<string, readonly string[]>> | string>>;
}
const LEVEL_NAMES: Readonly<Record<JlreqLevel, string>> = {
  "very-strict": "very_strict",
  strict: "strict_default_general",
  loose: "loose_magazines",
  newspaper: "very_loose_newspapers",
};

describe.skipIf(!hasSuites)("the four levels of JLREQ C.3", () => {
  const notes = hasSuites ? readSuiteNotes<BreakLevels>("jlreq-classes-notes").line_break_levels : {};
  const appendix = hasSuites
    ? suiteRows("jlreq-character-classes").filter((row) => Number(row["class"]!.slice(3)) <= 19)
    : [];

  /** Pairs of neighbours in which one reason at most forbids the break: a character before and after ordinary text. */
  const contexts = (text: string): readonly (readonly [JlreqUnit, JlreqUnit])[] => [
    [unit("国"), unit(text)],
    [unit("5"), unit(text)],
    [unit(text), unit("国")],
    [unit(text), unit("5")],
    [unit(text), unit(text)],
  ];
  /** Whether the list of a level names a character, by its class or itself. */
  const isListed = (row: Row, level: JlreqLevel): boolean =>
    Object.values(notes[LEVEL_NAMES[level]] as Readonly<Record<string, readonly string[]>>)
      .flat()
      .some((entry) => entry.includes(row["class"]!) || (row["ucs"] !== "" && entry.includes(`U+${row["ucs"]}`)));

  test.each(JLREQ_LEVELS)("%s frees the characters its list names and no others", (level) => {
    const wrong = appendix.flatMap((row) => {
      const text = characterOf(row);
      const isFreed = isListed(row, level);
      return contexts(text).flatMap(([before, after]) => {
        const bound = jlreqMayBreakBetween(before, after, "very-strict") === 0;
        const never = "cl-01 cl-02 cl-06 cl-07".includes(row["class"]!);
        const wanted = !bound || (isFreed && !never) ? "may" : "must not";
        const got = jlreqMayBreakBetween(before, after, level) > 0 ? "may" : "must not";
        return got === wanted ? [] : [`${level} ${before.text}|${after.text}: ${got}, wanted ${wanted}`];
      });
    });
    expect(appendix.length).toBeGreaterThan(800);
    expect(wrong).toEqual([]);
  });

  test("what only newspapers do is marked as done in need", () => {
    const wrong = appendix.flatMap((row) =>
      contexts(characterOf(row)).flatMap(([before, after]) => {
        const loose = jlreqMayBreakBetween(before, after, "loose");
        const newspaper = jlreqMayBreakBetween(before, after, "newspaper");
        const isRight = loose === 1 ? newspaper === 1 : newspaper !== 1;
        return isRight ? [] : [`${before.text}|${after.text}: loose ${loose}, newspaper ${newspaper}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("no level breaks after an opener or before a closer, full stop or comma", () => {
    for (const level of JLREQ_LEVELS) {
      for (const other of JLREQ_CLASSES) {
        expect(jlreqMayBreak(1, other, level)).toBe(0);
        for (const closer of [2, 6, 7] as const) expect(jlreqMayBreak(other, closer, level)).toBe(0);
      }
    }
  });
});

describe.skipIf(!hasSuites)("the simple line composition rules", () => {
  const SUITE = "rules/jlreq-simple-line-composition.tsv";
  const rows = hasSuites ? suiteRows("jlreq-simple-line-composition") : [];
  const map = hasSuites ? readSuiteNotes<Record<string, string>>("jlreq-simple-class-map") : {};
  const EDGES: Readonly<Record<string, JlreqPlace>> = {
    "line-head": LINE_HEAD,
    "paragraph-first-line-head": LINE_HEAD,
    "line-end": LINE_END,
  };
  const placesOf = (name: string): readonly JlreqPlace[] => {
    const edge = EDGES[name];
    return edge === undefined ? map[name]!.split(" ").map(placeOf) : [edge];
  };
  /** Each row for each pair of JLREQ classes that its two classes stand for. */
  const cases = rows.flatMap((row) =>
    placesOf(row["before"]!).flatMap((before) =>
      placesOf(row["after"]!).map((after) => ({
        before,
        after,
        row: { ...row, "after-class": `cl-${String(after).padStart(2, "0")}` } as Row,
      })),
    ),
  );
  const asked = cases.filter(({ row }) => !exemptionOf(SUITE, row));
  /** Blanks of a mark whose body is thought of as full, at its right and at its left. */
  const behind = (place: JlreqPlace): number => ({ 2: 0.5, 6: 0.5, 7: 0.5, 5: 0.25 })[place as number] ?? 0;
  const inFront = (place: JlreqPlace): number => ({ 1: 0.5, 5: 0.25 })[place as number] ?? 0;

  const judged = (table: string, judge: (each: (typeof cases)[number]) => Judged): readonly string[] =>
    asked
      .filter(({ row }) => row["table"] === table)
      .flatMap((each) => {
        const [wanted, got] = judge(each).map((value) => JSON.stringify(value));
        const { before, after, row } = each;
        return wanted === got
          ? []
          : [`${row["before"]} ${row["after"]} (${before} ${after}) ${row["cell"]}: ${got}, wanted ${wanted}`];
      });

  test("has every row, and exempts fewer than 3 %", () => {
    expect(rows).toHaveLength(482);
    expect(cases.length - asked.length).toBeGreaterThan(0);
    expect((cases.length - asked.length) / cases.length).toBeLessThan(0.03);
    const stillAsked = new Set(asked.map(({ row }) => `${row["table"]} ${row["before"]} ${row["after"]}`));
    expect(stillAsked.size).toBe(rows.length);
  });

  test("table 1: marks thought of as full and trimmed come to the same space", () => {
    const wrong = judged("1", ({ before, after, row }) => {
      const pair = jlreqPair(before, after, "simple");
      const cell = row["cell"]!;
      if (cell === "×") return [false, pair.occurs];
      // 無: does not occur, and is solid should it.
      if (cell === "無") return [0, pair.space];
      const trimmed = cell.startsWith("－1/2") ? -0.5 : cell === "1/4" ? 0.25 : 0;
      return [behind(before) + inFront(after) + trimmed, pair.space];
    });
    expect(wrong).toEqual([]);
  });

  test("table 1: where JLREQ has half an em inside a line, both come to the same space", () => {
    const ofMarks = asked.filter(
      ({ before, after, row }) => row["table"] === "1" && before <= 2 && before > 0 && after < LINE_END,
    );
    expect(ofMarks.length).toBeGreaterThan(40);
    for (const { before, after } of ofMarks)
      expect(jlreqPair(before, after).space, `${before} ${after}`).toBe(jlreqPair(before, after, "simple").space);
  });

  test("table 2: 可 or 否 is the step from very strict to looser levels", () => {
    const WORD = [25, 27];
    const wrong = judged("2", ({ before, after, row }) => {
      const [left, right] = [before, after] as [JlreqClass, JlreqClass];
      const strict = jlreqMayBreak(left, right, "very-strict");
      if (row["cell"] === "否") return [0, strict];
      if (row["cell"] === "可 or 否")
        return [
          [0, true],
          [strict, jlreqMayBreak(left, right, "newspaper") > 0],
        ];
      // Legend of the table: between letters in sequence a line does not end. Two neighbours of it are two things.
      const isOneWord = WORD.includes(before) && WORD.includes(after);
      return [isOneWord ? 0 : 1, jlreqMayBreakTied(left, right, { level: "very-strict", tie: "apart" })];
    });
    expect(wrong).toEqual([]);
  });

  test("table 3: only kana, ideographs and what holds them opens, after the line's end", () => {
    const wrong = judged("3", ({ before, after, row }) => {
      const pair = jlreqPairTied(before, after, { method: "simple", tie: "apart" });
      const cell = row["cell"]!;
      if (cell === "×") return [false, pair.occurs];
      if (cell === "1/2 まで")
        return [
          [0, 0.5, 1],
          [pair.space, pair.most, pair.expandStep],
        ];
      return [cell === "可", pair.expandStep > 0];
    });
    expect(wrong).toEqual([]);
  });
});
