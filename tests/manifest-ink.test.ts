/** `build --plates`: the manifest tells how much ink each file lays down, the same each time, or why it cannot. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { EditionShelf, filesIn, pageYaml } from "./kit/edition-folder.ts";
import { has } from "./kit/witness.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const LONG = 120_000;

const builtInk = async (...more: readonly string[]) => {
  const edition = shelf.newEdition("pages: [pages/01.yaml]\n", { "pages/01.yaml": pageYaml("01") });
  const { code } = await shelf.run(edition, "build", ...more);
  expect(code).toBe(0);
  const manifest = filesIn(edition).find((path) => path.endsWith("manifest.json"))!;
  return JSON.parse(readFileSync(join(edition, manifest), "utf8")).files[0].ink;
};

test.skipIf(!has("gs"))(
  "share of each plate, most ink and ink keys, the same in two builds; nothing unless asked",
  async () => {
    const ink = await builtInk("--plates");
    expect(ink.plates.map((each: { ink: string }) => each.ink)).toEqual(["Cyan", "Magenta", "Yellow", "Black"]);
    for (const { percent } of ink.plates) expect(percent).toBeGreaterThan(0);
    expect(ink.most.percent).toBeLessThanOrEqual(221);
    // the card is 90 mm wide, an ink key 32.5
    expect(ink.zones[3].percents).toHaveLength(3);
    expect(await builtInk("--plates")).toEqual(ink);
    expect(await builtInk()).toBeUndefined();
  },
  LONG,
);

test(
  "where nothing separates, the manifest says so and the build is none the worse",
  async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = shelf.base;
    try {
      expect(await builtInk("--plates")).toEqual({ notMeasured: "`gs` is not installed" });
    } finally {
      process.env["PATH"] = path;
    }
  },
  LONG,
);
