/** Where items of the display list lay down ink. */
import { bottom, overlaps, type Rect, right } from "../base/geometry.ts";
import type { DisplayItem, GlyphsItem, PathCommand, PictureItem, PlacedGlyph } from "../display/display-list.ts";
import type { PathCommandInEm } from "../text/outline.ts";

/**
 * A rectangle that holds all ink of `item`; for glyphs the em boxes, which are quick to work out and hold the ink of nearly every
 * glyph. Undefined when the item inks nothing.
 */
export const itemBounds = (item: DisplayItem): Rect | undefined => {
  switch (item.kind) {
    case "glyphs":
      return glyphsBounds(item);
    case "fill":
      return pathBounds(item.path, 0);
    case "stroke":
      return pathBounds(item.path, item.thickness / 2);
    case "picture":
      return pictureBounds(item);
    case "drawing":
    case "art":
      return item.rect;
  }
};

/** A clipping path may leave the picture, which ends with its rectangle all the same. */
const pictureBounds = ({ clip, rect }: PictureItem): Rect => {
  const path = clip && pathBounds(clip, 0);
  if (!path || !overlaps(path, rect)) return rect;
  const [x, y] = [Math.max(path.x, rect.x), Math.max(path.y, rect.y)];
  return { x, y, width: Math.min(right(path), right(rect)) - x, height: Math.min(bottom(path), bottom(rect)) - y };
};

/** Every glyph of every page comes through here: no rectangle is made for each of them. */
const glyphsBounds = ({ face, size, turn, stretch = 1, glyphs }: GlyphsItem): Rect | undefined => {
  if (glyphs.length === 0) return undefined;
  let [left, top, far, low] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { id, x, y } of glyphs) {
    const length = face.advance(id) * size * stretch;
    left = Math.min(left, turn === 90 ? x + face.descent * size : x);
    top = Math.min(top, turn === 90 ? y : y - face.ascent * size);
    far = Math.max(far, turn === 90 ? x + face.ascent * size : x + length);
    low = Math.max(low, turn === 90 ? y + length : y - face.descent * size);
  }
  return { x: left, y: top, width: far - left, height: low - top };
};

/** The em box of a glyph on the page: its advance, from its font's ascent to its descent. */
export const glyphBox = (item: GlyphsItem, glyph: PlacedGlyph): Rect => {
  const { face } = item;
  return placed(item, glyph, { left: 0, right: face.advance(glyph.id), top: face.ascent, bottom: face.descent });
};

/** The rectangle round the outline of a glyph on the page; undefined for a blank. Outlines are read once for each glyph of a face. */
export const glyphInkBox = (item: GlyphsItem, glyph: PlacedGlyph): Rect | undefined => {
  const known = inkBoxes.get(item.face) ?? new Map<number, EmBox | undefined>();
  inkBoxes.set(item.face, known);
  if (!known.has(glyph.id)) known.set(glyph.id, inkBoxOf(item.face.outline(glyph.id)));
  const box = known.get(glyph.id);
  return box && placed(item, glyph, box);
};

const inkBoxes = new WeakMap<GlyphsItem["face"], Map<number, EmBox | undefined>>();

const inkBoxOf = (outline: readonly PathCommandInEm[]): EmBox | undefined => {
  const points = outline.flatMap(pointsOf);
  if (points.length === 0) return undefined;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.max(...ys), bottom: Math.min(...ys) };
};

interface EmBox {
  readonly left: number;
  readonly right: number;
  /** above the baseline, positive */
  readonly top: number;
  readonly bottom: number;
}

const placed = (
  { size, turn, stretch = 1 }: GlyphsItem,
  { x, y }: PlacedGlyph,
  { left, right, top, bottom }: EmBox,
): Rect => {
  const [across, up] = [(right - left) * size * stretch, (top - bottom) * size];
  // turned clockwise, what stood above the baseline lies to the right of it
  return turn === 90
    ? { x: x + bottom * size, y: y + left * size, width: up, height: across }
    : { x: x + left * size * stretch, y: y - top * size, width: across, height: up };
};

const pathBounds = (path: readonly PathCommand[], margin: number): Rect | undefined => {
  const points = path.flatMap(pointsOf);
  if (points.length === 0) return undefined;
  let [left, top] = points[0]!;
  let [far, low] = points[0]!;
  for (const [x, y] of points) {
    left = Math.min(left, x);
    far = Math.max(far, x);
    top = Math.min(top, y);
    low = Math.max(low, y);
  }
  return { x: left - margin, y: top - margin, width: far - left + 2 * margin, height: low - top + 2 * margin };
};

/** End and control points: a curve never leaves the box round them. */
const pointsOf = (command: PathCommand | PathCommandInEm): readonly (readonly [number, number])[] => {
  switch (command.kind) {
    case "move":
    case "line":
      return [[command.x, command.y]];
    case "curve":
      return [
        [command.x1, command.y1],
        [command.x2, command.y2],
        [command.x, command.y],
      ];
    case "close":
      return [];
  }
};
