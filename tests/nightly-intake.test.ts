/** A night takes in what has come: what is broken never stops it, and nothing of what was withdrawn is left. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { takeInAll } from "../src/nightly/intake/take-in-all.ts";
import { EditionShelf, filesIn } from "./kit/edition-folder.ts";
import { filesWith, NIGHT, newFeedNight, ninjs, pageStates, runNight } from "./kit/feed-night.ts";
import { OUT } from "./kit/small-night.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const intake = (folder: string) =>
  takeInAll({ folder, file: "edition.yaml", now: Date.parse(NIGHT), out: join(folder, "out") });

/** Codes of everything that was found. */
const codes = ({ feeds }: Awaited<ReturnType<typeof intake>>): readonly string[] =>
  feeds.flatMap(({ findings }) => (findings as readonly { readonly code: string }[]).map(({ code }) => code));

describe("what cannot be taken in", () => {
  test.each([
    ["a mapping file that is not there", "feeds: [other.yaml]", {}, ["input/missing-file"]],
    ["a mapping file outside", "feeds: [../feed.yaml]", {}, ["input/outside"]],
    ["an edition that is none", "feeds: { 3", {}, []],
    ["a mapping file that is none", "feeds: [feed.yaml]", { "feed.yaml": "sources: 3\n" }, ["input/wrong-value"]],
    [
      "an inbox that is not there",
      "feeds: [feed.yaml]",
      { "feed.yaml": "sources: [{ name: wire, folder: nowhere }]\n" },
      ["feed/inbox"],
    ],
    [
      "an inbox in which is what we write ourselves",
      "feeds: [feed.yaml]",
      { "feed.yaml": "sources: [{ name: wire, folder: . }]\n" },
      ["feed/inbox"],
    ],
    [
      "an inbox in which the pages go",
      "feeds: [feed.yaml]",
      { "feed.yaml": "sources: [{ name: wire, folder: out }]\n", "out/w01.json": ninjs("w01") },
      ["feed/inbox"],
    ],
    ["a ledger that is damaged", "feeds: [feed.yaml]", { "feed/ledger.json": '{"format": "broad' }, ["feed/ledger"]],
    [
      "a story's folder that is a file",
      "feeds: [feed.yaml]",
      { "feed.yaml": "stories: feed.yaml\nsources: [{ name: wire, folder: inbox }]\n" },
      ["feed/not-taken"],
    ],
    [
      "an embargo that is no time",
      "feeds: [feed.yaml]",
      { "inbox/w01.json": ninjs("w01", { embargoed: "soon" }) },
      ["feed/embargo"],
    ],
  ])("%s is a finding, and rejects nothing", async (_, feeds, files, wanted) => {
    const folder = newFeedNight(shelf, { pages: 1, files: files as Record<string, string> });
    const edition = join(folder, "edition.yaml");
    writeFileSync(edition, readFileSync(edition, "utf8").replace(/^feeds:.*$/m, feeds));
    const took = await intake(folder);
    expect(codes(took)).toEqual(wanted);
    expect(existsSync(join(folder, "stories/w01.md"))).toBe(false);
    // who does not know what was withdrawn trusts no earlier page
    if (wanted[0] === "feed/ledger" || wanted[0] === "feed/not-taken") expect(took.isSure).toBe(false);
  });

  test("an edition that names no feeds takes in nothing", async () => {
    const folder = newFeedNight(shelf, { pages: 1 });
    const edition = join(folder, "edition.yaml");
    writeFileSync(edition, readFileSync(edition, "utf8").replace(/^feeds:.*\n/m, ""));
    expect(await intake(folder)).toEqual({ feeds: [], withdrawals: [], places: [], isSure: true });
  });
});

describe("names of what was withdrawn", () => {
  test("stay known and taken: another item of that name gets another, and the same item comes back under its own", async () => {
    const folder = newFeedNight(shelf, { pages: 1 });
    await intake(folder);
    const put = (file: string, more: object) => writeFileSync(join(folder, "inbox", file), ninjs("w01", { ...more }));
    put("2.json", { version: "2", pubstatus: "withheld" });
    put("other.json", { uri: "urn:wire:other", headline: "另一篇", body_text: "另一篇稿件的文字。" });
    const out = await intake(folder);
    expect(out.withdrawals).toEqual([{ path: "stories/w01.md", times: 1, isOut: true }]);
    expect(existsSync(join(folder, "stories/w01.md"))).toBe(false);
    expect(readFileSync(join(folder, "stories/w01-2.md"), "utf8")).toContain("另一篇");
    put("3.json", { version: "3", headline: "更正后的稿件" });
    expect((await intake(folder)).withdrawals).toEqual([{ path: "stories/w01.md", times: 1, isOut: false }]);
    expect(readFileSync(join(folder, "stories/w01.md"), "utf8")).toContain("更正后的稿件");
  });

  test("a file that an editor put there after the kill is left alone, by a second kill and by a new version", async () => {
    const folder = newFeedNight(shelf, { pages: 1 });
    await intake(folder);
    const put = (file: string, more: object) => writeFileSync(join(folder, "inbox", file), ninjs("w01", { ...more }));
    put("2.json", { version: "2", pubstatus: "withheld" });
    await intake(folder);
    writeFileSync(join(folder, "stories/w01.md"), "编辑自己的稿件。\n");
    put("3.json", { version: "3", pubstatus: "canceled" });
    await intake(folder);
    put("4.json", { version: "4" });
    await intake(folder);
    expect(readFileSync(join(folder, "stories/w01.md"), "utf8")).toBe("编辑自己的稿件。\n");
    expect(readFileSync(join(folder, "stories/w01-2.md"), "utf8")).toContain("罐区投产");
  });
});

describe("a killed story", () => {
  let folder = "";
  beforeAll(async () => {
    folder = newFeedNight(shelf, { more: "press: { handover: { to: ../killed-in } }\n" });
    expect(await runNight(shelf, folder, "--deliver", "--unattended", "all")).toMatchObject({ code: 0 });
  }, 60_000);

  test("is nowhere in what was made; its page is held and not replaced, the other one stays, and is not handed over again", async () => {
    const headline = "w01号罐区投产";
    // the press file and the object in the store
    expect(filesWith(headline, join(folder, "out"))).toHaveLength(2);
    const kept = readFileSync(join(folder, OUT, "harbour_20250710_main_02_A.pdf"));
    mkdirSync(join(folder, OUT, "digital"));
    writeFileSync(join(folder, OUT, "digital/index.html"), headline);
    // plants take files away
    const plant = join(folder, "../killed-in");
    expect(filesIn(plant)).toHaveLength(3);
    rmSync(plant, { recursive: true });
    mkdirSync(plant);
    const kill = { version: "3", pubstatus: "canceled", body_text: "撤稿。", headline: "撤稿" };
    writeFileSync(join(folder, "inbox/w01-3.json"), ninjs("w01", kill));
    const ran = await runNight(shelf, folder, "--deliver", "--unattended", "all");
    expect(ran.code).toBe(1);
    expect(filesIn(plant)).toEqual(["harbour-2025-07-10-main.json"]);
    expect(JSON.parse(readFileSync(join(plant, "harbour-2025-07-10-main.json"), "utf8"))).toMatchObject({
      files: [{ page: "02", version: "A" }],
      missing: ["01"],
    });
    expect(ran.find("feed")).toMatchObject({ counts: { seen: 3, killed: 1, duplicates: 2 } });
    expect(ran.find("withdrawn")).toEqual({ event: "withdrawn", paths: ["stories/w01.md"] });
    expect(filesWith(headline, join(folder, "out"))).toEqual([]);
    expect(pageStates(folder)).toEqual({ "01": "held", "02": "press" });
    expect(readFileSync(join(folder, OUT, "harbour_20250710_main_02_A.pdf")).equals(kept)).toBe(true);
    expect(ran.find("end")).toMatchObject({ made: 1, kept: 1 });
  }, 60_000);
});
