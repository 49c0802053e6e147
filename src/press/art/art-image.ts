/** Pictures inside placed PDFs: those in grey and ink stay as they are, colour tables are converted, the rest goes through its pixels. */
import { CosArray, CosDict, CosStream, CosString, type CosValue } from "../../cos/cos-object.ts";
import { filtersOf } from "../../cos/decode-stream.ts";
import { type ArtShop, arrayWith, nameWith } from "./art-shop.ts";
import { type ArtSpace, colourOf, componentsOf, readSpace } from "./art-space.ts";
import { TRANSPARENT } from "./art-state.ts";

const REFUSED = {
  why: "has a picture in it whose colours cannot be turned into ink",
  hint: "save it anew with its pictures in RGB, grey or CMYK",
};

/** Filters whose bytes older standards forbid or we do not read. */
const STRANGE: ReadonlySet<string> = new Set(["JPXDecode", "JBIG2Decode"]);

/** The picture in ink; undefined, and told, where it cannot be had. */
export const inkedImage = (
  image: CosStream,
  { resources, key }: { readonly resources: CosDict | undefined; readonly key: string },
  shop: ArtShop,
): CosStream | undefined => {
  const { dict } = image;
  if (dict.has("SMask")) {
    shop.fault(TRANSPARENT);
    return undefined;
  }
  if (filtersOf(dict).some((filter) => STRANGE.has(filter))) {
    shop.fault({
      why: "has a JPEG 2000 or JBIG2 picture in it",
      hint: "save it anew with its pictures compressed as JPEG or ZIP",
    });
    return undefined;
  }
  if (dict.get("ImageMask") === true) return withEntries(image, {}, shop);
  const space = readSpace(dict.get("ColorSpace"), { file: shop.file, named: resources?.dict("ColorSpace") });
  const inked = space ? inSpace(image, { space, key }, shop) : "refused";
  if (inked !== "refused") return inked;
  shop.fault(REFUSED);
  return undefined;
};

interface Asked {
  readonly space: ArtSpace;
  readonly key: string;
}

/** Undefined while the pixels are only written down. */
const inSpace = (image: CosStream, { space, key }: Asked, shop: ArtShop): CosStream | "refused" | undefined => {
  if (space.kind === "grey" || space.kind === "cmyk") shop.inks.kept(space.kind);
  if (space.kind === "grey") return withEntries(image, { ColorSpace: nameWith("DeviceGray") }, shop);
  if (space.kind === "cmyk") return withEntries(image, { ColorSpace: nameWith("DeviceCMYK") }, shop);
  const bits = image.dict.number("BitsPerComponent") ?? 8;
  if (componentsOf(space) === 1 && bits <= 8)
    return withEntries(image, { ColorSpace: inkTable(image, { space, bits }, shop), Decode: undefined }, shop);
  if (space.kind === "rgb" || space.kind === "lab")
    return image.dict.get("Mask") instanceof CosArray ? "refused" : shop.inks.pixels({ key, stream: image, space });
  return "refused";
};

/** `[/Indexed /DeviceCMYK …]` with the ink of every value that a sample can have. */
const inkTable = (
  image: CosStream,
  { space, bits }: { readonly space: ArtSpace; readonly bits: number },
  shop: ArtShop,
): CosArray => {
  const last = space.kind === "indexed" ? Math.min(space.last, 2 ** bits - 1) : 2 ** bits - 1;
  const most = 2 ** bits - 1;
  const [from = 0, to = space.kind === "indexed" ? most : 1] = image.dict.array("Decode")?.numbers() ?? [];
  const bytes = new Uint8Array((last + 1) * 4);
  for (let n = 0; n <= last; n++) {
    const { c, m, y, k } = shop.inks.ink(colourOf(space, [from + (n * (to - from)) / most]));
    bytes.set(
      [c, m, y, k].map((part) => Math.round(part * 2.55)),
      n * 4,
    );
  }
  return arrayWith(shop, [nameWith("Indexed"), nameWith("DeviceCMYK"), last, new CosString(bytes)]);
};

const KEPT = [
  "Width",
  "Height",
  "BitsPerComponent",
  "ImageMask",
  "Decode",
  "Filter",
  "DecodeParms",
  "ColorSpace",
] as const;

/** The picture with what belongs to its pixels, and some of that anew. */
const withEntries = (image: CosStream, entries: Readonly<Record<string, CosValue>>, shop: ArtShop): CosStream => {
  const mask = image.dict.get("Mask");
  const kept = new Map<string, CosValue>([
    ["Type", nameWith("XObject")],
    ["Subtype", nameWith("Image")],
    ...KEPT.flatMap((key): [string, CosValue][] => {
      const value = key in entries ? entries[key] : image.dict.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  ]);
  if (mask instanceof CosStream) kept.set("Mask", withEntries(mask, {}, shop));
  else if (mask instanceof CosArray) kept.set("Mask", mask);
  return new CosStream(new CosDict(kept, shop.file), image.bytes, image.object);
};
