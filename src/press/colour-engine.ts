/**
 * The door to Little CMS, in its WebAssembly form: pixels of one profile into those of another. What comes out are the values that
 * `transicc` gives. A way from one profile to another is worked out once and kept, whatever pictures take it.
 */
import {
  cmsFLAGS_BLACKPOINTCOMPENSATION,
  INTENT_ABSOLUTE_COLORIMETRIC,
  INTENT_PERCEPTUAL,
  INTENT_RELATIVE_COLORIMETRIC,
  instantiate,
  type LittleCms,
  TYPE_CMYK_8,
  TYPE_GRAY_8,
  TYPE_Lab_8,
  TYPE_Lab_16,
  TYPE_RGB_8,
} from "lcms-wasm";
import type { Intent } from "../model/edition.ts";
import type { IccProfile } from "./icc-profile.ts";

/** From what to what: profiles, and the two colour spaces that need none. */
export interface ColourWay {
  readonly from: IccProfile | "srgb";
  /** `lab` is CIE L*a*b* of D50: three 16-bit numbers a pixel, L* of 0 to 100 as 0 to 65535, most significant byte last */
  readonly to: IccProfile | "srgb" | "lab";
  /** always with black point compensation, unless `exact` */
  readonly intent: Intent;
  /** no black point compensation: what is printed, as it is seen beside the paper */
  readonly exact?: boolean;
  /** absolute colorimetric, whatever `intent` says: paper is as dark and as yellow as it is */
  readonly paper?: boolean;
  /** from CMYK to CMYK: what is black alone stays black alone */
  readonly keepsBlack?: boolean;
}

/** Pixels of eight bits a channel on the one side, of the way's end on the other. */
export type Convert = (pixels: Uint8Array) => Uint8Array;

/** Undefined when one of the profiles is damaged or has no tables for this way. */
export const openWay = async (way: ColourWay): Promise<Convert | undefined> => {
  engine ??= instantiate();
  const lcms = await engine;
  if (transformOf(way, lcms) === undefined) return undefined;
  const [into, out] = [CHANNELS[spaceOf(way.from)], way.to === "lab" ? 6 : CHANNELS[spaceOf(way.to)]];
  return (pixels) => {
    // asked for anew: it may have been thrown out in the meantime
    const transform = transformOf(way, lcms)!;
    return inStrips(pixels, { into, out }, (strip, count) => bytesOf(lcms.cmsDoTransform(transform, strip, count)));
  };
};

/** The engine is the same for ever, so keeping it is no state; nor are transforms, which depend on their profiles alone. */
let engine: Promise<LittleCms> | undefined;

const transforms = new Map<string, number | undefined>();

/** Pictures of one newspaper come with a handful of profiles; each transform holds up to a few hundred kilobytes. */
const MOST_TRANSFORMS = 24;

const transformOf = (way: ColourWay, lcms: LittleCms): number | undefined => {
  const key = [
    nameOf(way.from),
    nameOf(way.to),
    way.intent,
    way.exact === true,
    way.keepsBlack === true,
    way.paper === true,
  ].join(" ");
  if (transforms.has(key)) return transforms.get(key);
  const [oldest] = transforms;
  if (oldest && transforms.size >= MOST_TRANSFORMS) {
    if (oldest[1] !== undefined) lcms.cmsDeleteTransform(oldest[1]);
    transforms.delete(oldest[0]);
  }
  const made = makeTransform(way, lcms);
  transforms.set(key, made);
  return made;
};

const makeTransform = (way: ColourWay, lcms: LittleCms): number | undefined => {
  const [from, to] = [openProfile(way.from, lcms), openProfile(way.to, lcms)];
  const flags = way.exact === true || way.paper === true ? 0 : cmsFLAGS_BLACKPOINTCOMPENSATION;
  const made =
    from && to
      ? lcms.cmsCreateTransform(
          from,
          FORMATS[spaceOf(way.from)],
          to,
          way.to === "lab" ? TYPE_Lab_16 : FORMATS[spaceOf(way.to)],
          intentOf(way),
          flags,
        )
      : 0;
  // a transform holds what it needs of its profiles
  for (const profile of [from, to]) if (profile) lcms.cmsCloseProfile(profile);
  return made === 0 ? undefined : made;
};

const openProfile = (end: ColourWay["to"], lcms: LittleCms): number => {
  if (end === "srgb") return lcms.cmsCreate_sRGBProfile();
  if (end === "lab") return lcms.cmsCreateLab4Profile(undefined);
  return lcms.cmsOpenProfileFromMem(end.bytes, end.bytes.length);
};

/** Little CMS's own intents (`INTENT_PRESERVE_K_ONLY_…`), which its JavaScript does not name. */
const KEEPING_BLACK: Readonly<Record<Intent, number>> = { perceptual: 10, relative: 11 };

const intentOf = ({ intent, keepsBlack, paper }: ColourWay): number => {
  if (paper === true) return INTENT_ABSOLUTE_COLORIMETRIC;
  if (keepsBlack === true) return KEEPING_BLACK[intent];
  return intent === "perceptual" ? INTENT_PERCEPTUAL : INTENT_RELATIVE_COLORIMETRIC;
};

const FORMATS = { rgb: TYPE_RGB_8, cmyk: TYPE_CMYK_8, grey: TYPE_GRAY_8, lab: TYPE_Lab_8 } as const;
const CHANNELS = { rgb: 3, cmyk: 4, grey: 1, lab: 3 } as const;

const spaceOf = (end: IccProfile | "srgb"): IccProfile["space"] => (end === "srgb" ? "rgb" : end.space);

const nameOf = (end: ColourWay["to"]): string => (typeof end === "string" ? end : end.hash);

/** Pixels that are converted in one call: the engine's memory grows with it and never shrinks. */
const STRIP = 1 << 18;

const inStrips = (
  pixels: Uint8Array,
  { into, out }: { readonly into: number; readonly out: number },
  convert: (strip: Uint8Array, count: number) => Uint8Array,
): Uint8Array => {
  const count = Math.floor(pixels.length / into);
  const converted = new Uint8Array(count * out);
  for (let at = 0; at < count; at += STRIP) {
    const size = Math.min(STRIP, count - at);
    converted.set(convert(pixels.subarray(at * into, (at + size) * into), size), at * out);
  }
  return converted;
};

const bytesOf = (numbers: Uint8Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
