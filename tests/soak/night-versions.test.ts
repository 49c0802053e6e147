/** What goes out under which letter, and by whose release, when runs break off, files are lost and pages turn bad. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { runNightly } from "../../src/nightly/run/nightly.ts";
import type { Task } from "../../src/nightly/run/task.ts";
import type { TaskHow, TaskPool } from "../../src/nightly/run/task-pool.ts";
import { threadPool } from "../../src/nightly/run/thread-pool.ts";
import { openStore } from "../../src/nightly/store/open-store.ts";
import { EditionShelf, filesIn, PLAIN_STORY, pageYaml } from "../kit/edition-folder.ts";
import { OUT, snapshot } from "../kit/small-night.ts";
import { CITY, newPaper } from "../kit/zone-paper.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const PLANT = "press: { handover: { to: ../PLANT } }\n";
let plants = 0;

/** Two pages, each with a story of its own, which go to a plant of their own. */
const newNight = (more = "", files: Readonly<Record<string, string>> = {}): { folder: string; plant: string } => {
  const name = `plant-${++plants}`;
  const folder = shelf.newEdition(`${PLANT.replace("PLANT", name)}pages: [pages/01.yaml, pages/02.yaml]\n${more}`, {
    "pages/01.yaml": pageYaml("01", "plain").replace("stories/b.md", "stories/01.md"),
    "pages/02.yaml": pageYaml("02", "plain").replace("stories/b.md", "stories/02.md"),
    "stories/01.md": PLAIN_STORY,
    "stories/02.md": PLAIN_STORY.replace("新罐区", "第二版的新罐区"),
    ...files,
  });
  return { folder, plant: join(folder, "..", name) };
};

const ALL = ["--deliver", "--unattended", "all"];
const night = (folder: string, ...more: readonly string[]) =>
  shelf.run(folder, "nightly", ".", "--workers", "1", ...more);
const pdfs = (folder: string): readonly string[] =>
  filesIn(folder).filter((path) => path.endsWith(".pdf") && !path.includes("held"));
const plantManifest = (plant: string) =>
  JSON.parse(readFileSync(join(plant, "harbour-2025-07-10-main.json"), "utf8")) as {
    readonly files: readonly { readonly page: string; readonly version: string; readonly name: string }[];
    readonly missing: readonly string[];
  };

describe("letters", () => {
  test("go on where a run was cut off while files changed their places", async () => {
    const { folder, plant } = newNight();
    await night(folder, ...ALL);
    // as it lies there when the process dies between the two names
    renameSync(join(folder, OUT, "manifest.json"), join(folder, OUT, ".manifest.earlier.json"));
    shelf.write(folder, "stories/01.md", `${PLAIN_STORY}\n又一句话。\n`);
    expect(await night(folder, ...ALL)).toMatchObject({ code: 0 });
    expect(pdfs(plant)).toEqual([
      "harbour_20250710_main_01_A.pdf",
      "harbour_20250710_main_01_B.pdf",
      "harbour_20250710_main_02_A.pdf",
    ]);
    expect(existsSync(join(folder, OUT, ".manifest.earlier.json"))).toBe(false);
  }, 120_000);

  test("are not given again after an earlier good version went out", async () => {
    const { folder } = newNight();
    await night(folder);
    shelf.write(folder, "stories/01.md", `${PLAIN_STORY}\n又一句话。\n`);
    // handed over by itself, and known to no night
    await shelf.run(folder, "build", ".");
    const second = readFileSync(join(folder, OUT, "harbour_20250710_main_01_B.pdf"));
    rmSync(join(folder, "stories/01.md"));
    expect((await night(folder)).code).toBe(1);
    expect(pdfs(join(folder, OUT))).toContain("harbour_20250710_main_01_A.pdf");
    shelf.write(folder, "stories/01.md", `${PLAIN_STORY}\n另一句话。\n`);
    expect((await night(folder)).code).toBe(0);
    expect(pdfs(join(folder, OUT))[0]).toBe("harbour_20250710_main_01_C.pdf");
    expect(readFileSync(join(folder, OUT, "harbour_20250710_main_01_C.pdf")).equals(second)).toBe(false);
  }, 120_000);
});

describe("what the plant has", () => {
  test("a page that is held stays in its list in the version that lies there", async () => {
    const well = `---\nheadline: 老井\n---\n\n${"老街的井水清了三百年，清晨仍有人提桶来打。".repeat(4)}\n`;
    const { folder, plant } = newNight("standby: [standby/well.md]\n", { "standby/well.md": well });
    rmSync(join(folder, "stories/02.md"));
    // what stands in is nothing to come back to
    expect((await night(folder, ...ALL)).code).toBe(1);
    expect(plantManifest(plant)).toMatchObject({ files: [{ page: "01" }, { page: "02" }], missing: [] });
    rmSync(join(folder, "standby/well.md"));
    const ran = await night(folder, ...ALL);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain("page `02` is not for the press; the plant keeps version A");
    expect(plantManifest(plant)).toMatchObject({ files: [{ page: "01" }, { page: "02", version: "A" }], missing: [] });
  }, 120_000);

  test("a release outlives a run that came to nothing", async () => {
    const { folder, plant } = newNight();
    const inTheWay = join(folder, OUT, "harbour_20250710_main_01_A.pdf");
    mkdirSync(inTheWay, { recursive: true });
    expect((await night(folder, "--deliver", "--release", "01", "--released-by", "顾清和")).code).toBe(2);
    rmdirSync(inTheWay);
    const ran = await night(folder, "--deliver");
    expect(ran.err).toContain("page `02` waits to be released");
    expect(ran.err).not.toContain("page `01` waits to be released");
    expect(plantManifest(plant)).toMatchObject({ files: [{ page: "01", version: "A" }], missing: ["02"] });
  }, 120_000);
});

test("what the store has in a damaged state is made anew within the run", async () => {
  const { folder } = newNight();
  await night(folder);
  const sound = snapshot(join(folder, OUT));
  const objects = join(folder, "out/.broadsheet/objects");
  for (const path of filesIn(objects)) {
    const bytes = readFileSync(join(objects, path));
    if (bytes.subarray(0, 5).toString() === "%PDF-") writeFileSync(join(objects, path), bytes.fill(0x20, 100, 120));
  }
  for (const path of pdfs(join(folder, OUT))) rmSync(join(folder, OUT, path));
  expect(await night(folder)).toMatchObject({ code: 0 });
  expect(snapshot(join(folder, OUT))).toEqual(sound);
}, 120_000);

test("a story that goes missing makes its page anew, and no other", async () => {
  const well = `---\nheadline: 老井\n---\n\n${"老街的井水清了三百年，清晨仍有人提桶来打。".repeat(4)}\n`;
  const { folder } = newNight("standby: [standby/well.md]\n", { "standby/well.md": well });
  await night(folder);
  rmSync(join(folder, "stories/02.md"));
  const ran = await night(folder, "--explain");
  expect(ran.err.split("\n").filter((line) => line.includes("made again"))).toEqual([
    expect.stringContaining("page 02: made again"),
  ]);
}, 120_000);

test("the title of a zone is printed as it is now", async () => {
  const folder = newPaper(shelf);
  await night(folder);
  const before = snapshot(join(folder, CITY));
  const file = join(folder, "edition.yaml");
  writeFileSync(file, readFileSync(file, "utf8").replace("城区版", "市区版"));
  const ran = await night(folder, "--explain");
  expect(ran.err).toContain("city: page 01: made again, for edition's facts");
  const after = snapshot(join(folder, CITY));
  expect(Object.keys(after)).toContain("harbour_20250710_main_city_01_B.pdf");
  expect(Object.values(before)).not.toContain(after["harbour_20250710_main_city_01_B.pdf"]);
}, 120_000);

test("a page whose file nobody could judge does not go out, and is nothing to come back to", async () => {
  const { folder } = newNight();
  const store = join(folder, "out/.broadsheet");
  const pool = threadPool({ workers: 1 });
  const noVerdict = (task: Task): boolean => task.kind === "preflight";
  const deaf: TaskPool = Object.assign(Object.create(pool), {
    run: (task: Task, how: TaskHow) => (noVerdict(task) ? Promise.reject(new Error("gone")) : pool.run(task, how)),
    isolate: (task: Task, how: TaskHow) =>
      noVerdict(task) ? Promise.reject(new Error("gone")) : pool.isolate(task, how),
  });
  const run = (by: TaskPool) =>
    runNightly({
      place: { folder, file: "edition.yaml", store },
      store: openStore(store),
      trying: { pool: by, signal: new AbortController().signal, patience: 60_000, tell: () => undefined },
      how: { pictures: false, ink: false },
      released: new Map(),
      now: Date.now(),
      out: { folder: join(folder, "out"), shown: "out" },
      workers: 1,
    });
  try {
    const outcome = await run(deaf);
    if (outcome.kind !== "done") throw new Error("the edition was read");
    expect(outcome.pages.map((page) => page.outcome)).toEqual(["failed", "failed"]);
    expect(JSON.stringify(outcome.pages[0]!.record.entry["findings"])).toContain("could not be preflighted");
    expect(pdfs(join(folder, OUT))).toEqual([]);
    const later = await run(pool);
    expect(later).toMatchObject({ kind: "done", pages: [{ outcome: "kept" }, { outcome: "kept" }] });
  } finally {
    await pool.close();
  }
}, 120_000);
