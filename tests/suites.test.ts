/** Conformance data written by others, beside the project; skipped where it is missing. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { classesOf } from "../src/text/character-classes.ts";
import { breakBetween, type ChineseLevel } from "../src/text/line-break-rules.ts";
import { ROOT } from "./kit/sample.ts";

const RULES = `${ROOT}../shared/suites/rules/`;

/** Rows of a table by the names in its first line. */
const rowsOf = (file: string): readonly Readonly<Record<string, string>>[] => {
  const [head = "", ...rows] = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const names = head.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, n) => [names[n]!, cell])));
};

describe.skipIf(!existsSync(RULES))("CLREQ line-start and line-end prohibition (LC-20)", () => {
  test("every mark at every level", () => {
    const cases = rowsOf(`${RULES}clreq-kinsoku-cases.tsv`);
    expect(cases).toHaveLength(188);
    const wrong = cases.flatMap((row) => {
      const mark = row["mark"]!;
      const text = [..."国", ...mark, ..."家"];
      const classes = classesOf(text);
      const level = row["level"] as ChineseLevel;
      const starts = breakBetween(classes[0]!, classes[1]!, level) === "free" ? "may" : "must-not";
      const ends = breakBetween(classes.at(-2)!, classes.at(-1)!, level) === "free" ? "may" : "must-not";
      return starts === row["line_start"] && ends === row["line_end"]
        ? []
        : [`${level} ${mark} ${row["ucs"]}: ${starts} ${ends}, wanted ${row["line_start"]} ${row["line_end"]}`];
    });
    expect(wrong).toEqual([]);
  });
});
