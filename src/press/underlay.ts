/** The ground under a thin black line, lightened so that the two are within the ink limit (UCR beneath the line, and nowhere else). */
import { type Ink, tintOf } from "../base/colour.ts";
import { bottom, expand, overlaps, type Rect, right } from "../base/geometry.ts";
import { rectanglePath } from "../base/path.ts";
import type { FillItem, StrokeItem } from "../display/display-list.ts";
import { pathPoints } from "../display/trace.ts";
import type { BlackGround, BlackSum } from "./black-sums.ts";
import { itemBounds } from "./ink-bounds.ts";

/** Under a line on a picture: a grey of three inks, near to what is dark in pictures; our own figure, cyan heavier as newsprint wants it. */
const DARK: Ink = { c: 46, m: 37, y: 37, k: 0 };

/** What goes on before `line`: colours of at most `room` per cent in all, where it lies on ground that has more. */
export const underlayOf = (
  line: FillItem | StrokeItem,
  { grounds }: BlackSum,
  room: number,
): readonly (FillItem | StrokeItem)[] =>
  grounds
    .filter(({ colours }) => colours > room)
    .toReversed()
    .flatMap((ground) => onGround(line, ground, { ...coloursWithin(ground.ink ?? DARK, room), k: 0 }));

/** The ink with cyan, magenta and yellow in proportion, `room` per cent in all or less; of a spot colour its tint. */
export const coloursWithin = (ink: Ink, room: number): Ink => {
  if (ink.spot) return tintOf(ink, Math.min(1, room / Math.max(ink.spot.tint, 1)));
  const scale = Math.min(1, room / Math.max(ink.c + ink.m + ink.y, 1));
  return { c: ink.c * scale, m: ink.m * scale, y: ink.y * scale, k: ink.k };
};

/**
 * An upright line is cut at the ground, and a little farther, so that the underlay is as thick as the line and no hairline of its own;
 * beyond that it stands on paper. Of other lines the whole is underlaid.
 */
const onGround = (
  line: FillItem | StrokeItem,
  { bounds }: BlackGround,
  ink: Ink,
): readonly (FillItem | StrokeItem)[] => {
  const pieces = piecesOf(line);
  if (!pieces) return [{ ...line, ink, overprint: false }];
  return pieces.flatMap((piece) => {
    const farther = expand(bounds, Math.min(piece.width, piece.height));
    const rect = overlaps(piece, bounds) ? sharedOf(piece, farther) : undefined;
    return rect ? [{ kind: "fill", path: rectanglePath(rect), ink, overprint: false } as const] : [];
  });
};

/** The rectangles that an upright unbroken line inks; undefined of any other. */
const piecesOf = (line: FillItem | StrokeItem): readonly Rect[] | undefined => {
  if (line.kind === "fill") {
    const bounds = itemBounds(line);
    return bounds && isUpright(line) ? [bounds] : undefined;
  }
  if (line.dash.length > 0 || line.join !== "miter" || !isUpright(line)) return undefined;
  const half = line.thickness / 2;
  return pathPoints(line.path).flatMap((points) =>
    points.slice(1).map((to, n): Rect => {
      const from = points[n]!;
      // where lines meet in a corner, each inks all of it; at an end neither goes beyond
      const [along, across] =
        from.y === to.y ? [points.length > 2 ? half : 0, half] : [half, points.length > 2 ? half : 0];
      return {
        x: Math.min(from.x, to.x) - along,
        y: Math.min(from.y, to.y) - across,
        width: Math.abs(to.x - from.x) + 2 * along,
        height: Math.abs(to.y - from.y) + 2 * across,
      };
    }),
  );
};

const isUpright = (line: FillItem | StrokeItem): boolean =>
  line.path.every(({ kind }) => kind !== "curve") &&
  pathPoints(line.path).every((points) =>
    points.slice(1).every((to, n) => to.x === points[n]!.x || to.y === points[n]!.y),
  );

const sharedOf = (a: Rect, b: Rect): Rect | undefined => {
  const [x, y] = [Math.max(a.x, b.x), Math.max(a.y, b.y)];
  const [width, height] = [Math.min(right(a), right(b)) - x, Math.min(bottom(a), bottom(b)) - y];
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
};
