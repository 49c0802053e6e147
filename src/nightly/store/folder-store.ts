/** A store in a folder, which may lie on a disk that several machines share. */
import { createHash } from "node:crypto";
import { readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, readFile, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { isAlive } from "../disk/is-alive.ts";
import { writeWhole } from "../disk/write-whole.ts";
import { outputErrorOf } from "../output/output-error.ts";
import { keepYoung } from "./age-store.ts";
import type { ArtefactStore } from "./artefact-store.ts";
import { recordName, sealedRecord, unsealedRecord } from "./sealed-record.ts";

/** A store below `folder`, which is made when something is put into it. Writing rejects with an `OutputError`; `shown` is its name there. */
export const folderStore = (folder: string, shown: string): ArtefactStore => {
  const object = (sha256: string): string => join(folder, "objects", sha256.slice(0, 2), sha256);
  const record = (key: string): string => {
    const name = recordName(key);
    return join(folder, "records", name.slice(0, 2), `${name}.json`);
  };
  const write = (path: string, content: Uint8Array): Promise<void> =>
    writeShelved(path, content).catch((fault: unknown) => {
      throw outputErrorOf(fault, shown, "--store");
    });
  const store: ArtefactStore = {
    put: async (content) => {
      const sha256 = hashOf(content);
      const there = await stat(object(sha256)).catch(() => undefined);
      if (there?.size !== content.length) await write(object(sha256), content);
      // a record is about to name it
      else keepYoung(object(sha256));
      return sha256;
    },
    get: async (sha256) => {
      const content = await readFile(object(sha256)).catch(() => undefined);
      if (content === undefined) return undefined;
      if (hashOf(content) === sha256) return content;
      // whoever asks makes it again, and `put` is not to take the damaged one for it
      await store.drop(sha256);
      return undefined;
    },
    asFile: async (sha256, use) => {
      if (!(await store.get(sha256))) return false;
      await use(object(sha256));
      return true;
    },
    has: async (sha256) => (await stat(object(sha256)).catch(() => undefined))?.isFile() === true,
    putRecord: (key, value) => write(record(key), sealedRecord(key, value)),
    getRecord: async (key) => {
      const text = await readFile(record(key), "utf8").catch(() => undefined);
      if (text !== undefined) keepYoung(record(key));
      return unsealedRecord(key, text ?? "");
    },
    dropRecord: (key) => rm(record(key), { force: true }),
    drop: (sha256) => rm(object(sha256), { force: true }),
    purge: (isOut) =>
      purge(folder, isOut).catch((fault: unknown) => {
        throw outputErrorOf(fault, shown, "--store");
      }),
  };
  return store;
};

const purge = async (folder: string, isOut: (record: string) => boolean): Promise<void> => {
  const named = new Set<string>();
  for (const path of filesOf(join(folder, "records"))) {
    const text = await readFile(path, "utf8").catch(() => "");
    if (isOut(text)) await rm(path, { force: true });
    else for (const [hash] of text.matchAll(/\b[0-9a-f]{64}\b/g)) named.add(hash);
  }
  for (const path of filesOf(join(folder, "objects"))) if (!named.has(basename(path))) await rm(path, { force: true });
};

/** Whatever lies on the shelves of a store. */
const filesOf = (folder: string): readonly string[] =>
  foldersIn(folder).flatMap((shelf) => namesIn(shelf).map((name) => join(shelf, name)));

const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

const HOST = hostname().replace(/[^\w-]/g, "_");

/** A day: longer than any run, for files of other machines on a shared disk. */
const ABANDONED_MS = 86_400_000;

/** Removes what killed processes left aside in a store. */
export const sweepStore = (folder: string): void => {
  for (const shelf of ["objects", "records"].flatMap((name) => foldersIn(join(folder, name)))) {
    for (const name of namesIn(shelf).filter((each) => each.endsWith(".tmp"))) {
      const path = join(shelf, name);
      const [, host, id] = /^\.(.+)-(\d+)-\d+-[0-9a-z]+\.tmp$/.exec(name) ?? [];
      const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
      if ((host === HOST && !isAlive(Number(id))) || age > ABANDONED_MS) rmSync(path, { force: true });
    }
  }
};

const foldersIn = (folder: string): readonly string[] => namesIn(folder).map((name) => join(folder, name));

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

let written = 0;

/** Aside in the same folder, brought to disk, then renamed. The name tells the machine and the process, so that two never share one. */
const writeShelved = async (path: string, content: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  const aside = join(dirname(path), `.${HOST}-${process.pid}-${written++}-${thread}.tmp`);
  await writeWhole(path, aside, content);
};

/** Threads of one process count for themselves. */
const thread = Math.trunc(performance.timeOrigin * 1000).toString(36);
