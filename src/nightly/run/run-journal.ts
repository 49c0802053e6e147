/** What a run was asked for and which of its tasks are in progress: a file that is left there only when the program dies. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import { outputErrorOf } from "../output/output-error.ts";

/** What a run was asked for; plain values. */
export interface RunOrder {
  /** the edition, as an absolute path */
  readonly argument: string;
  /** options as they were typed */
  readonly options: Readonly<Record<string, unknown>>;
  /** milliseconds since 1970 of its deadline: a time of day alone would be tomorrow's for who goes on later */
  readonly by?: number;
}

/** A run that the program's death cut off. */
export interface Interrupted {
  /** undefined when that line is damaged */
  readonly order?: RunOrder;
  /** names of the tasks that were in progress */
  readonly tasks: readonly string[];
  /** how often in a row the program died while a task was in progress, by its name */
  readonly deaths: Readonly<Record<string, number>>;
  /** whether its releases are kept in the store */
  readonly isReleased: boolean;
  /** whether lines of the journal cannot be read */
  readonly damaged: boolean;
}

/** The journal of the run that is at work. */
export interface RunJournal {
  /** A task is in progress; saying it twice changes nothing. */
  begin(task: string): void;
  /** It no longer is. */
  end(task: string): void;
  /** The releases that were typed are kept in the store. */
  released(): void;
  /** The run has ended; nothing is left. */
  close(): void;
}

const pathIn = (folder: string): string => join(folder, "run.journal");

/** The journal that a run left in `folder`; undefined when the last one ended. To be asked by who holds the lock. */
export const readJournal = (folder: string): Interrupted | undefined => {
  const text = readIfThere(pathIn(folder));
  if (text === undefined) return undefined;
  const lines = text.split("\n");
  // the last line is empty, or was cut off while it was written
  const cut = lines.pop() !== "";
  const read = lines.map(lineOf);
  const head = read.find((line) => line?.head)?.head;
  const going = new Set<string>();
  const ended = new Set<string>();
  for (const line of read) {
    if (line?.begin !== undefined) going.add(line.begin);
    if (line?.end === undefined) continue;
    going.delete(line.end);
    ended.add(line.end);
  }
  const before = Object.entries(head?.deaths ?? {}).filter(([task]) => !ended.has(task) && !going.has(task));
  const now = [...going].map((task) => [task, (head?.deaths[task] ?? 0) + 1] as const);
  return {
    ...(head && { order: head.order }),
    tasks: [...going],
    deaths: Object.fromEntries([...before, ...now]),
    isReleased: read.some((line) => line?.released === true),
    damaged: cut || !head || read.includes(undefined),
  };
};

interface Head {
  readonly order: RunOrder;
  readonly deaths: Readonly<Record<string, number>>;
}

interface Line {
  readonly head?: Head;
  readonly begin?: string;
  readonly end?: string;
  readonly released?: boolean;
}

/** Undefined when it is no line of ours. */
const lineOf = (text: string): Line | undefined => {
  try {
    const { order, deaths = {}, begin, end, released } = JSON.parse(text) as Record<string, unknown>;
    if (isOrder(order)) return { head: { order, deaths: counts(deaths) } };
    if (typeof begin === "string") return { begin };
    if (released === true) return { released };
    return typeof end === "string" ? { end } : undefined;
  } catch {
    return undefined;
  }
};

const isOrder = (value: unknown): value is RunOrder => {
  if (!isMap(value)) return false;
  const { argument, options, by } = value;
  return typeof argument === "string" && isMap(options) && (by === undefined || Number.isFinite(by));
};

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const counts = (value: unknown): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(isMap(value) ? value : {}).flatMap(([k, n]) => (Number.isInteger(n) ? [[k, n as number]] : [])),
  );

/** Begins a journal in place of the one that is there; `shown` is the folder's name in messages. Throws an `OutputError`. */
export const openJournal = (
  { folder, shown }: { readonly folder: string; readonly shown: string },
  order: RunOrder,
  before: Interrupted | undefined,
): RunJournal => {
  const path = pathIn(folder);
  const going = new Set<string>();
  let file: number;
  try {
    // until the new one is whole, the old one is what was left
    const aside = `${path}.tmp`;
    file = openSync(aside, "w", 0o600);
    put(file, { order, deaths: before?.deaths ?? {} });
    renameSync(aside, path);
  } catch (fault) {
    throw outputErrorOf(fault, shown);
  }
  const note = (line: object): void => {
    try {
      put(file, line);
    } catch {
      // the run does not need its journal; what ails the disk is told by who writes pages
    }
  };
  return {
    begin: (task) => {
      if (going.has(task)) return;
      going.add(task);
      note({ begin: task });
    },
    end: (task) => {
      if (going.delete(task)) note({ end: task });
    },
    released: () => note({ released: true }),
    close: () => {
      closeSync(file);
      rmSync(path, { force: true });
    },
  };
};

/** A whole line, on disk. */
const put = (file: number, line: object): void => {
  writeSync(file, `${JSON.stringify(line)}\n`);
  fsyncSync(file);
};

const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
};
