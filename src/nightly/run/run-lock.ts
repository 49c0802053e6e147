/** One run at a time works on a store: the lock says who, and that of a run that died is taken over. */
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "../disk/is-alive.ts";
import { outputError, outputErrorOf } from "../output/output-error.ts";

/** A lock that is held. */
export interface RunLock {
  release(): void;
}

/** How often the holder shows that it is alive. */
const HEARTBEAT_MS = 5_000;

/** Of another machine, whose processes cannot be asked, a lock that has been still for so long is abandoned. */
const STILL_MS = 60_000;

/** Locks `folder`, which is made; throws an `OutputError` when another run holds it. */
export const lockRun = (folder: string, shown: string): RunLock => {
  const path = join(folder, "run.lock");
  const own = JSON.stringify({ host: hostname(), pid: process.pid, mark: performance.timeOrigin });
  try {
    mkdirSync(folder, { recursive: true });
    for (let attempts = 0; !taken(path, own); attempts++) {
      const holder = holderOf(path);
      if (holder === undefined) continue;
      if (!isAbandoned(holder, path) || attempts > 3)
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

const taken = (path: string, own: string): boolean => {
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
  readonly text: string;
}

const holderOf = (path: string): Holder | undefined => {
  const text = readIfThere(path);
  if (text === undefined) return undefined;
  try {
    const { host, pid } = JSON.parse(text) as { readonly host?: unknown; readonly pid?: unknown };
    return { host: String(host), pid: Number(pid), text };
  } catch {
    // it was cut off while it was written
    return { host: hostname(), pid: -1, text };
  }
};

const isAbandoned = ({ host, pid }: Holder, path: string): boolean => {
  if (host === hostname()) return !isAlive(pid);
  const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  return age > STILL_MS;
};

/** Two that find it abandoned at once: the second must not take away the lock of the first. */
const takeAway = (path: string, { text }: Holder): void => {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) !== text) {
    try {
      renameSync(aside, path);
    } catch {
      // its holder finds that it is gone, and nothing else
    }
    return;
  }
  rmSync(aside, { force: true });
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
