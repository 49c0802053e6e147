/** Raw RGB pixels with their profile as a TIFF file in memory: the one way to tell sharp whose red, green and blue they are. */
import type { Raster } from "./raster.ts";

const ENTRIES = 11;
const DIRECTORY = 8;
const BITS_AT = DIRECTORY + 2 + ENTRIES * 12 + 4;
const PIXELS_AT = BITS_AT + 8;
const SHORT = 3;
const LONG = 4;
const UNDEFINED = 7;

/** An uncompressed TIFF 6.0 of one strip, `profile` in tag 34675 (ICC.1, B.4). `raster` has three channels. */
export const rgbTiff = (raster: Raster, profile: Uint8Array): Uint8Array => {
  const profileAt = PIXELS_AT + raster.data.length + (raster.data.length & 1);
  const file = new Uint8Array(profileAt + profile.length);
  const view = new DataView(file.buffer);
  file.set([0x49, 0x49, 42, 0], 0);
  view.setUint32(4, DIRECTORY, true);
  view.setUint16(DIRECTORY, ENTRIES, true);
  const entries: readonly (readonly [tag: number, type: number, count: number, value: number])[] = [
    [256, LONG, 1, raster.width],
    [257, LONG, 1, raster.height],
    [258, SHORT, 3, BITS_AT],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, 1, PIXELS_AT],
    [277, SHORT, 1, 3],
    [278, LONG, 1, raster.height],
    [279, LONG, 1, raster.data.length],
    [284, SHORT, 1, 1],
    [34675, UNDEFINED, profile.length, profileAt],
  ];
  entries.forEach(([tag, type, count, value], index) => {
    const at = DIRECTORY + 2 + index * 12;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, count, true);
    // little-endian: a short stands in the first half of the field, so writing a long gives the same bytes
    view.setUint32(at + 8, value, true);
  });
  for (let part = 0; part < 3; part++) view.setUint16(BITS_AT + part * 2, 8, true);
  file.set(raster.data, PIXELS_AT);
  file.set(profile, profileAt);
  return file;
};
