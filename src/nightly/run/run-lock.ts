/** One run at a time works on a store: the lock says who, and that of a run that died is taken over. */
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "../disk/is-alive.ts";
import { processStart } from "../disk/process-start.ts";
import { outputError, outputErrorOf } from "../output/output-error.ts";

/** A lock that is held. */
export interface RunLock {
  release(): void;
}

const LOCK = "run.lock";

const ATTEMPTS = 10;

/** How often the holder shows that it is alive. */
const HEARTBEAT_MS = 5_000;

/** Of another machine, whose processes cannot be asked, a lock that has been still for so long is abandoned. */
const STILL_MS = 60_000;

/** Locks `folder`, which is made; throws an `OutputError` when another run holds it. */
export const lockRun = (folder: string, shown: string): RunLock => {
  const path = join(folder, LOCK);
  const own = JSON.stringify({
    host: hostname(),
    pid: process.pid,
    start: processStart(process.pid),
    mark: performance.timeOrigin,
  });
  try {
    mkdirSync(folder, { recursive: true });
    for (let attempts = 0; !taken(path, own); attempts++) {
      const holder = holderOf(path);
      if (holder === undefined) {
        // what is gone now can be taken the next time; what stays and cannot be read never
        if (attempts > ATTEMPTS) throw unreadable(join(shown, LOCK));
        continue;
      }
      if (!isAbandoned(holder, path) || attempts > ATTEMPTS)
        throw outputError(
          `another run (process ${holder.pid} on \`${holder.host}\`) is at work on \`${shown}\``,
          "wait for it, stop it, or give another folder with `--out`",
        );
      takeAway(path, holder);
    }
  } catch (fault) {
    throw outputErrorOf(fault, shown);
  }
  const beat = setInterval(() => touch(path), HEARTBEAT_MS);
  beat.unref();
  return {
    release: () => {
      clearInterval(beat);
      if (readIfThere(path) === own) rmSync(path, { force: true });
    },
  };
};

/** A folder, a link to nowhere, or somebody else's. */
const unreadable = (shown: string): Error =>
  outputError(
    `\`${shown}\` is in the way: it cannot be read as the lock of a run`,
    "see that no other run is at work there, and remove it",
  );

/** It appears with its text in it: one that is empty for a moment would be taken for a dead run's. */
const taken = (path: string, own: string): boolean => {
  const aside = `${path}.${process.pid}.tmp`;
  try {
    writeFileSync(aside, own);
    linkSync(aside, path);
    return true;
  } catch (fault) {
    const { code = "" } = fault as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!NO_LINKS.includes(code)) throw fault;
    return takenUnlinked(path, own);
  } finally {
    rmSync(aside, { force: true });
  }
};

/** What disks say that know no second name of a file. */
const NO_LINKS: readonly string[] = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

const takenUnlinked = (path: string, own: string): boolean => {
  try {
    writeFileSync(path, own, { flag: "wx" });
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw fault;
  }
};

interface Holder {
  readonly host: string;
  readonly pid: number;
  /** when its process began; undefined where that is not known */
  readonly start?: unknown;
  readonly text: string;
}

const holderOf = (path: string): Holder | undefined => {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const { host, pid, start } = JSON.parse(text) as Readonly<Record<"host" | "pid" | "start", unknown>>;
    return { host: String(host), pid: Number(pid), start, text };
  } catch {
    // it was cut off while it was written
    return { host: hostname(), pid: -1, text };
  }
};

const isAbandoned = ({ host, pid, start }: Holder, path: string): boolean => {
  if (host === hostname()) return !isAlive(pid) || isAnother(pid, start);
  return ageOf(path) > STILL_MS;
};

/** In a container that is started again every program gets the number that it had before. */
const isAnother = (pid: number, start: unknown): boolean => {
  const now = processStart(pid);
  return start !== undefined && now !== undefined && now !== start;
};

/** Several find it abandoned at once: one at a time looks again and removes it, so that nobody removes the lock of the next. */
const takeAway = (path: string, { text }: Holder): void => {
  const guard = `${path}.taking`;
  if (!takenUnlinked(guard, "")) {
    if (ageOf(guard) > GUARD_MS) rmSync(guard, { force: true });
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    return;
  }
  try {
    if (readIfThere(path) === text) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
};

/** Removing takes moments; whoever takes longer has died over it. */
const GUARD_MS = 10_000;

/** Milliseconds since it was written; of a file that is not there none. */
const ageOf = (path: string): number => {
  const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return written === undefined ? 0 : Date.now() - written;
};

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};

const touch = (path: string): void => {
  try {
    utimesSync(path, new Date(), new Date());
  } catch {
    // somebody removed it; the run goes on
  }
};
