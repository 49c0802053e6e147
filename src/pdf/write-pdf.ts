/** Display list to PDF: one page, one file, DeviceCMYK and no transparency, so that PDF/X-4 and PDF/X-1a differ in claims only. */
import { createHash } from "node:crypto";
import type { Spot } from "../base/colour.ts";
import type { GlyphsItem } from "../display/display-list.ts";
import type { IssueDate, OutputCondition, Press, Standard } from "../model/edition.ts";
import type { InkedPage, InkedPicture } from "../press/inked-page.ts";
import { spotsOf } from "../press/spot-colours.ts";
import { deflate } from "./deflate.ts";
import { type PreparedFont, prepareFont, writeFont } from "./embed-font.ts";
import { type FileFeature, featuresOf } from "./file-features.ts";
import { collectCodes } from "./font-codes.ts";
import { pageContent } from "./page-content.ts";
import { type PdfBox, pageSpace } from "./page-space.ts";
import { type PdfDictionary, PdfObjects, type PdfRef, type PdfValue } from "./pdf-objects.ts";
import { STANDARDS, type StandardFault, type StandardRules, standardFaults } from "./standards.ts";
import type { SubsetFont } from "./subset-font.ts";
import { writeCos } from "./write-cos.ts";
import { writeSpot } from "./write-spot.ts";
import { xmpPacket } from "./xmp-packet.ts";

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

const CREATOR = "broadsheet";
const PRODUCER = "broadsheet (pdfkit, HarfBuzz)";

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
    bytes: await file.finish({ pages: [page], ...identify(file, { rules, how, hash }), id: hash.subarray(0, 16) }),
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

const uniquePictures = (inked: InkedPage): ReadonlyMap<string, InkedPicture> => {
  const found = inked.page.items.flatMap((item) => {
    const picture = item.kind === "picture" ? inked.pictures.get(item) : undefined;
    return picture ? [[picture.hash, picture] as const] : [];
  });
  return new Map(found);
};

const entry = (key: string, refs: readonly (readonly [string, PdfValue])[]): PdfDictionary =>
  refs.length === 0 ? {} : { [key]: Object.fromEntries(refs) };

const writePicture = (file: PdfObjects, { width, height, space, data }: InkedPicture): PdfRef => {
  const size = { Type: "XObject", Subtype: "Image", Width: width, Height: height };
  return space === "bitmap"
    ? file.addStream({ ...size, ColorSpace: "DeviceGray", BitsPerComponent: 1, Filter: "FlateDecode" }, deflate(data))
    : file.addStream({ ...size, ColorSpace: COLOUR_SPACES[space], BitsPerComponent: 8, Filter: "DCTDecode" }, data);
};

const COLOUR_SPACES = { cmyk: "DeviceCMYK", gray: "DeviceGray", rgb: "DeviceRGB" } as const;

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

/** Catalog and document information: what the file says of itself. */
const identify = (
  file: PdfObjects,
  { rules, how, hash }: { readonly rules: StandardRules; readonly how: WriteHow; readonly hash: Buffer },
): { readonly catalog: PdfDictionary; readonly info: PdfDictionary } => {
  const title = rules.titleMark + how.title;
  const packet = xmpPacket({
    title,
    language: how.language,
    creator: CREATOR,
    producer: PRODUCER,
    date: `${how.date.iso}T00:00:00Z`,
    documentId: uuid(createHash("sha256").update(how.id).digest()),
    instanceId: uuid(hash),
    ...(rules.xmpClaim && { claim: rules.xmpClaim }),
  });
  const date = { text: `D:${how.date.iso.replaceAll("-", "")}000000Z` };
  return {
    catalog: {
      Lang: { text: how.language },
      Metadata: file.addStream({ Type: "Metadata", Subtype: "XML" }, packet),
      ...(rules.outputIntent && { OutputIntents: [writeIntent(file, how.press.condition)] }),
    },
    info: {
      Title: { text: title },
      Creator: { text: CREATOR },
      Producer: { text: PRODUCER },
      CreationDate: date,
      ModDate: date,
      Trapped: "False",
      ...(rules.infoClaim && { GTS_PDFXVersion: { text: rules.infoClaim } }),
    },
  };
};

/** ISO 15930-7, 6.4: one `GTS_PDFX` output intent with the profile in it. */
const writeIntent = (file: PdfObjects, condition: OutputCondition): PdfRef =>
  file.add({
    Type: "OutputIntent",
    S: "GTS_PDFX",
    OutputCondition: { text: condition.info },
    OutputConditionIdentifier: { text: condition.identifier },
    ...(condition.registry && { RegistryName: { text: condition.registry } }),
    Info: { text: condition.info },
    DestOutputProfile: file.addStream({ N: 4, Filter: "FlateDecode" }, deflate(condition.profile)),
  });

/** A UUID of the free form (RFC 9562, version 8) made of a hash: always the same for the same hash. */
const uuid = (hash: Uint8Array): string => {
  const bytes = Buffer.from(hash.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")}`;
};
