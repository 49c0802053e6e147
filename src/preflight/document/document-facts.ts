/** Everything that rules look at: read once from a file, then never changed. */
import type { CosFile } from "../../cos/cos-file.ts";
import { CosArray, CosDict, CosRef, type CosStream, dictOf } from "../../cos/cos-object.ts";
import { type ContentBudget, firstBudget } from "../content/content-reader.ts";
import type { PageContent } from "../content/page-content.ts";
import { readPageContent } from "../content/read-page-content.ts";
import type { FontFacts } from "../fonts/font-facts.ts";
import { boxOf, type PageBox } from "../page-box.ts";
import type { CoverageFacts } from "../page-coverage.ts";
import { type PageTree, readPageTree, type TreePage } from "./page-tree.ts";
import { type FoundObject, reachable } from "./reachable.ts";
import { readXmp, type Xmp } from "./read-xmp.ts";

/** A page with its boxes and its content. */
export interface PageFacts {
  /** counted from 1 */
  readonly number: number;
  readonly dict: CosDict;
  readonly object: number | undefined;
  /** inherited where the standard lets it be */
  readonly media: PageBox | undefined;
  readonly crop: PageBox | undefined;
  readonly bleed: PageBox | undefined;
  readonly trim: PageBox | undefined;
  readonly art: PageBox | undefined;
  readonly rotate: number;
  readonly content: PageContent;
  readonly annotations: readonly FoundObject[];
}

/** The first GTS_PDFX output intent. */
export interface IntentFacts {
  readonly dict: CosDict;
  readonly profile:
    | { readonly bytes: Uint8Array; readonly object: number | undefined; readonly components: number | undefined }
    | undefined;
}

/** A document. */
export interface DocumentFacts {
  readonly file: CosFile;
  readonly catalog: CosDict | undefined;
  readonly info: CosDict | undefined;
  readonly xmp: Xmp | undefined;
  /** of the catalog, whatever it is */
  readonly metadata: CosStream | undefined;
  /** all output intents that say GTS_PDFX */
  readonly intents: readonly IntentFacts[];
  readonly tree: PageTree;
  readonly pages: readonly PageFacts[];
  readonly fonts: readonly FontFacts[];
  /** all that the trailer leads to */
  readonly objects: readonly FoundObject[];
  /** whether that is really all */
  readonly whole: boolean;
  /** the standard that the file claims to follow, as it writes it */
  readonly claim: string | undefined;
  /** what plates show; undefined where there are none */
  readonly coverage?: CoverageFacts | undefined;
}

/** Reads a file's facts. An encrypted file has no pages here: nothing of it could be read. */
export const readDocument = (file: CosFile): DocumentFacts => {
  const catalog = file.trailer.dict("Root");
  const closed = file.trailer.has("Encrypt");
  const tree: PageTree = closed ? { pages: [], faults: [] } : readPageTree(catalog);
  const fonts = new Map<CosDict, FontFacts>();
  const budget = firstBudget();
  const pages = tree.pages.map((page, index) => readPage(page, index + 1, { file, budget, fonts }));
  const metadata = catalog?.stream("Metadata");
  const xmp = metadata && !closed ? readXmp(Buffer.from(file.decode(metadata).bytes).toString("utf8")) : undefined;
  const info = file.trailer.dict("Info");
  const { found, whole } = closed ? { found: [], whole: true } : reachable(file.trailer);
  return {
    file,
    catalog,
    info,
    xmp,
    metadata,
    intents: closed ? [] : intentsOf(catalog, file),
    tree,
    pages,
    fonts: [...new Set(fonts.values())],
    objects: found,
    whole,
    claim: claimOf(info, xmp),
  };
};

/** Namespaces of the claims: PDF/X-4 and later, and before. */
export const CLAIM_NAMESPACES = ["http://www.npes.org/pdfx/ns/id/", "http://ns.adobe.com/pdfx/1.3/"] as const;

const claimOf = (info: CosDict | undefined, xmp: Xmp | undefined): string | undefined =>
  xmp?.properties.get(`${CLAIM_NAMESPACES[0]}GTS_PDFXVersion`) ??
  info?.string("GTS_PDFXVersion")?.text ??
  xmp?.properties.get(`${CLAIM_NAMESPACES[1]}GTS_PDFXVersion`);

const intentsOf = (catalog: CosDict | undefined, file: CosFile): readonly IntentFacts[] =>
  (catalog?.array("OutputIntents")?.values() ?? []).flatMap((each) => {
    const dict = dictOf(each);
    if (dict?.name("S") !== "GTS_PDFX") return [];
    const stream = dict.stream("DestOutputProfile");
    const profile = stream && {
      bytes: file.decode(stream).bytes,
      object: stream.object,
      components: stream.dict.number("N"),
    };
    return [{ dict, profile }];
  });

const readPage = (
  page: TreePage,
  number: number,
  around: { readonly file: CosFile; readonly budget: ContentBudget; readonly fonts: Map<CosDict, FontFacts> },
): PageFacts => {
  const { dict } = page;
  const own = (key: string): PageBox | undefined => boxOf(dict.array(key)?.numbers());
  const inherited = (key: string): PageBox | undefined => {
    const value = page.entry(key);
    return value instanceof CosArray ? boxOf(value.numbers()) : undefined;
  };
  const rotate = page.entry("Rotate");
  const annotations = dict.array("Annots");
  return {
    number,
    dict,
    object: page.object,
    media: inherited("MediaBox"),
    crop: inherited("CropBox"),
    bleed: own("BleedBox"),
    trim: own("TrimBox"),
    art: own("ArtBox"),
    rotate: typeof rotate === "number" ? rotate : 0,
    content: readPageContent(page, inherited("MediaBox"), around),
    annotations: (annotations?.values() ?? []).flatMap((value, n) => {
      const raw = annotations?.raw[n];
      return value instanceof CosDict ? [{ value, object: raw instanceof CosRef ? raw.number : page.object }] : [];
    }),
  };
};
