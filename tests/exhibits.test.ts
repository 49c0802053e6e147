/** Key figures, pull quotes, QR codes and sidebars: what is set, where it stands, what is drawn, what is refused. */
import { readFileSync } from "node:fs";
import jsQR from "jsqr";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { toMm } from "../src/base/units.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import { qrMatrix } from "../src/compose/exhibits/qr-matrix.ts";
import { spreadOut } from "../src/compose/exhibits/spread-out.ts";
import { blockOf, boundsOf, isFill, layCard, lineOf, withPdf } from "./kit/card.ts";
import { has, type PlateName, platesOf, run } from "./kit/witness.ts";

const BODY = "正文有一段话。".repeat(80);

describe("key figures", () => {
  const head = `headline: 标题
keyFigures:
  - { number: 6.20, unit: 万册次, label: 七八两月外借, trend: up, change: 18% }
  - { number: 71, label: 分钟, trend: down }
  - { number: 12, trend: flat, change: 不变 }
  - 一共**3**样`;

  test("number, unit, change and label stand large, small, beside an arrow, below", async () => {
    const card = await layCard({
      head,
      body: BODY,
      columns: "1-2",
      parts: ["headline: { style: main }", "keyFigures: all", "body: {}"],
    });
    expect(card.found.filter(({ code }) => !code.startsWith("makeup"))).toEqual([]);
    const block = blockOf(card, "key-figures");
    expect(block.lines.map(({ text }) => text)).toEqual([
      "6.20",
      "万册次",
      "18%",
      "七八两月外借",
      "71",
      "分钟",
      "12",
      "不变",
      "一共3样",
    ]);
    const [number, unit, change, label] = block.lines;
    expect(number!.runs[0]!.size).toBeGreaterThan(2 * unit!.runs[0]!.size);
    expect(unit!.baseline).toBe(number!.baseline);
    expect(unit!.x).toBeGreaterThan(number!.x + number!.natural);
    expect(label!.baseline).toBeGreaterThan(number!.baseline + 8);
    const [up, down, flat] = (block.shapes ?? []).filter(isFill);
    expect(boundsOf(up!).right).toBeLessThan(change!.x);
    expect(boundsOf(up!).bottom).toBeCloseTo(change!.baseline, 3);
    const tip = (shape: typeof up) => shape!.path.flatMap((each) => (each.kind === "line" ? [each.y] : []))[0]!;
    expect(tip(up)).toBe(boundsOf(up!).top);
    expect(tip(down)).toBe(boundsOf(down!).bottom);
    expect(boundsOf(flat!).bottom - boundsOf(flat!).top).toBeLessThan(3);
  });

  test("one is set into the legs as a block, one that is running text as before", async () => {
    const inset = (n: number) =>
      `{ keyFigure: ${n}, leg: ${n === 4 ? 2 : 1}, side: left, row: ${n === 4 ? 4 : 3}, width: 9zi }`;
    const card = await layCard({
      head: head.replace(/ {2}- \{ number: 71.*\n.*flat.*\n/, ""),
      body: BODY,
      parts: ["headline: { style: main }", `body: { legs: 2, insets: [${inset(1)}, ${inset(2)}] }`],
    });
    const kinds = card.laid.plan.frames.map(({ kind }) => kind);
    expect(kinds).toEqual(["headline", "body", "exhibit", "key-figure"]);
    expect(blockOf(card, "key-figures").frame).toMatchObject({ box: { name: "key-figure" } });
    expect(inspectPage(card.laid).frames.map(({ kind }) => kind)).toEqual([
      "headline",
      "body",
      "key-figures",
      "key-figure",
    ]);
  });

  test("figures side by side stand level; one too wide for its box is an error", async () => {
    const card = await layCard({
      head,
      body: BODY,
      parts: ["headline: { style: main }", "keyFigures: { columns: 4 }", "body: {}"],
    });
    const block = blockOf(card, "key-figures");
    expect(lineOf(block, "6.20").baseline).toBe(lineOf(block, "71").baseline);
    const wide = await layCard({
      head: "headline: 标题\nkeyFigures: [{ number: 12345678901, unit: 元 }]",
      body: BODY,
      columns: "1",
      parts: ["headline: { style: brief }", "keyFigures: { box: frame }", "body: {}"],
    });
    expect(wide.found.find(({ code }) => code === "compose/overset-part")?.message).toBe(
      "a key figure is wider than its box",
    );
  });

  test("all of them placed, none is missed; one missed is told of", async () => {
    const some = await layCard({
      head,
      body: BODY,
      parts: ["headline: { style: main }", "keyFigures: { number: 2 }", "body: {}"],
    });
    expect(some.found.find(({ code }) => code === "plan/unplaced-part")?.message).toContain(
      "key figure 1, key figure 3, key figure 4",
    );
    const none = await layCard({
      head: "headline: 标题",
      body: BODY,
      parts: ["headline: { style: main }", "keyFigures: all", "body: {}"],
    });
    expect(none.found.find(({ code }) => code === "plan/missing-part")?.message).toContain(
      "the key figures of `a`, which has 0",
    );
  });

  test("a figure without a number, and a trend that is none, are refused", async () => {
    for (const [figure, message] of [
      ["{ unit: 元 }", "`number` is missing"],
      ["{ number: 1, trend: sideways }", "cannot be `sideways`"],
      ["{ number: 1, colour: red }", "no field `colour`"],
    ]) {
      const card = await layCard({
        head: `headline: 标题\nkeyFigures: [${figure}]`,
        body: BODY,
        parts: ["headline: { style: main }", "body: {}"],
      });
      expect(card.found.map((each) => each.message).join(), figure).toContain(message);
    }
  });
});

describe("pull quotes", () => {
  const head = "headline: 标题\nquotes: [{ text: 听比看要紧。, by: 纪师傅 }]";

  test("stand in the legs between their rules; the drawn mark is no text", async () => {
    const inset = "{ quote: 1, leg: 1, side: across, row: 4, width: 10zi }";
    const card = await layCard({
      head,
      body: BODY,
      columns: "1-2",
      parts: ["headline: { style: main }", `body: { legs: 2, insets: [${inset}] }`],
    });
    const block = blockOf(card, "quote");
    expect(block.lines.map(({ text }) => text)).toEqual(["听比看要紧。", "纪师傅"]);
    const rules = (block.shapes ?? []).filter(({ kind }) => kind === "rule").map(boundsOf);
    expect(rules).toHaveLength(2);
    expect(rules[0]!.top).toBeLessThan(block.lines[0]!.baseline - 13);
    expect(rules[1]!.top).toBeGreaterThan(block.lines[1]!.baseline);
    expect(rules[1]!.top).toBeLessThanOrEqual(block.frame.rect.y + block.frame.rect.height);
    expect((block.shapes ?? []).filter(isFill)).toHaveLength(2);
    // half a row of blank at least to the lines above and below
    const body = card.laid.composed.frames.find(({ frame }) => frame.kind === "body")!;
    const beside = body.lines.filter(({ measure }) => measure < 140).map(({ baseline }) => baseline);
    expect(Math.max(...beside)).toBeGreaterThan(rules[1]!.top);
  });

  test("one that is not placed is told of, as is a word that has no room", async () => {
    const card = await layCard({ head, body: BODY, parts: ["headline: { style: main }", "body: {}"] });
    expect(card.found.find(({ code }) => code === "plan/unplaced-part")?.message).toContain("quote 1");
  });
});

describe("QR codes", () => {
  const qr = (fields: string, part = "qr: 1", columns = "1") =>
    layCard({ head: `qr: [${fields}]`, parts: [part], columns });

  test("the modules are those of a black area in a quiet zone of four", async () => {
    const card = await qr('{ url: "https://yuyang.example/a", label: 扫码 }');
    expect(card.found).toEqual([]);
    const block = blockOf(card, "qr");
    const [area, ...others] = (block.shapes ?? []).filter(isFill);
    expect(block.shapes).toHaveLength(1);
    expect(others).toEqual([]);
    expect(area).toMatchObject({ kind: "fill", ink: { c: 0, m: 0, y: 0, k: 100 } });
    const { rect } = block.frame;
    const { left, right, top, bottom } = boundsOf(area!);
    const modules = qrMatrix("https://yuyang.example/a")!.length;
    const module = (right - left) / modules;
    expect(left - rect.x).toBeCloseTo(4 * module, 3);
    expect(top - rect.y).toBeCloseTo(4 * module, 3);
    expect(rect.x + rect.width - right).toBeCloseTo(4 * module, 3);
    expect(lineOf(block, "扫码").baseline - 8).toBeGreaterThan(bottom + 3.5 * module);
    // one rectangle for each stretch, fewer than dark modules by far
    const dark = qrMatrix("https://yuyang.example/a")!.flat().filter(Boolean).length;
    expect(area!.path.filter(({ kind }) => kind === "move").length).toBeLessThan(dark / 2);
  });

  test("modules under a third of a millimetre are an error that says what is needed", async () => {
    const long = `https://yuyang.example/${"a".repeat(150)}`;
    const card = await qr(`{ url: "${long}" }`, "qr: { width: 6zi, rows: 4 }");
    const fault = card.found.find(({ code }) => code === "compose/qr");
    expect(fault).toMatchObject({ severity: "error", message: expect.stringContaining("mm wide; below 0.33 mm") });
    const need = Number(/make it ([\d.]+) mm/.exec(fault!.hint!)![1]);
    const modules = qrMatrix(long)!.length + 8;
    expect(need / modules).toBeGreaterThanOrEqual(0.33);
    expect((need - 0.2) / modules).toBeLessThan(0.33);
  });

  test("more than a code holds, nothing, and two things at once are errors", async () => {
    const much = await qr(`{ text: "${"湾".repeat(2000)}" }`);
    expect(much.found.find(({ code }) => code === "compose/qr")?.message).toBe("this is more than a QR code holds");
    for (const [fields, message] of [
      ['{ url: "" }', "the text is empty"],
      ["{ label: 扫 }", "this code holds nothing"],
      ["{ url: a, text: b }", "`url` and `text` at once"],
    ] as const)
      expect((await qr(fields)).found.map((each) => each.message).join(), fields).toContain(message);
  });

  test.skipIf(!has("pdftoppm"))("is read off the rendered page by a decoder that is not ours", async () => {
    for (const content of ["https://yuyang.example/ye-hang?x=1&y=2", "渔阳湾：夜航线"]) {
      const card = await qr(`{ text: "${content}" }`);
      await withPdf(card, async (file) => {
        run("pdftoppm", ["-r", "200", "-png", "-singlefile", file, file]);
        const { data, info } = await sharp(readFileSync(`${file}.png`))
          .ensureAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true });
        expect(jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(content);
      });
    }
  });

  test.skipIf(!has("gs"))("is on the black plate alone (Ghostscript)", async () => {
    await withPdf(await qr('{ url: "https://yuyang.example/a" }'), (file) => {
      const plates = platesOf(file, 100);
      const inked = (plate: PlateName) => plates[plate].pixels.filter((each) => each < 128).length;
      expect((["Cyan", "Magenta", "Yellow"] as const).map(inked)).toEqual([0, 0, 0]);
      expect(inked("Black")).toBeGreaterThan(1000);
    });
  });

  test("modules of a code in a column are wide enough to be read", async () => {
    const card = await qr('{ url: "https://yuyang.example/a" }');
    const { left, right } = boundsOf(blockOf(card, "qr").shapes![0]!);
    expect(toMm(right - left) / qrMatrix("https://yuyang.example/a")!.length).toBeGreaterThan(0.33);
  });
});

describe("sidebars", () => {
  test("a title, paragraphs, and items with their signs in a hanging indent", async () => {
    const items = "items: [清一清地漏和天台的排水口，树叶最容易堵在弯头处，**雨前**再看一遍, 手机充电]";
    const card = await layCard({
      head: `headline: 标题\nsidebars:\n  - { title: 先做这些, text: 台风要来了。, ${items}, numbered: true }`,
      body: BODY,
      parts: [
        "headline: { style: main }",
        "body: { legs: 2, insets: [{ sidebar: 1, box: frame, leg: 2, side: right, row: 1, width: 13zi }] }",
      ],
    });
    expect(card.found.filter(({ code }) => !code.startsWith("makeup"))).toEqual([]);
    const block = blockOf(card, "sidebar");
    const texts = block.lines.map(({ text }) => text);
    expect(texts.slice(0, 2)).toEqual(["先做这些", "台风要来了。"]);
    expect(texts.slice(2).join("")).toBe("清一清地漏和天台的排水口，树叶最容易堵在弯头处，雨前再看一遍手机充电");
    const [, , first, second] = block.lines;
    expect(first!.runs[0]!.glyphs.map(({ text }) => text).join("")).toBe("1.");
    expect(first!.x).toBe(second!.x);
    expect(first!.x + first!.runs[0]!.glyphs[0]!.x).toBeGreaterThan(block.frame.rect.x);
  });

  test("bullets where no numbers are asked for; an empty one is refused", async () => {
    const card = await layCard({ head: "sidebars: [{ items: [甲, 乙] }]", parts: ["sidebar: { box: frame }"] });
    const labels = blockOf(card, "sidebar").lines.map((line) => line.runs[0]!.glyphs[0]!.text);
    expect(labels).toEqual(["•", "•"]);
    const empty = await layCard({
      head: "headline: 标题\nsidebars: [{ title: 空 }]",
      body: BODY,
      parts: ["headline: { style: main }", "body: {}"],
    });
    expect(empty.found.map((each) => each.message).join()).toContain("this sidebar holds nothing");
  });
});

describe.skipIf(!has("pdftotext"))("the text layer (poppler)", () => {
  test("has every word of the blocks once, and nothing that is drawn", async () => {
    const card = await layCard({
      head: `keyFigures: [{ number: 6.2, unit: 万, label: 册次, trend: up, change: 18% }]
quotes: [{ text: 听比看要紧, by: 纪师傅 }]
qr: [{ url: "https://a.example", label: 扫码 }]
sidebars: [{ title: 链接, items: [甲项] }]`,
      parts: ["keyFigures: all", "quote: 1", "qr: { width: 8zi, rows: 10 }", "sidebar: 1"],
      columns: "1-2",
    });
    await withPdf(card, (file) => {
      const text = run("pdftotext", ["-raw", file, "-"]).replace(/\s+/g, "");
      expect(text).toBe("6.2万18%册次听比看要紧纪师傅扫码链接•甲项");
    });
  });
});

test("labels are moved apart no more than need be, and stay within their room", () => {
  expect(spreadOut([10, 50, 90], { apart: 10, least: 0, most: 100 })).toEqual([10, 50, 90]);
  expect(spreadOut([50, 52, 48], { apart: 10, least: 0, most: 100 })).toEqual([58, 68, 48]);
  expect(spreadOut([99, 98], { apart: 10, least: 0, most: 100 })).toEqual([100, 90]);
});
