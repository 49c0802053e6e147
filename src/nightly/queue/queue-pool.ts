/** Tasks done by the workers of other machines, over a queue in Redis; by our own threads when nobody comes, or Redis is gone. */
import { fingerprint } from "../run/fingerprint.ts";
import type { QueueNews } from "../run/job-event.ts";
import type { JobPlace } from "../run/job-place.ts";
import type { FileTrace } from "../run/recorded-reads.ts";
import type { Task, TaskResult } from "../run/task.ts";
import type { TaskHow, TaskPool } from "../run/task-pool.ts";
import { tryTask } from "../run/try-task.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { type JobEars, type JobQueue, type JobTaker, openJobQueue, type QueuedTask } from "./job-queue.ts";
import { isLackingFiles } from "./lacking-files.ts";
import { awaitHome } from "./presence.ts";
import type { QueueAddress } from "./queue-address.ts";
import { QUEUE_PATIENCE, type QueuePatience, QueueWatch } from "./queue-watch.ts";
import { connectRedis, cutRedis, type RedisClient } from "./redis-client.ts";
import { serveQueue } from "./serve-queue.ts";
import { openShipments, type Shipment, type Shipments } from "./shipments.ts";

/** What a pool over a queue needs. */
export interface QueuePoolHow {
  readonly address: QueueAddress;
  readonly store: ArtefactStore;
  /** the threads of this machine, and how many there are */
  readonly own: TaskPool;
  readonly workers: number;
  /** milliseconds after which a task hangs */
  readonly patience: number;
  readonly tell: (news: QueueNews, who: string) => void;
  /** `QUEUE_PATIENCE` when absent */
  readonly waiting?: QueuePatience;
}

/** How often a task is asked for before this machine does it: once more when the store has lost what belongs to it. */
const ASKED = 2;

/** The longest that leaving may take: Redis may be away. */
const LEAVING_MS = 2_000;

/** Pages that lie in the queue or are at work at a time: enough for many machines, and what is judged first is told first. */
const ABREAST = 64;

/** Opens it; rejects with an `OutputError` when there is no Redis. */
export const openQueuePool = async (how: QueuePoolHow): Promise<TaskPool> =>
  new QueuePool(how, await connectRedis(how.address));

/** A task that somebody waits for. */
interface Pending {
  readonly queued: QueuedTask;
  readonly how: TaskHow;
  done(result: TaskResult): void;
  failed(fault: unknown): void;
  /** does it on this machine instead */
  here(): void;
}

/** A task as it was asked for, and as it lies in the queue. */
interface Asking {
  readonly id: string;
  readonly task: Task;
  readonly queued: QueuedTask;
  readonly how: TaskHow;
  /** whether what came of it before is of no use */
  readonly isAgain: boolean;
}

/** With which files a task goes out. */
interface Sending {
  readonly shipment: Shipment;
  readonly isAgain: boolean;
}

class QueuePool implements TaskPool {
  readonly triesItself = true;
  readonly abreast = ABREAST;
  readonly #how: QueuePoolHow;
  readonly #client: RedisClient;
  readonly #jobs: JobQueue;
  readonly #watch: QueueWatch;
  readonly #pending = new Map<string, Pending>();
  readonly #asked = new Map<string, Promise<TaskResult>>();
  readonly #shipments: Shipments;
  /** jobs that are being taken out of the queue */
  readonly #leaving = new Set<Promise<void>>();
  #helper: JobTaker | undefined;
  #saidRefuses = false;

  constructor(how: QueuePoolHow, client: RedisClient) {
    this.#how = how;
    this.#client = client;
    this.#shipments = openShipments(how.store);
    this.#jobs = openJobQueue(client, this.#ears());
    this.#watch = new QueueWatch({
      client,
      shown: how.address.shown,
      waiting: how.waiting ?? QUEUE_PATIENCE,
      threads: how.workers,
      tell: how.tell,
      isWaiting: () => this.#pending.size > 0,
      sweep: async () => {
        const waiting = [...this.#pending];
        for (const home of new Set(waiting.map(([, { queued }]) => queued.home))) await awaitHome(home, client);
        await Promise.all(waiting.map(([id, { queued }]) => this.#lookAt(id, queued)));
      },
      help: () => this.#help(),
      goOnAlone: () => {
        for (const each of [...this.#pending.values()]) each.here();
      },
    });
  }

  begin(place: JobPlace, reads: readonly FileTrace[]): void {
    this.#shipments.begin(place, reads);
  }

  async run(task: Task, how: TaskHow): Promise<TaskResult> {
    // the run has the files
    if (task.kind === "read") return this.#here(task, how);
    let gone: Shipment | undefined;
    for (let n = 0; n < ASKED && !this.#watch.isAlone; n++) {
      const shipment = this.#shipments.of(task.place, gone);
      const result = await this.#elsewhere(task, how, { shipment, isAgain: n > 0 });
      if (result) return result;
      gone = shipment;
    }
    return this.#here(task, how);
  }

  /** Undefined when the store lacks what the task needs, or what came of it: a withdrawal may have purged it meanwhile. */
  async #elsewhere(task: Task, how: TaskHow, { shipment, isAgain }: Sending): Promise<TaskResult | undefined> {
    const shipped = await shipment.there;
    // shipping takes a while
    how.signal.throwIfAborted();
    if (!shipped) return undefined;
    const { place, home } = shipped;
    const queued: QueuedTask = { task: { ...task, place }, patience: this.#how.patience, home };
    // of the content alone: a run that goes on finds what the killed one has asked for
    const id = fingerprint(queued);
    const asking = { id, task, queued, how, isAgain };
    const asked = this.#asked.get(id) ?? this.#ask(asking).finally(() => this.#asked.delete(id));
    this.#asked.set(id, asked);
    try {
      const result = await asked;
      return (await this.#isThere(result)) ? result : undefined;
    } catch (fault) {
      if (fault instanceof Error && isLackingFiles(fault.message)) return undefined;
      throw fault;
    }
  }

  async #isThere(result: TaskResult): Promise<boolean> {
    const files = result.kind === "page" ? (result.record?.entry.files ?? []) : [];
    const there = await Promise.all(files.map(({ sha256 }) => this.#how.store.has(sha256)));
    return there.every(Boolean);
  }

  isolate(task: Task, how: TaskHow): Promise<TaskResult> {
    return this.#how.own.isolate(task, how);
  }

  async close(): Promise<void> {
    this.#watch.stop();
    const leave = async (): Promise<void> => {
      await this.#helper?.close();
      await Promise.all(this.#leaving);
      await this.#watch.leave();
      await this.#jobs.close();
    };
    const enough = new Promise<void>((resolve) => setTimeout(resolve, LEAVING_MS).unref());
    await Promise.race([leave().catch(() => undefined), enough]);
    this.#helper?.drop();
    cutRedis(this.#client);
    await this.#how.own.close();
  }

  #here(task: Task, { signal, watch, retried, journal }: TaskHow): Promise<TaskResult> {
    const { own, patience } = this.#how;
    const tell: Parameters<typeof tryTask>[1]["tell"] = (event) => {
      if (event.event === "retry") retried?.(event.fault, event.alone);
    };
    return tryTask(task, { pool: own, signal, patience, tell, ...(journal && { journal }) }, watch);
  }

  #ask({ id, task, queued, how, isAgain }: Asking): Promise<TaskResult> {
    return new Promise((resolve, reject) => {
      const end = (act: () => void): void => {
        if (!this.#pending.delete(id)) return;
        how.signal.removeEventListener("abort", stop);
        // finished jobs do not pile up, and waiting ones that nobody wants go
        this.#letGo(id);
        act();
      };
      const stop = (): void => end(() => reject(how.signal.reason));
      this.#pending.set(id, {
        queued,
        how,
        done: (result) => end(() => resolve(result)),
        failed: (fault) => end(() => reject(fault)),
        here: () => end(() => this.#here(task, how).then(resolve, reject)),
      });
      how.signal.addEventListener("abort", stop, { once: true });
      void this.#add(id, { queued, isAgain });
    });
  }

  #letGo(id: string): void {
    const leaving = this.#jobs.remove(id).catch(() => undefined);
    this.#leaving.add(leaving);
    void leaving.then(() => this.#leaving.delete(leaving));
  }

  async #add(id: string, { queued, isAgain }: Pick<Asking, "queued" | "isAgain">): Promise<void> {
    try {
      // what failed in an earlier run is tried anew
      if (isAgain || (await this.#jobs.state(id)).kind === "failed") await this.#jobs.remove(id);
      await this.#give(id, queued);
    } catch (fault) {
      this.#refused(id, fault);
    }
    // Redis may have been away meanwhile, and nobody wait any more
    if (this.#pending.has(id)) await this.#lookAt(id, queued);
    else this.#letGo(id);
  }

  async #give(id: string, queued: QueuedTask): Promise<void> {
    // before the job itself: a worker with another store asks whether somebody waits for it
    await awaitHome(queued.home, this.#client);
    await this.#jobs.add(id, queued);
  }

  /** A server that takes no tasks, its memory being full perhaps, takes no page of the night with it. */
  #refused(id: string, fault: unknown): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    const [why = ""] = (fault instanceof Error ? fault.message : String(fault)).split("\n");
    if (!this.#saidRefuses) this.#how.tell("refuses", `${this.#how.address.shown} (${why.slice(0, 120)})`);
    this.#saidRefuses = true;
    pending.here();
  }

  /** The job as Redis knows it: events that were missed are made up for, and what is gone is added again. */
  async #lookAt(id: string, queued: QueuedTask): Promise<void> {
    try {
      const state = await this.#jobs.state(id);
      const pending = this.#pending.get(id);
      if (state.kind === "completed") pending?.done(state.result);
      else if (state.kind === "failed") pending?.failed(new Error(state.why));
      else if (state.kind === "none" && pending) await this.#give(id, queued);
    } catch (fault) {
      this.#refused(id, fault);
    }
  }

  #ears(): JobEars {
    return {
      completed: (id, result) => this.#pending.get(id)?.done(result),
      failed: (id, why) => this.#pending.get(id)?.failed(new Error(why)),
      news: (id, news) => {
        const how = this.#pending.get(id)?.how;
        if ("stage" in news) how?.watch(news.stage);
        else how?.retried?.(news.fault, news.alone);
      },
      stalled: (id) => this.#pending.get(id)?.how.retried?.("its worker is gone", false),
    };
  }

  #help(): void {
    const { own, workers, store } = this.#how;
    const [first] = this.#pending.values();
    if (!first) return;
    const { store: address, cache } = first.queued.task.place;
    this.#helper = serveQueue({
      client: this.#client,
      pool: own,
      threads: workers,
      name: "run",
      isRun: true,
      store,
      place: { store: address, ...(cache !== undefined && { cache }) },
      tell: () => undefined,
    });
  }
}
