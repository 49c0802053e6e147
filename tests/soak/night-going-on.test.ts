/** A night that goes on as files change, hands over what is released, and goes on after it was cut off. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { deadlineOf } from "../../src/nightly/handover/deadline-of.ts";
import { OutputError } from "../../src/nightly/output/output-error.ts";
import { openJournal, type RunJournal, readJournal } from "../../src/nightly/run/run-journal.ts";
import { watchRuns } from "../../src/nightly/watch/watch-runs.ts";
import { EditionShelf, filesIn, PLAIN_STORY, pageYaml } from "../kit/edition-folder.ts";
import { endAll, startNight } from "../kit/watched-night.ts";

const shelf = new EditionShelf();
afterEach(endAll);
afterAll(() => shelf.remove());

const env = { BROADSHEET_CACHE: join(shelf.base, "cache") };
const OUT = "out/harbour-2025-07-10-main";
const JOURNAL = "out/.broadsheet/run.journal";

const manifestOf = (edition: string) => JSON.parse(readFileSync(join(edition, OUT, "manifest.json"), "utf8"));

/** Of the watched night; others go on with it. */
let edition = "";

test("watched: what changes is built and handed over, a broken edition is told and waited out, the last code is the end's", async () => {
  edition = shelf.newEdition("press: { handover: { to: ../watched-in } }\npages: [pages/01.yaml, pages/02.yaml]\n", {
    "pages/01.yaml": pageYaml("01", "plain"),
    "pages/02.yaml": pageYaml("02", "plain").replace("stories/b.md", "stories/c.md"),
    "stories/c.md": PLAIN_STORY.replace("七月投用", "夏天投用"),
  });
  const night = startNight(
    edition,
    ["nightly", ".", "--workers", "1", "--watch", "--deliver", "--unattended", "all"],
    env,
  );
  expect(await night.event("handover")).toMatchObject({ sent: 3, there: 0 });
  expect(await night.event("outcome")).toMatchObject({ kind: "done" });
  await night.event("watching");
  // an editor writes aside and renames; what no page reads does not count
  writeFileSync(join(edition, "stories/note.txt"), "nobody reads this");
  writeFileSync(join(edition, "stories/.b.swp"), PLAIN_STORY.replace("七月正式", "八月正式"));
  renameSync(join(edition, "stories/.b.swp"), join(edition, "stories/b.md"));
  expect(await night.event("changed")).toEqual({ event: "changed", paths: ["stories/b.md"] });
  expect(await night.event("handover")).toMatchObject({ sent: 2, there: 1 });
  expect(await night.event("end")).toMatchObject({ made: 1, kept: 1 });
  await night.event("watching");
  expect(filesIn(join(edition, OUT))).toContain("harbour_20250710_main_01_B.pdf");
  // gone in between
  const text = readFileSync(join(edition, "edition.yaml"));
  rmSync(join(edition, "edition.yaml"));
  expect(await night.event("outcome")).toMatchObject({ kind: "unreadable" });
  await night.event("watching");
  writeFileSync(join(edition, "edition.yaml"), text);
  expect(await night.event("outcome")).toMatchObject({ kind: "done", written: 0 });
  expect(await night.end()).toBe(0);
  expect(existsSync(join(edition, JOURNAL))).toBe(false);
  expect(existsSync(join(edition, "out/.broadsheet/run.lock"))).toBe(false);
});

test("released pages alone go to the plant; one that changes waits again, and its earlier version stays", async () => {
  const edition = shelf.newEdition(
    "press: { handover: { to: ../released-in, xjdf: true } }\npages: [pages/01.yaml, pages/02.yaml]\n",
    { "pages/01.yaml": pageYaml("01", "plain"), "pages/02.yaml": pageYaml("02", "plain").replace("要闻", "体育") },
  );
  const plant = join(edition, "../released-in");
  const deliver = (...more: readonly string[]) =>
    shelf.run(edition, "nightly", ".", "--workers", "1", "--deliver", "--unattended", "体育", ...more);
  const told = (): { readonly files: readonly { readonly name: string }[]; readonly missing: readonly string[] } =>
    JSON.parse(readFileSync(join(plant, "harbour-2025-07-10-main.json"), "utf8"));
  const first = await deliver();
  expect(first.code).toBe(1);
  expect(first.err).toContain("warning[nightly/unreleased] page 01: page `01` waits to be released");
  expect(told()).toMatchObject({ files: [{ name: "harbour_20250710_main_02_A.pdf" }], missing: ["01"] });
  // released: the page is not made again
  const second = await deliver("--release", "01", "--released-by", "李四");
  expect(second).toMatchObject({ code: 0 });
  expect(second.err).toContain("0 made");
  expect(told().missing).toEqual([]);
  expect(manifestOf(edition).pages[0]).toMatchObject({ page: "01", state: "press", releasedBy: "李四" });
  // nothing is sent twice, not even when the plant has taken it away
  for (const name of filesIn(plant)) rmSync(join(plant, name));
  const again = await deliver("--release", "09", "--released-by", "李四");
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining("the edition has no page `09`") });
  expect(filesIn(plant)).toEqual([]);
  // changed since: it waits again, and is not in the ticket; page 02 is of the same story
  writeFileSync(join(edition, "stories/b.md"), PLAIN_STORY.replace("七月正式", "八月正式"));
  const third = await deliver();
  expect(third.code).toBe(1);
  expect(third.err).toContain("page `01` has changed and waits to be released; the plant keeps version A");
  expect(told().files.map(({ name }) => name)).toEqual([
    "harbour_20250710_main_01_A.pdf",
    "harbour_20250710_main_02_B.pdf",
  ]);
  expect(filesIn(plant)).not.toContain("harbour_20250710_main_01_B.pdf");
  expect(readFileSync(join(plant, "harbour-2025-07-10-main.xjdf"), "utf8")).not.toContain("01_B");
});

describe("going on", () => {
  const leave = (journal: string): void => writeFileSync(join(edition, JOURNAL), journal);
  const head = (order: object): string =>
    `${JSON.stringify({ order: { argument: edition, ...order }, deaths: { "page 01": 1 } })}\n`;

  test("with the options of the run that was cut off, which are told with what was in progress", async () => {
    leave(`${head({ options: { deliver: true, unattended: "all" } })}{"begin":"page 01"}\n{"beg`);
    const resumed = await shelf.run(edition, "nightly", "--resume");
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.err).toContain("going on with the run that was interrupted: nightly --deliver --unattended all");
    expect(resumed.err).toContain("the journal of the last run is damaged");
    expect(resumed.err).toContain("page 01: in progress twice in a row when the program died");
    expect(resumed.err).toContain("../watched-in: 0 files handed over, 3 already there");
    expect(existsSync(join(edition, JOURNAL))).toBe(false);
  });

  test("by the deadline that it had, which is not tomorrow's", async () => {
    leave(head({ options: { standard: "pdfx1a" }, by: 1 }));
    const resumed = await shelf.run(edition, "nightly", "--resume");
    expect(resumed).toMatchObject({ code: 1, err: expect.stringContaining("error[nightly/late] page 01") });
    leave(head({ options: {}, by: 1 }));
    expect(await shelf.run(edition, "nightly", "--resume")).toMatchObject({ code: 0 });
  });

  test("with nothing, or with a journal that says nothing, is told and no fault; another edition is", async () => {
    const none = await shelf.run(edition, "nightly", ".", "--resume");
    expect(none).toMatchObject({ code: 0, err: expect.stringContaining("no run was interrupted here") });
    leave("no journal");
    expect((await shelf.run(edition, "nightly", ".", "--json")).out).toContain(
      '{"event":"interrupted","tasks":[],"alone":[],"damaged":true,"known":false}',
    );
    leave(head({ options: {} }).replace(edition, "/another"));
    const other = await shelf.run(edition, "nightly", ".", "--resume");
    expect(other).toMatchObject({
      code: 2,
      err: expect.stringContaining("the run that was interrupted is of `/another`"),
    });
    expect(existsSync(join(edition, JOURNAL))).toBe(true);
    rmSync(join(edition, JOURNAL));
  });
});

test("the journal tells which tasks were in progress when the program died, and how often in a row", () => {
  const place = { folder: shelf.base, shown: "store" };
  const order = { argument: "/edition", options: { workers: "2" }, by: 1 };
  const died = (work: (journal: RunJournal) => void) => {
    work(openJournal(place, order, readJournal(place.folder)));
    return readJournal(place.folder);
  };
  expect(died(() => undefined)).toEqual({ order, tasks: [], deaths: {}, isReleased: false, damaged: false });
  const once = died((journal) => {
    for (const task of ["page 01", "page 02", "page 03"]) journal.begin(task);
    journal.end("page 01");
    journal.released();
  });
  expect(once).toMatchObject({
    tasks: ["page 02", "page 03"],
    deaths: { "page 02": 1, "page 03": 1 },
    isReleased: true,
  });
  const twice = died((journal) => {
    journal.begin("page 02");
    journal.begin("page 03");
    journal.end("page 03");
  });
  expect(twice).toMatchObject({ tasks: ["page 02"], deaths: { "page 02": 2 }, isReleased: false });
  expect(twice?.deaths).not.toHaveProperty("page 03");
  // one that cannot be begun leaves what the last one left
  const aside = join(place.folder, "run.journal.tmp");
  mkdirSync(aside);
  expect(() => openJournal(place, order, twice)).toThrow(OutputError);
  expect(readJournal(place.folder)).toEqual(twice);
  rmSync(aside, { recursive: true });
  openJournal(place, order, twice).close();
  expect(readJournal(place.folder)).toBeUndefined();
});

test.each([
  [["--unattended", "all"], "`--deliver`"],
  [["--deliver", "--unattended", " , "], "--unattended"],
])("%j is refused before anything is done", async (options, word) => {
  const folder = shelf.newEdition("pages: [pages/01.yaml]\n");
  const ran = await shelf.run(folder, "nightly", ".", ...options);
  expect(ran).toMatchObject({ code: 2, err: expect.stringContaining(word) });
  expect(existsSync(join(folder, "out"))).toBe(false);
});

test.each([
  ["01:45", "2026-03-17T20:00", "2026-03-18T01:45"],
  ["23:40", "2026-03-17T20:00", "2026-03-17T23:40"],
  // who goes on after it has passed
  ["23:40", "2026-03-18T01:00", "2026-03-17T23:40"],
  ["01:45", "2026-03-18T02:00", "2026-03-18T01:45"],
  ["1：45", "2026-03-18T10:00", "2026-03-19T01:45"],
])("a plant's deadline %s, when the night began at %s, is at %s", (deadline, since, at) => {
  expect(deadlineOf(deadline, new Date(since).getTime())).toBe(new Date(at).getTime());
});

test("a plant's deadline in other words is none that a clock can tell", () => {
  expect([deadlineOf("before dawn", 0), deadlineOf("25:00", 0), deadlineOf(undefined, 0)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test("a file in an inbox whose time is in the future is taken in once, and not again and again", async () => {
  const folder = shelf.newEdition("pages: [pages/01.yaml]\n", { "inbox/late.json": "{}" });
  const soon = Date.now() / 1000 + 8 * 3600;
  utimesSync(join(folder, "inbox/late.json"), soon, soon);
  const stop = new AbortController();
  let runs = 0;
  const outcome = { kind: "unreadable", findings: [], feeds: [], reads: [] } as const;
  setTimeout(() => stop.abort(), 2500);
  await watchRuns({
    folder,
    ignored: [],
    run: async ({ hasTakenIn }) => {
      runs++;
      hasTakenIn([join(folder, "inbox")]);
      return outcome;
    },
    ended: () => undefined,
    failed: () => undefined,
    tell: () => undefined,
    stop: stop.signal,
    deadline: new AbortController().signal,
    times: { quiet: 20, pieces: 20, again: 60_000, lookAfter: 200 },
  });
  expect(runs).toBeLessThanOrEqual(2);
});
