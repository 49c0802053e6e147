/** Releases of a run, and its pages to the plants: who has released which page, and what may therefore go. */
import type { HandedNight, NightHandOver } from "../handover/hand-over-night.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import type { EditionReading } from "./edition-reading.ts";
import type { FinishedPage } from "./make-pages.ts";
import type { PageHow } from "./page-task.ts";
import { madeOf, pressHashes, releaserOf, rememberRelease } from "./release-book.ts";
import type { Trying } from "./try-task.ts";

/** What is to be known of the run. */
export interface ReleaseHow {
  readonly store: ArtefactStore;
  readonly trying: Pick<Trying, "tell" | "cancel">;
  readonly how: PageHow;
  /** page id → who releases it */
  readonly released: ReadonlyMap<string, string>;
  readonly withdrawn: ReadonlySet<string>;
  /** hands the pages over once they are written; nobody does when absent */
  readonly handOver?: NightHandOver;
  /** whether pages stay released that were released before, as long as they are what they were; always where they are handed over */
  readonly keepsReleases?: boolean;
  /** is told when the releases of this run are kept: they need not be given again */
  readonly releasesKept?: () => void;
}

/** Keeps the releases that were given now: each page was released as it is now, whatever becomes of it and of this run. */
export const keepReleases = async (
  { sheet, pages }: EditionReading,
  { store, how, released }: Pick<ReleaseHow, "store" | "how" | "released">,
): Promise<void> => {
  for (const { id, parts, stories } of pages) {
    const by = released.get(id);
    const made = madeOf(parts, how);
    if (by !== undefined) await rememberRelease({ id, sheet }, { by, made, files: [], stories }, store);
  }
};

/** Who releases which page: those that were named now, and those that were named before. */
export const allReleases = async (reading: EditionReading, job: ReleaseHow): Promise<ReadonlyMap<string, string>> => {
  const { store, how, released } = job;
  const { sheet } = reading;
  await keepReleases(reading, job);
  job.releasesKept?.();
  if (!job.handOver && !job.keepsReleases) return released;
  const earlier = await Promise.all(
    reading.pages.map(async ({ id, parts }): Promise<readonly (readonly [string, string])[]> => {
      const by = await releaserOf({ id, sheet }, { made: madeOf(parts, how) }, store);
      return by === undefined ? [] : [[id, by]];
    }),
  );
  return new Map([...earlier.flat(), ...released]);
};

/** Pages without errors have a releaser, too, where pages are handed over; the manifest tells. */
export const withReleasers = (
  pages: readonly FinishedPage[],
  { sheet }: EditionReading,
  { store, released }: ReleaseHow,
): Promise<readonly FinishedPage[]> =>
  Promise.all(
    pages.map(async (page): Promise<FinishedPage> => {
      const { record, outcome } = page;
      const { entry } = record;
      const { id } = record.page;
      const now = outcome === "last-good" || page.isNewer ? undefined : released.get(id);
      const by = now ?? (await releaserOf({ id, sheet }, { files: pressHashes(entry) }, store));
      if (by === undefined || pressHashes(entry).length === 0) return page;
      return { ...page, record: { ...record, entry: { ...entry, releasedBy: by } } };
    }),
  );

/** A release of this run is remembered once its page is written. */
export const rememberReleases = async (
  pages: readonly FinishedPage[],
  reading: EditionReading,
  { store, released, how }: ReleaseHow,
): Promise<void> => {
  for (const { record, outcome, isNewer } of pages) {
    const { id } = record.page;
    const by = released.get(id);
    const files = pressHashes(record.entry);
    const page = reading.pages.find((each) => each.id === id);
    if (by === undefined || files.length === 0 || !page || outcome === "last-good" || isNewer) continue;
    const { parts, stories } = page;
    await rememberRelease({ id, sheet: reading.sheet }, { by, made: madeOf(parts, how), files, stories }, store);
  }
};

/** To the plants; undefined when that was not asked for. */
export const handOverPages = async (
  {
    sheet,
    folder,
    pages,
  }: { readonly sheet: EditionSheet; readonly folder: string; readonly pages: readonly FinishedPage[] },
  reading: EditionReading,
  { handOver: how, store, withdrawn, trying: { tell, cancel } }: ReleaseHow,
): Promise<HandedNight | undefined> => {
  if (!how) return undefined;
  // only who hands over waits for what that needs
  const { handOverNight } = await import("../handover/hand-over-night.ts");
  const { unattended } = how;
  const isUnattended = (id: string): boolean =>
    unattended === "all" || unattended.includes(sheet.pages.find((page) => page.id === id)?.section ?? "");
  const toHand = pages.map(({ record: { page, entry } }) => ({
    entry,
    isFree: isUnattended(page.id) || entry["releasedBy"] !== undefined,
    stories: reading.pages.find(({ id }) => id === page.id)?.stories ?? [],
  }));
  return handOverNight({
    sheet,
    folder,
    pages: toHand,
    withdrawn,
    store,
    how,
    tell,
    ...(cancel && { cancel }),
  });
};
