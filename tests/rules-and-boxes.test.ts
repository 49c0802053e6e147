/** Rules, borders and corners as they are painted, and boxes round stories. */
import { beforeAll, describe, expect, test } from "vitest";
import { bottom, contains, expand, type Rect, right, union } from "../src/base/geometry.ts";
import type { DisplayItem } from "../src/display/display-list.ts";
import { paintBox } from "../src/display/paint-box.ts";
import { paintRule } from "../src/display/paint-rule.ts";
import { CORNERS, RULE_KINDS, type RuleKind, type RuleStyle } from "../src/model/style.ts";
import { itemBounds } from "../src/press/ink-bounds.ts";
import { layFiles, saidOf } from "./kit/one-page.ts";

const BLACK = { c: 0, m: 0, y: 0, k: 100 };

const style = (kind: RuleKind, more: Partial<RuleStyle> = {}): RuleStyle => ({
  name: kind,
  kind,
  thickness: 3,
  line: kind === "dotted" || kind === "dashed" || kind === "solid" || kind === "bar" ? 3 : 0.5,
  period: 8,
  ink: BLACK,
  ...more,
});

const RECT: Rect = { x: 20, y: 50, width: 101.3, height: 3 };
const UPRIGHT: Rect = { x: 20, y: 50, width: 3, height: 77.7 };

const frame = (kind: RuleKind, rect: Rect) => ({
  kind: "rule" as const,
  id: "r",
  slot: "s",
  features: [],
  source: { path: "l.yaml", start: 0, end: 1 },
  style: style(kind),
  direction: rect === RECT ? ("horizontal" as const) : ("vertical" as const),
  rect,
});

const inkOf = (items: readonly DisplayItem[]): Rect => union(items.flatMap((item) => itemBounds(item) ?? []));

/** Controls of a wave stand out beyond its crests, which are as high as the rule is thick. */
const CONTROLS = 0.7;

/** Ink of straight lines ends where they do, not half a pen later. */
const pointsOf = (items: readonly DisplayItem[]): readonly (readonly [number, number])[] =>
  items.flatMap((item) =>
    item.kind === "stroke" || item.kind === "fill"
      ? item.path.flatMap((each) => (each.kind === "close" ? [] : [[each.x, each.y] as const]))
      : [],
  );

describe("rules", () => {
  test.each(RULE_KINDS)("%s: lies in its rectangle and reaches from end to end, black overprinting", (kind) => {
    for (const rect of [RECT, UPRIGHT]) {
      const items = paintRule(frame(kind, rect));
      const points = pointsOf(items);
      const along = points.map(([x, y]) => (rect === RECT ? x : y));
      const [start, end] = rect === RECT ? [rect.x, right(rect)] : [rect.y, bottom(rect)];
      expect(Math.min(...along)).toBeCloseTo(start, 6);
      expect(Math.max(...along)).toBeCloseTo(end, 6);
      const across = points.map(([x, y]) => (rect === RECT ? y - rect.y : x - rect.x));
      expect(Math.min(...across)).toBeGreaterThanOrEqual(kind === "wavy" ? -CONTROLS : 0);
      expect(Math.max(...across)).toBeLessThanOrEqual(kind === "wavy" ? 3 + CONTROLS : 3);
      for (const item of items) expect("overprint" in item && item.overprint).toBe(true);
    }
  });

  test.each(["dotted", "dashed", "wavy"] as const)("%s: both ends look alike", (kind) => {
    const points = pointsOf(paintRule(frame(kind, RECT)));
    const mirrored = points.map(([x, y]) => [2 * RECT.x + RECT.width - x, y] as const);
    for (const [x, y] of mirrored) {
      expect(points.some(([px, py]) => Math.hypot(px - x, py - y) < 1e-6)).toBe(true);
    }
  });

  test("文武线: the thick line is above, in the reverse below; a double rule has two equal ones", () => {
    const pens = (kind: RuleKind) =>
      paintRule(frame(kind, RECT)).map((item) =>
        item.kind === "stroke" ? [Math.round(item.thickness * 100) / 100, itemBounds(item)!.y - RECT.y] : [],
      );
    expect(pens("thick-thin").map(([pen]) => pen)).toEqual([1.8, 0.5]);
    expect(pens("thick-thin")[0]![1]).toBeCloseTo(0);
    expect(pens("thin-thick")[1]![1]).toBeCloseTo(0);
    expect(pens("double").map(([pen]) => pen)).toEqual([0.5, 0.5]);
    expect(pens("triple")).toHaveLength(3);
  });

  test("a bar is an area, and coloured rules knock out", () => {
    const [bar] = paintRule(frame("bar", RECT));
    expect(bar).toMatchObject({ kind: "fill" });
    const red = { ...frame("wavy", RECT), style: style("wavy", { ink: { c: 0, m: 90, y: 80, k: 0 } }) };
    expect(paintRule(red)[0]).toMatchObject({ overprint: false });
  });
});

describe("boxes", () => {
  const around: Rect = { x: 10, y: 20, width: 200, height: 90 };

  test.each(CORNERS)("%s corners: every kind of border stays in the box, mirrored left and right", (kind) => {
    for (const rule of RULE_KINDS) {
      const box = {
        name: "b",
        padding: 0,
        tint: { c: 10, m: 0, y: 0, k: 0 },
        border: { kind: "all" as const, rule: style(rule) },
        corner: { kind, size: 12 },
      };
      const items = paintBox(box, around);
      expect(contains(expand(around, rule === "wavy" ? CONTROLS : 0), inkOf(items))).toBe(true);
      const [ground] = items;
      expect(ground).toMatchObject({ kind: "fill", overprint: false });
      if (rule !== "solid") continue;
      const points = pointsOf(items.slice(1));
      for (const [x, y] of points)
        expect(points.some(([px, py]) => Math.hypot(px - (220 - x), py - y) < 1e-6)).toBe(true);
    }
  });

  test("a corner larger than the box is brought down to it", () => {
    const box = {
      name: "b",
      padding: 0,
      border: { kind: "all" as const, rule: style("solid") },
      corner: { kind: "round" as const, size: 500 },
    };
    expect(contains(around, inkOf(paintBox(box, around)))).toBe(true);
  });

  test("rules of single sides stand on those sides alone", () => {
    const box = {
      name: "b",
      padding: 0,
      border: { kind: "sides" as const, top: style("solid"), left: style("double") },
      corner: { kind: "square" as const, size: 0 },
    };
    const inks = paintBox(box, around).map((item) => itemBounds(item)!);
    expect(inks[0]).toMatchObject({ y: 20, height: 3 });
    expect(inks.slice(1).every((ink) => ink.x >= 10 - 1e-6 && right(ink) <= 13 + 1e-6)).toBe(true);
  });
});

const STORY = `---\nheadline: 渡口今晨开航\n---\n${"江上起雾，渡船慢行，旅客在候船廊里等天亮。".repeat(12)}\n`;
const LAYOUT = (more: string) => `format: sikai
grid: { columns: 3, measure: 21zi, gutter: 2zi, rows: 80, top: 15mm }
slots:
  a:
    col: 1-2
    row: 1-30
    stack:
      story: story
      ${more}
      children:
        - headline: { style: main }
        - body: { legs: 2 }
`;

const lay = (files: Readonly<Record<string, string>>) => layFiles({ "s.md": STORY, ...files });

describe("a box round a story", () => {
  let plain: Awaited<ReturnType<typeof lay>>;
  let boxed: Awaited<ReturnType<typeof lay>>;
  beforeAll(async () => {
    plain = await lay({ "layouts/l.yaml": LAYOUT("gap: 0") });
    boxed = await lay({ "layouts/l.yaml": LAYOUT("box: panel\n      padding: { rows: 2, zi: 1.5zi }") });
  });

  test.each([
    ["panel", 9],
    ["rounded", 9],
    ["loop", 13.5],
  ])("of itself %s keeps %d pt beside its text: large corners stand nearer to it", async (name, padding) => {
    const { plan } = (await lay({ "layouts/l.yaml": LAYOUT(`box: ${name}`) })).laid!;
    const [box, body] = ["box", "body"].map((kind) => plan.frames.find((each) => each.kind === kind)!.rect);
    expect(body!.x - box!.x).toBeCloseTo(padding);
    expect(right(box!) - right(body!)).toBeCloseTo(padding);
  });

  test("is a frame under its parts; the text keeps to the rows, its measures to half zi", () => {
    const { plan } = boxed.laid!;
    const box = plan.frames.find(({ kind }) => kind === "box")!;
    const body = plan.frames.find((frame) => frame.kind === "body")!;
    expect(plan.frames.indexOf(box)).toBe(0);
    expect(contains(box.rect, body.rect)).toBe(true);
    expect(body.rect.x - box.rect.x).toBeCloseTo(13.5);
    if (body.kind !== "body") throw new Error("no body");
    for (const leg of body.legs) {
      expect((leg.rect.width / 4.5) % 1).toBeCloseTo(0);
      for (const slot of leg.slots)
        expect(((slot.baseline - plan.grid.typeArea.y - 9.27) / plan.grid.row) % 1).toBeCloseTo(0);
    }
    expect(saidOf(boxed)).toEqual([]);
  });

  test("its ground knocks out, the type over it is black alone and overprints", () => {
    const { items } = boxed.laid!.display;
    expect(items[0]).toMatchObject({ kind: "fill", ink: { c: 12, y: 4 }, overprint: false });
    const type = items.filter((item) => item.kind === "glyphs");
    expect(type.length).toBeGreaterThan(10);
    for (const item of type) expect(item).toMatchObject({ ink: BLACK, overprint: true });
    const coloured = plain.laid!.display.items.filter(
      (item) => "ink" in item && item.ink.c + item.ink.m + item.ink.y > 0,
    );
    expect(coloured).toEqual([]);
  });
});

describe("bad input", () => {
  const STYLE = (more: string) => `zi: 9pt
row: 11.7pt
text: { body: { faces: { text: song 400, strong: hei 700, emphasis: kai 500 }, size: 9pt } }
headlines: { main: { font: hei 700, sizes: 20pt }, deck: { font: hei 700, sizes: 10pt } }
${more}
`;
  const findings = async (sheet: string, layout = "gap: 0") => {
    const sheets = { "layouts/l.yaml": LAYOUT(layout), "layouts/styles/newspaper-cn.yaml": STYLE(sheet) };
    return saidOf(await lay(sheets));
  };

  test.each([
    ["rules: { a: { kind: wavey, thickness: 1pt } }", "input/wrong-value"],
    ["rules: { a: { kind: double, thickness: 0.5pt } }", "input/style-limit: the parts of a double rule of 0.5 pt"],
    ["boxes: { a: { border: nothing } }", "input/unknown-name: there is no rule `nothing`"],
    ["boxes: { a: { border: { top: nothing } } }", "input/unknown-name: there is no rule `nothing`"],
    ["boxes: { a: { corner: { kind: rund, size: 3pt } } }", "input/wrong-value"],
    [
      "rules: { a: { thickness: 1pt } }\nboxes: { a: { border: { top: a }, corner: { kind: round, size: 3pt } } }",
      "input/wrong-value: a border that is not the same all round has no round corners",
    ],
  ])("%s", async (sheet, says) => {
    expect((await findings(sheet)).some((each) => each.startsWith(says))).toBe(true);
  });

  test("padding without a box, a box that the style sheet has not", async () => {
    expect(await findings("", "padding: { rows: 1 }")).toContain("input/missing-field: there is padding and no box");
    expect(await findings("boxes: { a: {} }", "box: b")).toContain(
      "input/unknown-name: style sheet `newspaper-cn` has no `b` under `boxes`",
    );
  });
});
