/** The world on disk: nothing is read outside its folder, and the cache survives whatever happens to it. */
import { execFile, execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { World } from "../src/base/world.ts";
import { cacheFolder } from "../src/nightly/disk/cache-folder.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";

const base = realpathSync(mkdtempSync(join(tmpdir(), "broadsheet-world-")));
const edition = join(base, "edition");
const world = diskWorld({ edition, cache: undefined });

beforeAll(() => {
  mkdirSync(join(edition, "stories"), { recursive: true });
  writeFileSync(join(edition, "stories", "a.md"), "text");
  writeFileSync(join(edition, "stories", "储罐.md"), "罐");
  writeFileSync(join(base, "secret.txt"), "secret");
  writeFileSync(join(edition, "empty.md"), "");
  symlinkSync(join(base, "secret.txt"), join(edition, "link.txt"));
  symlinkSync(base, join(edition, "up"));
  symlinkSync(join(edition, "stories", "a.md"), join(edition, "inside.md"));
  symlinkSync("loop", join(edition, "loop"));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

const read = async (path: string, limit?: number, where: World = world) => {
  const result = await where.read({ root: "edition", path }, limit);
  return result.ok ? new TextDecoder().decode(result.bytes) : result.why;
};

describe("reading below the edition", () => {
  test.each([
    ["stories/a.md", "text"],
    ["./stories//a.md", "text"],
    ["stories/../stories/a.md", "text"],
    ["stories/储罐.md", "罐"],
    ["inside.md", "text"],
    ["empty.md", ""],
  ])("%s is read", async (path, text) => expect(await read(path)).toBe(text));

  test.each([
    "../secret.txt",
    "..",
    "stories/../../secret.txt",
    join(base, "secret.txt"),
    "/etc/passwd",
    "link.txt",
    "up/secret.txt",
    "stories\\a.md",
    "C:\\a.md",
    "c:/a.md",
    "stories/a.md\0.txt",
  ])("%j is outside", async (path) => expect(await read(path)).toBe("outside"));

  test.each(["stories/b.md", "stories/a.md/x", "nowhere/b.md"])("%s is missing", async (path) =>
    expect(await read(path)).toBe("missing"),
  );

  test.each(["stories", ".", "", "stories/", "loop", `${"x".repeat(300)}.md`])("%j is unreadable", async (path) =>
    expect(await read(path)).toBe("unreadable"),
  );

  test("a file over the limit is refused, one at the limit is read", async () => {
    expect(await read("stories/a.md", 3)).toBe("too-large");
    expect(await read("stories/a.md", 4)).toBe("text");
  });

  test.skipIf(process.platform === "win32")("a fifo or a socket does not hang the program", async () => {
    execFileSync("mkfifo", [join(edition, "fifo")]);
    const server = createServer().listen(join(edition, "socket"));
    await new Promise((resolve) => server.once("listening", resolve));
    expect(await read("fifo")).toBe("unreadable");
    expect(await read("socket")).toBe("unreadable");
    server.close();
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "a file without rights is unreadable",
    async () => {
      writeFileSync(join(edition, "locked.md"), "x", { mode: 0 });
      expect(await read("locked.md")).toBe("unreadable");
    },
  );

  test("the edition's folder may itself be reached through a link", async () => {
    symlinkSync(edition, join(base, "linked"));
    expect(await read("stories/a.md", undefined, diskWorld({ edition: join(base, "linked"), cache: undefined }))).toBe(
      "text",
    );
  });
});

describe("reading beside the program", () => {
  const packageFile = (path: string) => world.read({ root: "package", path });

  test("its own files", async () => {
    const result = await world.read({ root: "program", path: "fonts/fonts.yaml" });
    expect(result.ok).toBe(true);
    expect(await world.read({ root: "program", path: "../secret.txt" })).toEqual({ ok: false, why: "outside" });
  });

  test.each(["@hyzyla/pdfium/README.md", "commander/package.json"])(
    "%s of a package, whatever its `exports` say",
    async (path) => expect((await packageFile(path)).ok).toBe(true),
  );

  test.each([
    ["no-such-package/a.ttf", "missing"],
    ["@hyzyla/nothing/a.ttf", "missing"],
    ["commander/no-such-file", "missing"],
    ["commander/../../package.json", "outside"],
    ["../package.json", "outside"],
    ["commander", "outside"],
    ["@hyzyla", "outside"],
    [".bin/tsx", "outside"],
  ])("%s: %s", async (path, why) => expect(await packageFile(path)).toEqual({ ok: false, why }));
});

describe("the cache", () => {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const make = (what: string, made: string[]) => async () => {
    made.push(what);
    return new TextEncoder().encode(what);
  };
  const keptFiles = (folder: string) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f]{64}$/.test(name));

  test("what was made is found again, also by another world; other keys are made", async () => {
    const cache = join(base, "cache-1");
    const made: string[] = [];
    const [one, two] = [diskWorld({ edition, cache }), diskWorld({ edition, cache })];
    expect(text(await one.cached("a", make("A", made)))).toBe("A");
    expect(text(await two.cached("a", make("never", made)))).toBe("A");
    expect(text(await two.cached("b", make("B", made)))).toBe("B");
    expect(text(await two.cached("empty", make("", made)))).toBe("");
    expect(text(await one.cached("empty", make("never", made)))).toBe("");
    expect(made).toEqual(["A", "B", ""]);
  });

  test("who asks at the same time shares one making; a failed making is tried again", async () => {
    const made: string[] = [];
    const one = diskWorld({ edition, cache: join(base, "cache-2") });
    await Promise.all([one.cached("k", make("K", made)), one.cached("k", make("K", made))]);
    expect(made).toEqual(["K"]);
    await expect(one.cached("bad", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(text(await one.cached("bad", make("good", made)))).toBe("good");
  });

  test.each([
    ["torn", (bytes: Buffer) => bytes.subarray(0, bytes.length - 7)],
    ["changed", (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 3 ? byte ^ 1 : byte)))],
    ["emptied", () => Buffer.alloc(0)],
    ["grown", (bytes: Buffer) => Buffer.concat([bytes, bytes])],
    ["foreign", () => Buffer.from("something else that is quite a bit longer than a seal would be")],
  ])("a %s file is made again", async (name, spoil) => {
    const cache = join(base, `cache-${name}`);
    const made: string[] = [];
    await diskWorld({ edition, cache }).cached("k", make("first content", made));
    const path = join(cache, keptFiles(cache)[0]!);
    writeFileSync(path, spoil(readFileSync(path)));
    expect(text(await diskWorld({ edition, cache }).cached("k", make("second content", made)))).toBe("second content");
    expect(text(await diskWorld({ edition, cache }).cached("k", make("never", made)))).toBe("second content");
  });

  test("a whole file under another key's name is not believed", async () => {
    const cache = join(base, "cache-swap");
    const one = diskWorld({ edition, cache });
    await one.cached("a", make("A", []));
    const [a] = keptFiles(cache);
    await one.cached("b", make("B", []));
    const b = keptFiles(cache).find((name) => name !== a)!;
    writeFileSync(join(cache, b), readFileSync(join(cache, a!)));
    expect(text(await diskWorld({ edition, cache }).cached("b", make("B again", [])))).toBe("B again");
  });

  test("an unwritable cache fails nothing", async () => {
    writeFileSync(join(base, "a-file"), "");
    const inFile = diskWorld({ edition, cache: join(base, "a-file", "cache") });
    expect(text(await inFile.cached("k", make("K", [])))).toBe("K");
    const locked = join(base, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o500);
    expect(text(await diskWorld({ edition, cache: join(locked, "cache") }).cached("k", make("K", [])))).toBe("K");
    expect(text(await diskWorld({ edition, cache: undefined }).cached("k", make("K", [])))).toBe("K");
  });

  test("several processes at once: each gets the whole content, and nothing is left aside", async () => {
    const cache = join(base, "cache-race");
    const module = new URL("../src/nightly/disk/disk-cache.ts", import.meta.url).href;
    const script = `
      const { diskCache } = await import(${JSON.stringify(module)});
      for (let round = 0; round < 20; round++) {
        const bytes = await diskCache(${JSON.stringify(cache)})("k" + round, async () => new Uint8Array(300_000).fill(round));
        if (bytes.length !== 300_000 || bytes.some((byte) => byte !== round)) process.exit(3);
      }`;
    const run = () => promisify(execFile)(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script]);
    await Promise.all([run(), run(), run(), run()]);
    expect(keptFiles(cache)).toHaveLength(20);
    expect(readdirSync(cache, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".tmp"))).toEqual(
      [],
    );
    const kept = await diskWorld({ edition, cache }).cached("k7", () => Promise.reject(new Error("was not kept")));
    expect(kept.every((byte) => byte === 7)).toBe(true);
  });

  test("its place follows the system", () => {
    expect(cacheFolder({ BROADSHEET_CACHE: "/c", XDG_CACHE_HOME: "/x", HOME: "/h" }, "linux")).toBe("/c");
    expect(cacheFolder({ XDG_CACHE_HOME: "/x", HOME: "/h" }, "linux")).toBe(join("/x", "broadsheet"));
    expect(cacheFolder({ HOME: "/h" }, "linux")).toBe(join("/h", ".cache", "broadsheet"));
    expect(cacheFolder({ HOME: "/h" }, "darwin")).toBe(join("/h", "Library", "Caches", "broadsheet"));
    expect(cacheFolder({ LOCALAPPDATA: "/l" }, "win32")).toBe(join("/l", "broadsheet", "Cache"));
    expect(cacheFolder({ BROADSHEET_CACHE: "" }, "linux")).toBeUndefined();
    expect(existsSync("/c")).toBe(false);
  });
});
