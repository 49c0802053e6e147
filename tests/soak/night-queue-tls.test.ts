/** A night over an encrypted queue, `rediss://`: it is the same, and a certificate that is not right is a sentence. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { EditionShelf } from "../kit/edition-folder.ts";
import { startNightly } from "../kit/nightly-process.ts";
import { QueueWorkers } from "../kit/queue-workers.ts";
import { hasRedis, RedisServer } from "../kit/redis-server.ts";
import { newNight, OUT, snapshot } from "../kit/small-night.ts";
import { hasOpenssl, TestAuthority } from "../kit/test-certificates.ts";

const shelf = new EditionShelf();
let workers: QueueWorkers;
let authority: TestAuthority;
const servers: RedisServer[] = [];
afterAll(() => shelf.remove());

describe.skipIf(!hasRedis || !hasOpenssl)("a night over an encrypted queue", () => {
  beforeEach(() => {
    workers = new QueueWorkers();
    authority = new TestAuthority();
  });
  afterEach(async () => {
    await workers.remove();
    for (const each of servers.splice(0)) await each.remove();
    authority.remove();
  });

  /** A server whose certificate has these names. */
  const serverFor = async (names: string, days?: number): Promise<RedisServer> => {
    const server = await RedisServer.start({ password: "geheim", tls: authority.sign("queue", names, days) });
    servers.push(server);
    return server;
  };
  const env = () => ({ NODE_EXTRA_CA_CERTS: authority.file, BROADSHEET_QUEUE_PASSWORD: "geheim" });

  /** What a night and a worker say that cannot have it. */
  const refused = async (queue: string, given: Readonly<Record<string, string>>): Promise<string> => {
    const folder = newNight(shelf);
    const { code, said } = await startNightly(folder, ["--queue", queue], given).ended;
    expect(code).toBe(2);
    expect(existsSync(join(folder, "out"))).toBe(false);
    expect(said).toContain(`error[nightly/queue]: the queue \`${queue}\` cannot be had: `);
    const start = { queue, store: join(shelf.base, "none"), env: given };
    await expect(workers.start(start)).rejects.toThrow("ended with 2");
    return said;
  };

  test.each(["127.0.0.1", "localhost"])("at %s is the same", async (host) => {
    const server = await serverFor("DNS:localhost,IP:127.0.0.1");
    const queue = server.url.replace("127.0.0.1", host);
    const folder = newNight(shelf);
    const alone = newNight(shelf);
    await shelf.run(alone, "nightly", ".", "--workers", "1");
    const store = join(shelf.base, `store-${host}`);
    const worker = await workers.start({ queue, store, env: env() });
    const { code, said } = await startNightly(folder, ["--queue", queue, "--store", store], env()).ended;
    expect(code).toBe(0);
    // Node complains of numbers that are asked for as names
    expect(said).not.toMatch(/DEP\d+|Warning|geheim/);
    expect(worker.lines.filter(({ event }) => event === "done").length).toBeGreaterThanOrEqual(4);
    expect(snapshot(join(folder, OUT))).toEqual(snapshot(join(alone, OUT)));
  });

  test("is refused without its authority", async () => {
    const { url } = await serverFor("IP:127.0.0.1");
    const said = await refused(url, { BROADSHEET_QUEUE_PASSWORD: "geheim" });
    expect(said).toContain("its certificate is of an authority that is not known here");
    expect(said).toContain("`NODE_EXTRA_CA_CERTS`");
  });

  test("is refused where the certificate is for another host", async () => {
    const { url } = await serverFor("DNS:elsewhere.example");
    expect(await refused(url, env())).toContain("its certificate is for another host");
  });

  test("is refused where the certificate is out of date", async () => {
    const { url } = await serverFor("IP:127.0.0.1", -1);
    expect(await refused(url, env())).toContain("its certificate is out of date");
  });

  test("says what may be wrong where one side does not encrypt", async () => {
    const { url } = await serverFor("IP:127.0.0.1");
    expect(await refused(url.replace("rediss:", "redis:"), env())).toContain("one that speaks TLS is `rediss://`");
    const plain = await RedisServer.start();
    servers.push(plain);
    expect(await refused(plain.url.replace("redis:", "rediss:"), env())).toContain("whether the server speaks TLS");
  });
});
