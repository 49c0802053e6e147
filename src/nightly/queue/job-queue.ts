/** Jobs in Redis: the one door to BullMQ. All that it is asked for stands here. */

import { platform } from "node:process";
import { DelayedError, type Job, Queue, QueueEvents, UnrecoverableError, WaitingError, Worker } from "bullmq";
import { programPrint } from "../run/program-print.ts";
import type { Task, TaskResult } from "../run/task.ts";
import type { RedisClient } from "./redis-client.ts";

/** A task as it lies in the queue; plain values. */
export interface QueuedTask {
  readonly task: Task;
  /** a task that takes longer hangs, milliseconds */
  readonly patience: number;
  /** mark of the store that has its files */
  readonly home: string;
}

/** What a worker says while it does a task. */
export type JobNews = { readonly stage: string } | { readonly fault: string; readonly alone: boolean };

/** Before all keys. */
export const PREFIX = "broadsheet";

/** Of a program of another print, or another kind of machine, neither tasks nor results are ours: each has a queue of its own. */
export const queueName = (): string => `tasks-${programPrint().slice(0, 16)}-${platform}-${process.arch}`;

/** Tries of a task, the last one in a process of its own. */
export const ATTEMPTS = 3;

/** Results that nobody fetched, as the run was killed: seconds for which a run that goes on may still find them. */
const KEPT_SECONDS = 600;

/** A worker shows so often that it is alive; after so long without, its task is another's. */
const LOCK_MS = 8_000;
const STALLED_MS = 2_000;

/** Deaths of workers over one task. From the third start on it is done in a process of its own, which kills nobody. */
const MAX_STALLED = 9;

/** What is told of a job, as soon as Redis tells it. */
export interface JobEars {
  completed(id: string, result: TaskResult): void;
  failed(id: string, why: string): void;
  news(id: string, news: JobNews): void;
  /** its worker is gone; another takes it */
  stalled(id: string): void;
}

/** How a job stands. `none`: Redis does not know it. */
export type JobState =
  | { readonly kind: "none" | "open" }
  | { readonly kind: "completed"; readonly result: TaskResult }
  | { readonly kind: "failed"; readonly why: string };

/** The asking end of the queue. */
export interface JobQueue {
  /** Adds a job; nothing happens when there is one of that id. */
  add(id: string, queued: QueuedTask): Promise<void>;
  state(id: string): Promise<JobState>;
  /** Removes a job, unless a worker is at it. */
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}

const ignore = (): void => undefined;

/** Opens the asking end. */
export const openJobQueue = (client: RedisClient, ears: JobEars): JobQueue => {
  const how = { connection: client, prefix: PREFIX };
  // events hold results; a run that misses some looks at the job itself
  const queue = new Queue<QueuedTask, TaskResult>(queueName(), { ...how, streams: { events: { maxLen: 500 } } });
  const events = new QueueEvents(queueName(), how);
  queue.on("error", ignore);
  events.on("error", ignore);
  events.on("completed", ({ jobId, returnvalue }) => ears.completed(jobId, returnvalue as unknown as TaskResult));
  events.on("failed", ({ jobId, failedReason }) => ears.failed(jobId, failedReason));
  events.on("progress", ({ jobId, data }) => ears.news(jobId, data as JobNews));
  events.on("stalled", ({ jobId }) => ears.stalled(jobId));
  return {
    add: async (jobId, queued) => {
      await queue.add(queued.task.kind, queued, {
        jobId,
        attempts: ATTEMPTS,
        backoff: { type: "exponential", delay: 500 },
        removeOnComplete: { age: KEPT_SECONDS, count: 1000 },
        removeOnFail: { age: KEPT_SECONDS, count: 1000 },
        stackTraceLimit: 1,
      });
    },
    state: async (id) => stateOf(await queue.getJob(id)),
    remove: async (id) => {
      const job = await queue.getJob(id);
      await job?.remove().catch(ignore);
    },
    close: async () => {
      await Promise.all([events.close(), queue.close()]);
    },
  };
};

const stateOf = async (job: Job<QueuedTask, TaskResult> | undefined): Promise<JobState> => {
  if (!job) return { kind: "none" };
  const state = await job.getState();
  if (state === "completed") return { kind: "completed", result: job.returnvalue };
  if (state === "failed") return { kind: "failed", why: job.failedReason };
  return { kind: state === "unknown" ? "none" : "open" };
};

/** A job that a worker has taken. */
export interface TakenJob {
  readonly queued: QueuedTask;
  /** whether it has failed, or killed a worker, so often that it is to be done in a process of its own */
  readonly alone: boolean;
  /** whether the next try, if there is one, is such */
  readonly aloneNext: boolean;
  /** whether this is the last try */
  readonly last: boolean;
  tell(news: JobNews): void;
  /** Gives it back for another worker; returns what is to be thrown. */
  giveBack(): Promise<Error>;
  /** Gives it back for whoever takes jobs after so many milliseconds; returns what is to be thrown. */
  putOff(milliseconds: number): Promise<Error>;
  /** Returns what is to be thrown when no other try would do better. */
  giveUp(why: string): Error;
}

/** The doing end of the queue. */
export interface JobTaker {
  /** Takes nothing more. */
  pause(): void;
  /** Ends when what was begun is done. */
  close(): Promise<void>;
  /** Lets go of what was begun: with the server away `close` would never end, nor the process. */
  drop(): void;
}

/** What is done with jobs, and how many at a time. */
export interface TakerHow {
  readonly threads: number;
  /** name of this worker, for who looks into the queue */
  readonly name: string;
  readonly take: (job: TakenJob) => Promise<TaskResult>;
}

/** Opens the doing end: it takes jobs from now on. */
export const openJobTaker = (client: RedisClient, { threads, name, take }: TakerHow): JobTaker => {
  const perform = (job: Job<QueuedTask, TaskResult>, token?: string): Promise<TaskResult> => take(taken(job, token));
  const worker = new Worker<QueuedTask, TaskResult>(queueName(), perform, {
    connection: client,
    prefix: PREFIX,
    concurrency: threads,
    name,
    lockDuration: LOCK_MS,
    stalledInterval: STALLED_MS,
    maxStalledCount: MAX_STALLED,
    runRetryDelay: 1_000,
    drainDelay: 2,
  });
  worker.on("error", ignore);
  return {
    pause: () => void worker.pause(true),
    close: async () => {
      // only the first close counts, and that may have to be the one of `drop`
      await worker.pause();
      await worker.close();
    },
    drop: () => void worker.close(true).catch(ignore),
  };
};

const taken = (job: Job<QueuedTask, TaskResult>, token: string | undefined): TakenJob => {
  const { attemptsMade, stalledCounter } = job;
  return {
    queued: job.data,
    // who gives it back has not tried it
    alone: attemptsMade + stalledCounter >= ATTEMPTS - 1,
    aloneNext: attemptsMade + stalledCounter + 1 >= ATTEMPTS - 1,
    last: attemptsMade + 1 >= ATTEMPTS,
    tell: (news) => void job.updateProgress(news).catch(ignore),
    giveBack: async () => {
      await job.moveToWait(token);
      return new WaitingError();
    },
    putOff: async (milliseconds) => {
      await job.moveToDelayed(Date.now() + milliseconds, token);
      return new DelayedError();
    },
    giveUp: (why) => new UnrecoverableError(why),
  };
};
