/** What was read from the world, kept with its hash: as long as all of it is the same, what was made of it is, too. */
import { createHash } from "node:crypto";
import { type Stats, statSync } from "node:fs";
import type { FileRef, ReadFailure, World } from "../../base/world.ts";
import { locateFile } from "../disk/disk-world.ts";

/** A file that was read, or could not be. */
export interface FileTrace {
  readonly root: FileRef["root"];
  readonly path: string;
  /** SHA-256 of the bytes, hex; absent when it could not be read */
  readonly sha256?: string;
  readonly why?: ReadFailure;
  /** size, time of change, inode and time of the inode's change, by which a file is known to be the same without reading it */
  readonly mark?: string;
}

/** A world, and the list of what is read from it. */
export interface RecordedWorld {
  readonly world: World;
  /** every file once, as it was read last */
  readonly reads: ReadonlyMap<string, FileTrace>;
  /** Empties the list. */
  forget(): void;
}

/** Records reads of `world`; `edition` is the edition's folder. */
export const recordReads = (world: World, edition: string): RecordedWorld => {
  const reads = new Map<string, FileTrace>();
  return {
    reads,
    forget: () => reads.clear(),
    world: {
      ...world,
      read: async (file, limit) => {
        // looked at before it is read: a change in between shows as another mark
        const mark = markOf(file, edition);
        const result = await world.read(file, limit);
        const { root, path } = file;
        reads.set(`${root}:${path}`, {
          root,
          path,
          ...(result.ok ? { sha256: hashOf(result.bytes) } : { why: result.why }),
          ...(mark !== undefined && { mark }),
        });
        return result;
      },
    },
  };
};

/** A change within this time of the last one may leave the mark as it was. */
const UNSURE_MS = 2_000;

const markOf = (file: FileRef, edition: string): string | undefined => {
  const path = locateFile(file, edition);
  const facts = path === undefined ? undefined : statOf(path);
  if (!facts?.isFile() || Date.now() - Math.max(facts.mtimeMs, facts.ctimeMs) < UNSURE_MS) return undefined;
  return `${facts.size} ${facts.mtimeMs} ${facts.ino} ${facts.ctimeMs}`;
};

/** The files that are no longer as they were read. */
export const changedReads = async (
  traces: readonly FileTrace[],
  { world, edition }: { readonly world: World; readonly edition: string },
): Promise<readonly FileTrace[]> => {
  const changed: FileTrace[] = [];
  for (const trace of traces) if (!(await isSame(trace, world, edition))) changed.push(trace);
  return changed;
};

const isSame = async (trace: FileTrace, world: World, edition: string): Promise<boolean> => {
  const { root, path, sha256, why, mark } = trace;
  if (mark !== undefined && mark === markOf({ root, path }, edition)) return true;
  if (why === "missing") {
    const place = locateFile({ root, path }, edition);
    return place === undefined || statOf(place) === undefined;
  }
  const result = await world.read({ root, path });
  return result.ok ? hashOf(result.bytes) === sha256 : result.why === why;
};

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
