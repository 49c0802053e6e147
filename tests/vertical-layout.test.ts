/** Vertical writing as layouts ask for it: defaults and exceptions, what is wrong, what stands in the legs, what does not fit. */
import { describe, expect, test } from "vitest";
import { bottom, overlaps } from "../src/base/geometry.ts";
import { plainText } from "../src/model/story.ts";
import {
  bodiesOf,
  headlinesOf,
  ofStory,
  type VerticalPage,
  verticalFindings,
  verticalPage,
} from "./kit/vertical-sample.ts";

/** Files of an edition whose page has two stories and these slots. */
const filesOf = (slots: string, top = "writing: vertical"): Readonly<Record<string, string>> => ({
  "pages/01-front.yaml": `page: "01"
section: 要闻
layout: own
credits:
  - { role: 主编, name: 沈怀远 }
  - { role: 责任编辑, name: 陆蘅 }
stories: { one: stories/tide-gauge.md, two: stories/seed-rice.md }
`,
  "layouts/own.yaml": `format: sikai
${top}
grid: { columns: 4, measure: 18zi, gutter: 1.5zi, rows: 74, top: 18.5mm }
slots:
${slots}`,
});

const TWO = (slots: string): string => `${slots}
  rest: { col: 1, row: 50-74, stack: { story: two, children: [headline: { style: brief }, picture: { rows: 5, caption: none }, body: {}] } }
`;

const writingOf = ({ laid }: VerticalPage): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(laid.plan.frames.map((frame) => [frame.id, "writing" in frame ? frame.writing : undefined]));

describe("writing in a layout", () => {
  const slots = TWO(`  main:
    col: 2-4
    row: 1-30
    band:
      story: one
      children:
        - headline: { style: single }
        - body: { legs: 2 }
  flag: { col: 1, row: 1-20, flag: { text: 速递, style: flag, box: flag } }
  date: { col: 1, row: 22-40, date: { style: date } }`);

  test("stands for every part and is inherited; a part, a group or the whole page says otherwise", async () => {
    const page = await verticalPage(filesOf(slots));
    expect(writingOf(page)).toMatchObject({
      "main/one/headline": "vertical",
      "main/one/body": "vertical",
      "flag/flag": "vertical",
      "date/date": "vertical",
    });
    const some = await verticalPage(
      filesOf(
        slots
          .replace("      story: one", "      story: one\n      writing: vertical")
          .replace("style: flag,", "style: flag, writing: vertical,"),
        "",
      ),
    );
    expect(writingOf(some)).toMatchObject({
      "main/one/headline": "vertical",
      "main/one/body": "vertical",
      "flag/flag": "vertical",
      "date/date": "horizontal",
      "rest/two/body": "horizontal",
    });
    const other = await verticalPage(
      filesOf(slots.replace("body: { legs: 2 }", "body: { legs: 2, writing: horizontal }")),
    );
    expect(writingOf(other)).toMatchObject({ "main/one/headline": "vertical", "main/one/body": "horizontal" });
    expect(ofStory(bodiesOf(other), "tide-gauge").lines.every((line) => line.writing === "horizontal")).toBe(true);
  });

  test("furniture runs down real lines: numbers in Han, names spread, a flag in the middle of its box", async () => {
    const page = await verticalPage(
      filesOf(
        slots.replace(
          "date: { style: date } }",
          "stack: { children: [date: { style: date }, credits: { style: credits }] } }",
        ),
      ),
    );
    const lines = (item: string) => page.laid.composed.frames.find(({ frame }) => frame.id === item)!.lines;
    expect(lines("date/date").map((line) => line.text)).toEqual(["二〇二五年七月十二日", "星期六", "第一三八六期"]);
    const axes = lines("date/date").map((line) => line.x);
    expect(axes).toEqual([...axes].sort((a, b) => b - a));
    expect(lines("date/credits").map((line) => line.text)).toEqual(["主编", "沈怀远", "责任编辑", "陆蘅"]);
    const ends = [1, 3].map((n) => {
      const line = lines("date/credits")[n]!;
      return line.baseline + Math.max(...line.runs.flatMap((run) => run.glyphs.map(({ y }) => y)));
    });
    expect(ends[0]).toBeCloseTo(ends[1]!, 3);
    const [flag] = lines("flag/flag");
    const { rect } = page.laid.plan.frames.find(({ id }) => id === "flag/flag")!;
    expect(flag!.x).toBeCloseTo(rect.x + rect.width / 2, 6);
    expect(flag!.baseline + flag!.measure / 2).toBeCloseTo(rect.y + rect.height / 2, 6);
    expect(page.report.all().filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test.each([
    ["a word that is none", ["body: { legs: 2 }", "body: { legs: 2, writing: sideways }"], /writing/],
    [
      "a side that a vertical leg has not",
      ["legs: 2 }", "legs: 2, insets: [{ picture: 1, leg: 1, side: left, row: 3, width: 9zi }] }"],
      /vertical lines has no left side/,
    ],
    [
      "a side that a horizontal leg has not",
      ["legs: 2 }", "writing: horizontal, legs: 2, insets: [{ picture: 1, leg: 1, side: top, row: 3, width: 9zi }] }"],
      /horizontal lines has no top side/,
    ],
    [
      "no leg under the last",
      ["legs: 2 }", "legs: 2, insets: [{ picture: 1, leg: 2, side: across, row: 3, width: 9zi }] }"],
      /a leg under its own/,
    ],
  ] as const)("%s is said with its place", async (_name, [from, to], says) => {
    const report = await verticalFindings(filesOf(slots.replace(from, to)));
    const found = report.all().find(({ source }) => source?.path === "layouts/own.yaml");
    expect(found).toMatchObject({ code: "input/wrong-value", severity: "error" });
    expect(
      `${found!.message} ${report.textOf(found!.source!.path)!.slice(found!.source!.start - 9, found!.source!.end)}`,
    ).toMatch(says);
  });
});

describe("what stands in vertical legs", () => {
  const withInset = (inset: string): string => `  main:
    col: 2-4
    row: 1-24
    band:
      story: two
      children:
        - headline: { style: single }
        - body: { legs: 2, insets: [${inset}] }
  rest: { col: 1, row: 1-74, stack: { story: one, children: [headline: { style: brief }, body: {}] } }
`;

  test.each([
    ["at the foot of a leg", "{ picture: 1, leg: 1, side: bottom, row: 2, width: 6zi, rows: 4 }"],
    ["at the top of a leg", "{ picture: 1, leg: 2, side: top, row: 5, width: 9zi, rows: 3 }"],
    ["across two legs", "{ picture: 1, leg: 1, side: across, row: 4, width: 12zi, rows: 8 }"],
    ["round", "{ picture: 1, shape: ellipse, leg: 1, side: across, row: 4, width: 12zi, rows: 9 }"],
  ])("%s takes room out of the lines beside it, and the text goes round it", async (_name, inset) => {
    const page = await verticalPage(filesOf(withInset(inset)));
    const { frame, lines, fit } = ofStory(bodiesOf(page), "seed-rice");
    const picture = page.laid.plan.frames.find((each) => each.kind === "picture")!;
    const { row } = page.laid.plan.grid;
    const slots = frame.legs.flatMap((leg) => leg.slots);
    const whole = Math.max(...slots.map(({ measure }) => measure));
    const short = slots.filter(({ measure }) => measure < whole);
    expect(short.length + (frame.legs.length * Math.floor(frame.rect.width / row) - slots.length)).toBeGreaterThan(3);
    if (picture.kind === "picture" && picture.shape.kind === "rectangle") {
      for (const { x, baseline, measure } of slots)
        expect(overlaps(picture.rect, { x: x - 4.5, y: baseline - 9, width: 9, height: measure + 18 })).toBe(false);
    }
    expect(picture.rect.y).toBeGreaterThanOrEqual(frame.rect.y - 0.01);
    expect(bottom(picture.rect)).toBeLessThanOrEqual(bottom(frame.rect) + 0.01);
    expect(fit.oversetLines).toBe(0);
    const text =
      frame.story.paragraphs.map((each) => plainText(each.spans)).join("") + plainText(frame.story.signature);
    expect(
      lines
        .map((line) => line.text)
        .join("")
        .replace(/\s/g, ""),
    ).toBe(text.replace(/\s/g, ""));
  });
});

describe("what does not fit", () => {
  const stack = (rows: string): string =>
    TWO(
      `  main: { col: 2-3, row: 1-${rows}, stack: { story: one, children: [headline: { style: single, rows: 12 }, body: { legs: 2 }] } }`,
    );

  test("a body takes the least rows that hold its text, and with one row less it is overset, said with its place", async () => {
    const roomy = await verticalPage(filesOf(stack("60")));
    const { frame, fit } = ofStory(bodiesOf(roomy), "tide-gauge");
    const rows = Math.round(frame.rect.height / roomy.laid.plan.grid.row);
    expect([fit.oversetLines, frame.spareRows]).toEqual([0, 60 - 12 - rows]);
    const tight = await verticalPage(filesOf(stack(`${12 + rows - 1}`)));
    const over = ofStory(bodiesOf(tight), "tide-gauge").fit;
    expect(over.oversetLines).toBeGreaterThan(0);
    const found = tight.report.all().find(({ code }) => code === "compose/overset")!;
    expect(found.source!.path).toBe("stories/tide-gauge.md");
    expect(found.hint).toMatch(/cut about \d+ characters \([\d.]+ zi\), or give the story [1-3] more rows/);
    const shown = tight.report.textOf(found.source!.path)!.slice(found.source!.start);
    expect(shown.length).toBeLessThan(over.oversetCharacters * 2 + 10);
  });

  test("a headline over its text runs right to left in its frame, as wide as that is", async () => {
    const page = await verticalPage(filesOf(stack("60")));
    const { frame, lines } = ofStory(headlinesOf(page), "tide-gauge");
    expect(frame.order).toBe("leftward");
    expect(lines.map((line) => line.text)).toEqual(["望潮台换新尺", "百年刻度一寸没丢"]);
    expect(lines[0]!.x).toBeGreaterThan(lines[1]!.x);
  });
});
