/** Watched nights with feeds: what comes, and what may be printed from now on, is taken in. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { JobEvent } from "../../src/nightly/run/job-event.ts";
import type { NightlyOutcome } from "../../src/nightly/run/nightly.ts";
import { watchRuns } from "../../src/nightly/watch/watch-runs.ts";
import { EditionShelf } from "../kit/edition-folder.ts";
import { newFeedNight, ninjs } from "../kit/feed-night.ts";
import { openRuns } from "../kit/watched-runs.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const cache = join(shelf.base, "cache");

test("an item that comes into an inbox, also one outside the edition's folder, is taken in by the next run", async () => {
  const folder = newFeedNight(shelf, { pages: 1 });
  const inbox = join(shelf.base, "wire");
  renameSync(join(folder, "inbox"), inbox);
  const mapping = join(folder, "feed.yaml");
  writeFileSync(mapping, readFileSync(mapping, "utf8").replace("folder: inbox", "folder: ../wire"));
  const runs = openRuns(folder, { cache });
  const stop = new AbortController();
  const told: JobEvent[] = [];
  const outcomes: NightlyOutcome[] = [];
  try {
    await watchRuns({
      folder,
      ignored: [join(folder, "out")],
      run: runs.run,
      ended: (outcome) => void outcomes.push(outcome),
      failed: (fault) => {
        throw fault;
      },
      tell: (event) => {
        told.push(event);
        const waits = told.filter((each) => each.event === "watching").length;
        // once nothing is to be done any more
        if (event.event !== "watching") return;
        if (waits === 1)
          writeFileSync(join(inbox, "w01-9.json"), ninjs("w01", { version: "9", headline: "后来的版本" }));
        else if (readFileSync(join(folder, "stories/w01.md"), "utf8").includes("后来的版本")) stop.abort();
      },
      stop: stop.signal,
      deadline: new AbortController().signal,
    });
  } finally {
    await runs.close();
  }
  const changed = told.find(({ event }) => event === "changed");
  expect(changed).toMatchObject({ paths: expect.arrayContaining([expect.stringContaining("w01-9.json")]) });
  // what the run writes itself costs one more run at most, and never another
  expect(outcomes.length).toBeLessThanOrEqual(3);
  const [last] = outcomes.slice(-1);
  if (last?.kind !== "done") throw new Error("the edition was read");
  expect(last.pages[0]!.record.entry["inputs"]).toMatchObject({ "stories/w01.md": expect.any(String) });
}, 120_000);

test("an item whose embargo ends while nothing changes is taken in then", async () => {
  const folder = newFeedNight(shelf, { pages: 1 });
  const runs = openRuns(folder, { cache });
  const stop = new AbortController();
  const waits: number[] = [];
  const ends = Date.now() + 8_000;
  writeFileSync(join(folder, "inbox/w01.json"), ninjs("w01", { embargoed: new Date(ends).toISOString() }));
  const states: string[] = [];
  const timer = setTimeout(() => stop.abort(), 60_000);
  try {
    await watchRuns({
      folder,
      ignored: [join(folder, "out")],
      run: runs.run,
      ended: (outcome) => {
        if (outcome.kind === "done") states.push(outcome.pages[0]!.record.state);
        if (states.at(-1) === "press") stop.abort();
      },
      failed: (fault) => {
        throw fault;
      },
      tell: ({ event }) => {
        if (event === "watching") waits.push(Date.now());
      },
      stop: stop.signal,
      deadline: new AbortController().signal,
      byClock: true,
    });
  } finally {
    clearTimeout(timer);
    await runs.close();
  }
  expect(states).toEqual(["held", "press"]);
  // the first wait began before its end, else nothing was shown
  expect(waits[0]).toBeLessThan(ends);
}, 120_000);
