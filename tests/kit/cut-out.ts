/** Glyphs and the opaque pixels of a cut-out on the page: what the eye sees, by neither our outline nor our rows. */
import sharp from "sharp";
import type { Point, Rect } from "../../src/base/geometry.ts";
import type { ComposedLine } from "../../src/compose/composed-page.ts";
import type { PictureItem } from "../../src/display/display-list.ts";
import { toRect } from "./distance.ts";

/** Middles of the opaque pixels at the edge of a placed picture, in page coordinates. */
export const opaqueEdge = async ({ photo, crop, rect }: PictureItem): Promise<readonly Point[]> => {
  const { data, info } = await sharp(photo.bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const isOpaque = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && data[(y * width + x) * channels + channels - 1]! >= 128;
  const points: Point[] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (!isOpaque(x, y)) continue;
      if (isOpaque(x - 1, y) && isOpaque(x + 1, y) && isOpaque(x, y - 1) && isOpaque(x, y + 1)) continue;
      const across = ((x + 0.5) / width - crop.x) / crop.width;
      const down = ((y + 0.5) / height - crop.y) / crop.height;
      if (across < 0 || across > 1 || down < 0 || down > 1) continue;
      points.push({ x: rect.x + across * rect.width, y: rect.y + down * rect.height });
    }
  return points;
};

/** The inked box of each glyph of a line, by the curves of its font. */
export const glyphBoxes = (line: ComposedLine): readonly Rect[] =>
  line.runs.flatMap(({ face, size, turn, glyphs }) =>
    glyphs.flatMap(({ id, x, y }) => {
      if (turn !== 0) return [];
      const points = face.outline(id).flatMap((each) => (each.kind === "close" ? [] : [each]));
      if (points.length === 0) return [];
      const [xs, ys] = [points.map((point) => point.x * size), points.map((point) => -point.y * size)];
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      return [
        {
          x: line.x + x + left,
          y: line.baseline + y + top,
          width: Math.max(...xs) - left,
          height: Math.max(...ys) - top,
        },
      ];
    }),
  );

/** From the nearest of the boxes to the nearest of the points. */
export const nearest = (boxes: readonly Rect[], points: readonly Point[]): number => {
  let least = Number.POSITIVE_INFINITY;
  for (const box of boxes) for (const point of points) least = Math.min(least, toRect(point, box));
  return least;
};
