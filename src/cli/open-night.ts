/** What the runs of one `nightly` share: the lock, the journal, the store, the workers, the clock that ends them, and who is told. */
import { rmdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import type { NightHandOver } from "../nightly/handover/hand-over-night.ts";
import type { JobEvent, Listener, QueueNews } from "../nightly/run/job-event.ts";
import type { JobPlace } from "../nightly/run/job-place.ts";
import { type NightlyHow, type NightlyOutcome, runNightly } from "../nightly/run/nightly.ts";
import { runZones } from "../nightly/run/nightly-zones.ts";
import { openJournal, type RunJournal } from "../nightly/run/run-journal.ts";
import { lockRun } from "../nightly/run/run-lock.ts";
import type { TaskPool } from "../nightly/run/task-pool.ts";
import { threadPool } from "../nightly/run/thread-pool.ts";
import { openReport } from "../nightly/seen/open-report.ts";
import { ageStore } from "../nightly/store/age-store.ts";
import type { ArtefactStore } from "../nightly/store/artefact-store.ts";
import { sweepStore } from "../nightly/store/folder-store.ts";
import { isFarStore, openStore } from "../nightly/store/open-store.ts";
import { withOwnRecords } from "../nightly/store/own-records.ts";
import type { WatchedRun } from "../nightly/watch/watch-runs.ts";
import { findEdition } from "./find-edition.ts";
import { interruption, orderOf, poisonTasks, type RunToBegin, runToBegin } from "./interrupted-run.ts";
import { howNightly, type NightlyAsked } from "./nightly-options.ts";
import { reportLook } from "./report-look.ts";
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
  const own = { folder: join(out.folder, STORE), shown: join(out.shown, STORE) };
  const lock = lockRun(own.folder, own.shown);
  try {
    const run = runToBegin(own.folder, { argument, options, session });
    return await begin(run, { out, own, session, release: lock.release });
  } catch (fault) {
    lock.release();
    for (const folder of [own.folder, out.folder]) removeEmpty(folder);
    throw fault;
  }
};

/** A night that could not begin leaves nothing behind. */
const removeEmpty = (folder: string): void => {
  try {
    rmdirSync(folder);
  } catch {
    // something was in it before
  }
};

interface Shown {
  readonly folder: string;
  /** its name in messages */
  readonly shown: string;
}

interface Opening {
  readonly out: Shown;
  /** the store below it */
  readonly own: Shown;
  readonly session: Session;
  /** lets go of the lock */
  release(): void;
}

const begin = async (run: RunToBegin, { out, own, session, release }: Opening): Promise<Night> => {
  const { before, options, argument } = run;
  const read = howNightly(options, session);
  const asked = run.by === undefined ? read : { ...read, by: run.by };
  const found = await findEdition(argument, session);
  const zones = options.zone && (await zonesOf({ argument, options, session }));
  const cache = cacheFolder(session.terminal.env);
  const address = asked.store ?? own.folder;
  const place: JobPlace = { ...found, store: address, ...(cache !== undefined && { cache }) };
  const store = storeAt(address, own.folder);
  // how it goes with the queue is told to all runs that share it
  const listening = new Set<Listener>();
  for (const folder of new Set([own.folder, ...(isFarStore(address) ? [] : [address])])) {
    sweepStore(folder);
    ageStore(folder);
  }
  const pool = await openPool(asked, store, toAll(listening));
  const journal = await journalOrClose(pool, () =>
    openJournal(own, orderOf({ argument, options, session }, asked.by), before),
  );
  const end = new AbortController();
  const alarm = asked.by === undefined ? undefined : setTimeout(() => end.abort(), Math.max(asked.by - Date.now(), 0));
  // a release is of the page as it is in the first run, and not of what becomes of it
  let { released } = asked;
  const releasesKept = (): void => {
    if (released.size > 0) journal.released();
    released = new Map();
  };
  const told = interruption(before);
  return {
    asked,
    place,
    out: out.folder,
    deadline: end.signal,
    beginning: { ...(told && { interruption: told }), ...(run.isResumed && { resumed: before!.order!.options }) },
    run: async (listeners, watched) => {
      // deadlines of plants are those of this night, however long is watched
      const handOver = handOverOf(asked, place, session);
      const job: NightlyHow = {
        // files are shipped once for each run's place
        place: { ...place },
        store,
        trying: {
          pool,
          signal: end.signal,
          ...(watched && { cancel: watched.cancel }),
          patience: asked.patience,
          tell: toAll(listeners),
          journal,
          alone: new Set(poisonTasks(before)),
        },
        how: asked.how,
        released,
        keepsReleases: asked.watch || run.isResumed,
        releasesKept,
        ...(watched && { hasTakenIn: watched.hasTakenIn, hasRead: watched.hasRead }),
        now: asked.now ?? Date.now(),
        out,
        workers: asked.workers,
        ...(zones && { zones }),
        ...(asked.by !== undefined && { by: asked.by }),
        ...(handOver && { handOver }),
      };
      for (const listener of listeners) listening.add(listener);
      return runZones(job, (copy) => reported(copy, session)).finally(() => {
        for (const listener of listeners) listening.delete(listener);
      });
    },
    close: async () => {
      clearTimeout(alarm);
      try {
        await pool.close();
      } finally {
        journal.close();
        release();
      }
    },
  };
};

/** A pool that is left open keeps the process from ending. */
const journalOrClose = async (pool: TaskPool, open: () => RunJournal): Promise<RunJournal> => {
  try {
    return open();
  } catch (fault) {
    await pool.close();
    throw fault;
  }
};

/** Each copy of the paper has its report. */
const reported = (job: NightlyHow, session: Session): Promise<NightlyOutcome> => {
  const report = openReport({ ...job, look: reportLook(session) });
  const tell = toAll([report.listener, job.trying.tell]);
  return report.round(() => runNightly({ ...job, trying: { ...job.trying, tell } }));
};

const handOverOf = ({ unattended, by }: NightlyAsked, place: JobPlace, session: Session): NightHandOver | undefined =>
  unattended && {
    unattended,
    where: { home: place.folder, env: session.terminal.env },
    since: Date.now(),
    ...(by !== undefined && { by }),
  };
const toAll =
  (listeners: Iterable<Listener>): Listener =>
  (event) => {
    for (const listener of listeners) listener(event);
  };

/** What was read here stays here, wherever what was made is. */
const storeAt = (address: string, own: string): ArtefactStore =>
  address === own ? openStore(own) : withOwnRecords(openStore(address), openStore(own), ["reading", "made-of"]);

/** The threads of this machine, or a queue in front of them; what a queue needs is loaded only when there is one. */
const openPool = async (asked: NightlyAsked, store: ArtefactStore, tell: Listener): Promise<TaskPool> => {
  const { queue, workers, patience } = asked;
  const own = threadPool({ workers });
  if (!queue) return own;
  const { openQueuePool } = await import("../nightly/queue/queue-pool.ts");
  const say = (news: QueueNews, who: string): void => tell({ event: "queue", news, who });
  return openQueuePool({ address: queue, store, own, workers, patience, tell: say });
};

/** Names of the zones that were asked for; the engine is loaded for this alone. */
const zonesOf = async (input: CommandInput): Promise<readonly string[]> => {
  const { copiesOf } = await import("./each-copy.ts");
  return (await copiesOf(input)).map(({ name }) => name);
};
