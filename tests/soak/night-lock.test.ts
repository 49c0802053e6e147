/** Runs that begin in the same moment: one of them gets the lock, a fresh one as well as that of a dead run. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const base = mkdtempSync(join(tmpdir(), "broadsheet-locks-"));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const TAKER = fileURLToPath(new URL("../kit/lock-taker.ts", import.meta.url));
let takers: readonly ChildProcess[] = [];

beforeAll(async () => {
  takers = Array.from({ length: 4 }, () => fork(TAKER, [], { execArgv: ["--import", TSX] }));
  await Promise.all(takers.map((each) => once(each, "message")));
}, 60_000);
afterAll(() => {
  for (const each of takers) each.kill();
  rmSync(base, { recursive: true, force: true });
});

test("exactly one of four gets it, a hundred times, and nothing is left behind", async () => {
  for (let n = 0; n < 100; n++) {
    const folder = join(base, String(n));
    mkdirSync(folder);
    if (n % 2 === 1) writeFileSync(join(folder, "run.lock"), JSON.stringify({ host: hostname(), pid: 2 ** 30 }));
    const answers = takers.map((each) => once(each, "message"));
    const at = Date.now() + 30;
    for (const each of takers) each.send({ folder, at });
    const got = (await Promise.all(answers)).filter(([isMine]) => isMine).length;
    expect([n, got]).toEqual([n, 1]);
    await expect.poll(() => readdirSync(folder), { timeout: 5000 }).toEqual([]);
  }
}, 120_000);
