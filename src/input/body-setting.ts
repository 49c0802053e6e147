/** What a layout says of the crossheads and of the floating pictures of a body → the model, with names checked. */
import type { CrossheadSetting, FloatSetting } from "../model/layout.ts";
import type { NodeInput } from "./layout-schema.ts";
import { type NodePlace, named } from "./node-place.ts";

type BodyInput = NonNullable<NodeInput["body"]>;

/** Crossheads over several legs. */
export const crossheadOf = (
  { span, style, which }: NonNullable<BodyInput["crosshead"]>,
  where: NodePlace,
): CrossheadSetting => ({
  span,
  style: named("headlines", style ?? "crosshead", where, "style"),
  which: which ?? [],
});

/** How pictures float in the legs of a body; `most` is how many it has. */
export const floatsOf = (
  { photos, legs, rows, gap, captionStyle, weight }: NonNullable<BodyInput["floats"]>,
  most: number,
  where: NodePlace,
): FloatSetting => {
  if (legs !== undefined && legs > most) {
    where.place.shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message: `pictures are to float over ${legs} legs; the body has ${most}`,
      hint: `give a number from 1 to ${most}`,
      source: where.place.document.range([...where.path, "legs"]),
    });
  }
  return {
    photos: photos ?? [],
    legs: Math.min(legs ?? 1, most),
    gap: gap ?? 1,
    caption: named("text", captionStyle ?? "caption", where, "captionStyle"),
    weight: weight ?? 2,
    ...(rows !== undefined && { rows }),
  };
};
