/** The gallery: every card of `samples/gallery` is without findings, and its picture is there and small. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { layPage, openWorkshop, read } from "../src/build.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { adJudge } from "../src/nightly/page/ad-judge.ts";
import { ROOT } from "./kit/sample.ts";

const folder = `${ROOT}samples/gallery`;
const pages: readonly string[] = parse(readFileSync(`${folder}/edition.yaml`, "utf8")).pages;

/** Pages that show a rung of the ladder at work, and what is told of it. */
const CLOSING: readonly (readonly [string, RegExp])[] = [
  ["27", /a paragraph of `close-paragraph-after` is set in one line more/],
  ["28", /picture 1 of `close-picture-after` is 2 rows lower/],
  ["29", /an optional paragraph of `close-optional-after` is left out/],
  ["92", /the headline of `close-headline-after` is set in \d+ pt/],
];

describe("gallery", () => {
  it("has a picture of at most 200 KiB for each card, and no other", () => {
    const names = pages.map((path) => `${basename(path, ".yaml")}.png`);
    for (const name of names) {
      const file = join(ROOT, "docs/gallery", name);
      expect(existsSync(file), `${name}: run npm run gallery`).toBe(true);
      expect(statSync(file).size, name).toBeLessThanOrEqual(200 * 1024);
    }
    const there = readdirSync(join(ROOT, "docs/gallery")).filter((name) => name.endsWith(".png"));
    expect(there.sort()).toEqual([...names].sort());
  });

  it("has cards without findings", async () => {
    const report = new Diagnostics();
    const workshop = openWorkshop(diskWorld({ edition: folder, cache: undefined }), adJudge);
    const edition = await read("edition.yaml", workshop, report);
    expect(edition?.pages.length).toBe(pages.length);
    for (const page of edition!.pages) await layPage(edition!, page, workshop, report);
    const found = report.all().filter(({ severity }) => severity !== "info");
    // the card of the house ad lacks an ad, and nothing else
    expect(found.map(({ code, severity, place }) => [code, severity, place?.page])).toEqual([
      ["input/ad-file", "warning", "101"],
    ]);
    // cards that show closing show what they say, beside the same story at the length that it has of itself
    const closed = report.all().filter(({ code }) => code === "compose/closed");
    for (const [page, change] of CLOSING) {
      const told = closed.filter(({ place }) => place?.page === page).map(({ message }) => message);
      expect(told.join("\n"), page).toMatch(change);
      expect(told.join("\n"), page).not.toContain("-before");
    }
  });
});
