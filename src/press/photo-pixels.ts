/**
 * The door to sharp: photographs into pixels, pixels into press JPEGs. Every call here avoids one of the traps of PRINT §5:
 * colour is converted from plain 8-bit sRGB only, CMYK never passes through RGB, nothing is sharpened in CMYK.
 */
import sharp, { type Sharp } from "sharp";
import { cmykTiff } from "./cmyk-tiff.ts";
import { stripJpeg } from "./jpeg-segments.ts";
import type { Raster } from "./raster.ts";
import { rgbTiff } from "./rgb-tiff.ts";

/** What a picture file's head says, after its EXIF orientation. */
export interface PhotoHead {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** libvips' word: `srgb`, `cmyk`, `b-w`, `rgb16` … */
  readonly space: string;
  readonly alpha: boolean;
  /** EXIF orientation, 1 to 8, where the file says one */
  readonly orientation?: number;
  /** of a TIFF: its block of Photoshop's image resources */
  readonly photoshop?: Uint8Array;
}

/** How a picture is cut: the size to which the whole of it is scaled, and the part of the scaled picture that is kept. */
export interface PhotoCut {
  readonly scaled: { readonly width: number; readonly height: number };
  readonly part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
}

/** More pixels than any camera of a newspaper gives; larger files are bombs (a 1.2 MB PNG can hold 400 million). */
const PIXEL_LIMIT = 120e6;

/** Quality of the press JPEGs: at newsprint's 85 to 100 lpi nothing above it can be seen. */
const QUALITY = 88;

/** A light unsharp mask against the softness of downscaling and newsprint; edges only, so that skin and sky stay smooth. */
const UNSHARP = { sigma: 0.7, m1: 0.3, m2: 1.2, x1: 2, y2: 6, y3: 8 };

// A long-lived process must not keep the pixels of yesterday's pictures.
sharp.cache(false);

const open = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: PIXEL_LIMIT });

/** Reads a picture's head. Rejects when the bytes are no picture, broken at the head, or larger than the limit. */
export const readHead = async (bytes: Uint8Array): Promise<PhotoHead> => {
  const head = await open(bytes).metadata();
  const { orientation, tifftagPhotoshop: photoshop } = head;
  return {
    ...head.autoOrient,
    channels: head.channels,
    space: head.space,
    alpha: head.hasAlpha,
    ...(orientation !== undefined && { orientation }),
    ...(photoshop && { photoshop }),
  };
};

/**
 * The alpha channel, oriented, one channel; undefined when there is none. Longer sides than `longest` are brought down to it. Rejects
 * when the file is damaged.
 */
export const readAlpha = async (bytes: Uint8Array, longest: number): Promise<Raster | undefined> => {
  const picture = open(bytes)
    .autoOrient()
    .resize({ width: longest, height: longest, fit: "inside", withoutEnlargement: true });
  return lastChannel(await raster(picture));
};

/** The alpha channel of a cut; undefined when there is none. Rejects when the file is damaged. */
export const cutAlpha = async (bytes: Uint8Array, cut: PhotoCut): Promise<Raster | undefined> =>
  lastChannel(await raster(place(open(bytes), cut)));

const lastChannel = ({ width, height, channels, data }: Raster): Raster | undefined => {
  if (channels !== 2 && channels !== 4) return undefined;
  const last = new Uint8Array(width * height);
  for (let at = 0; at < last.length; at++) last[at] = data[at * channels + channels - 1]!;
  return { width, height, channels: 1, data: last };
};

/**
 * A photograph as 8-bit sRGB: oriented, scaled, cut, out of its own profile (untagged is sRGB), flattened on white and lightly
 * sharpened. Rejects when the file is damaged.
 */
export const readRgb = async (bytes: Uint8Array, cut: PhotoCut): Promise<Raster> =>
  raster(
    sharp(await cutPhoto(bytes, cut, "srgb"))
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .sharpen(UNSHARP),
  );

/** The same for a black and white photograph: one channel, 255 is paper. */
export const readGrey = async (bytes: Uint8Array, cut: PhotoCut): Promise<Raster> =>
  raster(
    sharp(await cutPhoto(bytes, cut, "b-w"))
      .flatten({ background: "#ffffff" })
      .toColourspace("b-w")
      .sharpen(UNSHARP),
  );

/** A picture that is CMYK already: oriented, scaled and cut, its inks untouched. Ink under transparency is thinned out. */
export const readCmyk = async (bytes: Uint8Array, cut: PhotoCut): Promise<Raster> => {
  const inks = sharp(bytes, { limitInputPixels: PIXEL_LIMIT, ignoreIcc: true });
  const read = await raster(place(inks, cut).pipelineColourspace("cmyk").toColourspace("cmyk"));
  return read.channels === 5 ? withoutAlpha(read) : read;
};

/**
 * sRGB pixels separated for the press by the profile at `profilePath`. Rejects when no CMYK comes out: sharp answers a missing or
 * unusable profile with plain sRGB and no error.
 */
export const separate = async (rgb: Raster, profilePath: string): Promise<Raster> => {
  const inks = await raster(sharp(rgb.data, { raw: rawOf(rgb, 3) }).withIccProfile(profilePath));
  if (inks.channels !== 4) throw new Error("the output profile gives no CMYK");
  return inks;
};

/** Pixels of another RGB than sRGB as sRGB. Rejects when the profile is damaged. */
export const toSrgb = async (rgb: Raster, profile: Uint8Array): Promise<Raster> =>
  raster(sharp(rgbTiff(rgb, profile)).toColourspace("srgb"));

/** The red, green and blue of a JPEG, whatever profile it says. Rejects when it is damaged. */
export const decodeRgb = async (jpeg: Uint8Array): Promise<Raster> => {
  const rgb = await raster(sharp(jpeg, { limitInputPixels: PIXEL_LIMIT, ignoreIcc: true }).toColourspace("srgb"));
  if (rgb.channels !== 3) throw new Error("the JPEG is not RGB");
  return rgb;
};

/** CMYK pixels as a baseline JPEG, not inverted, without a profile: fit for `/DeviceCMYK` without a Decode array. */
export const encodeCmyk = async (inks: Raster): Promise<Uint8Array> => {
  // libvips turns CMYK round in JPEGs, as Photoshop does; turned round before, the inks stand in the file as they are
  const jpeg = await sharp(cmykTiff(turnRound(inks)), { ignoreIcc: true })
    .pipelineColourspace("cmyk")
    .toColourspace("cmyk")
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
  const head = await sharp(jpeg).metadata();
  if (head.space !== "cmyk" || head.channels !== 4) throw new Error("the JPEG is not CMYK");
  return stripJpeg(jpeg);
};

/** Grey pixels as a baseline JPEG of one channel. */
export const encodeGrey = async (grey: Raster): Promise<Uint8Array> =>
  stripJpeg(
    await sharp(grey.data, { raw: rawOf(grey, 1) })
      .toColourspace("b-w")
      .jpeg({ quality: QUALITY })
      .toBuffer(),
  );

/** The inks that a JPEG of `encodeCmyk` really prints: its quantisation moves them a little. */
export const decodeCmyk = async (jpeg: Uint8Array): Promise<Raster> =>
  turnRound(await raster(sharp(jpeg, { ignoreIcc: true }).pipelineColourspace("cmyk").toColourspace("cmyk")));

// Geometry comes first and ignores colour: 16-bit files would otherwise reach the profile as Display P3 instead of sRGB.
const cutPhoto = (bytes: Uint8Array, cut: PhotoCut, space: "srgb" | "b-w"): Promise<Uint8Array> =>
  place(open(bytes), cut).keepIccProfile().toColourspace(space).tiff({ compression: "none" }).toBuffer();

const place = (picture: Sharp, { scaled, part }: PhotoCut): Sharp =>
  picture
    .autoOrient()
    .resize({ ...scaled, fit: "fill" })
    .extract({ ...part });

const raster = async (picture: Sharp): Promise<Raster> => {
  const { data, info } = await picture.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, channels: info.channels, data };
};

/** 255 − ink for every byte, four at a time: a page's pictures hold tens of millions of them. */
const turnRound = (inks: Raster): Raster => {
  const data = new Uint8Array(inks.data);
  const words = new Uint32Array(data.buffer, 0, data.length >> 2);
  for (let at = 0; at < words.length; at++) words[at] = ~words[at]!;
  for (let at = words.length * 4; at < data.length; at++) data[at] = 255 - data[at]!;
  return { ...inks, data };
};

const rawOf = ({ width, height }: Raster, channels: 1 | 3) => ({ width, height, channels });

const withoutAlpha = ({ width, height, data }: Raster): Raster => {
  const inks = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = data[pixel * 5 + 4]! / 255;
    for (let ink = 0; ink < 4; ink++) inks[pixel * 4 + ink] = Math.round(data[pixel * 5 + ink]! * alpha);
  }
  return { width, height, channels: 4, data: inks };
};
