/** Writes the output folder: everything aside first, then all of it into place at once, the manifest last. */
import { createHash } from "node:crypto";
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { copyFile, open } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join, sep } from "node:path";
import { isAlive } from "../disk/is-alive.ts";
import { readIfThere } from "../disk/read-if-there.ts";
import { withLock } from "./lock-folder.ts";
import { forgetEarlier, hideManifest, MANIFEST, readManifestFile } from "./manifest-file.ts";
import { outputErrorOf } from "./output-error.ts";

/** A file that lies beside its place, complete. */
export interface WrittenFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What becomes of the folder when all pages are there. */
export interface Commit {
  /** files to remove that this run does not write, given the manifest that lies there now; paths relative to the folder */
  stale(earlier: string): readonly string[];
  /** the new manifest, and files that can be made only with it, given the one that lies there now (empty when there is none) */
  manifest(earlier: string): { readonly text: string; readonly beside: readonly BesideFile[] };
}

/** A small file that goes with the manifest; `path` is relative to the folder, which is one that pages are written into. */
export interface BesideFile {
  readonly path: string;
  readonly text: string;
}

/** An output folder that is being written; until `commit` nothing that lies in it is touched. */
export interface Output {
  /** Writes a file aside; `path` is relative to the folder. */
  add(path: string, content: Uint8Array): Promise<WrittenFile>;
  /** Copies a finished file aside, without reading it into memory; `content` says what it holds. */
  adopt(path: string, from: string, content: Omit<WrittenFile, "path">): Promise<WrittenFile>;
  /** A file that lies there already and is as it is to be: it is not touched. */
  keep(path: string): void;
  /** Puts everything into place. Without a pause in between, so that no signal is heard halfway. */
  commit(plan: Commit): void;
  /** The manifest that lies there now; empty when there is none. */
  earlier(): string;
  /** Whether a file of that size lies in the folder now. */
  has(path: string, bytes: number): boolean;
  /** Removes whatever was written aside. Does nothing after a commit. */
  abort(): void;
}

/** An output folder to be opened: `shown` is its name in messages, `parts` are the folders in it for plants. */
export interface OutputPlace {
  readonly folder: string;
  readonly shown: string;
  readonly parts: readonly string[];
}

/** Opens a folder for writing and makes it where it is not there; throws `OutputError`. */
export const openOutput = ({ folder, shown, parts }: OutputPlace): Output => {
  const aside = new Map<string, string>();
  const kept = new Set<string>();
  const madeFolders: string[] = [];
  const attempt = <T>(path: string, work: () => T): T => {
    try {
      return work();
    } catch (fault) {
      throw outputErrorOf(fault, path);
    }
  };
  attempt(shown, () => makeFolder(folder, madeFolders));
  for (const each of [folder, ...parts.map((part) => join(folder, part))]) sweep(each);
  const setAside = async (path: string, write: (to: string) => Promise<void>): Promise<void> => {
    const target = join(folder, path);
    attempt(`${shown}/${dirname(path)}`, () => makeFolder(dirname(target), madeFolders));
    attempt(`${shown}/${path}`, () => refuseFolder(target));
    aside.set(target, asideName(target));
    await write(asideName(target)).catch((fault: unknown) => {
      throw outputErrorOf(fault, `${shown}/${path}`);
    });
  };
  return {
    adopt: async (path, from, { bytes, sha256 }) => {
      await setAside(path, (to) => copyAside(from, to));
      return { path, bytes, sha256 };
    },
    add: async (path, content) => {
      await setAside(path, (to) => writeAside(to, content));
      return { path, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
    },
    keep: (path) => void kept.add(join(folder, path)),
    commit: (plan) => attempt(shown, () => withLock(folder, () => putInPlace(folder, { aside, kept }, plan))),
    earlier: () => attempt(shown, () => readManifestFile(folder)),
    has: (path, bytes) => statSync(join(folder, path), { throwIfNoEntry: false })?.size === bytes,
    abort: () => {
      for (const path of aside.values()) rmSync(path, { force: true });
      for (const path of [...madeFolders].reverse()) removeIfEmpty(path);
    },
  };
};

const makeFolder = (path: string, made: string[]): void => {
  const first = mkdirSync(path, { recursive: true });
  // remembered from the outermost inwards, so that a run that fails takes back every folder it made
  for (let at = path, below: string[] = []; first !== undefined; at = dirname(at)) {
    below = [at, ...below];
    if (at !== first) continue;
    made.push(...below);
    return;
  }
};

/** A file cannot take a folder's place; found out before anything is moved. */
const refuseFolder = (path: string): void => {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw Object.assign(new Error(path), { code: "EISDIR" });
};

/** Names written aside tell who writes: of a dead process's they can be removed. */
const MARK = `.${hostname()
  .replace(/[^\w-]/g, "_")
  .slice(0, 20)}-`;

const asideName = (target: string): string => join(dirname(target), `.${basename(target)}${MARK}${process.pid}.tmp`);

const writeAside = async (path: string, content: Uint8Array): Promise<void> => {
  const file = await open(path, "w");
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Where the disk can share the blocks of two files, nothing is copied. */
const copyAside = async (from: string, to: string): Promise<void> => {
  await copyFile(from, to, constants.COPYFILE_FICLONE);
  const file = await open(to, "r+");
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Files of this run by their places: written aside, and those that stay. */
interface Placed {
  readonly aside: Map<string, string>;
  readonly kept: ReadonlySet<string>;
}

const putInPlace = (folder: string, { aside, kept }: Placed, plan: Commit): void => {
  const manifest = join(folder, MANIFEST);
  refuseFolder(manifest);
  const earlier = readManifestFile(folder);
  const made = plan.manifest(earlier);
  const isAsItWas = aside.size === 0 && made.text === readIfThere(manifest);
  if (isAsItWas && made.beside.every(({ path, text }) => readIfThere(join(folder, path)) === text)) {
    forgetEarlier(folder);
    return;
  }
  const manifestAside = asideName(manifest);
  aside.set(manifest, manifestAside);
  for (const { path, text } of made.beside) {
    const target = join(folder, path);
    refuseFolder(target);
    mkdirSync(dirname(target), { recursive: true });
    aside.set(target, asideName(target));
    writeFileSync(asideName(target), text, { flush: true });
  }
  writeFileSync(manifestAside, made.text, { flush: true });
  // from here on only names change. Without a manifest the folder is not complete, whoever looks at it meanwhile.
  hideManifest(folder);
  const written = new Set(aside.keys());
  const stale = plan.stale(earlier).map((path) => join(folder, path));
  for (const path of stale.filter((each) => !written.has(each) && !kept.has(each))) rmSync(path, { force: true });
  for (const [target, path] of aside) if (target !== manifest) renameSync(path, target);
  renameSync(manifestAside, manifest);
  forgetEarlier(folder);
  const folders = new Set([...stale, ...written].map(dirname));
  // the innermost first, so that an empty folder of a plant goes with the one that was in it
  for (const path of [...folders, ...[...folders].map(dirname)].sort((a, b) => b.length - a.length)) {
    if (path !== folder && !path.startsWith(`${folder}${sep}`)) continue;
    if (!removeIfEmpty(path)) bringToDisk(path);
  }
  aside.clear();
};

const removeIfEmpty = (path: string): boolean => {
  try {
    rmdirSync(path);
    return true;
  } catch {
    return false;
  }
};

/** A rename lasts once its folder is on disk; some systems cannot do that for folders, which is no harm. */
const bringToDisk = (path: string): void => {
  try {
    const folder = openSync(path, "r");
    fsyncSync(folder);
    closeSync(folder);
  } catch {
    // the files themselves are on disk already
  }
};

/** A day: longer than any build, for files of other machines on a shared disk. */
const ABANDONED_MS = 86_400_000;

/** Removes what a killed process left aside. */
const sweep = (folder: string): void => {
  for (const path of [folder, join(folder, "held"), join(folder, "proof")]) {
    for (const name of namesIn(path)) {
      const [, host, id] = /^\..+(\.[\w-]+-)(\d+)\.tmp$/.exec(name) ?? [];
      if (id === undefined) continue;
      const file = join(path, name);
      const dead = host !== undefined && host === MARK && !isAlive(Number(id));
      const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if (dead || age > ABANDONED_MS) rmSync(file, { force: true });
    }
  }
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};
