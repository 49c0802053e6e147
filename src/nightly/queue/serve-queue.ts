/** The tasks of a queue, done by the threads of this machine: what a worker is, and what a run does when no worker comes. */
import type { JobPlace } from "../run/job-place.ts";
import type { Task, TaskResult } from "../run/task.ts";
import { taskName } from "../run/task.ts";
import type { TaskPool } from "../run/task-pool.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { type JobTaker, openJobTaker, type TakenJob } from "./job-queue.ts";
import type { RedisClient } from "./redis-client.ts";

/** What a worker tells of its tasks. */
export type ServingNews =
  | { readonly event: "begin"; readonly task: string }
  | { readonly event: "done"; readonly task: string; readonly seconds: number }
  | { readonly event: "fault"; readonly task: string; readonly fault: string; readonly last: boolean }
  /** what the run has put into its store is not in ours */
  | { readonly event: "other-store" };

/** Who does the tasks, and where it keeps what it makes. */
export interface ServingHow {
  readonly client: RedisClient;
  readonly pool: TaskPool;
  readonly threads: number;
  readonly name: string;
  readonly store: ArtefactStore;
  /** this machine's address of the store, and its kept results, in place of the run's */
  readonly place: Pick<JobPlace, "store" | "cache">;
  readonly tell: (news: ServingNews) => void;
  /** whether this is a run that helps itself: it never stops over a job of another night */
  readonly isRun?: boolean;
}

/** How often the store is asked for a list that is not there, and the pause between, milliseconds. */
const LOOKS = 3;
const LOOK_MS = 500;

/** A job of another night, with another store, is left to its own workers for so long before it is looked at again. */
const NOT_OURS_MS = 5_000;

/** Takes tasks from now on, until it is closed; then it ends what it has begun. */
export const serveQueue = (how: ServingHow): JobTaker => {
  const { client, threads, name, store, tell } = how;
  const taker = openJobTaker(client, {
    threads,
    name,
    take: async (job) => {
      const task = atHome(job.queued.task, how.place);
      // whatever lies in the queue: a worker reads nothing of an edition but what the run has shipped
      if (task.kind === "read" || (task.kind === "page" && task.place.inputs === undefined))
        throw new Error("the task has no list of the edition's files");
      if (await isOurs(task, store)) return perform(job, task, how);
      if (how.isRun) throw await job.putOff(NOT_OURS_MS);
      taker.pause();
      tell({ event: "other-store" });
      throw await job.giveBack();
    },
  });
  return taker;
};

/** The same task with this machine's places. */
const atHome = (task: Task, { store, cache }: ServingHow["place"]): Task => {
  const { cache: _, ...place } = task.place;
  return { ...task, place: { ...place, store, ...(cache !== undefined && { cache }) } };
};

const isOurs = async ({ place: { inputs } }: Task, store: ArtefactStore): Promise<boolean> => {
  if (inputs === undefined) return true;
  for (let look = 1; ; look++) {
    if (await store.has(inputs)) return true;
    if (look === LOOKS) return false;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
};

const perform = async (job: TakenJob, task: Task, { pool, tell }: ServingHow): Promise<TaskResult> => {
  const name = taskName(task);
  const since = performance.now();
  const time = AbortSignal.timeout(job.queued.patience);
  tell({ event: "begin", task: name });
  try {
    const how = { signal: time, watch: (stage: string) => job.tell({ stage }) };
    const result = await (job.alone ? pool.isolate(task, how) : pool.run(task, how));
    if (result.kind === "preflight" && !result.entries) throw new Error("its file is not in the store");
    tell({ event: "done", task: name, seconds: (performance.now() - since) / 1000 });
    return result;
  } catch (caught) {
    const fault = time.aborted ? `it hung for ${Math.round(job.queued.patience / 1000)} seconds` : firstLine(caught);
    if (!job.last) job.tell({ fault, alone: job.aloneNext });
    tell({ event: "fault", task: name, fault, last: job.last });
    throw new Error(fault);
  }
};

const firstLine = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).split("\n")[0]!.slice(0, 300);
