/** The line breaker: prohibition, pushing in and out, widths of marks, flush edges, and nothing lost. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BLACK } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { advanceOf } from "../src/compose/galley/cluster.ts";
import type { GalleyStyle } from "../src/compose/galley/galley-style.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { breakLines } from "../src/compose/lines/break-lines.ts";
import { breakOptimum } from "../src/compose/lines/break-optimum.ts";
import type { BreakRules } from "../src/compose/lines/break-rules.ts";
import type { BrokenLine } from "../src/compose/lines/broken-line.ts";
import { setLine } from "../src/compose/lines/justify.ts";
import { paragraphCost } from "../src/compose/lines/line-cost.ts";
import type { Inline } from "../src/model/story.ts";
import type { Algorithm, BreakPolicy, Hanging, LineBreakLevel, PunctuationStyle } from "../src/model/style.ts";
import { isMarkClass } from "../src/text/character-classes.ts";
import { squareFonts } from "./kit/square-font.ts";
import { SIZE, squareStyle } from "./kit/square-style.ts";

interface Setting {
  readonly punctuation?: PunctuationStyle;
  readonly lineBreak?: LineBreakLevel;
  readonly indent?: number;
  readonly leastLast?: number;
  readonly algorithm?: Algorithm;
  readonly policy?: BreakPolicy;
  readonly pushInMost?: number;
  readonly hanging?: Hanging;
  /** anything else of the style */
  readonly style?: Partial<GalleyStyle>;
}

const styleOf = ({ punctuation = "kaiming", lineBreak = "basic", indent = 0, ...more }: Setting): GalleyStyle =>
  squareStyle({ indents: [indent, 0], punctuation, lineBreak, ...more.style });

const rulesOf = ({ leastLast = 1, ...how }: Setting): BreakRules => {
  const { algorithm = "greedy", policy = "push-in-first", pushInMost = 0, hanging = "none" } = how;
  return { algorithm, policy, hanging, tie: 0.02, pushInPerMark: 0.1, pushInMost, leastLast, hyphensInRow: 2 };
};

const inline = (text: string): Inline =>
  text === "" ? [] : [{ text, face: "text", source: { path: "x.md", start: 0, end: text.length } }];

/** Lines of `text` at `measure` ems, set justified. */
const compose = (text: string | Inline, measure: number | readonly number[], setting: Setting = {}) => {
  const measures = typeof measure === "number" ? [measure] : measure;
  const galley = setParagraph(
    typeof text === "string" ? inline(text) : text,
    { style: styleOf(setting), fonts: squareFonts() },
    new Diagnostics(),
  );
  const rules = rulesOf(setting);
  const broken = breakLines(
    galley,
    measures.map((each) => each * SIZE),
    rules,
  );
  const lines = broken.map((line) =>
    setLine(galley, line, { x: 0, baseline: 0, align: "justify", ink: BLACK, paragraph: 0, leg: 0 }),
  );
  return {
    galley,
    broken,
    lines,
    texts: broken.map((line) =>
      galley.clusters
        .slice(line.from, line.next)
        .map((each) => each.text)
        .join(""),
    ),
  };
};

/** Right edge of the last glyph's cell, and where the first begins, in points. */
const edges = (line: ReturnType<typeof compose>["lines"][number]) => {
  const glyphs = line.runs.flatMap((run) => run.glyphs);
  return { first: line.x + glyphs[0]!.x, last: line.x + glyphs.at(-1)!.x };
};

/** Ordinary newspaper characters with a weight on the awkward ones. */
const newspaper = fc
  .array(
    fc.constantFrom(..."一二三四五六七八九十的了在“”‘’（）《》，、；：。！？——……·～1234567890%.ab DeepSeek 𠮷①￥％/"),
    { maxLength: 120 },
  )
  .map((characters) => characters.join(""));

describe("line breaks", () => {
  test.each([
    [
      "a comma never starts a line: it is pulled in when the marks give enough",
      "一二、四五六七八九，十",
      9,
      ["一二、四五六七八九，", "十"],
    ],
    ["else the last character goes down with it", "一二三四五六七八九十，一二", 10, ["一二三四五六七八九", "十，一二"]],
    ["an opening bracket never ends a line", "一二三四五六七八（九十）", 8.6, ["一二三四五六七八", "（九十）"]],
    ["closing quotes stay with what they close", "一二三四五六“七八”九", 8.5, ["一二三四五六“七", "八”九"]],
    ["a dash of two em is not parted", "一二三四五——六七", 6, ["一二三四五", "——六七"]],
    ["an ellipsis is not parted", "一二三四五……六七", 6, ["一二三四五", "……六七"]],
    ["numbers stay whole", "一二三四五12345六", 6, ["一二三四五", "12345六"]],
    ["a decimal and its per cent stay whole", "一二三四五1.1%六", 6.5, ["一二三四五", "1.1%六"]],
    ["words stay whole", "一二三四DeepSeek五", 7, ["一二三四", "DeepSeek五"]],
    ["a connector never starts a line", "一二三四五～六七", 5, ["一二三四", "五～六七"]],
    ["an interpunct never starts a line", "一二三四五·六七", 5, ["一二三四", "五·六七"]],
    ["a full-width per cent clings to its number", "一二三四12％六七", 5, ["一二三四", "12％六七"]],
    ["a currency sign clings to its number", "一二三四￥12六七", 5, ["一二三四", "￥12六七"]],
    ["a reference mark clings to its word", "一二三四五①六七", 5, ["一二三四", "五①六七"]],
    ["a space ends with its line", "一二三四五 六七八", 5, ["一二三四五 ", "六七八"]],
    ["a single dash between numbers is a connector", "一二三四12—15日", 5, ["一二三四", "12—15日"]],
  ])("%s", (_name, text, measure, expected) => {
    expect(compose(text, measure).texts).toEqual(expected);
  });

  test("`gb` keeps a solidus off the line's end, `strict` a dash off its start, `none` nothing at all", () => {
    expect(compose("一二三四／五六", 5, { lineBreak: "basic" }).texts[0]).toBe("一二三四／");
    expect(compose("一二三四／五六", 5, { lineBreak: "gb" }).texts[0]).toBe("一二三");
    expect(compose("一二三四五——六", 5, { lineBreak: "strict" }).texts[0]).toBe("一二三四");
    expect(compose("一二三四五，六", 5, { lineBreak: "none", punctuation: "plain" }).texts[0]).toBe("一二三四五");
  });

  test("a word longer than the measure is parted rather than lost", () => {
    expect(compose("abcdefghijklmnop", 4).texts).toEqual(["abcdefgh", "ijklmnop"]);
  });

  test("each line takes its own measure", () => {
    expect(compose("一二三四五六七八九十", [3, 5, 2]).texts).toEqual(["一二三", "四五六七八", "九十"]);
  });

  test("the first line is indented, the rest is not", () => {
    const { lines, texts } = compose("一二三四五六七八九十", 5, { indent: 2 });
    expect(texts).toEqual(["一二三", "四五六七八", "九十"]);
    expect(lines.map((line) => line.x)).toEqual([20, 0, 0]);
  });

  test.each([
    ["a lone character gets company", "一二三四五六七八九十一", 10, ["一二三四五六七八九", "十一"]],
    ["a mark does not count as company", "一二三四五六七八九十一。", 10, ["一二三四五六七八九", "十一。"]],
    ["what clings to it comes along", "一二三四五六七八（九十）一", 9.6, ["一二三四五六七八（九", "十）一"]],
    ["two characters are company enough", "一二三四五六七八九十一二", 10, ["一二三四五六七八九十", "一二"]],
    ["a word too long to spare stays", "一二三四五DeepSeek一", 9.2, ["一二三四五DeepSeek", "一"]],
  ])("LC-72: %s", (_name, text, measure, expected) => {
    expect(compose(text, measure, { leastLast: 2 }).texts).toEqual(expected);
  });

  test("a measure nothing fits into still takes one character a line", () => {
    expect(compose("一二三", 0.2).texts).toEqual(["一", "二", "三"]);
  });
});

describe("who gives first (CLREQ 3.5.3; LC-80, LC-81)", () => {
  test("brackets give before commas, an opener on its left and a closer on its right; the end stays flush", () => {
    const { lines, texts } = compose("一二（三）四，五六七，八12三四", 12.5, { punctuation: "quanjiao" });
    expect(texts[0]).toBe("一二（三）四，五六七，八12");
    expect(lines[0]!.natural).toBe(130);
    const places = lines[0]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    expect(places).toEqual([0, 1, 1.75, 2.75, 3.75, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5, 10.5, 11.5, 12]);
  });

  test("a full mark at the line's end gives before all others (step 1)", () => {
    const { lines, texts } = compose("一二（三）四，五六七，八九十", 10.5, { punctuation: "quanjiao" });
    expect(texts[0]).toBe("一二（三）四，五六七，");
    const places = lines[0]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  test("a mark that gives more than a fifth of an em gets a cell as narrow, so that the text is copied out whole", () => {
    const { lines } = compose("一二（三）四，五六七，八12三四", 12.5, { punctuation: "quanjiao" });
    const glyphs = lines[0]!.runs.flatMap((run) => run.glyphs);
    glyphs.slice(1).forEach((glyph, n) => {
      const before = glyphs[n]!;
      const end =
        before.x / SIZE + (before.cell ? before.cell.left + before.cell.width : /\d/.test(before.text) ? 0.5 : 1);
      expect(end - (glyph.x / SIZE + (glyph.cell?.left ?? 0)), glyph.text).toBeLessThanOrEqual(0.2);
    });
    expect(glyphs[2]!.cell).toEqual({ left: 0.3, width: 0.7 });
    expect(glyphs[4]!.cell).toEqual({ left: 0, width: 0.7 });
  });

  test("a line that pulls a comma in takes it from a full stop's blank, not from marks that are half already", () => {
    const { lines, texts } = compose("一二三“四”。五六七八，九十一", 10.25);
    expect(texts[0]).toBe("一二三“四”。五六七八，");
    const x = lines[0]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    // “四” stands as at rest; the stop has given a quarter of an em
    expect(x.slice(3, 6)).toEqual([2.5, 3.5, 4.5]);
    expect(x[7]! - x[6]!).toBeCloseTo(0.75);
  });

  test("openers are squeezed less than other marks, so that their ink stays off the character before them", () => {
    const text = "一二，“四五六，七八，九十一";
    const places = (measure: number) =>
      compose(text, measure).lines[0]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    const [squeezed, atRest] = [places(8.75), places(99)];
    const taken = (n: number) => atRest[n]! - atRest[n - 1]! - (squeezed[n]! - squeezed[n - 1]!);
    const comma = taken(8);
    expect(comma).toBeGreaterThan(0);
    // the comma before the opener has given as much as the other, the opener the rest
    expect(taken(3) - comma).toBeCloseTo(0.4 * comma);
  });

  test("word spaces give before all marks, and never below a quarter of an em", () => {
    const { lines } = compose("一二 三四，五六七，八九十", 9.9, { punctuation: "quanjiao" });
    const places = lines[0]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    expect(places[3]! - places[2]!).toBeGreaterThanOrEqual(0.25);
  });
});

describe("policies, where a mark would start the line", () => {
  const text = "一二，四五，七八，十，二三四五六七八九十";
  test.each<[BreakPolicy, string]>([
    ["push-in-first", "一二，四五，七八，十，"],
    ["push-out-first", "一二，四五，七八，"],
    ["push-out-only", "一二，四五，七八，"],
    ["least-adjustment", "一二，四五，七八，十，"],
  ])("%s", (policy, first) => expect(compose(text, 8.7, { policy }).texts[0]).toBe(first));

  test("a character that could start the next line is pulled in only for little, and where that saves three times as much", () => {
    const line = "一二，四五六七八九，十一二三四五六七八九十";
    expect(compose(line, 14.8, { pushInMost: 0.25 }).texts[0]).toBe("一二，四五六七八九，十一二三四五");
    expect(compose(line, 14.8).texts[0]).toBe("一二，四五六七八九，十一二三四");
    expect(compose(line, 14.6, { pushInMost: 0.25 }).texts[0]).toBe("一二，四五六七八九，十一二三四");
  });
});

describe("lines that would be opened wide", () => {
  test("a full stop gives its blank, at the line's end too, rather than that the line is opened by more than a tenth", () => {
    // the stop at the end keeps its blank where the line without it is fair: one and a half em on seventeen gaps …
    const long = "一二三四五六七八九十一二三四五六七八九。一二三四五";
    expect(compose(long, 19.5, {}).texts[0]).toBe("一二三四五六七八九十一二三四五六七八");
    // … and gives it where it is not: on seven
    expect(compose("一二三四五六七八九。十一二三四五六七八九", 9.5, {}).texts[0]).toBe("一二三四五六七八九。");
  });

  test("all gaps of a very wide line open, those beside marks too, none inside a word", () => {
    const [line] = compose("一、二三DeepSeekDeepSeekDeepSeek", 8, {}).lines;
    const x = line!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    const [a, b, c, d] = x as [number, number, number, number];
    expect(line!.text).toBe("一、二三");
    // before the comma as between ideographs; after it the half of its cell that 开明 has cut, and three times as much
    expect(b - a).toBeCloseTo(d - c);
    expect(c - b - 0.5).toBeCloseTo(0.5 + 3 * (d - c - 1));
  });
});

describe("total-fit", () => {
  const shape = (lines: readonly BrokenLine[]) => lines.map(({ from, to }) => [from, to]);

  test("opens two lines a little rather than one a lot", () => {
    const text = "一二三四五六七八九十一二三四五六七八DeepSeek一二三四五六七八";
    const cost = (algorithm: Algorithm) => {
      const { galley, broken } = compose(text, 10, { algorithm });
      return paragraphCost(galley, broken, rulesOf({ algorithm })).demerits;
    };
    expect(cost("optimum")).toBeLessThan(cost("greedy"));
  });

  test("greedy never beats total-fit on total-fit's own cost", () => {
    fc.assert(
      fc.property(
        newspaper,
        fc.array(fc.integer({ min: 3, max: 24 }), { minLength: 1, maxLength: 5 }),
        fc.constantFrom<PunctuationStyle>("kaiming", "quanjiao", "hangmobanjiao"),
        fc.constantFrom<BreakPolicy>("push-in-first", "push-out-first", "push-out-only", "least-adjustment"),
        (text, measure, punctuation, policy) => {
          const setting = { punctuation, policy, leastLast: 2, pushInMost: 0.25 };
          const greedy = compose(text, measure, setting);
          const optimum = compose(text, measure, { ...setting, algorithm: "optimum" });
          expect(optimum.texts.join("")).toBe(text);
          const rules = rulesOf({ ...setting, algorithm: "optimum" });
          const mine = paragraphCost(optimum.galley, optimum.broken, rules);
          const first = paragraphCost(greedy.galley, greedy.broken, rules);
          expect(mine.violations).toBeLessThanOrEqual(first.violations);
          if (mine.violations === first.violations) expect(mine.demerits).toBeLessThanOrEqual(first.demerits + 1e-6);
        },
      ),
      { seed: 20250713, numRuns: 1500 },
    );
  });

  test("gives a paragraph one line more or fewer where it can be done", () => {
    const text = "一二三四五六七八九十，".repeat(12);
    const { galley, broken } = compose(text, 17, { algorithm: "optimum" });
    const rules = rulesOf({ algorithm: "optimum" });
    const longer = breakOptimum(galley, [17 * SIZE], { rules, variant: 1 });
    expect(longer).toHaveLength(broken.length + 1);
    expect(longer.at(-1)!.next).toBe(galley.clusters.length);
    expect(shape(breakOptimum(galley, [17 * SIZE], { rules }))).toEqual(shape(broken));
    expect(breakOptimum(galley, [17 * SIZE], { rules, variant: -5 })).toHaveLength(broken.length);
  });

  test("a hundred thousand characters, no recursion", () => {
    const text = "一二三四五六七八九十，".repeat(9_000);
    expect(compose(text, 17, { algorithm: "optimum" }).texts.join("")).toBe(text);
  });
});

describe("widths of marks", () => {
  const widths = (text: string, punctuation: PunctuationStyle) =>
    compose(text, 99, { punctuation }).galley.clusters.map((each) => advanceOf(each) / SIZE);

  test.each<[PunctuationStyle, string, readonly number[]]>([
    ["kaiming", "一，二。三", [1, 0.5, 1, 1, 1]],
    ["quanjiao", "一，二。三", [1, 1, 1, 1, 1]],
    ["banjiao", "一，二。三", [1, 0.5, 1, 0.5, 1]],
    ["CCT", "一，二。三", [1, 0.8, 1, 0.8, 1]],
    ["kaiming", "“一”（二）", [0.5, 1, 0.5, 0.5, 1, 0.5]],
    ["quanjiao", "一”，二", [1, 0.5, 1, 1]],
    ["quanjiao", "一）（二", [1, 1, 0.5, 1]],
    ["kaiming", "一。”二", [1, 0.5, 1, 1]],
    ["plain", "一”，二", [1, 1, 1, 1]],
  ])("%s: %s", (punctuation, text, expected) => expect(widths(text, punctuation)).toEqual(expected));

  test("marks that meet are measured on the flattened line: a bold span changes nothing", () => {
    const spans: Inline = [
      { text: "一。", face: "strong", source: { path: "x", start: 0, end: 2 } },
      { text: "”二", face: "text", source: { path: "x", start: 2, end: 4 } },
    ];
    expect(compose(spans, 99).galley.clusters.map(advanceOf)).toEqual(
      compose("一。”二", 99).galley.clusters.map(advanceOf),
    );
  });

  test("an opening quote at a line's start stands flush: its ink begins at the edge", () => {
    for (const punctuation of ["kaiming", "quanjiao"] as const) {
      const [line] = compose("“一二三四五六七八九十", 8, { punctuation }).lines;
      expect(edges(line!).first).toBeCloseTo(-SIZE / 2);
    }
  });
});

describe("justification", () => {
  test("both ends are flush to a hundredth of a point, the last line is natural", () => {
    const { lines, broken } = compose("一二三四五六七八九，一二三四五六七八九（一二三）四五六", 7.5);
    lines.slice(0, -1).forEach((line, n) => {
      const { last } = edges(line);
      const cluster = compose("一二三四五六七八九，一二三四五六七八九（一二三）四五六", 7.5).galley.clusters[
        broken[n]!.to - 1
      ]!;
      expect(last - cluster.shift + cluster.box + cluster.endBlank).toBeCloseTo(75, 2);
    });
    expect(lines.at(-1)!.ratio).toBe(0);
  });

  test("space is added neither before a comma, nor inside numbers and dashes, nor inside brackets", () => {
    const { galley } = compose("一，（二）三——四12五", 99);
    expect(galley.clusters.map((each) => each.glue.stretches)).toEqual([
      false,
      true,
      false,
      false,
      true,
      true,
      false,
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe("properties", () => {
  test("no character is lost, doubled or moved; no line is wider than its measure by more than its marks give", () => {
    fc.assert(
      fc.property(
        newspaper,
        fc.integer({ min: 3, max: 24 }),
        fc.constantFrom<PunctuationStyle>("kaiming", "quanjiao", "banjiao", "plain"),
        (text, measure, punctuation) => {
          const { texts, lines, broken, galley } = compose(text, measure, { punctuation });
          expect(texts.join("")).toBe(text);
          lines.forEach((line, n) => {
            const { from, to } = broken[n]!;
            const clusters = galley.clusters.slice(from, to);
            const marks = clusters.filter((each) => isMarkClass(each.class)).length;
            const gives = clusters.reduce((sum, { glue, endBlank }) => sum + glue.natural - glue.least + endBlank, 0);
            if (clusters.length > 1)
              expect(line.natural).toBeLessThanOrEqual(
                measure * SIZE + 0.02 * SIZE + marks * 0.1 * SIZE + gives + 0.02,
              );
          });
        },
      ),
      { seed: 20250710, numRuns: 1500 },
    );
  });

  test("kinsoku holds on every line that has another choice", () => {
    fc.assert(
      fc.property(newspaper, fc.integer({ min: 6, max: 24 }), (text, measure) => {
        const { broken, galley } = compose(text, measure);
        broken.slice(0, -1).forEach((line) => {
          const choice = galley.clusters.slice(line.from, line.to - 1).some((each) => each.glue.break !== "never");
          const last = galley.clusters[line.to - 1]!;
          const spaceNext = galley.clusters[line.to]?.class === "space";
          if (choice && !spaceNext) expect(last.glue.break).not.toBe("never");
        });
      }),
      { seed: 20250711, numRuns: 1000 },
    );
  });

  test("breaks do not depend on inline spans", () => {
    fc.assert(
      fc.property(newspaper, fc.nat(100), (text, cut) => {
        const at = [...text].slice(0, cut).join("").length;
        if (at === 0 || at >= text.length || /[a-zA-Z0-9.%]/.test(text[at - 1]!) || /\p{M}/u.test(text[at]!)) return;
        const spans: Inline = [
          { text: text.slice(0, at), face: "strong", source: { path: "x", start: 0, end: at } },
          { text: text.slice(at), face: "text", source: { path: "x", start: at, end: text.length } },
        ];
        expect(compose(spans, 12).texts).toEqual(compose(text, 12).texts);
      }),
      { seed: 20250712, numRuns: 500 },
    );
  });

  test("a hundred thousand characters break in time that grows with the text", () => {
    const text = "一二三四五六七八九十，".repeat(9_000);
    expect(compose(text, 17).texts.join("")).toBe(text);
  });
});

test("a character in no font is an error with its place, and a box stands for it", () => {
  const report = new Diagnostics();
  const galley = setParagraph(inline("一囍二"), { style: styleOf({}), fonts: squareFonts("囍") }, report);
  expect(report.all()).toMatchObject([
    { code: "font/missing-glyph", severity: "error", source: { path: "x.md", start: 1, end: 2 } },
  ]);
  expect(galley.clusters).toHaveLength(3);
});
