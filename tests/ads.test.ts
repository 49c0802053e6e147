/** Advertisements: placed at their size in ink, or refused as the policy says; a page never has a blank slot. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Diagnostics } from "../src/base/diagnostic.ts";
import { printPage, read } from "../src/build.ts";
import { inspectPage } from "../src/cli/inspect-page.ts";
import type { ArtItem } from "../src/display/display-list.ts";
import type { AdFrame } from "../src/plan/page-plan.ts";
import { type Files, type LaidFiles, layFiles, saidOf } from "./kit/lay-files.ts";
import { onePage, type PdfPage } from "./kit/pdf-file.ts";
import { has, platesOf, run } from "./kit/witness.ts";

const MM = 72 / 25.4;
// the slot is as large as two columns of 12 zi and 20 rows: 25.5 × 9 pt by 20 × 11.7 pt
const [WIDE, HIGH] = [229.5, 234];
const PAGE_BOX = `/MediaBox [0 0 ${WIDE} ${HIGH}] /TrimBox [0 0 ${WIDE} ${HIGH}]`;
const CYAN = `1 0 0 0 k 0 0 ${WIDE} ${HIGH} re f`;

const ad = (page: Partial<PdfPage> = {}): Buffer => onePage({ content: CYAN, box: PAGE_BOX, ...page });

const LIST = "id,page,position,file\nA1,01,ad,ads/a.pdf\n";

interface Edition {
  readonly files?: Files;
  /** lines of edition.yaml */
  readonly ads?: string;
  /** lines of the page */
  readonly page?: string;
  readonly slot?: string;
  readonly grid?: string;
}

const lay = ({ files = {}, ads = "ads: ads/list.csv", page = "", slot = "col: 1-2, row: 1-20", grid }: Edition = {}) =>
  layFiles({
    "edition.yaml": `paper: { name: 渔阳晚报, id: yuyang }\ndate: 2025-07-10\nissue: 1\nedition: 1\npages: [pages/01.yaml]\n${ads}\n`,
    "pages/01.yaml": `page: "01"\nsection: 要闻\nlayout: card\nstories: {}\n${page}\n`,
    "layouts/formats.yaml": "card: { title: card, width: 180mm, height: 190mm }\n",
    "layouts/card.yaml": `format: card\ngrid: ${grid ?? "{ columns: 4, measure: 12zi, gutter: 1.5zi, rows: 40, top: 10mm }"}\nslots:\n  ad: { ${slot}, ad: {} }\n`,
    "ads/list.csv": LIST,
    ...files,
  });

const withAd = (page: Partial<PdfPage>, edition: Edition = {}) =>
  lay({ ...edition, files: { "ads/a.pdf": ad(page), ...edition.files } });

const frameOf = ({ laid }: LaidFiles): AdFrame =>
  laid!.plan.frames.find((frame): frame is AdFrame => frame.kind === "ad")!;

const artOf = ({ laid }: LaidFiles): ArtItem | undefined =>
  laid!.display.items.find((item): item is ArtItem => item.kind === "art");

const wordsOf = ({ laid }: LaidFiles): string =>
  laid!.display.items.flatMap((item) => (item.kind === "glyphs" ? item.glyphs.map(({ text }) => text) : [])).join("");

const printed = async ({ edition, laid, workshop, report }: LaidFiles): Promise<Uint8Array> =>
  (await printPage(edition!, laid!, { standard: "pdfx4", workshop, report })).pdf;

describe("the list", () => {
  test.each([
    ["English headings in any order", "file,position,id,page\nads/a.pdf,ad,A1,01\n"],
    [
      "Chinese headings, a BOM, quotes and semicolons",
      '\ufeff编号;版次;版位;文件;客户\nA1;1;"ad";"ads/a.pdf";"灯心街""老""茶馆"\n',
    ],
  ])("%s", async (_name, list) => {
    const made = await withAd({}, { files: { "ads/list.csv": list } });
    expect(saidOf(made)).toEqual([]);
    expect(made.edition!.pages[0]!.ads?.get("ad")).toMatchObject({ id: "A1", path: "ads/a.pdf", labelled: true });
  });

  test("every fault is told at its line, and the page still has no blank slot", async () => {
    const list = [
      "id,page,position,size,colour,file,label,advertiser,price",
      "A1,01,ad,half,pink,ads/a.pdf,perhaps,",
      "A1,01,ad,,,ads/a.pdf,,",
      "A2,01,ad,,,ads/a.pdf,,",
      "A3,01,da,,,ads/a.pdf,,",
      "A4,07,ad,,,ads/a.pdf,,",
      "A5,,ad,,,,,",
    ].join("\n");
    const made = await withAd({}, { files: { "ads/list.csv": list } });
    const found = made.report.all().filter(({ code }) => code === "input/ad-list");
    const lines = found.map(({ message, source }) => `${list.slice(0, source!.start).split("\n").length}: ${message}`);
    expect(lines.sort()).toEqual([
      "1: the ad list has no column `price`",
      "2: `perhaps` does not say whether the ad is labelled",
      "2: `pink` is no colour of an ad",
      "2: the ad `A1` is of a size `half` that nothing says",
      "3: the ad `A1` is in the list twice",
      "4: the slot `ad` of page `01` is sold twice: to `A1` and to `A2`",
      "5: page `01` has no slot `da` for the ad `A3`",
      "6: the ad `A4` is for page `07`, which is not made here",
      "7: the ad `A5` has no `page`, `file`",
    ]);
    expect(frameOf(made).shown?.isHouse).toBe(false);
  });

  test("a list without its columns, and one that is no CSV", async () => {
    const without = await withAd({}, { files: { "ads/list.csv": "id,file\nA1,ads/a.pdf\n" } });
    expect(saidOf(without)).toContain("input/ad-list: the ad list lacks `page`, `position`");
    const broken = await withAd({}, { files: { "ads/list.csv": 'id,page,position,file\nA1,01,"ad,x\n' } });
    expect(saidOf(broken).join()).toContain("is not well-formed CSV: a quotation mark is not closed");
  });

  test("a size as it was sold is held against the file; a colour ad on a mono page is told", async () => {
    const list = "id,page,position,file,size\nA1,01,ad,ads/a.pdf,small\n";
    const ads = "ads: ads/list.csv\nadSizes: { small: { width: 40mm, height: 30mm } }";
    const made = await withAd({}, { ads, page: "colour: mono", files: { "ads/list.csv": list } });
    expect(saidOf(made)).toEqual([
      "input/ad-file: the ad `A1` was sold as `small`, 40.0 × 30.0 mm; its file is 81.0 × 82.5 mm",
      "input/ad-slot: the ad `A1` was sold in colour, page `01` is printed with black alone",
    ]);
  });
});

describe("the colour that was sold", () => {
  const list = (colour: string) => ({ "ads/list.csv": `id,page,position,file,colour\nA1,01,ad,ads/a.pdf,${colour}\n` });
  const BLACK = `0 0 0 1 k 0 0 ${WIDE} ${HIGH} re f`;

  test("black alone, and the file has colours: told, and printed on the black plate alone", async () => {
    const made = await withAd({}, { files: list("mono") });
    expect(saidOf(made)).toEqual([
      "input/ad-file: the ad `A1` was sold in black alone, its file has colours; they are printed as black",
    ]);
    expect(artOf(made)?.mono).toBe(true);
  });

  test("colour, and the file is black: a note, and none where the list does not say", async () => {
    const notes = async (colour: string) =>
      (await withAd({ content: BLACK }, { files: list(colour) })).report
        .all()
        .filter(({ code }) => code === "input/ad-file")
        .map(({ severity, message }) => `${severity}: ${message}`);
    expect(await notes("colour")).toEqual(["info: the ad `A1` was sold in colour, its file is in black alone"]);
    expect(await notes("")).toEqual([]);
    expect(await notes("mono")).toEqual([]);
  });

  test.skipIf(!has("gs"))("on Ghostscript's plates an ad sold in black has no other ink", async () => {
    const made = await withAd({}, { files: list("黑白") });
    const folder = mkdtempSync(join(tmpdir(), "broadsheet-ads-"));
    try {
      const file = join(folder, "page.pdf");
      writeFileSync(file, await printed(made));
      const plates = platesOf(file, 36);
      expect(plates.Cyan.pixels.every((each) => each === 255)).toBe(true);
      expect(plates.Black.pixels.some((each) => each < 230)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("sizes and areas", () => {
  test("a size in columns and rows is that of the page's grid", async () => {
    const list = (size: string) => `id,page,position,file,size\nA1,01,ad,ads/a.pdf,${size}\n`;
    const ads = "ads: ads/list.csv\nadSizes: { same: { columns: 2, rows: 20 }, other: { columns: 1, rows: 20 } }";
    expect(saidOf(await withAd({}, { ads, files: { "ads/list.csv": list("same") } }))).toEqual([]);
    expect(saidOf(await withAd({}, { ads, files: { "ads/list.csv": list("other") } })).join()).toMatch(
      /^input\/ad-file: the ad `A1` was sold as `other`, 38\.1 × 82\.[56] mm; its file is 81\.0 × 82\.[56] mm$/,
    );
    const neither = await withAd({}, { ads: "ads: ads/list.csv\nadSizes: { odd: { width: 3mm, rows: 2 } }" });
    expect(saidOf(neither)).toEqual(["input/wrong-value: this is no size of an ad"]);
  });

  test("inspect tells the ad and the area of all ads of the page", async () => {
    const { laid } = await withAd({});
    const facts = inspectPage(laid!);
    expect(facts.ads!.mm2).toBe(Math.round(WIDE * HIGH * (25.4 / 72) ** 2));
    expect(facts.ads!.share).toBeCloseTo((WIDE * HIGH) / (180 * 190 * MM * MM), 3);
    expect(facts.frames[0]).toMatchObject({ kind: "ad", ad: { id: "A1", file: "ads/a.pdf", house: false } });
  });
});

describe("in its slot", () => {
  test("at its own size, centred, and told when it is smaller or larger than the slot", async () => {
    const exact = await withAd({});
    expect(saidOf(exact)).toEqual([]);
    expect(frameOf(exact).shown!.rect).toEqual(frameOf(exact).rect);
    const small = await withAd({ box: "/MediaBox [0 0 129.5 134]" });
    const { rect, shown } = frameOf(small);
    expect(shown!.rect).toEqual({ x: rect.x + 50, y: rect.y + 50, width: 129.5, height: 134 });
    expect(saidOf(small).join()).toMatch(/^plan\/ad-size: the ad `A1` is 45\.7 × 47\.3 mm.*the rest stays white$/);
    const large = await withAd({ box: "/MediaBox [0 0 300 300]" });
    expect(large.found.find(({ code }) => code === "plan/ad-size")).toMatchObject({ severity: "error" });
    const { clip } = frameOf(large).shown!;
    for (const side of ["x", "y", "width", "height"] as const) expect(clip[side]).toBeCloseTo(rect[side], 6);
    const bleeding = await withAd({ box: "/MediaBox [0 0 300 300] /BleedBox [0 0 300 300] /TrimBox [50 50 150 150]" });
    expect(frameOf(bleeding).shown!.clip).toMatchObject({ width: 100, height: 100 });
    const close = await withAd({ box: `/MediaBox [0 0 ${WIDE + 1.3} ${HIGH}]` });
    expect(saidOf(close)).toEqual([]);
  });

  test("scaled where the edition says so, by the same in both directions", async () => {
    const made = await withAd({ box: "/MediaBox [0 0 459 200]" }, { ads: "ads: { list: ads/list.csv, scale: fit }" });
    const { rect, shown } = frameOf(made);
    expect(shown!.rect).toEqual({ x: rect.x, y: rect.y + 67, width: 229.5, height: 100 });
  });

  test.each([
    ["trimmed by its box", `/MediaBox [-20 -20 300 300] /TrimBox [0 0 ${WIDE} ${HIGH}]`, "", ""],
    ["corners the other way round", `/MediaBox [${WIDE} ${HIGH} 0 0]`, "", ""],
    ["turned", `/MediaBox [0 0 ${HIGH} ${WIDE}]`, "/Rotate 90", ""],
    ["in units of its own", `/MediaBox [0 0 ${WIDE / 2} ${HIGH / 2}]`, "/UserUnit 2", ""],
    [
      "by its crop box",
      `/MediaBox [0 0 400 400] /CropBox [9 9 ${WIDE + 9} ${HIGH + 9}] /TrimBox [20 20 50 50]`,
      "",
      "crop",
    ],
    ["by its media box", `/MediaBox [0 0 ${WIDE} ${HIGH}] /TrimBox [20 20 50 50]`, "", "media"],
  ])("odd boxes: %s", async (_name, box, page, by) => {
    const ads = by === "" ? "ads: ads/list.csv" : `ads: { list: ads/list.csv, box: ${by} }`;
    const made = await withAd({ box, page }, { ads });
    expect(saidOf(made)).toEqual([]);
    const { rect, shown } = frameOf(made);
    expect(shown!.rect.width).toBeCloseTo(rect.width, 3);
    expect(shown!.rect.height).toBeCloseTo(rect.height, 3);
  });

  test("at the trimmed edge its bleed is printed, elsewhere not", async () => {
    const grid = "{ columns: 4, measure: 12zi, gutter: 1.5zi, rows: 40, top: 0mm, left: 0mm }";
    const box = `/MediaBox [-20 -20 300 300] /BleedBox [-9 -9 ${WIDE + 9} ${HIGH + 9}] /TrimBox [0 0 ${WIDE} ${HIGH}]`;
    const made = await withAd({ box, content: "1 0 0 0 k -20 -20 400 400 re f" }, { grid });
    expect(saidOf(made)).toEqual([]);
    const { clip } = frameOf(made).shown!;
    expect(clip.x).toBeCloseTo(-3 * MM, 3);
    expect(clip.y).toBeCloseTo(-3 * MM, 3);
    expect(clip.x + clip.width).toBeCloseTo(WIDE, 3);
    expect(clip.y + clip.height).toBeCloseTo(HIGH, 3);
  });

  test("广告 stands in its corner unless the list says no", async () => {
    expect(wordsOf(await withAd({}))).toBe("广告");
    const bare = "id,page,position,file,label\nA1,01,ad,ads/a.pdf,否\n";
    expect(wordsOf(await withAd({}, { files: { "ads/list.csv": bare } }))).toBe("");
  });
});

const TRANSPARENT: Partial<PdfPage> = {
  content: `/T gs ${CYAN}`,
  resources: "/ExtGState << /T << /ca 0.5 >> >>",
};
const FONTLESS: Partial<PdfPage> = {
  content: "BT /F 20 Tf 20 20 Td (ad) Tj ET",
  resources: "/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>",
};
const RGB: Partial<PdfPage> = { content: `1 0 0 rg 0 0 ${WIDE} ${HIGH} re f` };

describe("preflight and policy", () => {
  test.each([
    ["transparency", ad(TRANSPARENT), /has something transparent in it/],
    ["a font that is not embedded", ad(FONTLESS), /`font\/embedded`|not embedded/],
    ["an encrypted file", ad({ trailer: "/Encrypt << /Filter /Standard /V 1 /R 2 >>" }), /encrypted/],
    ["a file cut short", ad().subarray(0, 200), /file\/damaged|damaged|not-pdf/],
    ["no PDF", Buffer.from("a picture"), /not-pdf/],
  ])("%s: refused, the marked panel stands there, and the page goes out", async (_name, file, why) => {
    const made = await lay({ files: { "ads/a.pdf": file } });
    expect(saidOf(made).join("\n")).toMatch(why);
    for (const { code, severity } of made.found.filter(({ severity }) => severity !== "info"))
      expect([code, severity]).toEqual(["input/ad-refused", "warning"]);
    expect(artOf(made)).toBeUndefined();
    expect(wordsOf(made)).toBe("广告位A1");
  });

  test("RGB is converted by the usual policy, refused by another, by the name of the sheet's row", async () => {
    const made = await withAd(RGB);
    expect(saidOf(made)).toEqual([]);
    expect(artOf(made)).toBeDefined();
    expect(made.found.map(({ message }) => message).join("\n")).toMatch(
      /breaks `colour\/newspaper`.*: its colours become ink/,
    );
    for (const rule of ["R0027", "colour/newspaper"]) {
      const refused = await withAd(RGB, { ads: `ads: { list: ads/list.csv, policy: { ${rule}: refuse } }` });
      expect(saidOf(refused).join()).toMatch(/^input\/ad-refused: .*colour\/newspaper/);
      expect(artOf(refused)).toBeUndefined();
    }
  });

  test("what our pages cannot have stays off them whatever the policy says", async () => {
    for (const [page, rule] of [
      [FONTLESS, "font/embedded"],
      [TRANSPARENT, "transparency/alpha"],
    ] as const) {
      const made = await withAd(page, { ads: `ads: { list: ads/list.csv, policy: { ${rule}: accept } }` });
      expect(saidOf(made).join()).toMatch(/^input\/ad-refused: the ad `A1` has /);
      expect(artOf(made)).toBeUndefined();
    }
  });

  test("a picture in CMYK does not go onto a page of black alone; flat colours become greys", async () => {
    const picture = {
      content: `${WIDE} 0 0 ${HIGH} 0 0 cm /I Do`,
      resources: "/XObject << /I 5 0 R >>",
      objects: [
        {
          dict: "/Type /XObject /Subtype /Image /Width 600 /Height 600 /BitsPerComponent 8 /ColorSpace /DeviceCMYK",
          bytes: new Uint8Array(600 * 600 * 4).fill(80),
        },
      ],
    };
    expect(artOf(await withAd(picture))).toBeDefined();
    const mono = await withAd(picture, { page: "colour: mono" });
    expect(saidOf(mono).join()).toContain("input/ad-refused: the ad `A1` has a picture in CMYK in it");
    expect(wordsOf(mono)).toBe("广告位A1");
    expect(artOf(await withAd({}, { page: "colour: mono" }))).toBeDefined();
  });

  test.each([
    ["low", "col: 1-4, row: 1-2", "广告位 A-2025-0007"],
    ["narrow", "col: 1, row: 1-20", "广告位A-2025-0007"],
  ])("the panel's words have room in a %s slot", async (_name, slot, words) => {
    const made = await lay({
      slot,
      files: { "ads/list.csv": "id,page,position,file\nA-2025-0007,01,ad,ads/no.pdf\n" },
    });
    expect(saidOf(made).map((each) => each.split(":")[0])).toEqual(["input/ad-file"]);
    expect(wordsOf(made)).toBe(words);
  });

  test("without a preflight that is told, and the ad is placed", async () => {
    const { judge: _, ...workshop } = (await withAd({})).workshop;
    const report = new Diagnostics();
    const edition = await read("edition.yaml", workshop, report);
    expect(report.all().map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
      "warning: the ads are placed without a preflight",
    ]);
    expect(edition!.pages[0]!.ads?.get("ad")?.photo).toBeDefined();
  });

  test("a policy for what is no rule, and a conversion of what is no colour, are told", async () => {
    const made = await withAd({}, { ads: "ads: { list: ads/list.csv, policy: { R9999: accept, page/one: convert } }" });
    expect(saidOf(made)).toEqual([
      "input/unknown-name: the preflight has no rule `R9999`",
      "input/unknown-name: what breaks `page/one` cannot be converted",
    ]);
  });

  test("a missing file, and a slot that nobody booked, show the edition's house ad in full", async () => {
    const house = onePage({ content: "0 0 0 1 k 0 0 100 50 re f", box: "/MediaBox [0 0 100 50]" });
    const ads = "ads: { list: ads/list.csv, house: ads/house.pdf }";
    const missing = await lay({ ads, files: { "ads/house.pdf": house } });
    expect(saidOf(missing)).toEqual([
      "input/ad-file: the ad `A1`: `ads/a.pdf` is not there; the house ad stands in its place",
    ]);
    const { rect, shown } = frameOf(missing);
    expect(shown).toMatchObject({ isHouse: true, photo: { path: "ads/house.pdf" } });
    expect(shown!.rect.width).toBeCloseTo(rect.width, 6);
    expect(shown!.rect.height).toBeCloseTo(rect.width / 2, 6);
    expect(wordsOf(missing)).toBe("");
    const empty = await lay({ ads, files: { "ads/house.pdf": house, "ads/list.csv": "id,page,position,file\n" } });
    expect(saidOf(empty)).toEqual([
      "input/ad-slot: the list has no ad for the slot `ad` of page `01`; the house ad stands there",
    ]);
    expect(artOf(empty)).toBeDefined();
  });
});

describe.skipIf(!has("gs") || !has("qpdf") || !has("mutool"))("as others see it (Ghostscript, qpdf, MuPDF)", () => {
  test("the ad stands within 0.1 mm, its inks unchanged; turned it is the right way up", async () => {
    // a bar of cyan and magenta along the upper edge of the page as it is seen, once it is turned
    const turned = await withAd(
      {
        box: `/MediaBox [0 0 ${HIGH} ${WIDE}]`,
        page: "/Rotate 90",
        content: `0.6 0.2 0 0 k 0 0 20 ${WIDE} re f 0 0 1 0 k 20 0 ${HIGH - 20} ${WIDE} re f`,
      },
      { files: { "ads/list.csv": "id,page,position,file,label\nA1,01,ad,ads/a.pdf,no\n" } },
    );
    expect(saidOf(turned)).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), "broadsheet-ads-"));
    try {
      const pdf = join(folder, "page.pdf");
      writeFileSync(pdf, await printed(turned));
      run("qpdf", ["--check", pdf]);
      expect(run("mutool", ["draw", "-o", join(folder, "page.png"), pdf])).not.toMatch(/error|warning/);
      const dpi = 508;
      const { Cyan, Magenta, Yellow, Black } = platesOf(pdf, dpi);
      const inked = (x: number, y: number) =>
        [Cyan, Magenta, Yellow, Black].map(({ pixels, width }) => Math.round((255 - pixels[y * width + x]!) / 2.55));
      const { rect } = frameOf(turned);
      const { bleed } = turned.laid!.display;
      const px = (pt: number) => Math.round((pt * dpi) / 72);
      const [left, top] = [px(rect.x - bleed.x), px(rect.y - bleed.y)];
      const [wide, high] = [px(rect.width), px(rect.height)];
      // 0.1 mm is two pixels
      expect(inked(left + 2, top + 2)).toEqual([60, 20, 0, 0]);
      expect(inked(left - 3, top + 9)).toEqual([0, 0, 0, 0]);
      expect(inked(left + 9, top - 3)).toEqual([0, 0, 0, 0]);
      expect(inked(left + wide - 3, top + px(20) - 3)).toEqual([60, 20, 0, 0]);
      expect(inked(left + wide - 3, top + px(20) + 2)).toEqual([0, 0, 100, 0]);
      expect(inked(left + wide - 3, top + high - 3)).toEqual([0, 0, 100, 0]);
      expect(inked(left + wide + 3, top + high - 9)).toEqual([0, 0, 0, 0]);
      expect(inked(left + wide - 9, top + high + 3)).toEqual([0, 0, 0, 0]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
