/** Line art as bits: what a PDF calls an image of one bit a component. */
import type { Raster } from "./raster.ts";

/** Rows of whole bytes, the first pixel in the highest bit; 1 for what is lighter than the middle. `grey` has one channel. */
export const packBits = ({ width, height, data }: Raster): Uint8Array => {
  const across = Math.ceil(width / 8);
  const bits = new Uint8Array(across * height).fill(0xff);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (data[y * width + x]! < 128) bits[y * across + (x >> 3)]! &= ~(0x80 >> (x & 7));
    }
  }
  return bits;
};
