/** 转版: a story that goes on on another page, and on a third. */
import { describe, expect, test } from "vitest";
import { plainText } from "../src/model/story.ts";
import { bodiesOf, layFiles } from "./kit/lay-files.ts";

const SENTENCE =
  "储罐作为油品化工区的核心设施今年七月正式投入使用，首批油品已经**入库**，港口的吞吐能力由此提高了三成。";
const text = (count: number): string => Array.from({ length: count }, () => SENTENCE.repeat(3)).join("\n\n");

const layout = (rows: number, headline: boolean): string => `format: card
grid: { columns: 2, measure: 20zi, gutter: 2zi, rows: 60, top: 10mm }
slots:
  one:
    col: 1-2
    row: 1-${rows}
    stack:
      story: one
      children:
${headline ? "        - headline: { style: main }\n" : ""}        - body: { legs: 2, overset: jump }
`;

const edition = (paragraphs: number, more: Readonly<Record<string, string>> = {}) => ({
  "edition.yaml":
    "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n  - pages/02.yaml\n  - pages/03.yaml\n",
  "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: front\nstories:\n  one: stories/one.md\n',
  "pages/02.yaml":
    'page: "02"\nsection: 要闻\nlayout: inside\nstories: {}\ncontinues:\n  one: { page: "01", story: one }\n',
  "pages/03.yaml":
    'page: "03"\nsection: 要闻\nlayout: inside\nstories: {}\ncontinues:\n  one: { page: "02", story: one }\n',
  "layouts/formats.yaml": "card: { title: card, width: 160mm, height: 300mm }\n",
  "layouts/front.yaml": layout(16, true),
  "layouts/inside.yaml": layout(24, true),
  "stories/one.md": `---\nheadline: 港口新罐区投产\ndateline: 本报讯\nsignature: 白一川\n---\n${text(paragraphs)}\n`,
  ...more,
});

describe("a story that jumps", () => {
  test("goes on from page to page, every character once, with both lines in place", async () => {
    const { pages, found, edition: read } = await layFiles(edition(12));
    expect(found.filter(({ severity }) => severity === "error")).toEqual([]);
    const bodies = pages.map((page) => bodiesOf(page)[0]!);
    expect(bodies.slice(0, 2).map(({ lines }) => lines.at(-1)!.text)).toEqual(["（下转第02版）", "（下转第03版）"]);
    expect(bodies.slice(1).map(({ lines }) => lines[0]!.text)).toEqual(["（上接第01版）", "（上接第02版）"]);
    // the jump line stands on the last row of the last leg, at its right
    for (const { frame, lines, fit } of bodies.slice(0, 2)) {
      const slots = frame.kind === "body" ? frame.legs.flatMap((leg) => leg.slots) : [];
      expect(lines.at(-1)!.baseline).toBeCloseTo(slots.at(-1)!.baseline);
      expect(lines.at(-1)!.x).toBeGreaterThan(slots.at(-1)!.x + 9);
      expect(fit).toMatchObject({ oversetLines: 0, underLines: 0 });
    }
    const story = read!.pages[0]!.stories.get("one")!;
    const whole = story.paragraphs.map(({ spans }) => plainText(spans)).join("");
    const printed = bodies.map(({ lines }) =>
      lines
        .map((line) => line.text)
        .filter((each) => !/^（(下转|上接)第\d+版）$/.test(each) && each !== "白一川")
        .join(""),
    );
    const bare = (words: string): string => words.replace(/\s/gu, "");
    expect(bare(printed.join(""))).toBe(bare(whole));
    // the rest goes on without an indent, and points into the story's file
    const second = bodies[1]!.lines[1]!;
    expect(second.x).toBeCloseTo(bodies[1]!.lines[2]!.x);
    for (const { source } of second.runs) expect(source?.path).toBe("stories/one.md");
    const jumps = found.filter(({ code }) => code === "compose/jump");
    expect(jumps.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^`one` goes on on page `02`: \d+ lines, \d+ characters$/),
      expect.stringMatching(/^`one` goes on on page `03`: \d+ lines, \d+ characters$/),
    ]);
    expect(bodies[2]!.lines.at(-1)!.text).toMatch(/白一川$/);
  });

  test("goes on inside a byline, whose brackets have no place of their own in the file", async () => {
    const byline = "记者甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨";
    const { pages, edition: read } = await layFiles(
      edition(3, {
        "layouts/front.yaml": layout(8, true).replace("legs: 2", "legs: 1, rows: 2").replace("col: 1-2", "col: 1"),
        "stories/one.md": `---\nheadline: 港口\ndateline: 本报讯\nbyline: ${byline}\n---\n${text(3)}\n`,
      }),
    );
    const printed = pages.flatMap((page) => bodiesOf(page).flatMap(({ lines }) => lines.map((line) => line.text)));
    const story = read!.pages[0]!.stories.get("one")!;
    expect(printed.filter((each) => !/^（(下转|上接)第\d+版）$/.test(each)).join("")).toBe(
      story.paragraphs.map(({ spans }) => plainText(spans)).join(""),
    );
    expect(printed).toContain("（下转第02版）");
  });

  test("stories of one name in two folders are told apart", async () => {
    const two = (row: string, story: string) =>
      `  ${story}:\n    col: 1-2\n    row: ${row}\n    stack:\n      story: ${story}\n      children:\n        - body: { legs: 2, rows: 6, overset: jump }\n`;
    const layoutOfTwo = `format: card\ngrid: { columns: 2, measure: 20zi, gutter: 2zi, rows: 60, top: 10mm }\nslots:\n${two("1-7", "x")}${two("9-30", "y").replace("rows: 6, ", "")}`;
    const { pages } = await layFiles(
      edition(1, {
        "edition.yaml":
          "paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n  - pages/01.yaml\n  - pages/02.yaml\n",
        "layouts/front.yaml": layoutOfTwo.replace("row: 9-30", "row: 9-15"),
        "layouts/inside.yaml": layoutOfTwo.replaceAll("rows: 6, ", "").replace("row: 1-7", "row: 1-8"),
        "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: front\nstories: { x: a/s.md, y: b/s.md }\n',
        "pages/02.yaml":
          'page: "02"\nsection: 要闻\nlayout: inside\nstories: {}\ncontinues:\n  x: { page: "01", story: x }\n  y: { page: "01", story: y }\n',
        "a/s.md": `甲${"甲".repeat(330)}。\n`,
        "b/s.md": `乙${"乙".repeat(500)}。\n`,
      }),
    );
    const textOf = (n: number) =>
      bodiesOf(pages[1]!)
        [n]!.lines.map((line) => line.text)
        .join("");
    expect(textOf(0)).toMatch(/甲/);
    expect(textOf(0)).not.toMatch(/乙/);
    expect(textOf(1)).toMatch(/乙/);
  });

  test("goes on in one place alone; a second is told", async () => {
    const { found } = await layFiles(
      edition(12, {
        "pages/03.yaml":
          'page: "03"\nsection: 要闻\nlayout: inside\nstories: {}\ncontinues:\n  one: { page: "01", story: one }\n',
      }),
    );
    const [finding] = found.filter(({ code }) => code === "input/duplicate");
    expect(finding?.message).toBe("`one` of page `01` already goes on on page `02`");
    expect(finding?.source?.path).toBe("pages/03.yaml");
  });

  test("a story that fits jumps nowhere, and the page that waits for it says so", async () => {
    const { pages, found } = await layFiles(edition(1));
    expect(bodiesOf(pages[0]!)[0]!.lines.some((line) => line.text.includes("下转"))).toBe(false);
    expect(
      found.filter(({ code }) => code === "compose/jump").map(({ message, place }) => [message, place?.page]),
    ).toEqual([
      ["all of `one` stands on page `01`; nothing goes on in `one`", "02"],
      ["all of `one` stands on page `02`; nothing goes on in `one`", "03"],
    ]);
  });

  test("what is longer than all its pages is overset on the last, by how much", async () => {
    const { found, pages } = await layFiles(edition(40));
    expect(found.filter(({ code }) => code === "compose/overset").map(({ place }) => place?.page)).toEqual(["03"]);
    expect(bodiesOf(pages[2]!)[0]!.fit.oversetLines).toBeGreaterThan(50);
  });

  test("pages that are not there, not before, or have no such place are told", async () => {
    const page = (id: string, from: string, story: string) =>
      `page: "${id}"\nsection: 要闻\nlayout: inside\nstories: {}\ncontinues:\n  one: { page: "${from}", story: ${story} }\n`;
    const { found } = await layFiles(
      edition(12, {
        "pages/01.yaml":
          'page: "01"\nsection: 要闻\nlayout: front\nstories:\n  one: stories/one.md\ncontinues:\n  two: { page: "02", story: one }\n',
        "pages/02.yaml": page("02", "01", "onee"),
        "pages/03.yaml": page("03", "09", "one"),
      }),
    );
    const told = found
      .filter(({ code }) => code === "input/unknown-name")
      .map(({ message, source }) => [message, source?.path]);
    expect(told).toEqual(
      expect.arrayContaining([
        ["layout `front` has no place for a story `two`", "pages/01.yaml"],
        ["page `02` does not stand before page `01`", "pages/01.yaml"],
        ["page `01` has no place for a story `onee`", "pages/02.yaml"],
        ["there is no page `09` in this edition", "pages/03.yaml"],
      ]),
    );
  });
});
