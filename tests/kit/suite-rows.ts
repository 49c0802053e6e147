/** Conformance data written by others, beside the project: tables and how much of them applies. */
import { existsSync, readFileSync } from "node:fs";
import { ROOT } from "./sample.ts";

/** Folder of the suites; tests that read it are skipped, visibly, where it is missing. */
export const SUITES = `${ROOT}../shared/suites/`;

export const hasSuites = existsSync(SUITES);

export type Row = Readonly<Record<string, string>>;

/** Rows of a tab-separated table by the names in its first line; lines that begin with # are comments. */
export const rowsOf = (file: string): readonly Row[] => {
  const [head = "", ...rows] = readFileSync(`${SUITES}${file}`, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const names = head.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, n) => [names[n]!, cell])));
};
