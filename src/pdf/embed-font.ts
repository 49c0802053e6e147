/** A face as a composite font of the PDF (ISO 32000-1, 9.7): program, descriptor, widths, code and text maps. */
import { createHash } from "node:crypto";
import type { FontFace } from "../text/font-face.ts";
import { deflate } from "./deflate.ts";
import type { FontCodes } from "./font-codes.ts";
import { cellKey, type GlyphCell } from "./own-glyphs.ts";
import { hex4 } from "./pdf-number.ts";
import type { PdfDictionary, PdfObjects, PdfRef, PdfValue } from "./pdf-objects.ts";
import { type SubsetFont, subsetFont } from "./subset-font.ts";
import { toUnicode } from "./to-unicode.ts";

/** A face with everything that goes into the file, worked out but not yet written. */
export interface PreparedFont {
  readonly codes: FontCodes;
  /** six letters for this very set of codes: imposition software merges fonts by name, and equal names must mean equal codes */
  readonly tag: string;
  readonly program: SubsetFont;
  readonly toUnicode: Uint8Array;
  /** `truetype`: glyph id of each code; `cff`: the encoding, code → CID */
  readonly codeMap: Uint8Array;
}

/** Cuts and compresses what `writeFont` writes. */
export const prepareFont = async (codes: FontCodes, cache: Map<string, Promise<SubsetFont>>): Promise<PreparedFont> => {
  const glyphs = [...new Set(codes.codes.map(({ glyph }) => glyph))];
  const cells = cellsOf(codes);
  const program = await subsetFont(codes.face, { glyphs, cells: [...cells.values()] }, cache);
  const codeMap =
    program.kind === "truetype"
      ? glyphIds(codes, { cells, first: program.firstOwn })
      : latin1(cidEncoding(codes, program));
  return {
    codes,
    tag: tagOf(codes),
    program,
    toUnicode: deflate(latin1(toUnicode(codes.codes))),
    codeMap: deflate(codeMap),
  };
};

/** Writes the font's objects and gives the font dictionary. */
export const writeFont = (file: PdfObjects, font: PreparedFont): PdfRef => {
  const { codes, tag, program } = font;
  const name = `${tag}+${codes.face.name}`;
  const truetype = program.kind === "truetype";
  const stream = file.addStream(
    { Filter: "FlateDecode", ...(truetype ? { Length1: program.length } : { Subtype: "CIDFontType0C" }) },
    program.deflated,
  );
  const descendant = file.add({
    Type: "Font",
    Subtype: truetype ? "CIDFontType2" : "CIDFontType0",
    BaseFont: name,
    CIDSystemInfo: IDENTITY,
    FontDescriptor: file.add({ ...descriptor(codes.face, name), [truetype ? "FontFile2" : "FontFile3"]: stream }),
    DW: FULL_WIDTH,
    W: widths(codes, program),
    ...(truetype && { CIDToGIDMap: file.addStream({ Filter: "FlateDecode" }, font.codeMap) }),
  });
  return file.add({
    Type: "Font",
    Subtype: "Type0",
    BaseFont: truetype ? name : `${name}-${ENCODING_NAME}`,
    Encoding: truetype ? "Identity-H" : file.addStream(ENCODING_DICTIONARY, font.codeMap),
    DescendantFonts: [descendant],
    ToUnicode: file.addStream({ Filter: "FlateDecode" }, font.toUnicode),
  });
};

const IDENTITY: PdfDictionary = { Registry: { text: "Adobe" }, Ordering: { text: "Identity" }, Supplement: 0 };

const ENCODING_NAME = "Codes";

const ENCODING_DICTIONARY: PdfDictionary = {
  Type: "CMap",
  CMapName: ENCODING_NAME,
  CIDSystemInfo: IDENTITY,
  Filter: "FlateDecode",
};

/** Advance of an ideograph, which `W` need not list. */
const FULL_WIDTH = 1000;

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

/** Distinct cells among the codes, in the order in which their glyphs are added to the font. */
const cellsOf = ({ codes }: FontCodes): ReadonlyMap<string, GlyphCell> =>
  new Map(codes.flatMap(({ cell }) => (cell ? [[cellKey(cell), cell] as const] : [])));

const glyphIds = (
  { codes }: FontCodes,
  { cells, first }: { readonly cells: ReadonlyMap<string, GlyphCell>; readonly first: number },
): Uint8Array => {
  const added = new Map([...cells.keys()].map((key, n) => [key, first + n]));
  const ids = new Uint8Array(2 * (codes.length + 1));
  codes.forEach(({ glyph, cell }, index) => {
    const id = (cell && added.get(cellKey(cell))) ?? glyph;
    ids[2 * index + 2] = id >> 8;
    ids[2 * index + 3] = id & 0xff;
  });
  return ids;
};

const cidOf = (glyph: number, { cids }: SubsetFont): number => cids?.[glyph] ?? glyph;

// PostScript outlines are looked up by CID with no map between: our codes need an encoding of their own.
const cidEncoding = ({ codes }: FontCodes, program: SubsetFont): string => {
  const entries = codes.map(({ glyph }, index) => `<${hex4(index + 1)}> ${cidOf(glyph, program)}`);
  const blocks: string[] = [];
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} begincidchar`, ...block, "endcidchar");
  }
  return [
    "/CIDInit /ProcSet findresource begin",
    "12 dict begin",
    "begincmap",
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> def",
    `/CMapName /${ENCODING_NAME} def`,
    "/CMapType 1 def",
    "1 begincodespacerange",
    "<0000> <ffff>",
    "endcodespacerange",
    ...blocks,
    "endcmap",
    "CMapName currentdict /CMap defineresource pop",
    "end",
    "end",
  ].join("\n");
};

/** The `W` array: runs of following CIDs whose advance is not an em. */
const widths = ({ codes }: FontCodes, program: SubsetFont): readonly PdfValue[] => {
  const byCid = new Map<number, number>();
  codes.forEach(({ glyph, width }, index) => {
    byCid.set(program.kind === "truetype" ? index + 1 : cidOf(glyph, program), width);
  });
  const list: PdfValue[] = [];
  let run: number[] = [];
  let next = -1;
  for (const [cid, width] of [...byCid].sort(([a], [b]) => a - b)) {
    if (width === FULL_WIDTH) continue;
    if (cid !== next) {
      run = [];
      list.push(cid, run);
    }
    run.push(width);
    next = cid + 1;
  }
  return list;
};

const SYMBOLIC = 4;
const ITALIC = 64;

const descriptor = (face: FontFace, name: string): PdfDictionary => ({
  Type: "FontDescriptor",
  FontName: name,
  Flags: SYMBOLIC + (face.italicAngle === 0 ? 0 : ITALIC),
  FontBBox: [face.bbox.minX, face.bbox.minY, face.bbox.maxX, face.bbox.maxY].map(thousandths),
  ItalicAngle: face.italicAngle,
  Ascent: thousandths(face.ascent),
  Descent: thousandths(face.descent),
  CapHeight: thousandths(face.capHeight),
  // no font tells its stem; this is the common estimate from the weight, used by readers for substitution only
  StemV: Math.round(50 + (face.weight / 65) ** 2),
});

const thousandths = (em: number): number => Math.round(em * 1000);

const tagOf = ({ face, codes }: FontCodes): string => {
  const hash = createHash("sha256")
    .update(JSON.stringify([face.key, codes.map(({ glyph, text, cell }) => [glyph, text, cell])]))
    .digest();
  return Array.from(hash.subarray(0, 6), (byte) => String.fromCharCode(65 + (byte % 26))).join("");
};
