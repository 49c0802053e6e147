/** Patterns of placed PDFs: tiles are drawings of their own, shadings get their inks. */
import { CosDict, CosStream, type CosValue, dictOf, nameOf } from "../../cos/cos-object.ts";
import { inkedShading } from "./art-shading.ts";
import {
  type ArtColours,
  ArtResources,
  type ArtShop,
  arrayWith,
  DAMAGED,
  dictWith,
  inkText,
  nameWith,
  once,
} from "./art-shop.ts";
import { type ArtSpace, colourOf } from "./art-space.ts";

/** A pattern that is set as a colour. */
export interface PatternCall {
  readonly operands: readonly CosValue[];
  readonly space: Extract<ArtSpace, { kind: "pattern" }>;
  readonly stroke: boolean;
  readonly resources: CosDict | undefined;
  readonly names: ArtResources;
  readonly colours: ArtColours;
}

/** Operators that set the pattern; undefined where there is none, or it cannot be had. */
export const patternCall = (call: PatternCall, shop: ArtShop): readonly string[] | undefined => {
  const { operands, resources, stroke, names, space } = call;
  const found = resources?.dict("Pattern")?.get(nameOf(operands.at(-1)) ?? "");
  if (!(found instanceof CosDict || found instanceof CosStream)) return undefined;
  const pattern = once(`pattern ${shop.id(found)}`, shop, () => inkedPattern(found, call, shop));
  if (!pattern) return undefined;
  const name = `/${names.name("Pattern", pattern)}`;
  const [cs, scn] = stroke ? ["CS", "SCN"] : ["cs", "scn"];
  if (dictOf(found)?.number("PaintType") !== 2) return [`/Pattern ${cs}`, `${name} ${scn}`];
  const values = operands.filter((each): each is number => typeof each === "number");
  const ink = shop.inks.ink(colourOf(space.base ?? { kind: "grey" }, values));
  const inks = names.name("ColorSpace", inksOfPatterns(shop));
  return [`/${inks} ${cs}`, `${inkText(ink)} ${name} ${scn}`];
};

/** `[/Pattern /DeviceCMYK]`, the same for all of them. */
const inksOfPatterns = (shop: ArtShop) => {
  const known = spaces.get(shop) ?? arrayWith(shop, [nameWith("Pattern"), nameWith("DeviceCMYK")]);
  spaces.set(shop, known);
  return known;
};

const spaces = new WeakMap<ArtShop, ReturnType<typeof arrayWith>>();

const inkedPattern = (
  pattern: CosDict | CosStream,
  { resources }: PatternCall,
  shop: ArtShop,
): CosDict | CosStream | undefined => {
  if (pattern instanceof CosStream) return tile(pattern, resources, shop);
  const shading = pattern.get("Shading");
  const inked =
    shading instanceof CosDict || shading instanceof CosStream ? inkedShading(shading, resources, shop) : undefined;
  return inked && dictWith(shop, { PatternType: 2, Shading: inked, Matrix: pattern.array("Matrix") });
};

const COPIED = ["PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix"] as const;

const tile = (pattern: CosStream, outer: CosDict | undefined, shop: ArtShop): CosStream | undefined => {
  if (shop.open.has(pattern)) return undefined;
  shop.open.add(pattern);
  const names = new ArtResources();
  const { bytes, whole } = shop.file.decode(pattern);
  if (!whole) shop.fault(DAMAGED);
  const resources = pattern.dict.dict("Resources") ?? outer;
  const isGlyph = pattern.dict.number("PaintType") === 2;
  const content = shop.rewrite(bytes, { resources, names, isGlyph });
  shop.open.delete(pattern);
  const entries = Object.fromEntries(COPIED.map((key): [string, CosValue] => [key, pattern.dict.get(key)]));
  return new CosStream(dictWith(shop, { PatternType: 1, ...entries, Resources: names.dict(shop) }), content);
};
