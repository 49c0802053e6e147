/** Breaks by sense in headlines (LC-110, NEWSPAPER §5.2): `cases/headline-breaks.yaml`, a test each. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { headlineBreaks, headlinePauses } from "../src/compose/headline/headline-breaks.ts";
import { cutHeadline } from "../src/compose/headline/headline-cut.ts";
import { ROOT } from "./kit/sample.ts";
import { squareFonts } from "./kit/square-font.ts";
import { squareStyle } from "./kit/square-style.ts";

interface Case {
  readonly text: string;
  readonly names?: readonly string[];
  readonly may?: readonly string[];
  readonly never?: readonly string[];
}

const cases = parse(readFileSync(`${ROOT}tests/cases/headline-breaks.yaml`, "utf8")) as readonly Case[];

/** Offset in the headline that `before|after` names. */
const placeOf = (text: string, cut: string): number => {
  const [before = "", after = ""] = cut.split("|");
  const at = text.indexOf(before + after);
  expect(at, `\`${cut}\` is in the headline`).toBeGreaterThanOrEqual(0);
  return at + before.length;
};

describe("headlines are broken by sense", () => {
  test.each(cases)("$text", ({ text, names = [], may = [], never = [] }) => {
    const breaks = headlineBreaks(text, names);
    expect(may.filter((cut) => !breaks.includes(placeOf(text, cut)))).toEqual([]);
    expect(never.filter((cut) => breaks.includes(placeOf(text, cut)))).toEqual([]);
  });

  test("pauses that the headline makes itself", () => {
    expect(headlinePauses("沧州：“一件事”专窗 只跑一次")).toEqual([3, 11]);
  });

  test("breaks are ascending, inside the text, and never before a particle or closing mark", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom(..."老街改造的了新区21个大型“”，。！ DeepSeek”"), { maxLength: 30 })
          .map((each) => each.join("")),
        (text) => {
          const breaks = headlineBreaks(text, []);
          expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
          for (const at of breaks) {
            expect(at).toBeGreaterThan(0);
            expect(at).toBeLessThan(text.length);
            expect("的了，。！”").not.toContain(text[at]);
          }
        },
      ),
      { seed: 20250714, numRuns: 300 },
    );
  });
});

describe("a headline in two lines", () => {
  const galleyOf = (text: string) =>
    setParagraph(
      [{ text, face: "text", source: { path: "x", start: 0, end: text.length } }],
      {
        style: squareStyle({ display: true, punctuation: "banjiao" }),
        fonts: squareFonts(),
      },
      new Diagnostics(),
    );

  const cut = (text: string, count = 2) => {
    const galley = galleyOf(text);
    const places = cutHeadline(galley, count, []);
    if (!places) return undefined;
    const edges = [0, ...places, galley.clusters.length];
    return edges.slice(1).map((to, n) =>
      galley.clusters
        .slice(edges[n]!, to)
        .map((each) => each.text)
        .join(""),
    );
  };

  test.each([
    [
      "its own pause goes before even lines",
      "沿海高速公路今日全线通车 车程缩短四十分钟",
      ["沿海高速公路今日全线通车 ", "车程缩短四十分钟"],
    ],
    ["as even as the sense allows", "新区21个大型储罐充水试验圆满收官", ["新区21个大型储罐", "充水试验圆满收官"]],
    ["never before a particle", "韦德是制造悬念的艺术家", ["韦德是制造", "悬念的艺术家"]],
  ])("%s", (_name, text, lines) => expect(cut(text)).toEqual(lines));

  test("three lines", () => {
    const lines = cut("海堤公园二期工程进入收尾阶段市民年底前可以登台看海", 3)!;
    expect(lines).toHaveLength(3);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(11);
  });

  test("of four lines a very long text is measured once, however many ways there are to cut it", () => {
    const galley = galleyOf(
      Array.from({ length: 59 }, () => "newspaper ".repeat(3).trim().replaceAll(" ", "x")).join(" "),
    );
    let asked = 0;
    const clusters = galley.clusters.map((each) => ({
      ...each,
      get box() {
        asked++;
        return each.box;
      },
    }));
    const places = cutHeadline({ ...galley, clusters }, 4, []);
    expect(places).toHaveLength(3);
    expect(asked).toBeLessThan(3 * clusters.length);
    // as even as words of one length can be: 15 words in three lines, 14 in one
    const words = [0, ...places!, clusters.length].map(
      (at) => clusters.slice(0, at).filter((each) => each.class === "space").length,
    );
    expect(words).toEqual([0, 15, 30, 45, 58]);
  });

  test("a text without a place to break has no cut", () => expect(cut("DeepSeek")).toBeUndefined());
});
