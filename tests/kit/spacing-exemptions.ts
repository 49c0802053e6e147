/** Rows of text-spacing-trim and text-autospace that are not asked of the engine, each by a rule. */
import type { Row } from "./suite-rows.ts";

interface Exemption {
  readonly suite: string;
  readonly reason: string;
  readonly applies: (row: Row) => boolean;
}

const EXEMPTIONS: readonly Exemption[] = [
  {
    suite: "text-spacing-trim",
    reason: "asks for a feature of the font by name (halt, hwid, palt, pwid …), which no style does",
    applies: (row) => row["file"]!.includes("-feature-"),
  },
  {
    suite: "text-spacing-trim",
    reason: "its Japanese font has proportional quotation marks; the face of squares has full ones",
    applies: (row) => row["file"]!.includes("-quote-") && row["lang"] === "ja",
  },
  {
    suite: "text-spacing-trim",
    reason:
      "the mark at the line's end sticks out of a box that it does not fit; with us it gives as much as is wanted",
    applies: (row) => row["file"]!.includes("-trim-end-001"),
  },
  {
    suite: "text-spacing-trim",
    reason: "lines after forced breaks, which are paragraphs of their own with us",
    applies: (row) =>
      row["value"] === "space-first" &&
      row["file"]!.includes("-start-001") &&
      /\|1(,|$)/.test(row["expected_advances_em"]!),
  },
  {
    suite: "text-autospace",
    reason: "right-to-left and sideways-lr text, which are refused",
    applies: (row) => row["dir"] === "rtl" || row["writing_mode"] === "sideways-lr" || row["gaps_em"] === "bidi",
  },
  {
    suite: "text-autospace",
    reason: "a page that changes while it is shown",
    applies: (row) => /-(dynamic|edit)-/.test(row["file"]!),
  },
  {
    suite: "text-autospace",
    reason: "preformatted text, code and samples, which stories do not have",
    applies: (row) => row["file"]!.includes("-preformatted-"),
  },
  {
    suite: "text-autospace",
    reason: "gaps switched on and off, or set by hand, inside one paragraph; with us the gap is the style's",
    applies: (row) =>
      /manual-space|class="as"/.test(row["html"]!) ||
      (row["value"] === "no-autospace" && /0\.125/.test(row["gaps_em"]!)),
  },
  {
    suite: "text-autospace",
    reason:
      "expects no gap inside its first line, before a letter that the line is too narrow for; with us every gap inside a line stays",
    applies: (row) => row["file"]!.includes("-break-") && row["html"]!.startsWith("国<span>"),
  },
];

/** Why a row is not asked; undefined when it is. */
export const exemptionOf = (suite: string, row: Row): string | undefined =>
  EXEMPTIONS.find((each) => each.suite === suite && each.applies(row))?.reason;
