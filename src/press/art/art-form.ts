/** Forms inside placed PDFs: drawings in drawings, each written anew for the colours under which it is called. */
import { type CosDict, CosStream, type CosValue } from "../../cos/cos-object.ts";
import type { ArtPen } from "./art-marks.ts";
import { type ArtColours, ArtResources, type ArtShop, DAMAGED, dictWith, nameWith } from "./art-shop.ts";
import { through, turnOf } from "./art-sizes.ts";

/** Forms in forms end here. */
const MAX_DEPTH = 24;

/** How a form is called. */
export interface FormCall {
  /** what a form without resources of its own uses */
  readonly resources: CosDict | undefined;
  readonly colours: ArtColours;
  readonly pen: ArtPen;
  /** of the place where it is called: how much lines grow */
  readonly scale: number;
  readonly lineWidth: number;
  /** drawn in a glyph without colours */
  readonly isGlyph: boolean;
}

/** The form anew; undefined when it calls itself, or is damaged. */
export const inkedForm = (form: CosStream, call: FormCall, shop: ArtShop): CosStream | undefined => {
  const key = keyOf(form, call, shop);
  if (shop.known.has(key)) return shop.known.get(key) as CosStream | undefined;
  if (shop.open.has(form) || shop.open.size >= MAX_DEPTH) {
    shop.fault({ why: "has a form that draws itself, or too many in one another", hint: "save it anew as PDF/X" });
    return undefined;
  }
  shop.open.add(form);
  const made = makeForm(form, call, shop);
  shop.open.delete(form);
  shop.known.set(key, made);
  return made;
};

/** Two calls of which the same comes out. */
const keyOf = (form: CosStream, { colours, pen, scale, lineWidth, isGlyph }: FormCall, shop: ArtShop): string => {
  const ids = [form, colours.fill, colours.stroke].map((each) => shop.id(each));
  const paints = [pen.fill, pen.stroke].map((paint) => paint && (paint.dark ? paint.text : paint.solid));
  return `form ${[...ids, ...paints, scale.toPrecision(3), lineWidth, isGlyph].join(" ")}`;
};

const makeForm = (form: CosStream, call: FormCall, shop: ArtShop): CosStream | undefined => {
  const { resources, colours, pen, scale, lineWidth, isGlyph } = call;
  const names = new ArtResources();
  const { bytes, whole, left } = shop.file.decode(form);
  if (!whole || left !== undefined) shop.fault(DAMAGED);
  const own = form.dict.dict("Resources") ?? resources;
  const turn = through(turnOf(form.dict.array("Matrix")?.numbers()), [scale, 0, 0, scale]);
  const content = shop.rewrite(bytes, { resources: own, names, colours, pen, turn, lineWidth, isGlyph });
  const box = form.dict.array("BBox");
  if (!box?.numbers()) return undefined;
  const entries: Record<string, CosValue> = {
    Type: nameWith("XObject"),
    Subtype: nameWith("Form"),
    BBox: box,
    Matrix: form.dict.array("Matrix"),
    Resources: names.dict(shop),
  };
  return new CosStream(dictWith(shop, entries), content);
};
