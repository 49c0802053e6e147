/** One picture from file to plates. */
import { createHash } from "node:crypto";
import type { PictureItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import { allow, clampInk, peakInk, tighten } from "./ink-limit.ts";
import type { InkedPicture } from "./inked-page.ts";
import { blackOnly, onGround } from "./mix-ground.ts";
import {
  cutAlpha,
  decodeCmyk,
  encodeCmyk,
  encodeGrey,
  type PhotoCut,
  readCmyk,
  readGrey,
  readHead,
  readRgb,
  separate,
} from "./photo-pixels.ts";
import type { Raster } from "./raster.ts";

/** To be raised when the same input gives other pixels than before, so that nobody takes an old picture from a cache. */
const RECIPE = 1;

/** JPEG adds about this much coverage (per cent) at most places; where it adds more, `encodeWithin` mends. */
const HEADROOM = 5;

/** Rounds of mending; two or three are enough for photographs. */
const ROUNDS = 8;

/** SHA-256 over everything a separated picture depends on, hex. */
export const pictureHash = ({ photo, crop, rect, ground }: PictureItem, press: Press): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        RECIPE,
        photo.hash,
        [crop.x, crop.y, crop.width, crop.height],
        [rect.width, rect.height],
        press.condition.hash,
        press.inkLimit,
        press.resolution.target,
        ...(ground ? [[ground.c, ground.m, ground.y, ground.k]] : []),
      ]),
    )
    .digest("hex");

/** Effective resolution: source pixels of the crop per placed inch, the smaller of the two directions. */
export const effectivePpi = ({ photo, crop, rect }: PictureItem): number =>
  Math.min((photo.facts.width * crop.width * 72) / rect.width, (photo.facts.height * crop.height * 72) / rect.height);

/**
 * Scales, cuts, sharpens and separates a picture and holds it under the ink limit. Black and white pictures stay one channel:
 * on newsprint (26 % gain) the black plate alone prints sRGB's grey values within 3 levels of 255, measured on the profile.
 * Rejects when the file is damaged or the profile gives no CMYK.
 */
export const separatePicture = async (
  item: PictureItem,
  press: Press,
  profilePath: () => Promise<string>,
): Promise<InkedPicture> => {
  const { bytes, facts } = item.photo;
  const cut = cutOf(item, press.resolution.target);
  const { width, height } = cut.part;
  const common = { hash: pictureHash(item, press), width, height, ppi: effectivePpi(item) };
  if (item.ground) {
    const inks = facts.mono ? blackOnly(await readGrey(bytes, cut)) : await inksOf(bytes, cut, profilePath);
    const alpha = await cutAlpha(bytes, cut);
    const mixed = alpha ? onGround(inks, alpha, item.ground) : inks;
    return { ...common, space: "cmyk", ...(await encodeWithin(mixed, press.inkLimit)) };
  }
  if (facts.mono) {
    const grey = await readGrey(bytes, cut);
    return { ...common, space: "gray", jpeg: await encodeGrey(grey), peakInk: darkest(grey) };
  }
  const inks = await inksOf(bytes, cut, profilePath);
  return { ...common, space: "cmyk", ...(await encodeWithin(inks, press.inkLimit)) };
};

const inksOf = async (bytes: Uint8Array, cut: PhotoCut, profilePath: () => Promise<string>): Promise<Raster> => {
  const { space } = await readHead(bytes);
  return space === "cmyk" ? await readCmyk(bytes, cut) : await separate(await readRgb(bytes, cut), await profilePath());
};

/** How the picture is scaled and cut; the scale is at most 1, so that nothing is enlarged. */
const cutOf = ({ photo, crop, rect }: PictureItem, target: number): PhotoCut => {
  const across = along({
    pixels: photo.facts.width,
    from: crop.x,
    share: crop.width,
    need: (rect.width * target) / 72,
  });
  const down = along({
    pixels: photo.facts.height,
    from: crop.y,
    share: crop.height,
    need: (rect.height * target) / 72,
  });
  return {
    scaled: { width: across.scaled, height: down.scaled },
    part: { left: across.start, top: down.start, width: across.size, height: down.size },
  };
};

interface Direction {
  /** pixels of the whole picture */
  readonly pixels: number;
  /** where the crop starts and how much it takes, as fractions */
  readonly from: number;
  readonly share: number;
  /** pixels that the placed size needs at the target resolution */
  readonly need: number;
}

const along = ({ pixels, from, share, need }: Direction) => {
  const scale = Math.min(1, need / (pixels * share));
  const scaled = Math.max(1, Math.round(pixels * scale));
  const size = Math.min(scaled, Math.max(1, Math.round(scaled * share)));
  const start = Math.min(scaled - size, Math.max(0, Math.round(scaled * from)));
  return { scaled, size, start };
};

const encodeWithin = async (
  inks: Raster,
  limit: number,
): Promise<{ readonly jpeg: Uint8Array; readonly peakInk: number }> => {
  let allowance = allow(inks, limit - HEADROOM);
  for (let round = 1; ; round++) {
    const jpeg = await encodeCmyk(clampInk(inks, allowance));
    const printed = await decodeCmyk(jpeg);
    const tighter = tighten(allowance, printed, limit);
    if (!tighter || round === ROUNDS) return { jpeg, peakInk: peakInk(printed) };
    allowance = tighter;
  }
};

const darkest = (grey: Raster): number => {
  let least = 255;
  for (const value of grey.data) least = Math.min(least, value);
  return ((255 - least) * 100) / 255;
};
