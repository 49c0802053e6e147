/** Total area coverage (总墨量): no pixel of a picture may lay down more ink than newsprint takes. */
import type { Raster } from "./raster.ts";

/** A JPEG is coded in squares of this many pixels; what goes over in one of them is mended there alone. */
const BLOCK = 8;
const FULL = 255;

/** How much ink each 8 × 8 square of a picture may carry, in 255ths: 255 is one ink in full. */
export interface InkAllowance {
  readonly across: number;
  readonly of: Uint16Array;
}

/** The same allowance, `limit` per cent, for every square of a picture. */
export const allow = ({ width, height }: Raster, limit: number): InkAllowance => {
  const across = Math.ceil(width / BLOCK);
  return { across, of: new Uint16Array(across * Math.ceil(height / BLOCK)).fill(inParts(limit)) };
};

/**
 * The inks with cyan, magenta and yellow scaled down wherever the sum goes over the allowance. Black stays: it carries the
 * drawing and costs one layer only. Hue stays nearly the same, since the three go down in proportion.
 */
export const clampInk = (inks: Raster, allowance: InkAllowance): Raster => {
  const data = new Uint8Array(inks.data);
  for (let y = 0, at = 0; y < inks.height; y++) {
    const row = Math.floor(y / BLOCK) * allowance.across;
    for (let x = 0; x < inks.width; x++, at += 4) {
      const colours = data[at]! + data[at + 1]! + data[at + 2]!;
      const room = Math.max(0, allowance.of[row + (x >> 3)]! - data[at + 3]!);
      if (colours <= room) continue;
      const scale = room / colours;
      data[at] = Math.floor(data[at]! * scale);
      data[at + 1] = Math.floor(data[at + 1]! * scale);
      data[at + 2] = Math.floor(data[at + 2]! * scale);
    }
  }
  return { ...inks, data };
};

/** The largest coverage of any pixel, per cent. */
export const peakInk = (inks: Raster): number => {
  let peak = 0;
  for (let at = 0; at < inks.data.length; at += 4) peak = Math.max(peak, sumAt(inks.data, at));
  return (peak * 100) / FULL;
};

/**
 * A smaller allowance for the squares in which `printed` goes over `limit` per cent: less by what it goes over and a little.
 * Undefined when no square does.
 */
export const tighten = (allowance: InkAllowance, printed: Raster, limit: number): InkAllowance | undefined => {
  const over = new Uint16Array(allowance.of.length);
  const most = inParts(limit);
  for (let y = 0, at = 0; y < printed.height; y++) {
    const row = Math.floor(y / BLOCK) * allowance.across;
    for (let x = 0; x < printed.width; x++, at += 4) {
      const block = row + (x >> 3);
      over[block] = Math.max(over[block]!, sumAt(printed.data, at) - most);
    }
  }
  if (!over.some((parts) => parts > 0)) return undefined;
  return {
    ...allowance,
    of: allowance.of.map((parts, block) => (over[block] ? Math.max(0, parts - 2 * over[block]! - 4) : parts)),
  };
};

const inParts = (percent: number): number => Math.floor((percent * FULL) / 100);

const sumAt = (data: Uint8Array, at: number): number => data[at]! + data[at + 1]! + data[at + 2]! + data[at + 3]!;
