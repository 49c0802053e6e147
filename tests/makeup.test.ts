/** The check of makeup: for each rule a page that breaks it, found at its place, and one that keeps it; all really laid out. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Diagnostic, Diagnostics } from "../src/base/diagnostic.ts";
import { contains, expand, type Rect, union } from "../src/base/geometry.ts";
import type { World } from "../src/base/world.ts";
import { type LaidPage, layPage, openWorkshop, read } from "../src/build.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import { checkMakeup } from "../src/compose/makeup/check-makeup.ts";
import { MAKEUP_CHECKS } from "../src/compose/makeup/makeup-checks.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import type { OpenedFaces } from "../src/text/font-library.ts";
import { memoryWorld } from "./kit/memory-world.ts";
import { SAMPLE } from "./kit/sample.ts";
import { VERTICAL_SAMPLE } from "./kit/vertical-sample.ts";

const PHOTO = readFileSync(`${SAMPLE}/photos/zoo-otters.jpg`);
const SENTENCE = "储罐作为油品化工区的核心设施今年七月正式投入使用";
/** Text of so many characters. */
const text = (count: number): string => `${SENTENCE.repeat(Math.ceil(count / SENTENCE.length)).slice(0, count - 1)}。`;

interface StoryInput {
  readonly head?: string;
  readonly body?: string;
}

const story = ({ head = "headline: 港口新罐区", body = text(400) }: StoryInput = {}): string =>
  `---\n${head}\n---\n${body}\n`;

type Stories = Readonly<Record<string, StoryInput>>;

interface PageInput {
  /** slots and rules of the layout, YAML */
  readonly layout: string;
  readonly stories: Stories;
  /** headlines over several stories, YAML of the page's file */
  readonly heads?: string;
}

const faces: OpenedFaces = new Map();
const disk = diskWorld({ edition: SAMPLE, cache: undefined });

const worldOf = (files: Readonly<Record<string, string | Uint8Array>>): World => {
  const memory = memoryWorld(files);
  return {
    read: (file, limit) => (file.root === "edition" ? memory : disk).read(file, limit),
    cached: (key, make) => memory.cached(key, make),
  };
};

/** An edition of pages by id: four columns of 12 zi, 40 rows. */
const filesOf = (pages: Readonly<Record<string, PageInput>>): Readonly<Record<string, string | Uint8Array>> => {
  const files: Record<string, string | Uint8Array> = {
    "edition:edition.yaml": `paper: { name: 沧海日报, id: canghai }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages:\n${Object.keys(
      pages,
    )
      .map((id) => `  - pages/${id}.yaml\n`)
      .join("")}`,
    "edition:layouts/formats.yaml": "card: { title: card, width: 180mm, height: 190mm }\n",
    "edition:photos/p.jpg": PHOTO,
  };
  for (const [id, { layout, stories, heads = "" }] of Object.entries(pages)) {
    const own = (name: string): string => (name.includes("/") ? name : `stories/${id}-${name}.md`);
    const list = Object.keys(stories).map((name) => `  ${name.replace(/^.*\//, "")}: ${own(name)}\n`);
    files[`edition:pages/${id}.yaml`] =
      `page: "${id}"\nsection: 要闻\nlayout: card-${id}\n${heads}stories:\n${list.join("")}`;
    files[`edition:layouts/card-${id}.yaml`] =
      `format: card\ngrid: { columns: 4, measure: 12zi, gutter: 1.5zi, rows: 40, top: 10mm }\n${layout}`;
    for (const [name, input] of Object.entries(stories))
      files[`edition:${own(name.includes("/") ? `${name}.md` : name)}`] = story(input);
  }
  return files;
};

interface Checked {
  readonly laid: LaidPage;
  readonly found: readonly Diagnostic[];
}

const lay = async (page: PageInput): Promise<Checked> => {
  const report = new Diagnostics();
  const workshop = { ...openWorkshop(worldOf(filesOf({ "01": page }))), faces };
  const edition = await read("edition.yaml", workshop, report);
  if (!edition?.pages[0]) throw new Error(`the page does not read: ${JSON.stringify(report.all())}`);
  const laid = await layPage(edition, edition.pages[0], workshop, report);
  return { laid, found: report.all() };
};

const findings = async (page: PageInput, code: string): Promise<readonly Diagnostic[]> =>
  (await lay(page)).found.filter((each) => each.code === code);

/** A slot with a headline over a body, or other parts. */
const slot = (name: string, place: string, parts = "headline: { style: main }|body: { legs: 1 }"): string =>
  `  ${name}:\n    ${place.replace(" ", "\n    ").replace(/(col|row)=/g, "$1: ")}\n    stack:\n      story: ${name}\n      children:\n${parts
    .split("|")
    .map((part) => `        - ${part}\n`)
    .join("")}`;

const slots = (...all: readonly string[]): string => `slots:\n${all.join("")}`;

const LEFT = slot("a", "col=1-2 row=1-40");
const RIGHT = slot("b", "col=3-4 row=1-40");
const UPPER = slot("a", "col=1-2 row=1-19");
const LOWER = slot("b", "col=1-2 row=21-40");
const RAIL = "rules:\n  - { style: thin, vertical: 2, rows: 1-40 }\n";
const LONG_HEAD = "headline: 港口新罐区投产";
const figure = (more: string): string =>
  `headline: { style: main }|body: { legs: 2, insets: [{ keyFigure: 1, leg: 1, side: left, row: 1, gap: 1zi, ${more} }] }`;
const FIGURE = "headline: 港口新罐区\nkeyFigures: [累计**220**个]";
const PICTURE = "headline: { style: main }|picture: { rows: 10, caption: below }|body: { legs: 2 }";
const photo = (more: string): string => `headline: 港口新罐区\nphotos:\n  - file: photos/p.jpg\n    ${more}`;

/** Two stories side by side under one head, with heads of this style. */
const UMBRELLA = (style: string, common = "main"): string =>
  slot(
    "a",
    "col=1-4 row=1-40",
    `band: { children: [${["a", "b"].map((name) => `{ stack: { story: ${name}, children: [{ headline: { style: ${style} } }, { body: { legs: 1 } }] } }`).join(", ")}] }`,
  ).replace("stack:\n", `stack:\n      umbrella: { story: both, style: ${common} }\n`);
const HEADS = "heads: { both: { kicker: 港口, headline: 新罐区投产的前后 } }\n";

const CROPPED = "headline: { style: main }|picture: { grow: 1, caption: none }|body: { legs: 2 }";

interface Case {
  readonly name: string;
  readonly code: string;
  readonly severity?: "error" | "warning";
  readonly bad: PageInput;
  readonly good: PageInput;
  /** ids of the frames round which the finding's place must lie, or that it must hold */
  readonly at: readonly string[];
  readonly says?: string;
}

const CASES: readonly Case[] = [
  {
    name: "heads that fill neighbouring columns with nothing but a gutter between them",
    code: "makeup/head-abut",
    severity: "error",
    bad: { layout: slots(LEFT, RIGHT), stories: { a: { head: LONG_HEAD }, b: {} } },
    good: { layout: slots(LEFT, RIGHT) + RAIL, stories: { a: { head: LONG_HEAD }, b: {} } },
    at: ["a/a/headline", "b/b/headline"],
  },
  {
    name: "heads side by side, the first of which ends well before its column",
    code: "makeup/head-abut",
    severity: "error",
    bad: { layout: slots(LEFT, RIGHT), stories: { a: { head: LONG_HEAD }, b: { head: LONG_HEAD } } },
    good: { layout: slots(LEFT, RIGHT), stories: { a: { head: "headline: 投产了" }, b: { head: LONG_HEAD } } },
    at: ["a/a/headline", "b/b/headline"],
  },
  {
    name: "a larger head of the same width below",
    code: "makeup/head-order",
    bad: { layout: slots(UPPER, LOWER), stories: { a: { head: "headline: 沧海港口新罐区今天投产" }, b: {} } },
    good: { layout: slots(UPPER, LOWER), stories: { a: {}, b: { head: "headline: 沧海港口新罐区今天投产" } } },
    at: ["b/b/headline"],
  },
  {
    name: "a head at the foot of its column, its text at the top of the next",
    code: "makeup/head-at-foot",
    severity: "error",
    bad: {
      layout: slots(
        slot("a", "col=1-2 row=36-40", "headline: { style: main }"),
        slot("c", "col=3-4 row=1-30", "body: { legs: 2 }").replace("story: c", "story: a"),
      ),
      stories: { a: {} },
    },
    good: { layout: slots(LEFT), stories: { a: {} } },
    at: ["a/a/headline"],
    says: "none of its text",
  },
  {
    name: "a head with two lines under it",
    code: "makeup/head-at-foot",
    bad: {
      layout: slots(slot("a", "col=1-2 row=1-6", "headline: { style: main, rows: 4 }|body: { legs: 1 }")),
      stories: { a: {} },
    },
    good: { layout: slots(slot("a", "col=1-2 row=1-40")), stories: { a: {} } },
    at: ["a/a/headline"],
    says: "only 2 lines",
  },
  {
    name: "a rule through type",
    code: "makeup/rule-clash",
    severity: "error",
    bad: {
      layout: slots(slot("a", "col=1-3 row=1-30")) + RAIL,
      stories: { a: { head: "headline: 沧海港口新罐区今天投产", body: text(700) } },
    },
    good: { layout: slots(LEFT) + RAIL, stories: { a: {} } },
    at: ["a/a/body"],
    says: "runs into",
  },
  {
    name: "rules that cross",
    code: "makeup/rule-clash",
    severity: "error",
    bad: {
      layout: `${slots(UPPER)}${RAIL}  - { style: thin, horizontal: 30, columns: 1-4 }\n`,
      stories: { a: {} },
    },
    good: {
      layout: `${slots(UPPER)}rules:\n  - { style: thin, vertical: 2, rows: 1-28 }\n  - { style: thin, horizontal: 30, columns: 1-4 }\n`,
      stories: { a: {} },
    },
    at: ["rule-2"],
    says: "cross",
  },
  {
    name: "a double rule by mistake",
    code: "makeup/rule-clash",
    severity: "error",
    bad: {
      layout: `${slots(UPPER)}rules:\n  - { style: thin, horizontal: 30, columns: 1-4 }\n  - { style: bar, horizontal: 30, columns: 2-3 }\n`,
      stories: { a: {} },
    },
    good: {
      layout: `${slots(UPPER)}rules:\n  - { style: thin, horizontal: 30, columns: 1-4 }\n  - { style: bar, horizontal: 32, columns: 2-3 }\n`,
      stories: { a: {} },
    },
    at: ["rule-2"],
    says: "double line",
  },
  {
    name: "a line across the page",
    code: "makeup/page-cut",
    bad: {
      layout: slots(slot("a", "col=1-4 row=1-18"), slot("b", "col=1-4 row=21-40")),
      stories: { a: {}, b: {} },
    },
    good: {
      layout: slots(
        slot("a", "col=1-3 row=1-18"),
        slot("b", "col=1-3 row=21-40"),
        slot("c", "col=4 row=1-40", "headline: { style: brief }|body: { legs: 1 }"),
      ),
      stories: { a: {}, b: {}, c: {} },
    },
    at: [],
    says: "across the page",
  },
  {
    name: "a line down the page",
    code: "makeup/page-cut",
    bad: { layout: slots(LEFT, RIGHT), stories: { a: {}, b: {} } },
    good: { layout: slots(slot("a", "col=1-3 row=1-40"), slot("c", "col=4 row=1-40")), stories: { a: {}, c: {} } },
    at: [],
    says: "down the page",
  },
  {
    name: "lines beside a box that are under a quarter of their leg",
    code: "makeup/narrow-wrap",
    severity: "error",
    bad: {
      layout: slots(slot("a", "col=1-4 row=1-40", figure("width: 40zi, rows: 6").replace("legs: 2", "legs: 1"))),
      stories: { a: { head: FIGURE } },
    },
    good: {
      layout: slots(slot("a", "col=1-4 row=1-40", figure("width: 30zi, rows: 6").replace("legs: 2", "legs: 1"))),
      stories: { a: { head: FIGURE } },
    },
    at: ["a/a/body"],
  },
  {
    name: "legs of a few lines",
    code: "makeup/short-leg",
    bad: {
      layout: slots(slot("a", "col=1-4 row=1-40", "headline: { style: main }|body: { legs: 4 }")),
      stories: { a: { body: text(150) } },
    },
    good: {
      layout: slots(slot("a", "col=1-4 row=1-40", "headline: { style: main }|body: { legs: 4 }")),
      stories: { a: { body: text(280) } },
    },
    at: ["a/a/body"],
  },
  {
    name: "legs of a few lines, but of a brief",
    code: "makeup/short-leg",
    bad: {
      layout: slots(slot("a", "col=1-4 row=1-40", "headline: { style: main }|body: { legs: 4 }")),
      stories: { a: { body: text(110) } },
    },
    good: {
      layout: slots(slot("a", "col=1-4 row=1-40", "headline: { style: main }|body: { legs: 4 }")),
      stories: { a: { body: text(90) } },
    },
    at: ["a/a/body"],
  },
  {
    name: "a few lines under a picture that takes the whole leg",
    code: "makeup/short-leg",
    bad: {
      layout: slots(
        slot(
          "a",
          "col=1-2 row=1-40",
          figure("width: 25.5zi, rows: 6").replace("legs: 2", "legs: 1").replace("row: 1,", "row: 8,"),
        ),
      ),
      stories: { a: { head: FIGURE, body: text(250) } },
    },
    good: {
      layout: slots(
        slot(
          "a",
          "col=1-2 row=1-40",
          figure("width: 25.5zi, rows: 6").replace("legs: 2", "legs: 1").replace("row: 1,", "row: 8,"),
        ),
      ),
      stories: { a: { head: FIGURE, body: text(350) } },
    },
    at: ["a/a/body"],
    says: "under a picture",
  },
  {
    name: "text that is as wide as no columns",
    code: "makeup/column-width",
    bad: {
      layout: slots(
        slot(
          "a",
          "col=1-2 row=1-40",
          "band: { gap: 0zi, children: [{ body: { legs: 1 }, width: 20zi }, { space: {} }] }",
        ),
      ).replace("{ body: { legs: 1 }, width: 20zi }", "{ body: { legs: 1, width: 20zi } }"),
      stories: { a: { head: "headline: []" } },
    },
    good: {
      layout: slots(slot("a", "col=1-3 row=1-40", "body: { legs: 2 }")),
      stories: { a: { head: "headline: []" } },
    },
    at: ["a/a/body"],
  },
  {
    name: "a leg that ends far above the others",
    code: "makeup/uneven-foot",
    bad: {
      layout: slots(slot("a", "col=1-4 row=1-40", figure("width: 14zi, rows: 12"))),
      stories: { a: { head: FIGURE, body: text(140) } },
    },
    good: {
      layout: slots(slot("a", "col=1-4 row=1-40", figure("width: 14zi, rows: 12"))),
      stories: { a: { head: FIGURE, body: text(600) } },
    },
    at: ["a/a/body"],
  },
  {
    name: "a headline broken in a word",
    code: "compose/headline-break",
    bad: { layout: slots(LEFT), stories: { a: { head: "headline: [港口改造全, 部完成]" } } },
    good: { layout: slots(LEFT), stories: { a: { head: "headline: [港口改造, 全部完成]" } } },
    at: ["a/a/headline"],
    says: "造全|部完",
  },
  {
    name: "a line of a headline that begins with a particle",
    code: "compose/headline-break",
    bad: { layout: slots(LEFT), stories: { a: { head: "headline: [港口储罐, 的投产仪式]" } } },
    good: { layout: slots(LEFT), stories: { a: { head: "headline: [港口储罐的, 投产仪式]" } } },
    at: ["a/a/headline"],
    says: "particle `的`",
  },
  {
    name: "a caption without a credit",
    code: "makeup/no-credit",
    bad: {
      layout: slots(slot("a", "col=1-2 row=1-40", PICTURE)),
      stories: { a: { head: photo("caption: 水獭上岸。") } },
    },
    good: {
      layout: slots(slot("a", "col=1-2 row=1-40", `${PICTURE}|picture: { photo: 2, rows: 5 }`)),
      stories: {
        a: {
          head: photo("caption: 水獭上岸。\n    credit: 秦小满 摄\n  - file: photos/p.jpg\n    caption: 又一只。"),
        },
      },
    },
    at: ["a/a/caption"],
  },
  {
    name: "a headline over two stories that is no larger than theirs",
    code: "makeup/umbrella",
    bad: { layout: slots(UMBRELLA("lead")), stories: { a: {}, b: {} }, heads: HEADS },
    good: { layout: slots(UMBRELLA("brief")), stories: { a: {}, b: {} }, heads: HEADS },
    at: ["a/both/headline"],
    says: "the headline `both` over several stories",
  },
  {
    name: "a frame of other proportions than its picture",
    code: "makeup/crop",
    bad: {
      layout: slots(slot("a", "col=1-2 row=1-40", CROPPED)),
      stories: { a: { head: photo("credit: 秦小满 摄"), body: text(200) } },
    },
    good: {
      layout: slots(slot("a", "col=1-4 row=1-40", CROPPED)),
      stories: { a: { head: photo("credit: 秦小满 摄"), body: text(200) } },
    },
    at: ["a/a/picture"],
    says: "the frame shows 42 %",
  },
  {
    name: "a crop into what has to be seen",
    code: "makeup/crop",
    bad: {
      layout: slots(slot("a", "col=1-2 row=1-40", CROPPED)),
      stories: { a: { head: photo("credit: 秦小满 摄\n    focus: [0.3, 0.26, 0.95, 0.82]"), body: text(200) } },
    },
    good: {
      layout: slots(slot("a", "col=1-2 row=1-40", CROPPED)),
      stories: { a: { head: photo("credit: 秦小满 摄\n    focus: [0.3, 0.2, 0.6, 0.7]"), body: text(200) } },
    },
    at: ["a/a/picture"],
    says: "cuts 35 % off the box",
  },
  {
    name: "a dateline in another form",
    code: "makeup/dateline",
    bad: {
      layout: slots(UPPER, LOWER, slot("c", "col=3-4 row=1-40")),
      stories: {
        a: { head: `${LONG_HEAD}\ndateline: 本报讯\nbyline: 记者张健`, body: text(200) },
        b: { head: "headline: 又一件\ndateline: 【本报讯】", body: text(200) },
        c: { head: "headline: 第三件\ndateline: 本报讯", body: text(200) },
      },
    },
    good: {
      layout: slots(UPPER, LOWER, slot("c", "col=3-4 row=1-40")),
      stories: {
        a: { head: `${LONG_HEAD}\ndateline: 本报讯\nbyline: 记者张健`, body: text(200) },
        b: { head: "headline: 又一件\ndateline: 新华社北京7月9日电", body: text(200) },
        c: { head: "headline: 第三件\ndateline: 本报讯", body: text(200) },
      },
    },
    at: ["b/b/body"],
    says: "【本报讯】",
  },
];

const touches = (found: Rect, frame: Rect): boolean =>
  contains(expand(frame, 15), found) || contains(expand(found, 2), expand(frame, -12));

describe("each rule of makeup", () => {
  test.each(CASES)("$code: $name", async ({ code, severity = "warning", bad, good, at, says = "" }) => {
    const { laid, found } = await lay(bad);
    const own = found.filter((each) => each.code === code);
    expect(own.map((each) => each.severity)).toContain(severity);
    const hit = own.find((each) => each.severity === severity && each.message.includes(says))!;
    expect(hit, JSON.stringify(own)).toMatchObject({ place: { page: "01" }, hint: expect.stringMatching(/^[a-z]/) });
    expect(hit.source?.path).toMatch(/^(layouts|stories)\//);
    const rects = at.map((id) => laid.plan.frames.find((frame) => frame.id === id)!.rect);
    if (rects.length > 0) expect(touches(hit.place!.rect!, union(rects)), JSON.stringify(hit)).toBe(true);
    expect(contains(expand(laid.plan.grid.typeArea, 1), hit.place!.rect!)).toBe(true);
    expect(await findings(good, code)).toEqual([]);
  });

  test("heads under an umbrella are level by intent: a gutter parts them, and the page is not cut under it", async () => {
    const page = (heads: string): PageInput => ({
      layout: heads ? slots(UMBRELLA("main", "lead")) : slots(UMBRELLA("main")).replace(/ *umbrella:.*\n/, ""),
      stories: { a: { head: LONG_HEAD }, b: {} },
      heads,
    });
    const { laid, found } = await lay(page(HEADS));
    const codes = found.map(({ code }) => code);
    for (const code of ["makeup/head-abut", "makeup/head-order", "makeup/page-cut"]) expect(codes).not.toContain(code);
    expect((await lay(page(""))).found.map(({ code }) => code)).toContain("makeup/head-abut");
    const facts = inspectPage(laid).frames.find(({ id }) => id === "a/both/headline")!;
    expect(facts).toMatchObject({ story: "both", over: ["01-a", "01-b"] });
    expect(facts.lines.map(({ text: line }) => line)).toEqual(["港口", "新罐区投产的前后"]);
  });

  test("an umbrella without words holds the page, and it is said where they go", async () => {
    const { found } = await lay({ layout: slots(UMBRELLA("brief")), stories: { a: {}, b: {} } });
    const [empty] = found.filter(({ code }) => code === "input/empty-slot");
    expect(empty).toMatchObject({ severity: "error", hint: "add `heads: { both: { headline: … } }`" });
    expect(empty!.message).toContain("a headline over several stories, has no words");
  });

  test("every check of the table has a case", () => {
    const cased = new Set(CASES.map(({ code }) => code));
    expect(MAKEUP_CHECKS.map(({ code }) => code).filter((code) => !cased.has(code))).toEqual([]);
  });

  test("makeup/page-cut: the line lies where the page is blank", async () => {
    const [across] = await findings(CASES.find(({ says }) => says === "across the page")!.bad, "makeup/page-cut");
    const { laid } = await lay(CASES.find(({ says }) => says === "across the page")!.bad);
    const { rect } = across!.place!;
    expect(rect!.width).toBeCloseTo(laid.plan.grid.typeArea.width);
    for (const { frame } of laid.composed.frames)
      expect(frame.rect.y >= rect!.y + rect!.height - 0.01 || frame.rect.y + frame.rect.height <= rect!.y + 0.01).toBe(
        true,
      );
  });

  test("makeup/uneven-foot: a leg that stops short of the others, and a line off the rows, are errors", async () => {
    const { laid } = await lay(CASES.find(({ code }) => code === "makeup/uneven-foot")!.good);
    const change = (lines: LaidPage["composed"]["frames"][number]["lines"]) =>
      lines
        .filter((line, n) => line.leg > 0 || lines[n + 1]?.leg === 0)
        .map((line, n) => (n === 3 ? { ...line, baseline: line.baseline + 2 } : line));
    const frames = laid.composed.frames.map((each) =>
      each.frame.kind === "body" ? { ...each, lines: change(each.lines) } : each,
    );
    const report = new Diagnostics();
    checkMakeup({ ...laid.composed, frames }, { names: [] }, report);
    const found = report.all().filter(({ code }) => code === "makeup/uneven-foot");
    expect(found.map(({ severity }) => severity)).toEqual(["error", "error"]);
    expect(found.map(({ message }) => message).join()).toMatch(
      /leg 1 of .* ends 1 row above.*off the page's rows|off the page's rows.*leg 1 of .* ends 1 row above/,
    );
  });

  test.each([
    "headline: [灯亮到十二点, 书房没有打烊的意思]",
    "headline: [停了九年, 镇口的钟又响了]",
    "headline: [沧海推行农村公路, “路长”日常养护办法]",
    "headline: [望海港散货码头6台门机, 远程操控改造全部完成]",
  ])("compose/headline-break: %s is broken well", async (head) => {
    expect(await findings({ layout: slots(LEFT), stories: { a: { head } } }, "compose/headline-break")).toEqual([]);
  });

  test.each([SAMPLE, SAMPLE.replace(/[^/]*$/, "specimen"), VERTICAL_SAMPLE])("%s is clean", async (folder) => {
    const report = new Diagnostics();
    const workshop = { ...openWorkshop(diskWorld({ edition: folder, cache: undefined })), faces };
    const edition = (await read("edition.yaml", workshop, report))!;
    for (const page of edition.pages) await layPage(edition, page, workshop, report);
    const found = report.all().filter(({ code }) => MAKEUP_CHECKS.some((check) => check.code === code));
    expect(found.map(({ code }) => code)).toEqual([]);
  });
});

const BODY_ONLY = slots(slot("a", "col=1-4 row=1-40", "headline: { style: main }|body: { legs: 2 }"));
const WITH_PICTURE = slots(slot("a", "col=1-4 row=1-40", PICTURE));

const editionFindings = async (pages: Readonly<Record<string, PageInput>>): Promise<readonly string[]> => {
  const report = new Diagnostics();
  await read("edition.yaml", { ...openWorkshop(worldOf(filesOf(pages))), faces }, report);
  return report
    .all()
    .filter(({ code }) => code.startsWith("makeup/"))
    .map(({ severity, code, place }) => `${severity} ${code} ${place?.page}`);
};

const onPage = (input: StoryInput, layout = BODY_ONLY): PageInput => ({ layout, stories: { a: input } });
const one = onPage({ head: "headline: 第一件", body: `一${text(200)}` });
const two = onPage({ head: "headline: 第二件", body: `二${text(200)}` });

describe("an edition", () => {
  test("whose pages have nothing in common is sound", async () => {
    expect(await editionFindings({ "01": one, "02": two, A01: onPage({ head: "headline: 第三件" }) })).toEqual([]);
  });

  test("the same story on two pages, under another headline too", async () => {
    const again = onPage({ head: "headline: 换了题", body: `一${text(200)}` });
    expect(await editionFindings({ "01": one, "02": again })).toEqual(["warning makeup/story-twice 02"]);
  });

  test("the same headline over two stories", async () => {
    const again = onPage({ head: "headline: 第一件", body: `二${text(200)}` });
    expect(await editionFindings({ "01": one, "02": again })).toEqual(["warning makeup/headline-twice 02"]);
  });

  test("the same picture in two stories", async () => {
    const picture = (n: string): PageInput =>
      onPage({ head: photo("credit: 秦小满 摄").replace("港口新罐区", n), body: `${n}${text(200)}` }, WITH_PICTURE);
    expect(await editionFindings({ "01": picture("一"), "02": picture("二") })).toEqual([
      "warning makeup/picture-twice 02",
    ]);
    expect(await editionFindings({ "01": picture("一"), "02": two })).toEqual([]);
  });

  test("folios that do not ascend; each section has its own", async () => {
    expect(await editionFindings({ "02": one, "01": two })).toEqual(["warning makeup/folio-order 01"]);
    expect(await editionFindings({ A01: one, B01: two })).toEqual([]);
  });

  test("a jump line without its other half, and a pair", async () => {
    const from = onPage({ head: "headline: 第一件", body: `一${text(200)}（下转第二版）` });
    const to = onPage({ head: "headline: 第一件之续", body: `（上接第1版）${text(220)}` });
    const wrong = onPage({ head: "headline: 第一件之续", body: `（上接第3版）${text(220)}` });
    expect(await editionFindings({ "01": from, "02": to })).toEqual([]);
    expect(await editionFindings({ "01": from, "02": two })).toEqual(["error makeup/jump-pair 01"]);
    expect(await editionFindings({ "01": from, "02": wrong })).toEqual([
      "error makeup/jump-pair 01",
      "warning makeup/jump-pair 02",
    ]);
    expect(await editionFindings({ "01": from })).toEqual(["warning makeup/jump-pair 01"]);
  });

  test("a dateline that is strange only in the edition", async () => {
    const dated = (n: string, dateline: string): PageInput =>
      onPage({ head: `headline: ${n}\ndateline: ${dateline}`, body: `${n}${text(200)}` });
    const pages = { "01": dated("一", "本报海口7月9日电"), "02": dated("二", "本报7月9日三亚电") };
    expect(await editionFindings({ ...pages, "03": dated("三", "本报三亚7月10日电") })).toEqual([
      "warning makeup/dateline 02",
    ]);
    expect(await editionFindings({ "01": pages["01"], "03": dated("三", "本报三亚7月10日电") })).toEqual([]);
  });

  test("legs without room for a character beside a box are told of, and the page is laid", async () => {
    const inset = "insets: [{ keyFigure: 1, leg: 1, side: left, row: 200, width: 60zi, rows: 4 }]";
    const layout = slots(slot("a", "col=1 row=1-20", `headline: { style: main }|body: { legs: 12, ${inset} }`));
    const { found } = await lay({
      layout,
      stories: { a: { head: "headline: 港口\nkeyFigures: [一成]", body: text(80) } },
    });
    expect(found.map(({ code }) => code)).toContain("compose/overset");
  });

  test("a signature wider than its leg is an error, not cut in silence", async () => {
    const head = `headline: 港口\nsignature: ${"港口新罐区".repeat(8)}`;
    const { found } = await lay({ layout: slots(LEFT), stories: { a: { head } } });
    expect(found.find(({ message }) => message.includes("signature"))).toMatchObject({
      code: "compose/overset-part",
      severity: "error",
    });
  });
});
