/** Nights with feeds, at length: half files, embargoes, each way to withdraw a story, and deaths in between. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { EditionShelf } from "../kit/edition-folder.ts";
import { filesWith, newFeedNight, ninjs, pageStates, runNight } from "../kit/feed-night.ts";
import { OUT } from "../kit/small-night.ts";

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
  }, 60_000);

  test("an item under embargo is in no page before its time, and in the first one after it; `build` takes in nothing", async () => {
    const folder = newFeedNight(shelf, { pages: 1 });
    writeFileSync(join(folder, "inbox/w01.json"), ninjs("w01", { embargoed: "2025-07-10T00:00:00+08:00" }));
    expect(await night(folder)).toMatchObject({ code: 1 });
    expect(pageStates(folder)).toEqual({ "01": "held" });
    expect(filesWith("w01号罐区投产", join(folder, "out"))).toEqual([]);
    expect((await shelf.run(folder, "build", ".")).code).toBe(1);
    expect(await night(folder, "--now", "2025-07-10T00:00:01+08:00")).toMatchObject({ code: 0 });
    expect(pageStates(folder)).toEqual({ "01": "press" });
  }, 60_000);
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
      await night(folder, "--proof");
      const headline = "w01号罐区投产";
      expect(filesWith(headline, join(folder, "out")).length).toBeGreaterThan(2);
      const kept = readFileSync(join(folder, OUT, "harbour_20250710_main_02_A.pdf"));
      writeFileSync(join(folder, "inbox/w01-3.json"), ninjs("w01", item));
      const ran = await night(folder);
      expect(ran.code).toBe(1);
      expect(ran.find("withdrawn")).toEqual({ event: "withdrawn", paths: ["stories/w01.md"] });
      expect(existsSync(join(folder, "stories/w01.md"))).toBe(false);
      expect(filesWith(headline, join(folder, "out"))).toEqual([]);
      // held, and not replaced by its last good version; the other page is as it was
      expect(pageStates(folder)).toEqual({ "01": "held", "02": "press" });
      expect(readFileSync(join(folder, OUT, "harbour_20250710_main_02_A.pdf")).equals(kept)).toBe(true);
      expect(ran.find("end")).toMatchObject({ made: 1, kept: 1 });
      expect((await night(folder)).find("withdrawn")).toBeUndefined();
    },
    60_000,
  );
});
