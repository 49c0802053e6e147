/** Text that nobody means to print: endless words, marks without a letter, names of JavaScript's own. Nothing is lost, nothing hangs. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { openGalleys } from "../src/compose/galleys.ts";
import { headlineBlocks } from "../src/compose/headline/headline.ts";
import type { Inline, Paragraph, Span, Story } from "../src/model/story.ts";
import type { HeadlineStyle, TextStyle } from "../src/model/style.ts";
import { classesOf } from "../src/text/character-classes.ts";
import { hyphenatorOf } from "../src/text/hyphenate.ts";
import { localeOf } from "../src/text/locale.ts";
import { openTypeface } from "../src/text/open-typeface.ts";
import type { Typeface } from "../src/text/typeface.ts";
import { squareFonts } from "./kit/square-font.ts";
import { SIZE, squareStyle } from "./kit/square-style.ts";

const LIMITS = {
  looseLine: 0.1,
  pushInPerMark: 0,
  pushInMost: 0,
  tie: 0.02,
  underset: 2,
  wrap: { contour: 5, box: 9, level: 0.5 },
  picture: 0.6,
};

const inline = (text: string, more: Partial<Span> = {}): Inline => [
  { text, face: "text", source: { path: "x.md", start: 0, end: text.length }, ...more },
];

const clustersOf = (text: string): readonly string[] =>
  setParagraph(inline(text), { style: squareStyle(), fonts: squareFonts() }, new Diagnostics()).clusters.map(
    (each) => each.text,
  );

const galleys = () =>
  openGalleys({ fonts: squareFonts(), limits: LIMITS, locale: localeOf("zh-Hans") }, new Diagnostics());

describe("long text", () => {
  test("a paragraph of one endless word is set", () => {
    const letters = 200_000;
    expect(clustersOf("a".repeat(letters))).toHaveLength(letters);
  });

  test("an accent stays with its letter wherever it stands in a long text", () => {
    for (let before = 250; before < 262; before++) {
      const clusters = clustersOf(`${"一".repeat(before)}e\u0301${"一".repeat(600)}e\u0301`);
      expect(clusters.filter((each) => each === "e\u0301")).toHaveLength(2);
      expect(clusters.join("")).toHaveLength(before + 604);
    }
  });

  test("more accents on a letter than are looked at in one go are one cluster", () => {
    expect(clustersOf(`一a${"\u0301".repeat(1000)}b`).map((each) => each.length)).toEqual([1, 1001, 1]);
  });

  test("words longer than any are not hyphenated, words are", () => {
    const hyphenate = hyphenatorOf("en")!;
    expect(hyphenate("neighbourhood".repeat(20))).toEqual([]);
    expect(hyphenate("neighbourhood").length).toBeGreaterThan(0);
  });

  test("quotation marks look for letters past a few others", () => {
    expect(classesOf([..."a“‘b"])[1]).toBe("western");
    expect(classesOf([...`a${"“".repeat(40)}b`])[20]).not.toBe("western");
  });
});

describe("odd text", () => {
  test("a variation selector alone stays a character of the text", () => {
    expect(clustersOf("\ufe0f").join("")).toBe("\ufe0f");
  });

  test.each(["constructor", "__proto__", "toString"])("the language `%s` is like any that is not known", (name) => {
    expect(localeOf(name).script).toBe("western");
    expect(hyphenatorOf(name)).toBeUndefined();
  });

  test("glyphs count the characters of their place, whatever they stood for before", () => {
    const bytes = readFileSync(
      new URL(
        "../node_modules/@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf",
        import.meta.url,
      ),
    );
    const face = (): Typeface => openTypeface(bytes, { key: "k", family: "song", weight: 400 });
    const how = { western: true, vertical: false };
    const [fresh, used] = [face(), face()];
    expect(used.shape("\ufb01", how).map((each) => each.cluster)).toEqual([0]);
    const word = used.shape("specifically", how);
    expect(word).toEqual(fresh.shape("specifically", how));
    // fi and ffi are ligatures of this font: a word with one has fewer glyphs than letters, and all of them counted
    expect(word.length).toBeLessThan("specifically".length);
    expect(word.at(-1)!.cluster).toBe("specifically".length - 1);
  });
});

describe("drop caps of odd paragraphs", () => {
  const style = { ...squareStyle(), name: "body", leading: 13, align: "justify", indent: 2, narrowIndent: 2 };
  const first = (spans: Inline) => {
    const paragraphs: readonly Paragraph[] = [{ kind: "body", dropCap: 2, spans }];
    const story = { id: "s", language: "zh-Hans", paragraphs } as unknown as Story;
    return galleys().body(story, style as unknown as TextStyle)[0]!;
  };
  const textOf = ({ clusters, head }: ReturnType<typeof first>): string =>
    [...(head?.clusters ?? []), ...clusters].map((each) => each.text).join("");

  test("a paragraph of one character has none, and keeps it", () => {
    const set = first(inline("中"));
    expect(set.head).toBeUndefined();
    expect(textOf(set)).toBe("中");
  });

  test("one that begins with a reading or a marked word has none, and keeps both", () => {
    const ruby = { kind: "mono", text: "yú", source: { path: "x.md", start: 0, end: 1 } } as const;
    for (const more of [{ ruby }, { marks: ["deceased"], markIds: [0] } as const]) {
      const set = first([...inline("渔", more), ...inline("很好很好")]);
      expect(set.head).toBeUndefined();
      expect(textOf(set)).toBe("渔很好很好");
      expect(set.clusters[0]!.span).toMatchObject(more);
    }
  });

  test("the cap is a letter with its accent", () => {
    const set = first(inline("E\u0301cole normale"));
    expect(set.head!.clusters.map((each) => each.text)).toEqual(["E\u0301"]);
  });
});

test("a headline that no break helps is set in what lines it has, and its width is a number", () => {
  const style = {
    font: squareStyle().faces.text,
    sizes: [30, 20],
    maxLines: 3,
    fill: 1,
    lineHeight: 1.2,
    fit: { kind: "sizes" },
    effect: { kind: "plain" },
    align: "left",
    punctuation: "kaiming",
  } as unknown as HeadlineStyle;
  const story = { kicker: [], headline: [inline("Internationalisation")], deck: [] } as unknown as Story;
  const shop = { galleys: galleys(), names: [], row: 13 };
  const [fit] = headlineBlocks(
    { story, style, kickerStyle: style, deckStyle: style, writing: "horizontal", evenLines: false },
    10 * SIZE,
    shop,
  );
  expect(fit).toMatchObject({ tooWide: true });
  expect(fit!.lines.length).toBeGreaterThan(0);
});
