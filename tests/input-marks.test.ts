/** Marks, readings, lists, drop caps, and scripts that are not set: what a story's Markdown means, and what is said about it. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type Diagnostic, Diagnostics } from "../src/base/diagnostic.ts";
import { openReadShop } from "../src/input/document/read-shop.ts";
import { jsonSchema } from "../src/input/schemas.ts";
import { readStory } from "../src/input/story/read-story.ts";
import { type Inline, keyFigureTexts, type Paragraph, plainText, type Span, type Story } from "../src/model/story.ts";
import { memoryWorld } from "./kit/memory-world.ts";

const PATH = "stories/a.md";

const storyOf = async (file: string): Promise<{ readonly story: Story; readonly found: readonly Diagnostic[] }> => {
  const report = new Diagnostics();
  const shop = openReadShop({ world: memoryWorld({ [`edition:${PATH}`]: file }), report });
  const named = { path: "pages/05.yaml", start: 0, end: 0 };
  const story = await readStory(PATH, {
    shop,
    named,
    language: "zh-Hans",
    probe: async () => ({ ok: false, why: "is not looked at" }),
  });
  return { story: story!, found: report.all() };
};

const HEAD = "---\nheadline: 题\n---\n";

/** The notation of the cases. */
const shown = (inline: Inline): string => {
  const numbers = new Map<number, number>();
  const numberOf = (id: number): number => {
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    return numbers.get(id)!;
  };
  const plain: Span[] = [];
  for (const span of inline) {
    const last = plain.at(-1);
    const same = last && !last.ruby && !span.ruby && !last.marks && !span.marks && last.face === span.face;
    if (same) plain.splice(-1, 1, { ...last, text: last.text + span.text });
    else plain.push(span);
  }
  return plain
    .map(({ text, face, marks, markIds, ruby }) => {
      const faced = face === "strong" ? `**${text}**` : face === "emphasis" ? `*${text}*` : text;
      const read = ruby?.kind === "group" ? `{{${faced}|${ruby.text}}}` : ruby ? `{${faced}|${ruby.text}}` : faced;
      return marks ? `<${marks.map((mark, n) => `${mark}#${numberOf(markIds![n]!)}`).join(" ")} ${read}>` : read;
    })
    .join("");
};

const shownParagraph = (paragraph: Paragraph, plain: string): string => {
  const text = shown(paragraph.spans);
  switch (paragraph.kind) {
    case "body":
      return `${plain}${text}`;
    case "crosshead":
      return `## ${text}`;
    default:
      expect(paragraph.kind).toBe(paragraph.label === "•" ? "bulleted" : "numbered");
      return `${paragraph.label} ${text}`;
  }
};

interface Case {
  readonly body: string;
  readonly prints: readonly string[];
  readonly findings?: readonly {
    readonly at: string;
    readonly says: string;
    readonly severity?: "error" | "warning";
    readonly hint?: string;
  }[];
  /** how many findings say that something was brought to house form */
  readonly normalised?: number;
  /** a base with something between its characters, or text that is printed although something between is not */
  readonly gaps?: boolean;
  /** a reading of which not every character is printed as it stands in the file */
  readonly readings?: "inexact";
}

const isHouseForm = ({ code }: Diagnostic): boolean => code === "input/normalised";

const expectPlaces = (inline: Inline, file: string, { gaps, normalised, readings }: Case): void => {
  for (const { text, source, ruby, marks, markIds } of inline) {
    expect(source.end - source.start).toBe(text.length);
    expect(markIds?.length).toBe(marks?.length);
    if (!gaps && !normalised) expect(file.slice(source.start, source.end).replace(/[\r\n]/, " ")).toBe(text);
    if (ruby && !readings) expect(file.slice(ruby.source.start, ruby.source.end)).toBe(ruby.text);
  }
};

describe.each([
  ["marks", ""],
  ["lists", "¶ "],
  ["scripts", ""],
] as const)("cases/input/%s.yaml", (name, plain) => {
  const cases: readonly Case[] = parse(readFileSync(new URL(`cases/input/${name}.yaml`, import.meta.url), "utf8"));

  test.each(cases)("$body", async (each) => {
    const { body, prints, findings = [], normalised = 0 } = each;
    const file = `${HEAD}${body}`;
    const { story, found } = await storyOf(file);
    expect(story.paragraphs.map((paragraph) => shownParagraph(paragraph, plain))).toEqual(prints);
    for (const { spans } of story.paragraphs) expectPlaces(spans, file, each);
    const said = found.filter((finding) => !isHouseForm(finding) && !/line ends/.test(finding.message));
    expect(said.map(({ severity, source }) => `${severity} ${file.slice(source!.start, source!.end)}`)).toEqual(
      findings.map(({ severity = "warning", at }) => `${severity} ${at}`),
    );
    for (const [n, { says, hint = "" }] of findings.entries()) {
      expect(said[n]).toMatchObject({ code: "input/unsupported", message: expect.stringContaining(says) });
      expect(said[n]!.hint).toContain(hint);
      expect(said[n]!.message).toMatch(/^[^A-Z].*[^.\s]$/su);
      expect(said[n]!.hint).toMatch(/^[a-z].*[^.\s]$/su);
    }
    expect(found.filter((one) => isHouseForm(one) && !/line ends/.test(one.message))).toHaveLength(normalised);
  });
});

test("marks and readings are heeded in front matter, character by character at their places", async () => {
  const file = `---
headline: ["作者[鲁迅]{.name}", '{汉字|hàn|zì}"好"']
kicker: 眉{题|tí}
deck: '说😀'
keyFigures: ["**63**[家]{.dots}"]
photos: [{ file: p.jpg, caption: "图为[某某]{.deceased}，שלום", credit: "[甲]{.nmae} 摄" }]
byline: 记者[甲]{.name}
---
文[乙]{.name}。
`;
  const { story, found } = await storyOf(file);
  expect(story.headline.map(shown)).toEqual(["作者<proper-name#1 鲁迅>", "{汉|hàn}{字|zì}“好”"]);
  expect(shown(story.kicker)).toBe("眉{题|tí}");
  expect(shown(keyFigureTexts(story.keyFigures[0]!)[0]!)).toBe("**63**<emphasis-dots#1 家>");
  expect(shown(story.photos[0]!.caption)).toBe("图为<deceased#1 某某>，שלום");
  expect(shown(story.paragraphs[0]!.spans)).toBe("（记者<proper-name#1 甲>）文<proper-name#2 乙>。");
  const texts = [
    ...story.headline,
    story.kicker,
    keyFigureTexts(story.keyFigures[0]!)[0]!,
    story.photos[0]!.caption,
  ].flat();
  for (const { text, source } of texts) {
    const there = file.slice(source.start, source.end);
    expect(there).toBe(text.replace(/[“”]/g, '"'));
  }
  const said = found.filter((one) => one.code === "input/unsupported");
  expect(said.map(({ severity, source }) => `${severity} ${file.slice(source!.start, source!.end)}`)).toEqual([
    "error שלום",
    "warning 😀",
    "warning .nmae",
  ]);
});

describe("drop caps", () => {
  const kinds = (story: Story): readonly string[] =>
    story.paragraphs.map((each) => `${each.kind} ${each.kind === "body" ? (each.dropCap ?? "-") : "-"}`);

  test("stand at the first paragraph of the body alone", async () => {
    const { story, found } = await storyOf("---\ndropCap: 3\n---\n## 题\n\n甲。\n\n乙。\n");
    expect(kinds(story)).toEqual(["crosshead -", "body 3", "body -"]);
    expect(found).toEqual([]);
  });

  test("are none when the field is not there", async () => {
    const { story } = await storyOf(`${HEAD}甲。`);
    expect(story.paragraphs[0]).not.toHaveProperty("dropCap");
  });

  test.each(["1", "4", "2.5", '"3"', "true"])("of %s rows are refused where it is written", async (rows) => {
    const file = `---\ndropCap: ${rows}\n---\n甲。`;
    const { story, found } = await storyOf(file);
    expect(kinds(story)).toEqual(["body -"]);
    expect(found).toMatchObject([{ code: "input/wrong-value", severity: "error" }]);
    expect(file.slice(found[0]!.source!.start, found[0]!.source!.end)).toBe(rows);
  });

  test("are told by the JSON Schema", () => {
    const { properties } = jsonSchema("story") as { readonly properties: Readonly<Record<string, object>> };
    expect(properties["dropCap"]).toMatchObject({ type: "integer", minimum: 2, maximum: 3 });
    expect(jsonSchema("story")).toMatchObject({ description: expect.stringContaining("{汉字|hàn|zì}") });
  });
});

test("before a list the dateline is a paragraph of its own", async () => {
  const { story } = await storyOf("---\ndateline: 本报讯\n---\n- 甲\n- 乙\n");
  expect(story.paragraphs.map((each) => `${each.kind} ${plainText(each.spans)}`)).toEqual([
    "body 本报讯",
    "bulleted 甲",
    "bulleted 乙",
  ]);
});

test("a span without marks, reading or drop cap has none of their fields", async () => {
  const { story } = await storyOf(`${HEAD}甲[乙]{.nmae}`);
  for (const span of story.paragraphs[0]!.spans) expect(Object.keys(span).sort()).toEqual(["face", "source", "text"]);
});

describe("files that nobody writes in earnest", () => {
  const N = 10_000;
  test.each<readonly [string, string, string]>([
    ["open brackets", "[".repeat(N), "[".repeat(N)],
    ["brackets that enclose one another", `${"[".repeat(N)}甲${"]".repeat(N)}`, `${"[".repeat(N)}甲${"]".repeat(N)}`],
    ["items that enclose one another", `${"[".repeat(N)}甲${"]{.dots}".repeat(N)}`, "<emphasis-dots#1 甲>"],
    [
      "items side by side",
      "[甲]{.dots}".repeat(N),
      Array.from({ length: N }, (_, n) => `<emphasis-dots#${n + 1} 甲>`).join(""),
    ],
    ["open braces", "{".repeat(N), "{".repeat(N)],
    ["braces that enclose one another", `${"{|".repeat(N)}${"}".repeat(N)}`, `${"{|".repeat(N)}${"}".repeat(N)}`],
    ["a base with as many readings", `{${"甲".repeat(N)}${"|x".repeat(N)}}`, "{甲|x}".repeat(N)],
    ["brackets and braces by turns", "[{".repeat(N), "[{".repeat(N)],
    ["crossing pairs", "[{]}".repeat(N), "[{]}".repeat(N)],
    ["classes without brackets", `甲${"]{.dots}".repeat(N)}`, `甲${"]{.dots}".repeat(N)}`],
  ])("%s", async (_, body, prints) => {
    const { story } = await storyOf(`${HEAD}${body}`);
    expect(shown(story.paragraphs[0]!.spans)).toBe(prints);
  });

  test("whatever stands there, every character is at its place, and no base is parted", async () => {
    const bits = fc.constantFrom(
      ..."[]{}|*\\ \n甲乙a".split(""),
      "]{.name}",
      "]{.dots .x}",
      "**",
      "{甲|x}",
      "{ab|x|y}",
      "- ",
      "\n\n",
      "葛󠄀",
      "𠮷",
      "é́",
      "😀",
      "א",
      "<!-- -->",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bits, { maxLength: 40 }), async (parts) => {
        const file = `${HEAD}甲${parts.join("")}`;
        const { story, found } = await storyOf(file);
        for (const { spans } of story.paragraphs) {
          for (const [n, { text, source, ruby, marks, markIds }] of spans.entries()) {
            expect(text).not.toBe("");
            expect(markIds?.length).toBe(marks?.length);
            expect(new Set(marks).size).toBe(marks?.length ?? 0);
            if (ruby) expect(ruby.text).not.toBe("");
            if (ruby) expect(spans[n + 1]?.ruby).not.toBe(ruby);
            if (ruby?.kind === "mono")
              expect([...new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(text)]).toHaveLength(1);
            for (const [i, unit] of [...text].entries()) {
              if (i > 0 && ruby) continue;
              const at = source.start + [...text].slice(0, i).join("").length;
              const there = file.slice(at, at + unit.length);
              expect(there === unit || (unit === " " && there === "\n")).toBe(true);
            }
          }
        }
        for (const { source } of found) expect(source!.end).toBeLessThanOrEqual(file.length);
      }),
      { seed: 20250710, numRuns: 2000 },
    );
  });
});
