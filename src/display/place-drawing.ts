/** A vector drawing into its frame: the part round its focus that fills it, as photographs are cropped. */
import type { Rect } from "../base/geometry.ts";
import { mapPath } from "../base/path.ts";
import { cropFor } from "../model/crop.ts";
import type { Drawing, DrawnShape, StoryPhoto } from "../model/story.ts";

/** The drawing's shapes in page coordinates; what is outside the frame is still there, for the clip to cut off. */
export const placeDrawing = (
  drawing: Drawing,
  { rect, photo }: { readonly rect: Rect; readonly photo: Pick<StoryPhoto, "focus"> },
): readonly DrawnShape[] => {
  const crop = cropFor(drawing, photo.focus, rect);
  const scale = rect.width / (crop.width * drawing.width);
  const at = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: rect.x + (x - crop.x * drawing.width) * scale,
    y: rect.y + (y - crop.y * drawing.height) * scale,
  });
  return drawing.shapes.map((shape) => ({
    ...shape,
    path: mapPath(shape.path, at),
    clips: shape.clips.map((clip) => mapPath(clip, at)),
    ...(shape.stroke && {
      stroke: {
        ...shape.stroke,
        thickness: shape.stroke.thickness * scale,
        dash: shape.stroke.dash.map((each) => each * scale),
      },
    }),
  }));
};
