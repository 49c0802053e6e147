/** Reading: every fault has a code, a sentence, a hint and a place; every character knows where it came from. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Diagnostic, Diagnostics, type Severity } from "../src/base/diagnostic.ts";
import { DIAGNOSTIC_CODES } from "../src/base/diagnostic-codes.ts";
import type { ReadFailure } from "../src/base/world.ts";
import { type ProbePhoto, readEdition, readFontManifest, readStyleSheet } from "../src/input/read-edition.ts";
import { jsonSchema, SCHEMA_NAMES } from "../src/input/schemas.ts";
import type { Edition } from "../src/model/edition.ts";
import { type Inline, keyFigureTexts, plainText, type Story } from "../src/model/story.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { openFonts } from "../src/text/font-library.ts";
import { memoryWorld } from "./kit/memory-world.ts";
import { SAMPLE } from "./kit/sample.ts";

const SOUND: Readonly<Record<string, string>> = {
  "edition.yaml": `paper: { name: 沧海日报, id: canghai }
date: 2025-07-10
issue: 12873
edition: 1
press: { bleed: 3mm }
pages:
  - pages/05.yaml
`,
  "pages/05.yaml": `page: "05"
section: 沧海新闻
layout: small
stories:
  lead: stories/a.md
  brief: stories/b.md
`,
  "layouts/small.yaml": `format: duikai
grid: { columns: 6, measure: 17zi, gutter: 1.5zi, rows: 122, top: 20mm }
slots:
  main:
    col: 1-5
    row: 1-60
    stack:
      story: lead
      children:
        - headline: { style: main }
        - body: { legs: 2, gutter: 5/3zi, insets: [{ keyFigure: 1, leg: 1, side: across, row: 3, width: 9.5zi }] }
  side:
    col: 6
    row: 1-60
    body: { story: brief }
rules:
  - { style: thin, vertical: 5, rows: 1-60 }
`,
  "stories/a.md": `---
headline: [望海港散货码头, "远程操控"]
kicker: '港口“一件事”'
dateline: 本报讯
byline: 通讯员唐远帆
keyFigures:
  - 累计**220**个
photos:
  - file: photos/p.jpg
    caption: 图为*港口*。
    credit: 唐远帆 摄
    focus: [0.5, 0.4]
---
近日，沧海市望海港传来消息。

## 小标题

第二段，**重点**在此。
`,
  "stories/b.md": `---
headline: 短讯
---
正文。
`,
  "photos/p.jpg": "picture",
  "layouts/styles/newspaper-cn.yaml": readFileSync(
    new URL("../layouts/styles/newspaper-cn.yaml", import.meta.url),
    "utf8",
  ),
};

const probe: ProbePhoto = async (bytes) =>
  new TextDecoder().decode(bytes) === "picture"
    ? { ok: true, facts: { width: 800, height: 600, mono: false } }
    : { ok: false, why: "is damaged" };

type Files = Readonly<Record<string, string | Uint8Array>>;

const read = async (
  files: Files,
  failing: Readonly<Record<string, ReadFailure>> = {},
): Promise<{ readonly edition: Edition | undefined; readonly report: Diagnostics }> => {
  const report = new Diagnostics();
  const rooted = Object.fromEntries(Object.entries(files).map(([path, content]) => [`edition:${path}`, content]));
  return { edition: await readEdition("edition.yaml", { world: memoryWorld(rooted, failing), probe }, report), report };
};

const storyOf = async (file: string): Promise<{ readonly story: Story; readonly report: Diagnostics }> => {
  const { edition, report } = await read({ ...SOUND, "stories/b.md": file });
  return { story: edition!.pages[0]!.stories.get("brief")!, report };
};

const placeText = (report: Diagnostics, { source }: Diagnostic): string | undefined =>
  source && report.textOf(source.path)?.slice(source.start, source.end);

const caseFile = <T>(name: string): readonly T[] =>
  parse(readFileSync(new URL(`cases/input/${name}.yaml`, import.meta.url), "utf8"));

interface FaultCase {
  readonly name: string;
  readonly change?: readonly { readonly file: string; readonly from: string; readonly to: string }[];
  readonly files?: Readonly<Record<string, string>>;
  readonly copy?: Readonly<Record<string, string>>;
  readonly failing?: Readonly<Record<string, ReadFailure>>;
  /** `\n` in `to` is a line end, since the case is written in single quotes for the sake of other escapes */
  readonly escapes?: boolean;
  readonly expect: readonly {
    readonly code: string;
    readonly severity?: Severity;
    readonly file: string;
    readonly at?: string;
    readonly hint?: string;
    readonly says?: string;
  }[];
  /** false: nothing can be gone on with */
  readonly edition?: boolean;
  readonly pages?: readonly string[];
}

const filesOf = ({ change = [], files = {}, copy = {}, escapes = false }: FaultCase): Files => {
  const all: Record<string, string> = { ...SOUND, ...files };
  for (const { file, from, to } of change) {
    if (!all[file]!.includes(from)) throw new Error(`${file} does not hold ${from}`);
    all[file] = all[file]!.replace(from, () => (escapes ? to.replaceAll("\\n", "\n") : to));
  }
  for (const [to, from] of Object.entries(copy)) all[to] = all[from]!;
  return all;
};

const FAULTS = ["edition", "yaml", "page", "layout", "style", "story"] as const;

describe.each(FAULTS)("cases/input/%s.yaml", (name) => {
  test.each(caseFile<FaultCase>(name))("$name", async (each) => {
    const { edition, report } = await read(filesOf(each), each.failing);
    const found = report.all();
    const facts = found.map((finding) => `${finding.severity} ${finding.code} ${finding.source?.path}`).sort();
    expect(facts, JSON.stringify(found, undefined, 1)).toEqual(
      each.expect.map(({ severity = "error", code, file }) => `${severity} ${code} ${file}`).sort(),
    );
    for (const { code, file, at, hint, says } of each.expect) {
      const fitting = found.filter((finding) => {
        const text = placeText(report, finding);
        return (
          finding.code === code &&
          finding.source?.path === file &&
          (at === undefined || (at === "\\" ? text?.startsWith(at) : text === at)) &&
          (hint === undefined || finding.hint === hint) &&
          (says === undefined || finding.message.includes(says))
        );
      });
      expect(
        fitting,
        `${code} ${at ?? says} in ${JSON.stringify(found.map((f) => [f, placeText(report, f)]))}`,
      ).not.toEqual([]);
    }
    expect(edition !== undefined).toBe(each.edition ?? true);
    if (each.pages) expect(edition!.pages.map(({ id }) => id)).toEqual(each.pages);
    expectWellWritten(found);
  });
});

/** Lower case, no full stop, values in backticks; the hint begins with a verb or asks. */
const expectWellWritten = (findings: readonly Diagnostic[]): void => {
  for (const { code, message, hint, source } of findings) {
    expect(DIAGNOSTIC_CODES).toHaveProperty([code]);
    expect(message).toMatch(/^[^A-Z].*[^.\s]$/su);
    if (hint !== undefined) expect(hint).toMatch(/^[a-z].*[^.\s]$/su);
    expect(source).toBeDefined();
  }
};

describe("house form", () => {
  const cases = caseFile<{
    readonly written: string;
    readonly printed: string;
    readonly changes: readonly string[];
    readonly language?: string;
  }>("house-form");

  test.each(cases)("$written → $printed", async ({ written, printed, changes, language = "zh-Hans" }) => {
    const { story, report } = await storyOf(`---\nheadline: 题\nlanguage: ${language}\n---\n${written}\n`);
    expect(plainText(story.paragraphs[0]!.spans)).toBe(printed);
    const told = report.all().filter(({ code }) => code === "input/normalised");
    expect(told.map(({ message }) => message.replace(/^.*?: | \(\d+ times\)$/g, "")).sort()).toEqual(
      [...changes].sort(),
    );
    expect(told.every(({ severity, hint }) => severity === "info" && hint !== undefined)).toBe(true);
    expectPlaces(story.paragraphs[0]!.spans);
  });

  test.each(cases)("$printed stays as it is", async ({ printed }) => {
    const { story, report } = await storyOf(`---\nheadline: 题\n---\n${printed.replace(/[*\\]/g, "\\$&")}\n`);
    expect(plainText(story.paragraphs[0]!.spans)).toBe(printed);
    expect(report.all().filter(({ code }) => code === "input/normalised")).toEqual([]);
  });
});

const expectPlaces = (inline: Inline): void => {
  for (const { text, source } of inline) {
    expect(text).not.toBe("");
    expect(source.end - source.start).toBe(text.length);
  }
};

test("the em after a dateline without a byline points to the dateline's last character", async () => {
  const { story } = await storyOf("---\nheadline: 题\ndateline: 本报讯\n---\n正文。\n");
  const { spans } = story.paragraphs[0]!;
  expect(plainText(spans)).toBe("本报讯\u3000正文。");
  expectPlaces(spans);
});

describe("Markdown", () => {
  const marked = ({ kind, spans }: Story["paragraphs"][number]): string => {
    const joined: { face: string; text: string }[] = [];
    for (const { face, text } of spans) {
      if (joined.at(-1)?.face === face) joined.at(-1)!.text += text;
      else joined.push({ face, text });
    }
    const text = joined.map(({ face, text }) =>
      face === "strong" ? `[${text}]` : face === "emphasis" ? `{${text}}` : text,
    );
    return `${kind === "crosshead" ? "## " : kind === "bulleted" ? "- " : ""}${text.join("")}`;
  };

  test.each(caseFile<{ readonly body: string; readonly paragraphs: readonly string[] }>("markdown"))(
    "$body",
    async ({ body, paragraphs }) => {
      const file = `---\nheadline: 题\n---\n${body}`;
      const { story } = await storyOf(file);
      expect(story.paragraphs.map(marked)).toEqual(paragraphs);
      for (const { spans } of story.paragraphs) {
        expectPlaces(spans);
        for (const { text, source } of spans) {
          const there = file.slice(source.start, source.end);
          expect(there === text || /^[\r\n]$/.test(there)).toBe(true);
        }
      }
    },
  );
});

describe("a sound edition", () => {
  test("reads without a finding, with all its defaults", async () => {
    const { edition, report } = await read(SOUND);
    expect(report.all()).toEqual([]);
    expect(edition).toMatchObject({
      paper: { name: "沧海日报", id: "canghai" },
      date: { iso: "2025-07-10", year: 2025, month: 7, day: 10, weekday: 4 },
      issue: 12873,
      edition: "1",
      version: "A",
      language: "zh-Hans",
      region: "CN",
      names: [],
      press: { standard: "pdfx4", inkLimit: 220, marks: new Set(), resolution: { target: 200, warn: 150, error: 100 } },
    });
    expect(edition!.press.condition).toMatchObject({
      identifier: "IFRA26",
      registry: "http://www.color.org",
      profileLimit: 240,
    });
    expect(Object.values(edition!.press.bleed).map((edge) => edge.toFixed(3))).toEqual(Array(4).fill("8.504"));
    expect(edition!.targets).toEqual([edition!.press]);
    expect(edition!.press.fileName).toBe("{title}_{date}_{edition}_{section}{page}_{version}.pdf");
    expect([...edition!.inputs.keys()]).toContain("photos/p.jpg");
    expect([...edition!.inputs.keys()]).toEqual([...edition!.inputs.keys()].sort());
  });

  test("the story: dateline in the strong face, byline in brackets, every character at its place", async () => {
    const { edition, report } = await read(SOUND);
    const story = edition!.pages[0]!.stories.get("lead")!;
    const [first, crosshead, last] = story.paragraphs;
    expect(first!.spans.map(({ text, face }) => `${face} ${text}`)).toEqual([
      "strong 本报讯",
      "text （",
      "text 通讯员唐远帆",
      "text ）",
      "text 近日，沧海市望海港传来消息。",
    ]);
    expect(crosshead).toMatchObject({ kind: "crosshead" });
    expect(last!.spans.map(({ face }) => face)).toEqual(["text", "strong", "text"]);
    const file = report.textOf("stories/a.md")!;
    const inlines = [
      ...story.paragraphs.map(({ spans }) => spans),
      ...story.headline,
      story.kicker,
      ...story.keyFigures.flatMap(keyFigureTexts),
    ];
    for (const { text, source } of [...inlines, story.photos[0]!.caption, story.photos[0]!.credit].flat()) {
      if (!/[（）]/.test(text)) expect(file.slice(source.start, source.end)).toBe(text);
    }
    expect(story.headline.map(plainText)).toEqual(["望海港散货码头", "远程操控"]);
    expect(story.photos[0]).toMatchObject({
      path: "photos/p.jpg",
      focus: { x: 0.5, y: 0.4 },
      photo: { facts: { width: 800 } },
    });
    expect(story).toMatchObject({ id: "a", language: "zh-Hans", priority: 3, source: { start: 0, end: file.length } });
  });

  test("the layout: fractions, defaults, inherited stories", async () => {
    const { edition } = await read(SOUND);
    const { layout } = edition!.pages[0]!;
    expect(layout.stories).toEqual(["lead", "brief"]);
    expect(layout.grid).toMatchObject({ columns: 6, measure: 17, gutter: 1.5, rows: 122 });
    const [main, side] = layout.slots;
    expect(main!.node).toMatchObject({
      kind: "stack",
      gap: 0,
      children: [
        { kind: "headline", story: "lead", kickerStyle: "deck", deckStyle: "deck", evenLines: false, minRows: 1 },
        { kind: "body", story: "lead", style: "body", legs: 2, gutter: 5 / 3, insets: [{ gap: 1, side: "across" }] },
      ],
    });
    expect(side!.node).toMatchObject({ kind: "body", legs: 1, gutter: 1.5, grow: 0 });
    expect(layout.rules).toMatchObject([{ direction: "vertical", at: 5, from: 1, to: 60 }]);
  });

  test("the style sheet: steps of sizes, 号数, inks, shares", async () => {
    const sizes = (style: string, written: string) =>
      [new RegExp(`(?<=\\n  ${style}: .*sizes: )[^,]+`), written] as const;
    const style = SOUND["layouts/styles/newspaper-cn.yaml"]!.replace(...sizes("lead", "54pt..36pt"))
      .replace(...sizes("main", "初号..二号 step 4pt"))
      .replace("size: 7.5pt", "size: 六号");
    const { edition, report } = await read({ ...SOUND, "layouts/styles/newspaper-cn.yaml": style });
    expect(report.all()).toEqual([]);
    const { headlines, text, boxes } = edition!.style;
    expect(headlines.get("lead")!.sizes).toEqual(Array.from({ length: 19 }, (_, n) => 54 - n));
    expect(headlines.get("main")!.sizes).toEqual([42, 38, 34, 30, 26, 22, 21]);
    expect(text.get("credits")!.size).toBe(7.875);
    expect(headlines.get("pair")).toMatchObject({
      fill: 0.92,
      align: "even",
      punctuation: "banjiao",
      effect: { kind: "plain" },
    });
    expect(headlines.get("feature")!.effect).toMatchObject({
      kind: "outline",
      outline: { stroke: 2.2, ink: { c: 0, m: 0, y: 0, k: 0 } },
      shadow: { x: 2, y: 2, ink: { c: 60, m: 10, y: 80, k: 0 } },
    });
    expect(boxes.get("key-figure")!.tint).toEqual({ c: 12, m: 0, y: 4, k: 0 });
    expect(text.get("body")).toMatchObject({
      leading: 11.7,
      strongSize: 9,
      faces: { strong: { family: "hei", weight: 700 } },
    });
  });

  test.each([
    ["2024-02-29", 4],
    ["2000-01-01", 6],
    ["1999-12-31", 5],
    ["2025-07-13", 0],
  ])("%s is day %i of its week", async (date, weekday) => {
    const { edition } = await read({ ...SOUND, "edition.yaml": SOUND["edition.yaml"]!.replace("2025-07-10", date) });
    expect(edition!.date.weekday).toBe(weekday);
  });

  test("own fonts replace the program's and join them", async () => {
    const { edition, report } = await read({
      ...SOUND,
      "edition.yaml": `fonts: faces\n${SOUND["edition.yaml"]}`,
      "faces/fonts.yaml":
        "families:\n  song: { title: 我的宋, licence: OFL-1.1, weights: { 400: { file: My.woff } }, fallback: [kai] }\n",
    });
    expect(report.all()).toEqual([]);
    expect(edition!.fonts.families.get("song")!.files).toMatchObject([
      { weight: 400, file: { root: "edition", path: "faces/My.woff" }, packed: true },
    ]);
    expect(edition!.fonts.families.get("kai")!.files[0]!.file.root).toBe("package");
  });

  test("a font that is not there is told of where the manifest names it", async () => {
    const fonts =
      "families:\n  song: { title: 我的宋, licence: OFL-1.1, weights: { 400: { file: My.woff } }, fallback: [kai] }\n";
    const { edition } = await read({
      ...SOUND,
      "edition.yaml": `fonts: faces\n${SOUND["edition.yaml"]}`,
      "faces/fonts.yaml": fonts,
    });
    const report = new Diagnostics();
    const shop = { manifest: edition!.fonts, world: memoryWorld({}), opened: new Map() };
    await openFonts([{ family: "song", weight: 400 }], shop, report);
    const [fault] = report.all();
    expect(fault).toMatchObject({ code: "font/missing-file", source: { path: "faces/fonts.yaml" } });
    expect(fonts.slice(fault!.source!.start, fault!.source!.end)).toContain("My.woff");
  });

  test("a missing photograph leaves its words", async () => {
    const { photos: _, ...rest } = { ...SOUND, photos: "" };
    const { edition } = await read({ ...rest, "photos/p.jpg": "broken" });
    const [photo] = edition!.pages[0]!.stories.get("lead")!.photos;
    expect(photo!.photo).toBeUndefined();
    expect(plainText(photo!.caption)).toBe("图为港口。");
  });

  test("the program's own style sheet and fonts by themselves", async () => {
    const report = new Diagnostics();
    expect((await readStyleSheet("newspaper-cn", memoryWorld({}), report))?.zi).toBe(9);
    expect([...(await readFontManifest(memoryWorld({}), report)).families.keys()]).toEqual([
      "song",
      "display",
      "hei",
      "kai",
    ]);
    expect(await readStyleSheet("none", memoryWorld({}), report)).toBeUndefined();
  });
});

test("a story that cannot be read at all holds back its page: the findings say which", async () => {
  const { edition, report } = await read({ ...SOUND, "stories/b.md": "---\nheadline: 题\n正文。\n" });
  expect([...edition!.pages[0]!.stories.keys()]).toEqual(["lead"]);
  expect(report.all()).toMatchObject([{ code: "input/yaml", source: { path: "stories/b.md" }, place: { page: "05" } }]);
});

describe("encodings", () => {
  const file = "---\nheadline: 短讯\n---\n正文在此，沧海市望海港传来消息，工程全部完成。\n";
  const withBytes = (bytes: Uint8Array) => read({ ...SOUND, "stories/b.md": bytes });
  const text = async (bytes: Uint8Array) => {
    const { edition, report } = await withBytes(bytes);
    const story = edition!.pages[0]!.stories.get("brief");
    return { story: story && plainText(story.paragraphs[0]!.spans), found: report.all() };
  };
  const utf16 = Buffer.from(`\ufeff${file}`, "utf16le");
  const paragraph = "正文在此，沧海市望海港传来消息，工程全部完成。";

  test("UTF-8 with a mark is read in silence; offsets begin behind it", async () => {
    const { edition, report } = await withBytes(Buffer.from(`\ufeff${file}`));
    const [span] = edition!.pages[0]!.stories.get("brief")!.paragraphs[0]!.spans;
    expect(report.all()).toEqual([]);
    expect(file.slice(span!.source.start, span!.source.end)).toBe(span!.text);
  });

  test.each([
    ["little-endian", utf16],
    ["big-endian", Buffer.from(utf16).swap16()],
  ])("UTF-16 with a mark, %s, is read and told", async (_, bytes) => {
    const { story, found } = await text(bytes);
    expect(story).toBe(paragraph);
    expect(found).toMatchObject([{ code: "input/encoding", severity: "info" }]);
  });

  test("GB 18030 is refused by name, with how to convert it", async () => {
    const gb = Buffer.concat([Buffer.from("---\nheadline: a\n---\n"), Buffer.from(GB_TEXT, "hex")]);
    const { story, found } = await text(gb);
    expect(story).toBeUndefined();
    expect(found).toMatchObject([
      { code: "input/encoding", severity: "error", message: expect.stringContaining("GB 18030") },
    ]);
    expect(found[0]!.hint).toContain("iconv -f GB18030 -t UTF-8");
  });

  test("other bytes are refused, and the place is the first that is wrong", async () => {
    const { found } = await text(Buffer.concat([Buffer.from(file), Buffer.from([0xff, 0x41, 0x9d])]));
    expect(found).toMatchObject([{ code: "input/encoding", severity: "error", source: { start: file.length } }]);
    expect(found[0]!.message).toContain("is not UTF-8");
  });

  test("NUL bytes are refused", async () => {
    const { found } = await text(Buffer.from(`${file}\0`));
    expect(found).toMatchObject([{ code: "input/encoding", severity: "error", source: { start: file.length } }]);
  });

  test("a lone surrogate of UTF-16 is printed as a box and is an error", async () => {
    const broken = Buffer.from(`\ufeff${file.replace("在此", "\ud800此")}`, "utf16le");
    const { story, found } = await text(broken);
    expect(story).toContain("正文\ufffd此");
    expect(found.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      "error input/unsupported",
      "info input/encoding",
    ]);
  });
});

/** 正文在此，沧海市望海港传来消息 */
const GB_TEXT = "d5fdcec4d4dab4cba3acb2d7baa3cad0cdfbbaa3b8dbb4abc0b4cffbcfa2";

describe("files that nobody writes in earnest", () => {
  test.each([
    ["a thousand brackets", "[".repeat(1000)],
    ["a megabyte of brackets", "[".repeat(1_000_000)],
    ["dashes in dashes", "- ".repeat(5000)],
    ["a staircase", Array.from({ length: 1000 }, (_, n) => `${" ".repeat(n)}a:`).join("\n")],
  ])("%s", async (_, file) => {
    const { edition, report } = await read({ ...SOUND, "edition.yaml": file });
    expect(edition).toBeUndefined();
    expect(report.all()).toMatchObject([{ code: "input/too-large", severity: "error" }]);
  });

  test("a YAML file over its limit is refused before it is read", async () => {
    const { report } = await read({ ...SOUND, "edition.yaml": `${SOUND["edition.yaml"]}#${"x".repeat(1 << 20)}` });
    expect(report.all()).toMatchObject([{ code: "input/too-large", message: "`edition.yaml` is larger than 1 MiB" }]);
  });

  const signs = ["*", "**", "[", "![", "<!--", "`", "~~", "_a", '"', "(", "<a", "&a", ". ", "——…"];
  const marks = ["{", "{|", "{a|", "[a{", "[{a|b}]{.name}", "]{.name}", "[a]{.nmae}", "- a\n", "😀א ", "{a|b|"];

  // what went up with the square of the text would not come to an end
  test.each([...signs, ...marks])(
    "two hundred thousand characters of `%s` in a story are read, or refused with a place",
    async (sign) => {
      const { report } = await storyOf(`---\nheadline: 题\n---\n${sign.repeat(200_000 / sign.length)}`);
      for (const { code, source } of report.all()) expect([code, source?.path]).not.toContain(undefined);
    },
  );
});

describe("schemas", () => {
  test("each has a JSON Schema in which nothing is left open", () => {
    for (const name of SCHEMA_NAMES) {
      const schema = JSON.stringify(jsonSchema(name));
      expect(schema).toContain("https://json-schema.org/draft/2020-12/schema");
      expect(schema.length).toBeGreaterThan(300);
    }
    expect(jsonSchema("edition")).toMatchObject({
      additionalProperties: false,
      required: expect.arrayContaining(["paper", "pages"]),
    });
  });
});

const hasSample = existsSync(`${SAMPLE}/edition.yaml`);

describe.skipIf(!hasSample)("the sample edition", () => {
  const sampleFiles = hasSample
    ? readdirSync(SAMPLE, { recursive: true, encoding: "utf8" })
        .map((path) => path.replaceAll("\\", "/"))
        .filter((path) => /\.(ya?ml|md)$/.test(path) && !/^photos\//.test(path))
        .sort()
    : [];

  test("reads without an error", async () => {
    const report = new Diagnostics();
    const sure: ProbePhoto = async () => ({ ok: true, facts: { width: 800, height: 600, mono: false } });
    const edition = await readEdition(
      "edition.yaml",
      { world: diskWorld({ edition: SAMPLE, cache: undefined }), probe: sure },
      report,
    );
    expect(report.all().filter(({ severity }) => severity === "error")).toEqual([]);
    expect(edition!.pages.length).toBeGreaterThan(0);
  });

  const sound: Record<string, string> = Object.fromEntries(
    sampleFiles.map((path) => [path, readFileSync(`${SAMPLE}/${path}`, "utf8")]),
  );
  const layout = readFileSync(new URL("../layouts/local-news.yaml", import.meta.url), "utf8");

  test("however it is damaged, reading never throws, and every finding has a place in its file", async () => {
    // small editions, of which every file is read; the whole sample takes longer, and comes now and then
    const stories = sampleFiles.filter((path) => path.startsWith("stories/"));
    const small = [SOUND, ...stories.map((path) => ({ ...SOUND, "stories/a.md": sound[path]! }))];
    const whole = { ...sound, "layouts/local-news.yaml": layout };
    const editions = fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...small) },
      { weight: 1, arbitrary: fc.constant(whole) },
    );
    // in thousandths: of all doubles between 0 and 1 most lie right beside 0, and would damage the first letter
    const share = fc.integer({ min: 0, max: 999 }).map((thousandths) => thousandths / 1000);
    const damage = fc.record({
      file: share,
      at: share,
      length: fc.nat({ max: 40 }),
      kind: fc.constantFrom("delete", "insert", "cut", "swap"),
      put: fc.oneof(
        fc.string({ maxLength: 6, unit: "binary" }),
        fc.constantFrom(
          ": ",
          "- ",
          "\t",
          '"',
          "'",
          "{",
          "]",
          "|\n",
          "&a ",
          "*a",
          "!x ",
          "\n---\n",
          "**",
          "<!--",
          "__proto__: 1\n",
          "\ud800",
          "\0",
          "0",
          "null",
          "~",
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(editions, fc.array(damage, { minLength: 1, maxLength: 3 }), async (files, damages) => {
        const damaged: Record<string, string> = { ...files };
        const every = Object.keys(files).filter((path) => !path.startsWith("photos/"));
        const written = every.filter((path) => path.startsWith("stories/"));
        for (const { file: which, at, length, kind, put } of damages) {
          // two times in three in a story: what breaks the frame leaves nothing else to be read
          const paths = which < 0.66 ? written : every;
          const file = paths[Math.floor(at * 7919 + which * 104_729) % paths.length]!;
          const text = damaged[file]!;
          const from = Math.floor(at * text.length);
          const rest = kind === "insert" ? text.slice(from) : kind === "cut" ? "" : text.slice(from + length);
          damaged[file] = text.slice(0, from) + (kind === "insert" || kind === "swap" ? put : "") + rest;
        }
        const { edition, report } = await read(damaged);
        const found = report.all();
        expectWellWritten(found);
        for (const { source } of found) {
          const text = report.textOf(source!.path) ?? "";
          expect(source!.start).toBeGreaterThanOrEqual(0);
          expect(source!.end).toBeGreaterThanOrEqual(source!.start);
          expect(source!.end).toBeLessThanOrEqual(text.length);
        }
        if (!edition) expect(found.some(({ severity }) => severity === "error")).toBe(true);
        for (const story of edition?.pages.flatMap((page) => [...page.stories.values()]) ?? []) {
          for (const { spans } of story.paragraphs) expectPlaces(spans);
          for (const line of [...story.headline, story.kicker, story.deck, story.signature]) expectPlaces(line);
        }
      }),
      { seed: 20250710, numRuns: 160 },
    );
  });
});
