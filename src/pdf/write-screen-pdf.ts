/** Pages for screens as one file: tagged in the order of reading, with links, bookmarks, page labels and article threads. */
import { createHash } from "node:crypto";
import { union } from "../base/geometry.ts";
import type { DisplayItem, GlyphsItem } from "../display/display-list.ts";
import { itemsIn, type ReadingArticle } from "../display/reading/reading-tree.ts";
import { itemBounds } from "../press/ink-bounds.ts";
import type { InkedPage } from "../press/inked-page.ts";
import { deflate } from "./deflate.ts";
import { prepareFont, writeFont } from "./embed-font.ts";
import { type FileFeature, featuresOf } from "./file-features.ts";
import { collectCodes } from "./font-codes.ts";
import { type FileFacts, identify } from "./identify.ts";
import { type MarkedContent, markContent } from "./marked-content.ts";
import { pageContent, type ResourceNames } from "./page-content.ts";
import { type PageSpace, type PdfBox, pageSpace } from "./page-space.ts";
import { type PdfDictionary, PdfObjects, type PdfRef, type PdfValue } from "./pdf-objects.ts";
import { STANDARDS, type StandardFault, standardFaults } from "./standards.ts";
import type { SubsetFont } from "./subset-font.ts";
import { writeCos } from "./write-cos.ts";
import { type Bookmark, writeOutline } from "./write-outline.ts";
import { uniquePictures, writePicture } from "./write-picture.ts";
import { type FindTarget, writeStructure } from "./write-structure.ts";
import { type Thread, writeThreads } from "./write-threads.ts";

/** A page in sRGB with its order of reading. */
export interface ScreenPage {
  /** its items are those of `articles` */
  readonly inked: InkedPage;
  readonly articles: readonly ReadingArticle[];
  /** heading of its bookmark's group */
  readonly section: string;
}

/** How the file is written. */
export interface ScreenHow extends FileFacts {
  /** font subsets kept from build to build, by face and set of glyphs */
  readonly subsets: Map<string, Promise<SubsetFont>>;
}

/** The file. */
export interface WrittenScreen {
  readonly bytes: Uint8Array;
  /** SHA-256 over all that is shown and how, hex */
  readonly print: string;
  /** PostScript names of the fonts in it, without subset tags */
  readonly fonts: readonly string[];
  /** what in it the standard does not allow, or misses */
  readonly faults: readonly StandardFault[];
}

interface Sheet extends ScreenPage {
  readonly ref: PdfRef;
  readonly space: PageSpace;
  readonly marked: MarkedContent;
}

/** Writes `pages`. The same input gives the same bytes; fonts and pictures of all pages are in the file once. */
export const writeScreenPdf = async (pages: readonly ScreenPage[], how: ScreenHow): Promise<WrittenScreen> => {
  const rules = STANDARDS.screen;
  const features = new Set<FileFeature>(["rgb"]);
  const file = new PdfObjects(rules.version, (dictionary) => {
    for (const feature of featuresOf(dictionary)) features.add(feature);
  });
  const sheets = pages.map((page): Sheet => {
    const marked = markContent({ page: page.inked.page, articles: page.articles });
    return { ...page, ref: file.reserve(), space: pageSpace(page.inked.page), marked };
  });
  const { names, resources, fonts } = await writeResources(file, pages, how);
  const contents = sheets.map(({ inked, space, marked }) => {
    const own = { ...names, marked: marked.operatorOf, ...(inked.screen && { screen: inked.screen }) };
    return pageContent(inked, space, own).page;
  });
  const structure = writeStructure(
    file,
    sheets.map((each) => ({ ...each, nodes: each.articles.map(({ node }) => node), title: titleOf(each) })),
    { language: how.language, target: targetIn(sheets) },
  );
  const threads = writeThreads(file, threadsOf(sheets));
  const outline = writeOutline(file, bookmarksOf(sheets));
  const entries = sheets.map(({ ref, space }, n) => {
    const [links, beads] = [structure.links[n]!, threads.beadsOf(ref)];
    return {
      MediaBox: space.media,
      BleedBox: space.bleed,
      TrimBox: space.trim,
      CropBox: space.trim,
      Resources: resources,
      Contents: file.addStream({ Filter: "FlateDecode" }, deflate(Buffer.from(contents[n]!, "latin1"))),
      StructParents: n,
      Tabs: "S",
      ...(links.length > 0 && { Annots: links }),
      ...(beads.length > 0 && { B: beads }),
    };
  });
  const print = hashOf([
    JSON.stringify([how.language, how.press.condition.hash, [...names.pictures.keys()]]),
    ...contents,
  ]);
  const hash = hashOf([JSON.stringify([how.id, how.title, how.date.iso, pages.map(wordsOf)]), print.toString("hex")]);
  const { catalog, info } = identify(file, { rules, how, hash });
  const extended: PdfDictionary = {
    ...catalog,
    MarkInfo: { Marked: true },
    StructTreeRoot: structure.root,
    ViewerPreferences: { DisplayDocTitle: true },
    PageLabels: { Nums: sheets.flatMap(({ inked }, n): PdfValue[] => [n, { P: { text: inked.page.id } }]) },
    ...(threads.threads.length > 0 && { Threads: threads.threads }),
    ...(outline && { Outlines: outline, PageMode: "UseOutlines" }),
  };
  const bytes = await file.finish({
    pages: sheets.map(({ ref }, n) => ({ ref, entries: entries[n]! })),
    catalog: extended,
    info,
    id: hash.subarray(0, 16),
  });
  return { bytes, print: print.toString("hex"), fonts, faults: standardFaults("screen", features) };
};

const hashOf = (parts: readonly string[]): Buffer => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** All that is said and not shown. */
const wordsOf = ({ articles, section }: ScreenPage): unknown => [
  section,
  articles.map(({ title, node, key }) => [
    key,
    title,
    JSON.stringify(node, (name, value) =>
      name === "kids" && Array.isArray(value) ? value.filter((kid) => "tag" in kid) : value,
    ),
  ]),
];

/** Fonts, pictures and pages of PDFs of all pages, each once. */
const writeResources = async (
  file: PdfObjects,
  pages: readonly ScreenPage[],
  { subsets }: ScreenHow,
): Promise<{ readonly names: ResourceNames; readonly resources: PdfRef; readonly fonts: readonly string[] }> => {
  const letters = pages.flatMap(({ inked }) =>
    inked.page.items.filter((item): item is GlyphsItem => item.kind === "glyphs"),
  );
  const codes = [...collectCodes(letters)];
  const pictures = new Map(pages.flatMap(({ inked }) => [...uniquePictures(inked)]));
  const art = new Map(pages.flatMap(({ inked }) => [...(inked.art?.values() ?? [])].map((each) => [each.hash, each])));
  const names: ResourceNames = {
    fonts: new Map(codes.map(([key, each], n) => [key, { name: `F${n + 1}`, codes: each }])),
    pictures: new Map([...pictures.keys()].map((hash, n) => [hash, `P${n + 1}`])),
    art: new Map([...art.keys()].map((hash, n) => [hash, `A${n + 1}`])),
    overprint: "Over",
    knockout: "Out",
  };
  const fonts = await Promise.all(codes.map(([, each]) => prepareFont(each, subsets)));
  const resources = file.add({
    Font: Object.fromEntries(fonts.map((font, n) => [`F${n + 1}`, writeFont(file, font)])),
    XObject: Object.fromEntries([
      ...[...pictures].map(([hash, each]) => [names.pictures.get(hash)!, writePicture(file, each)] as const),
      ...[...art].map(([hash, { form }]) => [names.art.get(hash)!, writeCos(file, form)] as const),
    ]),
  });
  return { names, resources, fonts: [...new Set(fonts.map((font) => font.codes.face.name))] };
};

const titleOf = ({ section, inked }: ScreenPage): string => `${section} ${inked.page.id}`.trim();

const targetIn =
  (sheets: readonly Sheet[]): FindTarget =>
  (link) => {
    if (link.kind === "address") return { A: { Type: "Action", S: "URI", URI: Buffer.from(link.address, "latin1") } };
    const sheet = sheets.find(({ inked }) => inked.page.id === link.page);
    return sheet && { Dest: [sheet.ref, "Fit"] };
  };

const topOf = (items: readonly DisplayItem[], { ref, space }: Sheet): readonly PdfValue[] => {
  const rects = items.flatMap((item) => itemBounds(item) ?? []);
  if (rects.length === 0) return [ref, "Fit"];
  const { x, y } = union(rects);
  return [ref, "XYZ", Math.max(0, Math.round(space.x(x))), Math.round(space.y(y)), 0];
};

/** Sections, the pages of each, the stories of each page; a section of one name goes on over neighbouring pages. */
const bookmarksOf = (sheets: readonly Sheet[]): readonly Bookmark[] => {
  const sections: { readonly title: string; readonly to: readonly PdfValue[]; readonly kids: Bookmark[] }[] = [];
  for (const sheet of sheets) {
    const to = [sheet.ref, "Fit"];
    const stories = sheet.articles
      .filter(({ title }) => title !== "")
      .map(({ title, node }): Bookmark => ({ title, to: topOf(itemsIn(node), sheet), kids: [] }));
    const page: Bookmark = { title: titleOf(sheet), to, kids: stories };
    const last = sections.at(-1);
    if (last && last.title === sheet.section) last.kids.push(page);
    else sections.push({ title: sheet.section, to, kids: [page] });
  }
  return sections.flatMap((each) => (each.title === "" ? each.kids : [each]));
};

/** Stories of more than one leg, those that go on on another page of the file among them. */
const threadsOf = (sheets: readonly Sheet[]): readonly Thread[] => {
  const threads = new Map<string, { readonly title: string; readonly beads: { page: PdfRef; box: PdfBox }[] }>();
  for (const { articles, ref, space } of sheets) {
    for (const { key, title, legs } of articles) {
      const thread = threads.get(key) ?? { title, beads: [] };
      threads.set(key, thread);
      for (const leg of legs) {
        const rects = leg.flatMap((item) => itemBounds(item) ?? []);
        if (rects.length === 0) continue;
        const { x, y, width, height } = union(rects);
        const box = [space.x(x), space.y(y + height), space.x(x + width), space.y(y)].map(
          (each) => Math.round(each * 100) / 100,
        );
        thread.beads.push({ page: ref, box: box as unknown as PdfBox });
      }
    }
  }
  return [...threads.values()].filter(({ beads }) => beads.length > 1);
};
