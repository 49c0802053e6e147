/** A run: feeds → read → pages → commit. What was made before of the same things is not made again; what fails harms nothing else. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { diskWorld } from "../disk/disk-world.ts";
import type { HandedNight, NightHandOver } from "../handover/hand-over-night.ts";
import type { Intake, TakenFeed } from "../intake/intake.ts";
import { takeInAll } from "../intake/take-in-all.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import { baseFolderName, folderName } from "../output/file-name.ts";
import { manifestPages } from "../output/manifest.ts";
import { OutputError } from "../output/output-error.ts";
import { openOutput } from "../output/write-output.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { commitRun, LostFile } from "./commit-run.ts";
import type { EditionReading, ReadingResult } from "./edition-reading.ts";
import type { JobPlace } from "./job-place.ts";
import { type FinishedPage, makePages } from "./make-pages.ts";
import { rememberOutput } from "./output-book.ts";
import type { PageHow } from "./page-task.ts";
import { programPrint } from "./program-print.ts";
import { changedReads, type FileTrace } from "./recorded-reads.ts";
import { allReleases, handOverPages, rememberReleases, withReleasers } from "./release-pages.ts";
import { GivenUp, Outdated, refuseOutdated, type Trying, tryTask } from "./try-task.ts";
import { withdraw } from "./withdraw.ts";

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
  /** hands the pages over once they are written; nobody does when absent */
  readonly handOver?: NightHandOver;
  /** whether pages stay released that were released before, as long as they are what they were; always where they are handed over */
  readonly keepsReleases?: boolean;
  /** is told when the releases of this run are kept: they need not be given again */
  readonly releasesKept?: () => void;
  /** is told where feeds come in, when they have been taken in: what has changed up to now is this run's own */
  readonly hasTakenIn?: (places: readonly string[]) => void;
  /** is told what was read, or looked for, before anything is made of it */
  readonly hasRead?: (reads: readonly FileTrace[]) => void;
  /** milliseconds since 1970 at which the edition goes out as it is; `trying.signal` ends the work then */
  readonly by?: number;
  /** what was taken in before, for this run and others; it is taken in now when absent */
  readonly intake?: Intake;
  /** names of the zones that are made after the edition; all when absent */
  readonly zones?: readonly string[];
  /** done when the edition was read, before any page is begun */
  readonly afterReading?: (sheet: EditionSheet) => Promise<void>;
}

/** What came of it; `feeds` is what was taken in before. */
export type NightlyOutcome =
  | {
      readonly kind: "unreadable";
      /** the output or the store could not be had, and another try may do it */
      readonly isPassing?: boolean;
      readonly findings: readonly object[];
      readonly feeds: readonly TakenFeed[];
      /** every file that was read, or looked for */
      readonly reads: readonly FileTrace[];
      /** of an edition that could not be written: what came of its zones all the same */
      readonly zones?: readonly ZoneOutcome[];
    }
  | {
      readonly kind: "done";
      readonly feeds: readonly TakenFeed[];
      readonly intake: Intake;
      readonly sheet: EditionSheet;
      readonly pages: readonly FinishedPage[];
      readonly stray: readonly object[];
      /** the edition's output folder */
      readonly folder: string;
      /** files that were written; 0 when nothing had changed */
      readonly written: number;
      /** every file that was read, or looked for */
      readonly reads: readonly FileTrace[];
      /** what came of handing over, when that was asked for */
      readonly handedOver?: HandedNight;
      /** of an edition with zones: what came of each of them, by its name */
      readonly zones?: readonly ZoneOutcome[];
    };

/** What came of a zone. */
export interface ZoneOutcome {
  readonly zone: string;
  readonly outcome: NightlyOutcome;
}

/** Runs the job once. Rejects with an `OutputError` when the output cannot be written, and with `Outdated` when it was. */
export const runNightly = async (job: NightlyHow): Promise<NightlyOutcome> => {
  const { trying, by } = job;
  const since = performance.now();
  const seconds = (): number => (performance.now() - since) / 1000;
  const broken = (why: "unreadable" | "output" | "fault", message: string): void =>
    trying.tell({ event: "broken", why, message, seconds: seconds() });
  const deadline = by !== undefined && { deadline: new Date(by).toISOString() };
  trying.tell({ event: "start", edition: job.place.file, workers: job.workers, ...deadline });
  try {
    const { intake, withdrew } = job.intake ? { intake: job.intake, withdrew: false } : await takeIn(job);
    const once = (): Promise<NightlyOutcome> => runOnce({ ...job, intake }, seconds);
    // what the store has lost is made anew: one damaged file does not take the night
    const run = await once().catch((fault: unknown) => (fault instanceof LostFile ? once() : Promise.reject(fault)));
    // what workers of other machines were making when a story was withdrawn came later, and no record names it
    if (withdrew && trying.pool.triesItself) await job.store.purge(() => false);
    const outcome = { ...run, feeds: job.intake ? [] : intake.feeds };
    if (outcome.kind === "unreadable") broken("unreadable", firstMessage(outcome.findings));
    return outcome;
  } catch (fault) {
    if (fault instanceof Outdated) throw fault;
    broken(fault instanceof OutputError ? "output" : "fault", fault instanceof Error ? fault.message : String(fault));
    throw fault;
  }
};

const firstMessage = (findings: readonly object[]): string => {
  const [first] = findings as readonly { readonly message?: string }[];
  return first?.message ?? "the edition cannot be read";
};

type TakenJob = NightlyHow & Required<Pick<NightlyHow, "intake">>;

const runOnce = async (job: TakenJob, seconds: () => number): Promise<NightlyOutcome> => {
  const { place, store, trying, how, intake } = job;
  const { tell } = trying;
  const feeds: readonly TakenFeed[] = [];
  const { result, cached } = await readEdition(job);
  if (result.kind === "unreadable") return { ...result, feeds };
  const { reading } = result;
  job.hasRead?.(reading.reads);
  trying.pool.begin?.(place, reading.reads);
  tell({ event: "read", pages: reading.pages.length, cached, seconds: seconds() });
  const sheet: EditionSheet = { ...reading.sheet, inputs: new Map(Object.entries(reading.sheet.inputs)) };
  await job.afterReading?.(sheet);
  const name = folderName(sheet);
  const folder = join(job.out.folder, name);
  const parts = sheet.targets.map((press) => press.folder).filter((part) => part !== "");
  await rememberOutput(name, place, store);
  const output = openOutput({ folder, shown: join(job.out.shown, name), parts });
  try {
    const earlier = manifestPages(output.earlier());
    const asked = { ...job, withdrawn: outOf(intake) };
    const released = await allReleases(reading, asked);
    // those of earlier runs that are of the pages as they are now among them
    const releasing = { ...asked, released };
    const made = await makePages(reading, { place, store, trying, how, released, earlier, intake });
    const pages = job.handOver ? await withReleasers(made, reading, releasing) : made;
    refuseOutdated(trying);
    const began = seconds();
    const base = sheet.base && (await readManifest(join(job.out.folder, baseFolderName(sheet))));
    const run = { sheet, pages, stray: reading.stray, folder, output, store };
    const written = await commitRun({ ...run, ...(base !== undefined && { base }) });
    tell({ event: "commit", files: written, seconds: seconds() - began });
    await rememberReleases(pages, reading, releasing);
    const handedOver = await handOverPages({ sheet, folder, pages }, reading, releasing);
    tell({ event: "end", pages: pages.length, ...sums(pages), seconds: seconds() });
    const { stray, reads } = reading;
    return {
      kind: "done",
      feeds,
      intake,
      sheet,
      pages,
      stray,
      folder,
      written,
      reads,
      ...(handedOver && { handedOver }),
    };
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

/** Takes in what has come, and puts away what carried a story that was withdrawn. */
const takeIn = async ({
  place,
  store,
  trying: { tell },
  out,
  now,
  hasTakenIn,
}: NightlyHow): Promise<{ readonly intake: Intake; readonly withdrew: boolean }> => {
  const since = performance.now();
  const intake = await takeInAll({ folder: place.folder, file: place.file, now, out: out.folder });
  hasTakenIn?.(intake.places);
  const seconds = (performance.now() - since) / 1000;
  for (const { mapping, counts, released = 0, findings } of intake.feeds) {
    const errors = findings.filter((each) => "severity" in each && each.severity === "error").length;
    tell({ event: "feed", mapping, ...(counts && { counts }), released, errors, seconds });
  }
  const paths = await withdraw(intake, { edition: place.folder, store, out: out.folder });
  if (paths.length > 0) tell({ event: "withdrawn", paths });
  return { intake, withdrew: paths.length > 0 };
};

/** Paths of stories that are withdrawn now. */
const outOf = ({ withdrawals }: Intake): ReadonlySet<string> =>
  new Set(withdrawals.filter(({ isOut }) => isOut).map(({ path }) => path));

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
    // the deadline is for pages: without the edition there is nothing that could go out in its last good version
    const inTime = { ...trying, signal: new AbortController().signal };
    const answer = await tryTask({ kind: "read", place, ...asked }, inTime);
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
