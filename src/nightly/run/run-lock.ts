/** One run at a time works on a store: the lock says who, and that of a run that died is taken over. */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
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

/** A lock that has been still for so long is abandoned: processes of other machines cannot be asked, and numbers of dead ones are given again. */
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
      if (!isAbandoned(holder, path, own) || attempts > 3)
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
  // nobody is to see it before it says whose it is
  const aside = `${path}.${process.pid}.new`;
  writeFileSync(aside, own);
  try {
    linkSync(aside, path);
    return true;
  } catch (fault) {
    const { code = "" } = fault as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    if (!NO_LINKS.includes(code)) throw fault;
    return takenInPlace(path, own);
  } finally {
    rmSync(aside, { force: true });
  }
};

/** What disks say that know no second name for a file. */
const NO_LINKS: readonly string[] = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"];

const takenInPlace = (path: string, own: string): boolean => {
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

const isAbandoned = ({ host, pid, text }: Holder, path: string, own: string): boolean => {
  // our number, and not of this process: another had it before, as in a container that is started again
  const isOurs = pid === process.pid && text !== own;
  if (host === hostname() && (isOurs || !isAlive(pid))) return true;
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
