/** Fonts of placed PDFs: embedded ones go along as they are, those of Type 3 are drawings and are rewritten as such. */
import { CosDict, CosStream, type CosValue, dictOf } from "../../cos/cos-object.ts";
import { ArtResources, type ArtShop, dictWith } from "./art-shop.ts";

/** The font as it goes onto our page; undefined, and told, where it cannot. */
export const keptFont = (font: CosDict, resources: CosDict | undefined, shop: ArtShop): CosDict | undefined => {
  if (font.name("Subtype") === "Type3") return drawnFont(font, resources, shop);
  const descendant = dictOf(font.array("DescendantFonts")?.at(0));
  const descriptor = (descendant ?? font).dict("FontDescriptor");
  const program = ["FontFile", "FontFile2", "FontFile3"].some((key) => descriptor?.stream(key));
  if (program) return font;
  shop.fault({
    why: `has the font \`${(font.name("BaseFont") ?? "without a name").replace(/^[A-Z]{6}\+/, "")}\`, which is not embedded`,
    hint: "embed its fonts or turn its text into outlines, and save it anew",
  });
  return undefined;
};

const COPIED = ["FontBBox", "FontMatrix", "Encoding", "FirstChar", "LastChar", "Widths", "ToUnicode"] as const;

const drawnFont = (font: CosDict, outer: CosDict | undefined, shop: ArtShop): CosDict | undefined => {
  const procedures = font.dict("CharProcs");
  if (!procedures || shop.open.has(font)) return undefined;
  shop.open.add(font);
  const names = new ArtResources();
  const own = font.dict("Resources") ?? outer;
  const drawn = procedures.keys().flatMap((key): [string, CosStream][] => {
    const stream = procedures.stream(key);
    if (!stream) return [];
    const bytes = shop.rewrite(shop.file.decode(stream).bytes, { resources: own, names, isGlyph: true });
    return [[key, new CosStream(dictWith(shop, {}), bytes)]];
  });
  shop.open.delete(font);
  return dictWith(shop, {
    Type: font.get("Type"),
    Subtype: font.get("Subtype"),
    ...Object.fromEntries(COPIED.map((key): [string, CosValue] => [key, font.get(key)])),
    CharProcs: new CosDict(new Map(drawn), shop.file),
    Resources: names.dict(shop),
  });
};
