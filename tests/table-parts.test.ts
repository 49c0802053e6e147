/** Tables broken between rows: into parts side by side, over places of a page and over pages, no cell lost and no row cut. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { LaidPage } from "../src/build.ts";
import type { ComposedFrame } from "../src/compose/composed-page.ts";
import { boundsOf, type Card, layCard, withPdf } from "./kit/card.ts";
import { layFiles } from "./kit/lay-files.ts";
import { ROOT } from "./kit/sample.ts";
import { has, run } from "./kit/witness.ts";

const STYLE = readFileSync(`${ROOT}layouts/styles/newspaper-cn.yaml`, "utf8");

const numbered = (count: number): string =>
  Array.from({ length: count }, (_, n) => `  - [行${n + 1}, 值${n + 1}]`).join("\n");

const table = (
  rows: string,
  parts: readonly string[],
  more: Partial<Parameters<typeof layCard>[0]> = {},
): Promise<Card> =>
  layCard({
    head: `tables:\n  - ${`title: 表题\nnote: 表注\nrows:\n  - [序, 数]\n${rows}`.replaceAll("\n", "\n    ")}`,
    parts,
    ...more,
  });

const tablesOf = ({ composed }: LaidPage): readonly ComposedFrame[] =>
  composed.frames.filter(({ frame }) => frame.kind === "exhibit" && frame.content.kind === "table");

const texts = ({ lines }: ComposedFrame): readonly string[] => lines.map(({ text }) => text);
const values = (frame: ComposedFrame): readonly string[] => texts(frame).filter((text) => /^值\d/.test(text));
const counted = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `值${n + 1}`);

/** Nothing of a frame's table stands under its frame. */
const expectInside = ({ frame, lines, shapes = [] }: ComposedFrame): void => {
  const foot = frame.rect.y + frame.rect.height + 2;
  for (const { baseline } of lines) expect(baseline).toBeLessThan(foot);
  for (const shape of shapes) expect(boundsOf(shape).bottom).toBeLessThan(foot);
};

describe("places of one page", () => {
  test("each goes on where the one before it ends, with the head, a mark and closed rules; the note stands under the last", async () => {
    const card = await table(numbered(30), ["table: { rows: 14 }", "table: { rows: 12 }", "table: { rows: 12 }"]);
    expect(card.found).toEqual([]);
    const places = tablesOf(card.laid);
    expect(places.flatMap(values)).toEqual(counted(30));
    expect(places.map((each) => texts(each).filter((text) => text === "序").length)).toEqual([1, 1, 1]);
    expect(places.map((each) => texts(each)[0])).toEqual(["表题", "（续表）", "（续表）"]);
    expect(places.map((each) => texts(each).includes("表注"))).toEqual([false, false, true]);
    for (const each of places) {
      expectInside(each);
      const rules = (each.shapes ?? []).filter(({ kind }) => kind === "rule").map(boundsOf);
      const last = Math.max(...each.lines.filter(({ text }) => text.startsWith("值")).map(({ baseline }) => baseline));
      // a rule over the head, and one under the last row of the part
      expect(Math.min(...rules.map(({ top }) => top))).toBeLessThan(
        each.lines.find(({ text }) => text === "序")!.baseline - 7,
      );
      expect(rules.some(({ top }) => top > last && top < last + 9)).toBe(true);
    }
    // the mark stands at the right
    const mark = places[1]!.lines[0]!;
    expect(mark.x + mark.natural).toBeCloseTo(places[1]!.frame.rect.x + places[1]!.frame.rect.width, 1);
  });

  test("parts side by side within each place are filled, those of the last are balanced", async () => {
    const card = await table(numbered(40), ["table: { rows: 10, columns: 3 }", "table: { rows: 12, columns: 3 }"]);
    expect(card.found).toEqual([]);
    const [first, last] = tablesOf(card.laid);
    // a title of two rows, the head, and seven rows, three times; nineteen are left
    expect(values(first!)).toHaveLength(21);
    const columns = (frame: ComposedFrame) => {
      const own = frame.lines.filter(({ text }) => /^值\d/.test(text));
      return [...new Set(own.map(({ x }) => x.toFixed(2)))].map(
        (x) => own.filter((line) => line.x.toFixed(2) === x).length,
      );
    };
    expect(columns(first!)).toEqual([7, 7, 7]);
    expect(columns(last!)).toEqual([7, 6, 6]);
    expect([first!, last!].flatMap(values)).toEqual(counted(40));
  });

  test("a style may fill part after part, and have a mark of its own or none", async () => {
    const places = async (own: string) => {
      const files = { "layouts/styles/newspaper-cn.yaml": STYLE.replace("  table: {", `  table: { ${own},`) };
      const card = await table(numbered(16), ["table: { rows: 8, columns: 2 }", "table: { rows: 10, columns: 2 }"], {
        files,
      });
      expect(card.found).toEqual([]);
      return tablesOf(card.laid);
    };
    const [, balanced] = await places("continued: 接上表");
    const [first, filled] = await places("balance: false, continued: false");
    expect(texts(balanced!)[0]).toBe("接上表");
    expect(texts(filled!)[0]).toBe("序");
    const left = (frame: ComposedFrame) => {
      const own = frame.lines.filter(({ text }) => /^值\d/.test(text));
      const least = Math.min(...own.map(({ x }) => x));
      return own.filter(({ x }) => x < least + 1).length;
    };
    expect(values(first!)).toHaveLength(10);
    expect([left(balanced!), left(filled!)]).toEqual([3, 6]);
  });

  test("no part ends after a group's heading, in a cell of several rows, or after one row", async () => {
    const rows = [
      "  - [{ text: 东站, span: 2 }]",
      "  - [行1, 值1]",
      "  - [行2, 值2]",
      "  - [行3, 值3]",
      "  - [行4, 值4]",
      "  - [{ text: 西站, span: 2 }]",
      "  - [行5, 值5]",
      "  - [{ text: 合并, rows: 3 }, 值6]",
      "  - [值7]",
      "  - [值8]",
      "  - [行9, 值9]",
    ].join("\n");
    // title, head, and room for six rows: the sixth is the heading of the next group
    const card = await table(rows, ["table: { rows: 8 }", "table: { rows: 6 }", "table: { rows: 10 }"]);
    expect(card.found).toEqual([]);
    const places = tablesOf(card.laid);
    expect(places.map(values)).toEqual([["值1", "值2", "值3", "值4"], ["值5"], ["值6", "值7", "值8", "值9"]]);
    expect(texts(places[1]!).slice(3)).toContain("西站");
  });

  test("rows that have no room are counted, and none is set half", async () => {
    const card = await table(numbered(30), ["table: { rows: 10 }", "table: { rows: 10 }"]);
    const [fault] = card.found.filter(({ code }) => code === "compose/table-rows");
    const set = tablesOf(card.laid).flatMap(values);
    expect(set).toEqual(counted(set.length));
    expect(fault).toMatchObject({
      severity: "error",
      message: expect.stringContaining(`has no room for ${30 - set.length} of its 30 rows`),
      place: { page: "01" },
    });
    for (const each of tablesOf(card.laid)) expectInside(each);
  });

  test("a row higher than every place is told of", async () => {
    const card = await table(`  - [行1, ${"很长的一格".repeat(200)}]\n  - [行2, 值2]`, ["table: { rows: 8 }"]);
    const [fault] = card.found.filter(({ code }) => code === "compose/table-rows");
    expect(fault!.message).toMatch(/no room for 2 of its 2 rows, \d+ pt; its row 2 alone is \d+ pt high/);
    expect(tablesOf(card.laid)[0]!.lines).toEqual([]);
  });
});

const LAYOUT = (rows: number) => `format: card
grid: { columns: 2, measure: 20zi, gutter: 2zi, rows: 60, top: 10mm }
slots:
  one:
    col: 1-2
    row: 1-${rows}
    stack:
      story: one
      children:
        - headline: { style: main }
        - table: { columns: 2, overset: jump }
`;

const edition = (rows: number) => ({
  "edition.yaml":
    "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n  - pages/02.yaml\n",
  "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: front\nstories:\n  one: stories/one.md\n',
  "pages/02.yaml":
    'page: "02"\nsection: 要闻\nlayout: inside\nstories: {}\ncontinues:\n  one: { page: "01", story: one }\n',
  "layouts/formats.yaml": "card: { title: card, width: 160mm, height: 300mm }\n",
  "layouts/front.yaml": LAYOUT(20),
  "layouts/inside.yaml": LAYOUT(40),
  "stories/one.md": `---\nheadline: 渡船时刻\ntables:\n  - title: 时刻表\n    note: 逢雾停航\n    rows:\n      - [序, 数]\n${numbered(rows).replaceAll("  - ", "      - ")}\n---\n`,
});

describe("pages", () => {
  test("a table goes on on the page that continues its story, with both lines, every row once", async () => {
    const { pages, found } = await layFiles(edition(60));
    expect(found.filter(({ severity }) => severity !== "info")).toEqual([]);
    const [first, second] = pages.map((page) => tablesOf(page)[0]!);
    expect([first!, second!].flatMap(values)).toEqual(counted(60));
    expect(texts(first!).at(-1)).toBe("（下转第02版）");
    expect(texts(second!).slice(0, 2)).toEqual(["时刻表（续表）", "（上接第01版）"]);
    expect(texts(second!).at(-1)).toBe("逢雾停航");
    for (const each of [first!, second!]) expectInside(each);
    expect(found.find(({ code }) => code === "compose/jump")).toMatchObject({
      severity: "info",
      message: `a table of \`one\` goes on on page \`02\`: ${values(second!).length} of its 60 rows`,
    });
  });

  test("a table that goes in is followed by nothing, and that is told", async () => {
    const { found, pages } = await layFiles(edition(8));
    expect(tablesOf(pages[0]!).flatMap(values)).toEqual(counted(8));
    expect(found.find(({ code }) => code === "compose/jump")?.message).toBe(
      "all of `one` stands on page `01`; nothing goes on in `one`",
    );
  });
});

describe.skipIf(!has("pdftotext"))("the text layer (poppler)", () => {
  test("has every cell once, the heads once for each part", async () => {
    const card = await table(numbered(30), ["table: { rows: 12, columns: 2 }", "table: { rows: 14, columns: 2 }"]);
    await withPdf(card, (file) => {
      const words = run("pdftotext", ["-raw", file, "-"]).split(/\s+/);
      for (const value of counted(30)) expect(words.filter((word) => word === value)).toHaveLength(1);
      expect(words.filter((word) => word === "序")).toHaveLength(4);
      expect(words.filter((word) => word === "（续表）")).toHaveLength(1);
    });
  });
});
