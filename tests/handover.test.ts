/** Plants, names, versions and hand-over: what lies where after a build, which plates a correction changes, what a plant gets. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { isLater, nextVersion } from "../src/nightly/output/version-letter.ts";
import { EditionShelf, filesIn, PLAIN_STORY, pageYaml, STORY } from "./kit/edition-folder.ts";
import { has, platesOf } from "./kit/witness.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const FOLDER = "out/harbour-2025-07-10-main";
const manifestOf = (edition: string) => JSON.parse(readFileSync(join(edition, FOLDER, "manifest.json"), "utf8"));
const OVERSET = PLAIN_STORY.replace("储罐", "储罐作为油品化工区".repeat(150));

const two = (more: string): string =>
  shelf.newEdition(`${more}pages: [pages/01.yaml, pages/02.yaml]\n`, {
    "pages/01.yaml": pageYaml("01", "plain"),
    "pages/02.yaml": pageYaml("02"),
  });

describe("several plants", () => {
  const TARGETS = `press: { fileName: "{page:03}_{version}_{plant}.pdf" }
targets:
  north: { marks: all, deadline: "01:45", handover: { xjdf: true } }
  south: { standard: pdfx1a, inkLimit: 200%, size: { width: 85.5mm, height: 95mm, fit: scale } }
`;

  test("each page for each, in the plant's folder, standard and size; one page alone, one plant alone", async () => {
    const edition = two(TARGETS);
    expect((await shelf.run(edition, "build")).code).toBe(0);
    const all = [
      "manifest.json",
      "north/001_A_north.pdf",
      "north/002_A_north.pdf",
      "north/harbour-2025-07-10-main.xjdf",
      "south/001_A_south.pdf",
      "south/002_A_south.pdf",
    ];
    expect(filesIn(join(edition, FOLDER))).toEqual(all);
    const south = readFileSync(join(edition, FOLDER, "south/001_A_south.pdf"), "latin1");
    expect(south).toContain("PDF/X-1a:2003");
    const [, ...trim] = /\/TrimBox \[(\S+) (\S+) (\S+) (\S+)\]/.exec(south)!;
    expect(Number(trim[2]) - Number(trim[0])).toBeCloseTo((85.5 * 72) / 25.4, 1);
    const before = manifestOf(edition);
    expect(before.plants).toMatchObject([
      { plant: "north", deadline: "01:45" },
      { plant: "south", standard: "pdfx1a" },
    ]);
    // what is built again for one plant and one page leaves the rest as it is
    await shelf.run(edition, "build", "--plant", "south", "--page", "02");
    expect(filesIn(join(edition, FOLDER))).toEqual(all);
    expect(manifestOf(edition)).toEqual(before);
    expect((await shelf.run(edition, "build", "--plant", "sooth")).err).toContain("no plant `sooth`");
  });

  test("a plant that is no longer named loses its files", async () => {
    const edition = two(TARGETS);
    await shelf.run(edition, "build");
    const text = readFileSync(join(edition, "edition.yaml"), "utf8");
    writeFileSync(join(edition, "edition.yaml"), text.replace(/^ {2}south:.*\n/m, ""));
    await shelf.run(edition, "build", "--page", "01");
    expect(filesIn(join(edition, FOLDER)).filter((path) => path.startsWith("south"))).toEqual([]);
    expect(manifestOf(edition).files.map(({ plant }: { plant: string }) => plant)).toEqual(["north", "north"]);
  });

  test("what only one of them cannot print is said with its name, and holds the page there alone", async () => {
    const edition = two("targets: { north: {}, south: { size: { width: 60mm, height: 100mm } } }\n");
    const { code, err } = await shelf.run(edition, "build");
    expect(code).toBe(1);
    expect(err).toContain(
      "error[press/plant-size]: text would be cut off where the page is trimmed to 60 × 100 mm (plant `south`)",
    );
    expect(err).toContain("page `01` is held back from the press at plant `south`");
    const files = filesIn(join(edition, FOLDER));
    expect(files).toContain("north/harbour_20250710_main_01_A.pdf");
    expect(files).toContain("south/held/harbour_20250710_main_01_A_PROOF.pdf");
  });
});

describe("names", () => {
  test("everything wrong at once, and nothing written", async () => {
    const edition = two(`press: { fileName: "{zone}-{page}.pdf" }
targets: { north: { folder: x, fileName: "{page}.pdf" }, south: { folder: x, fileName: "{PAGE}{page}.pdf" }, west: {} }
`);
    // an unknown field is told while reading; what it leaves of the template is the same name for two plants
    const { code, err } = await shelf.run(edition, "build");
    expect(code).not.toBe(0);
    expect(err).toContain("file names have no field `{PAGE}`");
    writeFileSync(
      join(edition, "edition.yaml"),
      readFileSync(join(edition, "edition.yaml"), "utf8").replace("{PAGE}{page}.pdf", "{page}.PDF"),
    );
    const again = await shelf.run(edition, "build");
    expect(again.code).toBe(2);
    expect(again.err).toContain("the file names of plant `west` hold `{zone}`, and the edition has no zone");
    for (const id of ["01", "02"])
      expect(again.err).toContain(
        `pages \`${id}\` of plant \`north\` and \`${id}\` of plant \`south\` would both be written as \`x/${id}.pdf\``,
      );
    expect(existsSync(join(edition, "out"))).toBe(false);
  });

  test("fields: a date in the plant's form, colour, zone, letters that not every server takes", async () => {
    const edition = two(
      `zone: 城区\npress: { fileName: "{title}-{date:DDMMYY}-{zone}-{page:3}-{colour}-{version}.pdf" }\n`,
    );
    const { err } = await shelf.run(edition, "build");
    expect(err).toContain("warning[handover/name]: file names hold `城` `区`, which not every server takes");
    expect(filesIn(join(edition, FOLDER))).toEqual([
      "harbour-100725-城区-001-M-A.pdf",
      "harbour-100725-城区-002-P-A.pdf",
      "manifest.json",
    ]);
  });

  test.each([
    ["A", "B"],
    ["Z", "AA"],
    ["AZ", "BA"],
    ["9", "10"],
    ["A9", "AA"],
  ])("after %s comes %s", (version, next) => {
    expect(nextVersion(version)).toBe(next);
    if (version !== "A9") expect([isLater(next, version), isLater(version, next)]).toEqual([true, false]);
  });
});

describe("versions", () => {
  test("a page that was changed gets the next letter, others keep theirs; a held one keeps its place", async () => {
    const edition = two("");
    const letters = (): readonly string[] => filesIn(join(edition, FOLDER)).filter((path) => path.endsWith(".pdf"));
    await shelf.run(edition, "build");
    const first = readFileSync(join(edition, FOLDER, "harbour_20250710_main_02_A.pdf"));
    const story = join(edition, "stories/b.md");
    writeFileSync(story, PLAIN_STORY.replace("七月正式", "八月正式"));
    const { out } = await shelf.run(edition, "build");
    expect(letters()).toEqual(["harbour_20250710_main_01_B.pdf", "harbour_20250710_main_02_A.pdf"]);
    expect(out).toContain("harbour_20250710_main_01_B.pdf  for A: new plates K");
    expect(readFileSync(join(edition, FOLDER, "harbour_20250710_main_02_A.pdf")).equals(first)).toBe(true);
    expect(manifestOf(edition).files[0]).toMatchObject({ version: "B", replaces: "A", changedPlates: ["K"] });
    // built again without a change: the same letter, the same manifest
    const manifest = manifestOf(edition);
    await shelf.run(edition, "build");
    expect(manifestOf(edition)).toEqual(manifest);
    // held back, then mended as it was: nothing new for the plant
    writeFileSync(story, OVERSET);
    expect((await shelf.run(edition, "build")).code).toBe(1);
    expect(letters()).toContain("held/harbour_20250710_main_01_B_PROOF.pdf");
    writeFileSync(story, PLAIN_STORY.replace("七月正式", "八月正式"));
    await shelf.run(edition, "build");
    expect(letters()[0]).toBe("harbour_20250710_main_01_B.pdf");
    // a proof in between does not lose the count
    await shelf.run(edition, "build", "--standard", "proof");
    writeFileSync(story, PLAIN_STORY);
    await shelf.run(edition, "build");
    expect(letters()[0]).toBe("harbour_20250710_main_01_C.pdf");
    await shelf.run(edition, "build", "--version-letter", "k");
    expect(letters()).toEqual(["harbour_20250710_main_01_K.pdf", "harbour_20250710_main_02_K.pdf"]);
    expect((await shelf.run(edition, "build", "--version-letter", "B-1")).code).toBe(2);
  });

  test("a damaged manifest is no obstacle", async () => {
    const edition = two("");
    await shelf.run(edition, "build");
    const manifest = manifestOf(edition);
    manifest.pages[0].prints[0].pressed = { version: "../../x", files: 3 };
    manifest.pages[1].prints = "none";
    writeFileSync(join(edition, FOLDER, "manifest.json"), JSON.stringify(manifest));
    expect(await shelf.run(edition, "build")).toMatchObject({ code: 0 });
    expect(manifestOf(edition).files.map(({ version }: { version: string }) => version)).toEqual(["A", "A"]);
  });

  test.skipIf(!has("gs"))("a correction of text changes the black plate and not a pixel of the others", async () => {
    const edition = two("");
    const file = (version: string) => join(edition, FOLDER, `harbour_20250710_main_02_${version}.pdf`);
    await shelf.run(edition, "build", "--page", "02");
    const before = platesOf(file("A"), 150);
    writeFileSync(join(edition, "stories/a.md"), STORY.replace("七月正式", "八月正式"));
    await shelf.run(edition, "build", "--page", "02");
    const after = platesOf(file("B"), 150);
    const changed = (["Cyan", "Magenta", "Yellow", "Black"] as const).filter(
      (name) => !Buffer.from(before[name].pixels).equals(Buffer.from(after[name].pixels)),
    );
    expect(changed).toEqual(["Black"]);
    expect(manifestOf(edition).files[0]).toMatchObject({ plates: ["C", "M", "Y", "K"], changedPlates: ["K"] });
    // another picture is another plate of each ink
    writeFileSync(
      join(edition, "stories/a.md"),
      STORY.replace("七月正式", "八月正式").replace(/focus: \[[^\]]*\]/, "focus: [0.2, 0.2, 0.5, 0.3]"),
    );
    await shelf.run(edition, "build", "--page", "02");
    expect(manifestOf(edition).files[0]).toMatchObject({ version: "C", changedPlates: ["C", "M", "Y", "K"] });
  });
});

describe("deliver", () => {
  const ready = async (): Promise<{ readonly edition: string; readonly plant: string }> => {
    const edition = two("press: { handover: { to: ../plant-in, xjdf: true } }\n");
    const plant = join(edition, "../plant-in");
    rmSync(plant, { recursive: true, force: true });
    await shelf.run(edition, "build");
    return { edition, plant };
  };
  const ALL = [
    "harbour-2025-07-10-main.json",
    "harbour-2025-07-10-main.xjdf",
    "harbour_20250710_main_01_A.pdf",
    "harbour_20250710_main_02_A.pdf",
  ];

  test("all pages, the ticket and the manifest; what is there already is not written again", async () => {
    const { edition, plant } = await ready();
    expect(await shelf.run(edition, "deliver")).toMatchObject({ code: 0, out: "../plant-in: 4 files handed over\n" });
    expect(filesIn(plant)).toEqual(ALL);
    const manifest = JSON.parse(readFileSync(join(plant, ALL[0]!), "utf8"));
    expect(manifest.missing).toEqual([]);
    for (const { name, sha256 } of manifest.files)
      expect(
        createHash("sha256")
          .update(readFileSync(join(plant, name)))
          .digest("hex"),
      ).toBe(sha256);
    const written = ALL.map((name) => statSync(join(plant, name)).mtimeMs);
    expect((await shelf.run(edition, "deliver")).out).toBe("../plant-in: 0 files handed over, 4 already there\n");
    expect(ALL.map((name) => statSync(join(plant, name)).mtimeMs)).toEqual(written);
    // a file that was cut off on its way is mended, and only that
    writeFileSync(join(plant, ALL[2]!), "%PDF-1.6");
    expect((await shelf.run(edition, "deliver", "--json")).out).toContain(
      '"sent": [\n    "harbour_20250710_main_01_A.pdf"\n   ]',
    );
  });

  test("pages that are held back stay here, and are named", async () => {
    const { edition, plant } = await ready();
    writeFileSync(join(edition, "stories/b.md"), OVERSET);
    await shelf.run(edition, "build");
    const { code, err } = await shelf.run(edition, "deliver");
    expect(code).toBe(1);
    expect(err).toContain("warning[handover/incomplete]: page `01` is held back and is not handed over");
    expect(filesIn(plant)).toEqual(ALL.filter((name) => !name.includes("_01_")));
    expect(JSON.parse(readFileSync(join(plant, ALL[0]!), "utf8")).missing).toEqual(["01"]);
  });

  test("proofs never go, nor anything of a folder in which a file is not what was built", async () => {
    const { edition, plant } = await ready();
    writeFileSync(join(edition, FOLDER, "harbour_20250710_main_02_A.pdf"), "other");
    const { code, err } = await shelf.run(edition, "deliver");
    expect(code).toBe(1);
    expect(err).toContain(
      "error[handover/incomplete]: `harbour_20250710_main_02_A.pdf` is not the file that was built",
    );
    expect(filesIn(plant)).toEqual([]);
    await shelf.run(edition, "build", "--standard", "proof");
    expect((await shelf.run(edition, "deliver")).err).toContain("page `01` is a proof and is not handed over");
    expect(filesIn(plant)).toEqual([]);
  });

  test("a place that cannot be had is told, and leaves nothing half there", async () => {
    const { edition } = await ready();
    rmSync(join(edition, "../plant-in"), { recursive: true, force: true });
    writeFileSync(join(edition, "../plant-in"), "a file");
    const { code, err } = await shelf.run(edition, "deliver");
    expect(code).toBe(1);
    expect(err).toMatch(/error\[handover\/unreachable\]: .*no page was handed over/);
    rmSync(join(edition, "../plant-in"));
    expect((await shelf.run(two(""), "deliver")).err).toContain("no plant says where it takes its pages");
    expect((await shelf.run(two("press: { handover: { to: x } }\n"), "deliver")).err).toContain(
      "build the edition first",
    );
  });
});
