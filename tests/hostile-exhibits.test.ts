/** Tables, charts, lists and sidebars of bad or extreme input: nothing crashes; what is not told of neither collides nor sticks out. */
import { describe, expect, test } from "vitest";
import { bottom, overlaps, type Rect, right } from "../src/base/geometry.ts";
import type { ComposedFrame } from "../src/compose/composed-page.ts";
import { type Card, layCard } from "./kit/card.ts";
import { glyphBoxes } from "./kit/cut-out.ts";

const lay = (head: string, part: string, columns = "1-4"): Promise<Card> => layCard({ head, parts: [part], columns });

const exhibitsOf = ({ laid }: Card): readonly ComposedFrame[] =>
  laid.composed.frames.filter(({ frame }) => frame.kind === "exhibit");

/** The inked box of each line, a little less than all of it: marks may touch. */
const inkOf = ({ lines }: ComposedFrame): readonly { readonly text: string; readonly rect: Rect }[] =>
  lines.flatMap((line) => {
    const boxes = glyphBoxes(line);
    if (boxes.length === 0) return [];
    const [x, y] = [Math.min(...boxes.map((box) => box.x)), Math.min(...boxes.map((box) => box.y))];
    const [to, foot] = [Math.max(...boxes.map(right)), Math.max(...boxes.map(bottom))];
    return [{ text: line.text, rect: { x: x + 0.2, y: y + 0.2, width: to - x - 0.4, height: foot - y - 0.4 } }];
  });

/** Texts that stand on one another or out of their frame, by more than half a point. */
const flawsOf = (frame: ComposedFrame): readonly string[] => {
  const { rect } = frame.frame;
  const ink = inkOf(frame);
  const outside = ink.filter(
    (each) =>
      each.rect.x < rect.x - 0.5 ||
      right(each.rect) > right(rect) + 0.5 ||
      each.rect.y < rect.y - 0.5 ||
      bottom(each.rect) > bottom(rect) + 2,
  );
  const colliding = ink.flatMap((a, n) =>
    ink
      .slice(n + 1)
      .filter((b) => overlaps(a.rect, b.rect))
      .map((b) => `${a.text}|${b.text}`),
  );
  return [...outside.map(({ text }) => `outside: ${text}`), ...colliding];
};

const errorsOf = ({ found }: Card): readonly string[] =>
  found.filter(({ severity }) => severity === "error").map(({ code, message }) => `${code}: ${message}`);

/** Nothing but what an error tells of stands on something else or out of its frame. */
const expectSound = (card: Card): void => {
  if (errorsOf(card).length > 0) return;
  for (const frame of exhibitsOf(card)) expect(flawsOf(frame)).toEqual([]);
};

const list = (count: number, make: (n: number) => string | number): string =>
  `[${Array.from({ length: count }, (_, n) => make(n)).join(", ")}]`;

describe("tables", () => {
  test.each([
    ["no rows", "rows: []", "`rows` is less than 1"],
    ["blank cells alone", "rows: [[~, ~], [~, ~]]", undefined],
    ["a head alone", "rows: [[甲, 乙]]", undefined],
    ["a head of more rows than there are", "head: 9\n    rows: [[甲, 乙], [丙, 丁]]", undefined],
    ["40 columns", `rows: [${list(40, (n) => `栏${n}`)}, ${list(40, (n) => n)}]`, "compose/table-width"],
    ["a cell of 5,000 characters", `rows: [[甲, 乙], [丙, ${"长".repeat(5000)}]]`, "compose/table-rows"],
    ["a word of 300 letters", `rows: [[甲, 乙], [丙, ${"x".repeat(300)}]]`, "compose/table-width"],
    [
      "numbers that are none",
      "columns: [left, decimal]\n    rows: [[甲, 乙], [丙, .nan], [丁, .inf], [戊, -], [己, ~]]",
      undefined,
    ],
    ["300 rows", `rows: ${list(300, (n) => `[行${n}, ${n}]`)}`, "compose/table-rows"],
    ["cells over everything", "rows: [[甲, 乙, 丙], [{ text: 丁, span: 3, rows: 9 }], [戊]]", "input/table"],
  ])("%s", async (_, fields, code) => {
    for (const part of ["table: 1", "table: { rows: 12, columns: 3 }", "table: { rows: 2, box: frame }"]) {
      const card = await lay(`headline: 题\ntables:\n  - title: 表\n    note: 注\n    ${fields}`, part);
      if (code !== undefined && part === "table: 1")
        expect(card.found.map((each) => `${each.code} ${each.message}`).join("\n")).toMatch(new RegExp(code));
      expectSound(card);
    }
  });

  test("ragged rows are told of one by one and set", async () => {
    const card = await lay("tables:\n  - rows: [[甲, 乙, 丙], [丁], [戊, 己, 庚], []]", "table: 1");
    const told = card.found.filter(({ code }) => code === "input/table").map(({ message }) => message);
    expect(told[0]).toContain("row 2 does not fill");
    expectSound(card);
  });
});

const VALUES = ["0", "-1", "1e15", "1e-9", "0.1", "~"];

describe("charts", () => {
  test.each(["bar", "line", "pie"].flatMap((kind) => [1, 2, 12, 40, 200].map((count) => [kind, count] as const)))(
    "a %s of %d values, in places large and small",
    async (kind, count) => {
      const labels = list(count, (n) => `第${n + 1}类`);
      const values = list(count, (n) => (kind === "pie" ? 1 + (n % 7) ** 2 : n % 5 === 1 ? -n : n * 3));
      const head = `charts:\n  - { kind: ${kind}, title: 题, labels: ${labels}, series: [{ name: 数, values: ${values} }] }`;
      for (const [rows, columns] of [
        [30, "1-4"],
        [16, "1-2"],
        [9, "1"],
      ] as const)
        expectSound(await lay(head, `chart: { rows: ${rows} }`, columns));
    },
  );

  test.each(["bar", "line"])("a %s of values very large, very small, below 0 and missing", async (kind) => {
    const head = `charts:\n  - { kind: ${kind}, labels: ${list(6, (n) => `项${n}`)}, series: [{ values: [${VALUES.join(", ")}] }] }`;
    for (const columns of ["1-4", "1"]) expectSound(await lay(head, "chart: { rows: 14 }", columns));
  });

  test.each(["bar", "line"])("a %s of equal values, and of zeros alone", async (kind) => {
    for (const value of [0, 5, -5]) {
      const head = `charts:\n  - { kind: ${kind}, labels: [甲, 乙, 丙], series: [{ values: [${value}, ${value}, ${value}] }] }`;
      expectSound(await lay(head, "chart: { rows: 12 }", "1-2"));
    }
  });

  test("twelve lines that end at one value are named one under another, or an error tells of it", async () => {
    const series = list(12, (n) => `{ name: 站点${n + 1}, values: [${n}, 20] }`);
    const head = `charts:\n  - { kind: line, labels: [春, 夏], series: ${series} }`;
    const tall = await lay(head, "chart: { rows: 20 }");
    expect(errorsOf(tall)).toEqual([]);
    expectSound(tall);
    expect(exhibitsOf(tall)[0]!.lines.filter(({ text }) => text.startsWith("站点"))).toHaveLength(12);
    const low = await lay(head, "chart: { rows: 8 }");
    expect(errorsOf(low).join()).toContain("names of a chart's lines");
  });

  test("names and values at the ends of lines stand inside the chart", async () => {
    for (const name of ["甲", "渔阳湾水文站", "Harbour", "站12"])
      for (const value of ["1", "27.8", "1,280.55", "-11.4"]) {
        const head = `charts:\n  - { kind: line, labels: [春, 夏], series: [{ name: ${name}, values: [1, "${value}"] }] }`;
        const card = await lay(head, "chart: { rows: 12 }", "1-2");
        expect(errorsOf(card)).toEqual([]);
        const [frame] = exhibitsOf(card);
        const edge = right(frame!.frame.rect);
        for (const { rect } of inkOf(frame!)) expect(right(rect)).toBeLessThanOrEqual(edge + 0.01);
        // and reach its edge: the drawing is as wide as it may be
        for (const line of frame!.lines) expect(line.x + line.natural).toBeLessThanOrEqual(edge + 0.01);
      }
  });

  test("labels of many small sectors stand apart, beside the pie or in a legend; where neither fits, an error tells", async () => {
    const head = (count: number) =>
      `charts:\n  - { kind: pie, labels: ${list(count, (n) => `类别${n + 1}`)}, series: [{ values: ${list(count, (n) => (n === 0 ? 900 : 10))} }] }`;
    const beside = await lay(head(8), "chart: { rows: 20 }", "1-2");
    expect(errorsOf(beside)).toEqual([]);
    expectSound(beside);
    expect(exhibitsOf(beside)[0]!.lines).toHaveLength(16);

    // six labels on one side have no room in the height: a legend of six inks
    const long = (count: number) => head(count).replaceAll("类别", "名称很长很长的类别");
    const legend = await lay(long(6), "chart: { rows: 14 }", "1");
    expect(errorsOf(legend)).toEqual([]);
    expectSound(legend);
    expect(exhibitsOf(legend)[0]!.lines).toHaveLength(12);
    const [frame] = exhibitsOf(legend);
    const squares = (frame!.shapes ?? []).filter((shape) => shape.kind === "fill" && shape.path.length === 5);
    expect(squares.length).toBeGreaterThanOrEqual(6);

    const none = await lay(head(60), "chart: { rows: 12 }", "1");
    expect(errorsOf(none).join()).toContain("labels of a pie have no room");
    expect(exhibitsOf(none).flatMap(flawsOf)).toEqual([]);
  });
});

describe("sidebars, lists, quotes and figures", () => {
  test.each([
    ["sidebar: { rows: 6 }", `sidebars: [{ title: 题, items: ${list(60, (n) => `第${n}件要做的事`)} }]`],
    ["sidebar: 1", `sidebars: [{ title: ${"题".repeat(200)}, text: ${"x".repeat(400)} }]`],
    ["sidebar: { box: frame }", 'sidebars: [{ text: " " }]'],
    ["quote: { rows: 2 }", `quotes: [{ text: ${"听比看要紧。".repeat(60)} }]`],
    [
      "keyFigures: { columns: 12 }",
      `keyFigures: ${list(12, (n) => `{ number: ${10 ** n}, unit: 万人次, label: 很长的名称 }`)}`,
    ],
    [
      "keyFigures: { columns: 2, rows: 3 }",
      `keyFigures: ${list(9, (n) => `{ number: -${n}.5, trend: down, change: "-${n}%" }`)}`,
    ],
    ["keyFigures: all", 'keyFigures: [{ number: "" }]'],
  ])("%s", async (part, head) => {
    expectSound(await lay(`headline: 题\n${head}`, part, "1-2"));
  });
});
