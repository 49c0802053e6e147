/** Zones night after night: what is shared is made once, and a change touches what shows it and nothing else. */
import { mkdirSync, readFileSync, rmdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Listener } from "../../src/nightly/run/job-event.ts";
import type { NightlyOutcome } from "../../src/nightly/run/nightly.ts";
import { runZones } from "../../src/nightly/run/nightly-zones.ts";
import { threadPool } from "../../src/nightly/run/thread-pool.ts";
import { withdraw } from "../../src/nightly/run/withdraw.ts";
import { openStore } from "../../src/nightly/store/open-store.ts";
import { EditionShelf, filesIn } from "../kit/edition-folder.ts";
import { snapshot } from "../kit/small-night.ts";
import { BASE, CITY, COUNTY, copyOf, newPaper, sha, zoneStory } from "../kit/zone-paper.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

describe("the commands", () => {
  let folder = "";
  beforeAll(async () => {
    folder = newPaper(shelf);
    await shelf.run(folder, "build", ".");
  }, 120_000);
  const answer = async (...argv: readonly string[]) => {
    const ran = await shelf.run(folder, ...argv, "--json");
    return { code: ran.code, ...JSON.parse(ran.out) };
  };

  test("build a page by its file or its number in the copies that have it, and leave the rest as it is", async () => {
    const before = snapshot(join(folder, "out"));
    const built = ({ copies }: { copies: { copy: string; pages: { page: string }[] }[] }) =>
      copies.map(({ copy, pages }) => [copy, ...pages.map(({ page }) => page)].join(" "));
    expect(built(await answer("build", "pages/03-city.yaml"))).toEqual(["city 03"]);
    expect(built(await answer("build", ".", "--page", "03"))).toEqual(["main 03", "city 03", "county 03"]);
    expect(built(await answer("build", ".", "--page", "05"))).toEqual(["county 05"]);
    expect(built(await answer("build", ".", "--page", "04"))).toEqual(["main 04", "city", "county"]);
    expect(snapshot(join(folder, "out"))).toEqual(before);
    expect((await shelf.run(folder, "build", ".", "--page", "09")).code).toBe(2);
  }, 120_000);

  test("go over one copy by its name or its title, with an answer as of an edition", async () => {
    expect((await answer("check", ".", "--zone", "县域版")).pages.map(({ page }: { page: string }) => page)).toEqual([
      "01",
      "03",
      "05",
    ]);
    expect((await answer("build", ".", "--zone", "main", "--zone", "city")).copies).toHaveLength(2);
    expect(await answer("proof", ".", "--zone", "city", "--page", "04", "--png", "04.png")).toMatchObject({
      code: 0,
      page: "04",
    });
    expect(await answer("inspect", ".", "--zone", "city", "--page", "01")).toMatchObject({ code: 0, page: "01" });
    expect(JSON.stringify(await answer("inspect", ".", "--zone", "city", "--page", "01"))).toContain("城区版");
  }, 120_000);

  test("write a whole package for the screens of each copy", async () => {
    const { copies } = await answer("digital", ".");
    expect(copies.map(({ pages }: { pages: number }) => pages)).toEqual([4, 4, 4]);
    const package_ = JSON.parse(readFileSync(join(folder, COUNTY, "digital/manifest.json"), "utf8"));
    expect(package_).toMatchObject({ zone: "county" });
    expect(package_.pages.map(({ page }: { page: string }) => page)).toEqual(["01", "03", "04", "05"]);
  }, 120_000);

  test("hold a page in the copy that has it; released by name, it goes; a shared page that is held is told of in each", async () => {
    const long = (name: string): string => zoneStory(name).replace("储罐", "储罐作为油品化工区".repeat(150));
    writeFileSync(join(folder, "stories/05-county.md"), long("集市"));
    writeFileSync(join(folder, "stories/04.md"), long("第四版"));
    expect((await answer("build", ".")).code).toBe(1);
    const states = (zone: string): string =>
      copyOf(folder, zone)
        .map(({ page, state, files }) => `${page} ${state} ${files.length}`)
        .join(", ");
    expect(states(COUNTY)).toBe("01 press 1, 03 press 1, 04 held 0, 05 held 0");
    expect(states(CITY)).toBe("01 press 1, 02 press 1, 03 press 1, 04 held 0");
    expect((await answer("build", ".", "--release", "05", "--by", "顾清和")).code).toBe(1);
    expect(states(COUNTY)).toBe("01 press 1, 03 press 1, 04 held 0, 05 released 1");
    expect((await shelf.run(folder, "build", ".", "--release", "07", "--by", "顾清和")).code).toBe(2);
  }, 120_000);
});

describe("night after night", () => {
  let folder = "";
  const age = (): void => {
    for (const path of written()) utimesSync(join(folder, "out", path), 1_700_000_000, 1_700_000_000);
  };
  // the store and the reports are told of elsewhere
  const written = (): readonly string[] => filesIn(join(folder, "out")).filter((path) => !/^(\.|reports\/)/.test(path));
  const touched = (): readonly string[] =>
    written().filter((path) => statSync(join(folder, "out", path)).mtimeMs !== 1_700_000_000_000);
  const bare = (paths: readonly string[]): readonly string[] =>
    paths.map((path) => path.replace("harbour-2025-07-10-main", ""));
  beforeAll(async () => {
    folder = newPaper(shelf);
    expect(await shelf.run(folder, "nightly", ".", "--workers", "1")).toMatchObject({ code: 0 });
  }, 120_000);

  test("makes what `build` makes, to the byte", async () => {
    const built = newPaper(shelf);
    await shelf.run(built, "build", ".");
    for (const path of [BASE, CITY, COUNTY]) {
      const { "preflight.json": _, ...files } = snapshot(join(folder, path));
      expect(files).toEqual(snapshot(join(built, path)));
    }
  }, 60_000);

  test("one zone's change touches that zone alone; a shared page's is made once, and all manifests say so", async () => {
    age();
    writeFileSync(
      join(folder, "stories/03-city.md"),
      zoneStory("城里").replace("投产使用", "").concat("\n又一句话。\n"),
    );
    let ran = await shelf.run(folder, "nightly", ".", "--json");
    expect(ran.out.match(/"event":"page-begin"[^\n]*/g)).toEqual([
      '"event":"page-begin","page":"03","why":["stories/03-city.md"],"zone":"city"}',
    ]);
    expect(bare(touched())).toEqual([
      "-city/harbour_20250710_main_city_03_B.pdf",
      "-city/manifest.json",
      "-city/preflight.json",
    ]);
    age();
    writeFileSync(join(folder, "stories/04.md"), zoneStory("第四版").concat("\n又一句话。\n"));
    ran = await shelf.run(folder, "nightly", ".", "--json");
    expect(ran.out.match(/"event":"page-begin"/g)).toHaveLength(1);
    expect(bare(touched())).toEqual([
      "-city/manifest.json",
      "-county/manifest.json",
      "/harbour_20250710_main_04_B.pdf",
      "/manifest.json",
      "/preflight.json",
    ]);
    for (const zone of [CITY, COUNTY]) {
      const row = copyOf(folder, zone).find((each) => each.page === "04")!;
      expect(sha(join(folder, zone, row.files[0]!.path))).toBe(row.files[0]!.sha256);
    }
    age();
    // page 05 is one zone's, 99 is nobody's
    ran = await shelf.run(folder, "nightly", ".", "--release", "05,99", "--released-by", "顾清和");
    expect([ran.code, touched()]).toEqual([0, []]);
    expect(ran.err.split("\n").filter((line) => line.includes("nightly/unreleased"))).toEqual([
      expect.stringContaining("the edition has no page `99` that could be released"),
    ]);
  }, 60_000);

  test("a shared page that carried a withdrawn story is in no zone's list until it is made again", async () => {
    await shelf.run(folder, "nightly", ".");
    const out = join(folder, "out");
    const store = openStore(join(out, ".broadsheet"));
    const intake = { feeds: [], places: [], isSure: true };
    const withdrawals = [{ path: "stories/04.md", times: 1, isOut: true }];
    await withdraw({ ...intake, withdrawals }, { edition: folder, store, out });
    for (const zone of [CITY, COUNTY]) {
      const rows = copyOf(folder, zone);
      expect(rows.find((each) => each.page === "04")).toMatchObject({ state: "withdrawn", files: [], shared: true });
      const others = rows.filter((each) => each.page !== "04");
      expect(others.every((each) => each.state === "press" && each.files.length === 1)).toBe(true);
    }
    expect(await shelf.run(folder, "nightly", ".")).toMatchObject({ code: 0 });
    for (const zone of [CITY, COUNTY]) expect(copyOf(folder, zone).at(3)).toMatchObject({ state: "press" });
  }, 60_000);

  test("a deadline in the middle of the edition's pages: each copy goes out, in its last good pages where need be", async () => {
    writeFileSync(join(folder, "stories/03-city.md"), zoneStory("城里").concat("\n迟到的一句。\n"));
    writeFileSync(join(folder, "stories/02.md"), zoneStory("第二版").concat("\n迟到的一句。\n"));
    const store = join(folder, "out/.broadsheet");
    const pool = threadPool({ workers: 1 });
    const end = new AbortController();
    const tell: Listener = ({ event }) => {
      if (event === "page-begin") end.abort();
    };
    try {
      const outcome = await runZones({
        place: { folder, file: "edition.yaml", store },
        store: openStore(store),
        trying: { pool, signal: end.signal, patience: 180_000, tell },
        how: { pictures: false, ink: false },
        released: new Map(),
        now: Date.now(),
        out: { folder: join(folder, "out"), shown: "out" },
        workers: 1,
      });
      const outcomes = (each: NightlyOutcome) =>
        each.kind === "done" ? each.pages.map((page) => `${page.record.page.id} ${page.outcome}`) : [];
      expect(outcomes(outcome)).toEqual(["01 kept", "02 last-good", "03 kept", "04 kept"]);
      const zones = outcome.kind === "done" ? outcome.zones! : [];
      expect(zones.map(({ zone, outcome: each }) => [zone, ...outcomes(each)])).toEqual([
        ["city", "01 kept", "03 last-good"],
        ["county", "01 kept", "03 kept", "05 kept"],
      ]);
      for (const { files } of copyOf(folder, CITY)) expect(files).toHaveLength(1);
    } finally {
      await pool.close();
    }
  }, 60_000);

  test("a zone that cannot be read is told of, and keeps no other from being made", async () => {
    writeFileSync(
      join(folder, "edition.yaml"),
      readFileSync(join(folder, "edition.yaml"), "utf8").concat(
        '  - { zone: none, without: ["01", "02", "03", "04"] }\n',
      ),
    );
    const ran = await shelf.run(folder, "nightly", ".");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("city: page 03: made");
    // nobody knows which copies there are to be
    expect(ran.err).not.toContain("nightly/left-over");
    expect(ran.out.split("\n").filter((line) => line.includes("wrote")).length).toBe(3);
  }, 60_000);

  test("an edition that cannot be written takes none of its zones with it", async () => {
    const paper = newPaper(shelf);
    const inTheWay = join(paper, BASE, "harbour_20250710_main_04_A.pdf");
    mkdirSync(inTheWay, { recursive: true });
    const ran = await shelf.run(paper, "nightly", ".");
    expect(ran.code).toBe(2);
    expect(ran.err).toContain("a folder is in its place");
    expect(copyOf(paper, CITY).filter(({ shared }) => !shared)).toMatchObject([
      { page: "01", state: "press" },
      { page: "03", state: "press" },
    ]);
    rmdirSync(inTheWay);
    expect(await shelf.run(paper, "nightly", ".")).toMatchObject({ code: 0 });
    expect(copyOf(paper, CITY).every(({ state }) => state === "press")).toBe(true);
  }, 120_000);

  test("a zone that is taken out of the paper leaves a folder behind, and that is told", async () => {
    const file = join(folder, "edition.yaml");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, text.indexOf("zones:")));
    const ran = await shelf.run(folder, "nightly", ".");
    const told = ran.err.split("\n").filter((line) => line.includes("nightly/left-over"));
    expect(told).toEqual([
      expect.stringContaining(`\`${CITY}\` was made for a copy of the paper that there is no longer`),
      expect.stringContaining(`\`${COUNTY}\``),
    ]);
  }, 60_000);
});
