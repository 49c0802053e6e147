/** Layouts that cannot come out well: each fault is told of once, in words that say what would help. */
import { describe, expect, test } from "vitest";
import { layCard } from "./kit/card.ts";

const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库，港口的吞吐能力由此提高了三成。";

interface Asked {
  readonly body: string;
  readonly head?: string;
  readonly text?: string;
  readonly columns?: string;
}

const lay = async ({
  body,
  head = "headline: 港口",
  text = Array.from({ length: 5 }, () => SENTENCE).join("\n\n"),
  columns = "1-4",
}: Asked) => {
  const { found, laid } = await layCard({
    head,
    body: text,
    columns,
    parts: ["headline: { style: main }", `body: { ${body} }`],
  });
  const told = (code: string) =>
    found.filter((each) => each.code === code).map(({ message, hint }) => `${message} (${hint})`);
  return { found, laid, told };
};

const QUOTE = "headline: 港口\nquotes: [{ text: 油品已经入库，吞吐能力提高三成, by: 季蓝 }]";

describe("legs and insets", () => {
  test("a leg that ends with an inset ends on its rows, though the block in it is a little lower", async () => {
    for (let row = 5; row < 14; row++) {
      const inset = `insets: [{ quote: 1, leg: 1, side: left, row: ${row}, width: 9zi }]`;
      const { told, laid } = await lay({ body: `legs: 5, ${inset}`, head: QUOTE });
      const body = laid.composed.frames.find(({ frame }) => frame.kind === "body")!;
      const quote = laid.plan.frames.find(({ id }) => id.endsWith("/inset-1"))!;
      // here it stands at the foot of its leg, and the block ends before its rows do
      const last = Math.max(...body.lines.filter(({ leg }) => leg === 0).map(({ baseline }) => baseline));
      if (last > quote.rect.y) continue;
      expect(told("makeup/uneven-foot").filter((each) => each.startsWith("leg 1"))).toEqual([]);
    }
  });

  test("legs in which the text has run out are one finding, and none has `0 lines`", async () => {
    const { told } = await lay({
      body: "legs: 5, insets: [{ quote: 1, leg: 1, side: left, row: 8, width: 9zi }]",
      head: QUOTE,
    });
    expect(told("makeup/uneven-foot")).toEqual([
      expect.stringMatching(/^legs \d to 5 of `a` end up to \d+ rows above the others \(lengthen the text/),
    ]);
    expect(told("makeup/short-leg")).toEqual([
      "`a` has nothing in a leg; 6 lines are the least (divide the text into fewer legs, or lengthen it)",
    ]);
  });

  test("rules between vertical legs do not clash with the lines of their own body", async () => {
    for (const columns of ["automatic", "absolute", "relative", "free"]) {
      const { told } = await lay({ body: `writing: vertical, legs: 3, columns: ${columns}, rule: hairline` });
      expect(told("makeup/rule-clash")).toEqual([]);
    }
  });

  test("legs that are too narrow for a character are told of with their measure and how many would go", async () => {
    const { told } = await lay({ body: "legs: 12", columns: "1-2" });
    expect(told("compose/overset")).toEqual([
      "the 12 legs of `a` have lines of 0.5 zi; nothing stands in less than 1 zi, and 5 are the least to be read well (divide the body into at most 5 legs, or give it more width)",
    ]);
  });

  test("lines of a short measure that are all loose are told of once, with the measure", async () => {
    const { told } = await lay({ body: "writing: vertical, legs: 3" });
    expect(told("compose/loose-line")).toEqual([
      expect.stringMatching(
        /^\d+ lines of `a`, the shortest of 5 zi, are opened by up to 0\.\d\d em at each gap \(divide the body into fewer legs, give it more rows/,
      ),
    ]);
  });
});

describe("stories", () => {
  test("without text are told of once", async () => {
    const { found } = await lay({ body: "legs: 3, rows: 10", text: "" });
    expect(found.map(({ code }) => code)).toEqual(["input/empty-story"]);
  });

  test("of a few characters are not asked for as few more", async () => {
    const { told } = await lay({ body: "legs: 3, rows: 10", text: "字" });
    const [, characters, zi] = told("compose/underset")[0]!.match(/about (\d+) characters \(([\d.]+) zi\)/)!;
    expect(Math.abs(Number(characters) - Number(zi))).toBeLessThan(1);
  });

  test("with a headline too wide for two lines are told how long a line may be", async () => {
    const long = await lay({ body: "legs: 1", head: `headline: ${"港口新罐区".repeat(12)}`, columns: "1" });
    expect(long.told("compose/headline-fit")).toEqual([
      expect.stringMatching(/\(shorten it to about 6 characters a line\)$/),
    ]);
    const short = await lay({ body: "legs: 1", head: "headline: 港口新罐区投产了", columns: "1" });
    expect(short.told("compose/headline-fit")).toEqual([expect.stringMatching(/or break it in two with a list/)]);
  });
});
