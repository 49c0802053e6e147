/** What the runs of one `nightly` share: the lock, the store, the workers, the clock that ends them, and who is told. */
import { join, resolve } from "node:path";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import type { Listener, QueueNews } from "../nightly/run/job-event.ts";
import { type NightlyOutcome, runNightly } from "../nightly/run/nightly.ts";
import { lockRun, type RunLock } from "../nightly/run/run-lock.ts";
import type { TaskPool } from "../nightly/run/task-pool.ts";
import { threadPool } from "../nightly/run/thread-pool.ts";
import type { ArtefactStore } from "../nightly/store/artefact-store.ts";
import { sweepStore } from "../nightly/store/folder-store.ts";
import { isFarStore, openStore } from "../nightly/store/open-store.ts";
import { withOwnRecords } from "../nightly/store/own-records.ts";
import { findEdition } from "./find-edition.ts";
import { howNightly, type NightlyAsked } from "./nightly-options.ts";
import type { CommandInput } from "./session.ts";

/** A night that has begun. */
export interface Night {
  readonly asked: NightlyAsked;
  /** Runs once. Rejects with an `OutputError` when the output cannot be written. */
  run(listeners: readonly Listener[]): Promise<NightlyOutcome>;
  /** Lets go of everything. */
  close(): Promise<void>;
}

/** Below `--out`: what was made, for the next run. */
const STORE = ".broadsheet";

/** Opens it; rejects with a `UsageError` or an `OutputError` before anything is done. */
export const openNight = async ({ argument, options, session }: CommandInput): Promise<Night> => {
  const asked = howNightly(options, session);
  const place = await findEdition(argument ?? ".", session);
  const out = { folder: resolve(session.terminal.cwd, options.out ?? "out"), shown: options.out ?? "out" };
  const storeFolder = join(out.folder, STORE);
  const address = asked.store ?? storeFolder;
  const store = storeAt(address, storeFolder);
  // how it goes with the queue is told to all runs that share it
  const told = new Set<Listener>();
  // before anything is written: without its queue there is no night
  const pool = await openPool(asked, store, toAll(told));
  const lock = await lockOrClose(pool, () => lockRun(storeFolder, join(out.shown, STORE)));
  for (const folder of new Set([storeFolder, ...(isFarStore(address) ? [] : [address])])) sweepStore(folder);
  const end = new AbortController();
  const alarm = asked.by === undefined ? undefined : setTimeout(() => end.abort(), asked.by - Date.now());
  const cache = cacheFolder(session.terminal.env);
  return {
    asked,
    run: async (listeners) => {
      for (const listener of listeners) told.add(listener);
      return runNightly({
        place: { ...place, store: address, ...(cache !== undefined && { cache }) },
        store,
        trying: { pool, signal: end.signal, patience: asked.patience, tell: toAll(listeners) },
        how: asked.how,
        released: asked.released,
        withdrawn: new Set(),
        out,
        workers: asked.workers,
      }).finally(() => {
        for (const listener of listeners) told.delete(listener);
      });
    },
    close: async () => {
      clearTimeout(alarm);
      await pool.close();
      lock.release();
    },
  };
};

const toAll =
  (listeners: Iterable<Listener>): Listener =>
  (event) => {
    for (const listener of listeners) listener(event);
  };

/** What was read here stays here, wherever what was made is. */
const storeAt = (address: string, own: string): ArtefactStore =>
  address === own ? openStore(own) : withOwnRecords(openStore(address), openStore(own), ["reading", "parts"]);

/** The threads of this machine, or a queue in front of them; what a queue needs is loaded only when there is one. */
const openPool = async (asked: NightlyAsked, store: ArtefactStore, tell: Listener): Promise<TaskPool> => {
  const { queue, workers, patience } = asked;
  const own = threadPool({ workers });
  if (!queue) return own;
  const { openQueuePool } = await import("../nightly/queue/queue-pool.ts");
  const say = (news: QueueNews, who: string): void => tell({ event: "queue", news, who });
  return openQueuePool({ address: queue, store, own, workers, patience, tell: say });
};

const lockOrClose = async (pool: TaskPool, lock: () => RunLock): Promise<RunLock> => {
  try {
    return lock();
  } catch (fault) {
    await pool.close();
    throw fault;
  }
};
