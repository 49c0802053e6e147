/** Display list to PDF: one page, one file, DeviceCMYK and no transparency, so that PDF/X-4 and PDF/X-1a differ in claims only. */
import { createHash } from "node:crypto";
import type { Spot } from "../base/colour.ts";
import type { GlyphsItem } from "../display/display-list.ts";
import type { IssueDate, Press, Standard } from "../model/edition.ts";
import type { InkedPage, InkedPicture } from "../press/inked-page.ts";
import { spotsOf } from "../press/spot-colours.ts";
import { deflate } from "./deflate.ts";
import { type PreparedFont, prepareFont, writeFont } from "./embed-font.ts";
import { type FileFeature, featuresOf } from "./file-features.ts";
import { collectCodes } from "./font-codes.ts";
import { identify } from "./identify.ts";
import { pageContent } from "./page-content.ts";
import { type PdfBox, pageSpace } from "./page-space.ts";
import { type PdfDictionary, PdfObjects, type PdfValue } from "./pdf-objects.ts";
import { STANDARDS, type StandardFault, standardFaults } from "./standards.ts";
import type { SubsetFont } from "./subset-font.ts";
import { writeCos } from "./write-cos.ts";
import { uniquePictures, writePicture } from "./write-picture.ts";
import { writeSpot } from "./write-spot.ts";

export type { SubsetFont } from "./subset-font.ts";

/** How a page is written. */
export interface WriteHow {
  readonly press: Press;
  readonly standard: Standard;
  readonly title: string;
  /** BCP 47 */
  readonly language: string;
  /** the issue's; the file is dated to its midnight, UTC, since the engine has no clock */
  readonly date: IssueDate;
  /** font subsets kept from build to build, by face and set of glyphs */
  readonly subsets: Map<string, Promise<SubsetFont>>;
  /** whether nothing but the black plate prints; then marks do not either */
  readonly mono?: boolean;
  /** names the page among all pages ever written, as in `canghai/2025-07-10/city/A05` */
  readonly id: string;
}

/** A page as a file. */
export interface WrittenPdf {
  readonly bytes: Uint8Array;
  /** SHA-256 over all that is printed inside the bleed and how, hex: the same for two versions of a page that did not change */
  readonly print: string;
  /** PostScript names of the fonts in it, without subset tags, in order of use */
  readonly fonts: readonly string[];
  /** what in it the standard does not allow, or misses */
  readonly faults: readonly StandardFault[];
}

/**
 * Writes `inked`. The same input gives the same bytes. Rejects only for what earlier stages exclude: coordinates that are no
 * numbers, fonts without outlines.
 */
export const writePdf = async (inked: InkedPage, how: WriteHow): Promise<WrittenPdf> => {
  const rules = STANDARDS[how.standard];
  const space = pageSpace(inked.page);
  const codes = collectCodes(inked.page.items.filter((item): item is GlyphsItem => item.kind === "glyphs"));
  const fontNames = new Map([...codes].map(([key, each], index) => [key, { name: `F${index + 1}`, codes: each }]));
  const pictures = uniquePictures(inked);
  const pictureNames = new Map([...pictures.keys()].map((hash, index) => [hash, `P${index + 1}`]));
  const spots = spotsOf(inked.page);
  const everyPlate = !how.mono && (inked.page.sheet?.everyPlate.length ?? 0) > 0;
  const art = new Map([...(inked.art?.values() ?? [])].map((each) => [each.hash, each]));
  const artNames = new Map([...art.keys()].map((hash, index) => [hash, `A${index + 1}`]));
  const content = pageContent(inked, space, {
    fonts: fontNames,
    pictures: pictureNames,
    art: artNames,
    overprint: "Over",
    knockout: "Out",
    ...(inked.screen && { screen: inked.screen }),
    spots: new Map(spots.map(({ name }, index) => [name, `S${index + 1}`])),
    ...(everyPlate && { everyPlate: "All" }),
  });
  const fonts = await Promise.all([...codes.values()].map((each) => prepareFont(each, how.subsets)));

  const features = new Set<FileFeature>(inked.screen ? ["rgb"] : []);
  const file = new PdfObjects(rules.version, (dictionary) => {
    for (const feature of featuresOf(dictionary)) features.add(feature);
  });
  const resources = {
    ExtGState: { Over: file.add(OVERPRINT), Out: file.add(KNOCKOUT) },
    ...entry(
      "Font",
      fonts.map((font, index) => [`F${index + 1}`, writeFont(file, font)]),
    ),
    ...entry("ColorSpace", [
      ...(everyPlate ? [["All", ["Separation", "All", "DeviceCMYK", file.add(ALL_INKS)]] as const] : []),
      ...spots.map((spot, index) => [`S${index + 1}`, writeSpot(file, spot)] as const),
    ]),
    ...entry("XObject", [
      ...[...pictures].map(([hash, each]) => [pictureNames.get(hash)!, writePicture(file, each)] as const),
      ...[...art].map(([hash, { form }]) => [artNames.get(hash)!, writeCos(file, form)] as const),
    ]),
  };
  const page: PdfDictionary = {
    MediaBox: space.media,
    BleedBox: space.bleed,
    TrimBox: space.trim,
    // on a screen nothing is cut off but the bleed
    ...(inked.screen && { CropBox: space.trim }),
    Resources: resources,
    Contents: file.addStream(
      { Filter: "FlateDecode" },
      deflate(Buffer.from([content.page, content.marks].filter((each) => each !== "").join("\n"), "latin1")),
    ),
  };
  const boxes = [space.media, space.bleed, space.trim];
  const print = printHash(content.page, { fonts, pictures, spots, art, how, boxes });
  const hash = fileHash(print, content.marks, how);
  return {
    bytes: await file.finish({
      pages: [{ entries: page }],
      ...identify(file, { rules, how, hash }),
      id: hash.subarray(0, 16),
    }),
    print: print.toString("hex"),
    faults: standardFaults(how.standard, features),
    fonts: [...new Set(fonts.map((font) => font.codes.face.name))],
  };
};

/** OPM 1: an ink of 0 leaves what is under it, also in DeviceCMYK (GWG 2022 R0009). */
const OVERPRINT: PdfDictionary = { Type: "ExtGState", OP: true, op: true, OPM: 1 };
const KNOCKOUT: PdfDictionary = { Type: "ExtGState", OP: false, op: false, OPM: 1 };

/** Tint transform of Separation All for devices that have no plates. */
const ALL_INKS: PdfDictionary = { FunctionType: 2, Domain: [0, 1], C0: [0, 0, 0, 0], C1: [1, 1, 1, 1], N: 1 };

const entry = (key: string, refs: readonly (readonly [string, PdfValue])[]): PdfDictionary =>
  refs.length === 0 ? {} : { [key]: Object.fromEntries(refs) };

interface Contents {
  readonly fonts: readonly PreparedFont[];
  readonly pictures: ReadonlyMap<string, InkedPicture>;
  readonly spots: readonly Spot[];
  readonly art: ReadonlyMap<string, unknown>;
  readonly how: WriteHow;
  readonly boxes: readonly PdfBox[];
}

/** Of everything that is printed on the page: two files with one hash differ in marks, title and identification at most. */
const printHash = (content: string, { fonts, pictures, spots, art, how, boxes }: Contents): Buffer => {
  const parts = [
    how.standard,
    how.language,
    boxes,
    how.press.condition.hash,
    fonts.map((font) => [font.codes.face.key, font.tag]),
    [...pictures.keys()],
    ...(spots.length > 0 ? [spots.map(({ name, alternate }) => [name, alternate])] : []),
    ...(art.size > 0 ? [[...art.keys()]] : []),
  ];
  return createHash("sha256").update(JSON.stringify(parts)).update(content).digest();
};

/** Of everything that is in the file: two files with one hash are the same. */
const fileHash = (print: Buffer, marks: string, how: WriteHow): Buffer =>
  createHash("sha256")
    .update(JSON.stringify([how.id, how.title, how.date.iso]))
    .update(print)
    .update(marks)
    .digest();
