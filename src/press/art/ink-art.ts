/** PDF pages as pictures: looked at when they are read, written anew in ink when their page is printed. */
import { createHash } from "node:crypto";
import type { Press } from "../../model/edition.ts";
import type { Photo, PhotoFacts } from "../../model/story.ts";
import type { InkedArt } from "../inked-page.ts";
import type { ArtFault } from "./art-shop.ts";
import { ArtNeeds, type Separate } from "./convert-inks.ts";
import { openArt } from "./open-art.ts";

/** To be raised when the same input gives another drawing than before. */
const RECIPE = 1;

/** What a PDF page is, or all that keeps it off our pages. */
export type ArtProbe =
  | { readonly ok: true; readonly facts: PhotoFacts }
  | { readonly ok: false; readonly faults: readonly ArtFault[] };

/** Reads the whole drawing of a page. Never throws. */
export const probeArt = (bytes: Uint8Array, page: number): ArtProbe => {
  const opened = openArt(bytes, page);
  if (!opened.ok) return { ok: false, faults: [opened.fault] };
  const faults: ArtFault[] = [];
  opened.art.write(new ArtNeeds(), (fault) => faults.push(fault));
  const { width, height } = opened.art;
  return faults.length > 0 ? { ok: false, faults } : { ok: true, facts: { width, height, mono: false } };
};

/** The page in ink. Rejects when the profile gives no CMYK; `fault` is told of pictures in it that are damaged. */
export const inkArt = async (
  photo: Photo,
  press: Press,
  how: { readonly separate: Separate; readonly fault: (fault: ArtFault) => void },
): Promise<InkedArt | undefined> => {
  const page = photo.art?.page ?? 1;
  const opened = openArt(photo.bytes, page);
  if (!opened.ok) return undefined;
  const needs = new ArtNeeds();
  // what is wrong was told when the picture was read
  opened.art.write(needs, () => {});
  const { inks, damaged } = await needs.convert(how.separate, press.inkLimit);
  if (damaged > 0)
    how.fault({ why: "has a picture in it that is damaged", hint: "save it anew with its pictures as JPEG or ZIP" });
  const { width, height } = opened.art;
  const hash = createHash("sha256")
    .update(JSON.stringify([RECIPE, photo.hash, page, press.condition.hash, press.inkLimit]))
    .digest("hex");
  return { hash, width, height, form: opened.art.write(inks, () => {}) };
};
