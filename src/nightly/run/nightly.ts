/** A run: feeds → read → pages → commit. What was made before of the same things is not made again; what fails harms nothing else. */
import { join } from "node:path";
import { diskWorld } from "../disk/disk-world.ts";
import type { Intake, TakenFeed } from "../intake/intake.ts";
import { takeInAll } from "../intake/take-in-all.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import { folderName } from "../output/file-name.ts";
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
import { rememberOutput, withdraw } from "./withdraw.ts";

/** What a run is asked for. */
export interface NightlyHow {
  readonly place: JobPlace;
  readonly store: ArtefactStore;
  readonly trying: Trying;
  readonly how: PageHow;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  /** the time by which embargoes are judged, milliseconds since 1970 */
  readonly now: number;
  /** the folder for all editions, and its name in messages */
  readonly out: { readonly folder: string; readonly shown: string };
  readonly workers: number;
}

/** What came of it; `feeds` is what was taken in before. */
export type NightlyOutcome =
  | { readonly kind: "unreadable"; readonly findings: readonly object[]; readonly feeds: readonly TakenFeed[] }
  | {
      readonly kind: "done";
      readonly feeds: readonly TakenFeed[];
      readonly sheet: EditionSheet;
      readonly pages: readonly FinishedPage[];
      readonly stray: readonly object[];
      /** the edition's output folder */
      readonly folder: string;
      /** files that were written; 0 when nothing had changed */
      readonly written: number;
    };

/** Runs the job once. Rejects with an `OutputError` when the output cannot be written. */
export const runNightly = async (job: NightlyHow): Promise<NightlyOutcome> => {
  const { place, store, trying, how, released } = job;
  const { tell } = trying;
  const since = performance.now();
  const seconds = (): number => (performance.now() - since) / 1000;
  tell({ event: "start", edition: place.file, workers: job.workers });
  const intake = await takeIn(job);
  const { feeds } = intake;
  const { result, cached } = await readEdition(job);
  if (result.kind === "unreadable") return { ...result, feeds };
  const { reading } = result;
  tell({ event: "read", pages: reading.pages.length, cached, seconds: seconds() });
  const sheet: EditionSheet = { ...reading.sheet, inputs: new Map(Object.entries(reading.sheet.inputs)) };
  const name = folderName(sheet);
  const folder = join(job.out.folder, name);
  const parts = sheet.targets.map((press) => press.folder).filter((part) => part !== "");
  await rememberOutput(name, place.folder, store);
  const output = openOutput({ folder, shown: join(job.out.shown, name), parts });
  try {
    const earlier = manifestPages(output.earlier());
    const pages = await makePages(reading, { place, store, trying, how, released, earlier, intake });
    const began = seconds();
    const written = await commitRun({ sheet, pages, stray: reading.stray, folder, output, store });
    tell({ event: "commit", files: written, seconds: seconds() - began });
    tell({ event: "end", pages: pages.length, ...sums(pages), seconds: seconds() });
    return { kind: "done", feeds, sheet, pages, stray: reading.stray, folder, written };
  } finally {
    output.abort();
  }
};

const sums = (pages: readonly FinishedPage[]) => {
  const count = (outcome: FinishedPage["outcome"]): number => pages.filter((each) => each.outcome === outcome).length;
  return { made: count("made"), kept: count("kept"), replaced: count("last-good"), failed: count("failed") };
};

/** Takes in what has come, and puts away what carried a story that was withdrawn. */
const takeIn = async ({ place, store, trying: { tell }, out, now }: NightlyHow): Promise<Intake> => {
  const since = performance.now();
  const intake = await takeInAll({ folder: place.folder, file: place.file, now });
  const seconds = (performance.now() - since) / 1000;
  for (const { mapping, counts, released = 0, findings } of intake.feeds) {
    const errors = findings.filter((each) => "severity" in each && each.severity === "error").length;
    tell({ event: "feed", mapping, ...(counts && { counts }), released, errors, seconds });
  }
  const paths = await withdraw(intake, { edition: place.folder, store, out: out.folder });
  if (paths.length > 0) tell({ event: "withdrawn", paths });
  return intake;
};

interface KeptReading {
  readonly program: string;
  readonly reading: EditionReading;
}

/** As it was read the last time, when every file that was read then is what it was. */
const readEdition = async ({
  place,
  store,
  trying,
  how,
}: NightlyHow): Promise<{ readonly result: ReadingResult; readonly cached: boolean }> => {
  const key = `reading:${place.folder}:${place.file}:${how.closed ?? ""}`;
  const kept = (await store.getRecord(key)) as KeptReading | undefined;
  const world = diskWorld({ edition: place.folder, cache: undefined });
  if (kept?.program === programPrint()) {
    const changed = await changedReads(kept.reading.reads, { world, edition: place.folder });
    if (changed.length === 0) return { result: { kind: "read", reading: kept.reading }, cached: true };
  }
  const { closed } = how;
  try {
    const answer = await tryTask({ kind: "read", place, ...(closed !== undefined && { closed }) }, trying);
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
