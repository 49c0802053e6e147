/** The part of a picture that fills a frame, round its focus. */
import type { Rect } from "../base/geometry.ts";
import type { PhotoFacts } from "../model/story.ts";
import type { Crop } from "./display-list.ts";

/** The largest part of the frame's proportions with the focus as near to its middle as the edges allow. */
export const cropFor = (
  facts: PhotoFacts,
  focus: { readonly x: number; readonly y: number },
  frame: Pick<Rect, "width" | "height">,
): Crop => {
  const wanted = frame.width / frame.height;
  const actual = facts.width / facts.height;
  const width = Math.min(1, wanted / actual);
  const height = Math.min(1, actual / wanted);
  return { x: inside(focus.x, width), y: inside(focus.y, height), width, height };
};

const inside = (focus: number, length: number): number => Math.max(0, Math.min(1 - length, focus - length / 2));
