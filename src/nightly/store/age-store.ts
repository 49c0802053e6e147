/** A store in a folder does not grow for ever: what no run has asked for in two weeks goes. */
import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const DAY_MS = 86_400_000;

/** A complaint about a night's paper comes within days; after that its pages can be made again. */
const KEPT_MS = 14 * DAY_MS;

/**
 * Once a day: removes records that nobody has asked for in two weeks, and then bytes that no record names and that are older than a day,
 * since what is made is named a moment later. Nothing is thrown: what cannot be removed is tried another day. Returns how many files
 * went. `now` in milliseconds since 1970.
 */
export const ageStore = (folder: string, now = Date.now()): number => {
  const marker = join(folder, "aged");
  const isEmpty = ["records", "objects"].every((name) => namesIn(join(folder, name)).length === 0);
  if (isEmpty || now - changed(marker, 0) < DAY_MS) return 0;
  const named = new Set<string>();
  const old: string[] = [];
  for (const path of filesOn(join(folder, "records"))) {
    if (now - changed(path, now) > KEPT_MS) old.push(path);
    else for (const [sha256] of textOf(path).matchAll(/\b[0-9a-f]{64}\b/g)) named.add(sha256);
  }
  const unnamed = filesOn(join(folder, "objects")).filter(
    (path) => !named.has(basename(path)) && now - changed(path, now) > DAY_MS,
  );
  // records first: killed in between, it leaves bytes that the next time finds without a name
  const gone = [...old, ...unnamed].filter(removed).length;
  attempt(() => writeFileSync(marker, ""));
  attempt(() => utimesSync(marker, now / 1000, now / 1000));
  return gone;
};

/** Says that a file of the store is in use; once a day is enough. */
export const keepYoung = (path: string, now = Date.now()): void => {
  if (now - changed(path, now) > DAY_MS) attempt(() => utimesSync(path, now / 1000, now / 1000));
};

/** When the file was written or last asked for; `none` when it is not there. */
const changed = (path: string, none: number): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? none;

/** Whatever lies on the shelves. */
const filesOn = (folder: string): readonly string[] =>
  namesIn(folder).flatMap((shelf) => namesIn(join(folder, shelf)).map((name) => join(folder, shelf, name)));

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
};

const textOf = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};

const removed = (path: string): boolean => attempt(() => rmSync(path));

const attempt = (work: () => void): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};
