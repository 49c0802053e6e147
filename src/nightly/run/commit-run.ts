/** What a run has made into the output folder: files that are there already are not touched, all others come at once, the manifest last. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Diagnostic } from "../../base/diagnostic.ts";
import { fileHash } from "../disk/file-hash.ts";
import { commitPages } from "../output/commit-pages.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import type { ManifestFile } from "../output/manifest.ts";
import { OutputError } from "../output/output-error.ts";
import type { Output } from "../output/write-output.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { FinishedPage } from "./make-pages.ts";

/** A run that is finished but for its files. */
export interface FinishedRun {
  readonly sheet: EditionSheet;
  readonly pages: readonly FinishedPage[];
  readonly stray: readonly object[];
  readonly folder: string;
  readonly output: Output;
  readonly store: ArtefactStore;
  /** of a zone: the manifest of the edition with which it shares pages */
  readonly base?: string;
}

/** What the store had when the page was judged is gone, or damaged; it is forgotten now, and made anew by whoever asks again. */
export class LostFile extends OutputError {}

/** Where the preflight of every file for the press is written. */
const PREFLIGHT = "preflight.json";

/** Puts the run's files into place; returns how many were written, 0 when all of them were there as they are to be. */
export const commitRun = async (run: FinishedRun): Promise<number> => {
  const { sheet, pages, stray, output, folder, base } = run;
  const files = pages.flatMap(({ record }) => record.entry.files);
  let written = 0;
  const there = await inPlace(files, run);
  const lost: string[] = [];
  for (const file of files) {
    if (there.has(file)) output.keep(file.path);
    else if (await adopt(file, run)) written++;
    else lost.push(file.path);
  }
  if (lost.length > 0) throw new LostFile(lost.map(noLongerThere));
  const verdicts = preflightText(pages);
  const isJudged = (await readFile(join(folder, PREFLIGHT), "utf8").catch(() => "")) === verdicts;
  if (isJudged) output.keep(PREFLIGHT);
  else await output.add(PREFLIGHT, Buffer.from(verdicts));
  const results = pages.map(({ record }) => ({ page: record.page, entry: record.entry }));
  const before = output.earlier();
  commitPages({ edition: sheet, output, plants: sheet.targets, results, stray, ...(base !== undefined && { base }) });
  return written + (isJudged ? 0 : 1) + (output.earlier() === before ? 0 : 1);
};

/** Files that are looked at at a time: while one is hashed, the next are read. */
const ABREAST = 3;

/** Those that lie in the folder as they are to be, which their bytes alone say; one that cannot be read does not. */
const inPlace = async (
  files: readonly ManifestFile[],
  { folder, output }: FinishedRun,
): Promise<ReadonlySet<ManifestFile>> => {
  const there = new Set<ManifestFile>();
  const next = files.values();
  const look = async (): Promise<void> => {
    for (const file of next) {
      if (!output.has(file.path, file.bytes)) continue;
      const hash = await fileHash(join(folder, file.path)).catch(() => undefined);
      if (hash === file.sha256) there.add(file);
    }
  };
  await Promise.all(Array.from({ length: ABREAST }, look));
  return there;
};

/** False when the store has it no longer. */
const adopt = ({ path, bytes, sha256 }: ManifestFile, { output, store }: FinishedRun): Promise<boolean> =>
  store.asFile(sha256, async (from) => {
    await output.adopt(path, from, { bytes, sha256 });
  });

const noLongerThere = (path: string): Diagnostic => ({
  code: "cli/output",
  severity: "error",
  message: `the file of \`${path}\` is no longer in the store, or is damaged`,
  hint: "run again: it is made anew",
});

/** The same pages, the same text. */
const preflightText = (pages: readonly FinishedPage[]): string =>
  `${JSON.stringify({ preflight: 1, files: Object.assign({}, ...pages.map((each) => each.preflight)) }, undefined, 1)}\n`;
