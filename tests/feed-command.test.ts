/** `broadsheet feed`, as it is used: the sample's inbox becomes stories on the disk that an edition can be checked with. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";
import { EditionShelf } from "./kit/edition-folder.ts";

const SAMPLE = fileURLToPath(new URL("../samples/feed-inbox/", import.meta.url));
const shelf = new EditionShelf();
afterAll(() => shelf.remove());

interface Answer {
  readonly counts?: Record<string, number>;
  readonly released?: number;
  readonly findings: readonly { readonly code: string; readonly severity: string; readonly path?: string }[];
}

const NIGHT = "2026-03-01T23:00:00+08:00";
const MORNING = "2026-03-02T06:00:00+08:00";

const feed = async (folder: string, now: string) => {
  const ran = await shelf.run(folder, "feed", "--json", "--now", now);
  return { ...ran, answer: JSON.parse(ran.out) as Answer };
};

const withInbox = (): string => {
  const folder = shelf.newEdition('pages: ["pages/01.yaml", "pages/02.yaml", "pages/03.yaml", "pages/04.yaml"]\n');
  cpSync(SAMPLE, folder, { recursive: true });
  return folder;
};

test("the sample: stories, an embargo that ends, a second run that does nothing, and a kill", async () => {
  const folder = withInbox();
  const night = await feed(folder, NIGHT);
  expect(night.answer.counts).toEqual({
    seen: 6,
    stories: 3,
    updates: 1,
    duplicates: 0,
    stale: 0,
    killed: 0,
    held: 1,
    filtered: 0,
    quarantined: 1,
  });
  expect(night.code).toBe(1);
  expect(readdirSync(join(folder, "feed/quarantine"))).toHaveLength(2);
  expect(existsSync(join(folder, "stories/news/willows.md"))).toBe(false);
  expect(readFileSync(join(folder, "stories/local/ferry.md"), "utf8")).toContain("五点四十");
  const morning = await feed(folder, MORNING);
  expect(morning.answer.counts).toMatchObject({ stories: 1, duplicates: 4, quarantined: 1 });
  expect(existsSync(join(folder, "stories/news/willows.md"))).toBe(true);
  const ledger = readFileSync(join(folder, "feed/ledger.json"), "utf8");
  await feed(folder, MORNING);
  expect(readFileSync(join(folder, "feed/ledger.json"), "utf8")).toBe(ledger);
  const kill = readFileSync(join(folder, "inbox/wire/ferry-2.json"), "utf8").replace(
    '"version": "2"',
    '"version": "3", "pubStatus": "canceled"',
  );
  writeFileSync(join(folder, "inbox/wire/ferry-3.json"), kill);
  const killed = await shelf.run(folder, "feed", "--lang", "zh", "--now", MORNING);
  expect(killed.out).toBe("来稿 7 件：新稿 0，更新 0，重复 5，旧版 0，撤稿 1，禁发 0，不采用 0，隔离 1\n");
  expect(killed.err).toContain("feed/killed");
  expect(existsSync(join(folder, "stories/local/ferry.md"))).toBe(false);
  expect(readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tmp"))).toEqual(
    [],
  );
});

test("check finds nothing wrong with the stories, on pages made of them", async () => {
  const folder = withInbox();
  await feed(folder, MORNING);
  const stories = readdirSync(join(folder, "stories"), { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".md") && !/^[ab]\.md$/.test(path),
  );
  expect(stories).toHaveLength(4);
  mkdirSync(join(folder, "pages"), { recursive: true });
  for (const [n, story] of stories.sort().entries())
    writeFileSync(
      join(folder, `pages/0${n + 1}.yaml`),
      `page: "0${n + 1}"\nsection: 要闻\nlayout: plain\nstories:\n  lead: stories/${story}\n`,
    );
  const { out } = await shelf.run(folder, "check", "--json");
  const { findings } = JSON.parse(out) as Answer;
  expect(findings.filter(({ code, severity }) => code.startsWith("input/") && severity !== "info")).toEqual([]);
});

test("a mapping, a ledger and an inbox that cannot be used are said, and nothing is written", async () => {
  const folder = withInbox();
  mkdirSync(join(folder, "feed"));
  writeFileSync(join(folder, "feed/ledger.json"), "{}");
  const ran = await feed(folder, NIGHT);
  expect([ran.code, ran.answer.findings.map(({ code }) => code)]).toEqual([2, ["feed/ledger"]]);
  expect(readdirSync(join(folder, "feed"))).toEqual(["ledger.json"]);
  const other = withInbox();
  writeFileSync(
    join(other, "feed.yaml"),
    "stories: ../x\nsources:\n  - { name: a, folder: nowhere }\n  - { name: a, folder: inbox, fields: { headline: [headlin] } }\n",
  );
  const wrong = await feed(other, NIGHT);
  expect(wrong.code).toBe(2);
  writeFileSync(
    join(other, "feed.yaml"),
    "stories: ../x\nsources:\n  - { name: a, folder: nowhere }\n  - { name: a, folder: inbox }\n",
  );
  expect((await feed(other, NIGHT)).answer.findings.map(({ code }) => code).sort()).toEqual([
    "input/duplicate",
    "input/outside",
  ]);
  writeFileSync(join(other, "feed.yaml"), "sources:\n  - { name: a, folder: nowhere }\n");
  const nowhere = await feed(other, NIGHT);
  expect([nowhere.code, nowhere.answer.findings.map(({ code }) => code)]).toEqual([1, ["feed/inbox"]]);
  expect((await shelf.run(other, "feed", "--now", "tonight")).code).toBe(2);
});
