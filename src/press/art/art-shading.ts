/** Shadings of placed PDFs: those along a line and round circles get a table of inks for their colours. */
import { CosDict, CosStream } from "../../cos/cos-object.ts";
import { readFunction } from "../../cos/pdf-function.ts";
import { type ArtShop, arrayWith, dictWith, nameWith } from "./art-shop.ts";
import { type ArtSpace, colourOf, readSpace } from "./art-space.ts";

/** Colours of a shading: with so many nobody sees a step in newsprint. */
const STEPS = 256;

const REFUSED = {
  why: "has a shading that cannot be turned into ink",
  hint: "turn its gradients into simple ones, or into pictures in CMYK, and save it anew",
};

/** The shading in ink; undefined, and told, where it cannot be had. */
export const inkedShading = (
  shading: CosDict | CosStream,
  resources: CosDict | undefined,
  shop: ArtShop,
): CosDict | CosStream | undefined => {
  const dict = shading instanceof CosStream ? shading.dict : shading;
  const space = readSpace(dict.get("ColorSpace"), { file: shop.file, named: resources?.dict("ColorSpace") });
  const kind = dict.number("ShadingType") ?? 0;
  const along = shading instanceof CosDict && (kind === 2 || kind === 3);
  const inked = along && space ? tabled(shading, space, shop) : asInk(shading, space, shop);
  if (!inked) shop.fault(REFUSED);
  return inked;
};

/** What is in grey or CMYK already stays as it is. */
const asInk = (
  shading: CosDict | CosStream,
  space: ArtSpace | undefined,
  shop: ArtShop,
): CosDict | CosStream | undefined => {
  if (space?.kind !== "grey" && space?.kind !== "cmyk") return undefined;
  shop.inks.kept(space.kind);
  const dict = shading instanceof CosStream ? shading.dict : shading;
  const entries = new Map(dict.raw);
  entries.set("ColorSpace", nameWith(space.kind === "grey" ? "DeviceGray" : "DeviceCMYK"));
  const inked = new CosDict(entries, shop.file);
  return shading instanceof CosStream ? new CosStream(inked, shading.bytes) : inked;
};

const tabled = (shading: CosDict, space: ArtSpace, shop: ArtShop): CosDict | undefined => {
  const convert = readFunction(shading.get("Function"), shop.file);
  const domain = shading.array("Domain")?.numbers() ?? [0, 1];
  if (!convert || domain.length < 2 || space.kind === "pattern") return undefined;
  const table = new Uint8Array(STEPS * 4);
  for (let n = 0; n < STEPS; n++) {
    const at = domain[0]! + ((domain[1]! - domain[0]!) * n) / (STEPS - 1);
    const { c, m, y, k } = shop.inks.ink(colourOf(space, convert([at])));
    table.set(
      [c, m, y, k].map((part) => Math.round(part * 2.55)),
      n * 4,
    );
  }
  const sampled = new CosStream(
    dictWith(shop, {
      FunctionType: 0,
      Domain: arrayWith(shop, domain),
      Range: arrayWith(shop, [0, 1, 0, 1, 0, 1, 0, 1]),
      Size: arrayWith(shop, [STEPS]),
      BitsPerSample: 8,
    }),
    table,
  );
  return dictWith(shop, {
    ShadingType: shading.get("ShadingType"),
    ColorSpace: nameWith("DeviceCMYK"),
    Coords: shading.get("Coords"),
    Domain: arrayWith(shop, domain),
    Function: sampled,
    Extend: shading.get("Extend"),
    BBox: shading.get("BBox"),
  });
};
