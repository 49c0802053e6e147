/** The filters ASCIIHex, ASCII85 and RunLength (ISO 32000-1, 7.4.2, 7.4.3, 7.4.5). */
import { hexDigit, isWhite } from "./cos-lexer.ts";
import type { Decoded } from "./inflate.ts";

/** Hexadecimal digits up to `>`. */
export const decodeHex = (data: Uint8Array): Decoded => {
  const out = new Uint8Array((data.length >> 1) + 1);
  let [length, high, whole] = [0, -1, false];
  for (const byte of data) {
    if (byte === 0x3e) {
      whole = true;
      break;
    }
    const digit = hexDigit(byte);
    if (digit < 0) continue;
    if (high < 0) high = digit;
    else {
      out[length++] = high * 16 + digit;
      high = -1;
    }
  }
  if (high >= 0) out[length++] = high * 16;
  return { bytes: out.subarray(0, length), whole };
};

/** Base 85 up to `~>`. */
export const decodeAscii85 = (data: Uint8Array, limit: number): Decoded => {
  const out = new Uint8Array(Math.min(limit, data.length * 4) + 4);
  let [length, count, value, from] = [0, 0, 0, 0];
  if (data[0] === 0x3c && data[1] === 0x7e) from = 2;
  const flush = (bytes: number): void => {
    for (let n = 0; n < bytes; n++) out[length++] = (value / 256 ** (3 - n)) & 0xff;
    [value, count] = [0, 0];
  };
  for (let at = from; at < data.length && length < limit; at++) {
    const byte = data[at]!;
    if (isWhite(byte)) continue;
    if (byte === 0x7e) {
      if (count > 1) {
        const bytes = count - 1;
        for (; count < 5; count++) value = value * 85 + 84;
        flush(bytes);
      }
      return { bytes: out.subarray(0, length), whole: true };
    }
    if (byte === 0x7a && count === 0) flush(4);
    else if (byte >= 0x21 && byte <= 0x75) {
      value = value * 85 + byte - 0x21;
      if (++count === 5) flush(4);
    } else break;
  }
  return { bytes: out.subarray(0, length), whole: false };
};

/** Runs of bytes, up to 128. */
export const decodeRunLength = (data: Uint8Array, limit: number): Decoded => {
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < data.length; ) {
    const count = data[at++]!;
    if (count === 128) return { bytes: Buffer.concat(parts), whole: true };
    const part = count < 128 ? data.subarray(at, at + count + 1) : new Uint8Array(257 - count).fill(data[at] ?? 0);
    at += count < 128 ? count + 1 : 1;
    length += part.length;
    if (length > limit) break;
    parts.push(part);
  }
  return { bytes: Buffer.concat(parts), whole: false };
};
