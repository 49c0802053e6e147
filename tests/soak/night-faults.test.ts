/** A night in which things go wrong: pages, workers, other runs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JobEvent } from "../../src/nightly/run/job-event.ts";
import { type NightlyOutcome, runNightly } from "../../src/nightly/run/nightly.ts";
import { threadPool } from "../../src/nightly/run/thread-pool.ts";
import { openStore } from "../../src/nightly/store/open-store.ts";
import { EditionShelf, filesIn, STORY } from "../kit/edition-folder.ts";
import { newNight, OUT, snapshot } from "../kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

test("a night is the same with one worker, with two and with eight", async () => {
  const made: Readonly<Record<string, string>>[] = [];
  for (const workers of ["1", "2", "8"]) {
    const folder = newNight(shelf);
    await shelf.run(folder, "nightly", ".", "--workers", workers);
    made.push(snapshot(join(folder, OUT)));
  }
  expect(made[1]).toEqual(made[0]);
  expect(made[2]).toEqual(made[0]);
}, 120_000);

describe("a page that is not fit for the press", () => {
  test("goes out in its last good version, and its proof beside it; without one it is held", async () => {
    const folder = newNight(shelf);
    await shelf.run(folder, "nightly", ".");
    const good = snapshot(join(folder, OUT));
    writeFileSync(
      join(folder, "stories/02.md"),
      STORY.replace(/^photos.*\n/m, "")
        .repeat(1)
        .concat("长文。".repeat(900)),
    );
    const ran = await shelf.run(folder, "nightly", ".");
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("error[nightly/last-good] page 02");
    expect(ran.err).toContain("compose/overset");
    const now = snapshot(join(folder, OUT));
    expect(now["harbour_20250710_main_02_A.pdf"]).toBe(good["harbour_20250710_main_02_A.pdf"]);
    expect(Object.keys(now).filter((path) => path.startsWith("held/"))).toHaveLength(1);
    const manifest = JSON.parse(Buffer.from(now["manifest.json"]!, "latin1").toString());
    expect(manifest.pages[1]).toMatchObject({ page: "02", state: "last-good" });
    // once more: nothing moves, and it is said again
    expect(await shelf.run(folder, "nightly", ".")).toMatchObject({ code: 1 });
    expect(snapshot(join(folder, OUT))).toEqual(now);
    // yesterday's page is never put into today's paper
    const file = join(folder, "edition.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("2025-07-10", "2025-07-11"));
    const next = await shelf.run(folder, "nightly", ".");
    expect(next.err).toContain("[nightly/held] page 02");
    expect(filesIn(join(folder, "out/harbour-2025-07-11-main")).filter((path) => path.includes("_02"))).toEqual([
      "held/harbour_20250711_main_02_A_PROOF.pdf",
    ]);
  }, 120_000);
});

describe("workers", () => {
  const WORKER = new URL("../kit/faulty-worker.ts", import.meta.url);

  const run = async (
    folder: string,
    fault: object,
    { patience = 60_000, by }: { readonly patience?: number; readonly by?: number } = {},
  ): Promise<{ readonly outcome: NightlyOutcome; readonly events: readonly JobEvent[] }> => {
    const store = join(folder, "store");
    const events: JobEvent[] = [];
    process.env["BROADSHEET_TEST_FAULT"] = JSON.stringify({ counter: join(folder, "counter"), ...fault });
    const pool = threadPool({ workers: 2, worker: WORKER });
    try {
      const outcome = await runNightly({
        place: { folder, file: "edition.yaml", store, cache: join(shelf.base, "cache") },
        store: openStore(store),
        trying: {
          pool,
          signal: by === undefined ? new AbortController().signal : AbortSignal.timeout(by),
          patience,
          tell: (event) => events.push(event),
        },
        how: { pictures: false, ink: false },
        released: new Map(),
        now: 0,
        out: { folder: join(folder, "out"), shown: "out" },
        workers: 2,
      });
      return { outcome, events };
    } finally {
      delete process.env["BROADSHEET_TEST_FAULT"];
      await pool.close();
    }
  };

  const states = (outcome: NightlyOutcome): readonly string[] =>
    outcome.kind === "done" ? outcome.pages.map(({ record }) => record.state) : [];

  let sound: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    const folder = newNight(shelf);
    await shelf.run(folder, "nightly", ".");
    sound = snapshot(join(folder, OUT));
  }, 60_000);

  test.each([
    ["dies", 1, 1],
    ["dies", 2, 2],
    ["throws", 1, 1],
    ["hangs", 1, 1],
  ])(
    "one that %s %i times is replaced, and the page is made",
    async (kind, often, retries) => {
      const folder = newNight(shelf);
      const { outcome, events } = await run(
        folder,
        { page: "02", kind, times: often },
        { patience: kind === "hangs" ? 6_000 : 60_000 },
      );
      expect(states(outcome)).toEqual(["press", "press", "press", "press"]);
      const tried = events.flatMap((event) =>
        event.event === "retry" && event.task === "page 02" ? [event.alone] : [],
      );
      expect(tried.length).toBeGreaterThanOrEqual(retries);
      expect(snapshot(join(folder, OUT))).toEqual(sound);
    },
    90_000,
  );

  test("a deadline that passes lets out what is ready, and the last good version of what is not", async () => {
    const folder = newNight(shelf);
    const { outcome } = await run(folder, { page: "03", kind: "hangs", times: 9 }, { by: 20_000 });
    expect(states(outcome)).toEqual(["press", "press", "failed", "press"]);
    if (outcome.kind === "done")
      expect(outcome.pages[2]!.record.entry["findings"]).toMatchObject([{ code: "nightly/late", page: "03" }]);
    expect(filesIn(join(folder, OUT)).filter((path) => path.includes("_03"))).toEqual([]);
    // in the morning it is made, and nothing else
    const { outcome: later, events } = await run(folder, { page: "none", kind: "dies", times: 0 });
    expect(states(later)).toEqual(["press", "press", "press", "press"]);
    expect(events.at(-1)).toMatchObject({ event: "end", made: 1, kept: 3 });
    expect(snapshot(join(folder, OUT))).toEqual(sound);
  }, 90_000);
});

describe("two runs", () => {
  test("are kept apart, and the lock of one that died is taken over", async () => {
    const folder = newNight(shelf);
    const lock = join(folder, "out/.broadsheet/run.lock");
    mkdirSync(join(folder, "out/.broadsheet"), { recursive: true });
    writeFileSync(lock, JSON.stringify({ host: (await import("node:os")).hostname(), pid: process.ppid }));
    const refused = await shelf.run(folder, "nightly", ".");
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining("another run (process") });
    expect(existsSync(join(folder, OUT))).toBe(false);
    writeFileSync(lock, JSON.stringify({ host: (await import("node:os")).hostname(), pid: 2 ** 22 + 1 }));
    expect(await shelf.run(folder, "nightly", ".")).toMatchObject({ code: 0 });
    expect(existsSync(lock)).toBe(false);
  }, 60_000);
});
