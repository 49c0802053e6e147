/** Charts: bars, lines and pies to scale, named where they stand, values as they are written; numbers that cannot be drawn. */
import { describe, expect, test } from "vitest";
import type { Shape } from "../src/compose/composed-page.ts";
import { blockOf, boundsOf, type Card, isFill, isStroke, layCard, lineOf, withPdf } from "./kit/card.ts";
import { has, run } from "./kit/witness.ts";

const chart = (fields: string, part = "chart: { rows: 20 }", columns = "1-4"): Promise<Card> =>
  layCard({ head: `charts:\n  - ${fields.replaceAll("\n", "\n    ")}`, parts: [part], columns });

const fills = ({ shapes = [] }: { readonly shapes?: readonly Shape[] }) => shapes.filter(isFill);
const strokes = ({ shapes = [] }: { readonly shapes?: readonly Shape[] }) => shapes.filter(isStroke);

describe("bars", () => {
  test("are as high as their numbers, stand on one line, and have their values over them as written", async () => {
    const card = await chart('kind: bar\nlabels: [甲, 乙, 丙]\nseries: [{ values: [10.0, "1,280", 640] }]');
    expect(card.found).toEqual([]);
    const block = blockOf(card, "chart");
    const bars = fills(block).map(boundsOf);
    const heights = bars.map(({ top, bottom }) => bottom - top);
    expect(heights[1]! / heights[2]!).toBeCloseTo(2, 6);
    expect(heights[1]! / heights[0]!).toBeCloseTo(128, 4);
    expect(new Set(bars.map(({ bottom }) => bottom.toFixed(6))).size).toBe(1);
    ["10.0", "1,280", "640"].forEach((text, n) => {
      const line = lineOf(block, text);
      expect(line.x + line.natural / 2).toBeCloseTo((bars[n]!.left + bars[n]!.right) / 2, 3);
      expect(line.baseline).toBeLessThan(bars[n]!.top);
      expect(line.baseline).toBeGreaterThan(bars[n]!.top - 6);
    });
    for (const label of ["甲", "乙", "丙"])
      expect(lineOf(block, label).baseline - 7.5).toBeGreaterThan(bars[0]!.bottom - 1);
  });

  test("of several series stand beside one another in their inks, with a legend", async () => {
    const card = await chart(
      "kind: bar\nlabels: [春, 夏]\nseries: [{ name: 去年, values: [1, 2] }, { name: 今年, values: [3, 4] }]",
    );
    const block = blockOf(card, "chart");
    const inks = fills(block).map((each) => JSON.stringify(each.ink));
    expect(new Set(inks).size).toBe(2);
    // two squares of the legend, four bars
    expect(inks).toHaveLength(6);
    const [first, second] = fills(block).slice(2).map(boundsOf);
    expect(second!.left).toBeCloseTo(first!.right, 6);
    expect(lineOf(block, "去年").baseline).toBe(lineOf(block, "今年").baseline);
  });

  test("below 0 they hang from the line, their values under them", async () => {
    const block = blockOf(await chart("kind: bar\nlabels: [甲, 乙]\nseries: [{ values: [5, -5] }]"), "chart");
    const [up, down] = fills(block).map(boundsOf);
    expect(down!.top).toBeCloseTo(up!.bottom, 6);
    expect(down!.bottom - down!.top).toBeCloseTo(up!.bottom - up!.top, 6);
    expect(lineOf(block, "−5").baseline - 5).toBeGreaterThan(down!.bottom - 1);
  });

  test("that grow to the right have labels before them and values behind", async () => {
    const card = await chart(
      "kind: bar\nbars: right\nlabels: [鱼片粥, 豆浆]\nseries: [{ values: [100, 50] }]",
      "chart: 1",
    );
    expect(card.found).toEqual([]);
    const block = blockOf(card, "chart");
    const [long, short] = fills(block).map(boundsOf);
    expect((long!.right - long!.left) / (short!.right - short!.left)).toBeCloseTo(2, 6);
    const label = lineOf(block, "豆浆");
    expect(label.x + label.natural).toBeLessThan(short!.left);
    expect(lineOf(block, "50").x).toBeGreaterThan(short!.right);
    expect(label.baseline).toBeGreaterThan(short!.top);
    expect(label.baseline).toBeLessThan(short!.bottom + 3);
  });

  test("too many in too little width are told of", async () => {
    const many = Array.from({ length: 40 }, (_, n) => `${1000 + n}`).join(", ");
    const card = await chart(
      `kind: bar\nlabels: [${many}]\nseries: [{ values: [${many}] }]`,
      "chart: { rows: 12 }",
      "1",
    );
    expect(card.found.find(({ code }) => code === "compose/overset-part")?.hint).toContain("bars: right");
  });
});

describe("lines", () => {
  const LINES =
    "kind: line\nlabels: [1月, 2月, 3月]\nseries: [{ name: 甲站, values: [10, 20, 15.5] }, { name: 乙站, values: [12, ~, 16] }]";

  test("go through their numbers, are named at their ends with the last value, and do not hide one another's names", async () => {
    const card = await chart(LINES);
    expect(card.found).toEqual([]);
    const block = blockOf(card, "chart");
    const line = strokes(block).find(({ path }) => path.length === 3 && path[2]!.kind === "line")!;
    const [a, b, c] = line.path.flatMap((each) => (each.kind === "close" ? [] : [each]));
    expect((a!.y - b!.y) / (c!.y - b!.y)).toBeCloseTo(10 / 4.5, 6);
    expect(b!.x - a!.x).toBeCloseTo(c!.x - b!.x, 6);
    // 10 stands on the line of 10
    const tick = lineOf(block, "10");
    expect(tick.baseline - 0.36 * 7.5).toBeCloseTo(a!.y, 3);
    const [one, two] = [lineOf(block, "甲站"), lineOf(block, "乙站")];
    expect(one.x).toBeGreaterThan(c!.x);
    expect(Math.abs(one.baseline - two.baseline)).toBeGreaterThanOrEqual(9.75 - 1e-6);
    expect(lineOf(block, "15.5").baseline).toBe(one.baseline);
  });

  test("are parted where a number is missing", async () => {
    const block = blockOf(
      await chart("kind: line\nlabels: [1, 2, 3, 4, 5]\nseries: [{ values: [1, 2, ~, 3, 4] }]"),
      "chart",
    );
    const [line] = strokes(block).filter(({ path }) => path.length === 4);
    expect(line!.path.map(({ kind }) => kind)).toEqual(["move", "line", "move", "line"]);
  });

  test("labels that would touch are thinned out, and that is noted", async () => {
    const days = Array.from({ length: 60 }, (_, n) => `${n + 1}日`).join(", ");
    const values = Array.from({ length: 60 }, (_, n) => n).join(", ");
    const card = await chart(
      `kind: line\nlabels: [${days}]\nseries: [{ values: [${values}] }]`,
      "chart: { rows: 12 }",
      "1-2",
    );
    const note = card.report.all().find(({ code }) => code === "compose/chart-labels");
    expect(note).toMatchObject({ severity: "info", message: expect.stringMatching(/every \d+\. of its 60 labels/) });
  });
});

describe("pies", () => {
  test("sectors are shares of the circle, clockwise from the top, named beside it", async () => {
    const card = await chart("kind: pie\nlabels: [甲, 乙, 丙]\nseries: [{ values: [50%, 25%, 25%] }]");
    expect(card.found).toEqual([]);
    const block = blockOf(card, "chart");
    const [half, quarter] = fills(block).map(boundsOf);
    const radius = half!.right - half!.left;
    expect(half!.bottom - half!.top).toBeCloseTo(2 * radius, 1);
    expect(quarter!.right - quarter!.left).toBeCloseTo(radius, 1);
    expect(quarter!.top).toBeCloseTo((half!.top + half!.bottom) / 2, 1);
    expect(quarter!.right).toBeCloseTo(half!.left, 3);
    expect(lineOf(block, "甲").x).toBeGreaterThan(half!.right);
    const third = lineOf(block, "丙");
    expect(third.x + third.natural).toBeLessThan(quarter!.left);
    expect(block.lines.map(({ text }) => text)).toEqual(["甲", "50%", "乙", "25%", "丙", "25%"]);
  });

  test("a whole circle closes, a number of 0 has a name and no sector", async () => {
    const block = blockOf(await chart("kind: pie\nlabels: [甲, 乙]\nseries: [{ values: [3, 0] }]"), "chart");
    expect(fills(block)).toHaveLength(1);
    const { left, right, top, bottom } = boundsOf(fills(block)[0]!);
    expect(right - left).toBeCloseTo(bottom - top, 2);
    expect(lineOf(block, "乙").text).toBe("乙");
  });
});

describe("numbers that cannot be drawn", () => {
  test.each([
    ["kind: bar\nlabels: [甲]\nseries: [{ values: [许多] }]", "`许多` is no number", "许多"],
    ["kind: bar\nlabels: [甲]\nseries: [{ values: [.nan] }]", "no number", ".nan"],
    ["kind: bar\nlabels: [甲]\nseries: [{ values: [.inf] }]", "no number", ".inf"],
    ["kind: bar\nlabels: [甲]\nseries: [{ values: [1e30] }]", "no number", "1e30"],
    ["kind: line\nlabels: [甲, 乙]\nseries: [{ values: [1] }]", "series 1 has 1 values for 2 labels", "[1]"],
    ["kind: line\nlabels: [甲]\nseries: [{ values: [~] }]", "the chart has no numbers", undefined],
    ["kind: pie\nlabels: [甲, 乙]\nseries: [{ values: [1, -1] }]", "cannot show a number below 0", undefined],
    ["kind: pie\nlabels: [甲, 乙]\nseries: [{ values: [0, 0] }]", "all numbers of the pie are 0", undefined],
    ["kind: pie\nlabels: [甲]\nseries: [{ values: [1] }, { values: [2] }]", "a pie shows one series", undefined],
    ["kind: radar\nlabels: [甲]\nseries: [{ values: [1] }]", "cannot be `radar`", "radar"],
    ["kind: bar\nlabels: []\nseries: [{ values: [] }]", "`labels`", undefined],
  ])("%s", async (fields, message, place) => {
    const card = await chart(fields);
    const fault = card.found.find((each) => each.message.includes(message));
    expect(fault, JSON.stringify(card.found)).toMatchObject({ severity: "error", place: { page: "01" } });
    const { path, start, end } = fault!.source!;
    const written = card.report.textOf(path)!.slice(start, end);
    if (place !== undefined) expect(written).toBe(place);
  });

  test("no room for the drawing is an error, not a drawing", async () => {
    const card = await chart(
      "kind: line\ntitle: 题\nnote: 注\nlabels: [甲, 乙]\nseries: [{ values: [1, 2] }]".replace("note", "source"),
      "chart: { rows: 4 }",
    );
    expect(card.found.find(({ code }) => code === "compose/overset-part")?.message).toContain("no room");
  });
});

describe.skipIf(!has("pdftotext"))("the text layer (poppler)", () => {
  test("has title, unit, values, labels and source", async () => {
    const card = await chart(
      "kind: bar\ntitle: 客流\nunit: 万人\nsource: 渡运公司\nlabels: [春, 夏]\nseries: [{ values: [21.4, 30] }]",
    );
    await withPdf(card, (file) => {
      expect(run("pdftotext", ["-raw", file, "-"]).replace(/\s+/g, " ").trim()).toBe(
        "客流 万人 21.4 30 春 夏 渡运公司",
      );
    });
  });
});
