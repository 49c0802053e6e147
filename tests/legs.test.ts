/** Legs of a body: the four ways to divide a width (方正分栏), and the rules between them. */
import { describe, expect, test } from "vitest";
import type { ColumnMode } from "../src/model/layout.ts";
import { legSpans } from "../src/plan/body-legs.ts";
import type { PageGrid } from "../src/plan/page-grid.ts";
import type { RuleFrame } from "../src/plan/page-plan.ts";
import { bodiesOf, layFiles } from "./kit/lay-files.ts";

const ZI = 9;
const grid: PageGrid = {
  typeArea: { x: 30, y: 30, width: (3 * 12 + 2) * ZI, height: 600 },
  columns: 3,
  columnWidth: 12 * ZI,
  gutter: ZI,
  rows: 50,
  row: 12,
  zi: ZI,
};

/** Widths and gaps in zi of a block of so many zi. */
const divided = (mode: ColumnMode, width: number, legs = 2, step = 1) => {
  const spans = legSpans({ x: 30, y: 0, width: width * ZI, legs, gutter: ZI, grid, step, mode });
  const gaps = spans.slice(1).map(({ x }, n) => (x - spans[n]!.x - spans[n]!.width) / ZI);
  const end = spans.at(-1)!;
  return { widths: spans.map((each) => each.width / ZI), gaps, end: (end.x + end.width - 30) / ZI };
};

describe("columns of a block of 20 zi, a gutter of 1 (the trade's own example)", () => {
  test("绝对 9 + 9, gap 2; 相对 9 + 10; 自由 9.5 each", () => {
    expect(divided("absolute", 20)).toEqual({ widths: [9, 9], gaps: [2], end: 20 });
    expect(divided("relative", 20)).toEqual({ widths: [9, 10], gaps: [1], end: 20 });
    expect(divided("free", 20)).toEqual({ widths: [9.5, 9.5], gaps: [1], end: 20 });
  });

  test("自动 takes the page's columns, and divides a narrower block as 绝对 does", () => {
    expect(divided("automatic", 25)).toEqual({ widths: [12, 12], gaps: [1], end: 25 });
    expect(divided("automatic", 20)).toEqual(divided("absolute", 20));
  });

  test("nothing is wider than the block, in any mode", () => {
    for (const mode of ["absolute", "free", "relative", "automatic"] as const)
      for (let width = 12; width < 60; width += 0.7)
        for (let legs = 1; legs <= 4; legs++)
          expect(divided(mode, width, legs, 0.5).end).toBeLessThanOrEqual(width + 1e-6);
  });
});

const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库，港口的吞吐能力由此提高了三成。";

const lay = (fields: string, insets = "", head = "") =>
  layFiles({
    "edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n",
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: one\nstories:\n  one: stories/one.md\n',
    "layouts/formats.yaml": "card: { title: card, width: 190mm, height: 300mm }\n",
    "layouts/one.yaml": `format: card
grid: { columns: 3, measure: 17zi, gutter: 1.5zi, rows: 60, top: 10mm }
slots:
  one:
    col: 1-3
    row: 1-40
    stack:
      story: one
      children:
        - body: { ${fields}${insets} }
`,
    "stories/one.md": `---\n${head || "priority: 3\n"}---\n${Array.from({ length: 12 }, () => SENTENCE.repeat(2)).join("\n\n")}\n`,
  });

describe("a body with legs that are not alike", () => {
  test("相对: every line is as wide as its leg, the legs end level but for the last", async () => {
    const { pages, found } = await lay("legs: 4, columns: relative, gutter: 1zi");
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    const [body] = bodiesOf(pages[0]!);
    const widths = body!.frame.legs.map(({ rect }) => Math.round(rect.width / 4.5) / 2);
    expect(new Set(widths).size).toBe(2);
    expect(body!.fit.oversetLines).toBe(0);
    const counts = body!.frame.legs.map((_, n) => body!.lines.filter(({ leg }) => leg === n).length);
    expect(Math.max(...counts.slice(0, -1)) - Math.min(...counts.slice(0, -1))).toBe(0);
  });

  test("自由: lines fill the whole of a leg", async () => {
    const { pages } = await lay("legs: 4, columns: free, gutter: 1zi");
    const [body] = bodiesOf(pages[0]!);
    const { width } = body!.frame.legs[0]!.rect;
    expect(width / 4.5 - Math.round(width / 4.5)).not.toBeCloseTo(0, 2);
    for (const { measure } of body!.lines) expect(measure).toBeCloseTo(width, 6);
  });
});

describe("rules between legs", () => {
  const rulesOf = async (...args: Parameters<typeof lay>) => {
    const { pages } = await lay(...args);
    const frames = pages[0]!.plan.frames;
    return {
      rules: frames.filter((frame): frame is RuleFrame => frame.kind === "rule"),
      body: bodiesOf(pages[0]!)[0]!.frame,
      figure: frames.find(({ kind }) => kind === "key-figure"),
    };
  };

  test("stand in the middle of the gutters, as long as the legs", async () => {
    const { rules, body } = await rulesOf("legs: 3, rule: hairline");
    expect(rules).toHaveLength(2);
    rules.forEach(({ rect, direction }, n) => {
      const [left, right] = [body.legs[n]!.rect, body.legs[n + 1]!.rect];
      expect(direction).toBe("vertical");
      expect(rect.x + rect.width / 2).toBeCloseTo((left.x + left.width + right.x) / 2, 6);
      expect([rect.y, rect.height]).toEqual([left.y, left.height]);
    });
  });

  test("break off round a box across two legs, and only there", async () => {
    const { rules, figure } = await rulesOf(
      "legs: 3, rule: hairline",
      ", insets: [{ keyFigure: 1, leg: 1, side: across, row: 4, width: 9zi }]",
      "keyFigures: [全年**6.2**万人次]\n",
    );
    expect(rules).toHaveLength(3);
    const [above, below] = rules as [RuleFrame, RuleFrame];
    // it ends with the rows that the box takes, which has the same blank over and under it
    const over = figure!.rect.y - above.rect.y - above.rect.height;
    const under = below.rect.y - figure!.rect.y - figure!.rect.height;
    expect(over).toBeCloseTo(under);
    expect(over).toBeGreaterThan(3);
    expect(over).toBeLessThan(11.7);
  });

  test("lie across the page between vertical legs", async () => {
    const { rules, body } = await rulesOf("legs: 2, rule: hairline, writing: vertical, rows: 36");
    expect(rules.map(({ direction }) => direction)).toEqual(["horizontal"]);
    expect(rules[0]!.rect.y).toBeGreaterThan(body.legs[0]!.rect.y + body.legs[0]!.rect.height);
    expect(rules[0]!.rect.y).toBeLessThan(body.legs[1]!.rect.y);
  });
});
