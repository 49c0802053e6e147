/** What the runs of one `nightly` share: the lock, the store, the workers, the clock that ends them, and who is told. */
import { join, resolve } from "node:path";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import type { Listener } from "../nightly/run/job-event.ts";
import type { NightlyOutcome } from "../nightly/run/nightly.ts";
import { runZones } from "../nightly/run/nightly-zones.ts";
import { lockRun } from "../nightly/run/run-lock.ts";
import { threadPool } from "../nightly/run/thread-pool.ts";
import { sweepStore } from "../nightly/store/folder-store.ts";
import { openStore } from "../nightly/store/open-store.ts";
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
export const openNight = async (input: CommandInput): Promise<Night> => {
  const { argument, options, session } = input;
  const asked = howNightly(options, session);
  const place = await findEdition(argument ?? ".", session);
  const zones = options.zone && (await zonesOf(input));
  const out = { folder: resolve(session.terminal.cwd, options.out ?? "out"), shown: options.out ?? "out" };
  const storeFolder = join(out.folder, STORE);
  const lock = lockRun(storeFolder, join(out.shown, STORE));
  sweepStore(storeFolder);
  const pool = threadPool({ workers: asked.workers });
  const end = new AbortController();
  const alarm = asked.by === undefined ? undefined : setTimeout(() => end.abort(), asked.by - Date.now());
  const cache = cacheFolder(session.terminal.env);
  return {
    asked,
    run: (listeners) =>
      runZones({
        place: { ...place, store: storeFolder, ...(cache !== undefined && { cache }) },
        store: openStore(storeFolder),
        trying: {
          pool,
          signal: end.signal,
          patience: asked.patience,
          tell: (event) => {
            for (const listener of listeners) listener(event);
          },
        },
        how: asked.how,
        released: asked.released,
        withdrawn: new Set(),
        out,
        workers: asked.workers,
        ...(zones && { zones }),
      }),
    close: async () => {
      clearTimeout(alarm);
      await pool.close();
      lock.release();
    },
  };
};

/** Names of the zones that were asked for; the engine is loaded for this alone. */
const zonesOf = async (input: CommandInput): Promise<readonly string[]> => {
  const { copiesOf } = await import("./each-copy.ts");
  return (await copiesOf(input)).map(({ name }) => name);
};
