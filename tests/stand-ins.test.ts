/** No slot stays blank: a standby story that is allowed there and fits best, or a house ad, and it is said. */
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { Diagnostics, openWorkshop, read, readCopy } from "../src/index.ts";
import { diskWorld } from "../src/nightly/disk/disk-world.ts";
import { readForJob } from "../src/nightly/run/edition-reading.ts";
import { benchFor } from "../src/nightly/run/workbench.ts";
import { EditionShelf, pageYaml } from "./kit/edition-folder.ts";

const shelf = new EditionShelf();
afterAll(() => shelf.remove());

const SENTENCE = "老街的井水清了三百年，清晨仍有人提桶来打。";

/** A story of so many sentences. */
const piece = (headline: string, sentences: number, head = ""): string =>
  `---\nheadline: ${headline}\n${head}---\n\n${Array.from({ length: sentences }, () => SENTENCE).join("")}\n`;

const house = (width: number, height: number): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><path d="M0 0H${width}V${height}H0Z" fill="#ddd"/></svg>`;

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly page?: string;
}

/** Pages 01 and 02 whose stories 01 and 02 are as `files` has them; a page's story is not there when it is left out. */
const edition = (more: string, files: Readonly<Record<string, string>> = {}): string =>
  shelf.newEdition(`pages: [pages/01.yaml, pages/02.yaml]\n${more}`, {
    "pages/01.yaml": pageYaml("01", "plain").replace("stories/b.md", "stories/01.md"),
    "pages/02.yaml": pageYaml("02", "plain").replace("stories/b.md", "stories/02.md").replace("要闻", "副刊"),
    ...files,
  });

// fonts are opened once for all of them
const shared = openWorkshop(diskWorld({ edition: shelf.base, cache: undefined }));

const reading = async (folder: string): Promise<readonly Finding[]> => {
  const found = new Diagnostics();
  const workshop = { ...openWorkshop(diskWorld({ edition: folder, cache: undefined })), faces: shared.faces };
  await read("edition.yaml", workshop, found);
  return found
    .all()
    .filter(({ code }) => /^input\/(standby|house-ad|closed-up|missing|empty|unread)/.test(code))
    .map(({ code, severity, message, place }) => ({ code, severity, message, ...(place && { page: place.page }) }));
};

const WELL = { "standby/well.md": piece("老井", 4) };
const ONE = { "stories/01.md": piece("第一版的稿件", 4) };

describe("what stands in", () => {
  test.each([
    ["nothing, where nothing stands by", "", ONE, [["input/missing-file", "error", "02"]]],
    [
      "nothing, where the standby story is not there itself",
      "standby: [standby/gone.md]\n",
      ONE,
      [
        ["input/missing-file", "error", "02"],
        ["input/missing-file", "warning", undefined],
      ],
    ],
    [
      "nothing, where it may stand in other sections alone",
      "standby: [{ story: standby/well.md, sections: [要闻] }]\n",
      { ...ONE, ...WELL },
      [["input/missing-file", "error", "02"]],
    ],
    [
      "nothing, where it stands on a page by right",
      "standby: [stories/01.md]\n",
      ONE,
      [["input/missing-file", "error", "02"]],
    ],
    [
      "a story for one that is missing",
      "standby: [{ story: standby/well.md, sections: [副刊] }]\n",
      { ...ONE, ...WELL },
      [
        ["input/missing-file", "warning", "02"],
        ["input/standby", "warning", "02"],
      ],
    ],
    [
      "a story for one that is empty",
      "standby: [standby/well.md]\n",
      { ...ONE, ...WELL, "stories/02.md": "---\nheadline: 空\n---\n" },
      [
        ["input/empty-story", "warning", "02"],
        ["input/standby", "warning", "02"],
      ],
    ],
    [
      "one story for two slots: the second has an error, as before",
      "standby: [standby/well.md]\n",
      WELL,
      [
        ["input/missing-file", "error", "02"],
        ["input/missing-file", "warning", "01"],
        ["input/standby", "warning", "01"],
      ],
    ],
    [
      "one story for two slots: a house ad in the second",
      "standby: [standby/well.md]\nads: { house: standby/house.svg }\n",
      { ...WELL, "standby/house.svg": house(80, 60) },
      [
        ["input/missing-file", "warning", "01"],
        ["input/standby", "warning", "01"],
        ["input/house-ad", "warning", "02"],
        ["input/missing-file", "warning", "02"],
      ],
    ],
  ] as const)("%s", async (_, more, files, wanted) => {
    const found = await reading(edition(more, files));
    expect(found.map(({ code, severity, page }) => [code, severity, page]).sort()).toEqual([...wanted].sort());
  });

  test("the story that is nearest to what the slot holds, whatever its place in the list", async () => {
    const lengths = { one: 1, ten: 10, sixteen: 16, thirty: 30 };
    const files = Object.fromEntries(
      Object.entries(lengths).map(([name, length]) => [`standby/${name}.md`, piece(`存稿${name}`, length)]),
    );
    const list = `standby: [${Object.keys(files).join(", ")}]\n`;
    const found = await reading(edition(list, { ...ONE, ...files }));
    expect(found.find(({ code }) => code === "input/standby")?.message).toContain("`standby/sixteen.md` stands");
    const reversed = `standby: [${Object.keys(files).reverse().join(", ")}]\n`;
    const again = await reading(edition(reversed, { ...ONE, ...files }));
    expect(again.find(({ code }) => code === "input/standby")?.message).toContain("`standby/sixteen.md` stands");
  });

  test("neighbours where they share the slot, and no house ad there", async () => {
    const layout = `format: card
grid: { columns: 1, measure: 24zi, gutter: 1zi, rows: 20, top: 8mm }
slots:
  all:
    col: 1
    row: 1-20
    stack:
      children:
        - stack: { story: lead, grow: 1, children: [{ headline: { style: main } }, { body: { legs: 2, grow: 1 } }] }
        - stack: { story: foot, children: [{ headline: { style: double } }, { body: { legs: 2 } }] }
`;
    const page = `${pageYaml("02", "shared")}  foot: stories/gone.md\n`;
    const files = {
      ...ONE,
      "layouts/shared.yaml": layout,
      "pages/02.yaml": page.replace("stories/a.md", "stories/02.md"),
      "stories/02.md": piece("第二版的稿件", 16),
      "standby/house.svg": house(80, 60),
    };
    const found = await reading(edition("ads: { house: standby/house.svg }\n", files));
    expect(found.map(({ code, severity, page: on }) => [code, severity, on])).toEqual([
      ["input/closed-up", "warning", "02"],
      ["input/missing-file", "warning", "02"],
    ]);
  });
});

describe("house ads", () => {
  test("the one that covers most of the slot stands there, whatever its place in the list", async () => {
    const files = {
      ...ONE,
      "standby/tall.svg": house(20, 90),
      "standby/wide.svg": house(90, 80),
      "standby/low.svg": house(90, 9),
    };
    for (const list of ["tall, wide, low", "low, wide, tall"]) {
      const paths = list.split(", ").map((name) => `standby/${name}.svg`);
      const folder = edition(`ads: { house: [${paths.join(", ")}] }\n`, files);
      const ran = await shelf.run(folder, "inspect", ".", "--page", "02", "--json");
      expect(ran.out).toContain("standby/wide.svg");
      expect(ran.out).not.toContain("standby/tall.svg");
    }
  });
});

test("in a zone, what stands in on a shared page is the edition's, and stands on no page of the zone's own", async () => {
  // both stories of the edition's pages are missing; the zone has a page 01 of its own, and one more with a gap
  const page = (id: string, story: string): string =>
    pageYaml(id, "plain").replace("stories/b.md", `stories/${story}.md`);
  const folder = edition(
    "standby: [standby/well.md, standby/tree.md]\nzones: [{ zone: city, pages: [pages/01-city.yaml], extra: [pages/03-city.yaml] }]\n",
    {
      "standby/well.md": piece("老井", 4),
      "standby/tree.md": piece("老树", 4),
      "pages/01-city.yaml": page("01", "city"),
      "stories/city.md": piece("城里", 4),
      "pages/03-city.yaml": page("03", "gone"),
    },
  );
  const world = diskWorld({ edition: folder, cache: undefined });
  const standing = async (zone?: string): Promise<object> => {
    const workshop = { ...openWorkshop(world), faces: shared.faces };
    const copy = await readCopy("edition.yaml", { workshop, ...(zone !== undefined && { zone }) }, new Diagnostics());
    return Object.fromEntries(
      copy!.pages.map(({ id, stories }) => [id, [...stories.values()].map(({ path }) => path)]),
    );
  };
  expect(await standing()).toEqual({ "01": ["standby/well.md"], "02": ["standby/tree.md"] });
  expect(await standing("city")).toEqual({
    "01": ["stories/city.md"],
    "02": ["standby/tree.md"],
    "03": ["standby/well.md"],
  });
  const bench = benchFor({ folder, file: "edition.yaml", store: join(shelf.base, "store") });
  const result = await readForJob("edition.yaml", { bench, closed: undefined, zone: "city" });
  expect(result).toMatchObject({
    kind: "read",
    reading: {
      pages: [
        { id: "01", gaps: [] },
        { id: "03", gaps: [{ standIn: { path: "standby/well.md" } }] },
      ],
    },
  });
}, 60_000);
