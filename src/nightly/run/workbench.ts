/** What a worker keeps from task to task: opened fonts, style sheets and layouts, for as long as their files are what they were. */
import type { Report } from "../../base/diagnostic.ts";
import { type Edition, openEditionFonts, openWorkshop, type Workshop } from "../../index.ts";
import { diskWorld } from "../disk/disk-world.ts";
import { adJudge } from "../page/ad-judge.ts";
import { NO_FOLDER, shippedWorld } from "../queue/shipped-world.ts";
import { isFarStore, openStore } from "../store/open-store.ts";
import { fingerprint } from "./fingerprint.ts";
import type { JobPlace } from "./job-place.ts";
import { changedReads, type FileTrace, type RecordedWorld, recordReads } from "./recorded-reads.ts";

/** A worker's place. One task at a time works at it. */
export interface Workbench {
  readonly workshop: Workshop;
  /** what was read since the task began */
  readonly recorded: RecordedWorld;
  /** A task begins whose files are in this list of the store; in the folder when absent. */
  begin(inputs: string | undefined): void;
  /** Opens every face of the edition; returns the files that they were read from. */
  openFonts(edition: Edition, report: Report): Promise<readonly FileTrace[]>;
}

/** The bench for an edition; the same one for the same places. A task begins. */
export const benchFor = (place: JobPlace): Workbench => {
  const { inputs, ...where } = place;
  const key = JSON.stringify([where, inputs !== undefined]);
  const bench = benches.get(key) ?? setUp(place);
  // the one used longest ago is let go of
  benches.delete(key);
  benches.set(key, bench);
  for (const [old] of [...benches].slice(0, -BENCHES)) benches.delete(old);
  bench.begin(inputs);
  return bench;
};

/** Editions whose fonts are held open at one time: two nights may share a worker. */
const BENCHES = 2;

const benches = new Map<string, Workbench>();

const setUp = ({ folder: onDisk, store, cache, inputs }: JobPlace): Workbench => {
  const shipped =
    inputs === undefined ? undefined : shippedWorld({ store: openStore(store), far: isFarStore(store), cache });
  // the run's folder is no place of this machine
  const folder = shipped ? NO_FOLDER : onDisk;
  const recorded = recordReads(shipped?.world ?? diskWorld({ edition: folder, cache }), folder);
  const workshop = openWorkshop(recorded.world, adJudge);
  let opened: { readonly style: string; readonly files: readonly FileTrace[] } | undefined;
  return {
    workshop,
    recorded,
    begin: (list) => {
      recorded.forget();
      if (list !== undefined) shipped?.use(list);
    },
    openFonts: async (edition, report) => {
      const style = fingerprint([edition.style, edition.fonts]);
      const isStale =
        opened &&
        (opened.style !== style ||
          (await changedReads(opened.files, { world: recorded.world, edition: folder })).length > 0);
      if (isStale) {
        workshop.faces.clear();
        opened = undefined;
      }
      await openEditionFonts(edition, workshop, report);
      // choosing what stands in may have opened them before
      opened ??= { style, files: fontReads(edition, recorded) };
      return opened.files;
    },
  };
};

const fontReads = ({ fonts }: Edition, { reads }: RecordedWorld): readonly FileTrace[] =>
  [...fonts.families.values()]
    .flatMap((family) => family.files.map(({ file }) => reads.get(`${file.root}:${file.path}`)))
    .filter((read) => read !== undefined);
