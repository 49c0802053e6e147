/** A task that brings its worker down is tried once more, then alone in a process, then given up: one page never takes the night. */
import type { Listener } from "./job-event.ts";
import { type Task, type TaskResult, taskName } from "./task.ts";
import type { TaskPool } from "./task-pool.ts";

/** How tasks are tried. */
export interface Trying {
  readonly pool: TaskPool;
  /** ends everything: the deadline, or somebody's order */
  readonly signal: AbortSignal;
  /** a task that takes longer hangs, milliseconds */
  readonly patience: number;
  readonly tell: Listener;
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

/** Does the task; rejects with `GivenUp`. */
export const tryTask = async (
  task: Task,
  { pool, signal, patience, tell }: Trying,
  watch: (stage: string) => void = () => undefined,
): Promise<TaskResult> => {
  const retried = (fault: string, alone: boolean): void => tell({ event: "retry", task: taskName(task), alone, fault });
  const attempts: readonly ("run" | "isolate")[] = pool.triesItself ? ["run"] : ["run", "run", "isolate"];
  for (const [n, attempt] of attempts.entries()) {
    if (signal.aborted) throw new GivenUp(signal.reason, true);
    const time = pool.triesItself ? signal : AbortSignal.timeout(patience);
    try {
      return await pool[attempt](task, { signal: AbortSignal.any([signal, time]), watch, retried });
    } catch (fault) {
      if (signal.aborted) throw new GivenUp(signal.reason, true);
      const said = time.aborted ? new Error(`it hung for ${Math.round(patience / 1000)} seconds`) : fault;
      if (n === attempts.length - 1) throw new GivenUp(said, false);
      retried(firstLine(said), n === 1);
    }
  }
  throw new Error("there is a last attempt");
};

const firstLine = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).split("\n")[0]!.slice(0, 300);
