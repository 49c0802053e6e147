/** Jobs whose files are gone from the store, or were never in ours: they stop no worker, and no night is lost over them. */
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/nightly/store/open-store.ts";
import { EditionShelf } from "../kit/edition-folder.ts";
import { startNightly } from "../kit/nightly-process.ts";
import { queueNews, runOverQueue, statesOf } from "../kit/queue-night.ts";
import { QueueWorkers, type RunningWorker } from "../kit/queue-workers.ts";
import { freePort, hasRedis, RedisServer } from "../kit/redis-server.ts";
import { newNight, OUT, snapshot, soundNight } from "../kit/small-night.ts";

const shelf = new EditionShelf();
const cache = join(shelf.base, "cache");
let redis: RedisServer;
let workers: QueueWorkers;
let sound: Readonly<Record<string, string>> = {};
let stores = 0;

const newStore = (): string => join(shelf.base, `store-${++stores}`);

/** Until so many jobs wait for a worker. */
const jobsWait = async (count: number): Promise<void> => {
  const client = new Redis(redis.port, "127.0.0.1");
  const waiting = async (): Promise<number> => {
    const [key] = await client.keys("broadsheet:tasks-*:wait");
    return key === undefined ? 0 : client.llen(key);
  };
  await expect.poll(waiting, { timeout: 60_000 }).toBe(count);
  client.disconnect();
};

/** What a withdrawal does to a store. */
const withdraw = (store: string): Promise<void> => openStore(store).purge((record) => record.includes("stories/02.md"));

const isFault = ({ event }: { readonly event: string }): boolean => event === "fault";

const pagesOf = ({ lines }: RunningWorker): readonly unknown[] =>
  lines.filter(({ event, task }) => event === "begin" && String(task).startsWith("page")).map(({ task }) => task);

beforeAll(async () => {
  sound = await soundNight(shelf);
});
afterAll(() => shelf.remove());

describe.skipIf(!hasRedis)("a job whose files are gone", () => {
  beforeEach(async () => {
    redis = await RedisServer.start();
    workers = new QueueWorkers();
  });
  afterEach(async () => {
    await workers.remove();
    await redis.remove();
  });
  const start = (store: string): Promise<RunningWorker> => workers.start({ queue: redis.url, store });

  /** A run that leaves its jobs there. */
  const killedRun = async (folder: string, store: string): Promise<void> => {
    const run = startNightly(folder, ["--queue", redis.url, "--store", store]);
    await jobsWait(4);
    run.child.kill("SIGKILL");
    await run.ended;
  };

  test("and whose run was killed fails at once; the worker stays, and makes the next night", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    await killedRun(folder, store);
    await withdraw(store);
    const worker = await start(store);
    await expect.poll(() => worker.lines.filter(isFault).length, { timeout: 60_000 }).toBe(4);
    for (const fault of worker.lines.filter(isFault))
      expect(fault).toMatchObject({ fault: "its list of the edition's files is no longer in the store", last: true });
    const ran = await runOverQueue(folder, { url: redis.url, store, cache });
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(ran.events.filter(({ event }) => event === "retry")).toEqual([]);
    expect([...pagesOf(worker)].sort()).toEqual(["page 01", "page 02", "page 03", "page 04"]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("while its run goes on is asked for again, with its files", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const running = runOverQueue(folder, { url: redis.url, store, cache });
    await jobsWait(4);
    await withdraw(store);
    const worker = await start(store);
    const ran = await running;
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(worker.lines.filter(isFault).map(({ task }) => task)).toContain("page 01");
    expect([...pagesOf(worker)].sort()).toEqual(["page 01", "page 02", "page 03", "page 04"]);
    expect(queueNews(ran)).not.toContain("helping");
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("in another store, with nobody waiting for it, does not stop a worker", async () => {
    await killedRun(newNight(shelf), newStore());
    const store = newStore();
    const client = new Redis(redis.port, "127.0.0.1");
    await expect.poll(() => client.keys("broadsheet:home:*"), { timeout: 30_000 }).toEqual([]);
    client.disconnect();
    const worker = await start(store);
    const folder = newNight(shelf);
    const ran = await runOverQueue(folder, { url: redis.url, store, cache });
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(worker.lines.filter(isFault)).toHaveLength(4);
    expect(pagesOf(worker)).toHaveLength(4);
    expect(worker.lines.map(({ event }) => event)).not.toContain("other-store");
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("is no matter for a worker whose store cannot be had: it does not begin", async () => {
    const env = {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${await freePort()}`,
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    };
    await expect(workers.start({ queue: redis.url, store: "s3://night/x", env })).rejects.toThrow(
      /ended with 2: .*nightly\/store/s,
    );
  });
});
