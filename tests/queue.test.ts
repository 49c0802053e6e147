/** A queue and a store of several machines: addresses, servers that cannot be had, and what lies in a store. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readQueueAddress, withoutPasswords } from "../src/nightly/queue/queue-address.ts";
import { openQueuePool } from "../src/nightly/queue/queue-pool.ts";
import { shipInputs } from "../src/nightly/queue/ship-inputs.ts";
import { shippedWorld } from "../src/nightly/queue/shipped-world.ts";
import { hasHome, homeOf } from "../src/nightly/queue/store-home.ts";
import type { FileTrace } from "../src/nightly/run/recorded-reads.ts";
import type { ArtefactStore } from "../src/nightly/store/artefact-store.ts";
import { openStore } from "../src/nightly/store/open-store.ts";
import { withOwnRecords } from "../src/nightly/store/own-records.ts";
import { EditionShelf, filesIn } from "./kit/edition-folder.ts";
import { freePort, hasRedis, RedisServer } from "./kit/redis-server.ts";
import { S3Server } from "./kit/s3-server.ts";
import { newNight } from "./kit/small-night.ts";

const shelf = new EditionShelf();
const base = mkdtempSync(join(tmpdir(), "broadsheet-queue-"));
const s3 = await S3Server.start();
Object.assign(process.env, s3.env);
afterAll(async () => {
  for (const name of Object.keys(s3.env)) delete process.env[name];
  shelf.remove();
  rmSync(base, { recursive: true, force: true });
  await s3.remove();
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const hashOf = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");

describe("the address of a queue", () => {
  test.each([
    ["redis://queue.paper.example", { host: "queue.paper.example", port: 6379, db: 0, tls: false }],
    ["rediss://queue:6380/2", { host: "queue", port: 6380, db: 2, tls: true }],
    ["redis://desk:s%40cret@[::1]:7000/", { host: "::1", port: 7000, username: "desk", password: "s@cret" }],
    ["redis://:secret@queue", { password: "secret" }],
  ])("%s is read, and shown without its password", (text, wanted) => {
    const read = readQueueAddress(text, {});
    expect(read).toMatchObject(wanted);
    expect(read?.shown).not.toMatch(/s.?cret|desk/);
  });

  test("has its password from the environment, unless it brings its own", () => {
    const env = { BROADSHEET_QUEUE_PASSWORD: "other" };
    expect(readQueueAddress("redis://queue", env)).toMatchObject({ password: "other" });
    expect(readQueueAddress("redis://:own@queue", env)).toMatchObject({ password: "own" });
  });

  test.each(["queue:6379", "http://queue", "redis://", "redis://queue/night", "redis://queue?db=1", "redis://queue:x"])(
    "%s is none",
    (text) => expect(readQueueAddress(text, {})).toBeUndefined(),
  );

  test("loses its password in whatever is written down", () => {
    const told = withoutPasswords('["--queue","redis://desk:se/c@ret@queue:6379/1"] rediss://:x@y and redis://queue');
    expect(told).toBe('["--queue","redis://desk:***@queue:6379/1"] rediss://:***@y and redis://queue');
  });
});

describe("what cannot be had is told within seconds, and nothing is written", () => {
  const refused = async (queue: string, ...more: readonly string[]) => {
    const folder = newNight(shelf);
    const ran = await shelf.run(folder, "nightly", ".", "--queue", queue, ...more);
    expect(ran.code).toBe(2);
    expect(existsSync(join(folder, "out"))).toBe(false);
    return ran.out + ran.err;
  };

  test("a port at which nothing listens", async () => {
    const port = await freePort();
    const said = await refused(`redis://:geheim@127.0.0.1:${port}`);
    expect(said).toContain("error[nightly/queue]");
    expect(said).toContain(`the queue \`redis://127.0.0.1:${port}\` cannot be had: nothing listens there`);
    expect(said).toContain("start `redis-server`");
    expect(said).not.toContain("geheim");
    const chinese = await refused(`redis://:geheim@127.0.0.1:${port}`, "--lang", "zh");
    expect(chinese).toContain("任务队列无法使用");
    const json = await refused(`redis://:geheim@127.0.0.1:${port}`, "--json");
    expect(JSON.parse(json).findings).toMatchObject([{ code: "nightly/queue", severity: "error" }]);
    expect(json).not.toContain("geheim");
  });

  test("a server that is no Redis", async () => {
    const server = createServer((socket) =>
      socket.on("error", () => undefined).end("HTTP/1.1 400 Bad Request\r\n\r\n"),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await refused(`redis://127.0.0.1:${port}`)).toContain("error[nightly/queue]");
    server.close();
  });

  test.skipIf(!hasRedis)("a server that asks for a password", async () => {
    const redis = await RedisServer.start({ password: "geheim" });
    const without = await refused(redis.url);
    const wrong = await refused(redis.url.replace("//", "//:falsch@"));
    for (const said of [without, wrong]) {
      expect(said).toContain("it does not let us in");
      expect(said).toContain("`BROADSHEET_QUEUE_PASSWORD`");
      expect(said).not.toContain("falsch");
    }
    await redis.remove();
  });

  test.skipIf(!hasRedis)("a database that the server has not", async () => {
    const redis = await RedisServer.start();
    expect(await refused(`${redis.url}/99`)).toContain(`\`${redis.url}/99\` cannot be had: it has no database`);
    await redis.remove();
  });

  test.each([
    [["--queue", "amqp://:geheim@queue"], "--queue"],
    [["--queue", "redis://:geheim@queue/night"], "--queue"],
    [["--store", "http://bucket"], "--store"],
    [["--store", "s3://A_B"], "--store"],
  ])("%j", async (options, word) => {
    const folder = newNight(shelf);
    const ran = await shelf.run(folder, "nightly", ".", ...options);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(word);
    expect(ran.err.replace("amqp://:geheim@queue", "")).not.toContain("geheim");
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("a worker without its queue or its store", async () => {
    const ran = await shelf.run(base, "worker", "--store", "x");
    expect(ran).toMatchObject({ code: 2, err: expect.stringContaining("`--queue` is needed") });
    const other = await shelf.run(base, "worker", "--queue", "redis://127.0.0.1:1");
    expect(other).toMatchObject({ code: 2, err: expect.stringContaining("`--store` is needed") });
    const none = await shelf.run(base, "worker", "--queue", `redis://127.0.0.1:${await freePort()}`, "--store", "x");
    expect(none).toMatchObject({ code: 2, err: expect.stringContaining("error[nightly/queue]") });
  });

  test("a bucket that is not there, or cannot be reached", async () => {
    await expect(openStore("s3://nowhere/x").put(bytes("a"))).rejects.toMatchObject({
      findings: [{ code: "nightly/store", message: expect.stringContaining("there is no such bucket") }],
    });
  });
});

describe.each(["folder", "bucket"])("a store in a %s", (kind) => {
  let store: ArtefactStore;
  let disk = "";
  beforeAll(() => {
    disk = kind === "folder" ? join(base, "store") : join(s3.folder, "night");
    store = openStore(kind === "folder" ? disk : "s3://night/deep/down/");
  });

  /** Writes over what lies under a name; the server of the bucket has its bytes in files, too. */
  const damage = (name: string, content: string): void => {
    const files = filesIn(disk).filter((path) => path.includes(name) && !/metadata|\.md5$/.test(path));
    expect(files).toHaveLength(1);
    writeFileSync(join(disk, files[0]!), content);
  };

  test("gives bytes back, and knows what it has not", async () => {
    for (const content of [bytes("一版"), new Uint8Array(0), new Uint8Array(300_000).fill(7)]) {
      const sha256 = await store.put(content);
      expect(sha256).toBe(hashOf(content));
      expect(await store.has(sha256)).toBe(true);
      expect(Buffer.compare((await store.get(sha256))!, content)).toBe(0);
      let seen: Uint8Array | undefined;
      const look = async (path: string): Promise<void> => {
        seen = readFileSync(path);
      };
      expect(await store.asFile(sha256, look)).toBe(true);
      expect(Buffer.compare(seen!, content)).toBe(0);
      await store.drop(sha256);
      expect(await store.has(sha256)).toBe(false);
    }
    const none = "0".repeat(64);
    expect(await store.get(none)).toBeUndefined();
    expect(await store.asFile(none, () => Promise.reject(new Error("nobody asks")))).toBe(false);
    await store.drop(none);
  });

  test("never gives damaged bytes, and takes whole ones in their place", async () => {
    const content = bytes("the page as it is to be");
    const sha256 = await store.put(content);
    damage(sha256, "the page as it is NOT be");
    expect(await store.get(sha256)).toBeUndefined();
    await store.put(content);
    expect(await store.get(sha256)).toEqual(kind === "folder" ? Buffer.from(content) : content);
  });

  test("keeps records under their keys, in place of those before", async () => {
    expect(await store.getRecord("page:1")).toBeUndefined();
    await store.putRecord("page:1", { state: "press" });
    await store.putRecord("page:1", { state: "held", 版: 1 });
    expect(await store.getRecord("page:1")).toEqual({ state: "held", 版: 1 });
    await store.dropRecord("page:1");
    expect(await store.getRecord("page:1")).toBeUndefined();
  });

  test("has a mark that stays, whatever is withdrawn and whoever asks", async () => {
    const homes = await Promise.all([homeOf(store), homeOf(store)]);
    for (const home of homes) expect(await hasHome(home, store)).toBe(true);
    expect(homes).toContain(await homeOf(store));
    await store.purge((record) => record.includes("stories/02.md") || record.includes('"jpeg":'));
    expect(homes).toContain(await homeOf(store));
    const other = openStore(kind === "folder" ? join(base, "other") : "s3://night/other");
    expect(await hasHome(homes[0]!, other)).toBe(false);
    expect(homes).not.toContain(await homeOf(other));
  });

  test("never gives a record that is damaged", async () => {
    await store.putRecord("page:2", { state: "press" });
    damage(hashOf(bytes("page:2")), '{"state":"held"}\n');
    expect(await store.getRecord("page:2")).toBeUndefined();
  });
});

test("records of a machine stay on it; all else is shared", async () => {
  const [own, shared] = [openStore(join(base, "own")), openStore(join(base, "shared"))];
  const store = withOwnRecords(shared, own, ["reading"]);
  await store.putRecord("reading:a", { a: 1 });
  await store.putRecord("page:a", { a: 2 });
  expect(await own.getRecord("reading:a")).toEqual({ a: 1 });
  expect(await shared.getRecord("reading:a")).toBeUndefined();
  expect(await shared.getRecord("page:a")).toEqual({ a: 2 });
  await store.dropRecord("reading:a");
  expect(await store.getRecord("reading:a")).toBeUndefined();
});

describe("what a worker reads of an edition that it has not", () => {
  const folder = join(base, "edition");
  const store = openStore(join(base, "shipped"));
  const trace = (path: string, content: string): FileTrace => ({
    root: "edition",
    path,
    sha256: hashOf(bytes(content)),
  });
  let inputs = "";
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "a.md"), "稿件");
    writeFileSync(join(folder, "b.md"), "changed meanwhile");
    inputs = await shipInputs(
      [
        trace("a.md", "稿件"),
        trace("b.md", "as it was read"),
        { root: "edition", path: "c.md", why: "missing" },
        { root: "program", path: "layouts/formats.yaml", sha256: hashOf(readFileSync("layouts/formats.yaml")) },
      ],
      { folder, store },
    );
  });

  const world = () => {
    const shipped = shippedWorld({ store, far: false, cache: undefined });
    shipped.use(inputs);
    return shipped.world;
  };

  test("is what the run has read, to the byte, and was missing where it was missing there", async () => {
    expect(await world().read({ root: "edition", path: "a.md" })).toEqual({ ok: true, bytes: Buffer.from("稿件") });
    expect(await world().read({ root: "edition", path: "a.md" }, 3)).toEqual({ ok: false, why: "too-large" });
    expect(await world().read({ root: "edition", path: "c.md" })).toEqual({ ok: false, why: "missing" });
    const own = await world().read({ root: "program", path: "layouts/formats.yaml" });
    expect(own.ok && Buffer.from(own.bytes).toString()).toBe(readFileSync("layouts/formats.yaml", "utf8"));
  });

  test("is never something else: what was changed, or was not read, is a fault of the task", async () => {
    await expect(world().read({ root: "edition", path: "b.md" })).rejects.toThrow("was changed while the run went on");
    await expect(world().read({ root: "edition", path: "d.md" })).rejects.toThrow("was not read");
    const other = shippedWorld({ store, far: false, cache: undefined });
    other.use("0".repeat(64));
    await expect(other.world.read({ root: "edition", path: "a.md" })).rejects.toThrow("is no longer in the store");
  });

  test("comes from the run where a file of the program itself is another", async () => {
    const list = await store.put(
      bytes(
        JSON.stringify([{ root: "program", path: "layouts/formats.yaml", sha256: await store.put(bytes("theirs")) }]),
      ),
    );
    const shipped = shippedWorld({ store, far: false, cache: undefined });
    shipped.use(list);
    const read = await shipped.world.read({ root: "program", path: "layouts/formats.yaml" });
    expect(read).toEqual({ ok: true, bytes: Buffer.from("theirs") });
  });
});

test.skipIf(!hasRedis)("a task whose time is up while its files are shipped is not asked for", async () => {
  const redis = await RedisServer.start();
  const late = new AbortController();
  const own = { abreast: 1, run: none, isolate: none, close: async () => undefined };
  const store: ArtefactStore = {
    ...openStore(join(base, "slow")),
    getRecord: async () => {
      late.abort(new Error("time is up"));
      return undefined;
    },
  };
  const address = readQueueAddress(redis.url, {})!;
  const pool = await openQueuePool({ address, store, own, workers: 1, patience: 60_000, tell: () => undefined });
  const place = { folder: base, file: "edition.yaml", store: join(base, "slow") };
  const asked = pool.run({ kind: "thumbnail", place, sha256: "0" }, { signal: late.signal, watch: () => undefined });
  await expect(asked).rejects.toThrow("time is up");
  await pool.close();
  await redis.remove();
});

const none = (): Promise<never> => Promise.reject(new Error("nobody asks"));

test("nothing of a queue or a bucket is loaded by a night without", () => {
  const loaded = readdirSync("src/nightly", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .filter((path) =>
      /^import (?!type)[^;]*from "(bullmq|ioredis|@aws-sdk\/client-s3)"/m.test(
        readFileSync(join("src/nightly", path), "utf8"),
      ),
    );
  // each of them is reached by a queue alone, which is imported when there is one
  expect(loaded.sort()).toEqual(["queue/job-queue.ts", "queue/redis-client.ts"]);
  const night = readFileSync("src/cli/open-night.ts", "utf8");
  expect(night).not.toMatch(/^import (?!type)[^;]*nightly\/queue\//m);
});
