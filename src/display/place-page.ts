/** A painted page moved or brought to another size: for a plant's own trim, for two pages on one proof. */
import type { Point, Rect } from "../base/geometry.ts";
import { mapPath } from "../base/path.ts";
import type { Pt } from "../base/units.ts";
import type { DrawnShape } from "../model/story.ts";
import type { DisplayItem, DisplayPage, DrawingItem, GlyphsItem, PictureItem } from "./display-list.ts";

/** First everything is made `scale` times as large, from the trim's top left, then moved. */
export interface PagePlace {
  readonly scale: number;
  readonly dx: Pt;
  readonly dy: Pt;
}

/** The page with all items in their new places, its boxes with them. The same list when nothing changes. */
export const placePage = (page: DisplayPage, place: PagePlace): DisplayPage => {
  if (place.scale === 1 && place.dx === 0 && place.dy === 0) return page;
  const { fold } = page;
  return {
    ...page,
    trim: placedRect(page.trim, place),
    bleed: placedRect(page.bleed, place),
    ...(fold && { fold: { x: fold.x * place.scale + place.dx, gutter: fold.gutter * place.scale } }),
    items: page.items.map((item) => placedItem(item, place)),
  };
};

const placedPoint =
  ({ scale, dx, dy }: PagePlace) =>
  ({ x, y }: Point): Point => ({ x: x * scale + dx, y: y * scale + dy });

const placedRect = ({ x, y, width, height }: Rect, place: PagePlace): Rect => ({
  ...placedPoint(place)({ x, y }),
  width: width * place.scale,
  height: height * place.scale,
});

const placedItem = (item: DisplayItem, place: PagePlace): DisplayItem => {
  const to = placedPoint(place);
  switch (item.kind) {
    case "glyphs":
      return placedGlyphs(item, place);
    case "fill":
      return { ...item, path: mapPath(item.path, to) };
    case "stroke":
      return {
        ...item,
        path: mapPath(item.path, to),
        thickness: item.thickness * place.scale,
        dash: item.dash.map((each) => each * place.scale),
      };
    case "picture":
      return placedPicture(item, place);
    case "drawing":
      return placedDrawing(item, place);
    default:
      return item satisfies never;
  }
};

const placedGlyphs = (item: GlyphsItem, place: PagePlace): GlyphsItem => ({
  ...item,
  size: item.size * place.scale,
  ...(item.axis !== undefined && { axis: item.axis * place.scale + place.dx }),
  glyphs: item.glyphs.map((glyph) => ({ ...glyph, ...placedPoint(place)(glyph) })),
});

const placedPicture = (item: PictureItem, place: PagePlace): PictureItem => {
  const to = placedPoint(place);
  return {
    ...item,
    rect: placedRect(item.rect, place),
    ...(item.clip && { clip: mapPath(item.clip, to) }),
    ...(item.outline && { outline: item.outline.map((polygon) => polygon.map(to)) }),
  };
};

const placedDrawing = (item: DrawingItem, place: PagePlace): DrawingItem => {
  const to = placedPoint(place);
  return {
    ...item,
    rect: placedRect(item.rect, place),
    clip: mapPath(item.clip, to),
    shapes: item.shapes.map((shape): DrawnShape => {
      const { stroke } = shape;
      return {
        ...shape,
        path: mapPath(shape.path, to),
        clips: shape.clips.map((clip) => mapPath(clip, to)),
        ...(stroke && {
          stroke: {
            ...stroke,
            thickness: stroke.thickness * place.scale,
            dash: stroke.dash.map((each) => each * place.scale),
          },
        }),
      };
    }),
  };
};
