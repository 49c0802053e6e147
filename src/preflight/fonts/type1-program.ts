/** Type 1 programs (Adobe Type 1 Font Format): names of glyphs, and the widths that their charstrings begin with. */
import type { FontProgram } from "./font-program.ts";

/** Reads a program in PDF's three parts, with or without PFB heads; undefined where it has no charstrings. */
export const type1Program = (file: Uint8Array): FontProgram | undefined => {
  const bytes = withoutPfbHeads(file);
  const clear = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const start = clear.indexOf("eexec");
  if (start < 0) return undefined;
  let from = start + 5;
  while (from < bytes.length && [9, 10, 13, 32].includes(bytes[from]!)) from++;
  const secret = decrypt(asBinary(bytes.subarray(from)), 55665, 4);
  const text = Buffer.from(secret.buffer, secret.byteOffset, secret.length).toString("latin1");
  const lead = Number(/\/lenIV\s+(-?\d+)/.exec(text)?.[1] ?? 4);
  const matrix = /\/FontMatrix\s*\[\s*([\d.eE-]+)/.exec(clear.slice(0, start))?.[1];
  const scale = (matrix ? Number.parseFloat(matrix) : 0.001) * 1000;
  // .notdef is glyph 0, wherever it stands in the program
  const glyphs = new Map<string, number>([[".notdef", 0]]);
  const widths: (number | undefined)[] = [undefined];
  const pattern = /\/([^\s/[\]{}()<>%]+)\s+(\d+)\s+(?:RD|-\||\S{1,3})\s/g;
  pattern.lastIndex = Math.max(0, text.indexOf("/CharStrings"));
  pattern.exec(text);
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const length = Number(found[2]);
    if (pattern.lastIndex + length > text.length) break;
    const code = secret.subarray(pattern.lastIndex, pattern.lastIndex + length);
    const own = sideBearingWidth(lead < 0 ? code : decrypt(code, 4330, lead));
    if (!glyphs.has(found[1]!)) {
      glyphs.set(found[1]!, widths.length);
      widths.push(own === undefined ? undefined : own * scale);
    }
    pattern.lastIndex += length;
  }
  if (glyphs.size === 1) return undefined;
  const encoding = encodingOf(clear.slice(0, start));
  return {
    glyphCount: glyphs.size,
    width: (glyph) => widths[glyph],
    glyphOfName: (name) => glyphs.get(name),
    ...(encoding && { glyphOfCode: (code: number) => glyphs.get(encoding.get(code) ?? ".notdef") ?? 0 }),
  };
};

const withoutPfbHeads = (bytes: Uint8Array): Uint8Array => {
  if (bytes[0] !== 0x80) return bytes;
  const parts: Uint8Array[] = [];
  for (let at = 0; bytes[at] === 0x80 && bytes[at + 1] !== 3 && at + 6 <= bytes.length; ) {
    const length = bytes[at + 2]! + bytes[at + 3]! * 256 + bytes[at + 4]! * 65536 + bytes[at + 5]! * 16777216;
    parts.push(bytes.subarray(at + 6, at + 6 + length));
    at += 6 + length;
  }
  return Buffer.concat(parts);
};

/** The encrypted part may be written in hexadecimal digits. */
const asBinary = (bytes: Uint8Array): Uint8Array => {
  const head = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  return /^[0-9A-Fa-f]{4}$/.test(head)
    ? Buffer.from(
        Buffer.from(bytes)
          .toString("latin1")
          .replace(/[^0-9A-Fa-f]/g, ""),
        "hex",
      )
    : bytes;
};

const decrypt = (bytes: Uint8Array, key: number, lead: number): Uint8Array => {
  const out = new Uint8Array(bytes.length);
  let r = key;
  for (let n = 0; n < bytes.length; n++) {
    const cipher = bytes[n]!;
    out[n] = cipher ^ (r >> 8);
    r = ((cipher + r) * 52845 + 22719) & 0xffff;
  }
  return out.subarray(lead);
};

/** The second operand of `hsbw`, which every charstring begins with; undefined for others. */
const sideBearingWidth = (code: Uint8Array): number | undefined => {
  const stack: number[] = [];
  for (let at = 0; at < code.length; ) {
    const byte = code[at++]!;
    if (byte >= 32 && byte <= 246) stack.push(byte - 139);
    else if (byte >= 247 && byte <= 250) stack.push((byte - 247) * 256 + (code[at++] ?? 0) + 108);
    else if (byte >= 251 && byte <= 254) stack.push(-(byte - 251) * 256 - (code[at++] ?? 0) - 108);
    else if (byte === 255) {
      stack.push(((code[at]! << 24) | (code[at + 1]! << 16) | (code[at + 2]! << 8) | code[at + 3]!) >> 0);
      at += 4;
    } else if (byte === 12 && code[at] === 12 && stack.length >= 2) {
      at++;
      const divisor = stack.pop()!;
      stack.push(stack.pop()! / divisor);
    } else return byte === 13 ? stack[1] : undefined;
  }
  return undefined;
};

/** `dup 65 /A put` in the clear part; undefined where the encoding is a standard one. */
const encodingOf = (clear: string): ReadonlyMap<number, string> | undefined => {
  const found = [...clear.matchAll(/dup\s+(\d+)\s*\/(\S+)\s+put/g)];
  return found.length === 0 ? undefined : new Map(found.map(([, code, name]) => [Number(code), name!]));
};
