/** Zones night after night: what is shared is made once, and a change touches what shows it and nothing else. */
import { statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EditionShelf, filesIn } from "../kit/edition-folder.ts";
import { snapshot } from "../kit/small-night.ts";
import { BASE, CITY, COUNTY, copyOf, newPaper, sha, zoneStory } from "../kit/zone-paper.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

describe("night after night", () => {
  let folder = "";
  const age = (): void => {
    for (const path of filesIn(join(folder, "out")))
      utimesSync(join(folder, "out", path), 1_700_000_000, 1_700_000_000);
  };
  const touched = (): readonly string[] =>
    filesIn(join(folder, "out")).filter(
      (path) => !path.startsWith(".") && statSync(join(folder, "out", path)).mtimeMs !== 1_700_000_000_000,
    );
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
    ran = await shelf.run(folder, "nightly", ".");
    expect([ran.code, touched()]).toEqual([0, []]);
  }, 60_000);
});
