/** A worker thread of the pool. */
import type { MessagePort } from "node:worker_threads";
import { runTask } from "./run-task.ts";
import type { Task, TaskResult } from "./task.ts";

/** Does a task; stages are told on `port`. */
export const runInThread = async ({
  task,
  port,
}: {
  readonly task: Task;
  readonly port: MessagePort;
}): Promise<TaskResult> => {
  try {
    return await runTask(task, (stage) => port.postMessage(stage));
  } finally {
    port.close();
  }
};
