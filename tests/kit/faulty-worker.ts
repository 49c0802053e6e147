/** A worker that goes wrong as it is told: for tests of what becomes of the night. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { MessagePort } from "node:worker_threads";
import type { Task, TaskResult } from "../../src/nightly/run/task.ts";
import { runInThread as sound } from "../../src/nightly/run/thread-worker.ts";

/** What is to go wrong, in the variable `BROADSHEET_TEST_FAULT`. */
export interface Fault {
  readonly page: string;
  readonly kind: "dies" | "hangs" | "throws" | "rewrites";
  /** of `rewrites`: a file that is changed before the page is made, and its new content */
  readonly file?: string;
  readonly content?: string;
  /** so often */
  readonly times: number;
  /** a file that counts */
  readonly counter: string;
}

/** Goes wrong on its page as often as it is told to. */
export const runInThread = async (asked: { readonly task: Task; readonly port: MessagePort }): Promise<TaskResult> => {
  await misbehave(asked.task);
  return sound(asked);
};

const misbehave = async (task: Task): Promise<void> => {
  const { page, kind, times, counter, file, content } = JSON.parse(
    process.env["BROADSHEET_TEST_FAULT"] ?? "{}",
  ) as Fault;
  if (task.kind !== "page" || task.order.id !== page) return;
  const done = existsSync(counter) ? readFileSync(counter, "utf8").length : 0;
  if (done >= times) return;
  appendFileSync(counter, ".");
  if (kind === "rewrites") return writeFileSync(file!, content!);
  if (kind === "throws") throw new Error("the worker stumbled");
  if (kind === "dies") process.exit(3);
  // nothing else runs in this thread any more
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
};
