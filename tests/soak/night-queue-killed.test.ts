/** Nights over a queue of which everything is killed, again and again: the bytes are always those of one thread. */
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openStore } from "../../src/nightly/store/open-store.ts";
import { EditionShelf } from "../kit/edition-folder.ts";
import { type NightlyProcess, startNightly } from "../kit/nightly-process.ts";
import { type DoomedNight, killNights, randomNumbers, sleep } from "../kit/queue-kills.ts";
import { runOverQueue, statesOf } from "../kit/queue-night.ts";
import { QueueWorkers, type RunningWorker } from "../kit/queue-workers.ts";
import { hasRedis, RedisServer } from "../kit/redis-server.ts";
import { newNight, OUT, snapshot, soundNight } from "../kit/small-night.ts";

/** `BROADSHEET_KILLS=40` is the long run. */
const KILLS = Number(process.env["BROADSHEET_KILLS"] ?? 6);

const shelf = new EditionShelf();
const cache = join(shelf.base, "cache");
const random = randomNumbers(20260318);
let redis: RedisServer;
let workers: QueueWorkers;
let sound: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  sound = await soundNight(shelf);
});
afterAll(() => shelf.remove());

describe.skipIf(!hasRedis)("a night of which everything is killed, again and again", () => {
  beforeEach(async () => {
    redis = await RedisServer.start();
    workers = new QueueWorkers();
  });
  afterEach(async () => {
    await workers.remove();
    await redis.remove();
  });
  const store = join(shelf.base, "store");
  /** Forgets what the night before has made; the workers' store stays what it is. */
  const forget = (): Promise<void> => openStore(store).purge((record) => !record.includes('"home":'));
  const start = (): Promise<RunningWorker> => workers.start({ queue: redis.url, store });

  test("workers and Redis: the bytes are the same", async () => {
    const crew = await Promise.all([start(), start()]);
    const kill = async (n: number): Promise<boolean> => {
      if (n % 2 === 0) {
        await redis.kill();
        await sleep(random() * 2_000);
        await redis.start();
      } else {
        const which = Math.floor(random() * crew.length);
        await crew[which]!.end("SIGKILL");
        crew[which] = await start();
      }
      return true;
    };
    const begin = async (): Promise<DoomedNight> => {
      const folder = newNight(shelf);
      await forget();
      const over = runOverQueue(folder, { url: redis.url, store, cache }).then((ran) => {
        expect(statesOf(ran)).toEqual(["press", "press", "press", "press"]);
        expect(snapshot(join(folder, OUT))).toEqual(sound);
      });
      return { over, kill };
    };
    const killed = await killNights({ kills: KILLS, pause: () => 500 + random() * 4_000, begin });
    expect(killed.kills).toBe(KILLS);
    console.log(`${killed.kills} kills of workers and Redis in ${killed.nights} nights`);
  }, 3_600_000);

  test("the run itself: the next one goes on, and ends with the same bytes", async () => {
    await start();
    const begin = async (): Promise<DoomedNight> => {
      const folder = newNight(shelf);
      await forget();
      let current: NightlyProcess;
      const untilDone = async (): Promise<void> => {
        for (;;) {
          current = startNightly(folder, ["--queue", redis.url, "--store", store], { BROADSHEET_CACHE: cache });
          const { code, said } = await current.ended;
          if (code === undefined) continue;
          expect(said).toContain("4 pages: ");
          expect(code).toBe(0);
          expect(snapshot(join(folder, OUT))).toEqual(sound);
          return;
        }
      };
      return { over: untilDone(), kill: async () => current.child.kill("SIGKILL") };
    };
    const killed = await killNights({ kills: KILLS, pause: () => 1_000 + random() * 8_000, begin });
    expect(killed.kills).toBe(KILLS);
    console.log(`${killed.kills} kills of the run in ${killed.nights} nights`);
    // results that a killed run did not fetch go by their age; nothing waits
    const client = new Redis(redis.port, "127.0.0.1");
    await expect.poll(() => client.keys("broadsheet:tasks-*:wait"), { timeout: 20_000 }).toEqual([]);
    client.disconnect();
  }, 3_600_000);
});
