/** Connections to Redis: the one door to its client. */
import { isIP } from "node:net";
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
  let isCut = false;
  const client = new Redis({
    ...optionsFor(address),
    // BullMQ asks for it: what is asked while the server is away is asked again when it is back
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (isCut ? undefined : Math.min(100 * times, AGAIN_MS)),
    keepAlive: 5_000,
  });
  // it tries again by itself; who waits for it is told by `close` and `ready`
  client.on("error", () => undefined);
  // BullMQ waits for jobs and for news on connections of its own, and cannot let go of one that is being made anew
  const all: Redis[] = [client];
  client.duplicate = (more) => {
    const copy = Redis.prototype.duplicate.call(client, more);
    all.push(copy);
    return copy;
  };
  cuts.set(client, () => {
    isCut = true;
    for (const each of all) cutOne(each);
  });
  return client;
};

/** One that waits for its next try would never say that what was asked is lost; the try fails, or is cut when it has come through. */
const cutOne = (client: Redis): void => {
  if (client.status === "reconnecting") client.once("connect", () => client.disconnect());
  else client.disconnect();
};

const cuts = new WeakMap<RedisClient, () => void>();

/** Cuts the connection and all that were made after it, for good: one that is tried again and again would keep the process from ending. */
export const cutRedis = (client: RedisClient): void => cuts.get(client)?.();

const optionsFor = ({ host, port, db, tls, username, password }: QueueAddress): RedisOptions => ({
  host,
  port,
  db,
  connectTimeout: PATIENCE_MS,
  // a certificate for a number is held against the number; asked for by name are names alone
  ...(tls && { tls: isIP(host) === 0 ? { servername: host } : {} }),
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
    "see whether a Redis server listens there; one that speaks TLS is `rediss://`",
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
  [
    /ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    "it does not answer",
    "see whether the host runs and lets this machine in, and for `rediss://` whether the server speaks TLS",
  ],
  [
    /NOAUTH|WRONGPASS|invalid (username-)?password|without any password/i,
    "it does not let us in",
    `give its password in \`${QUEUE_PASSWORD}\`, or in the address of \`--queue\``,
  ],
  [/TOOOLD/, "it is older than version 5", "install Redis 6.2 or later"],
  [
    /DB index is out of range/,
    "it has no database of this number",
    "mend the number at the end of the address of `--queue`",
  ],
  [/NOPERM/, "its user may not use it", "give the user all rights to keys `broadsheet:*`"],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    "its certificate is for another host",
    "use a name that the certificate has in the address of `--queue`",
  ],
  [
    /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID/,
    "its certificate is out of date",
    "give the server a new certificate, and see whether the clock of this machine is right",
  ],
  [
    /SELF_SIGNED|UNABLE_TO_(GET_ISSUER|VERIFY)|CERT_UNTRUSTED/,
    "its certificate is of an authority that is not known here",
    "name a file with the authority's certificate in `NODE_EXTRA_CA_CERTS`",
  ],
  [
    /CERTIFICATE_REQUIRED|alert number (116|40)/,
    "it asks for a certificate of this machine",
    "set `tls-auth-clients no` in the server's configuration, and a password",
  ],
  [
    /certificate|CERT|EPROTO|wrong version number|SSL|TLS/i,
    "the encrypted connection cannot be made",
    "see whether the server speaks TLS, and name its authority in `NODE_EXTRA_CA_CERTS`",
  ],
];
