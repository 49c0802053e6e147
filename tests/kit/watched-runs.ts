/** Runs on one edition with a pool of their own, for tests of who calls them. */
import { join } from "node:path";
import type { NightHandOver } from "../../src/nightly/handover/hand-over-night.ts";
import type { JobEvent } from "../../src/nightly/run/job-event.ts";
import { type NightlyOutcome, runNightly } from "../../src/nightly/run/nightly.ts";
import { threadPool } from "../../src/nightly/run/thread-pool.ts";
import { openStore } from "../../src/nightly/store/open-store.ts";
import type { WatchedRun } from "../../src/nightly/watch/watch-runs.ts";

const WORKER = new URL("./faulty-worker.ts", import.meta.url);

/** What is special about the runs. */
export interface RunHow {
  /** kept results of single steps */
  readonly cache: string;
  readonly fault?: object;
  readonly deadline?: AbortSignal;
  readonly handOver?: NightHandOver;
  readonly alone?: ReadonlySet<string>;
  readonly released?: ReadonlyMap<string, string>;
}

/** A pool with its runs on one edition; what they tell is kept. */
export const openRuns = (folder: string, { cache, fault, deadline, handOver, alone, released = new Map() }: RunHow) => {
  const store = join(folder, "out/.broadsheet");
  const events: JobEvent[] = [];
  if (fault) process.env["BROADSHEET_TEST_FAULT"] = JSON.stringify({ counter: join(folder, "counter"), ...fault });
  const pool = threadPool({ workers: 2, ...(fault && { worker: WORKER }) });
  return {
    events,
    run: (watched?: WatchedRun): Promise<NightlyOutcome> =>
      runNightly({
        place: { folder, file: "edition.yaml", store, cache },
        store: openStore(store),
        trying: {
          pool,
          signal: deadline ?? new AbortController().signal,
          ...(watched && { cancel: watched.cancel }),
          patience: 60_000,
          tell: (event) => void events.push(event),
          ...(alone && { alone }),
        },
        how: { pictures: false, ink: false },
        released,
        now: Date.now(),
        out: { folder: join(folder, "out"), shown: "out" },
        workers: 2,
        ...(watched && { hasTakenIn: watched.hasTakenIn, hasRead: watched.hasRead }),
        ...(handOver && { handOver }),
      }),
    close: async () => {
      delete process.env["BROADSHEET_TEST_FAULT"];
      await pool.close();
    },
  };
};
