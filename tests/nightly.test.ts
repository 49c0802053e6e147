/** A night: only what changed is made, what fails harms nothing else, and every file is whole. */
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EditionShelf, filesIn, STORY } from "./kit/edition-folder.ts";
import { newNight, OUT, snapshot } from "./kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const times = (folder: string): Readonly<Record<string, number>> =>
  Object.fromEntries(filesIn(folder).map((path) => [path, statSync(join(folder, path)).mtimeMs]));

const age = (folder: string): void => {
  for (const path of filesIn(folder)) utimesSync(join(folder, path), 1_700_000_000, 1_700_000_000);
};

/** Which files they are: one that is written anew is another. */
const inodes = (folder: string): Readonly<Record<string, number>> =>
  Object.fromEntries(filesIn(folder).map((path) => [path, statSync(join(folder, path)).ino]));

describe("night after night", () => {
  let folder = "";
  beforeAll(async () => {
    folder = newNight(shelf);
    expect(await shelf.run(folder, "nightly", ".", "--workers", "1")).toMatchObject({ code: 0 });
  }, 120_000);

  test("writes what `build` writes, to the byte, and the preflight of each file beside it", async () => {
    const built = newNight(shelf);
    await shelf.run(built, "build", ".");
    const { "preflight.json": preflight, ...files } = snapshot(join(folder, OUT));
    expect(files).toEqual(snapshot(join(built, OUT)));
    const verdicts = JSON.parse(preflight!).files;
    expect(Object.keys(verdicts)).toHaveLength(4);
    for (const entries of Object.values(verdicts))
      expect(entries).toMatchObject([
        { profile: "pdfx4", errors: 0, warnings: 0 },
        { profile: "newspaper", errors: 0 },
      ]);
  }, 60_000);

  test("touches nothing when nothing has changed", async () => {
    age(join(folder, OUT));
    const records = join(folder, "out/.broadsheet/records");
    const before = inodes(records);
    const ran = await shelf.run(folder, "nightly", ".", "--json");
    expect(ran.code).toBe(0);
    expect(inodes(records)).toEqual(before);
    const said = ran.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(said.find(({ event }) => event === "read")).toMatchObject({ cached: true, pages: 4 });
    expect(said.find(({ event }) => event === "end")).toMatchObject({ made: 0, kept: 4, replaced: 0, failed: 0 });
    expect(said.at(-1)).toMatchObject({ event: "outcome", written: 0 });
    expect(Object.values(times(join(folder, OUT))).every((each) => each === 1_700_000_000_000)).toBe(true);
  });

  test("makes one page when one story has changed, says why, and leaves the others alone", async () => {
    age(join(folder, OUT));
    appendFileSync(join(folder, "stories/03.md"), "\n新的一句话。\n");
    const ran = await shelf.run(folder, "nightly", ".", "--explain");
    expect(ran).toMatchObject({ code: 0 });
    const again = ran.err.split("\n").filter((line) => line.includes("made again"));
    expect(again).toEqual([expect.stringContaining("page 03: made again, for stories/03.md")]);
    const changed = Object.entries(times(join(folder, OUT))).filter(([, at]) => at !== 1_700_000_000_000);
    // what was sent before is replaced by the next letter
    expect(changed.map(([path]) => path)).toEqual([
      "harbour_20250710_main_03_B.pdf",
      "manifest.json",
      "preflight.json",
    ]);
    expect(filesIn(join(folder, OUT))).not.toContain("harbour_20250710_main_03_A.pdf");
  }, 60_000);

  test("puts a file back that is gone, or that is no longer what it was, without making it again", async () => {
    const before = snapshot(join(folder, OUT));
    rmSync(join(folder, OUT, "harbour_20250710_main_01_A.pdf"));
    const torn = join(folder, OUT, "harbour_20250710_main_02_A.pdf");
    writeFileSync(torn, readFileSync(torn).fill(0x20, 100, 200));
    const ran = await shelf.run(folder, "nightly", ".", "--json");
    expect(ran.out).toContain('"made":0,"kept":4');
    expect(snapshot(join(folder, OUT))).toEqual(before);
  });

  test("makes again what the store has lost, or has damaged", async () => {
    const before = snapshot(join(folder, OUT));
    const objects = filesIn(join(folder, "out/.broadsheet/objects"));
    for (const [n, path] of objects.entries()) {
      const file = join(folder, "out/.broadsheet/objects", path);
      if (n % 2 === 0) rmSync(file);
      else writeFileSync(file, readFileSync(file).subarray(0, 100));
    }
    const records = filesIn(join(folder, "out/.broadsheet/records")).map((path) =>
      join(folder, "out/.broadsheet/records", path),
    );
    // all verdicts among them: of a damaged file there is to be none
    for (const path of records.filter((each, n) => n % 3 === 0 || readFileSync(each, "utf8").startsWith("[")))
      writeFileSync(path, '{"cut":');
    for (const path of filesIn(join(folder, OUT)).filter((each) => each.endsWith(".pdf")))
      rmSync(join(folder, OUT, path));
    let ran = await shelf.run(folder, "nightly", ".");
    // damage shows when the file is asked for; the run says so, and the next one makes it
    if (ran.code === 2) ran = await shelf.run(folder, "nightly", ".");
    expect(ran.code).toBe(0);
    expect(snapshot(join(folder, OUT))).toEqual(before);
  }, 60_000);
});

test("a page is judged before others are begun, so that no task's patience runs out while it waits", async () => {
  const ran = await shelf.run(newNight(shelf), "nightly", ".", "--workers", "1", "--json");
  const events = ran.out
    .trim()
    .split("\n")
    .flatMap((line) => {
      const { event, page } = JSON.parse(line);
      return event === "page-begin" || event === "page" ? [{ event, page }] : [];
    });
  expect(events).toHaveLength(8);
  let underWay = 0;
  for (const { event } of events) {
    underWay += event === "page" ? -1 : 1;
    expect(underWay).toBeLessThanOrEqual(2);
  }
}, 60_000);

describe("what cannot be used", () => {
  test.each([
    [["--by", "25:00"], "--by"],
    [["--workers", "0"], "--workers"],
    [["--release", "01"], "--released-by"],
  ])("%j is refused before anything is done", async (options, word) => {
    const folder = newNight(shelf);
    const ran = await shelf.run(folder, "nightly", ".", ...options);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(word);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("an edition that cannot be read is told with its place; nothing is written but the report", async () => {
    const folder = newNight(shelf);
    writeFileSync(join(folder, "edition.yaml"), "paper: 1\npages: []\n");
    const ran = await shelf.run(folder, "nightly", ".");
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/error\[input\/[\w-]+\] edition\.yaml:1:\d+/);
    const written = filesIn(join(folder, "out")).filter((path) => !path.startsWith(".broadsheet"));
    expect(written.filter((path) => !path.startsWith("reports/"))).toEqual([]);
  });
});

test("a page's jump line follows the page on which its story goes on", async () => {
  const jumping = `format: card\ngrid: { columns: 2, measure: 12zi, gutter: 1zi, rows: 14, top: 10mm }\nslots:\n  lead:\n    col: 1-2\n    row: 1-ROWS\n    stack:\n      story: lead\n      children:\n        - body: { legs: 2, overset: jump }\n`;
  const long = `${STORY.replace(/^photos.*\n/m, "")}\n${STORY.slice(STORY.lastIndexOf("---") + 4).repeat(4)}`;
  const inside = (id: string, from: string): string =>
    `page: "${id}"\nsection: 要闻\nlayout: inside\nstories: ${from === "" ? "\n  lead: stories/b.md" : "{}"}\n${from}`;
  const goesOn = 'continues:\n  lead: { page: "01", story: lead }\n';
  const pages = (second: string, third: string): Readonly<Record<string, string>> => ({
    "pages/02.yaml": inside("02", second),
    "pages/03.yaml": inside("03", third),
  });
  const folder = shelf.newEdition("pages: [pages/01.yaml, pages/02.yaml, pages/03.yaml]\n", {
    "layouts/front.yaml": jumping.replace("ROWS", "4"),
    "layouts/inside.yaml": jumping.replace("ROWS", "14"),
    "stories/long.md": long,
    "pages/01.yaml": 'page: "01"\nsection: 要闻\nlayout: front\nstories:\n  lead: stories/long.md\n',
    ...pages(goesOn, ""),
  });
  await shelf.run(folder, "nightly", ".");
  for (const [path, content] of Object.entries(pages("", goesOn))) shelf.write(folder, path, content);
  const ran = await shelf.run(folder, "nightly", ".", "--explain");
  expect(ran.err).toMatch(/page 01: made again, for jump lines/);
}, 60_000);
