/** The shape of a picture set into the legs, in its frame: what text keeps off, and what painting clips by. */
import { bottom, type Rect, right } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import type { Pt } from "../base/units.ts";
import { cropFor, outlineIn, pathIn } from "../model/crop.ts";
import type { InsetShape } from "../model/layout.ts";
import type { PictureClip, StoryPhoto } from "../model/story.ts";

/** A shape in page coordinates. */
export type FrameShape =
  | { readonly kind: "rectangle" | "ellipse" }
  | { readonly kind: "rounded"; readonly radius: Pt }
  /** drawn in the layout: the picture is clipped by it */
  | { readonly kind: "polygons"; readonly polygons: readonly Polygon[] }
  /** of the picture: traced from its alpha, and painted with its own soft edges; or of the clipping path that it is clipped by */
  | { readonly kind: "outline"; readonly polygons: readonly Polygon[]; readonly clip?: PictureClip };

/** What a shape stands in. */
export interface ShapedFrame {
  readonly rect: Rect;
  readonly photo: StoryPhoto;
  readonly zi: Pt;
}

/** The shape in place; the rectangle for a picture that is to follow an outline and has none. */
export const frameShape = (shape: InsetShape, { rect, photo, zi }: ShapedFrame): FrameShape => {
  switch (shape.kind) {
    case "rectangle":
    case "ellipse":
      return { kind: shape.kind };
    case "rounded":
      return { kind: "rounded", radius: Math.min(shape.radius * zi, rect.width / 2, rect.height / 2) };
    case "polygons":
      return { kind: "polygons", polygons: shape.polygons.map((each) => each.map((point) => placed(point, rect))) };
    case "outline": {
      const facts = photo.photo?.facts;
      if (!facts) return { kind: "rectangle" };
      const crop = cropFor(facts, photo.focus, rect);
      const polygons = outlineIn(facts.outline ?? [], crop, rect);
      if (polygons.length === 0) return { kind: "rectangle" };
      const clip = facts.clip && { ...facts.clip, path: pathIn(facts.clip.path, crop, rect) };
      return { kind: "outline", polygons, ...(clip && { clip }) };
    }
    default:
      return shape satisfies never;
  }
};

const placed = ({ x, y }: Polygon[number], rect: Rect): Polygon[number] => ({
  x: rect.x + x * rect.width,
  y: rect.y + y * rect.height,
});

/** Polygons that hold the whole of the shape, hardly more; undefined for a rectangle. */
export const contourOf = (shape: FrameShape, rect: Rect): readonly Polygon[] | undefined => {
  switch (shape.kind) {
    case "rectangle":
      return undefined;
    case "ellipse":
      return [ellipse(rect)];
    case "rounded":
      return [rounded(rect, shape.radius)];
    case "polygons":
    case "outline":
      return shape.polygons;
    default:
      return shape satisfies never;
  }
};

/** Corners of a whole turn; with so many a polygon round a curve is nowhere a thousandth of its radius outside. */
const TURN = 144;
const OUTSIDE = 1 / Math.cos(Math.PI / TURN);

/** Corners of the polygon round a quarter of an ellipse, from `quarter` quarters on, clockwise; both ends included. */
const arc = (centre: Polygon[number], radii: Polygon[number], quarter: number): Polygon =>
  Array.from({ length: TURN / 4 + 1 }, (_, n) => {
    const angle = (2 * Math.PI * n) / TURN + (quarter * Math.PI) / 2;
    return {
      x: centre.x + radii.x * OUTSIDE * Math.cos(angle),
      y: centre.y + radii.y * OUTSIDE * Math.sin(angle),
    };
  });

const ellipse = (rect: Rect): Polygon => {
  const radii = { x: rect.width / 2, y: rect.height / 2 };
  const centre = { x: rect.x + radii.x, y: rect.y + radii.y };
  return [0, 1, 2, 3].flatMap((quarter) => arc(centre, radii, quarter).slice(1));
};

const rounded = (rect: Rect, radius: Pt): Polygon => {
  const [left, far] = [rect.x + radius, right(rect) - radius];
  const [top, low] = [rect.y + radius, bottom(rect) - radius];
  const centres = [
    { x: far, y: low },
    { x: left, y: low },
    { x: left, y: top },
    { x: far, y: top },
  ];
  return centres.flatMap((centre, quarter) => arc(centre, { x: radius, y: radius }, quarter));
};

/** Whether lines beside the shape all end at one straight edge, or nearly. */
export const isBox = ({ kind }: FrameShape): boolean => kind === "rectangle" || kind === "rounded";
