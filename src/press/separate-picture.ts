/** One picture from file to plates. */
import { createHash } from "node:crypto";
import type { PictureItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import { allow, clampInk, peakInk, tighten } from "./ink-limit.ts";
import type { InkedPicture, PictureNote } from "./inked-page.ts";
import { blackOnly, onGround } from "./mix-ground.ts";
import { packBits } from "./pack-bits.ts";
import { type PhotoColour, photoColour, withoutProfile } from "./photo-colour.ts";
import {
  cutAlpha,
  decodeCmyk,
  encodeCmyk,
  encodeGrey,
  type PhotoCut,
  type PhotoHead,
  readBitmap,
  readCmyk,
  readGrey,
  readHead,
  readRgb,
} from "./photo-pixels.ts";
import type { Raster } from "./raster.ts";
import { blackAlone, fourInks } from "./separate-pixels.ts";

/** To be raised when the same input gives other pixels than before, so that nobody takes an old picture from a cache. */
const RECIPE = 2;

/** Line art of fewer pixels an inch prints with steps along its edges (GWG 2022 R0032); as grey it is soft instead. */
const BITMAP_PPI = 550;

/** JPEG adds about this much coverage (per cent) at most places; where it adds more, `encodeWithin` mends. */
const HEADROOM = 5;

/** Rounds of mending; two or three are enough for photographs. */
const ROUNDS = 8;

/** SHA-256 over everything a separated picture depends on, hex. */
export const pictureHash = ({ photo, crop, rect, ground, mono }: PictureItem, press: Press): string =>
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
        press.intent,
        press.sharpening,
        mono === true,
        ...(ground ? [[ground.c, ground.m, ground.y, ground.k]] : []),
      ]),
    )
    .digest("hex");

/** Effective resolution: source pixels of the crop per placed inch, the smaller of the two directions. */
export const effectivePpi = ({ photo, crop, rect }: PictureItem): number =>
  Math.min((photo.facts.width * crop.width * 72) / rect.width, (photo.facts.height * crop.height * 72) / rect.height);

/**
 * Scales, cuts, sharpens and separates a picture and holds it under the ink limit. Black and white pictures stay one channel, and so
 * does every picture of a mono page. Rejects when the file is damaged or the profile gives no CMYK.
 */
export const separatePicture = async (item: PictureItem, press: Press): Promise<InkedPicture> => {
  const { bytes } = item.photo;
  const head = await readHead(bytes);
  const ppi = effectivePpi(item);
  const common = { hash: pictureHash(item, press), ppi };
  const art = head.bits === 1 && !item.ground ? await lineArtOf(item) : undefined;
  if (art && ppi >= BITMAP_PPI) return { ...common, ...art };
  const cut = cutOf(item, press.resolution.target);
  const { inks, notes } = await inksOf(item, { cut, head, press });
  const noted = [...notes, ...(art ? (["coarse-bitmap"] as const) : [])];
  return {
    ...common,
    ...(await encoded(inks, press.inkLimit)),
    ...cut.part,
    ...(noted.length > 0 && { notes: noted }),
  };
};

/** Undefined when the picture is of two colours that are no black and white. */
const lineArtOf = async (item: PictureItem): Promise<Omit<InkedPicture, "hash" | "ppi"> | undefined> => {
  // as many pixels as there are: nothing is scaled
  const cut = cutOf(item, Number.POSITIVE_INFINITY);
  const { width, height } = cut.part;
  const pixels = await readBitmap(item.photo.bytes, cut);
  if (!pixels) return undefined;
  return { space: "bitmap", width, height, data: packBits(pixels), peakInk: pixels.data.includes(0) ? 100 : 0 };
};

interface Work {
  readonly cut: PhotoCut;
  readonly head: PhotoHead;
  readonly press: Press;
}

/** Four channels of ink, or one of grey. */
interface Separated {
  readonly inks: Raster;
  readonly notes: readonly PictureNote[];
}

const inksOf = async (item: PictureItem, work: Work): Promise<Separated> => {
  const { bytes } = item.photo;
  const colour = photoColour(work.head, bytes, work.press.condition);
  const pixels = await pixelsOf(bytes, colour.kind, work);
  const separate = colour.kind === "grey" || item.mono ? blackAlone : fourInks;
  const inks = await separate(pixels, colour, work.press);
  const [made, { notes }] = inks ? [inks, colour] : await plainly(pixels, colour, { separate, press: work.press });
  if (!item.ground) return { inks: made, notes };
  const alpha = await cutAlpha(bytes, work.cut);
  const four = made.channels === 1 ? blackOnly(made) : made;
  return { inks: alpha ? onGround(four, alpha, item.ground) : four, notes };
};

const pixelsOf = (bytes: Uint8Array, kind: PhotoColour["kind"], { cut, press }: Work): Promise<Raster> => {
  if (kind === "cmyk") return readCmyk(bytes, cut);
  return (kind === "grey" ? readGrey : readRgb)(bytes, cut, press.sharpening);
};

/** The picture's own profile is of no use: without it there is always a way. */
const plainly = async (
  pixels: Raster,
  colour: PhotoColour,
  { separate, press }: { readonly separate: typeof fourInks; readonly press: Press },
): Promise<readonly [Raster, PhotoColour]> => {
  const plain = withoutProfile(colour);
  const inks = await separate(pixels, plain, press);
  if (!inks) throw new Error("its colours lead nowhere");
  return [inks, plain];
};

/** How the picture is scaled and cut; the scale is at most 1, so that nothing is enlarged. */
export const cutOf = ({ photo, crop, rect }: PictureItem, target: number): PhotoCut => {
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

const encoded = async (inks: Raster, limit: number): Promise<Pick<InkedPicture, "space" | "data" | "peakInk">> => {
  if (inks.channels === 1) return { space: "gray", data: await encodeGrey(inks), peakInk: darkest(inks) };
  return { space: "cmyk", ...(await encodeWithin(inks, limit)) };
};

const encodeWithin = async (inks: Raster, limit: number): Promise<Pick<InkedPicture, "data" | "peakInk">> => {
  let allowance = allow(inks, limit - HEADROOM);
  for (let round = 1; ; round++) {
    const data = await encodeCmyk(clampInk(inks, allowance));
    const printed = await decodeCmyk(data);
    const tighter = tighten(allowance, printed, limit);
    if (!tighter || round === ROUNDS) return { data, peakInk: peakInk(printed) };
    allowance = tighter;
  }
};

const darkest = (grey: Raster): number => {
  let least = 255;
  for (const value of grey.data) least = Math.min(least, value);
  return ((255 - least) * 100) / 255;
};
