/** Pictures in their frames, and what stands for one that is not there. */
import { BLACK, PAPER } from "../base/colour.ts";
import { bottom, expand, type Rect, right } from "../base/geometry.ts";
import { ellipsePath, linePath, polygonsPath, rectanglePath, roundedPath } from "../base/path.ts";
import { cropFor } from "../model/crop.ts";
import type { RuleStyle } from "../model/style.ts";
import type { FrameShape } from "../plan/frame-shape.ts";
import type { PictureFrame } from "../plan/page-plan.ts";
import type { DisplayItem, PictureItem, StrokeItem } from "./display-list.ts";
import { paintFrame } from "./paint-box.ts";
import { placeDrawing } from "./place-drawing.ts";

/** A picture cropped to its frame round its focus, its rule inside the frame. */
export const paintPicture = (frame: PictureFrame): readonly DisplayItem[] => {
  const { photo, source, rule } = frame;
  const rect = rule ? expand(frame.rect, -underRule(rule)) : frame.rect;
  if (rect.width <= 0 || rect.height <= 0) return [];
  const around = rule ? paintFrame(rule, frame.rect) : [];
  if (!photo.photo) return [...crossedBox(rect), ...around];
  const { drawing } = photo.photo;
  if (drawing) {
    const shapes = placeDrawing(drawing, { ...frame, rect });
    const { clip = rectanglePath(rect) } = clipOf(frame.shape, rect);
    const where = { rect, clip, source: photo.source ?? source };
    return [{ kind: "drawing", photo: photo.photo, shapes, ...where }, ...around];
  }
  const crop = cropFor(photo.photo.facts, photo.focus, rect);
  if (photo.photo.art) {
    const { clip = rectanglePath(rect) } = clipOf(frame.shape, rect);
    return [{ kind: "art", photo: photo.photo, crop, rect, clip, source: photo.source ?? source }, ...around];
  }
  return [
    { kind: "picture", photo: photo.photo, crop, rect, source: photo.source ?? source, ...clipOf(frame.shape, rect) },
    ...around,
  ];
};

/** A cut-out with soft edges is clipped only where something lies below it. */
const clipOf = (shape: FrameShape, rect: Rect): Pick<PictureItem, "clip" | "clipEvenOdd" | "outline"> => {
  switch (shape.kind) {
    case "rectangle":
      return {};
    case "ellipse":
      return { clip: ellipsePath(rect) };
    case "rounded":
      return { clip: roundedPath(rect, shape.radius) };
    case "polygons":
      return { clip: polygonsPath(shape.polygons) };
    case "outline":
      // a path is a sharp edge wherever the picture stands
      return shape.clip
        ? { clip: shape.clip.path, ...(shape.clip.evenOdd && { clipEvenOdd: true }) }
        : { outline: shape.polygons };
    default:
      return shape satisfies never;
  }
};

/** A line covers the picture's edge; of lines, dots and waves the picture keeps clear. */
const underRule = ({ kind, thickness }: RuleStyle): number =>
  kind === "solid" || kind === "bar" ? thickness / 2 : thickness * 1.5;

/** What stands for a picture that is not there: impossible to overlook on a proof. */
const crossedBox = (rect: Rect): readonly DisplayItem[] => {
  const corner = { x: rect.x, y: rect.y };
  const far = { x: right(rect), y: bottom(rect) };
  const stroke = (path: StrokeItem["path"]): StrokeItem => ({
    kind: "stroke",
    path,
    thickness: 1,
    dash: [],
    join: "miter",
    ink: BLACK,
    overprint: true,
  });
  return [
    { kind: "fill", path: rectanglePath(rect), ink: { ...PAPER, k: 15 }, overprint: false },
    stroke(rectanglePath(rect)),
    stroke(linePath(corner, far)),
    stroke(linePath({ x: far.x, y: corner.y }, { x: corner.x, y: far.y })),
  ];
};
