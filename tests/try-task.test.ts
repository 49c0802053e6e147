/** Which tasks a run says that it has in hand: a death while another machine is at work says nothing about its page. */
import { expect, test } from "vitest";
import type { JobPlace } from "../src/nightly/run/job-place.ts";
import type { Task, TaskResult } from "../src/nightly/run/task.ts";
import type { TaskHow, TaskPool } from "../src/nightly/run/task-pool.ts";
import { tryTask } from "../src/nightly/run/try-task.ts";

const place: JobPlace = { folder: "/edition", file: "edition.yaml", store: "/store" };
const task: Task = { kind: "thumbnail", place, sha256: "0123456789" };
const answer: TaskResult = { kind: "thumbnail", picture: undefined };

const poolOf = (work: (how: TaskHow) => Promise<TaskResult>, triesItself: boolean): TaskPool => ({
  abreast: 1,
  triesItself,
  run: (_, how) => work(how),
  isolate: (_, how) => work(how),
  close: async () => undefined,
});

/** What the journal is told while the pool does the task. */
const noted = async (pool: TaskPool, alone = new Set<string>()): Promise<readonly string[]> => {
  const notes: string[] = [];
  const journal = {
    begin: (name: string) => notes.push(`begin ${name}`),
    end: (name: string) => notes.push(`end ${name}`),
  };
  const signal = new AbortController().signal;
  await tryTask(task, { pool, signal, patience: 60_000, tell: () => undefined, journal, alone });
  return notes;
};

const working = async ({ watch }: TaskHow): Promise<TaskResult> => {
  watch("thumbnail");
  return answer;
};

const BOTH = ["begin thumbnail 01234567", "end thumbnail 01234567"];

test("a task of the run's own threads is in the journal", async () => {
  expect(await noted(poolOf(working, false))).toEqual(BOTH);
});

test("a task that the pool hands on is not, unless it is done alone in a process of this machine", async () => {
  expect(await noted(poolOf(working, true))).toEqual([]);
  expect(await noted(poolOf(working, true), new Set(["thumbnail 01234567"]))).toEqual(BOTH);
});

test("a task that such a pool does with its own threads after all is", async () => {
  const own = poolOf(working, false);
  const signal = new AbortController().signal;
  const here = ({ journal, watch }: TaskHow): Promise<TaskResult> =>
    tryTask(task, { pool: own, signal, patience: 60_000, tell: () => undefined, ...(journal && { journal }) }, watch);
  expect(await noted(poolOf(here, true))).toEqual(BOTH);
});
