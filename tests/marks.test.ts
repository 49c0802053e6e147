/** Interlinear marks, readings, list labels and drop caps (LC-90 … LC-96, LC-35, JLREQ 3.3). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BLACK } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import type { GalleyStyle } from "../src/compose/galley/galley-style.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { openGalleys } from "../src/compose/galleys.ts";
import { breakLines } from "../src/compose/lines/break-lines.ts";
import { breakRulesOf } from "../src/compose/lines/break-rules.ts";
import { setLine } from "../src/compose/lines/justify.ts";
import { reportLines } from "../src/compose/report-lines.ts";
import type { Inline, Mark, Paragraph, Span, Story } from "../src/model/story.ts";
import type { CompositionLimits, TextStyle } from "../src/model/style.ts";
import { localeOf } from "../src/text/locale.ts";
import { squareFonts } from "./kit/square-font.ts";
import { SIZE, squareStyle } from "./kit/square-style.ts";

const LIMITS: CompositionLimits = {
  looseLine: 0.1,
  pushInPerMark: 0,
  pushInMost: 0,
  tie: 0.02,
  underset: 2,
  wrap: { contour: 5, box: 9, level: 0.5 },
  picture: 0.6,
};

/** Spans one after another; each with its marks or its reading. */
const inline = (...parts: readonly (string | readonly [text: string, how: Partial<Span>])[]): Inline => {
  let at = 0;
  return parts.map((part) => {
    const [text, how] = typeof part === "string" ? [part, {}] : part;
    const source = { path: "x.md", start: at, end: at + text.length };
    at += text.length;
    return { text, face: "text", source, ...how };
  });
};

const marked = (...marks: readonly Mark[]): Partial<Span> => ({ marks, markIds: marks.map((_, n) => n) });
const item = (mark: Mark, id: number): Partial<Span> => ({ marks: [mark], markIds: [id] });
const ruby = (text: string, kind: "mono" | "group" = "mono"): Partial<Span> => ({
  ruby: { kind, text, source: { path: "x.md", start: 0, end: 1 } },
});

const compose = (spans: Inline, measure: number, style: Partial<GalleyStyle> = {}) => {
  const galley = setParagraph(spans, { style: squareStyle(style), fonts: squareFonts() }, new Diagnostics());
  const broken = breakLines(galley, [measure * SIZE], breakRulesOf({}, LIMITS));
  return broken.map((line) =>
    setLine(galley, line, { x: 0, baseline: 0, align: "justify", ink: BLACK, paragraph: 0, leg: 0 }),
  );
};

const inEms = (points: number): number => Math.round((points / SIZE) * 1000) / 1000;

describe("lines", () => {
  test("as long as the marked text, one for each item, apart from its neighbour (LC-91)", () => {
    const [line] = compose(inline("一", ["鲁迅", item("proper-name", 1)], ["老舍", item("proper-name", 2)], "二"), 20);
    expect(line!.marks).toHaveLength(2);
    const [first, second] = line!.marks as readonly { from: number; to: number }[];
    expect([first!.from, first!.to].map(inEms)).toEqual([1.06, 2.94]);
    expect([second!.from, second!.to].map(inEms)).toEqual([3.06, 4.94]);
  });

  test("one item over several spans has one line", () => {
    const [line] = compose(
      inline(["同", item("underline", 7)], ["比", { ...item("underline", 7), face: "strong" }]),
      20,
    );
    expect(line!.marks).toHaveLength(1);
  });

  test("an item over a line's end has a line on either side, each inside its measure", () => {
    const lines = compose(inline("一二", ["三四五六七八", item("book-title", 1)]), 4);
    const extents = lines.map((line) =>
      line.marks.map((mark) => (mark.kind === "emphasis-dot" ? [] : [mark.from, mark.to])),
    );
    expect(extents).toEqual([[[20.6, 39.4]], [[0.6, 39.4]]]);
  });

  test("marks change no line: same breaks and places without them (LC-93)", () => {
    const text = "一二三，四五六（七八）九十";
    const plain = compose(inline(text), 6);
    const all = compose(inline([text, marked("emphasis-dots", "underline")]), 6);
    const places = (lines: typeof all) =>
      lines.map(({ text: t, runs }) => [t, runs.flatMap((run) => run.glyphs.map(({ x, y }) => [x, y]))]);
    expect(places(all)).toEqual(places(plain));
  });
});

describe("the frame round the dead (LC-96)", () => {
  test("stands clear of the name and of its neighbours, and the name is never parted", () => {
    const [line] = compose(inline("一", ["陆怀远", item("deceased", 1)], "、二"), 20);
    const [mark] = line!.marks as readonly { from: number; to: number }[];
    const x = line!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x));
    // 一 ends at 10; the frame begins 0.06 em after it, the name 0.1 em after that
    expect([mark!.from, x[1]!, x[3]! + SIZE, mark!.to].map(inEms)).toEqual([1.06, 1.16, 4.16, 4.26]);
    const lines = compose(inline("一二三", ["陆怀远", item("deceased", 1)], "四五六"), 5);
    expect(lines[0]!.text).toBe("一二三");
  });
});

describe("emphasis dots", () => {
  test("centred on each character, also where the line is opened; none for marks (LC-91, LC-94)", () => {
    const lines = compose(inline(["一二三，四五六七", marked("emphasis-dots")]), 6.2);
    const [line] = lines;
    const glyphs = line!.runs.flatMap((run) => run.glyphs).filter((glyph) => glyph.text !== "，");
    const dots = line!.marks.map((mark) => (mark.kind === "emphasis-dot" ? mark.at : Number.NaN));
    expect(dots).toHaveLength(glyphs.length);
    for (const [n, glyph] of glyphs.entries()) expect(dots[n]).toBeCloseTo(glyph.x + SIZE / 2);
  });

  test("line first, then dot (LC-92)", () => {
    const [line] = compose(inline(["一", marked("emphasis-dots", "proper-name")], ["二", marked("emphasis-dots")]), 9);
    expect(line!.marks.flatMap((mark) => (mark.kind === "emphasis-dot" ? [mark.beyond] : []))).toEqual([true, false]);
  });
});

describe("readings", () => {
  const places = (line: ReturnType<typeof compose>[number]) =>
    line.readings.map((run) => run.glyphs.map((glyph) => glyph.x / SIZE));

  test("mono: centred on its character, above its cell", () => {
    const [line] = compose(inline("一", ["漢", ruby("か")], "二"), 9);
    expect(places(line!)).toEqual([[1.25]]);
    expect(line!.readings[0]!.glyphs[0]!.y).toBeLessThan(-0.88 * SIZE);
    expect(line!.readings[0]!.size).toBe(SIZE / 2);
  });

  test("group: spread over its base, half as much at the ends as between", () => {
    const [line] = compose(inline(["電子", ruby("でし", "group")]), 9);
    expect(places(line!)).toEqual([[0.25, 1.25]]);
  });

  test("a base whose reading is wider gets the room, less what may stand over its neighbours", () => {
    const [line] = compose(inline("一", ["国", ruby("こくさい")], "二"), 9);
    const x = line!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    // the reading is 2 em, its base 1; a quarter of an em on either side stands over 一 and 二
    expect(x).toEqual([0, 1.25, 2.5]);
    expect(places(line!)).toEqual([[0.75, 1.25, 1.75, 2.25]]);
  });

  test("a wide reading at a line's edge stands flush with it", () => {
    const lines = compose(inline(["国", ruby("こくさい")], "一二三四五", ["語", ruby("ごごごご")]), 8);
    const line = lines[0]!;
    const [first, last] = [places(line)[0]!, places(line).at(-1)!];
    expect(first[0]).toBeGreaterThanOrEqual(0);
    expect(last.at(-1)! + 0.5).toBeLessThanOrEqual(line.measure / SIZE + 0.001);
  });

  test("two readings keep off one another", () => {
    const [line] = compose(inline(["国", ruby("こくさい")], ["語", ruby("ごごごご")]), 9);
    const [first, second] = places(line!);
    expect(second![0]! - (first!.at(-1)! + 0.5)).toBeGreaterThanOrEqual(0.12);
  });

  test("a base is never parted (LC-35), nor opened inside", () => {
    const lines = compose(inline("一二三", ["電子書", ruby("でんししょ", "group")], "四五六七八"), 5.4);
    expect(lines[0]!.text).toBe("一二三");
    expect(lines[1]!.text.startsWith("電子書")).toBe(true);
    const x = lines[1]!.runs.flatMap((run) => run.glyphs.map((glyph) => glyph.x / SIZE));
    expect(x[1]! - x[0]!).toBeCloseTo(1);
  });

  test("a reading is no part of the line's text", () => {
    const [line] = compose(inline("一", ["漢字", ruby("かんじ", "group")]), 9);
    expect(line!.text).toBe("一漢字");
  });

  test("on vertical lines readings stand to the right", () => {
    const [line] = compose(inline("一", ["漢", ruby("か")], "二"), 9, { writing: "vertical" });
    const [glyph] = line!.readings[0]!.glyphs;
    expect(glyph!.x).toBeGreaterThan(0);
    expect(glyph!.y / SIZE).toBeCloseTo(1.25 + 0.44);
  });

  test("no character is lost with any mixture of marks and readings", () => {
    const part = fc.oneof(
      fc.constantFrom("一二三", "，", "（四）", "DeepSeek", "五六"),
      fc.tuple(
        fc.constantFrom("漢", "字"),
        fc.constantFrom("か", "かんじかん").map((text) => ruby(text)),
      ),
      fc.tuple(
        fc.constantFrom("鲁迅", "七八九"),
        fc.constantFrom<Mark>("underline", "emphasis-dots", "deceased").map((mark) => marked(mark)),
      ),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 4, max: 15 }),
        (parts, measure) => {
          const spans = inline(...parts);
          const lines = compose(spans, measure);
          expect(lines.map((line) => line.text).join("")).toBe(spans.map((span) => span.text).join(""));
        },
      ),
      { seed: 20250715, numRuns: 400 },
    );
  });
});

describe("list items and drop caps", () => {
  const style = {
    ...squareStyle(),
    name: "body",
    leading: 13,
    align: "justify",
    indent: 2,
    narrowIndent: 2,
    narrowBelow: 0,
    algorithm: "greedy",
    policy: "push-in-first",
    hanging: "none",
    ink: BLACK,
  } as unknown as TextStyle;

  const storyOf = (...paragraphs: readonly Paragraph[]): Story =>
    ({
      id: "s",
      path: "x.md",
      language: "zh-Hans",
      paragraphs,
      source: { path: "x.md", start: 0, end: 0 },
    }) as unknown as Story;

  const lines = (measure: number, ...paragraphs: readonly Paragraph[]) => {
    const report = new Diagnostics();
    const galleys = openGalleys({ fonts: squareFonts(), limits: LIMITS, locale: localeOf("zh-Hans") }, report);
    const story = storyOf(...paragraphs);
    const body = galleys.body(story, style);
    return galleys
      .bodyLines(story, style, [measure * SIZE])
      .map(({ paragraph, line }) =>
        setLine(body[paragraph]!, line, { x: 0, baseline: 0, align: "justify", ink: BLACK, paragraph, leg: 0 }),
      );
  };

  const placesOf = (line: ReturnType<typeof lines>[number]) =>
    line.runs.flatMap((run) =>
      run.glyphs.map((glyph) => [glyph.text, Math.round((line.x + glyph.x) * 100) / 100] as const),
    );

  test("every line of an item is indented, its label stands in the indent of the first", () => {
    const [first, second] = lines(6, { kind: "bulleted", label: "•", spans: inline("一二三四五六七") });
    // its body of half an em begins at 12.5, a quarter of an em into its glyph's cell
    expect(placesOf(first!).slice(0, 2)).toEqual([
      ["•", 10],
      ["一", 20],
    ]);
    expect(placesOf(second!)[0]).toEqual(["五", 20]);
    expect(first!.text).toBe("一二三四");
  });

  test("a label that is too wide makes the indent grow in half zi", () => {
    const [first] = lines(9, { kind: "numbered", label: "100.", spans: inline("一二三") });
    expect(placesOf(first!).find(([text]) => text === "一")![1]).toBe(25);
  });

  test("a drop cap is as tall as its lines and ends on the last one's foot", () => {
    const all = lines(8, { kind: "body", dropCap: 2, spans: inline("一二三四五六七八九十一二三四五六") });
    const cap = all[0]!.runs[0]!;
    expect(cap.glyphs[0]!.text).toBe("一");
    expect(cap.size).toBe(23);
    expect(all[0]!.x + cap.glyphs[0]!.x).toBeCloseTo(0);
    // foot of its cell: 0.12 em under its baseline, as the second line's is under its own
    expect(cap.glyphs[0]!.y + 0.12 * cap.size).toBeCloseTo(13 + 0.12 * SIZE);
    expect(all.slice(0, 3).map((line) => line.x)).toEqual([30, 30, 0]);
    expect(all.map((line) => line.text).join("")).toBe("二三四五六七八九十一二三四五六");
  });

  test("a paragraph that begins with a mark has no drop cap", () => {
    const [first] = lines(8, { kind: "body", dropCap: 3, spans: inline("“一二三四五六七八九十") });
    expect(first!.runs.every((run) => run.size === SIZE)).toBe(true);
  });

  test("readings in a gap without room for them are a warning, once", () => {
    const report = new Diagnostics();
    const galleys = openGalleys({ fonts: squareFonts(), limits: LIMITS, locale: localeOf("zh-Hans") }, report);
    galleys.body(storyOf({ kind: "body", spans: inline(["漢", ruby("か")], ["字", ruby("じ")]) }), style);
    expect(report.all().map(({ code, severity }) => [code, severity])).toEqual([["compose/interlinear", "warning"]]);
  });

  test.each([
    { name: "below an underline", mark: "underline", column: 3, told: 1 },
    { name: "below an emphasis dot", mark: "emphasis-dots", column: 3, told: 1 },
    { name: "beside it", mark: "underline", column: 1, told: 0 },
  ] as const)("a reading $name of the line before: $told warnings", ({ mark, column, told }) => {
    // the first line stands two columns further to the right
    const row = (n: number, how: Partial<Span>): Inline =>
      inline("一二三四".slice(0, n), ["漢", how], "五六七八".slice(n + 1));
    const story = storyOf({ kind: "body", spans: [...row(1, marked(mark)), ...row(column, ruby("か"))] });
    const report = new Diagnostics();
    const roomy = { ...style, leading: 15 };
    const galleys = openGalleys({ fonts: squareFonts(), limits: LIMITS, locale: localeOf("zh-Hans") }, report);
    const broken = galleys.bodyLines(story, roomy, [6 * SIZE]);
    const [galley] = galleys.body(story, roomy);
    const set = broken.map(({ line }, n) =>
      setLine(galley!, line, { x: 0, baseline: 15 * n, align: "justify", ink: BLACK, paragraph: 0, leg: 0 }),
    );
    expect(set.map((line) => line.text)).toHaveLength(2);
    reportLines(
      { story, style: roomy, writing: "horizontal" },
      { lines: broken, set, how: { galleys, page: "01" } },
      report,
    );
    expect(report.all().map((each) => each.code)).toEqual(Array.from({ length: told }, () => "compose/interlinear"));
  });
});
