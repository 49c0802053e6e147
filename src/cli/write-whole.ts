/** One file, whole or not at all: it is written aside and then takes its name. */
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { outputErrorOf } from "../nightly/output/output-error.ts";

/** What a file is called in messages, and the option that named it. */
export interface ShownFile {
  readonly shown: string;
  readonly option: string;
}

/** Writes the file at `path`. Throws `OutputError`, and leaves nothing then. */
export const writeWhole = (path: string, content: Uint8Array, { shown, option }: ShownFile): void => {
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.tmp`);
  try {
    writeFileSync(aside, content, { flush: true });
    renameSync(aside, path);
  } catch (fault) {
    rmSync(aside, { force: true });
    throw outputErrorOf(fault, shown, option);
  }
};
