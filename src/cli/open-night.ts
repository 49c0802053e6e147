/** What the runs of one `nightly` share: the lock, the journal, the store, the workers, the clock that ends them, and who is told. */
import { join, resolve } from "node:path";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import type { NightHandOver } from "../nightly/handover/hand-over-night.ts";
import type { JobEvent, Listener } from "../nightly/run/job-event.ts";
import type { JobPlace } from "../nightly/run/job-place.ts";
import { type NightlyOutcome, runNightly } from "../nightly/run/nightly.ts";
import { openJournal } from "../nightly/run/run-journal.ts";
import { lockRun } from "../nightly/run/run-lock.ts";
import { threadPool } from "../nightly/run/thread-pool.ts";
import { sweepStore } from "../nightly/store/folder-store.ts";
import { openStore } from "../nightly/store/open-store.ts";
import type { WatchedRun } from "../nightly/watch/watch-runs.ts";
import { findEdition } from "./find-edition.ts";
import { interruption, orderOf, poisonTasks, type RunToBegin, runToBegin } from "./interrupted-run.ts";
import { howNightly, type NightlyAsked } from "./nightly-options.ts";
import type { CommandInput, Session } from "./session.ts";

/** A night that has begun. */
export interface Night {
  readonly asked: NightlyAsked;
  readonly place: JobPlace;
  /** the folder for all editions */
  readonly out: string;
  /** aborts when its deadline has passed */
  readonly deadline: AbortSignal;
  /** what is to be told before the first run */
  readonly beginning: Beginning;
  /** Runs once. Rejects with an `OutputError` when the output cannot be written, and with `Outdated` when its watch ends it. */
  run(listeners: readonly Listener[], watched?: WatchedRun): Promise<NightlyOutcome>;
  /** Lets go of everything. */
  close(): Promise<void>;
}

/** What became of the run before. */
export interface Beginning {
  /** undefined when it ended as it should */
  readonly interruption?: JobEvent;
  /** options of the run that goes on; undefined when none does */
  readonly resumed?: Readonly<Record<string, unknown>>;
}

/** Below `--out`: what was made, for the next run. */
const STORE = ".broadsheet";

/** Opens it; rejects with a `UsageError` or an `OutputError` before anything is done. */
export const openNight = async ({ argument, options, session }: CommandInput): Promise<Night> => {
  howNightly(options, session);
  // what goes on says itself which edition it is about
  if (!options.resume) await findEdition(argument ?? ".", session);
  const out = { folder: resolve(session.terminal.cwd, options.out ?? "out"), shown: options.out ?? "out" };
  const store = { folder: join(out.folder, STORE), shown: join(out.shown, STORE) };
  const lock = lockRun(store.folder, store.shown);
  try {
    const run = runToBegin(store.folder, { argument, options, session });
    return await begin(run, { out, store, session, release: lock.release });
  } catch (fault) {
    lock.release();
    throw fault;
  }
};

interface Shown {
  readonly folder: string;
  /** its name in messages */
  readonly shown: string;
}

interface Opening {
  readonly out: Shown;
  readonly store: Shown;
  readonly session: Session;
  /** lets go of the lock */
  release(): void;
}

const begin = async (run: RunToBegin, { out, store, session, release }: Opening): Promise<Night> => {
  const { before, options, argument } = run;
  const read = howNightly(options, session);
  const asked = run.by === undefined ? read : { ...read, by: run.by };
  const found = await findEdition(argument, session);
  const cache = cacheFolder(session.terminal.env);
  const place: JobPlace = { ...found, store: store.folder, ...(cache !== undefined && { cache }) };
  sweepStore(store.folder);
  const journal = openJournal(store, orderOf({ argument, options, session }, asked.by), before);
  const pool = threadPool({ workers: asked.workers });
  const end = new AbortController();
  const alarm = asked.by === undefined ? undefined : setTimeout(() => end.abort(), Math.max(asked.by - Date.now(), 0));
  // a release is of the page as it is in the first run, and not of what becomes of it
  let { released } = asked;
  const releasesKept = (): void => {
    if (released.size > 0) journal.released();
    released = new Map();
  };
  const handOver = handOverOf(asked, place, session);
  const told = interruption(before);
  return {
    asked,
    place,
    out: out.folder,
    deadline: end.signal,
    beginning: { ...(told && { interruption: told }), ...(run.isResumed && { resumed: before!.order!.options }) },
    run: (listeners, watched) =>
      runNightly({
        place,
        store: openStore(store.folder),
        trying: {
          pool,
          signal: end.signal,
          ...(watched && { cancel: watched.cancel }),
          patience: asked.patience,
          tell: (event) => {
            for (const listener of listeners) listener(event);
          },
          journal,
          alone: new Set(poisonTasks(before)),
        },
        how: asked.how,
        released,
        keepsReleases: asked.watch || run.isResumed,
        releasesKept,
        ...(watched && { hasRead: watched.hasRead }),
        withdrawn: new Set(),
        out,
        workers: asked.workers,
        ...(handOver && { handOver }),
      }),
    close: async () => {
      clearTimeout(alarm);
      await pool.close();
      journal.close();
      release();
    },
  };
};

const handOverOf = ({ unattended, by }: NightlyAsked, place: JobPlace, session: Session): NightHandOver | undefined =>
  unattended && {
    unattended,
    where: { home: place.folder, env: session.terminal.env },
    since: Date.now(),
    ...(by !== undefined && { by }),
  };
