/** Files that change, as they change: told by the system, and looked after every few seconds where it tells nothing. */
import { type Stats, statSync } from "node:fs";
import { basename, relative, sep } from "node:path";
import type { FSWatcher } from "chokidar";

/** What is watched; all paths are absolute. */
export interface WatchedPlaces {
  /** with everything in it, but for names that begin with a dot */
  readonly folder: string;
  /** folders in it that are passed over */
  readonly ignored: readonly string[];
  /** how often files are looked after, milliseconds */
  readonly lookAfter?: number;
}

/** Files that are being watched. */
export interface FileWatch {
  /** Watches these files, too, wherever they are, in place of those of the last call; a change is told from now on. */
  follow(paths: readonly string[]): Promise<void>;
  /** Calls `heard` with the path of every file that is changed, made or removed, and with the folder's when it comes or goes. */
  onChange(heard: (change: FileChange) => void): void;
  close(): Promise<void>;
}

/** A change of one file. */
export interface FileChange {
  readonly path: string;
  /** bytes; absent when it is gone, or not known */
  readonly size?: number;
  /** when it was changed, milliseconds since 1970; absent when it is gone, or not known */
  readonly changed?: number;
}

const LOOK_AFTER_MS = 2000;

/** Begins to watch. From when this resolves no change is missed. */
export const watchFiles = async (places: WatchedPlaces): Promise<FileWatch> => {
  const { folder, lookAfter = LOOK_AFTER_MS } = places;
  let heard: (change: FileChange) => void = () => undefined;
  const tell: Tell = (path, facts) =>
    heard({ path, ...(facts && { size: facts.size, changed: Math.max(facts.mtimeMs, facts.ctimeMs) }) });
  let inside = await openWatcher(folder, places, tell);
  let outside: FSWatcher | undefined;
  let marks = new Map<string, string>();
  let isGone = false;
  const look = async (): Promise<void> => {
    const there = statOf(folder)?.isDirectory() === true;
    if (there === isGone) {
      isGone = !there;
      // the system watches the folder that was there, wherever it is now
      if (there) {
        await inside.close();
        inside = await openWatcher(folder, places, tell);
      }
      tell(folder);
    }
    for (const [path, mark] of marks) {
      const facts = statOf(path);
      if (markOf(facts) === mark) continue;
      marks.set(path, markOf(facts));
      tell(path, facts);
    }
  };
  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look, look);
  }, lookAfter);
  return {
    follow: async (paths) => {
      const before = [...marks.keys()].filter((path) => !isIn(folder, path));
      marks = new Map(paths.map((path) => [path, markOf(statOf(path))]));
      const beyond = paths.filter((path) => !isIn(folder, path));
      if (before.join("\0") === beyond.join("\0")) return;
      await outside?.close();
      outside = beyond.length === 0 ? undefined : await openWatcher(beyond, undefined, tell);
    },
    onChange: (listener) => {
      heard = listener;
    },
    close: async () => {
      clearInterval(timer);
      heard = () => undefined;
      await looking.catch(() => undefined);
      await Promise.all([inside.close(), outside?.close()]);
    },
  };
};

type Tell = (path: string, facts?: Stats) => void;

const openWatcher = async (
  paths: string | readonly string[],
  places: WatchedPlaces | undefined,
  tell: Tell,
): Promise<FSWatcher> => {
  // only who watches waits for what that needs
  const { watch } = await import("chokidar");
  const watcher = watch(typeof paths === "string" ? paths : [...paths], {
    ignoreInitial: true,
    followSymlinks: false,
    alwaysStat: true,
    // in an inbox, too, what begins with a dot is on its way
    ignored: (path: string) =>
      places ? isPassedOver(path, places) : !paths.includes(path) && basename(path).startsWith("."),
  });
  watcher.on("all", (event, path, facts) => {
    if (event !== "addDir") tell(path, facts);
  });
  // too many files for the system to watch, or none that may be read: they are looked after all the same
  watcher.on("error", () => undefined);
  await new Promise<void>((resolve) => watcher.on("ready", () => resolve()));
  return watcher;
};

const isPassedOver = (path: string, { folder, ignored }: WatchedPlaces): boolean =>
  path !== folder &&
  (basename(path).startsWith(".") ||
    basename(path) === "node_modules" ||
    ignored.some((each) => path === each || isIn(each, path)));

const isIn = (folder: string, path: string): boolean => {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`);
};

const statOf = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

const markOf = (facts: Stats | undefined): string =>
  facts ? `${facts.size} ${facts.mtimeMs} ${facts.ino} ${facts.ctimeMs}` : "";
