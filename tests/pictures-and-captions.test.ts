/** Captions below, beside and on pictures, groups of pictures with one caption, summaries. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { bottom, contains, overlaps, right } from "../src/base/geometry.ts";
import { printPage } from "../src/build.ts";
import { GROUP_PATTERNS } from "../src/model/layout.ts";
import { plainText } from "../src/model/story.ts";
import type { CaptionFrame, PictureFrame } from "../src/plan/page-plan.ts";
import { groupHeight, groupRects } from "../src/plan/picture-group.ts";
import { type LaidFiles, layFiles, saidOf } from "./kit/one-page.ts";
import { ROOT } from "./kit/sample.ts";
import { has, type PlateName, platesOf, run } from "./kit/witness.ts";

const photo = (name: string): Uint8Array => readFileSync(`${ROOT}samples/gallery/photos/${name}.jpg`);
const PHOTOS = { "a.jpg": photo("tea-rows"), "b.jpg": photo("old-boats"), "c.jpg": photo("pagoda") };

const LAYOUT = (part: string) => `format: sikai
grid: { columns: 3, measure: 21zi, gutter: 2zi, rows: 80, top: 15mm }
slots:
  a:
    col: 1-2
    row: 1-40
    stack:
      story: story
      children:
        - ${part}
        - space: { rows: 1 }
        - body: { legs: 2 }
`;

const STORY = (head: string) => `---\n${head}\n---\n${"灯下摆出二十个小摊，摊主多是渔家。".repeat(20)}\n`;
const ONE = STORY("photos: [{ file: a.jpg, caption: 海堤灯市, credit: 周岚 摄 }]");
const THREE = STORY(`photos:
  - { file: a.jpg, caption: （左）海堤灯市, credit: 周岚 摄 }
  - { file: b.jpg, caption: （中）渡口旧影, credit: 周岚 摄 }
  - { file: c.jpg, credit: 县档案馆供图 }`);

const lay = (part: string, story = ONE) => layFiles({ "layouts/l.yaml": LAYOUT(part), "s.md": story, ...PHOTOS });

const pictures = ({ laid }: LaidFiles): readonly PictureFrame[] =>
  laid!.plan.frames.filter((frame): frame is PictureFrame => frame.kind === "picture");
const caption = ({ laid }: LaidFiles) => laid!.composed.frames.find(({ frame }) => frame.kind === "caption")!;
const textOf = (lines: readonly { readonly text: string }[]): string => lines.map(({ text }) => text).join("");

describe("captions", () => {
  test("beside: of its own width, its last line on the picture's foot", async () => {
    for (const side of ["left", "right"] as const) {
      const laid = await lay(`picture: { rows: 12, caption: beside, captionSide: ${side}, captionWidth: 7zi }`);
      expect(saidOf(laid)).toEqual([]);
      const [picture] = pictures(laid);
      const { frame, lines } = caption(laid);
      expect(frame.rect.width).toBeCloseTo(63);
      const apart = side === "left" ? picture!.rect.x - right(frame.rect) : frame.rect.x - right(picture!.rect);
      expect(apart).toBeCloseTo(9);
      const last = Math.max(...lines.map(({ baseline }) => baseline));
      expect(bottom(picture!.rect) - last).toBeLessThan(4);
      expect(picture!.rect.height).toBeCloseTo(12 * 11.7);
    }
  });

  test("on, with a ground: over the whole foot of the picture, inside its rule, the type in its middle", async () => {
    const laid = await lay(
      "picture: { rows: 15, caption: on, captionStyle: caption-white, captionGround: caption-ground, rule: bar }",
    );
    expect(saidOf(laid)).toEqual([]);
    const { frame, lines } = caption(laid);
    const [picture] = pictures(laid);
    expect(bottom(frame.rect)).toBeCloseTo(bottom(picture!.rect) - 2);
    expect(frame.rect.width).toBeCloseTo(picture!.rect.width - 4);
    const { items } = laid.laid!.display;
    const ground = items.findIndex((item) => item.kind === "fill" && item.ink.k === 85);
    expect(items[ground]).toMatchObject({ overprint: false });
    expect(items.findIndex(({ kind }) => kind === "picture")).toBeLessThan(ground);
    expect(lines[0]!.runs[0]).toMatchObject({ ink: { c: 0, m: 0, y: 0, k: 0 } });
    expect(contains(frame.rect, { x: lines[0]!.x, y: lines[0]!.baseline - 8.8, width: 30, height: 10 })).toBe(true);
  });

  test("none: the words are not lost in silence where nobody else says them", async () => {
    expect(pictures(await lay("picture: { caption: none }"))).toHaveLength(1);
  });

  test("a rule round a picture lies in its frame, the picture goes on under it", async () => {
    const laid = await lay("picture: { rows: 12, rule: bar }");
    const [frame] = pictures(laid);
    const picture = laid.laid!.display.items.find((item) => item.kind === "picture")!;
    expect(picture.kind === "picture" && picture.rect.x).toBeCloseTo(frame!.rect.x + 1);
    const rule = laid.laid!.display.items.find((item) => item.kind === "stroke")!;
    expect(rule).toMatchObject({ thickness: 2, overprint: true });
  });

  test.each([
    ["picture: { captionSide: left }", "input/wrong-value: `captionSide` is only for a caption that stands beside"],
    ["picture: { captionGround: bar }", "input/wrong-value: `captionGround` is only for a caption that stands on"],
    ["picture: { caption: on, captionStyle: caption-white }", "input/style-limit: a caption on the picture is light"],
    ["picture: { caption: on, captionGround: bar }", "input/style-limit: a caption on the picture is dark on a dark"],
    ["picture: { caption: on, captionGround: nothing }", "input/unknown-name"],
    ["picture: { caption: over }", "input/wrong-value"],
    ["pictures: { caption: over }", "input/wrong-value"],
    ["pictures: { captionGround: bar }", "input/wrong-value: `captionGround` is only for a caption that stands on"],
    [
      "pictures: { numbers: { style: caption-white } }",
      "input/style-limit: a number on the picture is light on a light",
    ],
    ["pictures: { numbers: { style: nothing } }", "input/unknown-name"],
    ["pictures: { numbers: 3 }", "input/wrong-value"],
    ["pictures: { photos: [1] }", "input/wrong-value"],
    ["pictures: { photos: [1, 2] }", "plan/missing-part"],
  ])("%s", async (part, says) => {
    expect(saidOf(await lay(part)).some((each) => each.startsWith(says))).toBe(true);
  });
});

describe("groups", () => {
  test.each(GROUP_PATTERNS)(
    "%s: the pictures fill the room, thin gaps between them, none cut at their own height",
    (pattern) => {
      const arbitrary = fc.record({
        shapes: fc.array(fc.double({ min: 0.5, max: 2.5, noNaN: true }), { minLength: 2, maxLength: 6 }),
        width: fc.double({ min: 120, max: 900, noNaN: true }),
      });
      fc.assert(
        fc.property(arbitrary, ({ shapes, width }) => {
          const group = { pattern, gap: 3, shapes };
          const room = { x: 10, y: 20, width, height: groupHeight(group, width) };
          const rects = groupRects(group, room);
          expect(rects).toHaveLength(shapes.length);
          rects.forEach((rect, n) => {
            expect(contains(room, rect)).toBe(true);
            for (const other of rects.slice(n + 1)) {
              const wider = { x: rect.x - 2.9, y: rect.y - 2.9, width: rect.width + 5.8, height: rect.height + 5.8 };
              expect(overlaps(wider, other)).toBe(false);
            }
          });
          if (pattern === "row" || pattern === "column" || pattern === "large-top")
            for (const [n, { width, height }] of rects.entries()) expect(width / height).toBeCloseTo(shapes[n]!, 4);
        }),
        { seed: 4, numRuns: 200 },
      );
    },
  );

  test("one caption for all, as the story writes it, each credit once, on whole rows", async () => {
    const laid = await lay("pictures: { pattern: row }", THREE);
    expect(saidOf(laid)).toEqual([]);
    const captions = laid.laid!.composed.frames.filter(({ frame }) => frame.kind === "caption");
    expect(captions).toHaveLength(1);
    expect(textOf(captions[0]!.lines)).toBe("（左）海堤灯市　（中）渡口旧影周岚 摄　县档案馆供图");
    const frames = pictures(laid);
    expect(frames.map(({ rect }) => rect.y)).toEqual([frames[0]!.rect.y, frames[0]!.rect.y, frames[0]!.rect.y]);
    const row = laid.laid!.plan.grid.row;
    expect((frames[0]!.rect.height / row) % 1).toBeCloseTo(0);
    expect((captions[0]!.frame as CaptionFrame).words.credit).toHaveLength(3);
  });

  test("numbers: one in the upper left corner of each picture, read on its ground, each once in the text", async () => {
    const whole = "pictures: { pattern: row, numbers: true }";
    const dark = "pictures: { pattern: row, numbers: { style: caption-white, ground: caption-ground } }";
    for (const part of [whole, dark]) {
      const laid = await lay(part, THREE);
      expect(saidOf(laid)).toEqual([]);
      const numbers = laid.laid!.composed.frames.filter(({ frame }) => frame.kind === "caption" && frame.isNumber);
      expect(numbers.map(({ lines }) => textOf(lines))).toEqual(["①", "②", "③"]);
      pictures(laid).forEach(({ rect, id }, n) => {
        const { frame, lines } = numbers[n]!;
        expect(frame.id).toBe(`${id}/number`);
        const [line] = lines;
        const ink = { x: line!.x, y: line!.baseline - 8.8, width: 10, height: 10 };
        expect(contains(rect, ink)).toBe(true);
        expect(ink.x - rect.x).toBeLessThan(12);
        expect(ink.y - rect.y).toBeLessThan(12);
        // black on paper, or white on the box
        const { items } = laid.laid!.display;
        const under = items.filter((item) => item.kind === "fill" && item.ink.k === (part === dark ? 85 : 0));
        expect(under.length).toBeGreaterThanOrEqual(3);
        expect(line!.runs[0]!.ink.k).toBe(part === dark ? 0 : 100);
      });
    }
  });

  test("captions on the pictures: each its own, a credit that all share once, on the last", async () => {
    const shared = THREE.replaceAll("县档案馆供图", "周岚 摄");
    for (const [story, credits] of [
      [shared, ["", "", "周岚 摄"]],
      [THREE, ["周岚 摄", "周岚 摄", "县档案馆供图"]],
    ] as const) {
      const laid = await lay("pictures: { pattern: row, caption: on }", story);
      expect(saidOf(laid)).toEqual([]);
      const on = laid.laid!.composed.frames.filter(({ frame }) => frame.kind === "caption");
      expect(on.map(({ frame }) => frame.kind === "caption" && plainText(frame.words.credit))).toEqual(credits);
      expect(on.map(({ frame }) => frame.kind === "caption" && plainText(frame.words.caption))).toEqual([
        "（左）海堤灯市",
        "（中）渡口旧影",
        "",
      ]);
      for (const [n, { rect }] of pictures(laid).entries()) expect(contains(rect, on[n]!.frame.rect)).toBe(true);
    }
  });

  test("a group without any credit is told of, once; pictures that it leaves out as well", async () => {
    const bare = THREE.replaceAll(/, credit: [^}]*/g, "").replace("{ file: c.jpg", "{ file: c.jpg, caption: 塔");
    expect(saidOf(await lay("pictures: { pattern: row }", bare)).filter((each) => /no-credit/.test(each))).toHaveLength(
      1,
    );
    const some = saidOf(await lay("pictures: { photos: [1, 2] }", THREE));
    expect(some.some((each) => each.startsWith("plan/unplaced-part") && each.includes("c.jpg"))).toBe(true);
  });
});

describe("summary", () => {
  const POINTS = STORY("headline: 灯市\nsummary: [海堤灯市今晚开张，一连三夜, 二十个小摊]");

  test("its points stand in its box, one under another, each with its marker, the height in rows", async () => {
    const laid = await lay("summary: { box: summary }", STORY("summary: [海堤灯市今晚开张，一连三夜, 二十个小摊]"));
    expect(saidOf(laid)).toEqual([]);
    const { frame, lines } = laid.laid!.composed.frames.find((each) => each.frame.kind === "summary")!;
    expect(lines.map(({ text }) => text)).toEqual(["海堤灯市今晚开张，一连三夜", "二十个小摊"]);
    const markers = lines.map(({ runs }) => runs[0]!.glyphs[0]!.text);
    expect(markers).toEqual(["■", "■"]);
    expect((frame.rect.height / laid.laid!.plan.grid.row) % 1).toBeCloseTo(0);
    for (const line of lines) expect(line.x).toBeGreaterThan(frame.rect.x + 6);
  });

  test("a text alone has no marker; one that the layout does not show is told of", async () => {
    const laid = await lay("summary: {}", STORY("summary: 海堤灯市今晚开张"));
    const lines = laid.laid!.composed.frames.find((each) => each.frame.kind === "summary")!.lines;
    expect(lines[0]!.runs[0]!.glyphs[0]!.text).toBe("海");
    const unplaced = await lay("headline: { style: main }", POINTS);
    expect(saidOf(unplaced)).toContain("plan/unplaced-part: `s`: the layout shows no place for summary");
  });

  test("bad input", async () => {
    expect(saidOf(await lay("summary: {}", STORY("summary: []"))).some((each) => /input\//.test(each))).toBe(true);
    expect(saidOf(await lay("summary: { style: nothing }", POINTS)).some((each) => /unknown-name/.test(each))).toBe(
      true,
    );
  });
});

describe.skipIf(!has("gs") || !has("pdftotext"))("witnesses", () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-groups-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test("a black and white picture of a group is on the black plate alone, a coloured one on all", async () => {
    const laid = await lay("pictures: { pattern: row, photos: [1, 2] }", THREE.replace(/\n {2}- \{ file: c.*/, ""));
    const how = { standard: "pdfx4", workshop: laid.workshop, report: laid.report } as const;
    const file = join(folder, "group.pdf");
    writeFileSync(file, (await printPage(laid.edition!, laid.laid!, how)).pdf);
    const plates = platesOf(file, 36);
    const inkIn = (plate: PlateName, { x, y, width, height }: PictureFrame["rect"]): number => {
      const { pixels, width: across } = plates[plate];
      const bleed = -laid.laid!.display.bleed.x;
      let sum = 0;
      for (let row = Math.ceil((y + bleed + 2) / 2); row < (y + bleed + height - 2) / 2; row++)
        for (let at = Math.ceil((x + bleed + 2) / 2); at < (x + bleed + width - 2) / 2; at++)
          sum += 255 - pixels[row * across + at]!;
      return sum;
    };
    const [coloured, mono] = pictures(laid).map(({ rect }) => rect);
    for (const plate of ["Cyan", "Magenta", "Yellow"] as const) {
      expect(inkIn(plate, mono!)).toBe(0);
      expect(inkIn(plate, coloured!)).toBeGreaterThan(0);
    }
    expect(inkIn("Black", mono!)).toBeGreaterThan(0);
    const text = run("pdftotext", ["-raw", file, "-"]).replace(/\s/g, "");
    expect(text.split("周岚摄")).toHaveLength(2);
    expect(text.split("（左）海堤灯市")).toHaveLength(2);
  });
});
