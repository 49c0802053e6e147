/** A run: read → pages → commit. What was made before of the same things is not made again; what fails harms nothing else. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { diskWorld } from "../disk/disk-world.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import { baseFolderName, folderName } from "../output/file-name.ts";
import { manifestPages } from "../output/manifest.ts";
import { OutputError } from "../output/output-error.ts";
import { openOutput } from "../output/write-output.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { commitRun } from "./commit-run.ts";
import type { EditionReading, ReadingResult } from "./edition-reading.ts";
import type { JobPlace } from "./job-place.ts";
import { type FinishedPage, makePages } from "./make-pages.ts";
import type { PageHow } from "./page-task.ts";
import { programPrint } from "./program-print.ts";
import { changedReads } from "./recorded-reads.ts";
import { GivenUp, type Trying, tryTask } from "./try-task.ts";

/** What a run is asked for. */
export interface NightlyHow {
  readonly place: JobPlace;
  readonly store: ArtefactStore;
  readonly trying: Trying;
  readonly how: PageHow;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  /** paths of stories that were withdrawn */
  readonly withdrawn: ReadonlySet<string>;
  /** the folder for all editions, and its name in messages */
  readonly out: { readonly folder: string; readonly shown: string };
  readonly workers: number;
  /** names of the zones that are made after the edition; all when absent */
  readonly zones?: readonly string[];
  /** done when the edition was read, before any page is begun */
  readonly afterReading?: (sheet: EditionSheet) => Promise<void>;
}

/** What came of it. */
export type NightlyOutcome =
  | { readonly kind: "unreadable"; readonly findings: readonly object[] }
  | {
      readonly kind: "done";
      readonly sheet: EditionSheet;
      readonly pages: readonly FinishedPage[];
      readonly stray: readonly object[];
      /** the edition's output folder */
      readonly folder: string;
      /** files that were written; 0 when nothing had changed */
      readonly written: number;
      /** of an edition with zones: what came of each of them, by its name */
      readonly zones?: readonly ZoneOutcome[];
    };

/** What came of a zone. */
export interface ZoneOutcome {
  readonly zone: string;
  readonly outcome: NightlyOutcome;
}

/** Runs the job once. Rejects with an `OutputError` when the output cannot be written. */
export const runNightly = async (job: NightlyHow): Promise<NightlyOutcome> => {
  const { place, store, trying, how, released, withdrawn } = job;
  const { tell } = trying;
  const since = performance.now();
  const seconds = (): number => (performance.now() - since) / 1000;
  tell({ event: "start", edition: place.file, workers: job.workers });
  const { result, cached } = await readEdition(job);
  if (result.kind === "unreadable") return result;
  const { reading } = result;
  tell({ event: "read", pages: reading.pages.length, cached, seconds: seconds() });
  const sheet: EditionSheet = { ...reading.sheet, inputs: new Map(Object.entries(reading.sheet.inputs)) };
  await job.afterReading?.(sheet);
  const name = folderName(sheet);
  const folder = join(job.out.folder, name);
  const parts = sheet.targets.map((press) => press.folder).filter((part) => part !== "");
  const output = openOutput({ folder, shown: join(job.out.shown, name), parts });
  try {
    const earlier = manifestPages(output.earlier());
    const pages = await makePages(reading, { place, store, trying, how, released, earlier, withdrawn });
    const began = seconds();
    const base = sheet.base && (await readManifest(join(job.out.folder, baseFolderName(sheet))));
    const run = { sheet, pages, stray: reading.stray, folder, output, store };
    const written = await commitRun({ ...run, ...(base !== undefined && { base }) });
    tell({ event: "commit", files: written, seconds: seconds() - began });
    tell({ event: "end", pages: pages.length, ...sums(pages), seconds: seconds() });
    return { kind: "done", sheet, pages, stray: reading.stray, folder, written };
  } finally {
    output.abort();
  }
};

/** Empty when there is none. */
const readManifest = (folder: string): Promise<string> =>
  readFile(join(folder, "manifest.json"), "utf8").catch(() => "");

const sums = (pages: readonly FinishedPage[]) => {
  const count = (outcome: FinishedPage["outcome"]): number => pages.filter((each) => each.outcome === outcome).length;
  return { made: count("made"), kept: count("kept"), replaced: count("last-good"), failed: count("failed") };
};

interface KeptReading {
  readonly program: string;
  readonly reading: EditionReading;
}

/** As it was read the last time, when every file that was read then is what it was. */
export const readEdition = async ({
  place,
  store,
  trying,
  how,
}: NightlyHow): Promise<{ readonly result: ReadingResult; readonly cached: boolean }> => {
  const key = `reading:${place.folder}:${place.file}:${how.closed ?? ""}${how.zone === undefined ? "" : `:${how.zone}`}`;
  const kept = (await store.getRecord(key)) as KeptReading | undefined;
  const world = diskWorld({ edition: place.folder, cache: undefined });
  if (kept?.program === programPrint()) {
    const changed = await changedReads(kept.reading.reads, { world, edition: place.folder });
    if (changed.length === 0) return { result: { kind: "read", reading: kept.reading }, cached: true };
  }
  const { closed, zone } = how;
  const asked = { ...(closed !== undefined && { closed }), ...(zone !== undefined && { zone }) };
  try {
    const answer = await tryTask({ kind: "read", place, ...asked }, trying);
    if (answer.kind !== "read") throw new Error("a reading is answered by a reading");
    if (answer.result.kind === "read")
      await store.putRecord(key, { program: programPrint(), reading: answer.result.reading } satisfies KeptReading);
    return { result: answer.result, cached: false };
  } catch (fault) {
    if (!(fault instanceof GivenUp)) throw fault;
    throw new OutputError([
      {
        code: fault.late ? "nightly/late" : "nightly/page-failed",
        severity: "error",
        message: `the edition could not be read: ${fault.message}`,
        hint: "see the run's report, and build it again",
      },
    ]);
  }
};
