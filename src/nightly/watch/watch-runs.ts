/** Run after run as files change: one that is outdated is ended at once, none begins before files are quiet, no change is lost. */
import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { diskWorld, locateFile } from "../disk/disk-world.ts";
import { OutputError } from "../output/output-error.ts";
import type { JobEvent } from "../run/job-event.ts";
import type { NightlyOutcome } from "../run/nightly.ts";
import { changedReads, type FileTrace } from "../run/recorded-reads.ts";
import { Outdated } from "../run/try-task.ts";
import { type FileChange, watchFiles } from "./watch-files.ts";

/** What is watched, and what is done. */
export interface WatchHow {
  /** real path of the edition's folder */
  readonly folder: string;
  /** folders in it that are written, and not read */
  readonly ignored: readonly string[];
  /** runs once; rejects with `Outdated` when the watch ends it, and with an `OutputError` when the output cannot be written */
  run(watched: WatchedRun): Promise<NightlyOutcome>;
  /** a run has ended */
  ended(outcome: NightlyOutcome): void;
  /** the output could not be written; it is tried again */
  failed(fault: OutputError): void;
  tell(event: JobEvent): void;
  /** somebody wants it to end */
  readonly stop: AbortSignal;
  /** time is up: the run that is at work ends as it is, and is the last */
  readonly deadline: AbortSignal;
  readonly times?: WatchTimes;
  /** whether embargoes are judged by the clock: a run begins when one ends; by another time they end in no run */
  readonly byClock?: boolean;
}

/** What a run that is watched has to do with its watch. */
export interface WatchedRun {
  /** ends it: it is outdated */
  readonly cancel: AbortSignal;
  /** is to be told where feeds come in, once they have been taken in: later changes of these files and folders outdate the run */
  readonly hasTakenIn: (places: readonly string[]) => void;
  /** is to be told what was read, or looked for: changes of these files outdate the run */
  readonly hasRead: (reads: readonly FileTrace[]) => void;
}

/** Milliseconds. */
export interface WatchTimes {
  /** after the last change, before a run begins */
  readonly quiet: number;
  /** the same, where a file has come in pieces */
  readonly pieces: number;
  /** before what could not be written or handed over is tried again */
  readonly again: number;
  /** how often files are looked after of which the system tells nothing */
  readonly lookAfter: number;
}

const USUAL: WatchTimes = { quiet: 200, pieces: 1000, again: 30_000, lookAfter: 2000 };

/** Runs until somebody stops it or time is up. */
export const watchRuns = async (how: WatchHow): Promise<void> => {
  const { stop, deadline, tell } = how;
  const times = how.times ?? USUAL;
  const watch = await watchFiles({ folder: how.folder, ignored: how.ignored, lookAfter: times.lookAfter });
  const changes = changesOf(how.folder, times);
  const late = new Map<string, string>();
  watch.onChange(changes.hear);
  try {
    for (;;) {
      const ran = await runOnce(how, changes);
      // one that was outdated before the deadline has still to be made
      if (stop.aborted || (deadline.aborted && ran.kind !== "outdated")) return;
      if (ran.kind !== "outdated") {
        const files = ran.reads.flatMap(({ root, path }) => locateFile({ root, path }, how.folder) ?? []);
        await watch.follow([...files, ...changes.inboxes()]);
        for (const path of await missed(ran.reads, how.folder)) changes.hear({ path });
        // what came after an inbox was looked into, and before it was watched; once, whatever its clock says
        for (const [path, mark] of filesSince(changes.inboxes(), changes.begun())) {
          if (late.get(path) !== mark) changes.hear({ path });
          late.set(path, mark);
        }
        if (!changes.any()) {
          tell({ event: "watching", files: ran.reads.length });
          await changes.next([stop, deadline], waitAfter(ran, how.byClock === true, times));
        }
      }
      // what has changed before the deadline belongs to this night, quiet or not
      await changes.quiet([stop, deadline]);
      if (stop.aborted || (deadline.aborted && !changes.any() && ran.kind === "done")) return;
      if (changes.any()) tell({ event: "changed", paths: changes.paths() });
    }
  } finally {
    await watch.close();
  }
};

type Ran =
  | { readonly kind: "outdated" }
  /** `again`: something was left undone that another try may do */
  | {
      readonly kind: "done" | "again";
      readonly reads: readonly FileTrace[];
      /** when an embargo ends, milliseconds since 1970 */
      readonly next?: number;
    };

/** The longest that a timer of Node waits; then there is a run in which nothing has changed. */
const LONGEST_MS = 2 ** 31 - 1;

/** How long it may be quiet; undefined as long as nothing changes. */
const waitAfter = (
  { kind, next }: Exclude<Ran, { readonly kind: "outdated" }>,
  byClock: boolean,
  { again }: WatchTimes,
): number | undefined => {
  // timers may be early by a moment
  const release = byClock && next !== undefined ? Math.max(next - Date.now(), 0) + 20 : LONGEST_MS;
  const wait = Math.min(kind === "again" ? again : LONGEST_MS, release);
  return kind === "again" || (byClock && next !== undefined) ? wait : undefined;
};

const runOnce = async (how: WatchHow, changes: Changes): Promise<Ran> => {
  const { stop, deadline, tell } = how;
  const cancel = new AbortController();
  const end = (): void => cancel.abort(new Outdated());
  stop.addEventListener("abort", end, { once: true });
  changes.begin(() => {
    // what comes later does not keep the edition from going out
    if (!deadline.aborted) end();
  });
  try {
    const outcome = await how.run({ cancel: cancel.signal, hasTakenIn: changes.takenIn, hasRead: changes.know });
    how.ended(outcome);
    changes.know(outcome.reads);
    const isAgain = isPassing(outcome);
    const next = outcome.kind === "done" ? outcome.intake.next : undefined;
    return { kind: isAgain ? "again" : "done", reads: outcome.reads, ...(next !== undefined && { next }) };
  } catch (fault) {
    if (fault instanceof OutputError) {
      how.failed(fault);
      return { kind: "again", reads: changes.known() };
    }
    if (!(fault instanceof Outdated)) throw fault;
    tell({ event: "cancelled", paths: changes.paths() });
    return { kind: "outdated" };
  } finally {
    stop.removeEventListener("abort", end);
    changes.end();
  }
};

/** Whether something of the edition, or of a zone, was left undone that another try may do. */
const isPassing = (outcome: NightlyOutcome): boolean =>
  outcome.kind === "unreadable"
    ? outcome.isPassing === true
    : outcome.handedOver?.isPassing === true || (outcome.zones ?? []).some((each) => isPassing(each.outcome));

/** Files that changed while the run was at work, or before they were watched. */
const missed = async (reads: readonly FileTrace[], folder: string): Promise<readonly string[]> => {
  const world = diskWorld({ edition: folder, cache: undefined });
  const changed = await changedReads(reads, { world, edition: folder });
  return changed.flatMap(({ root, path }) => locateFile({ root, path }, folder) ?? []);
};

/** Files in `folders` that came, or changed, at that time or later, each with what tells it from another version of it. */
const filesSince = (folders: readonly string[], since: number): readonly (readonly [path: string, mark: string])[] =>
  folders.flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile() && !each.name.startsWith("."))
        .map((each) => join(each.parentPath, each.name))
        .flatMap((path) => {
          const facts = statSync(path, { throwIfNoEntry: false });
          if (!facts || Math.max(facts.mtimeMs, facts.ctimeMs) < since) return [];
          return [[path, `${facts.size} ${facts.mtimeMs} ${facts.ctimeMs}`] as const];
        });
    } catch {
      // a mapping file is no folder, and an inbox may be gone
      return [];
    }
  });

/** Changes since the run at work began. */
interface Changes {
  /** A run begins: all changes up to now are its own. `outdate` is called with the first of those that follow. */
  begin(outdate: () => void): void;
  /** No run is at work: whatever changes has to be made, be the clock of its disk ever so late. */
  end(): void;
  /** The run has taken in what came to these places, and has written stories itself: changes up to now are its own. */
  takenIn(places: readonly string[]): void;
  /** when the run began, milliseconds since 1970 */
  begun(): number;
  /** where feeds come in */
  inboxes(): readonly string[];
  /** What the run has read; of other files no change counts, and that of these does from the beginning of the run. */
  know(reads: readonly FileTrace[]): void;
  known(): readonly FileTrace[];
  hear(change: FileChange): void;
  any(): boolean;
  paths(): readonly string[];
  /** Resolves with the next change, when one of the signals comes, or after so many milliseconds. */
  next(ends: readonly AbortSignal[], after: number | undefined): Promise<void>;
  /** Resolves when nothing has changed for a while, or when one of the signals comes. */
  quiet(ends: readonly AbortSignal[]): Promise<void>;
}

const changesOf = (folder: string, times: WatchTimes): Changes => {
  const paths = new Set<string>();
  // all of them, also those that do not count as far as is known
  const heard = new Map<string, FileChange>();
  const sizes = new Map<string, number>();
  let reads: readonly FileTrace[] = [];
  let wanted: ReadonlySet<string> | undefined;
  let inboxes: readonly string[] = [];
  let begun = 0;
  // from when on files are read in the run at work
  let reading = 0;
  const isInbox = (path: string): boolean => inboxes.some((each) => path === each || path.startsWith(each + sep));
  // stories that the run itself has written out of its feeds are told of late
  const counts = ({ path, changed = Number.POSITIVE_INFINITY }: FileChange): boolean =>
    isInbox(path) || (wanted?.has(path) === true && changed >= reading);
  let listeners: readonly (() => void)[] = [];
  let outdate: () => void = () => undefined;
  let last = 0;
  let wait = times.quiet;
  const shown = (path: string): string => {
    const way = relative(folder, path);
    return way === ".." || way.startsWith(`..${sep}`) ? path : way.split(sep).join("/");
  };
  const woken = (ends: readonly AbortSignal[], after: number | undefined): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        for (const end of ends) end.removeEventListener("abort", done);
        listeners = listeners.filter((each) => each !== done);
        resolve();
      };
      const timer = after === undefined ? undefined : setTimeout(done, after);
      for (const end of ends) end.addEventListener("abort", done, { once: true });
      listeners = [...listeners, done];
      if (ends.some((end) => end.aborted)) done();
    });
  const count = (path: string): void => {
    last = performance.now();
    paths.add(shown(path));
    outdate();
    for (const each of listeners) each();
  };
  return {
    begin: (listener) => {
      paths.clear();
      heard.clear();
      sizes.clear();
      wait = times.quiet;
      outdate = listener;
      begun = Date.now();
      reading = 0;
    },
    end: () => {
      reading = 0;
    },
    begun: () => begun,
    inboxes: () => inboxes,
    takenIn: (places) => {
      inboxes = places;
      if (places.length === 0) return;
      reading = Date.now();
      paths.clear();
      heard.clear();
    },
    know: (all) => {
      reads = all;
      wanted = new Set([folder, ...all.flatMap(({ root, path }) => locateFile({ root, path }, folder) ?? [])]);
      for (const change of heard.values()) if (counts(change)) count(change.path);
    },
    known: () => reads,
    hear: (change) => {
      const { path, size } = change;
      heard.set(path, change);
      if (!counts(change)) return;
      const before = sizes.get(path);
      // it grows: it is still being written, and the writer may pause
      if (size !== undefined && before !== undefined && size > before) wait = times.pieces;
      if (size !== undefined) sizes.set(path, size);
      count(path);
    },
    any: () => paths.size > 0,
    paths: () => [...paths].sort(),
    next: woken,
    quiet: async (ends) => {
      for (;;) {
        const left = last + wait - performance.now();
        if (left <= 0 || paths.size === 0 || ends.some((end) => end.aborted)) return;
        await woken(ends, left);
      }
    },
  };
};
