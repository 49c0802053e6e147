/** A process for one task that has brought a thread down: what kills it, kills nothing else. */
import { runTask } from "./run-task.ts";
import type { Task } from "./task.ts";

process.once("message", (task: Task) => {
  const tell = (message: object): Promise<void> =>
    new Promise((resolve) => process.send!(message, undefined, {}, () => resolve()));
  runTask(task, (stage) => void tell({ stage }))
    .then(
      (result) => tell({ result }),
      (fault: unknown) => tell({ fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }),
    )
    .finally(() => process.exit());
});
// whoever asked is gone
process.once("disconnect", () => process.exit());
