/** The elasticity ladder, rung by rung; what it does is told, and what would not close the hole is not done. */
import { describe, expect, test } from "vitest";
import { union } from "../src/base/geometry.ts";
import { cropFor, keptOf } from "../src/model/crop.ts";
import { bodiesOf, type LaidFiles, layFiles } from "./kit/lay-files.ts";

/** Sentences that can hardly be set in a line more or fewer: each paragraph ends in the middle of its last line. */
const PARAGRAPH = "储罐作为油品化工区的核心设施今年七月正式投入使用首批油品已经入库";
const paragraphs = (count: number): string => Array.from({ length: count }, () => `${PARAGRAPH}。`).join("\n\n");

interface Asked {
  /** rungs of the style sheet's ladder */
  readonly ladder: string;
  readonly rows: number;
  readonly parts?: string;
  readonly body?: string;
  readonly head?: string;
  readonly text: string;
}

const STYLE = (ladder: string): string => `zi: 9pt
row: 12pt
text:
  body: { faces: { text: song 400, strong: hei 700, emphasis: kai 500 }, size: 9pt, align: justify, indent: 2em }
  caption: { faces: { text: kai 500, strong: hei 700, emphasis: kai 500 }, size: 8pt }
  key-figure: { faces: { text: hei 400, strong: display 900, emphasis: kai 500 }, size: 9pt, leading: 15pt }
headlines:
  main: { font: display 900, sizes: 30pt..14pt, above: 0.5row, below: 0.5row }
  deck: { font: song 400, sizes: 12pt..10pt }
boxes:
  key-figure: { padding: 4pt }
closing: { ladder: [${ladder}] }
`;

const lay = ({ ladder, rows, parts = "", body = "", head = "", text }: Asked): Promise<LaidFiles> =>
  layFiles({
    "edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\nstyle: trial\npages:\n  - pages/01.yaml\n",
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: trial\nstories:\n  one: stories/one.md\n',
    "layouts/styles/trial.yaml": STYLE(ladder),
    "layouts/formats.yaml": "card: { title: card, width: 160mm, height: 300mm }\n",
    "layouts/trial.yaml": `format: card
grid: { columns: 2, measure: 20zi, gutter: 2zi, rows: 60, top: 10mm }
slots:
  one:
    col: 1-2
    row: 1-${rows}
    stack:
      story: one
      children:
        - headline: { style: main }
${parts}        - body: { legs: 2${body} }
`,
    "stories/one.md": `---\nheadline: 港口新罐区投产\n${head}---\n${text}\n`,
  });

const fitOf = ({ pages }: LaidFiles) => bodiesOf(pages[0]!)[0]!.fit;
const isClosed = (laid: LaidFiles): boolean => fitOf(laid).underLines === 0 && fitOf(laid).oversetLines === 0;
const told = ({ found }: LaidFiles): readonly string[] =>
  found.filter(({ code }) => code === "compose/closed").map(({ message }) => message);

// three paragraphs of two lines a column of 20 zi … : each takes two lines
const ROWS_OF_HEADLINE = 4;

describe("rungs of the ladder", () => {
  test("a story that fits is left alone", async () => {
    const laid = await lay({
      ladder: "{ paragraphs: 1 }, { space: 3 }",
      rows: ROWS_OF_HEADLINE + 6,
      text: paragraphs(6),
    });
    expect(isClosed(laid)).toBe(true);
    expect(told(laid)).toEqual([]);
  });

  test("space: blank rows round the headline, as many as close the hole", async () => {
    const asked = { rows: ROWS_OF_HEADLINE + 8, text: paragraphs(6) };
    const without = await lay({ ...asked, ladder: "{ paragraphs: 1 }" });
    expect(fitOf(without)).toMatchObject({ underLines: 4, oversetLines: 0, underZi: 80 });
    expect(told(without).filter((each) => !each.startsWith("slot"))).toEqual([]);
    const laid = await lay({ ...asked, ladder: "{ paragraphs: 1 }, { space: 3 }" });
    expect(isClosed(laid)).toBe(true);
    expect(told(laid)).toContain("the headline of `one` has 2 blank rows more, to close the story");
    // what does not reach is not done at all
    const short = await lay({ ...asked, ladder: "{ paragraphs: 1 }, { space: 1 }" });
    expect(fitOf(short).underLines).toBe(4);
    expect(told(short).filter((each) => !each.startsWith("slot"))).toEqual([]);
  });

  test("space: a blank row over crossheads, none at the head of a leg", async () => {
    const text = `${paragraphs(1)}\n\n## 首批入库\n\n${paragraphs(3)}\n\n## 下一步\n\n${paragraphs(2)}`;
    const laid = await lay({ ladder: "{ space: 1 }", rows: ROWS_OF_HEADLINE + 9, text });
    expect(isClosed(laid)).toBe(true);
    expect(told(laid)).toContain("crossheads of `one` have 1 blank row over them, to close the story");
    const { lines } = bodiesOf(laid.pages[0]!)[0]!;
    for (const head of ["首批入库", "下一步"]) {
      const n = lines.findIndex((line) => line.text === head);
      const before = lines[n - 1]!;
      const distance = lines[n]!.baseline - before.baseline;
      expect(before.leg === lines[n]!.leg ? distance : 24, head).toBeCloseTo(24);
    }
  });

  test("pictures: taller within the crop limit, never beyond it", async () => {
    const asked = {
      rows: ROWS_OF_HEADLINE + 20 + 8,
      parts: "        - picture: { photo: 1, rows: 18, caption: none }\n",
      head: "photos: [{ file: photos/p.jpg, caption: 水獭, credit: 白一川 摄 }]\n",
      text: paragraphs(8),
    };
    const laid = await lay({ ...asked, ladder: "{ pictures: 3, crop: 60% }" });
    expect(isClosed(laid)).toBe(true);
    expect(told(laid)).toContain("picture 1 of `one` is 2 rows taller, to close the story");
    const picture = laid.pages[0]!.plan.frames.find(({ kind }) => kind === "picture")!;
    expect(picture.rect.height).toBeCloseTo(20 * 12);
    // two rows fewer would cut off more of it than now, and that is more than it may be
    const tight = await lay({ ...asked, rows: asked.rows - 4, ladder: "{ pictures: 3, crop: 0% }" });
    expect(fitOf(tight).oversetLines).toBe(4);
    expect(told(tight).filter((each) => !each.startsWith("slot"))).toEqual([]);
  });

  test("pictures: one whose story says what has to be seen is not cut into it", async () => {
    const asked = (focus: string) => ({
      rows: ROWS_OF_HEADLINE + 20 + 8,
      parts: "        - picture: { photo: 1, rows: 18, caption: none }\n",
      head: `photos: [{ file: photos/p.jpg, credit: 白一川 摄, focus: ${focus} }]\n`,
      text: paragraphs(8),
      ladder: "{ pictures: 3, crop: 60% }",
    });
    const whole = await lay(asked("[0.01, 0.1, 0.99, 0.9]"));
    expect(told(whole).filter((each) => !each.startsWith("slot"))).toEqual([]);
    const free = await lay(asked("[0.2, 0.1, 0.8, 0.9]"));
    expect(told(free)).toContain("picture 1 of `one` is 2 rows taller, to close the story");
  });

  test.each(["row", "column", "large-left", "large-right", "large-top"])(
    "pictures: a group (%s) by whole rows, within the crop limit of each of its pictures",
    async (pattern) => {
      const asked = {
        parts: `        - pictures: { pattern: ${pattern}, rows: 20, caption: none }\n`,
        head: "photos: [{ file: photos/p.jpg, credit: 白一川 摄 }, { file: photos/p.jpg }, { file: photos/p.jpg }]\n",
        text: paragraphs(8),
        rows: ROWS_OF_HEADLINE + 22 + 8,
      };
      const laid = await lay({ ...asked, ladder: "{ pictures: 3, crop: 80% }" });
      expect(isClosed(laid)).toBe(true);
      expect(told(laid)).toContain("the group of pictures of `one` is 2 rows taller, to close the story");
      const rects = laid.pages[0]!.plan.frames.flatMap(({ kind, rect }) => (kind === "picture" ? [rect] : []));
      const level = new Map(rects.map(({ y }) => [y, rects.filter((each) => each.y === y)]));
      if (pattern === "row")
        for (const row of level.values()) for (const { height } of row) expect(height).toBe(22 * 12);
      expect(union(rects).height).toBeCloseTo(22 * 12);
      for (const { x, y, width, height } of rects) {
        const others = rects.filter((each) => each.y === y && each.x !== x);
        if (pattern === "large-top") for (const each of others) expect(each.height).toBeCloseTo(height);
        expect(width).toBeGreaterThan(0);
      }
      // with no limit to keep within, no picture is cut more than the layout cuts it
      const shares = async (ladder: string) =>
        (await lay({ ...asked, ladder })).pages[0]!.plan.frames.flatMap((frame) =>
          frame.kind === "picture" ? [keptOf(cropFor(frame.photo.photo!.facts, frame.photo.focus, frame.rect))] : [],
        );
      const before = await shares("{ paragraphs: 1 }");
      const tight = await shares("{ pictures: 3, crop: 0% }");
      for (const [n, share] of tight.entries()) expect(share).toBeGreaterThanOrEqual(before[n]! - 1e-9);
    },
  );

  test("optional: paragraphs go in the order that the story gives, as few as needed; boxes that may", async () => {
    const text = `${paragraphs(2)}\n\n这一段可以不要，它说的都是旁枝末节，没有它读者也看得明白。\n\n这一段最先不要，它说的是旁枝末节的旁枝末节，没有人会问起。\n\n${paragraphs(3)}`;
    const laid = await lay({
      ladder: "{ optional: true }",
      rows: ROWS_OF_HEADLINE + 6,
      head: "optional: [4, 3]\n",
      text,
    });
    expect(fitOf(laid).oversetLines).toBe(0);
    const printed = bodiesOf(laid.pages[0]!)[0]!
      .lines.map((line) => line.text)
      .join("");
    expect(printed).not.toContain("这一段最先不要");
    expect(told(laid).some((each) => each.startsWith("an optional paragraph of `one` is left out"))).toBe(true);

    const box =
      "insets: [{ keyFigure: 1, leg: 1, side: left, row: 1, width: 10zi, rows: 2, gap: 1zi, optional: true }]";
    const boxed = await lay({
      ladder: "{ optional: true }",
      rows: ROWS_OF_HEADLINE + 6,
      body: `, ${box}`,
      head: "keyFigures: [全年**6.2**万人次]\n",
      text: paragraphs(6),
    });
    expect(isClosed(boxed)).toBe(true);
    expect(boxed.pages[0]!.plan.frames.some(({ kind }) => kind === "key-figure")).toBe(false);
    expect(told(boxed)).toContain("key figure 1 of `one` is left out, to close the story");
    expect(boxed.found.some(({ code }) => code === "plan/unplaced-part")).toBe(false);
  });

  test("headlines: smaller, by as few sizes as close the story", async () => {
    const laid = await lay({ ladder: "{ headlines: 16 }", rows: ROWS_OF_HEADLINE + 5, text: paragraphs(6) });
    expect(isClosed(laid)).toBe(true);
    const size = Number(/is set in ([\d.]+) pt/.exec(told(laid).join("\n"))?.[1]);
    expect(size).toBeLessThan(30);
    const headline = laid.pages[0]!.composed.frames.find(({ frame }) => frame.kind === "headline")!;
    expect(headline.lines[0]!.runs[0]!.size).toBe(size);
  });

  test("tracking: paragraphs whose characters are moved say by how much, and stand within their measure", async () => {
    const line = "储罐作为油品化工区的核心设施今年七月正式投入使用首批油品已经入库港口";
    const text = Array.from({ length: 8 }, () => `${line}区里。`).join("\n\n");
    const without = await lay({ ladder: "{ paragraphs: 1 }", rows: ROWS_OF_HEADLINE + 9, text });
    const laid = await lay({ ladder: "{ paragraphs: 1 }, { tracking: 0.05em }", rows: ROWS_OF_HEADLINE + 9, text });
    if (isClosed(without)) throw new Error("the case needs tracking");
    const moved = told(laid).filter((each) => /its characters 0\.\d+ em/.test(each));
    for (const { natural, ratio, measure, squeezed } of bodiesOf(laid.pages[0]!)[0]!.lines) {
      expect(natural).toBeLessThanOrEqual(measure + 9);
      expect(ratio).toBeLessThanOrEqual(0.1);
      expect(squeezed).toBeLessThan(1);
    }
    expect(moved.length > 0).toBe(isClosed(laid));
  });
});

describe("what becomes of text that does not fit", () => {
  const over = {
    ladder: "{ paragraphs: 1 }",
    rows: ROWS_OF_HEADLINE + 6,
    head: "optional: [5, 3]\n",
    text: paragraphs(7),
  };

  test("fail: an error that says by how much", async () => {
    const laid = await lay({ ...over, text: paragraphs(7) });
    const finding = laid.found.find(({ code }) => code === "compose/overset");
    expect(finding?.severity).toBe("error");
    expect(finding?.message).toBe("`one` is overset by 2 lines");
    expect(finding?.hint).toMatch(/cut about \d+ characters \([\d.]+ zi\), or give the story 1 more rows/);
  });

  test("cut: optional paragraphs go, even where that leaves a hole, and no more than needed", async () => {
    const laid = await lay({ ...over, body: ", overset: cut" });
    expect(laid.found.some(({ code }) => code === "compose/overset")).toBe(false);
    expect(fitOf(laid)).toMatchObject({ oversetLines: 0, underLines: 0 });
    expect(told(laid).filter((each) => each.startsWith("an optional paragraph"))).toHaveLength(1);
    const little = await lay({
      ...over,
      text: paragraphs(6).replace(`${PARAGRAPH}。`, `${PARAGRAPH}港口。${PARAGRAPH.slice(0, 9)}。`),
      body: ", overset: cut",
    });
    expect(fitOf(little)).toMatchObject({ oversetLines: 0, underLines: 1 });
  });

  test("wrong numbers of optional paragraphs are told, each at its place", async () => {
    const laid = await lay({ ...over, head: "optional: [1, 3, 3, 99]\n" });
    const wrong = laid.found.filter(({ code }) => code === "input/wrong-value");
    expect(wrong.map(({ message }) => message).sort()).toEqual([
      "paragraph 3 is given twice",
      "the first paragraph cannot be left out",
      "there is no paragraph 99; the story has 7",
    ]);
    expect(new Set(wrong.map(({ source }) => source?.start)).size).toBe(3);
  });

  test("wrong rungs are told", async () => {
    const laid = await lay({ ...over, ladder: "{ paragraphs: 2 }, { space: 1, pictures: 2 }, {}" });
    expect(laid.found.filter(({ severity }) => severity === "error").length).toBeGreaterThanOrEqual(3);
  });
});
