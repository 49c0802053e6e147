/** What a photograph says of itself: caption, credit and rights, from XMP, IPTC-IIM or, last, EXIF. */
import type { PhotoWords } from "../model/story.ts";
import { exifWords } from "./exif-words.ts";
import { iptcWords } from "./iptc-words.ts";
import { readResources } from "./photoshop-resources.ts";
import { xmpWords } from "./xmp-words.ts";

/** Number of Photoshop's block that holds IPTC-IIM. */
const IPTC = 0x0404;

/** Undefined when nothing is said. What is damaged says nothing; never throws. */
export const photoWords = ({
  xmp,
  photoshop,
  exif,
}: {
  readonly xmp?: Uint8Array;
  /** Photoshop's image resources */
  readonly photoshop?: Uint8Array;
  readonly exif?: Uint8Array;
}): PhotoWords | undefined => {
  const iptc = photoshop && readResources(photoshop).blocks.find(({ id }) => id === IPTC)?.data;
  const found = [xmp && xmpWords(xmp), iptc && iptcWords(iptc), exif && exifWords(exif)];
  const first = (field: keyof PhotoWords): string | undefined =>
    found.map((each) => inOneLine(each?.[field] ?? "")).find((each) => each !== "" && !BOILERPLATE.test(each));
  const words = { caption: first("caption"), credit: first("credit"), rights: first("rights") };
  const said = Object.entries(words).filter(([, value]) => value !== undefined);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
};

const inOneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 4000);

/** What cameras and programs write where nobody wrote anything. */
const BOILERPLATE =
  /^(?:(?:OLYMPUS|SONY|KODAK|MINOLTA|KONICA MINOLTA|Samsung|SAMSUNG) ?DIGITAL ?(?:STILL )?CAMERA|DCF 1\.0|Default|Created with GIMP|Screenshot|untitled|CREATOR: gd-jpeg.*|File written by Adobe Photoshop.*|Picasa|unknown)$/i;
