/** A night whose messages nobody reads: the run goes on to its end, and the exit code is true. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { EditionShelf, pageYaml } from "../kit/edition-folder.ts";
import { ROOT } from "../kit/sample.ts";
import { OUT } from "../kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const newPaper = (): string =>
  shelf.newEdition("pages: [pages/01.yaml]\n", { "pages/01.yaml": pageYaml("01", "plain") });
const night = (folder: string, stdout: "pipe" | number): ChildProcess =>
  spawn(process.execPath, ["--import", TSX, join(ROOT, "src/cli/main.ts"), "nightly", ".", "--json"], {
    cwd: folder,
    env: { ...process.env, BROADSHEET_CACHE: join(shelf.base, "cache") },
    stdio: ["ignore", stdout, "pipe"],
  });
const ended = (child: ChildProcess): Promise<{ readonly code: number | null; readonly err: string }> => {
  let err = "";
  child.stderr!.on("data", (part) => {
    err += part;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, err })));
};

test("goes on when whoever read what it says has gone", async () => {
  const folder = newPaper();
  const child = night(folder, "pipe");
  child.stdout!.once("data", () => child.stdout!.destroy());
  child.stderr!.once("data", () => child.stderr!.destroy());
  expect((await ended(child)).code).toBe(0);
  expect(existsSync(join(folder, OUT, "manifest.json"))).toBe(true);
}, 60_000);

test.skipIf(!existsSync("/dev/full"))(
  "goes on when the disk with its log is full, and says that the log is not whole",
  async () => {
    const folder = newPaper();
    const { code, err } = await ended(night(folder, openSync("/dev/full", "w")));
    expect(err).toContain("standard output cannot be written (ENOSPC)");
    expect(code).toBe(2);
    expect(existsSync(join(folder, OUT, "manifest.json"))).toBe(true);
  },
  60_000,
);
