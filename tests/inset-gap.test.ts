/** What a box in the legs keeps off the lines above and below it, and how its words stand in it: measured from ink to edge. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { bottom, type Rect, right } from "../src/base/geometry.ts";
import type { ComposedFrame } from "../src/compose/composed-page.ts";
import { type Card, layCard } from "./kit/card.ts";
import { glyphBoxes } from "./kit/cut-out.ts";
import { framesWith, ROOT, sample } from "./kit/sample.ts";

const ZI = 9;
const STYLE = readFileSync(`${ROOT}layouts/styles/newspaper-cn.yaml`, "utf8");
const HEAD = `headline: 题
keyFigures:
  - 全市**63**家书房实现通借通还，一卡到底
  - { number: 6.2, unit: 万册次, label: 七八两月外借, trend: up, change: 18% }
charts: [{ kind: bar, labels: [春, 夏], series: [{ values: [3, 5] }] }]
sidebars: [{ title: 提示, items: [关门, 关窗] }]
quotes: [{ text: 听比看要紧。, by: 修表师傅 }]`;

const lay = (inset: string, level?: number): Promise<Card> =>
  layCard({
    head: HEAD,
    body: "港口的吞吐能力由此提高了三成，沿岸几个村子的渔船从这一天起改在新的码头卸货。".repeat(30),
    parts: [`body: { legs: 3, insets: [{ ${inset}, leg: 1, side: across, width: 9zi }] }`],
    ...(level !== undefined && {
      files: {
        "layouts/styles/newspaper-cn.yaml": STYLE.replace("limits:\n", `limits:\n  wrap: { level: ${level} }\n`),
      },
    }),
  });

const bodyOf = ({ laid }: Card): ComposedFrame => laid.composed.frames.find(({ frame }) => frame.kind === "body")!;
const insetOf = ({ laid }: Card): ComposedFrame =>
  laid.composed.frames.find(({ frame }) => frame.id.includes("/inset-"))!;

/** Least distances from the ink of a body's lines to a box: of those over or under it, and of those beside it. */
const distances = (body: ComposedFrame, box: Rect) => {
  const ink = body.lines.flatMap(glyphBoxes);
  const over = ink.filter((each) => each.x < right(box) && right(each) > box.x);
  const beside = ink.filter((each) => each.y < bottom(box) && bottom(each) > box.y);
  return {
    above: Math.min(...over.filter((each) => each.y < box.y).map((each) => box.y - bottom(each))),
    below: Math.min(...over.filter((each) => each.y > box.y).map((each) => each.y - bottom(box))),
    beside: Math.min(...beside.map((each) => Math.max(each.x - right(box), box.x - right(each)))),
  };
};

describe("lines above and below a box", () => {
  test.each([
    ["keyFigure: 1, row: 4"],
    ["keyFigure: 2, row: 4"],
    ["keyFigure: 2, row: 5, rows: 7"],
    ["chart: 1, box: frame, row: 3, rows: 9"],
    ["sidebar: 1, box: tint, row: 4"],
    ["quote: 1, row: 4"],
    ["keyFigure: 1, row: 4, gap: 1.5zi"],
  ])("%s keeps at least half the gap that it keeps sideways", async (inset) => {
    const card = await lay(inset);
    const gap = inset.includes("1.5zi") ? 1.5 * ZI : ZI;
    const found = distances(bodyOf(card), insetOf(card).frame.rect);
    expect(found.above).toBeGreaterThanOrEqual(gap / 2 - 0.05);
    expect(found.below).toBeGreaterThanOrEqual(gap / 2 - 0.05);
    expect(found.beside).toBeGreaterThanOrEqual(gap - 0.05);
    // and no more than a row beyond it, so that it does not stand lost
    expect(found.above).toBeLessThan(gap / 2 + 11.7);
    expect(found.below).toBeLessThan(gap / 2 + 11.7);
  });

  test("the share is the style sheet's", async () => {
    const whole = await lay("keyFigure: 1, row: 4", 1);
    const found = distances(bodyOf(whole), insetOf(whole).frame.rect);
    expect(Math.min(found.above, found.below)).toBeGreaterThanOrEqual(ZI - 0.05);
    const none = await lay("keyFigure: 1, row: 4", 0);
    expect(insetOf(none).frame.rect.height).toBeLessThanOrEqual(insetOf(whole).frame.rect.height + 0.01);
  });

  test("a box at the head of the legs is flush with the first lines beside it", async () => {
    const card = await lay("keyFigure: 1, row: 1");
    expect(insetOf(card).frame.rect.y).toBeCloseTo(bodyOf(card).frame.rect.y, 6);
    const found = distances(bodyOf(card), insetOf(card).frame.rect);
    expect(found.below).toBeGreaterThanOrEqual(ZI / 2 - 0.05);
  });

  test("the boxes of the sample page keep it too", async () => {
    const page = await sample();
    const body = page.laid.composed.frames.find(({ frame }) => frame.kind === "body" && frame.slot === "lead")!;
    for (const { frame } of framesWith(page, "S-04")) {
      const found = distances(body, frame.rect);
      // brackets reach a twentieth of an em out of the bodies of their line
      expect(Math.min(found.above, found.below), frame.id).toBeGreaterThanOrEqual(ZI / 2 - 0.05 * ZI);
    }
  });
});

describe("words in a box", () => {
  test.each([["keyFigure: 1, row: 4"], ["sidebar: 1, box: tint, row: 4"], ["keyFigure: 1, row: 1"]])(
    "%s: as much blank over their ink as under it",
    async (inset) => {
      const { frame, lines, shapes = [] } = insetOf(await lay(inset));
      const ink = lines.flatMap(glyphBoxes);
      const over = Math.min(...ink.map(({ y }) => y)) - frame.rect.y;
      const under = bottom(frame.rect) - Math.max(...ink.map(bottom));
      if (shapes.length === 0) expect(over).toBeCloseTo(under, 1);
      else expect(Math.abs(over - under)).toBeLessThan(1.5);
    },
  );

  test("the words of a key figure have the box's padding over and under them as beside them", async () => {
    const { frame, lines } = insetOf(await lay("keyFigure: 1, row: 4"));
    const ink = lines.flatMap(glyphBoxes);
    expect(Math.min(...ink.map(({ y }) => y)) - frame.rect.y).toBeCloseTo(5, 1);
    expect(Math.min(...ink.map(({ x }) => x)) - frame.rect.x).toBeLessThan(6);
  });
});
