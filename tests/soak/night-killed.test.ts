/** The whole process is killed at any moment, again and again: what is there is whole, and the end is always the same. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { EditionShelf, filesIn } from "../kit/edition-folder.ts";
import { NIGHT, newFeedNight, ninjs } from "../kit/feed-night.ts";
import { ROOT } from "../kit/sample.ts";
import { OUT, snapshot } from "../kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

/** `BROADSHEET_KILLS=200` is the long run. */
const KILLS = Number(process.env["BROADSHEET_KILLS"] ?? 40);

const MAIN = join(ROOT, "dist/cli/main.js");

/** How a night begins; one that goes on is told nothing of it again. */
const BEGIN = [".", "--workers", "2", "--now", NIGHT];

/** Four pages whose stories come by feed, one item of them twice, and one that is broken. */
const newNight = (): string =>
  newFeedNight(shelf, {
    pages: 4,
    files: { "inbox/w02-2.json": ninjs("w02", { version: "2", headline: "后来的版本" }), "inbox/torn.json": "{" },
  });

/** What was taken in: the stories, the ledger, and what is in quarantine. */
const takenIn = (folder: string): object =>
  Object.fromEntries(
    Object.entries(snapshot(folder)).filter(([path]) => !/^(out|inbox|layouts|pages|photos)\//.test(path)),
  );

/** Runs the program on `folder`; killed after `after` milliseconds. Undefined when it was. */
const run = (folder: string, after?: number, argv: readonly string[] = BEGIN): Promise<number | undefined> =>
  new Promise((resolve) => {
    const env = { ...process.env, BROADSHEET_CACHE: join(shelf.base, "cache") };
    const child = spawn(process.execPath, [MAIN, "nightly", ...argv], {
      cwd: folder,
      env,
      stdio: "ignore",
    });
    const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL" ? undefined : (code ?? -1));
    });
  });

/** Numbers from 0 to 1, the same in every run (a linear congruential generator, Numerical Recipes). */
const random = ((state) => () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
})(20260318);

test.skipIf(!existsSync(MAIN))(
  `killed ${KILLS} times, a night ends as if nothing had been`,
  async () => {
    const wanted = newNight();
    const since = performance.now();
    // the broken item is told
    expect(await run(wanted)).toBe(1);
    const whole = performance.now() - since;
    const sound = snapshot(join(wanted, OUT));
    const stories = takenIn(wanted);
    expect(Object.keys(stories)).toEqual(expect.arrayContaining(["stories/w01.md", "stories/w04.md"]));
    const pdfs = new Set(Object.entries(sound).flatMap(([path, bytes]) => (path.endsWith(".pdf") ? [bytes] : [])));
    let killed = 0;
    while (killed < KILLS) {
      const folder = newNight();
      // several deaths on one night, until one run comes through
      let argv: readonly string[] = BEGIN;
      for (let ended: number | undefined; ended === undefined; argv = ["--resume"]) {
        ended = await run(folder, killed < KILLS ? random() * whole * 1.05 : undefined, argv);
        if (ended === undefined) killed++;
        else expect(ended).toBe(1);
        // whatever bears a press file's name is a whole press file
        for (const path of existsSync(join(folder, OUT)) ? filesIn(join(folder, OUT)) : [])
          if (/^[^.].*\.pdf$/.test(path))
            expect(pdfs.has(readFileSync(join(folder, OUT, path)).toString("latin1")), path).toBe(true);
      }
      expect(snapshot(join(folder, OUT))).toEqual(sound);
      expect(takenIn(folder)).toEqual(stories);
      // what the dead left aside goes with the next run
      expect(await run(folder)).toBe(1);
      expect(filesIn(folder).filter((path) => path.endsWith(".tmp"))).toEqual([]);
      expect(existsSync(join(folder, "out/.broadsheet/run.journal"))).toBe(false);
    }
    expect(killed).toBeGreaterThanOrEqual(KILLS);
  },
  1_200_000,
);
