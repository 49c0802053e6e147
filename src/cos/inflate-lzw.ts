/** LZW (ISO 32000-1, 7.4.4): codes of 9 to 12 bits, clear at 256, end at 257. */
import type { Decoded } from "./inflate.ts";

const [CLEAR, END] = [256, 257];

/** Decodes `data`, at most `limit` bytes; `early` as the parameter EarlyChange. */
export const inflateLzw = (data: Uint8Array, limit: number, early = 1): Decoded => {
  let out = new Uint8Array(Math.min(limit, Math.max(1024, data.length * 4)));
  let length = 0;
  // each code is the place and length of its string in what was written already
  const [starts, sizes] = [new Int32Array(4097), new Int32Array(4097)];
  let [next, width, bits, held, before] = [258, 9, 0, 0, -1];
  const room = (size: number): boolean => {
    if (length + size > limit) return false;
    if (length + size > out.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(out.length * 2, length + size)));
      larger.set(out);
      out = larger;
    }
    return true;
  };
  const done = (whole: boolean): Decoded => ({ bytes: out.subarray(0, length), whole });
  let lastStart = 0;
  for (const byte of data) {
    held = ((held << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (held >> bits) & ((1 << width) - 1);
    if (code === END) return done(true);
    if (code === CLEAR) {
      [next, width, before] = [258, 9, -1];
      continue;
    }
    if (code > next || (code === next && before < 0)) return done(false);
    const start = length;
    const size = code < 256 ? 1 : code < next ? sizes[code]! : start - lastStart + 1;
    if (!room(size)) return done(false);
    if (code < 256) out[length] = code;
    // byte by byte: the newest string overlaps with what is being written
    else
      for (let n = 0, from = code < next ? starts[code]! : lastStart; n < size; n++) out[length + n] = out[from + n]!;
    length += size;
    if (before >= 0 && next < 4096) {
      // the string before, and the first byte of this one, stand one behind the other in the output
      starts[next] = lastStart;
      sizes[next] = start - lastStart + 1;
      next++;
    }
    if (next + early >= 1 << width && width < 12) width++;
    before = code;
    lastStart = start;
  }
  return done(false);
};
