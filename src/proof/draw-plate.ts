/** Plates as pictures: one ink in grey, or the sum of all inks with what is over the limit in red. */
import type { Plate } from "./plate.ts";
import type { Raster } from "./raster.ts";

/** The plate as the film would show it: ink is black, paper is white. */
export const drawPlate = (plate: Plate): Raster =>
  paint(plate, (rgba, at, pixel) => {
    const light = 255 - plate.tone[pixel]!;
    rgba.fill(light, at, at + 3);
  });

/** The sum of all inks: the darker the more, black at `limit` percent, and red over it, the brighter the farther. */
export const drawTotal = (plates: readonly Plate[], limit: number): Raster => {
  const [first] = plates;
  if (!first) throw new RangeError("there is no plate");
  const full = (limit / 100) * 255;
  return paint(first, (rgba, at, pixel) => {
    let sum = 0;
    for (const { tone } of plates) sum += tone[pixel]!;
    if (sum <= full + ROUNDING) {
      rgba.fill(255 - Math.min(255, Math.round((sum / full) * 255)), at, at + 3);
      return;
    }
    const over = Math.min(1, (sum - full) / (0.25 * full));
    rgba[at] = 160 + Math.round(95 * over);
    rgba[at + 1] = Math.round(60 * over);
    rgba[at + 2] = 0;
  });
};

/** Plates come in steps of 1/255: half a step for each of four inks is no excess. */
const ROUNDING = 2;

const paint = (
  { width, height, dpi }: Plate,
  pixelAt: (rgba: Uint8Array, at: number, pixel: number) => void,
): Raster => {
  const rgba = new Uint8Array(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) pixelAt(rgba, pixel * 4, pixel);
  return { width, height, rgba, dpi };
};
