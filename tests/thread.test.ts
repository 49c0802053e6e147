/** A story that runs through several bodies of a page, of other widths, in other slots. */
import { describe, expect, test } from "vitest";
import { plainText } from "../src/model/story.ts";
import { bodiesOf, layFiles } from "./kit/lay-files.ts";

const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库，港口的吞吐能力由此提高了三成。";

const lay = (paragraphs: number, second = "rows: 20") =>
  layFiles({
    "edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n",
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: two\nstories:\n  one: stories/one.md\n',
    "layouts/formats.yaml": "card: { title: card, width: 190mm, height: 300mm }\n",
    "layouts/two.yaml": `format: card
grid: { columns: 3, measure: 17zi, gutter: 1.5zi, rows: 60, top: 10mm }
slots:
  head:
    col: 1-2
    row: 1-24
    stack:
      story: one
      children:
        - headline: { style: main }
        - body: { legs: 2, rows: 10 }
  tail:
    col: 3
    row: 1-24
    stack:
      story: one
      children:
        - body: { legs: 1, ${second} }
`,
    "stories/one.md": `---\nheadline: 港口新罐区投产\n---\n${Array.from({ length: paragraphs }, () => SENTENCE.repeat(2)).join("\n\n")}\n`,
  });

describe("a thread of bodies", () => {
  test("fills one after another, each line in its own leg, the text once", async () => {
    const { pages, edition } = await lay(6);
    const [head, tail] = bodiesOf(pages[0]!);
    expect(head!.frame.legs.map((leg) => leg.slots.length)).toEqual([10, 10]);
    expect(head!.lines).toHaveLength(20);
    expect(head!.fit).toMatchObject({ lines: 20, room: 20, oversetLines: 0, underLines: 0 });
    expect(tail!.fit.lines).toBe(tail!.lines.length);
    for (const { frame, lines } of [head!, tail!])
      for (const line of lines) {
        const leg = frame.legs[line.leg]!;
        expect(line.x).toBeGreaterThanOrEqual(leg.rect.x - 0.01);
        expect(line.x + line.measure).toBeLessThanOrEqual(leg.rect.x + leg.rect.width + 18.01);
        expect(leg.slots.some(({ baseline }) => Math.abs(baseline - line.baseline) < 0.01)).toBe(true);
      }
    const printed = [...head!.lines, ...tail!.lines].map(({ text }) => text).join("");
    const story = edition!.pages[0]!.stories.get("one")!;
    expect(printed).toBe(story.paragraphs.map(({ spans }) => plainText(spans)).join(""));
  });

  test("is overset, and short, on its last body", async () => {
    const over = await lay(9, "rows: 12");
    expect(bodiesOf(over.pages[0]!).map(({ fit }) => fit.oversetLines > 0)).toEqual([false, true]);
    expect(over.found.filter(({ code }) => code === "compose/overset")).toHaveLength(1);
    const short = await lay(4, "rows: 22");
    const [head, tail] = bodiesOf(short.pages[0]!);
    expect(head!.fit.underLines).toBe(0);
    expect(tail!.fit.underLines).toBeGreaterThan(5);
    expect(short.found.filter(({ code }) => code === "compose/underset")).toHaveLength(1);
  });
});
