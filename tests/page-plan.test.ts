/** The plan of pages: their number by section, the step of the press, double pages in the middle, positions with colour; and what zones share. */
import { describe, expect, test } from "vitest";
import { type Diagnostic, Diagnostics } from "../src/base/diagnostic.ts";
import { lineColumn } from "../src/base/source.ts";
import { readEdition } from "../src/input/read-edition.ts";
import type { Edition } from "../src/model/edition.ts";
import { PLAIN_STORY } from "./kit/edition-folder.ts";
import { memoryWorld } from "./kit/memory-world.ts";

const LAYOUT = `format: card
grid: { columns: 1, measure: 24zi, gutter: 1zi, rows: 20, top: 8mm }
slots:
  lead: { col: 1, row: 1-20, stack: { story: lead, children: [{ headline: { style: main } }, { body: { legs: 2 } }] } }
`;
const WITH = (part: string): string => LAYOUT.replace("children: [", `children: [{ ${part}: { style: folio } }, `);
const WITH_AD = `${LAYOUT.replace("row: 1-20", "row: 1-10")}  foot: { col: 1, row: 11-20, ad: {} }\n`;
const FORMATS = `card: { title: card, width: 90mm, height: 100mm }\nwide: { title: wide, width: 180mm, height: 100mm, fold: 16mm }\n`;

interface PaperPage {
  readonly id: string;
  readonly layout?: string;
  readonly more?: string;
}

const isWide = (id: string): boolean => id.includes("-");

/** Reads an edition of these pages, `more` in its file and `zone` of it. */
const reading = async (
  pages: readonly PaperPage[],
  more: string,
  { zone, files = {} }: { zone?: string; files?: Record<string, string> } = {},
): Promise<{ readonly edition: Edition; readonly found: readonly string[] }> => {
  const file = ({ id, layout, more: own = "" }: PaperPage): string =>
    `page: "${id}"\nsection: 要闻\nlayout: ${layout ?? (isWide(id) ? "wide" : "card")}\n${own}stories: { lead: stories/${id}.md }\n`;
  const all: Record<string, string> = {
    "edition.yaml": `paper: { name: 海港日报, id: harbour }\ndate: "2025-07-10"\nissue: 7\nedition: main\n${more}pages: [${pages.map(({ id }) => `pages/${id}.yaml`).join(", ")}]\n`,
    "layouts/formats.yaml": FORMATS,
    "layouts/card.yaml": LAYOUT,
    "layouts/wide.yaml": LAYOUT.replace("format: card", "format: wide"),
    "layouts/zone.yaml": WITH("zone"),
    "layouts/count.yaml": WITH("imprint"),
    "layouts/ad.yaml": WITH_AD,
    "layouts/jump.yaml": LAYOUT,
    ...Object.fromEntries(
      pages.flatMap((page) => [
        [`pages/${page.id}.yaml`, file(page)],
        [`stories/${page.id}.md`, PLAIN_STORY],
      ]),
    ),
    ...files,
  };
  const rooted = Object.fromEntries(Object.entries(all).map(([path, text]) => [`edition:${path}`, text]));
  const report = new Diagnostics();
  const edition = await readEdition(
    "edition.yaml",
    {
      world: memoryWorld(rooted),
      probe: async () => {
        throw new Error("there are no photographs");
      },
      wanted: (path) => path.startsWith("pages/never"),
      ...(zone !== undefined && { zone }),
    },
    report,
  );
  const where = ({ source }: Diagnostic): string => {
    const at = source && lineColumn(report.textOf(source.path)!, source.start);
    return at ? `${source.path}:${at.line}:${at.column}` : "";
  };
  const found = report.all().map((each) => `${each.severity} ${each.code} ${where(each)} ${each.message}`);
  return { edition: edition!, found };
};

const run = (section: string, from: number, to: number): readonly PaperPage[] =>
  Array.from({ length: to - from + 1 }, (_, n) => ({ id: `${section}${String(from + n).padStart(2, "0")}` }));

describe("a plan", () => {
  test("that its pages keep says nothing", async () => {
    const pages = [...run("A", 1, 3), { id: "A04-05" }, ...run("A", 6, 8), ...run("B", 1, 4)];
    expect((await reading(pages, "plan: { pages: 12, sections: { A: 8, B: 4 } }\n")).found).toEqual([]);
  });

  test("is held against the pages, section by section, all at once", async () => {
    const pages = [...run("A", 1, 6), { id: "A09" }, ...run("B", 1, 6), ...run("C", 1, 1)];
    const { found } = await reading(pages, "plan: { pages: 20, sections: { A: 8, B: 6 } }\n");
    expect(found).toEqual([
      "error input/page-plan edition.yaml:5:16 20 pages are planned, and its sections have 14",
      "error input/page-plan edition.yaml:5:30 section `C` is not in the plan of pages",
      "error input/page-plan edition.yaml:5:35 section `A` is planned with 8 pages; `A07`, `A08` are missing, `A09` is beyond them",
      "error input/page-plan edition.yaml:5:41 section `B` is planned with 6 pages, and the press prints 4 at a time",
    ]);
  });

  test("of a paper without sections, and a press of another step", async () => {
    expect((await reading(run("", 1, 6), "plan: { pages: 6, step: 2 }\n")).found).toEqual([]);
    expect((await reading(run("", 1, 5), "plan: { pages: 8 }\n")).found).toEqual([
      "error input/page-plan edition.yaml:5:16 the paper is planned with 8 pages; `06`, `07`, `08` are missing",
    ]);
  });

  test("has room for a panorama of one plate in the middle of a section alone", async () => {
    const pages = [{ id: "01" }, { id: "02-03" }, ...run("", 4, 8)];
    const { found } = await reading(pages, "plan: { pages: 8 }\n");
    expect(found).toEqual([
      "error input/page-plan pages/02-03.yaml:1:1 panorama `02-03` is one file for two sheets: the middle of the paper is `4-5`",
    ]);
    const cut = [{ id: "01" }, { id: "02-03", more: "files: two\n" }, ...run("", 4, 8)];
    expect((await reading(cut, "plan: { pages: 8 }\n")).found).toEqual([]);
  });

  test("prints in black where the press has no colour; who asked for colour is told, or refused", async () => {
    const colours = ({ edition }: { edition: Edition }) => edition.pages.map(({ colour }) => colour).join(" ");
    const pages = [
      { id: "01" },
      { id: "02" },
      { id: "03", more: "colour: colour\n" },
      { id: "04", more: "colour: mono\n" },
    ];
    const plan = (more = "") => `plan: { pages: 4, colour: ["01", "04"]${more} }\n`;
    const converted = await reading(pages, plan());
    expect(colours(converted)).toBe("colour mono mono mono");
    expect(converted.found).toEqual([
      "warning input/page-plan pages/03.yaml:1:1 page `03` wants colour, and the press has none on `03`; it is printed in black",
    ]);
    const refused = await reading(pages, plan(", onMono: refuse"));
    expect(colours(refused)).toBe("colour mono colour mono");
    expect(refused.found).toEqual([
      "error input/page-plan pages/03.yaml:1:1 page `03` wants colour, and the press has none on `03`",
    ]);
  });

  test("names positions from the first to the last; both halves of a panorama need colour", async () => {
    const pages = [{ id: "A01" }, { id: "A02-03", more: "colour: colour\n" }, { id: "A04" }];
    const { edition, found } = await reading(pages, 'plan: { sections: { A: 4 }, colour: ["A01-02", "A4"] }\n');
    expect(edition.pages.map(({ colour }) => colour)).toEqual(["colour", "mono", "colour"]);
    expect(found.join()).toContain("the press has none on `A03`");
  });
});

describe("a zone", () => {
  const four = run("", 1, 4);
  const more = (zone: string): string => `zones: [{ zone: city, ${zone} }]\n`;
  const changed = {
    "pages/03-city.yaml": 'page: "03"\nsection: 城区\nlayout: card\nstories: { lead: stories/03.md }\n',
  };
  const shared = async (pages: readonly PaperPage[], zone: string, files: Record<string, string> = {}, head = "") =>
    (await reading(pages, head + more(zone), { zone: "city", files: { ...changed, ...files } })).edition.base?.shared;

  test("shares all that it does not change", async () => {
    expect(await shared(four, "pages: [pages/03-city.yaml]")).toEqual(["01", "02", "04"]);
    expect(await shared(four, 'without: ["04"]')).toEqual(["01", "02", "03"]);
  });

  test("has pages of its own that show its name, or a number of pages that is another one", async () => {
    const pages = [{ id: "01", layout: "zone" }, { id: "02", layout: "count" }, ...run("", 3, 4)];
    expect(await shared(pages, "pages: [pages/03-city.yaml]")).toEqual(["02", "04"]);
    expect(await shared(pages, 'without: ["03"]')).toEqual(["04"]);
    const late = await reading(pages, `zone: city\n${more("edition: late")}`, { zone: "city-late" });
    expect(late.edition.base?.shared).toEqual(["01", "02", "03", "04"]);
  });

  test("has pages of its own that pass stories on to its pages, or from them", async () => {
    const jump = (from: string): string => `continues: { rest: { page: "${from}", story: lead } }\n`;
    const two = LAYOUT.replace("row: 1-20", "row: 1-10").concat(
      "  rest: { col: 1, row: 11-20, stack: { story: rest, children: [{ headline: { style: main } }, { body: { legs: 2 } }] } }\n",
    );
    const pages = [{ id: "01" }, { id: "02" }, { id: "03" }, { id: "04", layout: "jump", more: jump("03") }];
    expect(await shared(pages, "pages: [pages/03-city.yaml]", { "layouts/jump.yaml": two })).toEqual(["01", "02"]);
    const other = [{ id: "01" }, { id: "02" }, { id: "03", layout: "jump", more: jump("01") }, { id: "04" }];
    // the story of page 01 goes on on page 03 no longer, so that its jump line goes
    expect(await shared(other, "pages: [pages/03-city.yaml]", { "layouts/jump.yaml": two })).toEqual(["02", "04"]);
  });

  test("has pages of its own on which it has ads of its own", async () => {
    const list =
      "id,page,position,file,zone\na,02,foot,ads/a.pdf,\nb,02,foot,ads/b.pdf,city\nc,04,foot,ads/c.pdf,\nd,04,foot,ads/d.pdf,contry\n";
    const pages = [{ id: "01" }, { id: "02", layout: "ad" }, { id: "03" }, { id: "04", layout: "ad" }];
    const files = { "ads/list.csv": list };
    expect(await shared(pages, "version: C", files, "ads: ads/list.csv\n")).toEqual(["01", "03", "04"]);
    const { found } = await reading(pages, `ads: ads/list.csv\n${more("version: C")}`, { zone: "city", files });
    expect(found).toContain(
      "error input/ad-list ads/list.csv:5:1 the ad `d` is for the zone `contry`, which the edition does not have",
    );
  });

  test("may have a plan, a version, a time and a number of pages of its own", async () => {
    const zone =
      'edition: 2, version: C, closed: "02:10", deadline: "02:30", without: ["04"], plan: { pages: 3, step: 1 }';
    const { edition, found } = await reading(four, `pageCount: 24\nplan: { pages: 4 }\n${more(zone)}`, {
      zone: "city-2",
    });
    expect(found).toEqual([]);
    expect(edition).toMatchObject({ zone: "city", edition: "2", version: "C", closed: "02:10", pageCount: 23 });
    expect(edition.press.deadline).toBe("02:30");
    const bad = await reading(four, `plan: { pages: 4 }\n${more('without: ["04"]')}`, { zone: "city" });
    expect(bad.found).toEqual([
      "error input/page-plan edition.yaml:5:16 the paper is planned with 4 pages; `04` is missing",
    ]);
  });

  test("without a page is told of, as is one whose page is not there; the others are shared as before", async () => {
    const none = await reading(four, more('without: ["01", "02", "03", "04"]'), { zone: "city" });
    expect(none.found).toEqual(["error input/no-pages edition.yaml:5:9 the zone has no pages"]);
    const lost = await reading(four, more("pages: [pages/lost.yaml]"), { zone: "city" });
    expect(lost.found).toEqual(["error input/missing-file edition.yaml:5:31 `pages/lost.yaml` is not there"]);
    expect(lost.edition.base?.shared).toEqual(["01", "02", "03", "04"]);
  });

  test("that is not there is no edition", async () => {
    expect((await reading(four, more("version: B"), { zone: "country" })).edition).toBeUndefined();
  });
});
