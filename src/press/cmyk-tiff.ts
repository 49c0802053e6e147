/** Raw CMYK pixels as a TIFF file in memory: sharp takes four raw channels for RGB with alpha, and only a file can say otherwise. */
import type { Raster } from "./raster.ts";

const ENTRIES = 10;
const DIRECTORY = 8;
const BITS_AT = DIRECTORY + 2 + ENTRIES * 12 + 4;
const PIXELS_AT = BITS_AT + 8;
const SHORT = 3;
const LONG = 4;

/** An uncompressed TIFF 6.0 (section 16, CMYK images) of one strip. `raster` has four channels, 255 is full ink. */
export const cmykTiff = (raster: Raster): Uint8Array => {
  const file = new Uint8Array(PIXELS_AT + raster.data.length);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0], 0);
  view.setUint32(4, DIRECTORY, true);
  view.setUint16(DIRECTORY, ENTRIES, true);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, raster.width],
    [257, LONG, 1, raster.height],
    [258, SHORT, 4, BITS_AT],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 5],
    [273, LONG, 1, PIXELS_AT],
    [277, SHORT, 1, 4],
    [278, LONG, 1, raster.height],
    [279, LONG, 1, raster.data.length],
    [284, SHORT, 1, 1],
  ];
  entries.forEach(([tag, type, count, value], index) => {
    const at = DIRECTORY + 2 + index * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    // little-endian: a short stands in the first half of the field, so writing a long gives the same bytes
    view.setUint32(at + 8, value, true);
  });
  for (let part = 0; part < 4; part++) view.setUint16(BITS_AT + part * 2, 8, true);
  file.set(raster.data, PIXELS_AT);
  return file;
};
