/** A night over several machines: whatever dies or is not there, the bytes are those of one thread. */
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { EditionShelf } from "../kit/edition-folder.ts";
import { writeNight } from "../kit/night-edition.ts";
import { startNightly } from "../kit/nightly-process.ts";
import { queueNews, retriesOf, runOverQueue, statesOf } from "../kit/queue-night.ts";
import { QueueWorkers, type RunningWorker } from "../kit/queue-workers.ts";
import { hasRedis, RedisServer } from "../kit/redis-server.ts";
import { S3Server } from "../kit/s3-server.ts";
import { ROOT } from "../kit/sample.ts";
import { newNight, OUT, snapshot, soundNight } from "../kit/small-night.ts";

const shelf = new EditionShelf();
const cache = join(shelf.base, "cache");
let redis: RedisServer;
let workers: QueueWorkers;
let sound: Readonly<Record<string, string>> = {};
let stores = 0;

/** A store of its own for each test. */
const newStore = (): string => join(shelf.base, `store-${++stores}`);

/** Names of what Redis has. */
const keysLike = async (pattern: string): Promise<readonly string[]> => {
  const client = new Redis(redis.port, "127.0.0.1");
  const names = await client.keys(pattern);
  client.disconnect();
  return names;
};

/** The jobs that Redis still knows. */
const jobsLeft = async (): Promise<readonly string[]> =>
  (await keysLike("broadsheet:tasks-*")).filter((name) => /:[0-9a-f]{64}$/.test(name));

const isPage = ({ event, task }: { readonly event: string; readonly task?: unknown }): boolean =>
  event === "begin" && String(task).startsWith("page");

beforeAll(async () => {
  sound = await soundNight(shelf);
});
afterAll(() => shelf.remove());

describe.skipIf(!hasRedis)("a night over a queue", () => {
  beforeEach(async () => {
    redis = await RedisServer.start();
    workers = new QueueWorkers();
  });
  afterEach(async () => {
    await workers.remove();
    await redis.remove();
  });
  const start = (store: string): Promise<RunningWorker> => workers.start({ queue: redis.url, store });

  test("is the same with two workers that have nothing of the edition, and leaves no jobs behind", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const both = await Promise.all([start(store), start(store)]);
    const ran = await shelf.run(folder, "nightly", ".", "--queue", redis.url, "--store", store, "--json");
    expect(ran.code).toBe(0);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
    const made = both.flatMap(({ lines }) => lines.filter(isPage).map(({ task }) => task));
    expect(made.sort()).toEqual(["page 01", "page 02", "page 03", "page 04"]);
    await expect.poll(jobsLeft).toEqual([]);
    // again: nothing is asked of anybody
    const again = await shelf.run(folder, "nightly", ".", "--queue", redis.url, "--store", store, "--json");
    expect(again.out).toContain('"made":0,"kept":4');
    // another machine's run finds in the store what was made
    const other = newNight(shelf);
    const elsewhere = await shelf.run(other, "nightly", ".", "--store", store, "--json");
    expect(elsewhere.out).toContain('"made":0,"kept":4');
    expect(snapshot(join(other, OUT))).toEqual(sound);
    // told to stop, a worker leaves
    expect(await Promise.all(both.map((each) => each.end("SIGTERM")))).toEqual([0, 0]);
  });

  test("of 24 pages with photographs of their own is the same with one thread and with two workers", async () => {
    const [one, two] = [join(shelf.base, "night-one"), join(shelf.base, "night-two")];
    await writeNight(one, { pages: 24 });
    cpSync(one, two, { recursive: true });
    const out = "out/canghai-2026-03-18-1";
    const alone = await shelf.run(one, "nightly", ".", "--workers", "1");
    const store = newStore();
    await Promise.all([start(store), start(store)]);
    const shared = await shelf.run(two, "nightly", ".", "--queue", redis.url, "--store", store);
    expect(shared.code).toBe(alone.code);
    const files = snapshot(join(one, out));
    expect(Object.keys(files).length).toBeGreaterThan(24);
    expect(snapshot(join(two, out))).toEqual(files);
  }, 1_200_000);

  test("outlives a worker that is killed over a page: another takes it up within seconds", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const doomed = await start(store);
    const running = runOverQueue(folder, { url: redis.url, store, cache });
    const { task } = await doomed.told(isPage);
    await doomed.end("SIGKILL");
    const other = await start(store);
    const ran = await running;
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(retriesOf(ran, String(task))).toEqual([[false, "its worker is gone"]]);
    expect(other.lines.filter(isPage).map((each) => each["task"])).toContain(task);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("lets a worker that is told to stop end its page first", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const first = await start(store);
    const running = runOverQueue(folder, { url: redis.url, store, cache });
    const { task } = await first.told(isPage);
    const ended = first.end("SIGTERM");
    await start(store);
    expect(await ended).toBe(0);
    expect(first.lines).toContainEqual(expect.objectContaining({ event: "done", task }));
    const ran = await running;
    expect(ran.events.filter(({ event }) => event === "retry")).toEqual([]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("outlives Redis that is killed in the middle and comes back without its memory", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const worker = await start(store);
    const running = runOverQueue(folder, { url: redis.url, store, cache });
    await worker.told(isPage);
    await redis.kill();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await redis.start();
    const ran = await running;
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(queueNews(ran)).toEqual(["lost", "back"]);
    expect(worker.lines.map(({ event }) => event)).toEqual(expect.arrayContaining(["lost", "back"]));
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("goes on alone when Redis stays away, and then ends as a process", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const worker = await start(store);
    const run = startNightly(folder, ["--queue", redis.url, "--store", store]);
    await worker.told(isPage);
    await redis.kill();
    const { code, said } = await run.ended;
    expect(code).toBe(0);
    expect(said).toContain("stays away; this machine's own threads do what is left");
    expect(snapshot(join(folder, OUT))).toEqual(sound);
    // so does a worker that is told to stop meanwhile
    expect(await worker.end("SIGTERM")).toBe(0);
  });

  test("goes on alone as soon as it is allowed to", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const worker = await start(store);
    const waiting = { nobody: 5_000, helping: 60_000, alone: 3_000 };
    const running = runOverQueue(folder, { url: redis.url, store, cache, waiting });
    await worker.told(isPage);
    await redis.kill();
    const ran = await running;
    expect(queueNews(ran)).toEqual(["lost", "alone"]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("that no worker comes to says so, and is made by its own threads", async () => {
    const folder = newNight(shelf);
    const waiting = { nobody: 1_000, helping: 3_000, alone: 60_000 };
    const ran = await runOverQueue(folder, { url: redis.url, store: newStore(), cache, waiting });
    expect(queueNews(ran)).toEqual(["nobody", "helping"]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
    expect(await jobsLeft()).toEqual([]);
  });

  test("ends beside another night with a store of its own, though no worker comes and each takes up the other's jobs", async () => {
    const waiting = { nobody: 500, helping: 1_000, alone: 60_000 };
    const folders = [newNight(shelf), newNight(shelf)];
    const runs = await Promise.all(
      folders.map((folder) => runOverQueue(folder, { url: redis.url, store: newStore(), cache, waiting })),
    );
    for (const [n, ran] of runs.entries()) {
      expect(ran.outcome.kind).toBe("done");
      expect(snapshot(join(folders[n]!, OUT))).toEqual(sound);
    }
  }, 180_000);

  test("whose time is up takes its waiting jobs with it", async () => {
    const folder = newNight(shelf);
    const ran = await runOverQueue(folder, { url: redis.url, store: newStore(), cache, by: 15_000 });
    expect(statesOf(ran)).toEqual(["failed", "failed", "failed", "failed"]);
    expect(queueNews(ran)).toEqual(["nobody"]);
    expect(await jobsLeft()).toEqual([]);
  });

  test("leaves workers of another program alone, and both sides say so", async () => {
    const program = join(shelf.base, "other-program");
    mkdirSync(program);
    for (const name of ["src", "layouts", "fonts", "profiles", "package.json"])
      cpSync(join(ROOT, name), join(program, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(program, "node_modules"));
    writeFileSync(join(program, "src/base/other.ts"), "/** One more file. */\n");
    const folder = newNight(shelf);
    const store = newStore();
    const stranger = await workers.start({ queue: redis.url, store, program });
    const running = runOverQueue(folder, { url: redis.url, store, cache });
    await stranger.told(({ event }) => event === "other-program");
    const own = await start(store);
    const ran = await running;
    expect(queueNews(ran)).toContain("other-program");
    expect(stranger.lines.filter(isPage)).toEqual([]);
    expect(own.lines.filter(isPage)).toHaveLength(4);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("is given back by a worker with another store, which stops", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const wrong = await start(newStore());
    const running = runOverQueue(folder, { url: redis.url, store, cache });
    expect(await wrong.ended).toBe(2);
    expect(wrong.lines).toContainEqual({ event: "other-store" });
    await start(store);
    const ran = await running;
    expect(ran.events.filter(({ event }) => event === "retry")).toEqual([]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("is made by its own threads where Redis has no memory left for tasks, and says so", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    await start(store);
    const client = new Redis(redis.port, "127.0.0.1");
    await client.config("SET", "maxmemory", "1");
    client.disconnect();
    const ran = await runOverQueue(folder, { url: redis.url, store, cache });
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(ran.events).toContainEqual({
      event: "queue",
      news: "refuses",
      who: expect.stringContaining(`${redis.url} (OOM command not allowed`),
    });
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });

  test("is the same with a password, in a database of another number", async () => {
    const guarded = await RedisServer.start({ password: "geheim" });
    const folder = newNight(shelf);
    const store = newStore();
    const env = { BROADSHEET_QUEUE_PASSWORD: "geheim" };
    const queue = `${guarded.url}/3`;
    const worker = await workers.start({ queue, store, env });
    const run = startNightly(folder, ["--queue", queue, "--store", store], env);
    expect(await run.ended).toMatchObject({ code: 0, said: expect.not.stringContaining("geheim") });
    expect(worker.lines.filter(isPage)).toHaveLength(4);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
    await guarded.remove();
  });

  test("shares its workers with another night", async () => {
    const store = newStore();
    const folders = [newNight(shelf), newNight(shelf)];
    shelf.write(folders[1]!, "stories/02.md", "---\nheadline: 另一期的罐区\n---\n另一期的稿件在这里。\n");
    await start(store);
    const runs = await Promise.all(folders.map((folder) => runOverQueue(folder, { url: redis.url, store, cache })));
    for (const ran of runs) expect(ran.outcome.kind).toBe("done");
    expect(snapshot(join(folders[0]!, OUT))).toEqual(sound);
    const alone = newNight(shelf);
    shelf.write(alone, "stories/02.md", "---\nheadline: 另一期的罐区\n---\n另一期的稿件在这里。\n");
    await shelf.run(alone, "nightly", ".");
    expect(snapshot(join(folders[1]!, OUT))).toEqual(snapshot(join(alone, OUT)));
  });
});

describe.skipIf(!hasRedis)("a page that is poison", () => {
  const script = new URL("../kit/deadly-queue-worker.ts", import.meta.url);
  const fault = (folder: string, more: object) => ({
    BROADSHEET_TEST_FAULT: JSON.stringify({ page: "02", counter: join(folder, "counter"), ...more }),
  });
  beforeEach(async () => {
    redis = await RedisServer.start();
    workers = new QueueWorkers();
  });
  afterEach(async () => {
    await workers.remove();
    await redis.remove();
  });

  test("kills two workers and no more: the third start is in a process of its own", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    const how = { queue: redis.url, store, script, env: fault(folder, { kind: "dies", times: 9 }) };
    const three = await Promise.all([workers.start(how), workers.start(how), workers.start(how)]);
    const ran = await runOverQueue(folder, { url: redis.url, store, cache });
    expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
    expect(retriesOf(ran, "page 02")).toEqual([
      [false, "its worker is gone"],
      [false, "its worker is gone"],
    ]);
    const codes = await Promise.all(three.map((each) => Promise.race([each.ended, Promise.resolve("alive")])));
    expect(codes.filter((each) => each === "alive")).toHaveLength(1);
  });

  test("is tried three times in all, the last time alone; then its page is given up, and no other", async () => {
    const folder = newNight(shelf);
    const store = newStore();
    await workers.start({ queue: redis.url, store, script, env: fault(folder, { kind: "throws", times: 99 }) });
    const ran = await runOverQueue(folder, { url: redis.url, store, cache });
    expect(statesOf(ran)).toEqual(["press", "failed", "press", "press"]);
    expect(retriesOf(ran, "page 02")).toEqual([
      [false, "the worker stumbled"],
      [true, "the worker stumbled"],
    ]);
    expect(ran.outcome).toMatchObject({
      pages: expect.arrayContaining([
        expect.objectContaining({
          record: expect.objectContaining({
            entry: expect.objectContaining({
              findings: [expect.objectContaining({ code: "nightly/page-failed", page: "02" })],
            }),
          }),
        }),
      ]),
    });
    // once it is mended, it is tried anew
    await workers.remove();
    workers = new QueueWorkers();
    await workers.start({ queue: redis.url, store });
    const later = await runOverQueue(folder, { url: redis.url, store, cache });
    expect(statesOf(later)).toEqual(["press", "press", "press", "press"]);
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  });
});

describe.skipIf(!hasRedis)("a night with its store in a bucket", () => {
  test("is the same, with two workers that have neither the edition nor a disk in common", async () => {
    redis = await RedisServer.start();
    workers = new QueueWorkers();
    const s3 = await S3Server.start();
    Object.assign(process.env, s3.env);
    try {
      const store = "s3://night/harbour";
      const folder = newNight(shelf);
      await Promise.all([1, 2].map(() => workers.start({ queue: redis.url, store, env: s3.env })));
      const ran = await shelf.run(folder, "nightly", ".", "--queue", redis.url, "--store", store, "--json");
      expect(ran.code).toBe(0);
      expect(snapshot(join(folder, OUT))).toEqual(sound);
      const again = await shelf.run(folder, "nightly", ".", "--queue", redis.url, "--store", store, "--json");
      expect(again.out).toContain('"made":0,"kept":4');
    } finally {
      for (const name of Object.keys(s3.env)) delete process.env[name];
      await workers.remove();
      await redis.remove();
      await s3.remove();
    }
  });
});
