/** The lock of a run: what lies in its place is taken over, or told; nothing waits for ever. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { processStart } from "../src/nightly/disk/process-start.ts";
import { lockRun } from "../src/nightly/run/run-lock.ts";

let folder = "";
const lock = (): string => join(folder, "run.lock");
const holder = (more: object): string => JSON.stringify({ host: hostname(), mark: 1, ...more });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the lock of a run", () => {
  it.each([
    ["a folder", () => mkdirSync(lock())],
    ["a link to nowhere", () => symlinkSync("/nowhere/at/all", lock())],
  ])("refuses %s in its place, and says where it is", (_, put) => {
    put();
    expect(() => lockRun(folder, "out/.broadsheet")).toThrow(/`out\/\.broadsheet\/run\.lock` is in the way/);
  });

  it("is refused while its holder lives", () => {
    writeFileSync(lock(), holder({ pid: process.ppid, start: processStart(process.ppid) }));
    expect(() => lockRun(folder, "out")).toThrow(/another run/);
  });

  it.skipIf(processStart(process.pid) === undefined)(
    "is taken over from a dead run whose number another process has got, be it ourselves",
    () => {
      for (const pid of [process.ppid, process.pid]) {
        writeFileSync(lock(), holder({ pid, start: "1" }));
        lockRun(folder, "out").release();
        expect(existsSync(lock())).toBe(false);
      }
    },
  );
});
