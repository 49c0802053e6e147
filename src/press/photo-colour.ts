/** In which colours a picture's pixels are: by its profile, by what its camera says, or by agreement. */
import type { OutputCondition } from "../model/edition.ts";
import { adobeRgb } from "./adobe-rgb.ts";
import { exifColour } from "./exif-colour.ts";
import { type IccProfile, iccProfile } from "./icc-profile.ts";
import type { PictureNote } from "./inked-page.ts";
import type { PhotoHead } from "./photo-pixels.ts";

/** What pixels are, and what is to be said of it. */
export interface PhotoColour {
  readonly kind: "rgb" | "cmyk" | "grey";
  /** `press`: they are amounts of ink for this very press */
  readonly profile: IccProfile | "srgb" | "press";
  readonly notes: readonly PictureNote[];
}

/** The colours of the picture with this head; `bytes` are the file's. */
export const photoColour = (head: PhotoHead, bytes: Uint8Array, condition: OutputCondition): PhotoColour => {
  const kind = kindOf(head);
  const profile = head.icc && iccProfile(head.icc);
  if (!head.icc) return untagged(kind, head, bytes);
  if (profile?.space !== kind) return { kind, profile: DEFAULTS[kind], notes: ["bad-profile"] };
  if (profile.hash === condition.hash) return { kind, profile: "press", notes: [] };
  return { kind, profile, notes: kind === "cmyk" ? ["foreign-cmyk"] : [] };
};

/** The same picture taken as if it had no profile, since its own is of no use. */
export const withoutProfile = ({ kind }: PhotoColour): PhotoColour => ({
  kind,
  profile: DEFAULTS[kind],
  notes: ["bad-profile"],
});

const kindOf = ({ space, channels }: PhotoHead): PhotoColour["kind"] => {
  if (space === "cmyk") return "cmyk";
  return channels <= 2 || space === "b-w" || space === "grey16" ? "grey" : "rgb";
};

/** Grey without a profile is as light as sRGB's. */
const DEFAULTS = { rgb: "srgb", grey: "srgb", cmyk: "press" } as const;

const untagged = (kind: PhotoColour["kind"], { exif }: PhotoHead, bytes: Uint8Array): PhotoColour => {
  if (kind === "cmyk") return { kind, profile: "press", notes: ["untagged-cmyk"] };
  if (kind === "grey") return { kind, profile: "srgb", notes: [] };
  const said = (exif && exifColour(exif)) ?? (isSrgbPng(bytes) ? "srgb" : undefined);
  if (said === "adobe-rgb") return { kind, profile: adobeRgb(), notes: [] };
  return { kind, profile: "srgb", notes: said === "srgb" ? [] : ["untagged"] };
};

/** Whether a PNG has an `sRGB` chunk (PNG, section 11.3.2.5); it stands before the pixels, behind the head of 33 bytes. */
const isSrgbPng = (bytes: Uint8Array): boolean => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0x89) return false;
  for (let at = 33; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === "sRGB") return true;
    if (name === "IDAT") return false;
  }
  return false;
};
