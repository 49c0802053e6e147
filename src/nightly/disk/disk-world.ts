/** The world on disk: files of the edition, of the program and of the packages beside it, each inside its own folder. */
import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { isAbsolute, posix, relative, resolve, sep } from "node:path";
import type { FileRef, ReadFailure, ReadResult, World } from "../../base/world.ts";
import { diskCache } from "./disk-cache.ts";
import { packageFolder, programFolder } from "./program-folders.ts";

/** Where a disk world looks. */
export interface DiskPlaces {
  /** the edition's folder */
  readonly edition: string;
  /** kept results; undefined works without */
  readonly cache: string | undefined;
}

/** No file without a limit of its own is read beyond this: half a gigabyte is more than any page needs. */
const LARGEST_FILE = 512 << 20;

/** A world that reads below `places.edition`, the program's folder and its packages, and from nowhere else. */
export const diskWorld = (places: DiskPlaces): World => ({
  read: async (file, limit = LARGEST_FILE) => {
    const place = placeOf(file, places.edition);
    return typeof place === "string" ? failed(place) : readBelow(place.root, place.path, limit);
  },
  cached: diskCache(places.cache),
});

/** Where a file would lie, links not followed; undefined when it has no place. `edition` is the edition's folder. */
export const locateFile = (file: FileRef, edition: string): string | undefined => {
  const place = placeOf(file, edition);
  return typeof place === "string" ? undefined : resolve(place.root, place.path);
};

const placeOf = (file: FileRef, edition: string): { readonly root: string; readonly path: string } | ReadFailure => {
  const inside = pathInside(file);
  if (!inside) return "outside";
  const root =
    file.root === "edition" ? edition : file.root === "program" ? programFolder() : packageFolder(inside.name);
  if (!root) return "missing";
  return { root, path: file.root === "package" ? inside.rest : inside.path };
};

const failed = (why: ReadFailure): ReadResult => ({ ok: false, why });

interface InsidePath {
  readonly path: string;
  /** the package's name with its scope, and the path below it */
  readonly name: string;
  readonly rest: string;
}

/** The path brought to its shortest form; undefined when it leaves its root or is none of ours on some system. */
const pathInside = ({ root, path }: FileRef): InsidePath | undefined => {
  if (/[\0\\]/.test(path) || path.startsWith("/") || /^[A-Za-z]:/.test(path)) return undefined;
  const short = posix.normalize(path);
  if (short === ".." || short.startsWith("../")) return undefined;
  const parts = short.split("/");
  const named = short.startsWith("@") ? 2 : 1;
  const name = parts.slice(0, named).join("/");
  // a package path such as `.` or `.bin/x` would otherwise be read as the folder of all packages
  if (root === "package" && (name.startsWith(".") || parts.length <= named)) return undefined;
  return { path: short, name, rest: parts.slice(named).join("/") };
};

const readBelow = async (root: string, path: string, limit: number): Promise<ReadResult> => {
  try {
    const real = await realpath(resolve(root, path));
    if (leaves(await realpath(root), real)) return failed("outside");
    // a fifo would wait for its writer without O_NONBLOCK
    const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      return await readOpened(file, limit);
    } finally {
      await file.close();
    }
  } catch (fault) {
    const code = (fault as NodeJS.ErrnoException).code;
    if (code === undefined) throw fault;
    return failed(code === "ENOENT" || code === "ENOTDIR" ? "missing" : "unreadable");
  }
};

const leaves = (root: string, path: string): boolean => {
  const way = relative(root, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
};

const readOpened = async (file: FileHandle, limit: number): Promise<ReadResult> => {
  const facts = await file.stat();
  if (!facts.isFile()) return failed("unreadable");
  if (facts.size > limit) return failed("too-large");
  const bytes = new Uint8Array(facts.size);
  let length = 0;
  while (length < bytes.length) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return { ok: true, bytes: length === bytes.length ? bytes : bytes.slice(0, length) };
};
