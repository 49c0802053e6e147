/** Crossheads that span several legs of a body: text above is turned back, text below goes on from the first leg (LC-112). */
import { describe, expect, test } from "vitest";
import { overlaps } from "../src/base/geometry.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import { headlineBreaks } from "../src/compose/headline/headline-breaks.ts";
import { plainText } from "../src/model/story.ts";
import type { BodyFrame, CrossheadFrame } from "../src/plan/page-plan.ts";
import { bodiesOf, type LaidFiles } from "./kit/lay-files.ts";
import { layBody } from "./kit/one-body.ts";

const SENTENCES = [
  "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库。",
  "港口的吞吐能力由此提高了三成，码头工人换上了新的工装。",
  "老街的茶馆照旧在清晨五点开门，赶早班船的人在这里喝第一碗茶。",
  "图书馆把阅览室搬到了河边的旧仓库，孩子们沿着铁轨走进去。",
];

/** A paragraph of so many sentences. */
const text = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, n) => SENTENCES[(from + n) % SENTENCES.length]).join("");

interface Wish {
  readonly fields?: string;
  readonly body: string;
  readonly parts?: string;
  /** last row of the slot */
  readonly foot?: number;
}

const lay = ({ fields = "legs: 3, crosshead: { span: all }", ...wish }: Wish): Promise<LaidFiles> =>
  layBody({
    ...wish,
    fields,
    front: `priority: 3\n${fields.includes("keyFigure") ? "keyFigures: [全年**6.2**万人次]" : "language: zh-Hans"}`,
    rows: 60,
  });

const THREE = [text(9), "## 码头换了新装", text(12, 1), text(5, 2), "## 河边的旧仓库成了阅览室", text(14, 3)].join(
  "\n\n",
);

const headsOf = ({ pages }: LaidFiles): readonly CrossheadFrame[] =>
  pages[0]!.plan.frames.filter((frame): frame is CrossheadFrame => frame.kind === "crosshead");

const framesOf = ({ pages }: LaidFiles): readonly BodyFrame[] =>
  bodiesOf(pages[0]!).map(({ frame }) => frame as BodyFrame);

/** Everything printed, in the order of the frames. */
const printed = ({ pages }: LaidFiles): string =>
  pages[0]!.composed.frames
    .filter(({ frame }) => frame.kind === "body" || frame.kind === "crosshead")
    .flatMap(({ lines }) => lines.map((line) => line.text))
    .join("");

const written = ({ edition }: LaidFiles): string =>
  edition!.pages[0]!.stories.get("one")!
    .paragraphs.map(({ spans }) => plainText(spans))
    .join("");

/** Findings but for those of single lines, which depend on the words. */
const faultsOf = ({ found }: LaidFiles): readonly string[] =>
  found.flatMap(({ code, severity }) => (severity === "info" || /loose|tight|widow|underset/.test(code) ? [] : [code]));

/** How many lines each leg of each body has. */
const counts = ({ pages }: LaidFiles): readonly (readonly number[])[] =>
  bodiesOf(pages[0]!).map(({ frame, lines }) =>
    (frame as BodyFrame).legs.map((_, n) => lines.filter(({ leg }) => leg === n).length),
  );

describe("a crosshead over all legs", () => {
  test("stands on whole rows over them, the text above it shared out, the text below from the first leg", async () => {
    const laid = await lay({ body: THREE });
    expect(faultsOf(laid)).toEqual([]);
    const heads = headsOf(laid);
    const bodies = framesOf(laid);
    expect(heads).toHaveLength(2);
    expect(bodies).toHaveLength(3);
    const { row, typeArea } = laid.pages[0]!.plan.grid;
    heads.forEach(({ rect }, n) => {
      const [above, below] = [bodies[n]!, bodies[n + 1]!];
      expect(rect.y).toBeCloseTo(above.rect.y + above.rect.height, 6);
      expect(below.rect.y).toBeCloseTo(rect.y + rect.height, 6);
      for (const rows of [rect.height / row, (rect.y - typeArea.y) / row])
        expect(rows).toBeCloseTo(Math.round(rows), 6);
      expect(rect.x).toBeCloseTo(above.legs[0]!.rect.x, 6);
      expect(rect.x + rect.width).toBeCloseTo(above.legs[2]!.rect.x + above.legs[2]!.rect.width, 6);
    });
    for (const lines of counts(laid)) {
      expect(lines[0]).toBe(lines[1]);
      expect(lines[2]).toBeLessThanOrEqual(lines[1]!);
      expect(lines[2]).toBeGreaterThan(0);
    }
    expect(printed(laid)).toBe(written(laid));
  });

  test("is broken by sense where it is too long for one line", async () => {
    const head = "港口的吞吐能力由此提高了三成码头工人换上了新的工装老街的茶馆照旧在清晨五点开门图书馆搬到了河边";
    const laid = await lay({ body: [text(9), `## ${head}`, text(12)].join("\n\n") });
    const lines = laid.pages[0]!.composed.frames.find(({ frame }) => frame.kind === "crosshead")!.lines;
    expect(lines).toHaveLength(2);
    expect(headlineBreaks(head, [])).toContain(lines[0]!.text.length);
  });

  test("begins the body when no text is above it", async () => {
    const laid = await lay({ body: ["## 码头换了新装", text(12)].join("\n\n") });
    expect(faultsOf(laid)).toEqual([]);
    const [head] = headsOf(laid);
    const [body] = framesOf(laid);
    expect(framesOf(laid)).toHaveLength(1);
    expect(body!.rect.y).toBeCloseTo(head!.rect.y + head!.rect.height, 6);
    expect(printed(laid)).toBe(written(laid));
  });

  test("only those that the layout names; the others stand in their legs", async () => {
    const laid = await lay({ fields: "legs: 3, crosshead: { span: all, which: [2] }", body: THREE });
    expect(headsOf(laid).map(({ paragraph }) => paragraph)).toEqual([4]);
    expect(printed(laid)).toBe(written(laid));
  });

  test("leaves the text wrapped round an inset in its band", async () => {
    const inset = "insets: [{ keyFigure: 1, leg: 2, side: right, row: 2, width: 7zi }]";
    const laid = await lay({ fields: `legs: 3, crosshead: { span: all, which: [1] }, ${inset}`, body: THREE });
    expect(faultsOf(laid).filter((code) => code !== "makeup/narrow-wrap")).toEqual([]);
    const figure = laid.pages[0]!.plan.frames.find(({ kind }) => kind === "key-figure")!;
    const [head] = headsOf(laid);
    expect(overlaps(figure.rect, head!.rect)).toBe(false);
    const [above] = bodiesOf(laid.pages[0]!);
    const beside = above!.lines.filter(({ leg, measure }) => leg === 1 && measure < 17 * 9 - 1);
    expect(beside.length).toBeGreaterThan(2);
    expect(printed(laid)).toBe(written(laid));
  });

  test("closes with the ladder: what is over ends on the last row", async () => {
    const laid = await lay({ body: THREE });
    const bodies = bodiesOf(laid.pages[0]!);
    expect(bodies.slice(0, -1).map(({ fit }) => fit.underLines)).toEqual([0, 0]);
    expect(bodies.every(({ fit }) => fit.oversetLines === 0)).toBe(true);
  });

  test("counts paragraphs in the whole story, which `inspect` shows", async () => {
    const facts = inspectPage((await lay({ body: THREE })).pages[0]!);
    const parts = facts.frames.filter(({ kind }) => kind === "body" || kind === "crosshead");
    expect(parts.map(({ kind }) => kind)).toEqual(["body", "crosshead", "body", "crosshead", "body"]);
    const paragraphs = parts.map(({ lines }) => [...new Set(lines.map(({ paragraph }) => paragraph))]);
    expect(paragraphs).toEqual([[0], [1], [2, 3], [4], [5]]);
  });
});

describe("a crosshead over some of the legs", () => {
  test("turns back only the legs that it spans; the others are whole", async () => {
    const laid = await lay({
      fields: "legs: 3, crosshead: { span: 2 }",
      body: [text(22), "## 码头换了新装", text(20, 1)].join("\n\n"),
      foot: 34,
    });
    expect(faultsOf(laid)).toEqual([]);
    const [head] = headsOf(laid);
    const whole = laid.pages[0]!.plan.frames.filter(({ kind }) => kind === "body");
    const [above, below] = framesOf(laid);
    expect(head!.rect.width).toBeGreaterThan(2 * 17 * 9);
    expect(head!.rect.width).toBeLessThan(2 * 17 * 9 + 30);
    for (const { legs } of [above!, below!])
      for (const { rect } of legs) expect(overlaps(rect, head!.rect)).toBe(false);
    expect(above!.legs.length + below!.legs.length).toBe(5);
    expect(whole).toHaveLength(2);
    const foot = Math.max(...below!.legs.map(({ rect }) => rect.y + rect.height));
    for (const { rect } of [...above!.legs, ...below!.legs])
      expect([foot, head!.rect.y].some((y) => Math.abs(rect.y + rect.height - y) < 0.01)).toBe(true);
    expect(printed(laid)).toBe(written(laid));
  });

  test("begins where it falls below the middle of a leg, and a leg before where it falls above it", async () => {
    const startOf = async (before: number) => {
      const laid = await lay({
        fields: "legs: 4, gutter: 1zi, crosshead: { span: 2 }",
        body: [text(before), "## 码头换了新装", text(40 - before, 1)].join("\n\n"),
      });
      expect(printed(laid)).toBe(written(laid));
      const [head] = headsOf(laid);
      const legs = [...new Set(framesOf(laid).flatMap((frame) => frame.legs.map(({ rect }) => rect.x.toFixed(2))))];
      return legs.sort((a, b) => Number(a) - Number(b)).indexOf(head!.rect.x.toFixed(2));
    };
    expect(await startOf(4)).toBe(0);
    expect(await startOf(14)).toBe(0);
    expect(await startOf(18)).toBe(1);
    expect(await startOf(36)).toBe(2);
  });
});

describe("a crosshead in vertical writing", () => {
  test("stands across the legs one under another, text on its right shared out over them", async () => {
    const laid = await lay({ fields: "legs: 3, writing: vertical, rows: 40, crosshead: { span: all }", body: THREE });
    expect(faultsOf(laid)).toEqual([]);
    const [first] = headsOf(laid);
    const [above, below] = framesOf(laid);
    expect(above!.rect.x).toBeCloseTo(first!.rect.x + first!.rect.width, 6);
    expect(below!.rect.x + below!.rect.width).toBeCloseTo(first!.rect.x, 6);
    expect(first!.rect.height).toBeCloseTo(above!.rect.height, 6);
    const [lines] = counts(laid);
    expect(lines![0]).toBe(lines![1]);
    expect(printed(laid)).toBe(written(laid));
  });
});

describe("a crosshead that cannot span is told of and stands in its leg, no text lost", () => {
  const refusalOf = (laid: LaidFiles): string | undefined => {
    expect(headsOf(laid)).toEqual([]);
    expect(printed(laid)).toBe(written(laid));
    return laid.found.find(({ code }) => code === "plan/crosshead")?.message;
  };
  const body = [text(9), "## 码头换了新装", text(12, 1)].join("\n\n");

  test("more legs than there are", async () => {
    expect(refusalOf(await lay({ fields: "legs: 2, crosshead: { span: 3 }", body }))).toContain("more legs");
  });

  test("too little text under it", async () => {
    const short = [text(9), "## 码头换了新装", text(1)].join("\n\n");
    expect(refusalOf(await lay({ body: short }))).toContain("too little text");
  });

  test("at the foot of the rows that the body is given", async () => {
    const laid = await lay({ fields: "legs: 3, rows: 8, crosshead: { span: all }", body });
    expect(headsOf(laid)).toEqual([]);
    expect(laid.found.find(({ code }) => code === "plan/crosshead")?.message).toContain("foot");
    expect(laid.found.some(({ code }) => code === "compose/overset")).toBe(true);
  });

  test("an inset in its way", async () => {
    const inset = "insets: [{ keyFigure: 1, leg: 1, side: across, row: 5, width: 9zi, rows: 6 }]";
    const laid = await lay({ fields: `legs: 3, crosshead: { span: all }, ${inset}`, body });
    expect(refusalOf(laid)).toContain("inset");
  });

  test("a text that runs through several bodies", async () => {
    const laid = await lay({
      fields: "legs: 2, rows: 12, crosshead: { span: all }",
      body,
      parts: "        - body: { legs: 3, rows: 8 }\n",
    });
    expect(refusalOf(laid)).toContain("several bodies");
  });
});

test("a crosshead in a leg too narrow for it is broken by sense, in lines of about one length", async () => {
  const head = "图书馆把阅览室搬到了河边的旧仓库";
  const laid = await lay({ fields: "legs: 4, gutter: 1zi", body: [text(9), `## ${head}`, text(12)].join("\n\n") });
  const lines = bodiesOf(laid.pages[0]!)[0]!.lines.filter(({ paragraph }) => paragraph === 1);
  expect(lines).toHaveLength(2);
  expect(headlineBreaks(head, [])).toContain(lines[0]!.text.length);
  expect(Math.abs(lines[0]!.text.length - lines[1]!.text.length)).toBeLessThanOrEqual(4);
  // both ends flush would tear it apart
  for (const { ratio } of lines) expect(ratio).toBe(0);
  expect(printed(laid)).toBe(written(laid));
});
