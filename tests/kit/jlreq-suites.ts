/** The published tables of Japanese and Korean composition, beside the project. */
import { readFileSync } from "node:fs";
import { rowsOf, SUITES } from "./suite-rows.ts";

export { hasSuites, type Row } from "./suite-rows.ts";

/** Rows of one of the tables. */
export const suiteRows = (name: string) => rowsOf(`rules/${name}.tsv`);

/** What was read out of the documents as data. */
export const readSuiteNotes = <Notes>(name: string): Notes =>
  JSON.parse(readFileSync(`${SUITES}rules/${name}.json`, "utf8")) as Notes;
