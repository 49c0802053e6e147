/** CFF programs (Adobe TN 5176): how many glyphs, their names or CIDs, and the widths that their charstrings begin with. */
import { FontBytes, type FontProgram } from "./font-program.ts";
import { CFF_STRINGS, STANDARD_SIDS } from "./glyph-names.ts";

/** Reads a bare CFF program; undefined where it is none. */
export const cffProgram = (bytes: Uint8Array): FontProgram | undefined => {
  const data = new FontBytes(bytes);
  if (data.u8(0) !== 1) return undefined;
  const names = readIndex(data, data.u8(2));
  const tops = readIndex(data, names.end);
  const strings = readIndex(data, tops.end);
  const globals = readIndex(data, strings.end);
  const top = readDict(data, tops.at(0));
  const charstrings = readIndex(data, top.get(17)?.[0] ?? 0);
  if (charstrings.count === 0 || globals.count < 0) return undefined;
  const isCid = top.has(0x0c1e);
  const charset = readCharset(data, top.get(15)?.[0] ?? 0, charstrings.count);
  const text = ([from, to]: Span): string => Buffer.from(bytes.subarray(from, to)).toString("latin1");
  const nameOf = (sid: number): string => CFF_STRINGS[sid] ?? text(strings.at(sid - CFF_STRINGS.length));
  const privates = isCid ? privatesOf(data, readIndex(data, top.get(0x0c24)?.[0] ?? 0)) : [widthsOf(data, top.get(18))];
  const select = isCid ? selectorOf(data, top.get(0x0c25)?.[0] ?? 0, charstrings.count) : () => 0;
  const scale = (top.get(0x0c07)?.[0] ?? 0.001) * 1000;
  const reverse = new Map(charset.map((sid, glyph) => [sid, glyph]));
  const byName = isCid ? undefined : new Map(charset.map((sid, glyph) => [nameOf(sid), glyph]));
  const byCode = isCid ? undefined : codesOf(data, top.get(16)?.[0] ?? 0, reverse);
  return {
    glyphCount: charstrings.count,
    width: (glyph) => {
      const font = privates[select(glyph)];
      if (!font || glyph >= charstrings.count) return undefined;
      const own = leadingWidth(data, charstrings.at(glyph));
      return own === undefined ? undefined : (own === "default" ? font.standard : font.nominal + own) * scale;
    },
    ...(byName && { glyphOfName: (name) => byName.get(name) }),
    ...(isCid && { glyphOfCid: (cid) => reverse.get(cid) }),
    ...(byCode && { glyphOfCode: (code) => byCode.get(code) }),
  };
};

type Span = readonly [from: number, to: number];

interface Index {
  readonly count: number;
  readonly end: number;
  at(n: number): Span;
}

const readIndex = (data: FontBytes, start: number): Index => {
  const count = start > 0 && start < data.bytes.length ? data.u16(start) : 0;
  const size = data.u8(start + 2);
  if (count === 0 || size < 1 || size > 4) return { count: 0, end: start + 2, at: () => [0, 0] };
  const base = start + 2 + (count + 1) * size;
  const offset = (n: number): number => base + data.uint(start + 3 + n * size, size);
  return { count, end: offset(count), at: (n) => (n < 0 || n >= count ? [0, 0] : [offset(n), offset(n + 1)]) };
};

const readDict = (data: FontBytes, [from, to]: Span): ReadonlyMap<number, readonly number[]> => {
  const found = new Map<number, readonly number[]>();
  let operands: number[] = [];
  for (let at = from; at < Math.min(to, data.bytes.length); ) {
    const byte = data.u8(at++);
    if (byte <= 21) {
      found.set(byte === 12 ? 0x0c00 + data.u8(at++) : byte, operands);
      operands = [];
    } else if (byte === 28) {
      operands.push(data.i16(at));
      at += 2;
    } else if (byte === 29) {
      operands.push(data.u32(at) | 0);
      at += 4;
    } else if (byte === 30) {
      let text = "";
      for (let done = false; !done && at < to; at++) {
        for (const nibble of [data.u8(at) >> 4, data.u8(at) & 15]) {
          if (nibble === 15) done = true;
          else if (!done) text += NIBBLES[nibble];
        }
      }
      operands.push(Number.parseFloat(text) || 0);
    } else if (byte >= 32 && byte <= 246) operands.push(byte - 139);
    else if (byte <= 250) operands.push((byte - 247) * 256 + data.u8(at++) + 108);
    else operands.push(-(byte - 251) * 256 - data.u8(at++) - 108);
  }
  return found;
};

const NIBBLES: readonly string[] = [..."0123456789", ".", "E", "E-", "", "-", ""];

/** SID or CID of each glyph. */
const readCharset = (data: FontBytes, at: number, count: number): readonly number[] => {
  // the three predefined charsets; Expert ones are rare, and then only names are unknown
  if (at <= 2) return Array.from({ length: count }, (_, n) => n);
  const format = data.u8(at);
  const charset = [0];
  let from = at + 1;
  while (charset.length < count && from < data.bytes.length) {
    const first = data.u16(from);
    if (format === 0) {
      charset.push(first);
      from += 2;
      continue;
    }
    const left = format === 1 ? data.u8(from + 2) : data.u16(from + 2);
    from += format === 1 ? 3 : 4;
    for (let n = 0; n <= left && charset.length < count; n++) charset.push(first + n);
  }
  return charset;
};

/** The program's own encoding. */
const codesOf = (
  data: FontBytes,
  at: number,
  reverse: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> | undefined => {
  if (at === 1) return undefined;
  const codes = new Map<number, number>();
  if (at === 0) {
    for (const [code, sid] of STANDARD_SIDS.entries()) {
      const glyph = sid > 0 ? reverse.get(sid) : undefined;
      if (glyph !== undefined) codes.set(code, glyph);
    }
    return codes;
  }
  const format = data.u8(at) & 0x7f;
  let glyph = 1;
  for (let n = 0; n < data.u8(at + 1); n++) {
    if (format === 0) codes.set(data.u8(at + 2 + n), glyph++);
    else for (let k = 0; k <= data.u8(at + 3 + 2 * n); k++) codes.set(data.u8(at + 2 + 2 * n) + k, glyph++);
  }
  return codes;
};

interface Widths {
  readonly standard: number;
  readonly nominal: number;
}

const widthsOf = (data: FontBytes, entry: readonly number[] | undefined): Widths => {
  const [size = 0, at = 0] = entry ?? [];
  const dict = readDict(data, [at, at + size]);
  return { standard: dict.get(20)?.[0] ?? 0, nominal: dict.get(21)?.[0] ?? 0 };
};

const privatesOf = (data: FontBytes, fonts: Index): readonly Widths[] =>
  Array.from({ length: Math.min(fonts.count, 256) }, (_, n) => widthsOf(data, readDict(data, fonts.at(n)).get(18)));

/** Which of a CID-keyed font's dictionaries a glyph belongs to. */
const selectorOf = (data: FontBytes, at: number, count: number): ((glyph: number) => number) => {
  if (data.u8(at) === 0) return (glyph) => data.u8(at + 1 + glyph);
  const of = new Uint8Array(count);
  const ranges = data.u16(at + 1);
  for (let n = 0; n < ranges; n++) {
    const from = at + 3 + n * 3;
    of.fill(data.u8(from + 2), data.u16(from), data.u16(from + 3));
  }
  return (glyph) => of[glyph] ?? 0;
};

/**
 * The width that stands before the first operator that takes operands (Adobe TN 5177, 3.1); "default" where there is none, undefined
 * where a subroutine would have to be followed.
 */
const leadingWidth = (data: FontBytes, [from, to]: Span): number | "default" | undefined => {
  const stack: number[] = [];
  for (let at = from; at < to; ) {
    const byte = data.u8(at++);
    if (byte === 28) {
      stack.push(data.i16(at));
      at += 2;
    } else if (byte === 255) {
      stack.push((data.u32(at) | 0) / 65536);
      at += 4;
    } else if (byte >= 32 && byte <= 246) stack.push(byte - 139);
    else if (byte >= 247 && byte <= 250) stack.push((byte - 247) * 256 + data.u8(at++) + 108);
    else if (byte >= 251) stack.push(-(byte - 251) * 256 - data.u8(at++) - 108);
    else return widthBefore(byte, stack);
  }
  return undefined;
};

const widthBefore = (operator: number, stack: readonly number[]): number | "default" | undefined => {
  const given = (has: boolean): number | "default" => (has ? stack[0]! : "default");
  // stems, masks: pairs; moves: one or two; endchar: none, or four of an accent
  if ([1, 3, 18, 23, 19, 20].includes(operator)) return given(stack.length % 2 === 1);
  if (operator === 21) return given(stack.length > 2);
  if (operator === 4 || operator === 22) return given(stack.length > 1);
  if (operator === 14) return given(stack.length === 1 || stack.length === 5);
  return undefined;
};
