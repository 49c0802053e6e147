/** Who does the tasks of a job. */
import type { JobPlace } from "./job-place.ts";
import type { FileTrace } from "./recorded-reads.ts";
import type { RunJournal } from "./run-journal.ts";
import type { Task, TaskResult } from "./task.ts";

/** How one task is done. */
export interface TaskHow {
  /** ends the task, and with it the worker that does it */
  readonly signal: AbortSignal;
  /** told when a stage of it begins */
  readonly watch: (stage: string) => void;
  /** told when a pool that tries a task again by itself does so, and whether alone in a process */
  readonly retried?: (fault: string, alone: boolean) => void;
  /** is told, by a pool that tries a task again by itself, what this process does with its own hands */
  readonly journal?: Pick<RunJournal, "begin" | "end">;
}

/** Workers that do tasks, so many at a time as there are. */
export interface TaskPool {
  /** how many pages are worth having under way at a time: every worker busy, and little waiting */
  readonly abreast: number;
  /** Whether it tries a task again by itself, and knows when one hangs: `run` is then asked once. */
  readonly triesItself?: boolean;
  /** Told, before pages of this place are asked for, what the edition was read from. */
  begin?(place: JobPlace, reads: readonly FileTrace[]): void;
  /** Rejects when the task throws, when its worker dies, and when it is ended. */
  run(task: Task, how: TaskHow): Promise<TaskResult>;
  /** Does a task where nothing else can come to harm; rejects like `run`. */
  isolate(task: Task, how: TaskHow): Promise<TaskResult>;
  /** Lets all workers go. */
  close(): Promise<void>;
}
