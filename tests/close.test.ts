/** Closing: stories end on the last row of their legs, no leg begins or ends badly (LC-73, LC-111). */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { closeBody } from "../src/compose/close-body.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { squareFonts } from "./kit/square-font.ts";
import { SIZE, squareRules, squareStyle } from "./kit/square-style.ts";

const RULES = squareRules({ leastLast: 2 });

const fonts = squareFonts();

/** A paragraph of `count` characters with a comma after every tenth. */
const paragraph = (count: number, crosshead = false) => {
  const text = Array.from({ length: count }, (_, n) => (n % 11 === 10 ? "，" : "一二三四五六七八九十"[n % 10]!)).join(
    "",
  );
  const inline = [{ text, face: "text", source: { path: "x", start: 0, end: text.length } }] as const;
  return { paragraph: setParagraph(inline, { style: squareStyle(), fonts }, new Diagnostics()), crosshead };
};

interface Legs {
  readonly measure: number;
  readonly rows: number;
  readonly legs: number;
  readonly room?: number;
}

const close = (
  paragraphs: readonly ReturnType<typeof paragraph>[],
  { measure, rows, legs, room = rows * legs }: Legs,
) =>
  closeBody({
    paragraphs,
    measures: new Array<number>(rows * legs).fill(measure * SIZE),
    legStarts: new Set(Array.from({ length: legs - 1 }, (_, n) => (n + 1) * rows)),
    room,
    rules: RULES,
    elastic: { paragraphs: true, tracking: 0, headSpace: 0 },
    loosest: 0.125,
  });

describe("closing a body", () => {
  test("text that ends on the last row is left alone", () => {
    const closing = close([paragraph(150), paragraph(150)], { measure: 15, rows: 10, legs: 2 });
    const lines = closing.lines.length;
    expect(close([paragraph(150), paragraph(150)], { measure: 15, rows: lines, legs: 1 }).variants).toEqual([]);
  });

  test("a hole of one line is closed by a paragraph in one line more, of two by two of them", () => {
    // each nearly fills its last line, so that two characters more would take another
    const paragraphs = [paragraph(163), paragraph(162), paragraph(163)];
    const natural = close(paragraphs, { measure: 16, rows: 999, legs: 1, room: 0 }).lines.length;
    for (const more of [1, 2]) {
      const closing = close(paragraphs, { measure: 16, rows: natural + more, legs: 1 });
      expect(closing.lines).toHaveLength(natural + more);
      expect(closing.variants).toHaveLength(more);
      expect(closing.variants.every(({ by }) => by === 1)).toBe(true);
    }
  });

  test("an overset line is taken in by a paragraph in one line fewer", () => {
    const paragraphs = [paragraph(137), paragraph(138)];
    const natural = close(paragraphs, { measure: 16, rows: 999, legs: 1, room: 0 }).lines.length;
    const closing = close(paragraphs, { measure: 15, rows: natural - 1, legs: 1 });
    expect([natural, natural - 1]).toContain(closing.lines.length);
    for (const { by } of closing.variants) expect(by).toBe(-1);
  });

  test("text that is over by more lines than it has paragraphs is set as it is", () => {
    const paragraphs = [paragraph(150), paragraph(150)];
    const { lines, variants } = close(paragraphs, { measure: 15, rows: 4, legs: 2 });
    expect(variants).toEqual([]);
    expect(lines).toHaveLength(close(paragraphs, { measure: 15, rows: 100, legs: 1 }).lines.length);
  });

  test("what cannot be closed keeps its lines", () => {
    const closing = close([paragraph(60)], { measure: 15, rows: 40, legs: 1 });
    expect(closing.variants).toEqual([]);
  });

  test("no leg begins with the last line of a paragraph where a variant helps", () => {
    // the first paragraph takes eleven lines: its last one would begin the second leg
    const paragraphs = [paragraph(163), paragraph(163)];
    const alone = close([paragraphs[0]!], { measure: 16, rows: 99, legs: 1, room: 0 }).lines.length;
    const closing = close(paragraphs, { measure: 16, rows: alone - 1, legs: 3 });
    expect(closing.widows).toEqual([]);
    expect(closing.variants.length).toBeGreaterThan(0);
  });

  test("no leg ends with a crosshead where a variant helps", () => {
    const before = close([paragraph(163)], { measure: 16, rows: 99, legs: 1, room: 0 }).lines.length;
    const paragraphs = [paragraph(163), paragraph(4, true), paragraph(150)];
    const closing = close(paragraphs, { measure: 16, rows: before + 1, legs: 3 });
    expect(closing.headsAtFoot).toEqual([]);
  });

  test("no character is lost, variants are within the limit, faults are those of the lines", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 10, max: 20 }),
        fc.integer({ min: 3, max: 20 }),
        fc.integer({ min: 1, max: 4 }),
        (counts, measure, rows, legs) => {
          const paragraphs = counts.map((count) => paragraph(count));
          const closing = close(paragraphs, { measure, rows, legs });
          paragraphs.forEach(({ paragraph: { clusters } }, n) => {
            const own = closing.lines.filter((each) => each.paragraph === n).map((each) => each.line);
            expect(own[0]!.from).toBe(0);
            expect(own.at(-1)!.next).toBe(clusters.length);
            for (let k = 1; k < own.length; k++) expect(own[k]!.from).toBe(own[k - 1]!.next);
          });
          for (const at of closing.widows) expect(at % rows).toBe(0);
        },
      ),
      { seed: 20250716, numRuns: 200 },
    );
  });
});
