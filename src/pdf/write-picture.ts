/** Pictures of a page as images of a file. */
import type { InkedPage, InkedPicture } from "../press/inked-page.ts";
import { deflate } from "./deflate.ts";
import type { PdfObjects, PdfRef } from "./pdf-objects.ts";

/** Writes a picture as an image of the file. */
export const writePicture = (file: PdfObjects, { width, height, space, data }: InkedPicture): PdfRef => {
  const size = { Type: "XObject", Subtype: "Image", Width: width, Height: height };
  return space === "bitmap"
    ? file.addStream({ ...size, ColorSpace: "DeviceGray", BitsPerComponent: 1, Filter: "FlateDecode" }, deflate(data))
    : file.addStream({ ...size, ColorSpace: COLOUR_SPACES[space], BitsPerComponent: 8, Filter: "DCTDecode" }, data);
};

const COLOUR_SPACES = { cmyk: "DeviceCMYK", gray: "DeviceGray", rgb: "DeviceRGB" } as const;

/** The pictures of a page by their hashes, each once, in the order of use. */
export const uniquePictures = (inked: InkedPage): ReadonlyMap<string, InkedPicture> => {
  const found = inked.page.items.flatMap((item) => {
    const picture = item.kind === "picture" ? inked.pictures.get(item) : undefined;
    return picture ? [[picture.hash, picture] as const] : [];
  });
  return new Map(found);
};
