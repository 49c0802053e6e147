/** One picture from file to screen: sRGB at a resolution for reading, or grey. */
import { createHash } from "node:crypto";
import type { PictureItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import type { ScreenColour } from "../model/story.ts";
import { openWay } from "./colour-engine.ts";
import { pressProfile } from "./icc-profile.ts";
import type { InkedPicture } from "./inked-page.ts";
import { type PhotoColour, photoColour } from "./photo-colour.ts";
import {
  cutAlpha,
  encodeGrey,
  encodeRgb,
  type PhotoCut,
  readCmyk,
  readGrey,
  readHead,
  readRgb,
} from "./photo-pixels.ts";
import type { Raster } from "./raster.ts";
import { cutOf, effectivePpi, pictureHash } from "./separate-picture.ts";

/** Pixels an inch of a page at its own size: sharp on a screen of twice that many when the page is seen half as large. */
const SCREEN_PPI = 150;

/** `ground` is what a cut-out's soft edges are mixed with. Rejects when the file is damaged. */
export const screenPicture = async (
  item: PictureItem,
  press: Press,
  ground: ScreenColour | undefined,
): Promise<InkedPicture> => {
  const { bytes } = item.photo;
  const head = await readHead(bytes);
  const cut = cutOf(item, SCREEN_PPI);
  const colour = photoColour(head, bytes, press.condition);
  const common = {
    hash: createHash("sha256")
      .update(`screen ${pictureHash(item, press)}`)
      .digest("hex"),
    ...cut.part,
    ppi: effectivePpi(item),
    peakInk: 0,
  };
  if ((item.mono || colour.kind === "grey") && !ground)
    return { ...common, space: "gray", data: await encodeGrey(await readGrey(bytes, cut, press.sharpening)) };
  const pixels = await screenPixels(bytes, { cut, press, colour });
  const alpha = ground && (await cutAlpha(bytes, cut));
  return { ...common, space: "rgb", data: await encodeRgb(alpha ? mixed(pixels, alpha, ground) : pixels) };
};

interface Work {
  readonly cut: PhotoCut;
  readonly press: Press;
  readonly colour: PhotoColour;
}

const screenPixels = async (bytes: Uint8Array, { cut, press, colour }: Work): Promise<Raster> => {
  const { kind, profile } = colour;
  const pixels = kind === "cmyk" ? await readCmyk(bytes, cut) : await readRgb(bytes, cut, press.sharpening);
  if (profile === "srgb" || kind === "grey") return pixels;
  const from = profile === "press" ? pressProfile(press.condition) : profile;
  const convert = await openWay({ from, to: "srgb", intent: "relative" });
  if (!convert) throw new Error("its profile leads nowhere");
  return { ...pixels, channels: 3, data: convert(pixels.data) };
};

/** On white the pixels hold their own share; the ground takes the white's place. */
const mixed = (pixels: Raster, alpha: Raster, { red, green, blue }: ScreenColour): Raster => {
  const data = new Uint8Array(pixels.data);
  const ground = [red, green, blue];
  for (let pixel = 0; pixel < alpha.data.length; pixel++) {
    const open = 1 - alpha.data[pixel]! / 255;
    for (let part = 0; part < 3; part++) {
      const at = pixel * 3 + part;
      data[at] = Math.max(0, Math.round(data[at]! - open * (255 - ground[part]!)));
    }
  }
  return { ...pixels, data };
};
