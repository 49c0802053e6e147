/** TrueType and OpenType programs: advances from `hmtx`, glyphs from `cmap`. */
import { cffProgram } from "./cff-program.ts";
import { FontBytes, type FontProgram } from "./font-program.ts";

/** Reads a program of TrueType outlines, or of CFF ones in an OpenType wrapper; undefined where it has neither. */
export const sfntProgram = (bytes: Uint8Array): FontProgram | undefined => {
  const data = new FontBytes(bytes);
  const tables = tablesOf(data);
  const cff = tables.get("CFF ");
  const inner = cff && cffProgram(bytes.subarray(cff.at, cff.at + cff.length));
  const [head, maxp, hhea, hmtx] = ["head", "maxp", "hhea", "hmtx"].map((tag) => tables.get(tag)?.at);
  if (!inner && (head === undefined || maxp === undefined || !tables.has("glyf"))) return undefined;
  const glyphCount = maxp === undefined ? (inner?.glyphCount ?? 0) : data.u16(maxp + 4);
  const em = (head === undefined ? 0 : data.u16(head + 18)) || 1000;
  const metrics = hhea === undefined ? 0 : data.u16(hhea + 34);
  const maps = tables.has("cmap") ? charMaps(data, tables.get("cmap")!.at) : [];
  const symbol = maps.find((each) => each.platform === 3 && each.encoding === 0);
  const unicode = maps.find((each) => (each.platform === 3 && each.encoding !== 0) || each.platform === 0);
  const mac = maps.find((each) => each.platform === 1);
  return {
    ...inner,
    glyphCount,
    width: (glyph) =>
      hmtx === undefined || metrics === 0
        ? inner?.width(glyph)
        : (data.u16(hmtx + 4 * Math.min(glyph, metrics - 1)) * 1000) / em,
    ...((symbol ?? mac) && {
      glyphOfCode: (code) => {
        // symbolic fonts keep their codes at U+F000 (ISO 32000-1, 9.6.6.4)
        const found = symbol ? symbol.glyph(code) || symbol.glyph(0xf000 + code) : 0;
        return found || mac?.glyph(code) || 0;
      },
    }),
    ...(unicode && { glyphOfCharacter: (character) => unicode.glyph(character) }),
  };
};

interface Table {
  readonly at: number;
  readonly length: number;
}

const tablesOf = (data: FontBytes): ReadonlyMap<string, Table> => {
  const start = data.u32(0) === 0x74746366 ? data.u32(12) : 0;
  const count = Math.min(data.u16(start + 4), 64);
  return new Map(
    Array.from({ length: count }, (_, n) => {
      const at = start + 12 + n * 16;
      const tag = String.fromCharCode(data.u8(at), data.u8(at + 1), data.u8(at + 2), data.u8(at + 3));
      return [tag, { at: data.u32(at + 8), length: data.u32(at + 12) }] as const;
    }).filter(([, { at }]) => at < data.bytes.length),
  );
};

interface CharMap {
  readonly platform: number;
  readonly encoding: number;
  /** 0 where it maps nothing */
  glyph(character: number): number;
}

const charMaps = (data: FontBytes, at: number): readonly CharMap[] =>
  Array.from({ length: Math.min(data.u16(at + 2), 32) }, (_, n) => {
    const entry = at + 4 + n * 8;
    const table = at + data.u32(entry + 4);
    return { platform: data.u16(entry), encoding: data.u16(entry + 2), glyph: lookup(data, table) };
  });

const lookup = (data: FontBytes, at: number): ((character: number) => number) => {
  const format = data.u16(at);
  if (format === 0) return (code) => (code < 256 ? data.u8(at + 6 + code) : 0);
  if (format === 6) {
    const [first, count] = [data.u16(at + 6), data.u16(at + 8)];
    return (code) => (code >= first && code < first + count ? data.u16(at + 10 + 2 * (code - first)) : 0);
  }
  if (format === 4) return (code) => segmented(data, at, code);
  if (format === 12) return (code) => grouped(data, at, code);
  return () => 0;
};

const segmented = (data: FontBytes, at: number, code: number): number => {
  const double = data.u16(at + 6);
  for (let n = 0; n < double; n += 2) {
    if (code > data.u16(at + 14 + n)) continue;
    const start = data.u16(at + 16 + double + n);
    if (code < start) return 0;
    const delta = data.u16(at + 16 + 2 * double + n);
    const rangeAt = at + 16 + 3 * double + n;
    const range = data.u16(rangeAt);
    if (range === 0) return (code + delta) & 0xffff;
    const glyph = data.u16(rangeAt + range + 2 * (code - start));
    return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
  }
  return 0;
};

const grouped = (data: FontBytes, at: number, code: number): number => {
  let [low, high] = [0, Math.min(data.u32(at + 12), data.bytes.length / 12) - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const group = at + 16 + middle * 12;
    if (code < data.u32(group)) high = middle - 1;
    else if (code > data.u32(group + 4)) low = middle + 1;
    else return data.u32(group + 8) + code - data.u32(group);
  }
  return 0;
};
