/** A font as the page uses it: which glyph a code shows, how wide the file says it is, and how wide its program says. */
import type { CosFile } from "../../cos/cos-file.ts";
import { CosArray, type CosDict, CosName, CosStream, dictOf, nameOf } from "../../cos/cos-object.ts";
import { cffProgram } from "./cff-program.ts";
import { type CodeMap, namedCodeMap, parseCodeMap, type ShownCode, singleBytes } from "./code-map.ts";
import type { FontProgram } from "./font-program.ts";
import { characterOf, ENCODINGS } from "./glyph-names.ts";
import { sfntProgram } from "./sfnt-program.ts";
import { type1Program } from "./type1-program.ts";

/** What a code shows: a glyph, .notdef, a glyph that is not there, or something that only the reader's own font knows. */
export type ShownGlyph = number | "notdef" | "missing" | undefined;

/** A font of a page's resources. */
export interface FontFacts {
  /** of the font dictionary; undefined when it stands in the resources themselves */
  readonly object: number | undefined;
  /** PostScript name without the subset tag; "" for Type 3 */
  readonly name: string;
  /** Type1, TrueType, Type0, Type3 … */
  readonly subtype: string;
  readonly embedded: boolean;
  /** undefined when not embedded, or when it cannot be read */
  readonly program: FontProgram | undefined;
  readonly map: CodeMap;
  /** the advance that the file gives, in thousandths of the em; undefined where it gives none */
  width(shown: ShownCode): number | undefined;
  glyph(shown: ShownCode): ShownGlyph;
  /** the Type 3 font's dictionary */
  readonly type3: CosDict | undefined;
  /** codes that are shown somewhere, in order of first use */
  readonly used: Map<number, ShownCode>;
  /** of a Type 3 font: the advances that its glyphs' procedures say, by code, in thousandths of the em */
  readonly advances: Map<number, number>;
}

/** Reads the font of a resource dictionary. */
export const readFont = (dict: CosDict, object: number | undefined, file: CosFile): FontFacts => {
  const subtype = dict.name("Subtype") ?? "";
  const descendant = subtype === "Type0" ? dictOf(dict.array("DescendantFonts")?.at(0)) : undefined;
  const owner = descendant ?? dict;
  const descriptor = owner.dict("FontDescriptor");
  const file3 = descriptor?.stream("FontFile3");
  const stream = descriptor?.stream("FontFile") ?? descriptor?.stream("FontFile2") ?? file3;
  const program = stream && readProgram(stream, file);
  const parts = {
    object,
    name: (dict.name("BaseFont") ?? "").replace(/^[A-Z]{6}\+/, ""),
    subtype,
    embedded: stream !== undefined || subtype === "Type3",
    program,
    type3: subtype === "Type3" ? dict : undefined,
    used: new Map<number, ShownCode>(),
    advances: new Map<number, number>(),
  };
  if (descendant)
    return {
      ...parts,
      map: codeMapOf(dict, file),
      width: cidWidths(descendant),
      glyph: cidGlyphs(descendant, program, file),
    };
  return {
    ...parts,
    map: singleBytes,
    width: simpleWidths(dict, descriptor),
    glyph: simpleGlyphs(dict, descriptor, program),
  };
};

const readProgram = (stream: CosStream, file: CosFile): FontProgram | undefined => {
  const { bytes } = file.decode(stream);
  const [a, b] = bytes;
  if (a === 0x25 || a === 0x80) return type1Program(bytes);
  if (a === 1 && b === 0) return cffProgram(bytes);
  return sfntProgram(bytes);
};

const codeMapOf = (dict: CosDict, file: CosFile): CodeMap => {
  const encoding = dict.get("Encoding");
  if (encoding instanceof CosStream)
    return parseCodeMap(file.decode(encoding).bytes, encoding.dict.number("WMode") === 1);
  return namedCodeMap(nameOf(encoding) ?? "Identity-H");
};

const cidWidths = (font: CosDict): FontFacts["width"] => {
  const standard = font.number("DW") ?? 1000;
  const widths = new Map<number, number>();
  const ranges: (readonly [number, number, number])[] = [];
  const list = font.array("W")?.values() ?? [];
  for (let n = 0; n + 1 < list.length; ) {
    const [first, second, third] = [list[n], list[n + 1], list[n + 2]];
    if (typeof first !== "number") break;
    if (second instanceof CosArray) {
      for (const [index, each] of second.values().entries())
        if (typeof each === "number") widths.set(first + index, each);
      n += 2;
    } else if (typeof second === "number" && typeof third === "number") {
      ranges.push([first, second, third]);
      n += 3;
    } else break;
  }
  return ({ cid }) =>
    cid === undefined
      ? undefined
      : (widths.get(cid) ?? ranges.find(([from, to]) => cid >= from && cid <= to)?.[2] ?? standard);
};

const cidGlyphs = (font: CosDict, program: FontProgram | undefined, file: CosFile): FontFacts["glyph"] => {
  const stream = font.stream("CIDToGIDMap");
  const table = stream && file.decode(stream).bytes;
  return ({ cid }) => {
    if (!program || cid === undefined) return undefined;
    const glyph = program.glyphOfCid && !table ? program.glyphOfCid(cid) : table ? pairAt(table, cid) : cid;
    if (glyph === 0) return "notdef";
    return glyph === undefined || glyph >= program.glyphCount ? "missing" : glyph;
  };
};

const pairAt = (table: Uint8Array, cid: number): number => (table[cid * 2] ?? 0) * 256 + (table[cid * 2 + 1] ?? 0);

const simpleWidths = (dict: CosDict, descriptor: CosDict | undefined): FontFacts["width"] => {
  const first = dict.number("FirstChar") ?? 0;
  const widths = dict.array("Widths")?.values();
  const missing = descriptor?.number("MissingWidth") ?? 0;
  const scale = dict.name("Subtype") === "Type3" ? (dict.array("FontMatrix")?.numbers()?.[0] ?? 0.001) * 1000 : 1;
  return ({ code }) => {
    if (!widths) return undefined;
    const width = widths[code - first];
    return (typeof width === "number" ? width : missing) * scale;
  };
};

interface Names {
  /** name of each code by encoding and differences; undefined where only the program knows */
  of(code: number): string | undefined;
  /** whether codes without a name are the program's business */
  readonly builtIn: boolean;
}

const namesOf = (dict: CosDict, fallback: string | undefined): Names => {
  const encoding = dict.get("Encoding");
  const named = nameOf(encoding) ?? dictOf(encoding)?.name("BaseEncoding");
  const base = ENCODINGS[named ?? ""] ?? ENCODINGS[fallback ?? ""];
  const differences = new Map<number, string>();
  let code = 0;
  for (const each of dictOf(encoding)?.array("Differences")?.values() ?? []) {
    if (typeof each === "number") code = each;
    else if (each instanceof CosName) differences.set(code++, each.value);
  }
  return { of: (each) => differences.get(each) ?? base?.[each], builtIn: base === undefined };
};

const BLANKS: ReadonlySet<string> = new Set(["space", "nbspace", "nonbreakingspace", "uni00A0", "nbsp"]);

const simpleGlyphs = (
  dict: CosDict,
  descriptor: CosDict | undefined,
  program: FontProgram | undefined,
): FontFacts["glyph"] => {
  if (!program) return () => undefined;
  const symbolic = ((descriptor?.number("Flags") ?? 0) & 4) !== 0;
  const names = namesOf(dict, undefined);
  return dict.name("Subtype") === "TrueType"
    ? ({ code }) => trueTypeGlyph(code, { names, symbolic, program })
    : ({ code }) => namedGlyph(code, names, program);
};

const namedGlyph = (code: number, names: Names, program: FontProgram): ShownGlyph => {
  const name =
    names.of(code) ?? (names.builtIn && !program.glyphOfCode ? ENCODINGS["StandardEncoding"]![code] : undefined);
  if (name === undefined) {
    if (!names.builtIn || !program.glyphOfCode) return "notdef";
    return program.glyphOfCode(code) || "notdef";
  }
  if (name === ".notdef") return "notdef";
  const glyph = program.glyphOfName?.(name);
  return glyph ?? (BLANKS.has(name) || !program.glyphOfName ? undefined : "missing");
};

const trueTypeGlyph = (
  code: number,
  { names, symbolic, program }: { readonly names: Names; readonly symbolic: boolean; readonly program: FontProgram },
): ShownGlyph => {
  const own = program.glyphOfCode?.(code);
  const name = names.of(code);
  if (symbolic || name === undefined) return own === 0 ? (name && BLANKS.has(name) ? undefined : "notdef") : own;
  const character = characterOf(name);
  const glyph = character === undefined ? 0 : (program.glyphOfCharacter?.(character) ?? 0);
  if (glyph || own) return glyph || own;
  // names may also be sought in the `post` table, which is not read: only where characters are known is a glyph known to be missing
  return character !== undefined && program.glyphOfCharacter && !BLANKS.has(name) ? "missing" : undefined;
};
