/** Widths of marks and gaps between Han and Western against web-platform-tests (text-spacing-trim, text-autospace; LC-40 … LC-47, LC-60 … LC-62). */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { BLACK } from "../src/base/colour.ts";
import { Diagnostics } from "../src/base/diagnostic.ts";
import type { GalleyStyle } from "../src/compose/galley/galley-style.ts";
import { setParagraph } from "../src/compose/galley/set-galley.ts";
import { breakLines } from "../src/compose/lines/break-lines.ts";
import type { BreakRules } from "../src/compose/lines/break-rules.ts";
import { setLine } from "../src/compose/lines/justify.ts";
import type { Inline } from "../src/model/story.ts";
import { isMarkClass } from "../src/text/character-classes.ts";
import { localeOf } from "../src/text/locale.ts";
import { placeOf } from "../src/text/punctuation-width.ts";
import { squareFonts } from "./kit/square-font.ts";
import { SIZE, squareStyle } from "./kit/square-style.ts";
import { exemptionOf } from "./kit/suite-exemptions.ts";
import { hasSuites, type Row, rowsOf, SUITES } from "./kit/suite-rows.ts";

const RULES: BreakRules = {
  algorithm: "greedy",
  policy: "push-in-first",
  hanging: "none",
  tie: 0.02,
  pushInPerMark: 0,
  pushInMost: 0,
  leastLast: 1,
  hyphensInRow: 2,
};

const inline = (text: string): Inline => [{ text, face: "text", source: { path: "x", start: 0, end: text.length } }];

/** Lines of a text and their widths in ems, set flush left. */
const lines = (text: string, style: GalleyStyle, measure: number) => {
  const galley = setParagraph(inline(text), { style, fonts: squareFonts() }, new Diagnostics());
  return breakLines(galley, [measure * SIZE], RULES).map((line) => {
    const set = setLine(galley, line, { x: 0, baseline: 0, align: "left", ink: BLACK, paragraph: 0, leg: 0 });
    return { text: set.text, width: Math.min(line.natural, line.measure) / SIZE };
  });
};

/** What each value of text-spacing-trim is in our terms. */
const VALUES: Readonly<Record<string, Partial<GalleyStyle>>> = {
  normal: { punctuation: "quanjiao", openers: "full" },
  "space-first": { punctuation: "quanjiao", openers: "full-first" },
  "trim-start": { punctuation: "quanjiao", openers: "flush" },
  "space-all": { punctuation: "plain", openers: "full" },
  "trim-all": { punctuation: "banjiao" },
};

const LANGUAGES: Readonly<Record<string, string>> = { "": "ja", ja: "ja", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" };

const trimStyle = (row: Row): GalleyStyle =>
  squareStyle({
    ...VALUES[row["value"]!],
    adjustment: row["lang"]!.startsWith("zh") ? "clreq" : "css",
    locale: localeOf(LANGUAGES[row["lang"]!]!),
    writing: row["writing_mode"] === "vertical-rl" ? "vertical" : "horizontal",
  });

/** Where a row wraps without saying at what, its widest line is the measure. */
const measureOf = (row: Row): number => {
  if (row["inline_size_em"] !== "") return Number(row["inline_size_em"]);
  return row["expected_lines"]!.includes("|") ? Math.max(...row["expected_line_width_em"]!.split("|").map(Number)) : 99;
};

/** Widths of the lines; Western characters have the advance of our face, not of theirs. */
const wantedWidths = (row: Row): string => {
  const advances = row["expected_advances_em"]!.split("|").map((line) => line.split(",").map(Number));
  return row["expected_lines"]!.split("|")
    .map((line, n) => [...line].reduce((sum, each, k) => sum + (each < "\u0080" ? 0.5 : advances[n]![k]!), 0))
    .join("|");
};

describe.skipIf(!hasSuites)("text-spacing-trim", () => {
  const rows = hasSuites ? rowsOf("wpt/text-spacing-trim.tsv") : [];
  const applies = rows.filter((row) => !exemptionOf("wpt/text-spacing-trim.tsv", row));

  test("at least 97 of 100 rows apply", () => expect(applies.length / rows.length).toBeGreaterThan(0.97));

  test("every row that applies: lines and their widths", () => {
    const wrong = applies.flatMap((row) => {
      const measure = measureOf(row);
      const mine = lines(row["text"]!, trimStyle(row), measure);
      const got = `${mine.map((line) => line.text).join("|")} ${mine.map((line) => line.width).join("|")}`;
      const wanted = `${row["expected_lines"]} ${wantedWidths(row)}`;
      return got === wanted
        ? []
        : [`${row["id"]} ${row["file"]} ${row["lang"]} ${row["writing_mode"]}: ${got}, wanted ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });
});

describe.skipIf(!hasSuites)("text-autospace", () => {
  const rows = hasSuites ? rowsOf("wpt/text-autospace.tsv") : [];
  const applies = rows.filter((row) => !exemptionOf("wpt/text-autospace.tsv", row));

  test("two of three rows apply; the others ask for what stories do not have", () =>
    expect(applies.length / rows.length).toBeGreaterThan(0.65));

  /** Gap after each character of a row's line, in ems; combining marks go with their base. */
  const gapsOf = (row: Row): string => {
    const vertical = row["writing_mode"] === "vertical-rl";
    const text = row["html"]!.replace(/<br>.*$/, "").replace(/<[^>]*>|\s*\(first.*$/g, "");
    const style = squareStyle({
      punctuation: "quanjiao",
      adjustment: row["lang"] === "" ? "css" : "clreq",
      hanLatinGap: row["value"] === "no-autospace" ? 0 : 0.125,
      locale: localeOf(row["lang"] === "" ? "ja" : "zh-Hans"),
      writing: vertical ? "vertical" : "horizontal",
    });
    const galley = setParagraph(inline(text), { style, fonts: squareFonts() }, new Diagnostics());
    const wrapped = row["lines(chars joined by space)"]!.split("|")[0]!.split(" ").length;
    const shown = row["gaps_em"]!.includes("|") ? galley.clusters.slice(0, wrapped) : galley.clusters;
    // the space before a full-width mark is the mark's own, not a gap
    return shown
      .slice(0, -1)
      .map((each, n) => (isMarkClass(each.class) || isMarkClass(shown[n + 1]!.class) ? 0 : each.glue.natural / SIZE))
      .join(",");
  };

  test("every row that applies: where the gap goes", () => {
    const wrong = applies.flatMap((row) => {
      const got = gapsOf(row);
      const wanted = row["gaps_em"]!.split("|").find((each) => each !== "") ?? "";
      const none = /^[0,]*$/;
      return got === wanted || (none.test(got) && none.test(wanted))
        ? []
        : [`${row["id"]} ${row["file"]} ${row["html"]}: ${got}, wanted ${wanted}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** Offsets before which the gap between Han and Western stands. */
const autospaceOffsets = (text: string, style: GalleyStyle): readonly number[] => {
  const { clusters } = setParagraph(inline(text), { style, fonts: squareFonts() }, new Diagnostics());
  return clusters.flatMap((each, n) =>
    each.glue.natural > 0 && each.class !== "space" && clusters[n + 1] ? [clusters[n + 1]!.offset] : [],
  );
};

interface ChromiumCase {
  readonly html: string;
  readonly container_css: string | null;
  readonly autospace_offsets_utf16: readonly number[];
}

describe.skipIf(!hasSuites)("Chromium's autospace boundaries", () => {
  const SUITE = "engines/chromium-text-autospace.json";
  const { cases } = hasSuites
    ? (JSON.parse(readFileSync(`${SUITES}${SUITE}`, "utf8")) as { readonly cases: readonly ChromiumCase[] })
    : { cases: [] };
  const asked = cases.filter((each) => !exemptionOf(SUITE, { ...each }));

  test("all but right-to-left text, and gaps switched inside a paragraph", () => {
    const wrong = asked.flatMap(({ html, container_css: css, autospace_offsets_utf16: wanted }) => {
      const vertical = css?.includes("vertical") ?? false;
      const style = squareStyle({
        hanLatinGap: 0.125,
        adjustment: "css",
        locale: localeOf("ja"),
        writing: vertical ? "vertical" : "horizontal",
      });
      const got = autospaceOffsets(html.replace(/<[^>]*>/g, ""), style);
      return JSON.stringify(got) === JSON.stringify(wanted) ? [] : [`${html}: ${got}, wanted ${wanted}`];
    });
    expect(asked.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });
});

interface KerningCase {
  readonly writing_mode: "horizontal" | "vertical";
  readonly lang: string;
  readonly dot_class: string;
  readonly colon_class: string;
  readonly semicolon_class: string;
}

describe.skipIf(!hasSuites)("where 。：； stand, by language and direction (LC-41)", () => {
  const { cases } = hasSuites
    ? (JSON.parse(readFileSync(`${SUITES}engines/chromium-han-kerning-classes.json`, "utf8")) as {
        readonly cases: readonly KerningCase[];
      })
    : { cases: [] };
  const PLACES = { start: "close", centre: "middle", fixed: "other", end: "open" } as const;

  test.each(cases)("$lang $writing_mode", (each) => {
    const setting = {
      punctuation: "quanjiao",
      region: localeOf(each.lang).region,
      writing: each.writing_mode,
      display: false,
    } as const;
    expect([
      PLACES[placeOf("stop", setting)],
      PLACES[placeOf("colon", setting)],
      PLACES[placeOf("semicolon", setting)],
    ]).toEqual([each.dot_class, each.colon_class, each.semicolon_class]);
  });
});

describe.skipIf(!hasSuites)("hanging-punctuation at line ends (LC-50 … LC-53)", () => {
  const SUITE = "wpt/hanging-punctuation.tsv";
  const rows = hasSuites ? rowsOf(SUITE) : [];
  const asked = rows.filter((row) => !exemptionOf(SUITE, row));

  test("every row that applies: its lines", () => {
    const wrong = asked.flatMap((row) => {
      const style = squareStyle({
        punctuation: "quanjiao",
        locale: localeOf("ja"),
        lineBreak: "css-strict",
        adjustment: "css",
      });
      const galley = setParagraph(inline(row["text"]!), { style, fonts: squareFonts() }, new Diagnostics());
      const hanging = row["hanging_punctuation"] === "force-end" ? "force" : "regular";
      const got = breakLines(galley, [Number(row["inline_size_em"]) * SIZE], { ...RULES, hanging })
        .map(({ from, to }) =>
          galley.clusters
            .slice(from, to)
            .map((each) => each.text)
            .join(""),
        )
        .join("|");
      return got === row["expected_lines"]
        ? []
        : [`${row["id"]} ${row["file"]} ${row["inline_size_em"]}: ${got}, wanted ${row["expected_lines"]}`];
    });
    expect(asked.length).toBeGreaterThan(7);
    expect(wrong).toEqual([]);
  });
});
