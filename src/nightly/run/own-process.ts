/** A task in a process of its own. */
import { fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Task, TaskResult } from "./task.ts";
import type { TaskHow } from "./task-pool.ts";

/** How it is done. */
export interface OwnProcessHow extends TaskHow {
  /** the process's file */
  readonly worker: URL;
}

/** Does the task; rejects when it throws, when the process dies, and when it is ended, which kills the process. */
export const inOwnProcess = (task: Task, { signal, watch, worker }: OwnProcessHow): Promise<TaskResult> =>
  new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(worker), [], {
      execArgv: worker.pathname.endsWith(".ts") ? ["--import", loader()] : [],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const end = (): void => void child.kill("SIGKILL");
    signal.addEventListener("abort", end, { once: true });
    if (signal.aborted) end();
    child.on(
      "message",
      (message: { readonly stage?: string; readonly result?: TaskResult; readonly fault?: string }) => {
        if (message.stage !== undefined) watch(message.stage);
        if (message.result) resolve(message.result);
        if (message.fault !== undefined) reject(new Error(message.fault));
      },
    );
    child.on("error", reject);
    child.on("exit", (code, by) => {
      signal.removeEventListener("abort", end);
      // when it has answered already this changes nothing
      reject(signal.aborted ? signal.reason : new Error(`the process ended by ${by ?? `code ${code}`}`));
    });
    child.send(task);
  });

/** Where the program runs from its source, wherever it was started. */
const loader = (): string => pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
