/** Pictures: how many pixels of which kind, and how densely they stand. */
import { type CosDict, CosStream, dictOf } from "../../cos/cos-object.ts";
import { filtersOf } from "../../cos/decode-stream.ts";
import { jpxHeader } from "../../cos/picture-header.ts";
import { transformBox } from "../page-box.ts";
import { CMYK, type ColourSpace, GREY, RGB, readSpace } from "./colour-space.ts";
import type { ContentReader } from "./content-reader.ts";
import { enterPattern, paintFill } from "./paint-path.ts";

/** An image XObject or an inline image at the current place. */
export const placeImage = (reader: ContentReader, stream: CosStream): void => {
  const { dict } = stream;
  const { state } = reader;
  const filters = filtersOf(dict);
  const header = filters.includes("JPXDecode") ? jpxHeader(stream.bytes) : undefined;
  const [width, height] = [header?.width ?? dict.number("Width") ?? 0, header?.height ?? dict.number("Height") ?? 0];
  const stencil = dict.get("ImageMask") === true;
  const [a, b, c, d] = state.matrix;
  const density = (pixels: number, length: number): number =>
    length > 0 ? (pixels * 72) / length : Number.POSITIVE_INFINITY;
  const ppi = Math.min(density(width, Math.hypot(a, b)), density(height, Math.hypot(c, d)));
  const space = stencil ? undefined : spaceOf(dict, header?.components, reader.place.resources);
  const fill = stencil || !space ? paintFill(state) : { space, inks: undefined, overprint: state.fillOverprint };
  const softMask = dict.get("SMask") instanceof CosStream || (dict.number("SMaskInData") ?? 0) > 0;
  const bits = stencil ? 1 : (header?.bits ?? dict.number("BitsPerComponent") ?? 8);
  const upright = (b === 0 && c === 0) || (a === 0 && d === 0);
  const painted = reader.paint(
    {
      kind: "image",
      fill,
      covers: upright && !stencil && !softMask && dict.get("Mask") === undefined,
      image: { width, height, bits, stencil, ppi, space, softMask, filters, inline: stream.object === undefined },
    },
    [transformBox({ x0: 0, y0: 0, x1: 1, y1: 1 }, state.matrix)],
    stream.object,
  );
  if (painted && stencil) enterPattern(reader, state.fill.pattern, painted);
};

const spaceOf = (dict: CosDict, components: number | undefined, resources: CosDict | undefined): ColourSpace => {
  const named = dict.get("ColorSpace");
  if (named !== undefined) return readSpace(named, resources);
  // JPEG 2000 may leave it to the picture itself
  return components === 4 ? CMYK : components === 3 ? RGB : GREY;
};

/** `Do`: a form or an image; anything else paints nothing. */
export const placeObject = (reader: ContentReader, name: string | undefined): void => {
  const object = reader.resource("XObject", name);
  const subtype = dictOf(object)?.name("Subtype");
  if (!(object instanceof CosStream)) return;
  if (subtype === "Image") placeImage(reader, object);
  else if (subtype === "Form" || object.dict.has("BBox")) reader.form(object);
};
