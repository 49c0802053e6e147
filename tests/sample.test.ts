/** The sample page: what stands on the printed page it was made after (S-01 … S-13), and that it is a page an editor passes. */
import { beforeAll, describe, expect, test } from "vitest";
import { bottom, contains, overlaps } from "../src/base/geometry.ts";
import type { ComposedFrame, ComposedLine } from "../src/compose/composed-page.ts";
import type { PictureItem } from "../src/display/display-list.ts";
import { countCharacters, keyFigureTexts, plainText } from "../src/model/story.ts";
import type { BodyFrame } from "../src/plan/page-plan.ts";
import { glyphBoxes, nearest, opaqueEdge } from "./kit/cut-out.ts";
import { framesWith, type Sample, sample } from "./kit/sample.ts";

let page: Sample;
beforeAll(async () => {
  page = await sample();
});

const frames = () => page.laid.composed.frames;
const bodies = () =>
  frames().filter((each): each is ComposedFrame & { frame: BodyFrame } => each.frame.kind === "body");
const one = (feature: string, kind: string): ComposedFrame => {
  const found = framesWith(page, feature).filter(({ frame }) => frame.kind === kind);
  expect(found, `${feature} ${kind}`).toHaveLength(1);
  return found[0]!;
};
const sizeOf = (line: ComposedLine): number => Math.max(...line.runs.map((run) => run.size));
const inkedRight = (line: ComposedLine): number => line.x + line.runs.at(-1)!.glyphs.at(-1)!.x;
const ZI = 9;

describe("features of the printed page", () => {
  test("every one of S-01 to S-13 is carried by a frame that `inspect` names", () => {
    const carried = new Set(frames().flatMap(({ frame }) => frame.features));
    expect([...carried].sort()).toEqual(Array.from({ length: 13 }, (_, n) => `S-${String(n + 1).padStart(2, "0")}`));
  });

  test("S-01 furniture: a vertical section name, date, folio and credits with names spread to one width", () => {
    const parts = framesWith(page, "S-01");
    const item = (name: string) => parts.find(({ frame }) => frame.kind === "furniture" && frame.item === name)!;
    const [section, ...others] = item("section").lines;
    expect(others).toEqual([]);
    expect(section).toMatchObject({ text: page.edition.pages[0]!.section, writing: "vertical" });
    const characters = section!.runs.flatMap((run) => run.glyphs);
    expect(characters).toHaveLength(4);
    characters.forEach((each, n) => {
      if (n > 0) expect(each.y - characters[n - 1]!.y).toBeGreaterThanOrEqual(sizeOf(section!));
      expect(each.x).toBeCloseTo(-sizeOf(section!) / 2, 6);
    });
    expect(item("folio").lines[0]!.text).toBe("05");
    expect(item("date").lines.map((line) => line.text)).toEqual(["2025年7月10日", "星期四", "第12873期"]);
    const names = item("credits").lines.filter((line) =>
      page.edition.pages[0]!.credits.some(({ name }) => name === line.text && /^\p{Script=Han}+$/u.test(name)),
    );
    const ends = names.map((line) => inkedRight(line).toFixed(1));
    expect(names.map((line) => line.text.length)).toContain(2);
    expect(names.map((line) => line.text.length)).toContain(3);
    expect(new Set(ends).size).toBe(1);
    expect(names.every((line) => line.runs[0]!.face.weight >= 700)).toBe(true);
  });

  test("S-02 a flag stands over the run of briefs", () => {
    const flag = one("S-02", "furniture");
    expect(flag.lines[0]!.text.replaceAll(" ", "")).toBe("速递");
    const briefs = framesWith(page, "S-08").filter(({ frame }) => frame.kind === "headline");
    for (const { frame } of briefs) {
      expect(bottom(flag.frame.rect)).toBeLessThanOrEqual(frame.rect.y + 0.01);
      expect(frame.rect.x).toBeCloseTo(flag.frame.rect.x, 1);
    }
  });

  test("S-03 the lead: six paragraphs, about 1,168 characters, one line of headline, several legs of changing measure", () => {
    const lead = frames().find(({ frame }) => frame.kind === "body" && frame.slot === "lead") as ComposedFrame & {
      frame: BodyFrame;
    };
    expect(lead.frame.story.paragraphs).toHaveLength(6);
    expect(Math.abs(countCharacters(lead.frame.story) - 1168)).toBeLessThan(60);
    expect(frames().find(({ frame }) => frame.kind === "headline" && frame.slot === "lead")!.lines).toHaveLength(1);
    expect(lead.frame.legs.length).toBeGreaterThanOrEqual(3);
    const measures = new Set(lead.lines.map((line) => (line.measure / ZI).toFixed(1)));
    expect(measures.size).toBeGreaterThanOrEqual(2);
  });

  test("S-04 three key-figure boxes of 8 to 10 zi stand in the lead, figures large, text beside them and not under them", () => {
    const boxes = framesWith(page, "S-04");
    expect(boxes).toHaveLength(3);
    const lead = frames().find(({ frame }) => frame.kind === "body" && frame.slot === "lead")!;
    for (const { frame, lines } of boxes) {
      expect(contains(lead.frame.rect, frame.rect)).toBe(true);
      expect(frame.rect.width / ZI).toBeGreaterThanOrEqual(8);
      expect(frame.rect.width / ZI).toBeLessThanOrEqual(10);
      const sizes = lines.flatMap((line) => line.runs.map((run) => run.size));
      expect(Math.max(...sizes)).toBeGreaterThanOrEqual(1.5 * Math.min(...sizes));
      const gap = { ...frame.rect, x: frame.rect.x - 0.9 * ZI, width: frame.rect.width + 1.8 * ZI };
      for (const line of lead.lines) {
        const ink = { x: line.x, y: line.baseline - 0.88 * ZI, width: inkedRight(line) + ZI / 2 - line.x, height: ZI };
        expect(overlaps(gap, ink), `${line.text} beside ${frame.id}`).toBe(false);
      }
    }
  });

  test("S-05 long stories in two to four legs, first lines indented 2 zi, a bold dateline with its reporters", () => {
    const long = framesWith(page, "S-05") as (ComposedFrame & { frame: BodyFrame })[];
    expect(long.length).toBeGreaterThanOrEqual(5);
    for (const { frame, lines } of long) {
      expect(frame.legs.length).toBeGreaterThanOrEqual(2);
      expect(frame.legs.length).toBeLessThanOrEqual(4);
      const measure = frame.legs[0]!.slots[0]!.measure / ZI;
      expect(measure).toBeGreaterThanOrEqual(16);
      expect(measure).toBeLessThanOrEqual(21.5);
      expect((measure * 2) % 1).toBeCloseTo(0);
      const firsts = lines.filter(
        (line, n) => line.paragraph !== lines[n - 1]?.paragraph && line.paragraph < frame.story.paragraphs.length,
      );
      for (const line of firsts) {
        const slot = frame.legs[line.leg]!.slots.find((each) => Math.abs(each.baseline - line.baseline) < 0.01)!;
        expect(line.x - slot.x).toBeCloseTo(2 * ZI, 1);
      }
      const [dateline] = lines[0]!.runs;
      expect(dateline!.glyphs.map((glyph) => glyph.text).join("")).toBe("本报讯");
      expect(dateline!.face.family).toBe("hei");
      expect(lines.map((line) => line.text).join("")).toMatch(/^本报讯（.*(记者|通讯员).*?）/);
    }
  });

  test("S-06 a headline of two lines, broken by sense as its editor broke it", () => {
    const { frame, lines } = one("S-06", "headline");
    expect(lines.map((line) => line.text)).toEqual("story" in frame ? frame.story.headline.map(plainText) : []);
    expect(lines).toHaveLength(2);
  });

  test("S-07 a pair headline: both lines are set to the same width by letter-spacing", () => {
    const { lines } = one("S-07", "headline");
    expect(lines).toHaveLength(2);
    expect(lines[0]!.x).toBeCloseTo(lines[1]!.x, 1);
    expect(inkedRight(lines[0]!)).toBeCloseTo(inkedRight(lines[1]!), 0);
  });

  test("S-08 four briefs, one under another in a narrow leg, each under its headline", () => {
    const heads = framesWith(page, "S-08").filter(({ frame }) => frame.kind === "headline");
    expect(heads).toHaveLength(4);
    heads.forEach((each, n) => {
      expect(each.frame.rect.width / ZI).toBeLessThanOrEqual(18);
      if (n > 0) expect(each.frame.rect.y).toBeGreaterThan(bottom(heads[n - 1]!.frame.rect));
    });
  });

  test("S-09 photo news: no headline, text of 4 to 7 lines, the credit at its end set off to the right", () => {
    const news = framesWith(page, "S-09") as (ComposedFrame & { frame: BodyFrame })[];
    expect(news).toHaveLength(2);
    for (const { frame, lines } of news) {
      expect(frame.story.headline).toEqual([]);
      expect(lines.length).toBeGreaterThanOrEqual(4);
      expect(lines.length).toBeLessThanOrEqual(8);
      const last = lines.at(-1)!;
      expect(last.text).toMatch(/摄$/);
      const slot = frame.legs[last.leg]!.slots.find((each) => Math.abs(each.baseline - last.baseline) < 0.01)!;
      expect(inkedRight(last) + ZI).toBeCloseTo(slot.x + slot.measure, 0);
    }
  });

  test("S-10 the photo feature: outlined headline with a shadow, three pictures, captions on them, text round a cut-out", async () => {
    const parts = framesWith(page, "S-10");
    const head = parts.find(({ frame }) => frame.kind === "headline")!;
    expect(head.frame.kind === "headline" && head.frame.style.effect.kind).toBe("outline");
    const story = head.frame.kind === "headline" ? head.frame.story : undefined;
    const pictures = frames().filter(({ frame }) => frame.kind === "picture" && frame.story === story);
    expect(pictures).toHaveLength(3);
    const captions = frames().filter(
      ({ frame }) => frame.kind === "caption" && frame.stands === "on" && frame.story === story,
    );
    expect(captions.length).toBeGreaterThanOrEqual(2);
    for (const { lines } of captions) for (const line of lines) expect(sizeOf(line)).toBeGreaterThanOrEqual(10);
    const cutOut = pictures.filter(({ frame }) => frame.kind === "picture" && frame.shape.kind === "outline");
    expect(cutOut).toHaveLength(1);
    const item = page.laid.display.items.find(
      (each): each is PictureItem => each.kind === "picture" && each.outline !== undefined,
    )!;
    const edge = await opaqueEdge(item);
    expect(edge.length).toBeGreaterThan(1000);
    const { rect } = item;
    const body = bodies().find(({ frame }) => frame.story === story)!;
    expect(new Set(body.lines.map((line) => line.measure.toFixed(1))).size).toBeGreaterThanOrEqual(4);
    const far = body.lines.filter(({ leg }) => leg === 0);
    const beside = body.lines.filter((line) => line.leg > 0 && line.baseline - ZI < bottom(rect));
    expect(far.length).toBeGreaterThan(0);
    expect(beside.length).toBeGreaterThanOrEqual(20);
    // text stands in the picture's own rectangle, and never nearer to what is seen of it than a zi
    const inside = beside.filter((line) => glyphBoxes(line).some((box) => overlaps(box, rect)));
    expect(inside.length).toBeGreaterThanOrEqual(6);
    const away = body.lines.map((line) => nearest(glyphBoxes(line), edge));
    expect(Math.min(...away)).toBeGreaterThanOrEqual(ZI);
    // of the leg on its left, lines that the text fills; those on its right all begin at it
    const toEdge = beside.filter((line) => line.leg === 2 || line.natural > line.measure - ZI);
    const near = toEdge.filter((line) => nearest(glyphBoxes(line), edge) <= 2.5 * ZI);
    expect(near.length / toEdge.length).toBeGreaterThanOrEqual(0.8);
  });

  test("S-11 numbers, per cent, decimals, Latin names, quotes in quotes, interpuncts, dashes", () => {
    const text = bodies()
      .flatMap(({ lines }) => lines.map((line) => line.text))
      .join("");
    for (const piece of [
      /DeepSeek/,
      /APP/,
      /\d%/,
      /\d\.\d/,
      /——/,
      /‘[^’]+’/,
      /“[^”]*‘/,
      /·|、/,
      /批次\/千人|\d \S+\/\S/,
    ])
      expect(text).toMatch(piece);
  });

  test("S-12 开明: commas, colons, quotes and brackets half, full stops full", () => {
    const style = page.edition.style.text.get("body")!;
    expect(style.punctuation).toBe("kaiming");
    const line = bodies()
      .flatMap(({ lines }) => lines)
      .find((each) => each.ratio === 0 && /[一-鿿]，[一-鿿]/.test(each.text))!;
    const glyphs = line.runs.flatMap((run) => run.glyphs);
    const comma = glyphs.findIndex(
      (glyph, n) => glyph.text === "，" && /\p{Script=Han}/u.test(glyphs[n + 1]?.text ?? ""),
    );
    expect((glyphs[comma + 1]!.x - glyphs[comma]!.x) / ZI).toBeCloseTo(0.5, 2);
  });

  test("S-13 about 5,900 characters, thirteen stories and six photographs on 390 × 545 mm", () => {
    const stories = [...page.edition.pages[0]!.stories.values()];
    expect(stories).toHaveLength(13);
    expect(stories.filter((story) => story.headline.length > 0)).toHaveLength(11);
    const characters = stories.reduce(
      (sum, story) =>
        sum +
        countCharacters(story) +
        story.keyFigures.flatMap(keyFigureTexts).reduce((all, each) => all + plainText(each).length, 0),
      0,
    );
    expect(characters).toBeGreaterThan(5600);
    expect(characters).toBeLessThan(6200);
    expect(frames().filter(({ frame }) => frame.kind === "picture").length).toBeGreaterThanOrEqual(5);
    const { trim } = page.laid.plan.boxes;
    expect([trim.width, trim.height].map((each) => (each * 25.4) / 72)).toEqual([390, 545]);
  });
});

describe("a page that an editor passes", () => {
  test("no error and nothing overset; every character of every story stands on the page once", () => {
    expect(page.report.all().filter((each) => each.severity === "error")).toEqual([]);
    for (const { frame, lines, fit } of bodies()) {
      expect(fit!.oversetLines).toBe(0);
      const story =
        frame.story.paragraphs.map((each) => plainText(each.spans)).join("") + plainText(frame.story.signature);
      expect(
        lines
          .map((line) => line.text)
          .join("")
          .replace(/\s/g, ""),
      ).toBe(story.replace(/\s/g, ""));
    }
  });

  test("closed: every leg ends on its last row, and nothing is left over under it", () => {
    for (const { frame, lines, fit } of bodies()) {
      expect(fit, frame.id).toMatchObject({ oversetLines: 0, underLines: 0 });
      if (frame.kind !== "body") continue;
      frame.legs.forEach((leg, n) => {
        const lowest = Math.max(...lines.filter((line) => line.leg === n).map(({ baseline }) => baseline));
        expect(lowest, `${frame.id}, leg ${n + 1}`).toBeCloseTo(leg.slots.at(-1)!.baseline);
      });
    }
  });

  test("no finding of make-up, and fewer than three lines opened by over a tenth of an em", () => {
    expect(page.report.all().filter(({ code, severity }) => code.startsWith("makeup/") && severity !== "info")).toEqual(
      [],
    );
    const loose = bodies().flatMap(({ lines }) => lines.filter(({ ratio }) => ratio > 0.1));
    expect(loose.length).toBeLessThan(3);
  });

  test("all baselines of bodies stand on one grid of rows", () => {
    const { grid } = page.laid.plan;
    const offsets = new Set(
      bodies().flatMap(({ lines }) =>
        lines.map((line) => (((line.baseline - grid.typeArea.y) / grid.row) % 1).toFixed(3)),
      ),
    );
    expect(offsets.size).toBe(1);
  });

  test("no two frames overlap but boxes in legs and captions on pictures; all stand in the type area", () => {
    const { typeArea } = page.laid.plan.grid;
    for (const { frame } of frames())
      expect(contains({ ...typeArea, x: typeArea.x - 1, width: typeArea.width + 2 }, frame.rect), frame.id).toBe(true);
    expect(page.report.all().filter((each) => each.code === "plan/overlap")).toEqual([]);
  });

  test("at least four headline sizes, the lead's 1.8 times a brief's or more", () => {
    const size = (slot: RegExp) =>
      frames()
        .filter(({ frame }) => frame.kind === "headline" && slot.test(frame.id))
        .map(({ lines }) => sizeOf(lines[0]!));
    const all = new Set(size(/./));
    expect(all.size).toBeGreaterThanOrEqual(4);
    expect(Math.min(...size(/^lead/))).toBeGreaterThanOrEqual(1.8 * Math.max(...size(/brief/)));
  });

  test("legs of a story differ by the remainder at most, and only the last is short", () => {
    for (const { frame, lines } of bodies().filter(({ frame }) => frame.legs.length > 1)) {
      const filled = frame.legs.map((leg, n) => leg.slots.length - lines.filter((line) => line.leg === n).length);
      const body = frame.legs.length;
      const signed = lines.some((line) => line.paragraph === frame.story.paragraphs.length);
      for (const missing of filled.slice(0, -1)) expect(missing).toBeLessThanOrEqual(signed ? body : 0);
      expect(filled.at(-1)!).toBeLessThan(body + 1);
    }
  });

  test("no blank rectangle larger than one column by two rows", () => {
    expect(blankCells()).toEqual([]);
  });
});

/** Column cells of three rows that hold no ink at all: what a reader sees as a hole. */
const blankCells = (): readonly string[] => {
  const { grid } = page.laid.plan;
  const inked = frames().flatMap(({ frame, lines }) => [
    ...(frame.kind === "picture" ||
    frame.kind === "key-figure" ||
    (frame.kind === "furniture" && frame.box) ||
    frame.kind === "rule"
      ? [frame.rect]
      : []),
    ...lines.map((line) =>
      line.writing === "vertical"
        ? { x: line.x - sizeOf(line) / 2, y: line.baseline, width: sizeOf(line), height: line.measure }
        : {
            x: line.x,
            y: line.baseline - sizeOf(line) * 0.88,
            width: Math.max(1, inkedRight(line) + sizeOf(line) - line.x),
            height: sizeOf(line),
          },
    ),
  ]);
  const blank: string[] = [];
  for (let column = 0; column < grid.columns; column++) {
    const x = grid.typeArea.x + column * (grid.columnWidth + grid.gutter);
    for (let row = 0; row + 3 <= grid.rows; row++) {
      const cell = { x, y: grid.typeArea.y + row * grid.row + 0.5, width: grid.columnWidth, height: 3 * grid.row - 1 };
      if (!inked.some((rect) => overlaps(rect, cell))) blank.push(`column ${column + 1}, rows ${row + 1}–${row + 3}`);
    }
  }
  return blank;
};
