/** Insets that reach out of their body: told of at planning, with how far and with what helps. */
import { describe, expect, test } from "vitest";
import { layCard } from "./kit/card.ts";

const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库，港口的吞吐能力由此提高了三成。";

/** A card of one body, two columns (25.5 zi) wide, with one inset. */
const findings = async (inset: string, body = "legs: 2, rows: 10", before: readonly string[] = []) => {
  const { found } = await layCard({
    head: "headline: 港口新罐区投产\nkeyFigures: [全年**6.2**万人次]",
    body: Array.from({ length: 3 }, () => SENTENCE).join("\n\n"),
    columns: "1-2",
    parts: [...before, "headline: { style: main }", `body: { ${body}, insets: [{ keyFigure: 1, ${inset} }] }`],
  });
  return found
    .filter(({ code }) => code === "plan/inset-outside")
    .map(({ severity, message, hint }) => `${severity}: ${message} (${hint})`);
};

describe("an inset", () => {
  test("in its body is nothing to tell of, at any edge of it", async () => {
    for (const inset of [
      "leg: 1, side: left, row: 1, width: 10zi, rows: 10",
      "leg: 2, side: right, row: 1, width: 12zi, rows: 10",
      "leg: 1, side: across, row: 3, width: 25.5zi, rows: 3",
      "leg: 1, side: left, row: 9, width: 6zi, rows: 2",
    ])
      expect(await findings(inset)).toEqual([]);
  });

  test("reaches out to the left and to the right", async () => {
    expect(await findings("leg: 2, side: left, row: 2, width: 15zi, rows: 3")).toEqual([
      "error: key figure 1 of `a` reaches 3 zi to the right of its body `a/a/body` (give it another `side` or `leg`, or make it smaller)",
    ]);
    expect(await findings("leg: 1, side: right, row: 2, width: 15zi, rows: 3")).toEqual([
      "error: key figure 1 of `a` reaches 3 zi to the left of its body `a/a/body` (give it another `side` or `leg`, or make it smaller)",
    ]);
  });

  test("reaches out below", async () => {
    expect(await findings("leg: 1, side: left, row: 9, width: 6zi, rows: 4")).toEqual([
      "error: key figure 1 of `a` reaches 1.7 rows below its body `a/a/body` (begin it 2 rows higher, or give the body 2 more rows)",
    ]);
    expect(await findings("leg: 1, side: left, row: 40, width: 6zi, rows: 4")).toEqual([
      "error: key figure 1 of `a` reaches 32.7 rows below its body `a/a/body` (begin it 33 rows higher, or give the body 33 more rows)",
    ]);
  });

  test("is larger than the body", async () => {
    expect(await findings("leg: 1, side: middle, row: 1, width: 60zi, rows: 3")).toEqual([
      "error: key figure 1 of `a` reaches 24 zi to the left of and 10.5 zi to the right of its body `a/a/body` (make it at most 25.5 zi wide)",
    ]);
    expect(await findings("leg: 1, side: left, row: 1, width: 6zi, rows: 14")).toEqual([
      expect.stringMatching(
        /reaches [4-6](\.\d)? rows below its body `a\/a\/body` \(give the body 4 more rows, or make it at most 10 rows high\)$/,
      ),
    ]);
  });

  test("reaches out of vertical legs: to the left, above, below", async () => {
    const vertical = "writing: vertical, legs: 1, rows: 20";
    expect(await findings("leg: 1, side: top, row: 2, width: 6zi, rows: 5", vertical)).toEqual([]);
    expect(await findings("leg: 1, side: top, row: 18, width: 6zi, rows: 5", vertical)).toEqual([
      expect.stringMatching(/reaches \d+(\.\d)? zi to the left of its body .* \(begin it \d+ lines farther right/),
    ]);
    expect(await findings("leg: 1, side: top, row: 2, width: 6zi, rows: 24", vertical)).toEqual([
      expect.stringMatching(/reaches 4 rows below its body .* \(give the body 4 more rows/),
    ]);
    expect(await findings("leg: 1, side: bottom, row: 2, width: 6zi, rows: 24", vertical)).toEqual([
      expect.stringMatching(/reaches [\d.]+ rows above its body/),
    ]);
  });

  test("stands in a body that has no room at all", async () => {
    const full = ["space: { rows: 34 }"];
    const [finding, ...more] = await findings("leg: 1, side: left, row: 1, width: 6zi, rows: 3", "legs: 2", full);
    expect(finding).toMatch(/reaches [\d.]+ rows below its body .* \(give the body/);
    expect(more).toEqual([]);
  });
});
