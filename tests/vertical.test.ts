/** Vertical writing: what stands and what lies, legs one under another, headlines beside their text (LC-100 … LC-104). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bottom, overlaps, type Rect, right } from "../src/base/geometry.ts";
import type { GlyphRun } from "../src/compose/composed-page.ts";
import type { BodyPart } from "../src/model/layout.ts";
import type { Inline, Story } from "../src/model/story.ts";
import { arrange, type Box } from "../src/plan/arrange.ts";
import { bodyBlock } from "../src/plan/body-block.ts";
import { type BodyShape, legWidth } from "../src/plan/body-legs.ts";
import { bodyRows } from "../src/plan/body-rows.ts";
import { NO_CHOICES } from "../src/plan/choices.ts";
import type { PageGrid } from "../src/plan/page-grid.ts";
import type { PlanContext } from "../src/plan/plan-context.ts";
import { fromTheSide, lineCount, verticalLegsOf } from "../src/plan/vertical-legs.ts";
import { liesWithoutGlyph, verticalOrientation } from "../src/text/vertical-orientation.ts";
import { obstacleOf } from "./kit/obstacle.ts";
import { SIZE } from "./kit/square-style.ts";
import { hasSuites, rowsOf } from "./kit/suite-rows.ts";
import { clustersOf, inline, linesOf, setDown } from "./kit/vertical-lines.ts";

const glyphsOf = (runs: readonly GlyphRun[]) => runs.flatMap((run) => run.glyphs);

describe.skipIf(!hasSuites)("UAX #50", () => {
  test("every code point has the orientation of the table", () => {
    const given = new Map<number, string>();
    for (const row of rowsOf("unicode/VerticalOrientation-17.0.0.tsv"))
      for (let code = Number.parseInt(row["start"]!, 16); code <= Number.parseInt(row["end"]!, 16); code++)
        given.set(code, row["vo"]!);
    const wrong: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++)
      if (verticalOrientation(code) !== (given.get(code) ?? "R")) wrong.push(code.toString(16));
    expect(given.size).toBeGreaterThan(100_000);
    expect(wrong).toEqual([]);
  });
});

describe("LC-101: Western letters and digits in vertical lines", () => {
  test.each([
    ["7", ["7"]],
    ["25", ["25"]],
    ["326", ["326"]],
    ["3.0", ["3.0"]],
    ["A+", ["A+"]],
    ["2B", ["2B"]],
    ["H7", ["H7"]],
  ])("%s stands in one cell", (text, whole) => {
    const [before, each, after] = clustersOf(`第${text}号`);
    expect([each!.text]).toEqual(whole);
    expect(each!.stance).toBe("upright");
    expect(each!.box).toBeCloseTo(SIZE, 6);
    // side by side within the em: three half-width digits are condensed to two thirds of their width, and as high as ever
    const width = each!.glyphs.reduce((sum, glyph) => sum + glyph.advance, 0) * each!.size;
    expect(width * (each!.stretch ?? 1)).toBeLessThanOrEqual(SIZE + 1e-6);
    expect(each!.size).toBe(SIZE);
    expect(each!.stretch ?? 1).toBeCloseTo(Math.min(1, 2 / text.length), 6);
    expect([before!.glue.natural, each!.glue.natural, after!.box]).toEqual([0, 0, SIZE]);
  });

  test.each(["A", "x", "AI", "GDP", "×"])("%s stands letter by letter, a cell each, never parted", (text) => {
    const clusters = clustersOf(`用${text}看`).slice(1, -1);
    expect(clusters.map((each) => each.text)).toEqual([...text]);
    for (const each of clusters) expect([each.stance, each.box]).toEqual(["upright", SIZE]);
    for (const each of clusters.slice(0, -1)) {
      expect(each.glue).toMatchObject({ natural: 0, break: "never", stretches: false });
    }
  });

  test.each(["1998", "12.5%", "OLED", "Wi-Fi", "COVID-19", "C919", "iPhone 15", "A to Z", "24/7", "4,000"])(
    "%s lies, all of it",
    (text) => {
      const clusters = clustersOf(`看${text}呢`).slice(1, -1);
      expect(clusters.map((each) => each.text).join("")).toBe(text);
      expect(clusters.map((each) => each.stance)).toEqual(clusters.map(() => "lying"));
    },
  );

  test("what the story marks as upright is one unit, Han and all; on horizontal lines it is nothing special", () => {
    const text: Inline = [...inline("限速"), ...inline("80km", ["upright"]), ...inline("内")];
    const stands = setDown(text).clusters.find((each) => each.text === "80km")!;
    expect([stands.stance, stands.box, stands.size, stands.stretch]).toEqual(["upright", SIZE, SIZE, 0.5]);
    expect(setDown(inline("１２月", ["upright"])).clusters).toHaveLength(1);
    expect(setDown(text, { writing: "horizontal" }).clusters).toHaveLength(7);
  });

  test("the gap between Han and Western is beside what lies, not beside what stands", () => {
    const gaps = (text: string) => clustersOf(text, { hanLatinGap: 0.25 }).map((each) => each.glue.natural);
    expect(gaps("第25届")).toEqual([0, 0, 0]);
    expect(gaps("用AI看")).toEqual([0, 0, 0, 0]);
    expect(gaps("年1998年")).toEqual([2.5, 0, 0, 0, 2.5, 0]);
  });

  test("digits in one cell are centred on the axis and, by their cap height, in the cell", () => {
    const [line] = linesOf(inline("第25届"), 10);
    const [first, second] = glyphsOf(line!.runs).slice(1, 3);
    expect([first!.text, second!.text]).toEqual(["2", "5"]);
    expect([first!.x, second!.x]).toEqual([-5, 0]);
    // the cell is 10 to 20 below the line's top; caps are 0.7 em high
    expect(first!.y).toBeCloseTo(10 + (SIZE + 0.7 * SIZE) / 2, 6);
    expect(second!.y).toBeCloseTo(first!.y, 6);
    expect(line!.runs[0]).toMatchObject({ turn: 0, down: true });
    const [small] = linesOf(inline("第326届"), 10)[0]!.runs.slice(1);
    expect([small!.size, small!.stretch]).toEqual([SIZE, expect.closeTo(2 / 3, 6)]);
    expect(small!.glyphs.map(({ x }) => x)).toEqual([-5, -5 / 3, 5 / 3].map((x) => expect.closeTo(x, 6)));
    expect(small!.glyphs[0]!.y).toBeCloseTo(10 + (SIZE + 0.7 * SIZE) / 2, 6);
  });

  test("lying letters are turned about their baseline, which lies to the left of the axis", () => {
    const [line] = linesOf(inline("看OLED"), 10);
    const lying = line!.runs[1]!;
    expect(lying).toMatchObject({ turn: 90, down: false });
    expect(lying.glyphs.map((glyph) => glyph.y)).toEqual([10, 15, 20, 25]);
    for (const glyph of lying.glyphs) expect(glyph.x).toBeCloseTo(-3.8, 6);
  });

  test("no line parts a group, no line is longer than its measure, and no character is lost", () => {
    const part = fc.oneof(
      fc.constantFrom("一", "二三", "，", "。", "（", "）", "“", "”", "——", "……"),
      fc.constantFrom("25", "326", "3.0", "AI", "GDP", "A", "1998", "OLED", "No. 7"),
    );
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 5, max: 20 }),
        (parts, measure) => {
          const text = parts.join("");
          const groups = clustersOf(text).filter((each) => each.stance === "upright" && each.text.length > 1);
          const lines = linesOf(inline(text), measure);
          const shown = lines.map((line) =>
            glyphsOf(line.runs)
              .map((glyph) => glyph.text)
              .join(""),
          );
          expect(shown.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
          let at = 0;
          const edges = new Set(lines.map((line) => (at += line.text.replaceAll(" ", "").length)));
          for (const each of groups) {
            const start = text.slice(0, each.offset).replaceAll(" ", "").length;
            for (let n = 1; n < each.text.length; n++) expect(edges.has(start + n)).toBe(false);
          }
          for (const run of lines.flatMap((line) => line.runs))
            for (const { y } of run.glyphs) expect(run.down ? y - 0.88 * run.size : y).toBeLessThan(measure * SIZE);
        },
      ),
      { seed: 101, numRuns: 300 },
    );
  });
});

describe("LC-102: marks", () => {
  test("without vertical glyphs of the font, characters of R and Tr lie and those of U and Tu stand", () => {
    const stances = clustersOf("一“二”（三）—…～、。，：！℃→·").map((each) => [each.text, each.stance]);
    expect(Object.fromEntries(stances)).toEqual({
      一: "upright",
      二: "upright",
      三: "upright",
      "“": "lying",
      "”": "lying",
      "（": "lying",
      "）": "lying",
      "—": "lying",
      "…": "lying",
      "～": "lying",
      "：": "lying",
      "→": "lying",
      "、": "upright",
      "。": "upright",
      "，": "upright",
      "！": "upright",
      "℃": "upright",
      // a dot is the same both ways, and upright it goes on with its line
      "·": "upright",
    });
    expect(liesWithoutGlyph(0x300c)).toBe(true);
  });

  test("a lying mark takes half a cell along the line, as on a horizontal one", () => {
    const [line] = linesOf(inline("一（二）三"), 10, { punctuation: "banjiao" });
    expect(line!.natural).toBeCloseTo(4 * SIZE, 6);
    expect(line!.runs.map((run) => run.turn)).toEqual([0, 90, 0, 90, 0]);
  });
});

const grid: PageGrid = {
  typeArea: { x: 45, y: 50, width: 688.5, height: 999 },
  columns: 4,
  columnWidth: 162,
  gutter: 13.5,
  rows: 74,
  row: 13.5,
  zi: 9,
};

const shapeAt = (x: number, width: number, legs: number): BodyShape => ({
  x,
  y: 104,
  width,
  legs,
  gutter: 13.5,
  grid,
  step: 0.5,
  mode: "absolute",
});

describe("LC-100: legs of vertical lines", () => {
  test("stand one under another, flush with the frame; lines run from the right at the page's pitch", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 45, max: 500, noNaN: true }),
        fc.double({ min: 40, max: 233, noNaN: true }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 20, max: 60 }),
        (x, width, count, rows) => {
          const shape = shapeAt(x, width, count);
          const legs = verticalLegsOf(shape, rows, []);
          const measure = legWidth(fromTheSide(shape, rows));
          expect((measure / 4.5) % 1).toBeCloseTo(0, 5);
          expect(legs[0]!.rect.y).toBe(104);
          if (count > 1) expect(bottom(legs.at(-1)!.rect)).toBeCloseTo(104 + rows * 13.5, 5);
          legs.forEach((leg, n) => {
            if (n > 0) expect(leg.rect.y).toBeGreaterThanOrEqual(bottom(legs[n - 1]!.rect) + 13.5 - 1e-6);
            expect(leg.slots).toHaveLength(lineCount(shape));
            leg.slots.forEach((slot, k) => {
              expect(slot).toMatchObject({ measure, baseline: leg.rect.y });
              if (k > 0) expect(leg.slots[k - 1]!.x - slot.x).toBeCloseTo(13.5, 6);
              expect(slot.x - 6.75).toBeGreaterThan(x - 1e-6);
              expect(slot.x + 6.75).toBeLessThan(x + width + 1e-6);
            });
          });
        },
      ),
      { seed: 100, numRuns: 300 },
    );
  });

  test("lines of frames on the page's grid stand on axes counted from the type area's right edge", () => {
    const edge = right(grid.typeArea);
    const axes = [0, 12, 26].flatMap((lines) =>
      verticalLegsOf(shapeAt(edge - (lines + 9) * 13.5, 9 * 13.5, 2), 30, []).flatMap((leg) =>
        leg.slots.map(({ x }) => x),
      ),
    );
    for (const x of axes) expect(((edge - x) / 13.5) % 1).toBeCloseTo(0.5, 6);
  });

  test("no line stands nearer to a box or an ellipse than its gap", () => {
    const box = fc.record({
      x: fc.integer({ min: 40, max: 400 }),
      y: fc.integer({ min: 90, max: 700 }),
      width: fc.integer({ min: 30, max: 250 }),
      height: fc.integer({ min: 30, max: 300 }),
      kind: fc.constantFrom("rectangle" as const, "ellipse" as const),
    });
    fc.assert(
      fc.property(box, fc.integer({ min: 1, max: 3 }), ({ kind, ...rect }, legs) => {
        const slots = verticalLegsOf(shapeAt(45, 405, legs), 48, [obstacleOf(rect, kind)]).flatMap((leg) => leg.slots);
        for (const slot of slots) {
          const line = { x: slot.x - 4.5, y: slot.baseline, width: 9, height: slot.measure };
          if (kind === "rectangle")
            expect(overlaps({ ...rect, y: rect.y - 9, height: rect.height + 18 }, line)).toBe(false);
          else expect(reaches(line, rect)).toBe(false);
        }
      }),
      { seed: 102, numRuns: 300 },
    );
  });

  const part = (legs: number): BodyPart =>
    ({
      kind: "body",
      style: "body",
      writing: "vertical",
      legs,
      gutter: 1.5,
      insets: [],
      story: "a",
    }) as unknown as BodyPart;

  /** Planning over a text of so many zi that fills any measure to its end. */
  const planOver = (zi: number): PlanContext =>
    ({
      grid,
      style: { measureStep: 0.5 },
      choices: NO_CHOICES,
      textStyle: () => ({}),
      bodyRows: new Map(),
      measure: {
        bodyLines: (_story: Story, _setting: object, measures: readonly number[]) => {
          let lines = 0;
          for (let left = zi * 9; left > 1e-6; lines++)
            left -= Math.floor((measures[lines] ?? measures.at(-1)!) / 9) * 9;
          return lines;
        },
      },
      threads: new Map(),
      before: new Map(),
    }) as unknown as PlanContext;

  test("a body takes the least rows in which its lines hold the text", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 1500 }),
        fc.integer({ min: 4, max: 36 }),
        fc.integer({ min: 1, max: 4 }),
        (zi, lines, legs) => {
          const [context, question] = [
            planOver(zi),
            {
              node: part(legs),
              story: { id: "a", photos: [] as Story["photos"] } as Story,
              width: lines * 13.5,
              floatsLeftOut: 0,
            },
          ];
          const room = (rows: number) =>
            bodyBlock(question, { x: 0, y: 0, rows }, context)
              .legs.flatMap((leg) => leg.slots)
              .reduce((sum, { measure }) => sum + Math.floor(measure / 9), 0);
          const rows = bodyRows(question, context);
          expect(room(rows)).toBeGreaterThanOrEqual(zi);
          // legs of less than five zi are none
          const lowest = Math.ceil((legs * 45 + (legs - 1) * 13.5) / 13.5 - 0.01);
          if (rows > lowest) expect(room(rows - 1)).toBeLessThan(zi);
        },
      ),
      { seed: 103, numRuns: 200 },
    );
  });

  test("a band in vertical writing is filled from the right", () => {
    const leaf = (content: string, width?: number): Box<string> => ({
      content,
      direction: "none",
      gap: 0,
      children: [],
      grow: 0,
      shrinks: false,
      minRows: 0,
      height: () => 5,
      ...(width !== undefined && { width }),
    });
    const band = {
      ...leaf("band"),
      direction: "leftward" as const,
      gap: 10,
      children: [leaf("first", 30), leaf("second")],
    };
    const placed = arrange({ ...leaf("stack"), direction: "down", children: [band] }, 100, 20).children[0]!;
    expect(placed.children.map(({ content, x, width }) => [content, x, width])).toEqual([
      ["first", 70, 30],
      ["second", 0, 60],
    ]);
  });
});

/** Whether a rectangle reaches into an ellipse: its nearest point to the centre does. */
const reaches = (line: Rect, ellipse: Rect): boolean => {
  const [cx, cy] = [ellipse.x + ellipse.width / 2, ellipse.y + ellipse.height / 2];
  const x = Math.max(line.x, Math.min(cx, right(line)));
  const y = Math.max(line.y, Math.min(cy, bottom(line)));
  return ((x - cx) / (ellipse.width / 2)) ** 2 + ((y - cy) / (ellipse.height / 2)) ** 2 < 0.999;
};
