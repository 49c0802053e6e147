/** Zones of one paper: a page that they share is made once and is one file, what is different is theirs, and each manifest says what makes up the copy. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EditionShelf, filesIn } from "./kit/edition-folder.ts";
import { has } from "./kit/witness.ts";
import { BASE, CITY, COUNTY, copyOf, manifestIn, newPaper, sha, zonePage } from "./kit/zone-paper.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

describe("an edition of three copies", () => {
  let folder = "";
  beforeAll(async () => {
    folder = newPaper(shelf, undefined, { more: "press: { handover: { to: plant, xjdf: true } }\n" });
    expect(await shelf.run(folder, "build", ".")).toMatchObject({ code: 0, err: "" });
  }, 60_000);

  test("makes what is shared once, in the edition's folder, and each zone's own pages in its own", () => {
    const pdfs = (path: string) => filesIn(join(folder, path)).filter((each) => each.endsWith(".pdf"));
    expect(pdfs(BASE)).toEqual(["01", "02", "03", "04"].map((id) => `harbour_20250710_main_${id}_A.pdf`));
    // page 01 shows the zone, so that it is another page in each
    expect(pdfs(CITY)).toEqual(["01", "03"].map((id) => `harbour_20250710_main_city_${id}_A.pdf`));
    expect(pdfs(COUNTY)).toEqual(["01", "03", "05"].map((id) => `harbour_20250710_main_county_${id}_A.pdf`));
  });

  test("says in each zone's manifest which files make it up, in order, where they lie and what they are", () => {
    const rows = copyOf(folder, COUNTY);
    expect(rows.map((row) => [row.page, row.shared])).toEqual([
      ["01", false],
      ["03", false],
      ["04", true],
      ["05", false],
    ]);
    for (const { state, files } of rows) {
      expect(state).toBe("press");
      for (const file of files) expect(sha(join(folder, COUNTY, file.path))).toBe(file.sha256);
    }
    expect(
      copyOf(folder, CITY)
        .filter(({ shared }) => shared)
        .map(({ page: id }) => id),
    ).toEqual(["02", "04"]);
    expect(manifestIn(folder, BASE).copy).toBeUndefined();
    expect(manifestIn(folder, COUNTY)).toMatchObject({ zone: "county" });
  });

  test.skipIf(!has("qpdf") || !has("pdftotext"))("writes sound files that show their zone", () => {
    const words = (path: string): string => execFileSync("pdftotext", [join(folder, path), "-"], { encoding: "utf8" });
    for (const path of [
      `${CITY}/harbour_20250710_main_city_01_A.pdf`,
      `${COUNTY}/harbour_20250710_main_county_05_A.pdf`,
    ])
      expect(execFileSync("qpdf", ["--check", join(folder, path)], { encoding: "utf8" })).toContain("No syntax");
    expect(words(`${CITY}/harbour_20250710_main_city_01_A.pdf`)).toContain("城区版");
    expect(words(`${BASE}/harbour_20250710_main_01_A.pdf`)).not.toContain("版\n");
    expect(words(`${CITY}/harbour_20250710_main_city_03_A.pdf`)).toContain("城里的新罐区");
    expect(readFileSync(join(folder, CITY, "harbour_20250710_main_city_03_A.pdf")).includes("main-city-03-A")).toBe(
      false,
    );
  });

  test("hands a shared page over once, and tells the plant what makes up each copy", async () => {
    const ran = await shelf.run(folder, "deliver", ".", "--json");
    expect(ran.code).toBe(0);
    const { copies } = JSON.parse(ran.out);
    const sent = copies.flatMap((each: { plants: { sent: string[] }[] }) => each.plants.flatMap((plant) => plant.sent));
    expect(sent).toHaveLength(new Set(sent).size);
    expect(sent.filter((name: string) => name.endsWith("_04_A.pdf"))).toEqual(["harbour_20250710_main_04_A.pdf"]);
    expect(copies[1].plants[0].there).toEqual(["02", "04"].map((id) => `harbour_20250710_main_${id}_A.pdf`));
    const told = JSON.parse(readFileSync(join(folder, "plant/harbour-2025-07-10-main-county.json"), "utf8"));
    expect(told).toMatchObject({ zone: "county", deadline: "00:30", missing: [] });
    expect(told.files.map(({ name }: { name: string }) => name)).toEqual([
      "harbour_20250710_main_county_01_A.pdf",
      "harbour_20250710_main_county_03_A.pdf",
      "harbour_20250710_main_04_A.pdf",
      "harbour_20250710_main_county_05_A.pdf",
    ]);
    for (const file of told.files) expect(sha(join(folder, "plant", file.name))).toBe(file.sha256);
    const ticket = readFileSync(join(folder, "plant/harbour-2025-07-10-main-county.xjdf"), "utf8");
    expect([...ticket.matchAll(/URL="([^"]+)"/g)].map(([, url]) => url)).toEqual(
      told.files.map(({ name }: { name: string }) => name),
    );
    expect((await shelf.run(folder, "deliver", ".", "--json")).out).not.toContain('"sent": [\n     "');
  }, 30_000);
});

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  readonly page?: string;
}

/** Every finding of every copy once, as `code place message`. */
const findings = (out: string): readonly string[] => {
  const answer = JSON.parse(out);
  const all: readonly Finding[] = (answer.copies ?? [answer]).flatMap((each: { findings: Finding[] }) => each.findings);
  return [
    ...new Set(
      all
        .filter(({ severity }) => severity !== "info")
        .map(
          ({ code, path, line, column, page: id, message }) =>
            `${code} ${path}:${line}:${column}${id === undefined ? "" : ` ${id}`} ${message}`,
        ),
    ),
  ];
};

describe("what cannot be", () => {
  test("is told of all zones at once, with its place, and no page of the edition is held for it", async () => {
    const folder = newPaper(
      shelf,
      `zones:
  - { zone: a, pages: [pages/09.yaml] }
  - { zone: b, pages: [pages/06.yaml], without: ["77"] }
  - { zone: c, extra: [pages/03-city.yaml] }
  - { zone: d, pages: [pages/03-city.yaml, pages/03-county.yaml] }
  - { zone: e, pages: [pages/03-city.yaml], without: ["03"] }
  - { zone: f, pages: [pages/03-same.yaml] }
`,
      {
        files: {
          "pages/04.yaml": zonePage("06-07", "04", "wide"),
          "pages/06.yaml": zonePage("06", "04"),
          "pages/09.yaml": zonePage("09", "04"),
          "pages/03-same.yaml": zonePage("03", "02"),
        },
      },
    );
    const ran = await shelf.run(folder, "check", ".", "--json");
    expect(ran.code).toBe(1);
    const [edition] = JSON.parse(ran.out).copies;
    expect(edition.findings.filter(({ code }: Finding) => code.startsWith("input/"))).toEqual([]);
    expect(findings(ran.out).filter((each) => !/^(makeup\/(folio|picture|umb)|plan|compose)/.test(each))).toEqual([
      "input/unknown-name edition.yaml:7:24 the edition has no page `09` that could be changed",
      "input/wrong-value edition.yaml:8:24 page `06` is half of the panorama `06-07`, which can only be changed whole",
      "input/unknown-name edition.yaml:8:50 the edition has no page `77` that could be left out",
      "input/duplicate edition.yaml:9:24 page `03` is in the edition already: `pages/03.yaml`",
      "input/duplicate edition.yaml:10:44 page `03` is changed twice: by `pages/03-city.yaml` already",
      "input/duplicate edition.yaml:11:24 page `03` is changed and left out",
      "makeup/story-twice stories/02.md:1:1 03 the same story stands on page `02` and on page `03`: `02`",
    ]);
  }, 60_000);

  test.each([
    [
      "the same zone twice",
      "zones: [{ zone: city }, { zone: City }]\n",
      "",
      "`City` is in the edition twice: `city` is the same",
    ],
    ["a zone without a name", "zones: [{ pages: [pages/03-city.yaml] }]\n", "", "a zone has no name"],
    [
      "two folders of one name",
      "zones: [{ zone: 1-a }, { zone: a, edition: main-1 }]\n",
      "",
      "`1-a` and `a-main-1` would both be written into `harbour-2025-07-10-main-1-a`",
    ],
    [
      "file names without the zone",
      "zones: [{ zone: city }]\n",
      'press: { fileName: "{title}_{page}.pdf" }\n',
      "`main` and `city` would both be written as `harbour_01.pdf`",
    ],
  ])("%s is refused before anything is written", async (_, zones, more, message) => {
    const folder = newPaper(shelf, zones, { more });
    const ran = await shelf.run(folder, "build", ".");
    expect(ran.err).toContain(message);
    expect(ran.code).toBe(2);
    expect(existsSync(join(folder, "out"))).toBe(false);
  });

  test("a zone that is asked for and is not there", async () => {
    const folder = newPaper(shelf);
    for (const command of ["build", "check", "proof"]) {
      const ran = await shelf.run(folder, command, ".", "--zone", "cty", "--page", "01");
      expect(ran).toMatchObject({ code: 2 });
    }
    expect((await shelf.run(folder, "build", ".", "--zone", "cty")).err).toContain(
      "no zone `cty`; it has `main`, `city`, `county`",
    );
  });
});
