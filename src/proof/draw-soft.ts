/** Plates laid over one another, as they look in print: a soft proof. What overprints has been settled by whoever made the plates. */
import type { Ink } from "../base/colour.ts";
import { type Plate, PROCESS_INKS } from "./plate.ts";
import type { Raster } from "./raster.ts";

/** How inks become colours. */
export interface SoftHow {
  /** spot colour → the inks that stand for it; one that is not in it is left out */
  readonly alternates: ReadonlyMap<string, Ink>;
  /** C, M, Y, K of 0 to 255 a pixel → red, green, blue */
  readonly view: (inks: Uint8Array) => Uint8Array;
}

/** All plates together. */
export const drawSoft = (plates: readonly Plate[], { alternates, view }: SoftHow): Raster => {
  const [first] = plates;
  if (!first) throw new RangeError("there is no plate");
  const { width, height, dpi } = first;
  const inks = new Uint8ClampedArray(width * height * 4);
  for (const plate of plates) {
    const shares = sharesOf(plate.ink, alternates);
    for (const [channel, share] of shares.entries())
      if (share > 0) for (let n = 0; n < width * height; n++) inks[n * 4 + channel]! += plate.tone[n]! * share;
  }
  const rgb = view(new Uint8Array(inks.buffer));
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let n = 0; n < width * height; n++) rgba.set(rgb.subarray(n * 3, n * 3 + 3), n * 4);
  return { width, height, rgba, dpi };
};

/** What full ink of a plate is in C, M, Y, K: shares of full ink. */
const sharesOf = (ink: string, alternates: SoftHow["alternates"]): readonly number[] => {
  const process = PROCESS_INKS.indexOf(ink);
  if (process >= 0) return PROCESS_INKS.map((_, n) => (n === process ? 1 : 0));
  const { c, m, y, k } = alternates.get(ink) ?? { c: 0, m: 0, y: 0, k: 0 };
  return [c / 100, m / 100, y / 100, k / 100];
};
