/** EXIF's ImageDescription, Artist and Copyright: what a camera was told, the last resort. */
import type { PhotoWords } from "../model/story.ts";

const DESCRIPTION = 0x010e;
const ARTIST = 0x013b;
const COPYRIGHT = 0x8298;
const ASCII = 2;

/** `exif` begins with `Exif\0\0` or with the TIFF head; a damaged one says nothing. */
export const exifWords = (exif: Uint8Array): PhotoWords => {
  const tiff = exif.subarray(String.fromCharCode(...exif.subarray(0, 4)) === "Exif" ? 6 : 0);
  if (tiff.length < 8) return {};
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const folder = view.getUint32(4, little);
  if (folder + 2 > tiff.length) return {};
  const texts = new Map<number, string>();
  for (let n = 0, count = view.getUint16(folder, little); n < count; n++) {
    const at = folder + 2 + n * 12;
    if (at + 12 > tiff.length) break;
    const size = view.getUint32(at + 4, little);
    const from = size <= 4 ? at + 8 : view.getUint32(at + 8, little);
    if (view.getUint16(at + 2, little) !== ASCII || from + size > tiff.length) continue;
    texts.set(view.getUint16(at, little), textIn(tiff.subarray(from, from + size)));
  }
  const [caption, credit, rights] = [DESCRIPTION, ARTIST, COPYRIGHT].map((tag) => texts.get(tag) ?? "");
  return { caption: caption!, credit: credit!, rights: rights! };
};

/** ASCII by the standard, UTF-8 in practice; anything else is not printed. */
const textIn = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true })
      .decode(bytes)
      .replace(/\0[\s\S]*$/, "")
      .trim();
  } catch {
    return "";
  }
};
