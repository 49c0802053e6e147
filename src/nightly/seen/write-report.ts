/** A report's two files, each whole: written aside, brought to disk, renamed. */
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { writeWhole } from "../disk/write-whole.ts";

/** Writes `name.html` and `name.json` into `folder`, which is made; rejects with what the disk said. */
export const writeReport = async (
  folder: string,
  name: string,
  { page, facts }: { readonly page: string; readonly facts: object },
): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeText(join(folder, `${name}.json`), `${JSON.stringify(facts, undefined, 1)}\n`);
  await writeText(join(folder, `${name}.html`), page);
};

const writeText = async (path: string, text: string): Promise<void> => {
  // the run holds the lock of the output, so nobody else writes here; what a killed run left is written over
  const aside = join(dirname(path), ".report.tmp");
  await writeWhole(path, aside, text);
};
