/** A story that runs through several bodies of a page, of other widths, in other slots. */
import { describe, expect, test } from "vitest";
import { plainText } from "../src/model/story.ts";
import { bodiesOf, layFiles } from "./kit/lay-files.ts";

const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经入库，港口的吞吐能力由此提高了三成。";

const lay = (
  paragraphs: number,
  second = "rows: 20",
  first = "rows: 10",
  more: Readonly<Record<string, string>> = {},
) =>
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
        - body: { legs: 2, ${first} }
  tail:
    col: 3
    row: 1-24
    stack:
      story: one
      children:
        - body: { legs: 1, ${second} }
`,
    "stories/one.md": `---\nheadline: 港口新罐区投产\n---\n${Array.from({ length: paragraphs }, () => SENTENCE.repeat(2)).join("\n\n")}\n`,
    ...more,
  });

const threadFaults = ({ found }: Awaited<ReturnType<typeof lay>>) =>
  found.filter(({ code }) => code === "plan/thread").map(({ severity, message }) => `${severity}: ${message}`);

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

  test("is of one style and one direction", async () => {
    const { found } = await lay(6, "rows: 20, style: summary, writing: vertical");
    expect(found.filter(({ code }) => code === "plan/thread")).toMatchObject([
      {
        severity: "error",
        message: "body 2 of `one` has the style `summary`, its first body `body`; one text runs through both",
        hint: "give both the style `body`, or divide the story in two",
        source: { path: "layouts/two.yaml" },
        place: { page: "01" },
      },
      {
        severity: "error",
        message: "body 2 of `one` is vertical, its first body horizontal; one text runs through both",
      },
    ]);
    expect(threadFaults(await lay(6))).toEqual([]);
  });

  test("its last body takes the rows that the text still needs", async () => {
    for (const paragraphs of [4, 6, 7]) {
      const laid = await lay(paragraphs, "rule: hairline");
      const [head, tail] = bodiesOf(laid.pages[0]!);
      expect(head!.lines).toHaveLength(20);
      expect(tail!.fit).toMatchObject({ oversetLines: 0 });
      expect(tail!.frame.legs[0]!.slots).toHaveLength(tail!.lines.length);
      expect(threadFaults(laid)).toEqual([]);
    }
    // in two legs they are shared out
    const laid = await lay(6, "legs: 2, gutter: 1zi", "rows: 12");
    const tail = bodiesOf(laid.pages[0]!)[1]!;
    expect(tail.fit.oversetLines).toBe(0);
    const [one, other] = tail.frame.legs.map(({ slots }) => slots.length);
    expect(one).toBe(other);
    expect(2 * one! - tail.lines.length).toBeLessThanOrEqual(1);
  });

  test("another body must say how high it is", async () => {
    const laid = await lay(6, "rows: 20", "gutter: 1.5zi");
    expect(threadFaults(laid)).toEqual(["error: body 1 of `one` does not say how high it is and gets 1 row"]);
    expect(threadFaults(await lay(6, "rows: 20", "grow: 1"))).toEqual([]);
  });

  const JUMP = {
    "edition.yaml":
      "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n  - pages/02.yaml\n",
    "pages/02.yaml":
      'page: "02"\nsection: 要闻\nlayout: rest\nstories: {}\ncontinues:\n  rest: { page: "01", story: one }\n',
    "layouts/rest.yaml":
      "format: card\ngrid: { columns: 3, measure: 17zi, gutter: 1.5zi, rows: 60, top: 10mm }\nslots:\n  rest:\n    col: 1-3\n    row: 1-20\n    stack:\n      story: rest\n      children:\n        - body: { legs: 3 }\n",
  };

  test("what becomes of text that does not fit is said by its last body", async () => {
    const last = await lay(9, "rows: 12, overset: jump", "rows: 10", JUMP);
    expect(bodiesOf(last.pages[0]!).map(({ fit }) => fit.jumped?.page)).toEqual([undefined, "02"]);
    expect(threadFaults(last)).toEqual([]);
    expect(last.found.filter(({ code }) => code === "compose/overset")).toEqual([]);
    const rest = bodiesOf(last.pages[1]!)[0]!;
    const printed = [...bodiesOf(last.pages[0]!), rest].flatMap(({ lines }) => lines.map(({ text }) => text)).join("");
    expect(printed.split("港口的吞吐能力").length - 1).toBe(18);
    const first = await lay(9, "rows: 12", "rows: 10, overset: jump", JUMP);
    expect(bodiesOf(first.pages[0]!).map(({ fit }) => fit.jumped?.page)).toEqual([undefined, undefined]);
    expect(first.found.filter(({ code }) => code === "compose/overset")).toHaveLength(1);
    expect(threadFaults(first)).toEqual([
      "warning: body 1 of `one` says `overset: jump`, the last one `fail`; the last one decides",
    ]);
  });

  test("closing leaves a story alone that runs through several slots", async () => {
    const laid = await lay(6, "rows: 20", "rows: 10", {
      "stories/one.md": `---\nheadline: 港口新罐区投产\noptional: [3, 5]\n---\n${Array.from({ length: 6 }, () => SENTENCE.repeat(2)).join("\n\n")}\n`,
    });
    const printed = bodiesOf(laid.pages[0]!).flatMap(({ lines }) => lines.map(({ text }) => text));
    expect(printed.join("").split(SENTENCE)).toHaveLength(13);
  });

  test("is read in one piece, whatever stands between its bodies", async () => {
    const { pages } = await lay(4, "rows: 20", "rows: 10", {
      "layouts/two.yaml": `format: card
grid: { columns: 3, measure: 17zi, gutter: 1.5zi, rows: 60, top: 10mm }
slots:
  all:
    col: 1
    row: 1-60
    stack:
      story: one
      children:
        - body: { rows: 8 }
        - picture: { photo: 1, rows: 10, caption: below }
        - body: {}
`,
      "stories/one.md": `---\nheadline: 港口新罐区投产\nphotos:\n  - { file: photos/p.jpg, caption: 罐区全景。, credit: 季蓝 摄 }\n---\n${Array.from({ length: 4 }, () => SENTENCE.repeat(2)).join("\n\n")}\n`,
    });
    const read = pages[0]!.display.items.flatMap((item) => (item.kind === "glyphs" ? [textOf(item)] : [])).join("");
    expect(read.split(SENTENCE.repeat(2))).toHaveLength(5);
    expect(read.indexOf("罐区全景")).toBeGreaterThan(read.lastIndexOf(SENTENCE));
  });

  const textOf = ({ glyphs }: { readonly glyphs: readonly { readonly text: string }[] }): string =>
    glyphs.map(({ text }) => text).join("");
});
