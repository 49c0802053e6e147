/** The part of a picture that fills a frame, round its focus: planning needs it for outlines, painting for pixels. */
import type { Rect } from "../base/geometry.ts";
import { clipPolygon, type Polygon } from "../base/polygon.ts";
import type { PhotoFacts } from "./story.ts";

/** What of a picture is shown: fractions of its width and height, after EXIF orientation. */
export interface Crop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest part of the frame's proportions with the focus as near to its middle as the edges allow. */
export const cropFor = (
  facts: Pick<PhotoFacts, "width" | "height">,
  focus: { readonly x: number; readonly y: number },
  frame: Pick<Rect, "width" | "height">,
): Crop => {
  const wanted = frame.width / frame.height;
  const actual = facts.width / facts.height;
  const width = Math.min(1, wanted / actual);
  const height = Math.min(1, actual / wanted);
  return { x: inside(focus.x, width), y: inside(focus.y, height), width, height };
};

/** Share of the picture's area that is shown. */
export const keptOf = ({ width, height }: Crop): number => width * height;

/** Shares of a box's width and height that a crop cuts off, whichever is larger; 0 when all of it is shown. */
export const cutFrom = (box: Rect, crop: Crop): number => {
  const shown = (from: number, length: number, start: number, room: number): number =>
    Math.max(0, Math.min(from + length, start + room) - Math.max(from, start)) / length;
  const least = Math.min(shown(box.x, box.width, crop.x, crop.width), shown(box.y, box.height, crop.y, crop.height));
  return least > 1 - TOUCHING ? 0 : 1 - least;
};

/** Share of a box that may be gone before anybody sees it. */
const TOUCHING = 0.005;

const inside = (focus: number, length: number): number => Math.max(0, Math.min(1 - length, focus - length / 2));

/** A picture's outline (fractions of it) in the frame that its crop fills; what the crop cuts off is gone. */
export const outlineIn = (outline: readonly Polygon[], crop: Crop, frame: Rect): readonly Polygon[] =>
  outline
    .map((polygon) =>
      polygon.map(({ x, y }) => ({
        x: frame.x + ((x - crop.x) / crop.width) * frame.width,
        y: frame.y + ((y - crop.y) / crop.height) * frame.height,
      })),
    )
    .map((polygon) => clipPolygon(polygon, frame))
    .filter((polygon) => polygon.length > 2);
