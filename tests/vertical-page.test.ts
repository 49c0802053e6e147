/** A whole page in vertical lines, from its layout to what other programs read and print of it (LC-100 … LC-104). */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bottom, contains, overlaps, type Rect, right } from "../src/base/geometry.ts";
import type { PrintedPage } from "../src/build.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import type { ComposedLine } from "../src/compose/composed-page.ts";
import type { GlyphsItem } from "../src/display/display-list.ts";
import { plainText } from "../src/model/story.ts";
import { glyphInkBox, itemBounds } from "../src/press/ink-bounds.ts";
import { textOverlaps } from "../src/press/text-overlap.ts";
import { rasterPdf } from "../src/proof/raster-pdf.ts";
import type { Typeface } from "../src/text/typeface.ts";
import { ROOT } from "./kit/sample.ts";
import { bodiesOf, headlinesOf, ofStory, type VerticalPage, verticalPage, verticalPdf } from "./kit/vertical-sample.ts";
import { has, run } from "./kit/witness.ts";

let page: VerticalPage;
let printed: PrintedPage;
let folder: string;
let file: string;

beforeAll(async () => {
  page = await verticalPage();
  printed = await verticalPdf(page);
  folder = mkdtempSync(join(tmpdir(), "broadsheet-vertical-"));
  file = join(folder, "page.pdf");
  writeFileSync(file, printed.pdf);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bare = (text: string): string => text.replace(/\s/g, "");
describe("the sample page", () => {
  test("has no errors and hardly a warning", () => {
    expect(page.report.all().filter(({ severity }) => severity === "error")).toEqual([]);
    expect(page.report.all().filter(({ severity }) => severity === "warning").length).toBeLessThanOrEqual(2);
  });

  test("is vertical throughout, by one word of its layout", () => {
    const lines = page.laid.composed.frames.flatMap((frame) => frame.lines);
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.filter((line) => line.writing !== "vertical")).toEqual([]);
  });

  test("loses no character of any story", () => {
    for (const { frame, lines } of bodiesOf(page)) {
      const { paragraphs, signature } = frame.story;
      const wanted = paragraphs.map((each) => plainText(each.spans)).join("") + plainText(signature);
      expect(bare(lines.map((line) => line.text).join(""))).toBe(bare(wanted));
      const shown = lines.flatMap((line) => line.runs.flatMap((each) => each.glyphs.map((glyph) => glyph.text)));
      expect(bare(shown.join(""))).toBe(bare(wanted));
    }
  });

  test("frames stand in the type area and none on another; axes of all stories stand at one pitch", () => {
    const { grid, frames } = page.laid.plan;
    const solid = frames.filter((frame) => frame.kind !== "rule");
    for (const { rect, id } of solid) {
      expect(contains(grid.typeArea, rect), id).toBe(true);
      expect(((rect.y - grid.typeArea.y) / grid.row) % 1, id).toBeCloseTo(0, 5);
    }
    solid.forEach((a, n) => {
      for (const b of solid.slice(n + 1)) expect(overlaps(a.rect, b.rect), `${a.id} on ${b.id}`).toBe(false);
    });
    for (const { lines } of bodiesOf(page))
      for (const line of lines) expect(((right(grid.typeArea) - line.x) / grid.row) % 1).toBeCloseTo(0.5, 5);
  });

  test("LC-100: lines follow one another from the right, legs from above; only the last is short (LC-09)", () => {
    for (const { frame, lines } of bodiesOf(page)) {
      const own = lines.filter((line) => line.paragraph < frame.story.paragraphs.length);
      own.slice(1).forEach((line, n) => {
        const before = own[n]!;
        if (line.leg === before.leg) expect(line.x).toBeLessThan(before.x);
        else {
          expect(line.leg).toBe(before.leg + 1);
          expect(line.baseline).toBeGreaterThan(before.baseline);
        }
      });
      for (const [n, leg] of frame.legs.slice(0, -1).entries())
        expect(own.filter((line) => line.leg === n)).toHaveLength(leg.slots.length);
    }
  });

  test("full lines end flush at the foot of their leg", () => {
    const { frame, lines } = ofStory(bodiesOf(page), "old-bridge");
    const full = lines.filter((line, n) => lines[n + 1]?.paragraph === line.paragraph);
    expect(full.length).toBeGreaterThan(50);
    for (const line of full) {
      const last = line.runs.at(-1)!;
      if (!last.down || !/\p{Script=Han}$/u.test(line.text)) continue;
      const foot = line.baseline + last.glyphs.at(-1)!.y + 0.12 * last.size;
      expect(foot, line.text).toBeCloseTo(bottom(frame.legs[line.leg]!.rect), 1);
    }
  });

  test("a signature stands at the foot of its line", () => {
    const { frame, lines } = ofStory(bodiesOf(page), "seed-rice");
    const signature = lines.at(-1)!;
    expect(signature.text).toBe(plainText(frame.story.signature));
    expect(signature.baseline + signature.natural).toBeCloseTo(bottom(frame.legs.at(-1)!.rect), 3);
  });

  test("inspect says which way frames and lines run", () => {
    const { frames } = inspectPage(page.laid);
    const body = frames.find(({ id }) => id === "lead/lead/body")!;
    expect(body.writing).toBe("vertical");
    expect(body.lines[0]).toMatchObject({ writing: "vertical" });
    expect(frames.find(({ id }) => id === "second/second/headline")).toMatchObject({ order: "rightward" });
  });
});

describe("LC-104: vertical headlines of several lines", () => {
  const axes = (lines: readonly ComposedLine[]) => lines.map((line) => line.x);

  test("to the right of its text the lines run right to left, the deck nearest to the text", () => {
    const { frame, lines } = ofStory(headlinesOf(page), "old-bridge");
    const { story } = frame;
    expect(frame.rect.x).toBeGreaterThan(right(ofStory(bodiesOf(page), "old-bridge").frame.rect));
    expect(frame.order).toBe("leftward");
    expect(lines.map((line) => line.text)).toEqual(
      [story.kicker, ...story.headline, story.deck].map((each) => plainText(each)),
    );
    expect(axes(lines)).toEqual([...axes(lines)].sort((a, b) => b - a));
  });

  test("to the left of its text they run left to right", () => {
    const { frame, lines } = ofStory(headlinesOf(page), "night-library");
    expect(right(frame.rect)).toBeLessThan(ofStory(bodiesOf(page), "night-library").frame.rect.x);
    expect(frame.order).toBe("rightward");
    expect(lines.map((line) => line.text)).toEqual(
      [frame.story.kicker, ...frame.story.headline].map((each) => plainText(each)),
    );
    expect(axes(lines)).toEqual([...axes(lines)].sort((a, b) => a - b));
  });

  test("lines go into the frame, at sizes of their style, and stand clear of one another", () => {
    for (const { frame, lines } of headlinesOf(page)) {
      for (const line of lines) {
        expect(line.natural).toBeLessThanOrEqual(frame.rect.height + 0.01);
        const sizes = new Set([...frame.style.sizes, ...frame.kickerStyle.sizes, ...frame.deckStyle.sizes]);
        const size = Math.max(...line.runs.map((each) => each.size));
        expect(sizes.has(size), `${size}`).toBe(true);
        expect(line.x - size / 2).toBeGreaterThanOrEqual(frame.rect.x - 0.01);
        expect(line.x + size / 2).toBeLessThanOrEqual(right(frame.rect) + 0.01);
      }
    }
  });

  test("a headline gives way in size to the width and the height it is given", async () => {
    const layout = readFileSync(`${ROOT}layouts/vertical-page.yaml`, "utf8");
    const narrow = await verticalPage({
      "layouts/vertical-page.yaml": layout.replace("style: main }", "style: main, width: 9zi }"),
    });
    const size = (of: VerticalPage) =>
      Math.max(...ofStory(headlinesOf(of), "night-library").lines[1]!.runs.map((each) => each.size));
    expect(size(narrow)).toBeLessThan(size(page));
    expect(narrow.report.all().filter(({ code }) => code === "compose/headline-fit")).toEqual([]);
    const hopeless = await verticalPage({
      "layouts/vertical-page.yaml": layout.replace("style: main }", "style: main, width: 3zi }"),
    });
    expect(hopeless.report.all().find(({ code }) => code === "compose/headline-fit")).toMatchObject({
      severity: "error",
    });
  });
});

describe("glyphs of the font", () => {
  const songGlyphs = () => {
    const runs = bodiesOf(page).flatMap(({ lines }) => lines.flatMap((line) => line.runs));
    return runs.filter(({ face }) => face.name === "NotoSerifSC-Regular");
  };
  const ids = (text: string): ReadonlySet<number> =>
    new Set(songGlyphs().flatMap((each) => each.glyphs.filter((glyph) => glyph.text === text).map(({ id }) => id)));
  const song = (): Typeface => songGlyphs()[0]!.face as Typeface;
  const vertical = (text: string) => song().shape(text, { western: false, vertical: true })[0]!.id;

  test("LC-102: “ ” are drawn as 『 』 are, brackets turn, and the text stays what it was", () => {
    expect(ids("“")).toEqual(new Set([vertical("『")]));
    expect(ids("”")).toEqual(new Set([vertical("』")]));
    expect(ids("（")).toEqual(new Set([vertical("（")]));
    expect(vertical("（")).not.toBe(song().ideograph(0xff08)[0]!.id);
    expect(ids("『").size).toBe(0);
  });

  test("LC-101: letters stand in the font's full-width design, two digits in its half-width one", () => {
    const letter = song().shape("A", { western: false, vertical: true, feature: "fwid" })[0]!;
    expect(letter.advance).toBe(1);
    expect(ids("A")).toEqual(
      new Set([letter.id, song().shape("A", { western: false, vertical: false, feature: "hwid" })[0]!.id]),
    );
    const digits = song().shape("25", { western: false, vertical: false, feature: "hwid" });
    expect(digits.map(({ advance }) => advance)).toEqual([0.5, 0.5]);
    expect(ids("5").has(digits[1]!.id)).toBe(true);
  });

  test("LC-30: a dash is one stroke of two cells down the axis", () => {
    const dashes = songGlyphs().flatMap((each) => each.glyphs.filter((glyph) => glyph.text === "——"));
    expect(dashes.length).toBeGreaterThan(2);
    const points = song()
      .outline(dashes[0]!.id)
      .flatMap((each) => (each.kind === "close" ? [] : [each]));
    expect(Math.max(...points.map(({ y }) => y)) - Math.min(...points.map(({ y }) => y))).toBeGreaterThan(1.8);
    expect(Math.max(...points.map(({ x }) => x)) - Math.min(...points.map(({ x }) => x))).toBeLessThan(0.1);
  });

  test("LC-103: pause marks of a mainland font stand at the upper right of their cells", () => {
    const items = page.laid.display.items.filter(
      (item): item is GlyphsItem => item.kind === "glyphs" && item.size === 9,
    );
    let seen = 0;
    for (const item of items) {
      for (const glyph of item.glyphs.filter(({ text }) => text === "。" || text === "，" || text === "、")) {
        const ink = glyphInkBox(item, glyph)!;
        expect(ink.x).toBeGreaterThan(item.axis!);
        expect(bottom(ink)).toBeLessThan(glyph.y - 0.88 * 9 + 4.5);
        seen++;
      }
    }
    expect(seen).toBeGreaterThan(100);
  });
});

describe("the press check", () => {
  const face = (): Typeface => bodiesOf(page)[0]!.lines[1]!.runs[0]!.face as Typeface;
  const item = (at: { readonly x: number; readonly turn: 0 | 90 }, text: string): GlyphsItem => ({
    kind: "glyphs",
    face: face(),
    size: 10,
    turn: at.turn,
    ...(at.turn === 0 && { axis: at.x + 5 }),
    ink: { c: 0, m: 0, y: 0, k: 100 },
    overprint: true,
    glyphs: [...text].map((each, n) => ({
      id: face().ideograph(each.codePointAt(0)!)[0]!.id,
      x: at.x,
      y: 100 + n * 10,
      text: each,
    })),
  });

  test("knows where turned letters are", () => {
    const lying = item({ x: 50, turn: 90 }, "国国");
    const bounds = itemBounds(lying)!;
    for (const glyph of lying.glyphs) {
      const ink = glyphInkBox(lying, glyph)!;
      expect(contains(bounds, ink)).toBe(true);
      // what stands on the baseline lies to the right of it, and runs down
      expect(right(ink)).toBeGreaterThan(50 + 7);
      expect(ink.y).toBeGreaterThanOrEqual(glyph.y - 0.01);
    }
  });

  test("finds a vertical line that stands on another, and none on a line beside it", () => {
    const first = item({ x: 50, turn: 0 }, "国国国");
    expect(textOverlaps([first, item({ x: 54, turn: 0 }, "国国")])).toHaveLength(1);
    expect(textOverlaps([first, item({ x: 52, turn: 90 }, "国")])).toHaveLength(1);
    expect(textOverlaps([first, item({ x: 63.5, turn: 0 }, "国国国")])).toEqual([]);
  });
});

/** Whether there is ink along all four edges of a glyph's ink box: it stands where it should, the right way up. */
const isDrawn = (box: Rect, darkAt: (x: number, y: number, reach: number) => boolean): boolean => {
  const along = (from: number, length: number) => Array.from({ length: 41 }, (_, n) => from + (length * n) / 40);
  const edges = [
    along(box.x, box.width).some((x) => darkAt(x, box.y, 0.5)),
    along(box.x, box.width).some((x) => darkAt(x, bottom(box), 0.5)),
    along(box.y, box.height).some((y) => darkAt(box.x, y, 0.5)),
    along(box.y, box.height).some((y) => darkAt(right(box), y, 0.5)),
  ];
  return edges.every(Boolean);
};

/** Glyphs of the page that a drawing does not show, of one in eleven of them. */
const missing = (grey: Uint8Array, width: number, dpi: number): readonly string[] => {
  const scale = dpi / 72;
  const { bleed } = page.laid.plan.boxes;
  const darkAt = (x: number, y: number, reach: number): boolean => {
    const [cx, cy, r] = [(x - bleed.x) * scale, (y - bleed.y) * scale, Math.ceil(reach * scale)];
    for (let py = Math.floor(cy - r); py <= cy + r; py++)
      for (let px = Math.floor(cx - r); px <= cx + r; px++) if ((grey[py * width + px] ?? 255) < 225) return true;
    return false;
  };
  const out: string[] = [];
  let n = 0;
  for (const item of page.laid.display.items) {
    if (item.kind !== "glyphs") continue;
    for (const glyph of item.glyphs) {
      const box = glyphInkBox(item, glyph);
      if (!box || n++ % 11 !== 0) continue;
      if (!isDrawn(box, darkAt)) out.push(`${glyph.text} at ${glyph.x.toFixed(1)}, ${glyph.y.toFixed(1)}`);
    }
  }
  expect(n).toBeGreaterThan(2000);
  return out;
};

describe("the PDF", () => {
  test("PDFium draws every glyph where it was placed, upright, lying and side by side", async () => {
    const { rgba, width, height } = await rasterPdf(printed.pdf, { page: 1, dpi: 200 });
    const grey = new Uint8Array(width * height);
    for (let n = 0; n < grey.length; n++) grey[n] = rgba[4 * n + 1]!;
    expect(missing(grey, width, 200)).toEqual([]);
  });

  test.skipIf(!has("gs"))("so does Ghostscript", async () => {
    const out = join(folder, "gs.png");
    run("gs", [
      "-q",
      "-dSAFER",
      "-dBATCH",
      "-dNOPAUSE",
      "-sDEVICE=pnggray",
      "-r200",
      "-dTextAlphaBits=4",
      `-o${out}`,
      file,
    ]);
    const { data, info } = await sharp(out).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect(missing(new Uint8Array(data), info.width, 200)).toEqual([]);
  });

  const READERS: readonly (readonly [string, () => string])[] = [
    ["pdftotext", () => run("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"])],
    ["mutool", () => run("sh", ["-c", `mutool draw -q -F txt "${file}" 2>/dev/null`])],
  ];

  for (const [program, text] of READERS) {
    describe.skipIf(!has(program))(program, () => {
      test("reads every paragraph whole and once, and every headline", () => {
        const all = bare(text());
        for (const { frame } of bodiesOf(page)) {
          for (const paragraph of frame.story.paragraphs) {
            const wanted = bare(plainText(paragraph.spans));
            expect(all.split(wanted).length - 1, wanted.slice(0, 20)).toBe(1);
          }
          for (const line of frame.story.headline) expect(all).toContain(bare(plainText(line)));
        }
      });

      test("reads lines as they were set, not torn into characters", () => {
        const read = new Set(text().split("\n").map(bare));
        const set = bodiesOf(page).flatMap(({ lines }) => lines.map((line) => bare(line.text)));
        // a change of type size inside a line ends it for some readers: Latin words, three digits in a cell
        expect(set.filter((line) => read.has(line)).length / set.length).toBeGreaterThan(0.75);
      });
    });
  }
});
