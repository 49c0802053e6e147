/** Who does the tasks of a job. */
import type { Task, TaskResult } from "./task.ts";

/** How one task is done. */
export interface TaskHow {
  /** ends the task, and with it the worker that does it */
  readonly signal: AbortSignal;
  /** told when a stage of it begins */
  readonly watch: (stage: string) => void;
}

/** Workers that do tasks, so many at a time as there are. */
export interface TaskPool {
  /** how many pages are worth having under way at a time: every worker busy, and little waiting */
  readonly abreast: number;
  /** Rejects when the task throws, when its worker dies, and when it is ended. */
  run(task: Task, how: TaskHow): Promise<TaskResult>;
  /** Does a task where nothing else can come to harm; rejects like `run`. */
  isolate(task: Task, how: TaskHow): Promise<TaskResult>;
  /** Lets all workers go. */
  close(): Promise<void>;
}
