/** What nobody has asked for in two weeks goes from a store, and nothing else. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ageStore } from "../src/nightly/store/age-store.ts";
import { folderStore } from "../src/nightly/store/folder-store.ts";
import { filesIn } from "./kit/edition-folder.ts";

const base = mkdtempSync(join(tmpdir(), "broadsheet-store-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const DAY = 86_400_000;

const ageAll = (folder: string, days: number): void => {
  const at = (Date.now() - days * DAY) / 1000;
  for (const path of filesIn(folder)) utimesSync(join(folder, path), at, at);
};

test("records in use stay with what they name, others go with what they alone named", async () => {
  const folder = join(base, "one");
  const store = folderStore(folder, "one");
  const [used, shared, lost] = [
    await store.put(Buffer.from("a page that is asked for every night")),
    await store.put(Buffer.from("a picture of both")),
    await store.put(Buffer.from("a page of a paper of three weeks ago")),
  ];
  await store.putRecord("tonight", { files: [used, shared] });
  await store.putRecord("long ago", { files: [lost, shared] });
  ageAll(folder, 20);
  const fresh = await store.put(Buffer.from("made a moment ago, and not named yet"));
  expect(await store.getRecord("tonight")).toEqual({ files: [used, shared] });
  expect(ageStore(folder)).toBe(2);
  expect(await store.getRecord("tonight")).toEqual({ files: [used, shared] });
  expect(await store.getRecord("long ago")).toBeUndefined();
  expect(await Promise.all([used, shared, lost, fresh].map((each) => store.has(each)))).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

test("what is put again is young again; a store is looked through once a day", async () => {
  const folder = join(base, "two");
  const store = folderStore(folder, "two");
  const content = Buffer.from("the same bytes, night after night");
  const sha256 = await store.put(content);
  ageAll(folder, 3);
  await store.put(content);
  expect(ageStore(folder)).toBe(0);
  expect(await store.has(sha256)).toBe(true);
  ageAll(join(folder, "objects"), 3);
  expect(ageStore(folder)).toBe(0);
  expect(ageStore(folder, Date.now() + 1.5 * DAY)).toBe(1);
  expect(await store.has(sha256)).toBe(false);
});

test("a store that is not there, and one that is damaged, are no obstacle", () => {
  expect(ageStore(join(base, "none"))).toBe(0);
  const folder = join(base, "damaged");
  mkdirSync(join(folder, "records"), { recursive: true });
  writeFileSync(join(folder, "records", "a file where a shelf should be"), "");
  writeFileSync(join(folder, "objects"), "");
  expect(ageStore(folder)).toBe(0);
});
