/** Pixels of any colours into ink: all four, or black alone. */
import type { Press } from "../model/edition.ts";
import { blackScale } from "./black-scale.ts";
import { type ColourWay, type Convert, openWay } from "./colour-engine.ts";
import { pressProfile } from "./icc-profile.ts";
import type { PhotoColour } from "./photo-colour.ts";
import type { Raster } from "./raster.ts";

/** How inks are made. */
export type Separation = Pick<Press, "condition" | "intent">;

/**
 * Inks of RGB or CMYK pixels; those of this very press stay as they are, and of another press what is black alone stays black alone.
 * Undefined when the picture's own profile is of no use. Rejects when the press's is.
 */
export const fourInks = async (
  pixels: Raster,
  { kind, profile }: PhotoColour,
  { condition, intent }: Separation,
): Promise<Raster | undefined> => {
  if (profile === "press") return pixels;
  const way = { from: profile, to: pressProfile(condition), intent, keepsBlack: kind === "cmyk" };
  const convert = await openWay(way);
  if (convert) return { ...pixels, channels: 4, data: convert(pixels.data) };
  return whose({ ...way, from: "srgb", keepsBlack: false });
};

/** Amounts of black, 255 for paper, that look as light as the pixels do. Undefined and rejecting as `fourInks`. */
export const blackAlone = async (
  pixels: Raster,
  { kind, profile }: PhotoColour,
  { condition }: Separation,
): Promise<Raster | undefined> => {
  const scale = await blackScale(condition);
  if (!scale) throw new Error(NO_CMYK);
  const black = (lightness: number): number => 255 - scale.forPicture(lightness);
  if (kind === "grey" && profile === "srgb") {
    const table = Uint8Array.from({ length: 256 }, (_, value) => black(lightnessOfGrey(value)));
    return { ...pixels, data: pixels.data.map((value) => table[value]!) };
  }
  const from = profile === "press" ? pressProfile(condition) : profile;
  const convert = await openWay({ from, to: "lab", intent: "relative" });
  return convert && { ...pixels, channels: 1, data: blackOf(convert(pixels.data), black) };
};

const blackOf = (lab: Uint8Array, black: (lightness: number) => number): Uint8Array => {
  const numbers = new Uint16Array(lab.buffer, lab.byteOffset, lab.length >> 1);
  // more steps of lightness than black has, and far fewer than there are pixels
  const table = Uint8Array.from({ length: 1024 }, (_, step) => black((step * 100) / 1023));
  const data = new Uint8Array(numbers.length / 3);
  for (let pixel = 0; pixel < data.length; pixel++) data[pixel] = table[numbers[pixel * 3]! >> 6]!;
  return data;
};

/** L* of a grey of sRGB (IEC 61966-2-1). */
const lightnessOfGrey = (value: number): number => {
  const part = value / 255;
  const light = part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  return light > 216 / 24389 ? 116 * Math.cbrt(light) - 16 : (light * 24389) / 27;
};

const NO_CMYK = "the output profile gives no CMYK";

/** When a way leads nowhere: undefined when the picture is to blame, and rejecting when the press is. */
const whose = async (way: ColourWay): Promise<undefined> => {
  const other: Convert | undefined = await openWay(way);
  if (!other) throw new Error(NO_CMYK);
  return undefined;
};
