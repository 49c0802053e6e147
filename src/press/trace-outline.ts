/**
 * The outline of a cut-out picture from its alpha channel: marching squares at one half, simplified. What comes out lies outside of
 * what is opaque, never inside, so that a distance kept from it is kept from the picture.
 */
import { clipPolygon, type Polygon } from "../base/polygon.ts";
import type { Raster } from "./raster.ts";
import { simplifyPolygon } from "./simplify-polygon.ts";

/** Alpha, 0 to 255, from which a pixel counts as opaque. */
const OPAQUE = 128;
/** Longer side, in pixels, of the mask that is traced. */
const LONGEST = 512;
/** Parts smaller than this share of the largest are specks. */
const SPECK = 0.02;
/** Parts that are kept at most. */
const MOST_PARTS = 8;
/** Pixels by which the mask is grown before it is traced … */
const GROWN = 1;
/** … and by which simplifying may move the edge: less, so that it stays outside. */
const TOLERANCE = 0.75;

/** Pixels that are in or out, rows from the top, with a blank border. */
interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * Polygons in fractions of the picture, the largest first; holes are not told. `alpha` has one channel. Undefined when everything is
 * opaque, or nothing.
 */
export const traceOutline = (alpha: Raster): readonly Polygon[] | undefined => {
  const block = Math.max(1, Math.ceil(Math.max(alpha.width, alpha.height) / LONGEST));
  const { mask, blank } = maskOf(alpha, block);
  if (!blank) return undefined;
  const { labels, parts } = partsOf(mask);
  if (parts.length === 0) return undefined;
  const border = GROWN + 1;
  return keptParts(parts).map(({ label, start }) => {
    const traced = simplifyPolygon(follow({ ...mask, data: labels }, start, label), TOLERANCE);
    return clipPolygon(
      traced.map(({ x, y }) => ({
        x: ((x - border) * block) / alpha.width,
        y: ((y - border) * block) / alpha.height,
      })),
      WHOLE,
    );
  });
};

/** The picture; what the mask was grown by may stand out of it. */
const WHOLE = { x: 0, y: 0, width: 1, height: 1 };

/** The mask, each pixel for a block of the picture's: in when any of them is, and grown by one. */
const maskOf = (alpha: Raster, block: number): { readonly mask: Mask; readonly blank: boolean } => {
  const border = GROWN + 1;
  const width = Math.ceil(alpha.width / block) + 2 * border;
  const height = Math.ceil(alpha.height / block) + 2 * border;
  const data = new Uint8Array(width * height);
  let blank = false;
  for (let y = 0; y < alpha.height; y++) {
    const row = (Math.floor(y / block) + border) * width + border;
    for (let x = 0; x < alpha.width; x++) {
      if (alpha.data[y * alpha.width + x]! < OPAQUE) blank = true;
      else grow(data, row + Math.floor(x / block), width);
    }
  }
  return { mask: { width, height, data }, blank };
};

const grow = (data: Uint8Array, at: number, width: number): void => {
  for (const row of [at - width, at, at + width]) {
    data[row - 1] = 1;
    data[row] = 1;
    data[row + 1] = 1;
  }
};

interface Part {
  readonly label: number;
  /** its first pixel in reading order: there is nothing of it above or to the left */
  readonly start: number;
  readonly pixels: number;
}

/** Pixels that touch along an edge belong together; one pass, each pixel looked at once. */
const partsOf = ({ width, data }: Mask): { readonly labels: Int32Array; readonly parts: readonly Part[] } => {
  const labels = new Int32Array(data.length);
  const parts: Part[] = [];
  const waiting: number[] = [];
  for (let start = 0; start < data.length; start++) {
    if (data[start] === 0 || labels[start] !== 0) continue;
    const label = parts.length + 1;
    let pixels = 0;
    labels[start] = label;
    waiting.push(start);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      pixels++;
      for (const next of [at - width, at - 1, at + 1, at + width]) {
        if (data[next] === 0 || labels[next] !== 0) continue;
        labels[next] = label;
        waiting.push(next);
      }
    }
    parts.push({ label, start, pixels });
  }
  return { labels, parts };
};

const keptParts = (parts: readonly Part[]): readonly Part[] => {
  const sorted = [...parts].sort((a, b) => b.pixels - a.pixels || a.start - b.start);
  return sorted.filter(({ pixels }) => pixels >= SPECK * sorted[0]!.pixels).slice(0, MOST_PARTS);
};

type Labels = Omit<Mask, "data"> & { readonly data: Int32Array };

/** Right, down, left, up: where a step along the edge leads, and which pixels lie ahead of it on its two sides. */
const STEPS = [
  { dx: 1, dy: 0 },
  { dx: 0, dy: 1 },
  { dx: -1, dy: 0 },
  { dx: 0, dy: -1 },
] as const;

/**
 * Walks round a part with its pixels on the right hand, from the top of its first one, and notes the middle of each pixel's edge: what
 * marching squares give for a mask of ones and noughts.
 */
const follow = ({ width, data }: Labels, start: number, label: number): Polygon => {
  const isIn = (x: number, y: number): boolean => data[y * width + x] === label;
  const first = { x: start % width, y: Math.floor(start / width) };
  const points: { x: number; y: number }[] = [];
  let { x, y } = first;
  let heading = 0;
  do {
    const { dx, dy } = STEPS[heading]!;
    points.push({ x: x + dx / 2, y: y + dy / 2 });
    x += dx;
    y += dy;
    // the two pixels ahead of the corner, on the left and on the right hand
    const ahead = { x: x + (dx - 1) / 2, y: y + (dy - 1) / 2 };
    const right = isIn(ahead.x - dy / 2, ahead.y + dx / 2);
    const left = isIn(ahead.x + dy / 2, ahead.y - dx / 2);
    if (!right) heading = (heading + 1) % 4;
    else if (left) heading = (heading + 3) % 4;
  } while (x !== first.x || y !== first.y || heading !== 0);
  return points;
};
