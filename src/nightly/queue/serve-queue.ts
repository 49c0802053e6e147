/** The tasks of a queue, done by the threads of this machine: what a worker is, and what a run does when no worker comes. */
import { OutputError } from "../output/output-error.ts";
import type { JobPlace } from "../run/job-place.ts";
import type { Task, TaskResult } from "../run/task.ts";
import { taskName } from "../run/task.ts";
import type { TaskPool } from "../run/task-pool.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { type JobTaker, openJobTaker, type TakenJob } from "./job-queue.ts";
import { isLackingFiles, LACKING } from "./lacking-files.ts";
import { isAwaited } from "./presence.ts";
import type { RedisClient } from "./redis-client.ts";
import { hasHome } from "./store-home.ts";

/** What a worker tells of its tasks. */
export type ServingNews =
  | { readonly event: "begin"; readonly task: string }
  | { readonly event: "done"; readonly task: string; readonly seconds: number }
  | { readonly event: "fault"; readonly task: string; readonly fault: string; readonly last: boolean }
  /** a run keeps its files in another store than ours */
  | { readonly event: "other-store" }
  /** our store cannot be had */
  | { readonly event: "no-store"; readonly fault: OutputError };

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

/** How often the store is asked for what is not there, and the pause between, milliseconds: a shared disk may be behind. */
const LOOKS = 3;
const LOOK_MS = 500;

/** A job of another night, with another store, is left to its own workers for so long before it is looked at again. */
const NOT_OURS_MS = 5_000;

/** Takes tasks from now on, until it is closed; then it ends what it has begun. */
export const serveQueue = (how: ServingHow): JobTaker => {
  const taker = openJobTaker(how.client, {
    threads: how.threads,
    name: how.name,
    take: async (job) => {
      const task = atHome(job.queued.task, how.place);
      const refusal = await refused(job, task, how);
      if (!refusal) return perform(job, task, how);
      const { news, fault } = refusal;
      if (news?.event === "other-store" || news?.event === "no-store") taker.pause();
      if (news) how.tell(news);
      throw fault;
    },
  });
  return taker;
};

/** The same task with this machine's places. */
const atHome = (task: Task, { store, cache }: ServingHow["place"]): Task => {
  const { cache: _, ...place } = task.place;
  return { ...task, place: { ...place, store, ...(cache !== undefined && { cache }) } };
};

/** Why a job is not done here: what is told of it, and what is thrown. */
interface Refusal {
  readonly news?: ServingNews;
  readonly fault: Error;
}

/** Undefined when it is to be done. */
const refused = async (
  job: TakenJob,
  task: Task,
  { store, client, isRun }: ServingHow,
): Promise<Refusal | undefined> => {
  const givenUp = (fault: string): Refusal => ({
    news: { event: "fault", task: taskName(task), fault, last: true },
    fault: job.giveUp(fault),
  });
  const { home } = job.queued;
  const { inputs } = task.place;
  // whatever lies in the queue: a worker reads nothing of an edition but what the run has shipped
  if (task.kind === "read" || (task.kind === "page" && inputs === undefined))
    return givenUp("the task has no list of the edition's files");
  try {
    if (!(await isSoon(() => hasHome(home, store)))) {
      // left there by a run that was killed: it stops nobody
      if (!(await isAwaited(home, client))) return givenUp("no run waits for it, and its files are in another store");
      if (isRun) return { fault: await job.putOff(NOT_OURS_MS) };
      return { news: { event: "other-store" }, fault: await job.giveBack() };
    }
    const isListed = task.kind !== "page" || inputs === undefined || (await isSoon(() => store.has(inputs)));
    return isListed ? undefined : givenUp(`its list of the edition's files ${LACKING.gone}`);
  } catch (fault) {
    // whoever cannot have the store is no measure for the task
    if (!(fault instanceof OutputError) || isRun) throw fault;
    return { news: { event: "no-store", fault }, fault: await job.giveBack() };
  }
};

const isSoon = async (look: () => Promise<boolean>): Promise<boolean> => {
  for (let n = 1; ; n++) {
    if (await look()) return true;
    if (n === LOOKS) return false;
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
    const stumbled = result.kind === "page" ? (result.record?.fault ?? "") : "";
    if (isLackingFiles(stumbled)) throw new Error(firstLine(stumbled).replace(/^Error: /, ""));
    if (result.kind === "preflight" && !result.entries) throw new Error("its file is not in the store");
    tell({ event: "done", task: name, seconds: (performance.now() - since) / 1000 });
    return result;
  } catch (caught) {
    const fault = time.aborted ? `it hung for ${Math.round(job.queued.patience / 1000)} seconds` : firstLine(caught);
    const isLacking = isLackingFiles(fault);
    if (!job.last && !isLacking) job.tell({ fault, alone: job.aloneNext });
    tell({ event: "fault", task: name, fault, last: job.last || isLacking });
    throw isLacking ? job.giveUp(fault) : new Error(fault);
  }
};

const firstLine = (fault: unknown): string =>
  (fault instanceof Error ? fault.message : String(fault)).split("\n")[0]!.slice(0, 300);
