/** Watched nights: runs that are outdated, the deadline, plants that are away, pages that bring the program down. */
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { NightHandOver } from "../../src/nightly/handover/hand-over-night.ts";
import type { NightlyOutcome } from "../../src/nightly/run/nightly.ts";
import { Outdated } from "../../src/nightly/run/try-task.ts";
import { watchRuns } from "../../src/nightly/watch/watch-runs.ts";
import { EditionShelf, filesIn, PLAIN_STORY, pageYaml } from "../kit/edition-folder.ts";
import { ROOT } from "../kit/sample.ts";
import { type Fate, newKey, startServer } from "../kit/sftp-server.ts";
import { newNight, OUT, snapshot } from "../kit/small-night.ts";
import { endAll, startNight } from "../kit/watched-night.ts";
import { openRuns } from "../kit/watched-runs.ts";

const shelf = new EditionShelf();
afterEach(endAll);
afterAll(() => shelf.remove());

const cache = join(shelf.base, "cache");
const env = { BROADSHEET_CACHE: cache };

describe("a run that is outdated", () => {
  test("ends at once, writes nothing, and what it has made is used by the next", async () => {
    const folder = newNight(shelf);
    // page 03 hangs for ever: only its end can be the run's end
    const runs = openRuns(folder, { cache, fault: { page: "03", kind: "hangs", times: 1 } });
    const stop = new AbortController();
    try {
      let runsBegun = 0;
      await watchRuns({
        folder,
        ignored: [join(folder, "out")],
        run: (watched) => {
          runsBegun++;
          const ran = runs.run(watched);
          if (runsBegun === 1) {
            // when the others are made, the story that hangs changes
            const timer = setInterval(() => {
              if (runs.events.filter(({ event }) => event === "page").length < 3) return;
              clearInterval(timer);
              appendFileSync(join(folder, "stories/03.md"), "\n新的一句话。\n");
            }, 20);
          }
          return ran;
        },
        ended: () => stop.abort(),
        failed: (fault) => {
          throw fault;
        },
        tell: (event) => {
          runs.events.push(event);
          if (event.event === "cancelled") expect(existsSync(join(folder, OUT, "manifest.json"))).toBe(false);
        },
        stop: stop.signal,
        deadline: new AbortController().signal,
      });
      const told = runs.events.map(({ event }) => event);
      expect(told.filter((each) => each === "cancelled")).toHaveLength(1);
      expect(runs.events.find(({ event }) => event === "end")).toMatchObject({ made: 1, kept: 3 });
      expect(filesIn(folder).filter((path) => path.endsWith(".tmp"))).toEqual([]);
    } finally {
      await runs.close();
    }
    const fresh = newNight(shelf);
    appendFileSync(join(fresh, "stories/03.md"), "\n新的一句话。\n");
    await shelf.run(fresh, "nightly", ".");
    expect(snapshot(join(folder, OUT))).toEqual(snapshot(join(fresh, OUT)));
  }, 120_000);

  test("a change that comes while it is at work is seen, be it in a file that no run has read before", async () => {
    const folder = newNight(shelf);
    const night = startNight(folder, ["nightly", ".", "--watch"], env);
    await night.event("read");
    writeFileSync(join(folder, "stories/04.md"), PLAIN_STORY);
    await night.event("changed");
    await night.event("watching");
    expect(await night.end()).toBe(0);
    const manifest = JSON.parse(readFileSync(join(folder, OUT, "manifest.json"), "utf8"));
    const { createHash } = await import("node:crypto");
    expect(manifest.inputs["stories/04.md"]).toBe(createHash("sha256").update(PLAIN_STORY).digest("hex"));
  }, 120_000);
});

test("an edition's folder that is moved away is told and waited for", async () => {
  const folder = newNight(shelf);
  // the output is elsewhere
  const night = startNight(folder, ["nightly", folder, "--watch", "--out", `${folder}-out`], env);
  await night.event("watching");
  renameSync(folder, `${folder}-away`);
  expect(await night.event("outcome")).toMatchObject({ kind: "unreadable" });
  await night.event("watching");
  renameSync(`${folder}-away`, folder);
  expect(await night.event("outcome")).toMatchObject({ kind: "done" });
  await night.event("watching");
  appendFileSync(join(folder, "stories/01.md"), "\n新的一句话。\n");
  expect(await night.event("changed")).toMatchObject({ paths: ["stories/01.md"] });
  await night.event("watching");
  expect(await night.end()).toBe(0);
}, 120_000);

test("a photograph that comes in pieces is waited for", async () => {
  const folder = shelf.newEdition("pages: [pages/01.yaml]\n", { "pages/01.yaml": pageYaml("01") });
  const photo = readFileSync(join(folder, "photos/otters.jpg"));
  const night = startNight(folder, ["nightly", ".", "--watch"], env);
  await night.event("watching");
  const part = Math.ceil(photo.length / 8);
  writeFileSync(join(folder, "photos/otters.jpg"), photo.subarray(0, part));
  for (let at = part; at < photo.length; at += part) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    appendFileSync(join(folder, "photos/otters.jpg"), photo.subarray(at, at + part));
  }
  await night.event("changed");
  // whatever was begun with half of it was ended: nothing was ever made of it
  expect(await night.event("outcome")).toMatchObject({ kind: "done", pages: [{ outcome: "kept" }] });
  expect(await night.end()).toBe(0);
}, 120_000);

test("the deadline: what waits goes out as it is, late pages in their last good version, and the watch ends", async () => {
  const folder = newNight(shelf);
  await shelf.run(folder, "nightly", ".");
  const good = snapshot(join(folder, OUT));
  appendFileSync(join(folder, "stories/03.md"), "\n新的一句话。\n");
  const deadline = new AbortController();
  const runs = openRuns(folder, { cache, fault: { page: "03", kind: "hangs", times: 9 }, deadline: deadline.signal });
  const outcomes: NightlyOutcome[] = [];
  try {
    await watchRuns({
      folder,
      ignored: [join(folder, "out")],
      run: (watched) => {
        const timer = setInterval(() => {
          if (!runs.events.some(({ event }) => event === "page-begin")) return;
          clearInterval(timer);
          deadline.abort();
          // too late for tonight
          appendFileSync(join(folder, "stories/01.md"), "\n新的一句话。\n");
        }, 20);
        return runs.run(watched);
      },
      ended: (outcome) => void outcomes.push(outcome),
      failed: (fault) => {
        throw fault;
      },
      tell: (event) => void runs.events.push(event),
      stop: new AbortController().signal,
      deadline: deadline.signal,
    });
  } finally {
    await runs.close();
  }
  expect(outcomes).toHaveLength(1);
  const [outcome] = outcomes;
  expect(outcome?.kind === "done" && outcome.pages.map((page) => page.outcome)).toEqual([
    "kept",
    "kept",
    "last-good",
    "kept",
  ]);
  const { "manifest.json": _, ...now } = snapshot(join(folder, OUT));
  const { "manifest.json": __, ...before } = good;
  expect(now).toEqual(before);
}, 120_000);

test("plants that are away are tried again while others have their pages; nothing is sent twice", async () => {
  const plant = join(shelf.base, "server");
  mkdirSync(join(plant, "in"), { recursive: true });
  const key = newKey();
  let fate: Fate = "cut";
  let refused = 0;
  const server = await startServer({
    folder: plant,
    keys: [key.public],
    fate: (verb) => {
      if (verb === "STAT" && fate === "cut") refused++;
      return fate;
    },
  });
  const folder = shelf.newEdition(
    `targets:
  north: { deadline: "23:59", handover: { to: "sftp://night@127.0.0.1:${server.port}/in", key: keys/plant, hostKey: "${server.fingerprint}" } }
  south: { handover: { to: ../south-in } }
  west: { handover: { to: edition.yaml } }
pages: [pages/01.yaml]
`,
    { "pages/01.yaml": pageYaml("01", "plain"), "keys/plant": key.private },
  );
  const backOff = { first: 50, longest: 200, patience: 60_000, grace: 60_000 };
  const handOver: NightHandOver = { unattended: "all", where: { home: folder, env: {} }, since: Date.now(), backOff };
  const runs = openRuns(folder, { cache, handOver });
  try {
    const running = runs.run();
    // the server comes back once the first try was given up, and the others had theirs
    const timer = setInterval(() => {
      if (runs.events.some(({ event }) => event === "handover-retry")) fate = "done";
    }, 20);
    const outcome = await running;
    clearInterval(timer);
    expect(refused).toBeGreaterThan(0);
    const order = runs.events.flatMap((event) =>
      (event.event === "handover" && event.fault === undefined) || event.event === "handover-retry"
        ? [`${event.event} ${event.plant}`]
        : [],
    );
    expect(order[0]).toBe("handover south");
    expect(order).toContain("handover-retry north");
    expect(order.at(-1)).toBe("handover north");
    expect(order).not.toContain("handover-retry west");
    expect(filesIn(join(plant, "in"))).toEqual(["harbour-2025-07-10-main.json", "harbour_20250710_main_01_A.pdf"]);
    if (outcome.kind !== "done") throw new Error("the edition was read");
    expect(outcome.handedOver).toMatchObject({ isComplete: false, findings: [{ code: "handover/unreachable" }] });
    const asked = server.asked.length;
    await runs.run();
    expect(server.asked.length).toBe(asked);
  } finally {
    await runs.close();
    await server.stop();
  }
}, 120_000);

test("a task over which the program died twice is done in a process of its own from the start", async () => {
  const folder = newNight(shelf);
  // in a thread it would throw, whenever it is tried
  const runs = openRuns(folder, {
    cache,
    fault: { page: "02", kind: "throws", times: 99 },
    alone: new Set(["page 02"]),
  });
  try {
    const outcome = await runs.run();
    expect(outcome.kind === "done" && outcome.pages.map((page) => page.outcome)).toEqual([
      "made",
      "made",
      "made",
      "made",
    ]);
    expect(runs.events.filter(({ event }) => event === "retry")).toEqual([]);
  } finally {
    await runs.close();
  }
}, 120_000);

test("a page whose story changes after it was read is not kept under what was read, nor released", async () => {
  const folder = newNight(shelf);
  const file = join(folder, "stories/02.md");
  const before = readFileSync(file, "utf8");
  const content = before.replaceAll("七月正式", "八月正式");
  const runs = openRuns(folder, {
    cache,
    fault: { page: "02", kind: "rewrites", times: 1, file, content },
    handOver: { unattended: [], where: { home: folder, env: {} }, since: Date.now() },
    released: new Map(["01", "02"].map((id) => [id, "顾清和"])),
  });
  try {
    const first = await runs.run();
    // who released the page has not seen what it is now
    const by = first.kind === "done" && first.pages.map(({ record }) => record.entry["releasedBy"]);
    expect(by).toEqual(["顾清和", undefined, undefined, undefined]);
    // as it was read at first, and not as it was made then
    writeFileSync(file, before);
    await runs.run();
    expect(runs.events.findLast(({ event }) => event === "end")).toMatchObject({ made: 1, kept: 3 });
  } finally {
    await runs.close();
  }
  const { inputs } = JSON.parse(readFileSync(join(folder, OUT, "manifest.json"), "utf8")).pages[1];
  const { createHash } = await import("node:crypto");
  expect(inputs["stories/02.md"]).toBe(createHash("sha256").update(before).digest("hex"));
}, 120_000);

const MAIN = join(ROOT, "dist/cli/main.js");

test.skipIf(!existsSync(MAIN)).each(["SIGTERM", "SIGINT"] as const)(
  "%s ends the watch with the last exit code; kill -9 leaves what `--resume` goes on with",
  async (signal) => {
    const folder = newNight(shelf);
    const begin = (argv: readonly string[]) => {
      const child = spawn(process.execPath, [MAIN, "nightly", ...argv, "--json"], {
        cwd: folder,
        env: { ...process.env, ...env },
      });
      const ended = new Promise<number | string>((resolve) => child.on("exit", (code, by) => resolve(code ?? by!)));
      const waits = new Promise<void>((resolve, reject) => {
        let said = "";
        child.stdout.on("data", (chunk: Buffer) => {
          said += chunk.toString();
          if (said.includes('{"event":"watching"')) resolve();
        });
        void ended.then(() => reject(new Error(said)));
      });
      waits.catch(() => undefined);
      return { child, ended, waits };
    };
    const first = begin([".", "--workers", "1", "--watch"]);
    await first.waits;
    first.child.kill("SIGKILL");
    expect(await first.ended).toBe("SIGKILL");
    const made = snapshot(join(folder, OUT));
    // it watches again, since that is what it was asked for
    const second = begin(["--resume"]);
    await second.waits;
    second.child.kill(signal);
    expect(await second.ended).toBe(0);
    expect(snapshot(join(folder, OUT))).toEqual(made);
    expect(filesIn(join(folder, "out/.broadsheet")).filter((path) => path.startsWith("run."))).toEqual([]);
  },
  120_000,
);

test("a run that is ended before it begins says so", async () => {
  const folder = newNight(shelf);
  const runs = openRuns(folder, { cache });
  try {
    await expect(
      runs.run({ cancel: AbortSignal.abort(), hasTakenIn: () => undefined, hasRead: () => undefined }),
    ).rejects.toBeInstanceOf(Outdated);
    expect(existsSync(join(folder, OUT, "manifest.json"))).toBe(false);
  } finally {
    await runs.close();
  }
}, 60_000);

test("a held page is released as it is, by the run that goes on, too; changed, it is held again", async () => {
  const folder = shelf.newEdition("press: { handover: { to: ../held-in } }\npages: [pages/01.yaml]\n", {
    "pages/01.yaml": pageYaml("01", "plain"),
    "stories/b.md": PLAIN_STORY.replace("储罐", "储罐作为油品化工区".repeat(150)),
  });
  const plant = join(folder, "../held-in");
  const run = (...more: readonly string[]) => shelf.run(folder, "nightly", ".", "--deliver", ...more);
  expect((await run()).err).toContain("page `01` is held back and is not handed over");
  await run("--release", "01", "--released-by", "李四");
  expect(filesIn(plant)).toContain("harbour_20250710_main_01_A.pdf");
  const sent = snapshot(plant);
  // nobody need say it again
  expect((await run()).err).toContain("1 as they were");
  expect(snapshot(plant)).toEqual(sent);
  writeFileSync(join(folder, "stories/b.md"), PLAIN_STORY.replace("储罐", "储罐作为油品化工区域".repeat(150)));
  const changed = await run();
  expect(changed.code).toBe(1);
  // the released version is its last good one, and is with the plant
  expect(changed.err).toContain("error[nightly/last-good] page 01");
  expect(snapshot(plant)).toEqual(sent);
  rmSync(plant, { recursive: true });
}, 120_000);

test("what a plant is to make anew is told against the version that it has", async () => {
  const folder = shelf.newEdition("press: { handover: { to: ../skipped-in } }\npages: [pages/01.yaml]\n", {
    "pages/01.yaml": pageYaml("01", "plain"),
  });
  const told = () => JSON.parse(readFileSync(join(folder, "../skipped-in/harbour-2025-07-10-main.json"), "utf8")).files;
  const release = ["--release", "01", "--released-by", "李四"];
  const run = (...more: readonly string[]) => shelf.run(folder, "nightly", ".", "--deliver", ...more);
  await run(...release);
  expect(told()).toMatchObject([{ version: "A" }]);
  writeFileSync(join(folder, "stories/b.md"), PLAIN_STORY.replace("七月正式", "八月正式"));
  expect((await run()).code).toBe(1);
  writeFileSync(join(folder, "stories/b.md"), PLAIN_STORY.replace("七月正式", "九月正式"));
  expect((await run(...release)).code).toBe(0);
  // B was never there
  expect(told()).toMatchObject([{ version: "C", replaces: "A", changedPlates: ["K"] }]);
  expect(filesIn(join(folder, "../skipped-in"))).not.toContain("harbour_20250710_main_01_B.pdf");
  rmSync(join(folder, "../skipped-in"), { recursive: true });
}, 120_000);
