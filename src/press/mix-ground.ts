/** Soft edges on a tint: what a cut-out lets through of its ground, in ink. */
import type { Ink } from "../base/colour.ts";
import type { Raster } from "./raster.ts";

/**
 * `inks`, separated on white paper, with as much of the ground added as the picture is transparent. On white they hold their own share
 * already; what both lay down together is brought under the ink limit afterwards.
 */
export const onGround = (inks: Raster, alpha: Raster, ground: Ink): Raster => {
  const data = new Uint8Array(inks.data);
  const full = [ground.c, ground.m, ground.y, ground.k].map((part) => (part * 255) / 100);
  for (let pixel = 0; pixel < alpha.data.length; pixel++) {
    const open = 1 - alpha.data[pixel]! / 255;
    if (open === 0) continue;
    for (let ink = 0; ink < 4; ink++) {
      const at = pixel * 4 + ink;
      data[at] = Math.min(255, Math.round(data[at]! + open * full[ink]!));
    }
  }
  return { ...inks, data };
};

/** A grey picture (255 is paper) as one of four inks of which only black prints. */
export const blackOnly = ({ width, height, data }: Raster): Raster => {
  const inks = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < data.length; pixel++) inks[pixel * 4 + 3] = 255 - data[pixel]!;
  return { width, height, channels: 4, data: inks };
};
