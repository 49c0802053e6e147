/** Rows of the Japanese tables that are not asked of the engine, each by a rule. */
import type { Row } from "./suite-rows.ts";

/** Why some rows of a suite are not asked. */
export interface Exemption {
  readonly suite: string;
  readonly reason: string;
  readonly applies: (row: Row) => boolean;
}

export const EXEMPTIONS: readonly Exemption[] = [
  {
    suite: "jlreq-character-classes",
    reason:
      "↔ is listed as an ideographic character and as a math symbol, and text does not tell which: it is a math symbol",
    applies: (row) => row["class"] === "cl-19" && row["ucs"] === "2194",
  },
  {
    suite: "jlreq-simple-line-composition",
    reason:
      "the draft keeps postfixed abbreviations from the start of a line after anything, JLREQ only after numerals (C.2 note 9)",
    applies: (row) => row["table"] === "2" && row["after-class"] === "cl-13",
  },
];

/** Whether a row of a suite is exempt. */
export const isExempt = (suite: string, row: Row): boolean =>
  EXEMPTIONS.some((each) => each.suite === suite && each.applies(row));
