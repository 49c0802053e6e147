/** A pool of worker threads on this machine; the embedded default, which needs nothing. */
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import type { Piscina } from "piscina";
import { inOwnProcess } from "./own-process.ts";
import type { Task, TaskResult } from "./task.ts";
import type { TaskHow, TaskPool } from "./task-pool.ts";

/** How many workers, and which program they run. */
export interface PoolHow {
  readonly workers: number;
  /** the worker's file, that of tests in tests; it exports `runInThread` */
  readonly worker?: URL;
  /** the same for a task in a process of its own */
  readonly lone?: URL;
}

/** A worker that has nothing to do for so long is let go. */
const IDLE_MS = 60_000;

/** Opens a pool; threads begin, and what they need is loaded, when there is something to do. */
export const threadPool = ({ workers, worker = besides("thread-worker"), lone }: PoolHow): TaskPool => {
  const running = new Set<AbortController>();
  // a thread that cannot even begin has no task to reject
  const onFault = (fault: unknown): void => {
    for (const each of running) each.abort(fault);
  };
  let opened: Promise<Piscina> | undefined;
  const threads = (): Promise<Piscina> => (opened ??= openThreads(worker, { workers, onFault }));
  return {
    abreast: workers + 1,
    run: async (task: Task, { signal, watch }: TaskHow): Promise<TaskResult> => {
      const { port1, port2 } = new MessageChannel();
      port1.on("message", watch);
      port1.unref();
      const own = new AbortController();
      running.add(own);
      try {
        const how = { signal: AbortSignal.any([signal, own.signal]), transferList: [port2] };
        return (await (await threads()).run({ task, port: port2 }, how)) as TaskResult;
      } catch (fault) {
        throw own.signal.aborted ? own.signal.reason : fault;
      } finally {
        running.delete(own);
        port1.close();
      }
    },
    isolate: (task, how) => inOwnProcess(task, { ...how, worker: lone ?? besides("process-worker") }),
    close: async () => (await opened)?.destroy(),
  };
};

interface ThreadsHow {
  readonly workers: number;
  readonly onFault: (fault: unknown) => void;
}

const openThreads = async (worker: URL, { workers, onFault }: ThreadsHow): Promise<Piscina> => {
  const { Piscina } = await import("piscina");
  const source = worker.pathname.endsWith(".ts");
  const pool = new Piscina({
    filename: fileURLToPath(source ? new URL("./from-source.mjs", import.meta.url) : worker),
    ...(source && { env: { ...process.env, BROADSHEET_WORKER: worker.href } }),
    name: "runInThread",
    minThreads: 0,
    maxThreads: workers,
    idleTimeout: IDLE_MS,
    // a worker that waits for its next task goes on with what it has begun beside the last one
    atomics: "disabled",
  });
  pool.on("error", onFault);
  return pool;
};

/** A file beside this one: `.ts` where the program runs from its source. */
const besides = (name: string): URL => new URL(`./${name}${import.meta.url.slice(-3)}`, import.meta.url);
