/** One process at a time changes an output folder: two builds of different pages both keep their lines of the manifest. */
import { closeSync, openSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { outputError } from "./output-error.ts";

/** Renaming takes moments; a lock older than this was left by a process that died. */
const ABANDONED_MS = 10_000;

const PATIENCE_MS = 20_000;

/** Does `work` while no other broadsheet changes `folder`. Blocks the process: nothing else is to happen meanwhile. */
export const withLock = <T>(folder: string, work: () => T): T => {
  const lock = join(folder, ".broadsheet.lock");
  const since = Date.now();
  while (!taken(lock)) {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > ABANDONED_MS) rmSync(lock, { force: true });
    else if (Date.now() - since > PATIENCE_MS)
      throw outputError(
        "another broadsheet is writing to the output folder",
        "wait for it, or remove `.broadsheet.lock`",
      );
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
};

const taken = (lock: string): boolean => {
  try {
    closeSync(openSync(lock, "wx"));
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw fault;
  }
};
