/** What black lays down together with the colours that it overprints. */
import { type Ink, isBlackOnly } from "../base/colour.ts";
import { contains, expand, overlaps, type Rect } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import type { Pt } from "../base/units.ts";
import type { DisplayItem, FillItem, GlyphsItem, PictureItem, StrokeItem } from "../display/display-list.ts";
import { pathPoints } from "../display/trace.ts";
import { glyphInkBox, itemBounds } from "./ink-bounds.ts";
import type { InkedPage } from "./inked-page.ts";
import { crosses, type Outline, outlineOf } from "./path-meets.ts";

/** The most that an item of black lays down on one spot. */
export interface BlackSum {
  /** coverage of the black and the ground under it, per cent; of a picture the ground is its darkest pixel */
  readonly ink: number;
  readonly on: "tint" | "picture";
  /** whether all of the item has the ground on all its sides: knocked out, it would get a light edge all round */
  readonly inside: boolean;
  /** all of which some lies under it */
  readonly grounds: readonly BlackGround[];
}

/** A colour under black. */
export interface BlackGround {
  /** the rectangle that holds it */
  readonly bounds: Rect;
  /** cyan, magenta and yellow together, per cent */
  readonly colours: number;
  /** absent of a picture, which has many */
  readonly ink?: Ink;
}

/** Every item of black over a colour with what the two lay down together, drawings and their shapes included. */
export const blackSums = (inked: InkedPage): ReadonlyMap<DisplayItem, BlackSum> => {
  const out = new Map<DisplayItem, BlackSum>();
  const grounds: Ground[] = [];
  for (const item of allItems(inked)) {
    if (isOverprintingBlack(item)) {
      const sum = sumOver(item, grounds);
      if (sum) out.set(item, sum);
    }
    const ground = groundOf(item, inked);
    if (ground) grounds.push(ground);
  }
  return out;
};

/** Items in printing order; shapes of drawings in the drawing's place. */
const allItems = ({ page, drawings }: InkedPage): readonly DisplayItem[] =>
  page.items.flatMap((item) =>
    item.kind === "drawing" ? (drawings?.get(item) ?? []).flatMap(({ items }) => items) : [item],
  );

type BlackItem = GlyphsItem | FillItem | StrokeItem;

const isOverprintingBlack = (item: DisplayItem): item is BlackItem =>
  item.kind !== "picture" && item.kind !== "drawing" && item.kind !== "art" && item.overprint && isBlackOnly(item.ink);

/** What lies below: where it is, and its colours without black, which the black over it takes the place of. */
interface Ground extends BlackGround {
  readonly on: BlackSum["on"];
  readonly outline: Outline;
  /** an upright rectangle without holes, that hides all below it */
  readonly hides: boolean;
}

/** Type is no ground: black that stands on type is found as what it is, two things in one place. */
const groundOf = (item: DisplayItem, { pictures }: InkedPage): Ground | undefined => {
  const bounds = item.kind === "glyphs" || item.kind === "drawing" ? undefined : itemBounds(item);
  if (!bounds) return undefined;
  if (item.kind === "picture") return pictureGround(item, { bounds, picture: pictures.get(item) });
  if ((item.kind !== "fill" && item.kind !== "stroke") || item.overprint) return undefined;
  const outline = outlineOf(item);
  const hides = item.kind === "fill" && isRectangle(item);
  // what goes on under black only is lightened until the two are within the limit
  const colours = item.kind === "stroke" && item.trap ? 0 : coloursOf(item.ink);
  return { bounds, colours, ink: item.ink, on: "tint", outline, hides };
};

const coloursOf = ({ c, m, y }: Ink): number => c + m + y;

const pictureGround = (
  { clip, outline: edge }: PictureItem,
  { bounds, picture }: { readonly bounds: Rect; readonly picture: ReturnType<InkedPage["pictures"]["get"]> },
): Ground | undefined => {
  if (!picture) return undefined;
  // round a cut-out there is paper, or the ground that it was mixed with
  const corners = edge ? edge.map(closed) : [closed(cornersOf(bounds))];
  const outline: Outline = { parts: clip ? pathPoints(clip) : corners, filled: "evenodd", pen: 0 };
  const colours = picture.space === "cmyk" ? Math.min(300, picture.peakInk) : 0;
  return { bounds, colours, on: "picture", outline, hides: !clip && !edge };
};

const closed = (polygon: Polygon): Polygon => [...polygon, ...polygon.slice(0, 1)];

const cornersOf = ({ x, y, width, height }: Rect) => [
  { x, y },
  { x: x + width, y },
  { x: x + width, y: y + height },
  { x, y: y + height },
];

const isRectangle = ({ path }: FillItem): boolean => {
  const points = path.filter((command) => command.kind !== "close");
  if (points.length < 4 || points.length > 5 || points.some(({ kind }) => kind === "curve")) return false;
  return points.every(({ x, y }, n) => {
    const next = points[(n + 1) % points.length]!;
    return x === next.x || y === next.y;
  });
};

/** Black nearer than this is on the ground: plates are not laid closer to one another. */
const TOUCH: Pt = 0.1;
/** A part with as much ground on all sides has it all round. */
const ROUND: Pt = 0.5;

const sumOver = (item: BlackItem, grounds: readonly Ground[]): BlackSum | undefined => {
  const bounds = itemBounds(item);
  if (!bounds) return undefined;
  const near = grounds.filter((ground) => overlaps(expand(bounds, TOUCH), ground.bounds));
  if (!near.some(({ colours }) => colours > 0)) return undefined;
  const parts = partsOf(item);
  const met = parts.flatMap((part) => groundsUnder(part, near));
  const most = Math.max(0, ...met.map(({ colours }) => colours));
  if (most === 0) return undefined;
  const worst = met.filter(({ colours }) => colours === most);
  return {
    ink: most + item.ink.k,
    on: worst[0]!.on,
    inside: worst.some((ground) => parts.every((part) => contains(expand(ground.bounds, -ROUND), part))),
    grounds: [...new Set(met)],
  };
};

/** Rectangles that hold the ink of an item: each glyph, each piece of a line; of an area the whole. */
const partsOf = (item: BlackItem): readonly Rect[] => {
  if (item.kind === "glyphs") return item.glyphs.flatMap((glyph) => glyphInkBox(item, glyph) ?? []);
  const bounds = itemBounds(item);
  if (item.kind === "fill") return bounds ? [expand(bounds, TOUCH)] : [];
  return pathPoints(item.path).flatMap((points) =>
    points.slice(1).map((to, n) => {
      const from = points[n]!;
      const piece = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y) };
      const size = { width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
      return expand({ ...piece, ...size }, item.thickness / 2 + TOUCH);
    }),
  );
};

/** What is seen of the grounds where the part stands, from the top down to one that hides the rest. */
const groundsUnder = (part: Rect, grounds: readonly Ground[]): readonly Ground[] => {
  const out: Ground[] = [];
  for (const ground of grounds.toReversed()) {
    if (overlaps(ground.bounds, part) && crosses(ground.outline, part)) out.push(ground);
    if (ground.hides && contains(ground.bounds, part)) break;
  }
  return out;
};
