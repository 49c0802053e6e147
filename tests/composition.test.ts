/** Rules of composition one by one: regions, own lists, hanging, hyphens, the grid, breaks in need. */
import { describe, expect, test } from "vitest";
import { BLACK } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { composeTexts, openWorkshop } from "../src/build.ts";
import { advanceOf } from "../src/compose/galley/cluster.ts";
import { type GalleyStyle, NO_LISTS } from "../src/compose/galley/galley-style.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { breakLines } from "../src/compose/lines/break-lines.ts";
import type { BreakRules } from "../src/compose/lines/break-rules.ts";
import { setLine } from "../src/compose/lines/justify.ts";
import type { Inline } from "../src/model/story.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { localeOf } from "../src/text/locale.ts";
import { ROOT } from "./kit/sample.ts";
import { squareFonts } from "./kit/square-font.ts";
import { SIZE, squareRules, squareStyle } from "./kit/square-style.ts";

const inline = (text: string): Inline => [{ text, face: "text", source: { path: "x", start: 0, end: text.length } }];

const galleyOf = (text: string, style: Partial<GalleyStyle> = {}) =>
  setParagraph(inline(text), { style: squareStyle(style), fonts: squareFonts() }, new Diagnostics());

interface How {
  readonly style?: Partial<GalleyStyle>;
  readonly rules?: Partial<BreakRules>;
}

/** Lines of `text` at `measure` ems, justified. */
const compose = (text: string, measure: number, { style = {}, rules = {} }: How = {}) => {
  const galley = galleyOf(text, style);
  const broken = breakLines(galley, [measure * SIZE], squareRules(rules));
  const lines = broken.map((line) =>
    setLine(galley, line, { x: 0, baseline: 0, align: "justify", ink: BLACK, paragraph: 0, leg: 0 }),
  );
  return {
    broken,
    lines,
    texts: broken.map(({ from, next }) =>
      galley.clusters
        .slice(from, next)
        .map((each) => each.text)
        .join(""),
    ),
  };
};

const widths = (text: string, style: Partial<GalleyStyle>) =>
  galleyOf(text, style).clusters.map((each) => Math.round((advanceOf(each) / SIZE) * 1000) / 1000);

describe("widths of marks by region (LC-41, LC-45, LC-46)", () => {
  const taiwan = { punctuation: "quanjiao", locale: localeOf("zh-Hant-TW") } as const;
  const mainland = { punctuation: "quanjiao", locale: localeOf("zh-Hans") } as const;

  test("the interpunct takes half a cell on the mainland, a whole one in Taiwan, a whole one as ・ everywhere", () => {
    const total = (text: string, style: Partial<GalleyStyle>) =>
      widths(text, style).reduce((sum, each) => sum + each, 0);
    expect(total("一·二", mainland)).toBe(2.5);
    expect(total("一·二", taiwan)).toBe(3);
    expect(total("一・二", mainland)).toBe(3);
  });

  test("centred 。，of Taiwan keep their blank before a closing bracket, those of the mainland give it", () => {
    expect(widths("一。」二", mainland).slice(0, 3)).toEqual([1, 0.5, 1]);
    expect(widths("一。」二", taiwan).reduce((sum, each) => sum + each, 0)).toBe(4);
  });

  test("？！ together take one em, three of them two", () => {
    expect(widths("一？！二", mainland)).toEqual([1, 0.5, 0.5, 1]);
    expect(widths("一！！！二", mainland)).toEqual([1, 0.5, 0.5, 1, 1]);
  });

  test("？！ on a vertical line keep a cell each, since neither gives", () => {
    expect(widths("一？！二", { punctuation: "kaiming", writing: "vertical" })).toEqual([1, 1, 1, 1]);
  });

  test("a number that stands upright in its cell is not parted from ℃ and ％ (LC-32)", () => {
    for (const text of ["一二三15℃四五", "一二三20％四五"])
      expect(compose(text, 4, { style: { writing: "vertical" } }).texts[0], text).toBe("一二三");
  });

  test("in vertical lines ：and ！ never give (LC-41)", () => {
    const vertical = { punctuation: "banjiao", writing: "vertical" } as const;
    expect(widths("一：二！三，四", vertical)).toEqual([1, 1, 1, 1, 1, 0.5, 1]);
  });

  test("display type leaves no blank where marks meet", () => {
    expect(widths("一”（二", { punctuation: "quanjiao", display: true })).toEqual([1, 0.5, 0.5, 1]);
    expect(widths("一”（二", { punctuation: "quanjiao" })).toEqual([1, 1, 0.5, 1]);
  });
});

describe("half-width marks beside Han", () => {
  test.each([
    ["一二三四)五六", 4, "一二三"],
    ["一二三四(五)六", 4.5, "一二三四"],
    ["一二三四!五六", 4, "一二三"],
    ["一二三四,五六", 4, "一二三"],
  ])("%s: never at the wrong edge", (text, measure, first) =>
    expect(compose(text, measure, { rules: { pushInPerMark: 0 } }).texts[0]).toBe(first),
  );
});

describe("a style's own lists (LC-24)", () => {
  const lists = (own: Partial<Record<keyof typeof NO_LISTS, string>>) => ({
    breakLists: {
      ...NO_LISTS,
      ...Object.fromEntries(Object.entries(own).map(([name, characters]) => [name, new Set(characters)])),
    },
  });

  test("characters that never start, or end, a line", () => {
    expect(compose("一二三四们五六七", 4, { style: lists({ notAtStart: "们" }) }).texts[0]).toBe("一二三");
    expect(compose("一二三第四五六七", 4, { style: lists({ notAtEnd: "第" }) }).texts[0]).toBe("一二三");
  });

  test("characters that may start a line after all, and those never parted", () => {
    expect(
      compose("一二三四，五六", 4, { style: lists({ atStart: "，" }), rules: { pushInPerMark: 0 } }).texts[0],
    ).toBe("一二三四");
    expect(compose("一二三哈哈四五", 4, { style: lists({ together: "哈" }) }).texts[0]).toBe("一二三");
  });
});

describe("breaks in need (LC-23, LC-25)", () => {
  test("newspaper level: ？ starts a line rather than that the line before is opened wide", () => {
    const text = "一二DeepSeek？三四五六七八";
    expect(compose(text, 6, { style: { lineBreak: "basic" }, rules: { pushInPerMark: 0 } }).texts[0]).toBe("一二");
    expect(compose(text, 6, { style: { lineBreak: "newspaper" }, rules: { pushInPerMark: 0 } }).texts[0]).toBe(
      "一二DeepSeek",
    );
  });

  test("where another break is good enough it is taken", () => {
    const text = "一二三四五六七八九十？一二三四";
    expect(compose(text, 10, { style: { lineBreak: "newspaper" }, rules: { pushInPerMark: 0 } }).texts[0]).toBe(
      "一二三四五六七八九",
    );
  });

  test("the last of three marks in a row may start a line, in need", () => {
    const text = "一DeepSeek，』」二三四五六七八";
    expect(compose(text, 6, { rules: { pushInPerMark: 0 } }).texts[0]).toBe("一DeepSeek，』");
  });
});

describe("hanging (LC-50 … LC-53)", () => {
  const hung = (text: string, measure: number, how: How) => {
    const { broken, texts } = compose(text, measure, { ...how, rules: { pushInPerMark: 0, ...how.rules } });
    return { first: texts[0], hang: broken[0]!.hang / SIZE };
  };

  test("off by default; regular hangs what does not fit, force whatever may", () => {
    expect(hung("一二三四，五六", 4, {})).toEqual({ first: "一二三", hang: 0 });
    expect(hung("一二三四，五六", 4, { rules: { hanging: "regular" } })).toEqual({ first: "一二三四，", hang: 0.5 });
    expect(hung("一二三，四五六", 3.5, { rules: { hanging: "regular" } })).toEqual({ first: "一二三，", hang: 0 });
    expect(hung("一二三，四五六", 3.5, { rules: { hanging: "force" } })).toEqual({ first: "一二三，", hang: 0.5 });
  });

  test("only one mark hangs, and never a dash or a closing quotation mark", () => {
    expect(hung("一二三四。”五六", 4, { rules: { hanging: "regular" } }).hang).toBe(0);
    expect(hung("一二三四——五六", 4, { rules: { hanging: "regular" } })).toEqual({ first: "一二三四", hang: 0 });
  });

  test("Taiwan hangs in vertical lines alone", () => {
    const how = (writing: "horizontal" | "vertical") => ({
      style: { locale: localeOf("zh-TW"), writing, punctuation: "quanjiao" } as const,
      rules: { hanging: "regular" } as const,
    });
    expect(hung("一二三四，五六", 4, how("horizontal")).hang).toBe(0);
    expect(hung("一二三四，五六", 4, how("vertical")).hang).toBe(1);
  });

  test("the hung mark stands outside, the rest is flush with the measure", () => {
    const { lines } = compose("一二三四，五六七八九", 4, { rules: { hanging: "regular", pushInPerMark: 0 } });
    const glyphs = lines[0]!.runs.flatMap((run) => run.glyphs);
    expect(glyphs.map((glyph) => glyph.x / SIZE)).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("hyphenation by language", () => {
  const english = { locale: localeOf("en"), hanLatinGap: 0 };

  test("an English word is parted where its patterns allow, with a hyphen that is not in the text", () => {
    const { texts, lines } = compose("The extraordinary international newspaper", 6, { style: english });
    expect(texts.join("")).toBe("The extraordinary international newspaper");
    const parted = lines.filter((line) => line.hyphen);
    expect(parted.length).toBeGreaterThan(0);
    for (const line of parted) {
      const glyphs = line.runs.flatMap((run) => run.glyphs);
      expect(glyphs.at(-1)!.text).toBe("\u00ad");
      // it stands on the line, right after the last letter
      expect(glyphs.at(-1)!.y).toBe(0);
      expect(glyphs.at(-1)!.x).toBeCloseTo(glyphs.at(-2)!.x + 0.5 * SIZE);
      expect(/\p{L}$/u.test(line.text)).toBe(true);
    }
  });

  test("the hyphen is inside the measure", () => {
    const { lines, broken } = compose("The extraordinary international newspaper", 6, { style: english });
    lines.forEach((line, n) => {
      if (!line.hyphen) return;
      const last = line.runs.flatMap((run) => run.glyphs).at(-1)!;
      expect(last.x + 0.5 * SIZE).toBeLessThanOrEqual(broken[n]!.measure + 0.3);
    });
  });

  test("a word that has a hyphen is parted there alone", () => {
    const { texts } = compose("very self-service machines", 6.5, { style: english });
    expect(texts.join("")).toBe("very self-service machines");
    expect(texts.filter((each) => /self-ser$|self-serv$/.test(each))).toEqual([]);
  });

  test("no more than two hyphens under one another", () => {
    const text = "international ".repeat(20).trim();
    for (const algorithm of ["greedy", "optimum"] as const) {
      const { lines } = compose(text, 5, { style: english, rules: { algorithm } });
      const ends = lines.map((line) => (line.hyphen ? "-" : ".")).join("");
      if (algorithm === "greedy") expect(ends).not.toContain("---");
      expect(lines.some((line) => line.hyphen)).toBe(true);
    }
  });

  test("Chinese text parts no Western word unless its style names a language", () => {
    const text = "一二三international四五六";
    expect(compose(text, 7, {}).lines.some((line) => line.hyphen)).toBe(false);
    expect(compose(text, 7, { style: { hyphenate: "en" } }).lines[0]!.hyphen).toBe(true);
  });

  test("a language without patterns parts nothing", () => {
    expect(compose("international", 4, { style: { locale: localeOf("xx") } }).lines.some((line) => line.hyphen)).toBe(
      false,
    );
  });
});

describe("the grid alternative (LC-63)", () => {
  test("a Western span takes whole cells, with gaps of up to half a cell on both sides", () => {
    const { clusters } = galleyOf("一abc二12三", { grid: true });
    let x = 0;
    const starts = clusters.map((each) => {
      const at = x;
      x += advanceOf(each);
      return [each.text, at / SIZE] as const;
    });
    expect(starts.filter(([text]) => /\p{Script=Han}/u.test(text)).map(([, at]) => at)).toEqual([0, 3, 5]);
    expect(starts.find(([text]) => text === "a")![1]).toBe(1.25);
  });

  test("a word may be parted where the line ends", () => {
    expect(compose("一二abcdefgh三", 4, { style: { grid: true } }).texts[0]).toMatch(/^一二[a-h]+$/);
  });
});

describe("quotation marks by language", () => {
  test("between Western words they are Western, around them in Chinese they are not", () => {
    const kinds = (text: string) =>
      galleyOf(text)
        .clusters.filter((each) => /[“”’]/.test(each.text))
        .map((each) => each.class);
    expect(kinds("他说“DeepSeek”很好")).toEqual(["opening", "closing"]);
    expect(kinds("He said “yes” to it")).toEqual(["western", "western"]);
    expect(kinds("don’t")).toEqual(["western"]);
  });
});

describe("graphemes", () => {
  test("an ideographic variation sequence and a combining mark are one cluster each", () => {
    expect(galleyOf("葛\u{e0100}城a\u0301b𠮷").clusters.map((each) => each.text)).toEqual([
      "葛\u{e0100}",
      "城",
      "a\u0301",
      "b",
      "𠮷",
    ]);
  });
});

describe("Japanese (JLREQ)", () => {
  const ja = { locale: localeOf("ja"), punctuation: "quanjiao", hanLatinGap: 0.25, lineBreak: "strict" } as const;

  /** Space between the bodies of neighbours, em. */
  const spaces = (text: string) =>
    galleyOf(text, ja)
      .clusters.slice(0, -1)
      .map((each) => each.glue.natural / SIZE);

  test.each([
    ["。）国", [0, 0.5]],
    ["）。国", [0, 0.5]],
    ["，（国", [0.5, 0]],
    ["）（国", [0.5, 0]],
    ["（（国", [0, 0]],
    ["））国", [0, 0.5]],
    ["）・国", [0.25, 0.25]],
    ["・（国", [0.25, 0]],
    ["国A国", [0.25, 0.25]],
  ])("%s (LC-47)", (text, expected) => expect(spaces(text)).toEqual(expected));

  test("the four levels at a line's start", () => {
    const first = (lineBreak: GalleyStyle["lineBreak"], text: string) =>
      compose(text, 4, { style: { ...ja, lineBreak }, rules: { pushInPerMark: 0 } }).texts[0];
    expect(first("very-strict", "一二三四ー五六七")).toBe("一二三");
    expect(first("strict", "一二三四ー五六七")).toBe("一二三四");
    expect(first("strict", "一二三四・五六七")).toBe("一二三");
    expect(first("loose", "一二三四・五六七")).toBe("一二三四");
    expect(first("newspaper", "一二三四、五六七")).toBe("一二三");
  });

  test("gaps between kana grow to a quarter of an em in their own step, then all alike", () => {
    const { lines } = compose("一二三四五六DeepSeek七八", 8, { style: ja });
    expect(lines[0]!.ratio).toBeGreaterThan(0);
    const glyphs = lines[0]!.runs.flatMap((run) => run.glyphs);
    expect(glyphs.at(-1)!.x / SIZE + 1).toBeCloseTo(8, 2);
  });
});

describe("Western text", () => {
  test("nothing opens between letters, marks and quotation marks, however wide the line", () => {
    const text = "“Well, we know,” she said; internationalisation";
    const { lines } = compose(text, 15, { style: { locale: localeOf("en"), hyphenate: "none" } });
    for (const line of lines.slice(0, -1)) {
      const glyphs = line.runs.flatMap((run) => run.glyphs);
      glyphs.slice(1).forEach((glyph, n) => {
        const before = glyphs[n]!;
        if (before.text !== " " && glyph.text !== " ")
          expect(glyph.x - before.x, `${before.text}${glyph.text}`).toBeCloseTo(
            (/[“”]/.test(before.text) ? 1 : 0.5) * SIZE,
          );
      });
    }
  });
});

test("kana keep the whole of their cells, whatever blank their glyphs have", async () => {
  const workshop = openWorkshop(diskWorld({ edition: ROOT, cache: undefined }));
  const report = new Diagnostics();
  const lines = await composeTexts(
    ["だと思っていたが、りくう"],
    {
      measures: [40],
      size: 9,
      indent: 0,
      language: "ja",
      punctuation: "quanjiao",
      lineBreak: "strict",
      algorithm: "greedy",
      policy: "push-in-first",
      hanging: "none",
      writing: "horizontal",
      align: "left",
    },
    { workshop, report },
  );
  expect(lines[0]!.natural).toBe(12);
});

describe("Korean (KLREQ)", () => {
  const text = "대한민국 신문은 가로로 짠다";

  test("lines end between syllables, or between words", () => {
    const first = (lineBreak: GalleyStyle["lineBreak"]) =>
      compose(text, 7, { style: { locale: localeOf("ko"), lineBreak } }).texts[0];
    expect(first("character")).toBe("대한민국 신문");
    expect(first("word")).toBe("대한민국 ");
  });

  test("word spaces open before syllables are parted", () => {
    const { lines } = compose("대한민국 신문은 가로로 짠다", 9, {
      style: { locale: localeOf("ko"), lineBreak: "word" },
    });
    expect(lines[0]!.text).toBe("대한민국 신문은");
    expect(lines.map((line) => line.text).join(" ")).toBe(text);
  });
});
