/** A plate from a TIFF file of one grey channel without compression, as separating renderers write it (TIFF 6.0, section 4). */
import type { Plate } from "./plate.ts";

/** Reads the first picture of the file. Throws a `RangeError` when the bytes are not such a file. */
export const readPlate = (tiff: Uint8Array, { ink, dpi }: Pick<Plate, "ink" | "dpi">): Plate => {
  const tags = readTags(tiff);
  const one = (tag: number, otherwise?: number): number => {
    const value = tags.get(tag)?.[0] ?? otherwise;
    if (value === undefined) throw new RangeError(`the picture has no tag ${tag}`);
    return value;
  };
  if (one(BITS, 1) !== 8 || one(SAMPLES, 1) !== 1) throw new RangeError("the picture is not 8-bit grey");
  if (one(COMPRESSION, 1) !== 1) throw new RangeError("the picture is compressed");
  const [width, height] = [one(WIDTH), one(HEIGHT)];
  const tone = new Uint8Array(width * height);
  const counts = tags.get(STRIP_BYTES) ?? [];
  let at = 0;
  (tags.get(STRIPS) ?? []).forEach((from, n) => {
    const strip = tiff.subarray(from, from + (counts[n] ?? 0)).subarray(0, tone.length - at);
    tone.set(strip, at);
    at += strip.length;
  });
  if (at < tone.length) throw new RangeError("the picture is cut off");
  // black is zero, or white is: full ink is 255 here
  if (one(PHOTOMETRIC, 0) === BLACK_IS_ZERO) for (let n = 0; n < tone.length; n++) tone[n] = 255 - tone[n]!;
  return { ink, width, height, tone, dpi };
};

const [WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC] = [256, 257, 258, 259, 262];
const [STRIPS, SAMPLES, STRIP_BYTES] = [273, 277, 279];
const BLACK_IS_ZERO = 1;
/** bytes of a value, by its type: short, long */
const SIZES: Readonly<Record<number, number>> = { 3: 2, 4: 4 };

const readTags = (tiff: Uint8Array): ReadonlyMap<number, readonly number[]> => {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = view.getUint16(0) === 0x4949;
  const short = (at: number): number => view.getUint16(at, little);
  const long = (at: number): number => view.getUint32(at, little);
  if (short(2) !== 42) throw new RangeError("the file is no TIFF");
  const directory = long(4);
  const tags = new Map<number, readonly number[]>();
  for (let n = 0; n < short(directory); n++) {
    const entry = directory + 2 + n * 12;
    const size = SIZES[short(entry + 2)];
    if (size === undefined) continue;
    const count = long(entry + 4);
    const from = count * size <= 4 ? entry + 8 : long(entry + 8);
    const value = size === 2 ? short : long;
    tags.set(
      short(entry),
      Array.from({ length: count }, (_, k) => value(from + k * size)),
    );
  }
  return tags;
};
