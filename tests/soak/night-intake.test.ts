/** Nights with feeds, at length: half files, embargoes, each way to withdraw a story, and deaths in between. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EditionShelf, filesIn } from "../kit/edition-folder.ts";
import { filesWith, NIGHT, newFeedNight, ninjs, pageStates, runNight } from "../kit/feed-night.ts";
import { ROOT } from "../kit/sample.ts";
import { OUT, snapshot } from "../kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const night = (folder: string, ...more: readonly string[]) => runNight(shelf, folder, ...more);

describe("what comes", () => {
  test("a half file is kept aside and taken when it is whole; the counts add up", async () => {
    const folder = newFeedNight(shelf, {});
    const whole = readFileSync(join(folder, "inbox/w02.json"));
    writeFileSync(join(folder, "inbox/w02.json"), whole.subarray(0, whole.length / 2));
    const first = await night(folder);
    expect(first.code).toBe(1);
    expect(first.find("feed")).toMatchObject({ mapping: "feed.yaml", counts: { seen: 2, stories: 1, quarantined: 1 } });
    expect(pageStates(folder)).toEqual({ "01": "press", "02": "held" });
    writeFileSync(join(folder, "inbox/w02.json"), whole);
    const second = await night(folder);
    expect(second.code).toBe(0);
    const { seen, ...rest } = second.find("feed")!["counts"] as Record<string, number>;
    expect(Object.values(rest).reduce((sum, each) => sum + each, 0)).toBe(seen);
    expect(rest).toMatchObject({ stories: 1, duplicates: 1 });
    expect(pageStates(folder)).toEqual({ "01": "press", "02": "press" });
  }, 240_000);

  test("an item under embargo is in no page before its time, and in the first one after it; `build` takes in nothing", async () => {
    const folder = newFeedNight(shelf, { pages: 1 });
    writeFileSync(join(folder, "inbox/w01.json"), ninjs("w01", { embargoed: "2025-07-10T00:00:00+08:00" }));
    expect(await night(folder)).toMatchObject({ code: 1 });
    expect(pageStates(folder)).toEqual({ "01": "held" });
    expect(filesWith("w01号罐区投产", join(folder, "out"))).toEqual([]);
    expect((await shelf.run(folder, "build", ".")).code).toBe(1);
    expect(await night(folder, "--now", "2025-07-10T00:00:01+08:00")).toMatchObject({ code: 0 });
    expect(pageStates(folder)).toEqual({ "01": "press" });
  }, 240_000);
});

describe("what is withdrawn", () => {
  const KILL = { version: "3", pubstatus: "canceled", body_text: "撤稿。", headline: "撤稿" };
  test.each([
    ["killed", KILL],
    ["withheld", { ...KILL, pubstatus: "withheld" }],
    [
      "under a new embargo",
      { version: "3", embargoed: "2025-07-12T00:00:00+08:00", body_text: "新的文字。", headline: "新稿" },
    ],
  ])(
    "a story that is %s is nowhere in what was made, and its page does not go out with it",
    async (_, item) => {
      const folder = newFeedNight(shelf, {});
      await night(folder, "--proof", "--release", "01", "--released-by", "顾清和");
      const headline = "w01号罐区投产";
      expect(filesWith(headline, join(folder, "out")).length).toBeGreaterThan(1);
      const kept = readFileSync(join(folder, OUT, "harbour_20250710_main_02_A.pdf"));
      writeFileSync(join(folder, "inbox/w01-3.json"), ninjs("w01", item));
      const ran = await night(folder, "--proof");
      expect(ran.code).toBe(1);
      expect(ran.find("withdrawn")).toEqual({ event: "withdrawn", paths: ["stories/w01.md"] });
      expect(existsSync(join(folder, "stories/w01.md"))).toBe(false);
      expect(filesWith(headline, join(folder, "out"))).toEqual([]);
      // of the small pictures only those of tonight's two pages are there
      const small = filesIn(join(folder, "out/.broadsheet/records")).filter((path) =>
        readFileSync(join(folder, "out/.broadsheet/records", path), "utf8").includes('"jpeg":'),
      );
      expect(small.length).toBeLessThanOrEqual(2);
      // held, and not replaced by its last good version; the other page is as it was
      expect(pageStates(folder)).toEqual({ "01": "held", "02": "press" });
      expect(readFileSync(join(folder, OUT, "harbour_20250710_main_02_A.pdf")).equals(kept)).toBe(true);
      expect(ran.find("end")).toMatchObject({ made: 1, kept: 1 });
      expect((await night(folder)).find("withdrawn")).toBeUndefined();
    },
    240_000,
  );
});

const SENTENCE = "老街的井水清了三百年，清晨仍有人提桶来打。";

const piece = (headline: string): string => `---\nheadline: ${headline}\n---\n\n${SENTENCE.repeat(4)}\n`;

describe("what stands in", () => {
  const MORE = `standby: [standby/well.md, standby/tree.md]\n`;
  const files = {
    "standby/well.md": piece("老井"),
    "standby/tree.md": piece("老树"),
  };
  let folder = "";
  beforeAll(async () => {
    folder = newFeedNight(shelf, { pages: 3, more: MORE, files });
    expect(await night(folder)).toMatchObject({ code: 0 });
  }, 240_000);

  test("a killed story's page goes out with a standby story, a broken one's in its last good version; `build` makes the same", async () => {
    writeFileSync(
      join(folder, "inbox/w01-2.json"),
      ninjs("w01", { version: "2", pubstatus: "canceled", headline: "撤", body_text: "撤。" }),
    );
    writeFileSync(join(folder, "stories/w02.md"), "---\nheadline: [\n");
    rmSync(join(folder, "inbox/w02.json"));
    const ran = await night(folder);
    expect(ran.code).toBe(1);
    expect(pageStates(folder)).toEqual({ "01": "press", "02": "last-good", "03": "press" });
    expect(filesWith("w01号罐区投产", join(folder, "out"))).toEqual([]);
    expect(filesWith("老井", join(folder, OUT))).toEqual(
      ["harbour_20250710_main_01_B.pdf", "manifest.json"].slice(0, 1),
    );
    expect(ran.findings).toContain("input/standby");
    // once more: what stood in is not taken for a good version, and nothing is made
    const again = await night(folder);
    expect(pageStates(folder)).toEqual({ "01": "press", "02": "last-good", "03": "press" });
    expect(again.find("outcome")).toMatchObject({ written: 0 });
    // without the store there is no last good version: the second standby story stands there, as with `build`
    rmSync(join(folder, "out"), { recursive: true });
    expect((await night(folder)).code).toBe(1);
    const { "preflight.json": _, ...made } = snapshot(join(folder, OUT));
    rmSync(join(folder, "out"), { recursive: true });
    expect((await shelf.run(folder, "build", ".")).code).toBe(1);
    expect(snapshot(join(folder, OUT))).toEqual(made);
    expect(pageStates(folder)).toEqual({ "01": "press", "02": "press", "03": "press" });
    expect(existsSync(join(folder, "stories/w01.md"))).toBe(false);
  }, 240_000);
});

test("a standby story that is killed itself is gone from the page on which it stood in, and stands in no more", async () => {
  const folder = newFeedNight(shelf, { pages: 1, more: "standby: [stories/w09.md]\n" });
  rmSync(join(folder, "inbox/w01.json"));
  writeFileSync(join(folder, "inbox/w09.json"), ninjs("w09"));
  expect(await night(folder)).toMatchObject({ code: 1 });
  expect(pageStates(folder)).toEqual({ "01": "press" });
  expect(filesWith("w09号罐区投产", join(folder, OUT))).toHaveLength(1);
  const kill = { version: "2", pubstatus: "canceled", headline: "撤", body_text: "撤。" };
  writeFileSync(join(folder, "inbox/w09-2.json"), ninjs("w09", kill));
  expect(await night(folder)).toMatchObject({ code: 1 });
  expect(pageStates(folder)).toEqual({ "01": "held" });
  expect(filesWith("w09号罐区投产", join(folder, "out"))).toEqual([]);
}, 240_000);

const MAIN = join(ROOT, "dist/cli/main.js");

/** Runs the built program; killed after so many milliseconds, and then undefined. */
const killed = (folder: string, after?: number): Promise<number | undefined> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [MAIN, "nightly", ".", "--workers", "1", "--now", NIGHT], {
      cwd: folder,
      env: { ...process.env, BROADSHEET_CACHE: join(shelf.base, "cache") },
      stdio: "ignore",
    });
    const timer = after === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), after);
    child.on("exit", (code, signal) => {
      clearTimeout(timer);
      resolve(signal === "SIGKILL" ? undefined : (code ?? -1));
    });
  });

/** Deaths on each night before a run comes through. */
const DEATHS = [0.15, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

test.skipIf(!existsSync(MAIN))(
  "however often the process is killed, nothing of a killed story is left when a run has come through",
  async () => {
    const folder = newFeedNight(shelf, {
      more: "standby: [standby/well.md]\n",
      files: { "standby/well.md": piece("老井") },
    });
    const since = performance.now();
    expect(await killed(folder)).toBe(0);
    const whole = performance.now() - since;
    // a version that was cut off while it was made lies in the store, and no record knows of it
    writeFileSync(join(folder, "inbox/w01-2.json"), ninjs("w01", { version: "2", headline: "w01号罐区投产后" }));
    for (const share of DEATHS.slice(3)) await killed(folder, share * whole);
    const kill = { version: "3", pubstatus: "canceled", body_text: "撤稿。", headline: "撤稿" };
    writeFileSync(join(folder, "inbox/w01-3.json"), ninjs("w01", kill));
    for (const share of DEATHS) await killed(folder, share * whole);
    expect(await killed(folder)).toBe(1);
    expect(filesWith("w01号罐区投产", join(folder, "out"))).toEqual([]);
    expect(existsSync(join(folder, "stories/w01.md"))).toBe(false);
    expect(pageStates(folder)).toEqual({ "01": "press", "02": "press" });
    expect(filesWith("老井", join(folder, OUT))).toHaveLength(1);
  },
  300_000,
);
