/** Files of an edition's folder that are written and removed together: each appears whole, the last one when all others are there. */
import {
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { outputErrorOf } from "../output/output-error.ts";

/** A file by its path in the folder. */
export interface FolderFile {
  readonly path: string;
  /** what goes into it, or how that is got when its turn comes */
  readonly bytes: Uint8Array | (() => Uint8Array);
}

/** What is to be done in a folder. */
export interface FolderChange {
  readonly writes: readonly FolderFile[];
  readonly removes: readonly string[];
  /** renamed into place when everything else is done */
  readonly last: FolderFile;
}

/** Writes all aside, then moves and removes; a file that is there already as it should be is left. Throws `OutputError`. */
export const writeFiles = (folder: string, { writes, removes, last }: FolderChange): void => {
  const aside: (readonly [from: string, to: string, shown: string])[] = [];
  try {
    for (const file of [...writes, last]) {
      const target = join(folder, file.path);
      const bytes = typeof file.bytes === "function" ? file.bytes() : file.bytes;
      if (!attempt(file.path, () => isThere(target, bytes)))
        aside.push([attempt(file.path, () => writeAside(target, bytes)), target, file.path]);
    }
    for (const [from, to, shown] of aside.filter(([, , shown]) => shown !== last.path))
      attempt(shown, () => renameSync(from, to));
    for (const path of removes) attempt(path, () => rmSync(join(folder, path), { force: true }));
    for (const [from, to, shown] of aside.filter(([, , shown]) => shown === last.path))
      attempt(shown, () => renameSync(from, to));
    for (const path of new Set([...aside.map(([, to]) => dirname(to))])) syncFolder(path);
  } finally {
    for (const [from] of aside) rmSync(from, { force: true });
  }
};

const attempt = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (fault) {
    throw outputErrorOf(fault, path);
  }
};

const isThere = (path: string, bytes: Uint8Array): boolean => {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  return facts?.isFile() === true && facts.size === bytes.length && readFileSync(path).equals(bytes);
};

const writeAside = (target: string, bytes: Uint8Array): string => {
  mkdirSync(dirname(target), { recursive: true });
  if (lstatSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw Object.assign(new Error(target), { code: "EISDIR" });
  const path = join(dirname(target), `.${target.slice(dirname(target).length + 1).slice(-60)}.${process.pid}.tmp`);
  const file = openSync(path, "w");
  try {
    writeFileSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return path;
};

/** Some systems do not sync folders; a rename is then as safe as they make it. */
const syncFolder = (path: string): void => {
  try {
    const folder = openSync(path, "r");
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  } catch {
    // nothing can be done about it
  }
};
