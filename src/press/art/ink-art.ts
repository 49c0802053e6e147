/** PDF pages as pictures: looked at when they are read, written anew in ink when their page is printed. */
import { createHash } from "node:crypto";
import type { Ink } from "../../base/colour.ts";
import type { Press } from "../../model/edition.ts";
import type { PdfPage, Photo, PhotoFacts } from "../../model/story.ts";
import { iccProfile } from "../icc-profile.ts";
import type { InkedArt } from "../inked-page.ts";
import { blacksFor } from "../mono-page.ts";
import type { PhotoColour } from "../photo-colour.ts";
import { blackAlone, fourInks } from "../separate-pixels.ts";
import type { ArtFault, ArtInks } from "./art-shop.ts";
import { ArtNeeds, type Separate } from "./convert-inks.ts";
import { openArt } from "./open-art.ts";

/** To be raised when the same input gives another drawing than before. */
const RECIPE = 2;

/** What a PDF page is, or all that keeps it off our pages. */
export type ArtProbe =
  /**
   * `keepsInk`: it has pictures in CMYK, which stay as they are and cannot go onto a page of black alone; `isColoured`: it has colours,
   * or pictures that may have some
   */
  | { readonly ok: true; readonly facts: PhotoFacts; readonly keepsInk: boolean; readonly isColoured: boolean }
  | { readonly ok: false; readonly faults: readonly ArtFault[] };

/** Reads the whole drawing of a page. Never throws. */
export const probeArt = (bytes: Uint8Array, page: PdfPage): ArtProbe => {
  const opened = openArt(bytes, page);
  if (!opened.ok) return { ok: false, faults: [opened.fault] };
  const faults: ArtFault[] = [];
  const needs = new ArtNeeds();
  opened.art.write({ inks: needs, fault: (fault) => faults.push(fault) });
  const { width, height } = opened.art;
  return faults.length > 0
    ? { ok: false, faults }
    : { ok: true, facts: { width, height, mono: false }, keepsInk: needs.keepsInk, isColoured: needs.isColoured };
};

/** How a page is inked. */
export interface ArtHow {
  readonly press: Press;
  /** with black alone */
  readonly mono: boolean;
  /** how much it grows on our page */
  readonly scale: number;
  /** is told of what in it is damaged, or cannot be had with these inks */
  fault(fault: ArtFault): void;
}

/** The page in ink. Rejects when the profile gives no CMYK. */
export const inkArt = async (photo: Photo, { press, mono, scale, fault }: ArtHow): Promise<InkedArt | undefined> => {
  const page = photo.art ?? { page: 1 };
  const opened = openArt(photo.bytes, page);
  if (!opened.ok) return undefined;
  const needs = new ArtNeeds();
  // what is wrong was told when the picture was read
  opened.art.write({ inks: needs, fault: () => {}, scale });
  if (mono && needs.keepsInk) {
    fault({ why: "has a picture in CMYK in it, on a page of black alone", hint: "save it anew in grey" });
    return undefined;
  }
  const own = mono ? await blacksFor(needs.inked, press.condition) : (ink: Ink): Ink => ink;
  const separate = mono ? blackSeparator(press) : separator(press);
  const { inks, damaged } = await needs.convert(separate, { limit: press.inkLimit, own });
  if (damaged > 0)
    fault({ why: "has a picture in it that is damaged", hint: "save it anew with its pictures as JPEG or ZIP" });
  const { width, height } = opened.art;
  const { condition, intent, inkLimit } = press;
  const hash = createHash("sha256")
    .update(
      JSON.stringify([
        RECIPE,
        photo.hash,
        page.page,
        page.box,
        page.bleeds,
        condition.hash,
        intent,
        inkLimit,
        mono,
        scale,
      ]),
    )
    .digest("hex");
  const watched = watchPlates(inks, mono);
  return {
    hash,
    width,
    height,
    form: opened.art.write({ inks: watched, fault: () => {}, scale }),
    plates: watched.plates,
  };
};

/** The inks, and on which plates they print. */
const watchPlates = (inks: ArtInks, mono: boolean): ArtInks & { readonly plates: ReadonlySet<string> } => {
  const plates = new Set<string>();
  const all = (): void => {
    for (const name of mono ? ["K"] : ["C", "M", "Y", "K"]) plates.add(name);
  };
  return {
    plates,
    ink: (colour) => {
      const ink = inks.ink(colour);
      for (const part of ["c", "m", "y", "k"] as const) if (ink[part] > 0) plates.add(part.toUpperCase());
      return ink;
    },
    pixels: (asked) => {
      all();
      return inks.pixels(asked);
    },
    kept: (space) => {
      if (space === "cmyk") all();
      else plates.add("K");
    },
  };
};

/** Through Little CMS, as photographs are; a profile in the file that is of no use counts as sRGB. */
const separator =
  (press: Press): Separate =>
  async (rgb, profile) => {
    const inks = (await fourInks(rgb, colourBy(profile), press)) ?? (await fourInks(rgb, SCREEN, press));
    return inks!;
  };

const blackSeparator =
  (press: Press): Separate =>
  async (rgb, profile) => {
    const grey = (await blackAlone(rgb, colourBy(profile), press)) ?? (await blackAlone(rgb, SCREEN, press));
    const data = new Uint8Array(rgb.width * rgb.height * 4);
    grey!.data.forEach((value, pixel) => {
      data[pixel * 4 + 3] = 255 - value;
    });
    return { ...rgb, channels: 4, data };
  };

const SCREEN: PhotoColour = { kind: "rgb", profile: "srgb", notes: [] };

const colourBy = (profile: Uint8Array | undefined): PhotoColour => {
  const own = profile && iccProfile(profile);
  return own?.space === "rgb" ? { ...SCREEN, profile: own } : SCREEN;
};
