/** Tables: decimal points under one another, columns by their contents, cells over several columns and rows, folding, CSV. */
import { describe, expect, test } from "vitest";
import type { Shape } from "../src/compose/composed-page.ts";
import { blockOf, boundsOf, type Card, layCard, lineOf, withPdf, xOf } from "./kit/card.ts";
import { has, run } from "./kit/witness.ts";

const table = (fields: string, part = "table: 1", more: Partial<Parameters<typeof layCard>[0]> = {}): Promise<Card> =>
  layCard({ head: `tables:\n  - ${fields.replaceAll("\n", "\n    ")}`, parts: [part], ...more });

const strokes = (shapes: readonly Shape[] = []) => shapes.filter(({ kind }) => kind === "rule").map(boundsOf);

describe("alignment", () => {
  test("decimal points stand under one another, whole numbers end where theirs would be", async () => {
    const card = await table(
      "columns: [left, decimal, right]\nrows:\n  - [品名, 价, 量]\n  - [白菜, 1.26, 12]\n  - [对虾, 108.5, 7]\n  - [生姜, -11.405, 1280]\n  - [带鱼, 86, 5]\n  - [花蛤, 停, 0]",
    );
    expect(card.found).toEqual([]);
    const block = blockOf(card, "table");
    const points = ["1.26", "108.5", "−11.405"].map((text) => xOf(lineOf(block, text), "."));
    for (const x of points) expect(Math.abs(x - points[0]!)).toBeLessThan(0.01);
    const whole = lineOf(block, "86");
    expect(Math.abs(whole.x + whole.natural - points[0]!)).toBeLessThan(0.01);
    // what is no number, and the head, end with the longest number
    const longest = lineOf(block, "−11.405");
    for (const text of ["停", "价"]) {
      const line = lineOf(block, text);
      expect(line.x + line.natural).toBeCloseTo(longest.x + longest.natural, 2);
    }
    const ends = ["12", "7", "1280", "量"].map((text) => lineOf(block, text)).map((line) => line.x + line.natural);
    for (const x of ends) expect(x).toBeCloseTo(ends[0]!, 2);
  });

  test("a hyphen before a number is a minus sign, in a cell, a file, a figure and a chart; others stay hyphens", async () => {
    const card = await layCard({
      head: 'tables:\n  - head: 0\n    rows:\n      - [-5, "-0.8%", "（-12）", 3-5, 2-1, 2025-07-10, F-16, 甲-乙, 甲-3号, "- 7"]\n  - { head: 0, file: data/t.csv }\nkeyFigures:\n  - { number: -3.2, change: "-8%" }\n  - 降到**-6**度\n  - "**-6**度"\ncharts: [{ kind: line, labels: [a, b], series: [{ values: [-4, -90] }] }]',
      parts: ["table: 1", "table: 2", "keyFigures: all", "chart: { rows: 12 }"],
      files: { "data/t.csv": "甲,-1.5\n" },
    });
    const texts = (kind: string) => blockOf(card, kind).lines.map(({ text }) => text);
    expect(texts("table")).toEqual([
      "−5",
      "−0.8%",
      "（−12）",
      "3-5",
      "2-1",
      "2025-07-10",
      "F-16",
      "甲-乙",
      "甲-3号",
      "- 7",
    ]);
    const second = card.laid.composed.frames.filter(({ frame }) => frame.kind === "exhibit")[1]!;
    expect(second.lines.map(({ text }) => text)).toEqual(["甲", "−1.5"]);
    expect(texts("key-figures")).toEqual(["−3.2", "−8%", "降到−6度", "−6度"]);
    expect(texts("chart").filter((text) => /^[-−]/.test(text))).toEqual(
      texts("chart").filter((text) => text.startsWith("−")),
    );
    expect(texts("chart")).toContain("−90");
    const [note] = card.report.all().filter(({ message }) => message.includes("minus sign"));
    expect(note).toMatchObject({ code: "input/normalised", severity: "info" });
  });

  test("numbers without quotes are printed as they are written", async () => {
    const card = await table("head: 0\nrows:\n  - [3.10, 007, 1e3, true]");
    expect(blockOf(card, "table").lines.map(({ text }) => text)).toEqual(["3.10", "007", "1e3", "true"]);
  });

  test("strong text in a cell is set in the strong face, and findings point into the cell", async () => {
    const card = await table('head: 0\nrows:\n  - ["**港务**", "\u{1f409}龙"]');
    const [first] = lineOf(blockOf(card, "table"), "港务").runs;
    expect(first!.face.name).toContain("Sans");
    const missing = card.found.find(({ code }) => code === "font/missing-glyph" || code === "input/unsupported")!;
    expect(card.report.textOf("stories/a.md")!.slice(missing.source!.start, missing.source!.end)).toBe("\u{1f409}");
  });
});

describe("columns", () => {
  test("a width in zi and a share are kept, the others share what is left by their contents", async () => {
    const card = await table(
      "columns: [{ width: 6zi }, { width: 25% }, left, left]\nhead: 0\nrows:\n  - [甲, 乙, 丙, 丁丁丁丁丁丁]",
    );
    const block = blockOf(card, "table");
    const { width, x } = block.frame.rect;
    const lefts = ["甲", "乙", "丙", "丁丁丁丁丁丁"].map((text) => lineOf(block, text).x - x - 3);
    expect(lefts[1]! - lefts[0]!).toBeCloseTo(54, 3);
    expect(lefts[2]! - lefts[1]!).toBeCloseTo(width / 4, 3);
    const third = lefts[3]! - lefts[2]!;
    expect(third).toBeCloseTo((width * 0.75 - 54) * (14 / (14 + 54)), 2);
  });

  test("long text is broken within its column; the row grows in whole rows and the other cells stand in its middle", async () => {
    const card = await table(
      `columns: [{ width: 8zi }, left]\nhead: 0\nrows:\n  - [短, ${"长文要在栏里断行".repeat(12)}]\n  - [末, 行]`,
      "table: 1",
      { columns: "1-2" },
    );
    expect(card.found).toEqual([]);
    const block = blockOf(card, "table");
    const long = block.lines.filter(({ text }) => text.length > 4);
    expect(long.length).toBeGreaterThan(3);
    const middle = (long[0]!.baseline + long.at(-1)!.baseline) / 2;
    expect(lineOf(block, "短").baseline).toBeCloseTo(middle, 3);
    expect(lineOf(block, "末").baseline - long[0]!.baseline).toBeCloseTo(long.length * 11.7, 3);
  });

  test("a table that is too wide is an error that says by how much", async () => {
    const wide = Array.from({ length: 12 }, () => "Donaudampfschiff").join(", ");
    const card = await table(`head: 0\nrows:\n  - [${wide}]`, "table: 1", { columns: "1" });
    const [fault] = card.found.filter(({ code }) => code === "compose/table-width");
    expect(fault).toMatchObject({ severity: "error", place: { page: "01" } });
    const over = Number(/needs ([\d.]+) pt more/.exec(fault!.message)![1]);
    // twelve words of 16 letters at 8 pt, and 72 pt of blank, in 108 pt
    expect(over).toBeGreaterThan(600);
    expect(over).toBeLessThan(900);
  });

  test("a word wider than the width that its column was given is an error at the word", async () => {
    const card = await table("columns: [{ width: 3zi }, left]\nhead: 0\nrows:\n  - [Donaudampfschiff, 乙]");
    const [fault] = card.found.filter(({ code }) => code === "compose/table-width");
    const { start, end } = fault!.source!;
    expect(card.report.textOf("stories/a.md")!.slice(start, end)).toBe("Donaudampfschiff");
  });
});

const SPANS = `columns: [left, left, left, left]
head: 2
rows:
  - [{ text: 区, rows: 2 }, { text: 今天, span: 2 }, 明]
  - [昼, 夜, 昼二]
  - [港, 晴, 雨, 阴]
  - [城, { text: 连日有雨, span: 2, rows: 2 }, 雾]
  - [湾, 风]`;

describe("cells over several columns and rows", () => {
  test("stand in the middle of what they take, and the others go round them", async () => {
    const card = await table(SPANS, "table: { style: grid }");
    expect(card.found).toEqual([]);
    const block = blockOf(card, "table");
    const [day, night, rain, wind] = ["昼", "夜", "连日有雨", "风"].map((text) => lineOf(block, text));
    const today = lineOf(block, "今天");
    expect(today.x).toBeGreaterThan(day!.x);
    expect(today.x + today.natural).toBeLessThan(night!.x + night!.natural + 200);
    expect(rain!.x).toBeCloseTo(day!.x, 3);
    expect(wind!.x).toBeCloseTo(lineOf(block, "雾").x, 3);
    expect(rain!.baseline).toBeCloseTo((lineOf(block, "城").baseline + lineOf(block, "湾").baseline) / 2, 3);
    expect(lineOf(block, "区").baseline).toBeCloseTo((today.baseline + day!.baseline) / 2, 3);
    // no rule crosses the cell of two columns and two rows
    const box = { top: rain!.baseline - 6, bottom: rain!.baseline, left: rain!.x + 1, right: rain!.x + rain!.natural };
    const crossing = strokes(block.shapes).filter(
      ({ left, right, top, bottom }) => left < box.right && right > box.left && top < box.bottom && bottom > box.top,
    );
    expect(crossing).toEqual([]);
  });

  test("are read row by row", async () => {
    const card = await table(SPANS);
    expect(
      blockOf(card, "table")
        .lines.map(({ text }) => text)
        .join(" "),
    ).toBe("区 今天 明 昼 夜 昼二 港 晴 雨 阴 城 连日有雨 雾 湾 风");
  });

  test.each([
    ["rows:\n  - [甲, 乙]\n  - [丙]", "warning", "row 2 does not fill the table's 2 columns"],
    ["columns: [left]\nrows:\n  - [甲, 乙]\n  - [丙]", "error", "row 1 has 1 cell more"],
    ["rows:\n  - [甲, 乙]\n  - [{ text: 丙, rows: 5 }, 丁]", "warning", "a cell of row 2 reaches over the table"],
    ["rows:\n  - [{ text: 甲, rows: 3 }, 乙]\n  - [丙, 丁]", "warning", "a cell of row 1 reaches over the head"],
    [
      "columns: [left, left]\nhead: 0\nrows:\n  - [{ text: 甲, span: 9 }]",
      "warning",
      "a cell of row 1 reaches over the table",
    ],
  ])("%s", async (fields, severity, message) => {
    const card = await table(fields);
    const [fault] = card.found.filter(({ code }) => code === "input/table");
    expect(fault).toMatchObject({ severity, message: expect.stringContaining(message), place: { page: "01" } });
    expect(card.report.textOf("stories/a.md")!.slice(fault!.source!.start, fault!.source!.end)).toContain("[");
  });
});

describe("folding", () => {
  const rows = Array.from({ length: 11 }, (_, n) => `  - ["${n + 1}", 值${n + 1}]`).join("\n");

  test("parts stand side by side, each under the head, in order and as tall as one another", async () => {
    const card = await table(`title: 表\nnote: 注\nrows:\n  - [序, 值]\n${rows}`, "table: { columns: 3, gutter: 2zi }");
    expect(card.found).toEqual([]);
    const block = blockOf(card, "table");
    const heads = block.lines.filter(({ text }) => text === "序");
    expect(heads).toHaveLength(3);
    expect(new Set(heads.map(({ baseline }) => baseline)).size).toBe(1);
    expect(heads[1]!.x - heads[0]!.x).toBeCloseTo((block.frame.rect.width + 18) / 3, 3);
    const parts = heads.map(({ x }, n) =>
      block.lines.filter(
        (line) =>
          line.text.startsWith("值") && line.text !== "值" && line.x > x && !(line.x > (heads[n + 1]?.x ?? 1e9)),
      ),
    );
    expect(parts.map((part) => part.length)).toEqual([4, 4, 3]);
    expect(parts.flat().map(({ text }) => text)).toEqual(Array.from({ length: 11 }, (_, n) => `值${n + 1}`));
    // title, head, four rows, note
    expect(block.frame.rect.height).toBeCloseTo(8 * 11.7, 3);
  });

  test("a cell over several rows is not parted", async () => {
    const card = await table(
      "head: 0\nrows:\n  - [{ text: 甲, rows: 3 }, 一]\n  - [二]\n  - [三]\n  - [乙, 四]",
      "table: { columns: 2 }",
    );
    const block = blockOf(card, "table");
    expect(lineOf(block, "三").x).toBeCloseTo(lineOf(block, "一").x, 3);
    expect(lineOf(block, "四").x).toBeGreaterThan(lineOf(block, "一").x + 100);
  });
});

describe("CSV", () => {
  const csv = (text: string | Uint8Array) => table("file: data/t.csv", "table: 1", { files: { "data/t.csv": text } });
  const texts = (card: Card) => blockOf(card, "table").lines.map(({ text }) => text);

  test("a mark of byte order, quotes, commas and line ends in cells", async () => {
    const card = await csv('\ufeff名,数\r\n"甲,乙","1,280"\r\n"他说“好”",""\r\n"a ""b"" c",3\r\n');
    expect(card.found).toEqual([]);
    expect(texts(card)).toEqual(["名", "数", "甲，乙", "1,280", "他说“好”", 'a "b" c', "3"]);
  });

  test("tabs and semicolons part cells where the first line has no comma", async () => {
    expect(texts(await csv("名\t数\n甲\t1,5\n"))).toEqual(["名", "数", "甲", "1,5"]);
    expect(texts(await csv("名;数\n甲;1,5\n"))).toEqual(["名", "数", "甲", "1,5"]);
  });

  test.each([
    ["名,数\n甲,1\n乙\n", "warning", "row 3 does not fill", 3],
    ["名,数\n甲,1\n乙,2,3\n", "warning", "does not fill the table's 3 columns", 1],
    ['名,数\n甲,1\n"乙,2\n', "error", "a quotation mark is not closed", 3],
    ['名,数\n"甲"乙,1\n', "error", "text stands behind a closing quotation mark", 2],
    ["", "error", "the table has no cells", undefined],
  ])("%j is told of at its line", async (text, severity, message, line) => {
    const card = await csv(text);
    const [fault] = card.found.filter(({ code }) => code === "input/table");
    expect(fault).toMatchObject({ severity, message: expect.stringContaining(message) });
    if (line !== undefined) {
      const { path, start } = fault!.source!;
      expect(path).toBe("data/t.csv");
      expect(card.report.textOf(path)!.slice(0, start).split("\n").length).toBe(line);
    }
  });

  test("a file that is not there, and one outside the edition, are reported where they are named", async () => {
    for (const [path, code] of [
      ["data/none.csv", "input/missing-file"],
      ["../t.csv", "input/outside"],
    ] as const) {
      const card = await table(`file: ${path}`);
      const [fault] = card.found.filter((each) => each.code === code);
      expect(card.report.textOf("stories/a.md")!.slice(fault!.source!.start, fault!.source!.end)).toBe(path);
    }
  });

  test("bytes of all kinds never end the program", async () => {
    for (const bytes of [
      new Uint8Array([0, 255, 254, 1]),
      new Uint8Array(5000).fill(34),
      new Uint8Array(5000).fill(44),
    ])
      expect((await csv(bytes)).laid.page.id).toBe("01");
  });
});

describe("places", () => {
  const head = "headline: 标题\ntables:\n  - rows:\n      - [甲, 乙]\n      - [丙, 丁]";
  const body = "正文有一段话。".repeat(60);

  test("an inset stands in the legs, its text outside them", async () => {
    const card = await layCard({
      head,
      body,
      columns: "1-2",
      parts: [
        "headline: { style: main }",
        "body: { legs: 2, insets: [{ table: 1, box: frame, leg: 2, side: right, row: 1, width: 12zi }] }",
      ],
    });
    expect(card.found.filter(({ code }) => !code.startsWith("makeup"))).toEqual([]);
    const { rect } = blockOf(card, "table").frame;
    const first = card.laid.composed.frames
      .find(({ frame }) => frame.kind === "body")!
      .lines.find(({ leg }) => leg === 1)!;
    expect(first.baseline - 9).toBeGreaterThan(rect.y + rect.height - 1);
  });

  test("a table that the layout does not show, and one that the story lacks, are told of", async () => {
    const unplaced = await layCard({ head, body, parts: ["headline: { style: main }", "body: {}"] });
    expect(unplaced.found.find(({ code }) => code === "plan/unplaced-part")?.message).toContain("table 1");
    const missing = await layCard({
      head,
      body,
      parts: ["headline: { style: main }", "table: 2", "table: 1", "body: {}"],
    });
    expect(missing.found.find(({ code }) => code === "plan/missing-part")?.message).toMatch(
      /shows table 2 of `a`, which has 1/,
    );
    const inset = "body: { insets: [{ table: 3, leg: 1, side: left, row: 1, width: 9zi }] }";
    const noInset = await layCard({ head, body, parts: ["headline: { style: main }", "table: 1", inset] });
    expect(noInset.found.find(({ code }) => code === "plan/missing-part")?.message).toContain("table 3");
  });

  test("a table in too few rows is an error", async () => {
    const card = await layCard({
      head: `tables:\n  - rows: [${"[甲, 乙],".repeat(20)}]`,
      parts: ["table: { rows: 5 }"],
    });
    const fault = card.found.find(({ code }) => code === "compose/table-rows");
    expect(fault?.message).toBe("a table of `a` has no room for 15 of its 19 rows, 176 pt");
  });

  test("neither rows nor file, both at once, and cells that are none are refused with their place", async () => {
    for (const [fields, message] of [
      ["title: 表", "this table holds nothing"],
      ["file: a.csv\nrows: [[甲]]", "`rows` and `file` at once"],
      ["rows: [[[甲]]]", "this is no cell"],
      ["columns: [middle]\nrows: [[甲]]", "cannot be"],
      ["columns: [{ width: 3 }]\nrows: [[甲]]", "no width of a column"],
    ] as const) {
      const card = await table(fields);
      expect(card.found.map((each) => each.message).join("\n"), fields).toContain(message);
      for (const each of card.found) expect(each.source ?? each.place).toBeDefined();
    }
  });
});

describe.skipIf(!has("pdftotext"))("the text layer (poppler)", () => {
  test("has every cell once, row by row", async () => {
    const card = await table(
      "title: 行情\ncolumns: [left, decimal, decimal]\nrows:\n  - [品名, 今日, 昨日]\n  - [大白菜, 1.2, 1.26]\n  - [对虾, 86, 82.5]",
    );
    await withPdf(card, (file) => {
      const text = run("pdftotext", ["-raw", file, "-"]).replace(/\s+/g, " ").trim();
      expect(text).toBe("行情 品名 今日 昨日 大白菜 1.2 1.26 对虾 86 82.5");
    });
  });
});
