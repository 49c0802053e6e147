/**
 * Cases of suites written by others that we do not follow, each by a rule with its reason. What a rule covers is not tested; a rule
 * that no row needs any more is a fault of its own test.
 */

/** A row of a suite: the cells of a table by the names in its head, or a case of a JSON file. */
export type SuiteRow = Readonly<Record<string, unknown>>;

/** A rule by which rows of a suite are left out. */
export interface Exemption {
  /** path of the suite's file in the folder of suites */
  readonly suite: string;
  /** why we are right not to follow, in a sentence */
  readonly reason: string;
  /** whether it leaves this row out */
  readonly applies: (row: SuiteRow) => boolean;
}

const cell = (row: SuiteRow, name: string): string => String(row[name] ?? "");

/** Two letters, with vowels and tones between, of scripts that are broken by dictionary: Thai, Lao, Myanmar. */
const LETTER = "[\\u0e01-\\u0e2e\\u0e81-\\u0eae\\u1000-\\u102a]";
const BY_DICTIONARY = new RegExp(`${LETTER}[\\u0e2f-\\u0e4e\\u0eaf-\\u0ece\\u102b-\\u1049]*${LETTER}`);
const KANA = /[\u3041-\u30fa]/;

/** All exemptions. */
export const EXEMPTIONS: readonly Exemption[] = [
  {
    suite: "wpt/css-text-i18n-linebreak.tsv",
    reason: "UAX #14 lets a line start with PR after ID, and css-text-3 5.3 speaks only of breaks after wide prefixes",
    applies: (row) =>
      row["class"] === "pr" && row["line_break"] !== "loose" && ["zh", "ja"].includes(cell(row, "lang")),
  },
  {
    suite: "wpt/css-text-i18n-linebreak.tsv",
    reason: "css-text-3 5.3 loose allows breaks between inseparables; before the first of them LB22 still holds",
    applies: (row) => row["class"] === "in" && row["line_break"] === "loose",
  },
  {
    suite: "engines/minikin-word-breaker.json",
    reason: "breaks within addresses by the Chicago Manual, which are no part of UAX #14",
    applies: (row) => /\S@\S|:\/\//.test(cell(row, "text")),
  },
  {
    suite: "engines/minikin-word-breaker.json",
    reason: "minikin leaves breaks after hyphens, hard and soft, to its hyphenator",
    applies: (row) => /[-\u00ad]/.test(cell(row, "text")) && !cell(row, "text").includes("/"),
  },
  {
    suite: "engines/chromium-text-break-iterator.json",
    reason: "line-break: anywhere breaks between grapheme clusters, without regard to UAX #14",
    applies: (row) => row["break_type"] === "break-character",
  },
  {
    suite: "unicode/icu-rbbi-line.json",
    reason: "phrases of Japanese need a dictionary or a model",
    applies: (row) => cell(row, "locale").endsWith("@lw=phrase") && KANA.test(cell(row, "text")),
  },
  {
    suite: "unicode/icu-rbbi-line.json",
    reason: "words of Thai, Lao and Myanmar need a dictionary; LB1 keeps them whole",
    applies: (row) => BY_DICTIONARY.test(cell(row, "text")),
  },
  {
    suite: "wpt/text-spacing-trim.tsv",
    reason: "asks for a feature of the font by name (halt, hwid, palt, pwid …), which no style does",
    applies: (row) => cell(row, "file").includes("-feature-"),
  },
  {
    suite: "wpt/text-spacing-trim.tsv",
    reason: "its Japanese font has proportional quotation marks; the face of squares has full ones",
    applies: (row) => cell(row, "file").includes("-quote-") && row["lang"] === "ja",
  },
  {
    suite: "wpt/text-spacing-trim.tsv",
    reason:
      "the mark at the line's end sticks out of a box that it does not fit; with us it gives as much as is wanted",
    applies: (row) => cell(row, "file").includes("-trim-end-001"),
  },
  {
    suite: "wpt/text-spacing-trim.tsv",
    reason: "lines after forced breaks, which are paragraphs of their own with us",
    applies: (row) =>
      row["value"] === "space-first" &&
      cell(row, "file").includes("-start-001") &&
      /\|1(,|$)/.test(cell(row, "expected_advances_em")),
  },
  {
    suite: "wpt/text-autospace.tsv",
    reason: "right-to-left and sideways-lr text, which are refused",
    applies: (row) => row["dir"] === "rtl" || row["writing_mode"] === "sideways-lr" || row["gaps_em"] === "bidi",
  },
  {
    suite: "wpt/text-autospace.tsv",
    reason: "a page that changes while it is shown",
    applies: (row) => /-(dynamic|edit)-/.test(cell(row, "file")),
  },
  {
    suite: "wpt/text-autospace.tsv",
    reason: "preformatted text, code and samples, which stories do not have",
    applies: (row) => cell(row, "file").includes("-preformatted-"),
  },
  {
    suite: "wpt/text-autospace.tsv",
    reason: "gaps switched on and off, or set by hand, inside one paragraph; with us the gap is the style's",
    applies: (row) =>
      /manual-space|class="as"/.test(cell(row, "html")) ||
      (row["value"] === "no-autospace" && /0\.125/.test(cell(row, "gaps_em"))),
  },
  {
    suite: "wpt/text-autospace.tsv",
    reason:
      "expects no gap inside its first line, before a letter that the line is too narrow for; with us every gap inside a line stays",
    applies: (row) => cell(row, "file").includes("-break-") && cell(row, "html").startsWith("国<span>"),
  },
  {
    suite: "rules/jlreq-character-classes.tsv",
    reason:
      "↔ is listed as an ideographic character and as a math symbol, and text does not tell which: it is a math symbol",
    applies: (row) => row["class"] === "cl-19" && row["ucs"] === "2194",
  },
  {
    suite: "rules/jlreq-simple-line-composition.tsv",
    reason:
      "the draft keeps postfixed abbreviations from the start of a line after anything, JLREQ only after numerals (C.2 note 9)",
    applies: (row) => row["table"] === "2" && row["after-class"] === "cl-13",
  },
  {
    suite: "engines/chromium-text-autospace.json",
    reason: "right-to-left letters, which are refused, and gaps switched off inside a paragraph",
    applies: (row) => /[\u0590-\u08ff]|no-autospace/.test(cell(row, "html")),
  },
  {
    suite: "wpt/hanging-punctuation.tsv",
    reason:
      "CLREQ 3.1.7 and JLREQ 3.8.2 hang pause marks and full stops at line ends alone: no first and last, no brackets, quotes",
    applies: (row) =>
      !/-end$/.test(cell(row, "hanging_punctuation")) || /-inline-00|-(inlines|bound)/.test(cell(row, "file")),
  },
  {
    suite: "wpt/hanging-punctuation.tsv",
    reason: "boxes and borders inside a line, which stories do not have",
    applies: (row) => cell(row, "html").includes("<span"),
  },
  {
    suite: "wpt/text-spacing-trim.tsv",
    reason: "LC-101: a digit alone stands upright in a cell of its own on a vertical line, theirs lies",
    applies: (row) => row["writing_mode"] === "vertical-rl" && /[0-9]/.test(cell(row, "text")),
  },
  {
    suite: "wpt/hanging-punctuation.tsv",
    reason: "measures that are counted for Western letters of a whole em (Ahem)",
    applies: (row) => cell(row, "file").includes("allow-end-basic"),
  },
];

/** The first rule that leaves a row out. */
export const exemptionOf = (suite: string, row: SuiteRow): Exemption | undefined =>
  EXEMPTIONS.find((each) => each.suite === suite && each.applies(row));
