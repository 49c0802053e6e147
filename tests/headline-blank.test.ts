/** The blank of a headline block: what whole rows and closing add stands over the head rather than between it and its text. */
import { describe, expect, test } from "vitest";
import { bottom } from "../src/base/geometry.ts";
import { type LaidFiles, layFiles, saidOf } from "./kit/one-page.ts";

const SHEET = (more: string) => `zi: 9pt
row: 10pt
text:
  body: { faces: { text: song 400, strong: hei 700, emphasis: kai 500 }, size: 9pt, align: justify }
headlines:
  main: { font: display 900, sizes: 25pt, above: 0.5row, below: 0.2row${more} }
  deck: { font: hei 700, sizes: 10pt }
`;
const LAYOUT = (head: string, writing: string) => `format: sikai
grid: { columns: 3, measure: 21zi, gutter: 2zi, rows: 80, top: 15mm }
slots:
  a:
    col: 1
    row: 1-40
    ${writing === "vertical" ? "band" : "stack"}:
      story: story
      writing: ${writing}
      children:
        - headline: { style: main, ${head} }
        - body: { legs: 1, grow: 1 }
`;

const lay = (more: string, head: string, writing = "horizontal") =>
  layFiles({
    "layouts/l.yaml": LAYOUT(head, writing),
    "layouts/styles/newspaper-cn.yaml": SHEET(more),
    "s.md": `---\nheadline: 海堤夜市\n---\n${"灯下摆出二十个小摊，摊主多是渔家。".repeat(20)}\n`,
  });

const headOf = ({ laid }: LaidFiles) => laid!.composed.frames.find(({ frame }) => frame.kind === "headline")!;

/** Blank over and under the block of one line, without what the style wants there: 28 of its 80 points are type. */
const blankOf = (laid: LaidFiles): readonly [number, number] => {
  const { frame, lines } = headOf(laid);
  const top = lines[0]!.baseline - 0.88 * 25;
  return [top - frame.rect.y - 5, bottom(frame.rect) - top - 28 - 2];
};

describe("blank of a headline that is taller than its lines", () => {
  test.each([
    ["of itself", "", [31.5, 13.5]],
    ["all above", ", spareAbove: 100%", [45, 0]],
    ["shared", ", spareAbove: 50%", [22.5, 22.5]],
  ])("%s", async (_name, more, [above, below]) => {
    const laid = await lay(more, "rows: 8");
    expect(saidOf(laid)).toEqual([]);
    const found = blankOf(laid);
    expect(found[0]).toBeCloseTo(above!);
    expect(found[1]).toBeCloseTo(below!);
  });

  test("of vertical lines it stands before them, away from the text", async () => {
    const laid = await lay("", "width: 8zi", "vertical");
    expect(saidOf(laid)).toEqual([]);
    const { frame, lines } = headOf(laid);
    // 72 pt wide, 7 of them asked for, 28 taken
    const before = frame.rect.x + frame.rect.width - lines[0]!.x - 0.56 * 25 - 5;
    expect(before).toBeCloseTo(0.7 * 37);
  });

  test("a share that is none is refused", async () => {
    const { report } = await lay(", spareAbove: 120%", "rows: 8");
    expect(report.all().map(({ code }) => code)).toContain("input/wrong-value");
  });
});
