/** A task that brings its worker down is tried once more, then alone in a process, then given up: one page never takes the night. */
import type { Listener } from "./job-event.ts";
import type { RunJournal } from "./run-journal.ts";
import { type Task, type TaskResult, taskName } from "./task.ts";
import { startClock, type TaskClock } from "./task-clock.ts";
import type { TaskHow, TaskPool } from "./task-pool.ts";

/** How tasks are tried. */
export interface Trying {
  readonly pool: TaskPool;
  /** the deadline: what is not done then is given up */
  readonly signal: AbortSignal;
  /** the run is outdated: everything ends at once, and nothing of it is written */
  readonly cancel?: AbortSignal;
  /** a task that takes longer hangs, milliseconds */
  readonly patience: number;
  readonly tell: Listener;
  /** is told what is in progress in this process */
  readonly journal?: Pick<RunJournal, "begin" | "end">;
  /** names of tasks that are done alone in a process from the start */
  readonly alone?: ReadonlySet<string>;
}

/** A task that was given up. */
export class GivenUp extends Error {
  /** whether time was up, and not the task's fault */
  readonly late: boolean;

  constructor(fault: unknown, late: boolean) {
    super(firstLine(fault), { cause: fault });
    this.late = late;
  }
}

/** The run is outdated: what it was about has changed. */
export class Outdated extends Error {
  constructor() {
    super("the run is outdated");
  }
}

/** Rejects with `Outdated` when it is. */
export const refuseOutdated = ({ cancel }: Pick<Trying, "cancel">): void => {
  if (cancel?.aborted) throw new Outdated();
};

/** Does the task; rejects with `GivenUp`, or with `Outdated`. */
export const tryTask = async (
  task: Task,
  trying: Trying,
  watch: (stage: string) => void = () => undefined,
): Promise<TaskResult> => {
  const { pool, signal, patience, tell, alone } = trying;
  const name = taskName(task);
  const lonely: Attempt = (asked, how) => oneByOne(pool, () => pool.isolate(asked, how));
  const run: Attempt = (asked, how) => pool.run(asked, how);
  const isolate: Attempt = (asked, how) => pool.isolate(asked, how);
  const inTurn = pool.triesItself ? [run] : [run, run, isolate];
  const attempts: readonly Attempt[] = alone?.has(name) ? [lonely, lonely] : inTurn;
  for (const [n, attempt] of attempts.entries()) {
    refuseOutdated(trying);
    if (signal.aborted) throw new GivenUp(signal.reason, true);
    const isElsewhere = pool.triesItself === true && attempt === run;
    const fault = await attempted({ task, attempt, isElsewhere, watch, trying });
    if ("result" in fault) return fault.result;
    refuseOutdated(trying);
    if (signal.aborted) throw new GivenUp(signal.reason, true);
    const said = fault.hung ? new Error(`it hung for ${Math.round(patience / 1000)} seconds`) : fault.fault;
    if (n === attempts.length - 1) throw new GivenUp(said, false);
    tell({ event: "retry", task: name, alone: attempts[n + 1] !== run, fault: firstLine(said) });
  }
  throw new Error("there is a last attempt");
};

type Attempt = (task: Task, how: TaskHow) => Promise<TaskResult>;

interface Attempting {
  readonly task: Task;
  readonly attempt: Attempt;
  /** whether the pool hands the task on: what kills who does it is not this process's death */
  readonly isElsewhere: boolean;
  readonly watch: (stage: string) => void;
  readonly trying: Trying;
}

type Attempted = { readonly result: TaskResult } | { readonly fault: unknown; readonly hung: boolean };

const attempted = async ({ task, attempt, isElsewhere, watch, trying }: Attempting): Promise<Attempted> => {
  const { pool, signal, cancel, patience, journal, tell } = trying;
  const name = taskName(task);
  // a pool that tries again by itself knows best when a task hangs
  const clock = pool.triesItself ? NO_CLOCK : startClock(pool, patience);
  const heard = (stage: string): void => {
    clock.begun();
    if (!isElsewhere) journal?.begin(name);
    watch(stage);
  };
  try {
    const signals = [signal, clock.signal, ...(cancel ? [cancel] : [])];
    const retried = (fault: string, alone: boolean): void => tell({ event: "retry", task: name, alone, fault });
    const how = { signal: AbortSignal.any(signals), watch: heard, retried };
    return { result: await attempt(task, { ...how, ...(isElsewhere && journal && { journal }) }) };
  } catch (fault) {
    return { fault, hung: clock.signal.aborted };
  } finally {
    clock.stop();
    if (!isElsewhere) journal?.end(name);
  }
};

const NO_CLOCK: TaskClock = { signal: new AbortController().signal, begun: () => undefined, stop: () => undefined };

/** What takes the whole program down by the memory it needs is not done beside others of its kind. */
const oneByOne = <T>(pool: TaskPool, work: () => Promise<T>): Promise<T> => {
  const before = last.get(pool) ?? Promise.resolve();
  const now = before.then(work, work);
  last.set(
    pool,
    now.catch(() => undefined),
  );
  return now;
};

const last = new WeakMap<TaskPool, Promise<unknown>>();

const firstLine = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).split("\n")[0]!.slice(0, 300);
