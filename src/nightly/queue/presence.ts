/** Who is at the queue: runs and workers tell of themselves in Redis, so that nobody waits for workers that cannot come. */
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { PREFIX, queueName } from "./job-queue.ts";
import type { RedisClient } from "./redis-client.ts";

/** A run or a worker. */
export interface Present {
  readonly kind: "run" | "worker";
  readonly id: string;
  /** the queue that it uses; another one is that of another program */
  readonly queue: string;
  readonly host: string;
  readonly pid: number;
  /** how many tasks it does at a time */
  readonly threads: number;
}

/** This process at the queue. */
export interface Presence {
  /** Tells of it, and returns who else is there. */
  look(): Promise<readonly Present[]>;
  leave(): Promise<void>;
}

/** Who has told nothing for so long is gone. */
const GONE_SECONDS = 10;

const KEY = `${PREFIX}:present`;

/** This process as a run or a worker. */
export const presenceOf = (kind: Present["kind"], threads: number, client: RedisClient): Presence => {
  const self: Present = { kind, id: randomUUID(), queue: queueName(), host: hostname(), pid: process.pid, threads };
  const member = JSON.stringify(self);
  return {
    look: async () => {
      // the server's clock: those of the machines may differ
      const [now] = await client.time();
      await client.zremrangebyscore(KEY, 0, Number(now));
      await client.zadd(KEY, Number(now) + GONE_SECONDS, member);
      await client.expire(KEY, GONE_SECONDS * 2);
      const all = await client.zrange(KEY, 0, -1);
      return all.filter((each) => each !== member).flatMap(readPresent);
    },
    leave: async () => {
      await client.zrem(KEY, member);
    },
  };
};

const homeKey = (home: string): string => `${PREFIX}:home:${home}`;

/** Tells that a run waits for jobs whose files are in the store of this mark; to be told again within seconds. */
export const awaitHome = async (home: string, client: RedisClient): Promise<void> => {
  await client.set(homeKey(home), "", "EX", GONE_SECONDS);
};

/** Whether a run does. */
export const isAwaited = async (home: string, client: RedisClient): Promise<boolean> =>
  (await client.exists(homeKey(home))) > 0;

const readPresent = (text: string): readonly Present[] => {
  try {
    return [JSON.parse(text) as Present];
  } catch {
    return [];
  }
};
