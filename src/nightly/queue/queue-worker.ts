/** A worker at a queue: it serves, tells of itself, and looks who is there. */
import { OutputError } from "../output/output-error.ts";
import { queueName } from "./job-queue.ts";
import { presenceOf } from "./presence.ts";
import type { QueueAddress } from "./queue-address.ts";
import { connectRedis, cutRedis, type RedisClient } from "./redis-client.ts";
import { type ServingHow, type ServingNews, serveQueue } from "./serve-queue.ts";
import { hasHome } from "./store-home.ts";

/** What a worker tells. */
export type WorkerNews =
  | Exclude<ServingNews, { readonly event: "no-store" }>
  | { readonly event: "lost" | "back" }
  /** a run of another program is there: its tasks lie in another queue */
  | { readonly event: "other-program"; readonly who: string };

/** How it works. */
export interface WorkerHow extends Omit<ServingHow, "client" | "tell"> {
  readonly address: QueueAddress;
  readonly tell: (news: WorkerNews) => void;
}

/** A worker that works. */
export interface QueueWorker {
  /** Takes nothing more, ends what it has begun, and leaves. */
  stop(): void;
  /** When it has left, and why; rejects with an `OutputError` when it has left because its store cannot be had. */
  readonly ended: Promise<"stopped" | "other-store">;
}

/** Why it leaves. */
type Leaving = "stopped" | "other-store" | OutputError;

const LOOK_MS = 2_000;

/** With Redis away nobody can be told what was done; a worker that is to leave does not wait longer for it. */
const AWAY_MS = 5_000;

/** Opens it; rejects with an `OutputError` when there is no Redis, or the store cannot be had. Later the worker waits for a server that is away. */
export const openWorker = async ({ address, tell, ...how }: WorkerHow): Promise<QueueWorker> => {
  // a worker that cannot have it would give every task back
  await hasHome("", how.store);
  const client = await connectRedis(address);
  let stop: (why: Leaving) => void = () => undefined;
  const told = new Promise<Leaving>((resolve) => {
    stop = resolve;
  });
  const taker = serveQueue({
    ...how,
    client,
    tell: (news) => {
      if (news.event === "no-store") return stop(news.fault);
      tell(news);
      if (news.event === "other-store") stop("other-store");
    },
  });
  const connection = tellOfConnection(client, tell);
  const presence = presenceOf("worker", how.threads, client);
  const strangers = new Set<string>();
  const look = async (): Promise<void> => {
    for (const { kind, id, queue, host, pid } of await presence.look()) {
      if (kind !== "run" || queue === queueName() || strangers.has(id)) continue;
      strangers.add(id);
      tell({ event: "other-program", who: `${host}:${pid}` });
    }
  };
  void look().catch(() => undefined);
  const timer = setInterval(() => void look().catch(() => undefined), LOOK_MS);
  const leave = async (why: Leaving): Promise<"stopped" | "other-store"> => {
    clearInterval(timer);
    connection.forget();
    await Promise.race([taker.close(), awayFor(client, AWAY_MS)]);
    if (client.status === "ready") await presence.leave().catch(() => undefined);
    taker.drop();
    cutRedis(client);
    await how.pool.close();
    if (why instanceof OutputError) throw why;
    return why;
  };
  return { stop: () => stop("stopped"), ended: told.then(leave) };
};

/** When the server has been away for so long without a break. */
const awayFor = (client: RedisClient, milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    let since = performance.now();
    const timer = setInterval(() => {
      if (client.status === "ready") since = performance.now();
      if (performance.now() - since < milliseconds) return;
      clearInterval(timer);
      resolve();
    }, 500);
    timer.unref();
  });

/** Said once each time, however often it is tried. */
const tellOfConnection = (client: RedisClient, tell: (news: WorkerNews) => void): { readonly forget: () => void } => {
  let isLost = false;
  const lost = (): void => {
    if (!isLost) tell({ event: "lost" });
    isLost = true;
  };
  const back = (): void => {
    if (isLost) tell({ event: "back" });
    isLost = false;
  };
  client.on("close", lost).on("ready", back);
  return { forget: () => void client.off("close", lost).off("ready", back) };
};
