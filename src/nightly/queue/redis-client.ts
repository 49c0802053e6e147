/** Connections to Redis: the one door to its client. */
import { Redis, type RedisOptions } from "ioredis";
import type { DiagnosticCode } from "../../base/diagnostic-codes.ts";
import { OutputError } from "../output/output-error.ts";
import { QUEUE_PASSWORD, type QueueAddress } from "./queue-address.ts";

/** A connection that makes itself anew whenever it is cut. */
export type RedisClient = Redis;

/** A server that does not answer for so long cannot be had. */
const PATIENCE_MS = 5_000;

/** The longest wait between two tries to connect again. */
const AGAIN_MS = 1_000;

/** Connects; rejects with an `OutputError` within seconds when there is no Redis, or it does not let us in. */
export const connectRedis = async (address: QueueAddress): Promise<RedisClient> => {
  await ask(address);
  const client = new Redis({
    ...optionsFor(address),
    // BullMQ asks for it: what is asked while the server is away is asked again when it is back
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, AGAIN_MS),
    keepAlive: 5_000,
  });
  // it tries again by itself; who waits for it is told by `close` and `ready`
  client.on("error", () => undefined);
  return client;
};

const optionsFor = ({ host, port, db, tls, username, password }: QueueAddress): RedisOptions => ({
  host,
  port,
  db,
  connectTimeout: PATIENCE_MS,
  ...(tls && { tls: { servername: host } }),
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
});

/** One question, without a second try. */
const ask = async (address: QueueAddress): Promise<void> => {
  const probe = new Redis({
    ...optionsFor(address),
    lazyConnect: true,
    retryStrategy: () => undefined,
    maxRetriesPerRequest: 0,
    // what the server says of us comes with the question, not as a warning on the console
    enableReadyCheck: false,
  });
  let said: unknown;
  probe.on("error", (fault) => {
    said ??= fault;
  });
  const timer = setTimeout(() => {
    said ??= Object.assign(new Error("it does not answer"), { code: "ETIMEDOUT" });
    probe.disconnect();
  }, PATIENCE_MS);
  try {
    await probe.connect();
    await probe.time();
    if (await isTooOld(probe)) said = new Error("TOOOLD");
    if (said) throw said;
  } catch (fault) {
    throw queueFault(said ?? fault, address);
  } finally {
    clearTimeout(timer);
    probe.disconnect();
  }
};

/** BullMQ asks for version 5; who may not ask for the version is believed. */
const isTooOld = async (probe: Redis): Promise<boolean> => {
  const facts = await probe.info("server").catch(() => "");
  const [, major = "5"] = /^redis_version:(\d+)/m.exec(facts) ?? [];
  return Number(major) < 5;
};

/** The finding for what the network or the server said. */
const queueFault = (fault: unknown, { shown }: QueueAddress): OutputError => {
  const { code = "", message = "" } = fault instanceof Error ? (fault as NodeJS.ErrnoException) : {};
  const [, why, hint] = REASONS.find(([pattern]) => pattern.test(`${code} ${message}`)) ?? [
    undefined,
    `the connection was cut (${message.split("\n")[0]})`,
    "see whether a Redis server listens there",
  ];
  return new OutputError([
    {
      code: "nightly/queue" satisfies DiagnosticCode,
      severity: "error",
      message: `the queue \`${shown}\` cannot be had: ${why}`,
      hint,
    },
  ]);
};

const REASONS: readonly (readonly [RegExp, why: string, hint: string])[] = [
  [/ECONNREFUSED/, "nothing listens there", "start `redis-server`, or mend the address of `--queue`"],
  [/ENOTFOUND|EAI_AGAIN/, "the host is not known", "mend the host in the address of `--queue`"],
  [/ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/, "it does not answer", "see whether the host runs and lets this machine in"],
  [
    /NOAUTH|WRONGPASS|invalid (username-)?password|without any password/i,
    "it does not let us in",
    `give its password in \`${QUEUE_PASSWORD}\`, or in the address of \`--queue\``,
  ],
  [/TOOOLD/, "it is older than version 5", "install Redis 6.2 or later"],
  [/NOPERM/, "its user may not use it", "give the user all rights to keys `broadsheet:*`"],
  [
    /certificate|CERT|EPROTO|wrong version number|SSL|TLS/i,
    "the encrypted connection cannot be made",
    "see whether the server speaks TLS, and name its authority in `NODE_EXTRA_CA_CERTS`",
  ],
];
