/**
 * The door to sharp: photographs into pixels, pixels into press JPEGs. It decodes, turns, scales, sharpens and encodes, and leaves
 * colours as they stand in the file: what they mean is the colour engine's business (`colour-engine.ts`). CMYK never passes through
 * RGB, and nothing is sharpened in CMYK (PRINT §5).
 */
import sharp, { type Sharp } from "sharp";
import type { Sharpening } from "../model/edition.ts";
import { cmykTiff } from "./cmyk-tiff.ts";
import { isPlainJpeg, stripJpeg } from "./jpeg-segments.ts";
import type { Raster } from "./raster.ts";

/** What a picture file's head says, after its EXIF orientation. */
export interface PhotoHead {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** libvips' word: `srgb`, `cmyk`, `b-w`, `rgb16` … */
  readonly space: string;
  readonly alpha: boolean;
  /** bits of a channel in the file */
  readonly bits: number;
  /** the embedded profile's bytes */
  readonly icc?: Uint8Array;
  /** the embedded EXIF block */
  readonly exif?: Uint8Array;
  /** EXIF orientation, 1 to 8, where the file says one */
  readonly orientation?: number;
  /** of a TIFF: its block of Photoshop's image resources */
  readonly photoshop?: Uint8Array;
  /** the embedded XMP packet */
  readonly xmp?: Uint8Array;
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

/** Unsharp masks against the softness of downscaling and newsprint, on lightness; edges only, so that skin and sky stay smooth. */
const UNSHARP = {
  none: undefined,
  light: { sigma: 0.7, m1: 0.3, m2: 1.2, x1: 2, y2: 6, y3: 8 },
  strong: { sigma: 0.8, m1: 0.4, m2: 2.4, x1: 2, y2: 10, y3: 14 },
} as const;

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
    bits: head.bitsPerSample ?? (head.depth === "uchar" ? 8 : 16),
    ...(head.icc && { icc: head.icc }),
    ...(head.exif && { exif: head.exif }),
    ...(orientation !== undefined && { orientation }),
    ...(photoshop && { photoshop }),
    ...(head.xmp && { xmp: head.xmp }),
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
 * A photograph as 8-bit RGB of its own kind: oriented, scaled, cut, flattened on white and sharpened. Rejects when the file is damaged.
 */
export const readRgb = async (bytes: Uint8Array, cut: PhotoCut, sharpening: Sharpening): Promise<Raster> =>
  raster(sharpened(flat(bytes, cut).toColourspace("srgb"), sharpening));

/** The same for a black and white photograph: one channel, 255 is white. */
export const readGrey = async (bytes: Uint8Array, cut: PhotoCut, sharpening: Sharpening): Promise<Raster> =>
  raster(sharpened(flat(bytes, cut).toColourspace("b-w"), sharpening));

/**
 * Line art: one channel of black and white pixels, turned and cut but neither scaled nor softened. Undefined when its two colours are
 * no black and white. Rejects when the file is damaged.
 */
export const readBitmap = async (bytes: Uint8Array, { part }: Pick<PhotoCut, "part">): Promise<Raster | undefined> => {
  const picture = plain(bytes).autoOrient().extract(part).flatten({ background: "#ffffff" });
  const { data, channels, width, height } = await raster(picture.toColourspace("srgb"));
  const grey = new Uint8Array(width * height);
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels) {
    const value = data[at]!;
    for (let channel = 1; channel < channels; channel++) if (data[at + channel] !== value) return undefined;
    if (value !== 0 && value !== 255) return undefined;
    grey[pixel] = value;
  }
  return { width, height, channels: 1, data: grey };
};

const plain = (bytes: Uint8Array): Sharp => sharp(bytes, { limitInputPixels: PIXEL_LIMIT, ignoreIcc: true });

const flat = (bytes: Uint8Array, cut: PhotoCut): Sharp => place(plain(bytes), cut).flatten({ background: "#ffffff" });

const sharpened = (picture: Sharp, sharpening: Sharpening): Sharp => {
  const mask = UNSHARP[sharpening];
  return mask ? picture.sharpen(mask) : picture;
};

/** A picture that is CMYK already: oriented, scaled and cut, its inks untouched. Ink under transparency is thinned out. */
export const readCmyk = async (bytes: Uint8Array, cut: PhotoCut): Promise<Raster> => {
  const placed = place(plain(bytes), cut).pipelineColourspace("cmyk").toColourspace("cmyk");
  const { data, info } = await placed.raw({ depth: "ushort" }).toBuffer({ resolveWithObject: true });
  const wide = new Uint16Array(data.buffer, data.byteOffset, data.length >> 1);
  // libvips keeps inks of 8 bits as they are among numbers of 16
  const { depth } = await plain(bytes).metadata();
  const inks = new Uint8Array(wide.length);
  const divisor = depth === "ushort" ? 257 : 1;
  for (let at = 0; at < inks.length; at++) inks[at] = Math.round(wide[at]! / divisor);
  const read = { width: info.width, height: info.height, channels: info.channels, data: inks };
  // it takes every JPEG for one of Photoshop's
  const right = isPlainJpeg(bytes) ? turnRound(read) : read;
  return right.channels === 5 ? withoutAlpha(right) : right;
};

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

/** sRGB pixels as a JPEG for screens. */
export const encodeRgb = async (rgb: Raster): Promise<Uint8Array> =>
  stripJpeg(
    await sharp(rgb.data, { raw: { width: rgb.width, height: rgb.height, channels: 3 } })
      .jpeg({ quality: QUALITY, mozjpeg: true })
      .toBuffer(),
  );

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

/** A picture as JPEG for screens, at most `longest` pixels long: sRGB, on white, upright, and without what a camera wrote into it. */
export const webJpeg = async (bytes: Uint8Array, longest: number): Promise<WebJpeg> => {
  const picture = open(bytes)
    .autoOrient()
    .resize({ width: longest, height: longest, fit: "inside", withoutEnlargement: true });
  return webEncoded(picture.flatten({ background: "#fff" }).toColourspace("srgb"));
};

/** Pixels in sRGB, with a byte of alpha that is not looked at, as JPEG for screens; `part` of them. */
export const webRaster = async (rgba: Raster, part: PhotoCut["part"]): Promise<WebJpeg> =>
  webEncoded(
    sharp(rgba.data, { raw: { width: rgba.width, height: rgba.height, channels: 4 } })
      .removeAlpha()
      .extract({ ...part }),
  );

/** The same, brought down to `width`, in as few bytes as its grey of lines bears. */
export const smallRaster = async (
  rgba: Raster,
  { part, width }: { readonly part: PhotoCut["part"]; readonly width: number },
): Promise<WebJpeg> => {
  const picture = sharp(rgba.data, { raw: { width: rgba.width, height: rgba.height, channels: 4 } })
    .removeAlpha()
    .extract({ ...part })
    .resize({ width });
  const { data, info } = await picture.jpeg({ quality: 50, mozjpeg: true }).toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
};

/** A JPEG for screens. */
export interface WebJpeg {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

const webEncoded = async (picture: Sharp): Promise<WebJpeg> => {
  const { data, info } = await picture.jpeg({ quality: 82 }).toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
};

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
