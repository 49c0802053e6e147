/** A worker as a process that goes wrong as `BROADSHEET_TEST_FAULT` tells, whole process and all, or in every way that there is. */
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { readQueueAddress } from "../../src/nightly/queue/queue-address.ts";
import { openWorker } from "../../src/nightly/queue/queue-worker.ts";
import type { Task } from "../../src/nightly/run/task.ts";
import { threadPool } from "../../src/nightly/run/thread-pool.ts";
import { openStore } from "../../src/nightly/store/open-store.ts";

/** What is to go wrong. */
export interface DeadlyFault {
  readonly page: string;
  /** `dies`: the whole process, by its own hand, so often as a thread does it; `throws`: wherever it is done */
  readonly kind: "dies" | "throws";
  readonly times: number;
  /** a file that counts */
  readonly counter: string;
}

const [url = "", store = "", cache = ""] = process.argv.slice(2);
const fault = JSON.parse(process.env["BROADSHEET_TEST_FAULT"] ?? "{}") as DeadlyFault;
const pool = threadPool({ workers: 1 });

const misbehave = (task: Task): void => {
  if (task.kind !== "page" || task.order.id !== fault.page) return;
  const done = existsSync(fault.counter) ? readFileSync(fault.counter, "utf8").length : 0;
  if (done >= fault.times) return;
  appendFileSync(fault.counter, ".");
  if (fault.kind === "throws") throw new Error("the worker stumbled");
  process.kill(process.pid, "SIGKILL");
};

const working = await openWorker({
  address: readQueueAddress(url, {})!,
  pool: {
    ...pool,
    run: async (task, how) => {
      misbehave(task);
      return pool.run(task, how);
    },
    isolate: async (task, how) => {
      if (fault.kind === "throws") misbehave(task);
      return pool.isolate(task, how);
    },
  },
  threads: 1,
  name: "deadly",
  store: openStore(store),
  place: { store, cache },
  tell: (news) => console.log(JSON.stringify(news)),
});
console.log(JSON.stringify({ event: "ready" }));
await working.ended;
