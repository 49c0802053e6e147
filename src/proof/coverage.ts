/** How much ink stands on a page: each plate's share, the most on one spot, the most in a square, and the zones of the ink keys. */
import type { Rect } from "../base/geometry.ts";
import { mm, type Pt } from "../base/units.ts";
import type { Plate } from "./plate.ts";

/** What the plates of a page carry. Percents; places in points from the sheet's top left. */
export interface Coverage {
  /** share of the area that each ink covers, in the plates' order */
  readonly plates: readonly { readonly ink: string; readonly percent: number }[];
  /** the largest sum of all inks on one pixel, and where it is */
  readonly most: { readonly percent: number; readonly rect: Rect };
  /** the largest sum averaged over a square of 15 mm (GWG 2022, R0026), and where it is */
  readonly square: { readonly percent: number; readonly rect: Rect };
  /** what each ink key has to let through: the share of its zone that each ink covers, from left to right */
  readonly zones: readonly { readonly ink: string; readonly percents: readonly number[] }[];
}

/** Side of the square over which coverage is averaged. Source: GWG 2022, R0026. */
export const SQUARE: Pt = mm(15);
/** Width of the zone of one ink key, common on newspaper presses. */
const ZONE: Pt = mm(32.5);

/** Measures the plates inside `area`: the trim, since marks outside it may carry all inks. */
export const coverageOf = (plates: readonly Plate[], area: Rect): Coverage => {
  const [first] = plates;
  if (!first) return NOTHING;
  const window = pixelsOf(area, first);
  const totals = totalsOf(plates, window);
  return {
    plates: plates.map((plate) => ({ ink: plate.ink, percent: meanOf(plate, window) })),
    most: mostOf(totals, window, first.dpi),
    square: squareOf(totals, window, first.dpi),
    zones: plates.map((plate) => ({ ink: plate.ink, percents: zonesOf(plate, window) })),
  };
};

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 };
const NOTHING: Coverage = {
  plates: [],
  most: { percent: 0, rect: NOWHERE },
  square: { percent: 0, rect: NOWHERE },
  zones: [],
};

/** A rectangle of pixels. */
interface Window {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const pixelsOf = ({ x, y, width, height }: Rect, plate: Plate): Window => {
  const scale = plate.dpi / 72;
  const [left, top] = [Math.max(0, Math.ceil(x * scale)), Math.max(0, Math.ceil(y * scale))];
  const right = Math.min(plate.width, Math.floor((x + width) * scale));
  const bottom = Math.min(plate.height, Math.floor((y + height) * scale));
  return { left, top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
};

/** Sums of all inks, 255 for each that is full. */
const totalsOf = (plates: readonly Plate[], { left, top, width, height }: Window): Uint16Array => {
  const totals = new Uint16Array(width * height);
  for (const plate of plates) {
    for (let y = 0; y < height; y++) {
      const from = (top + y) * plate.width + left;
      const to = y * width;
      for (let x = 0; x < width; x++) totals[to + x]! += plate.tone[from + x]!;
    }
  }
  return totals;
};

const PERCENT = 100 / 255;

const meanOf = ({ tone, width: row }: Plate, { left, top, width, height }: Window): number => {
  let sum = 0;
  for (let y = top; y < top + height; y++)
    for (let at = y * row + left; at < y * row + left + width; at++) sum += tone[at]!;
  return width * height === 0 ? 0 : (sum / (width * height)) * PERCENT;
};

const zonesOf = (plate: Plate, window: Window): readonly number[] => {
  const zone = (ZONE * plate.dpi) / 72;
  const count = Math.ceil(window.width / zone);
  return Array.from({ length: count }, (_, n) => {
    const from = Math.round(n * zone);
    const to = Math.min(window.width, Math.round((n + 1) * zone));
    return meanOf(plate, { ...window, left: window.left + from, width: to - from });
  });
};

const mostOf = (totals: Uint16Array, window: Window, dpi: number): Coverage["most"] => {
  let at = 0;
  for (let n = 1; n < totals.length; n++) if (totals[n]! > totals[at]!) at = n;
  if (totals.length === 0) return NOTHING.most;
  const place = { x: at % window.width, y: Math.floor(at / window.width), width: 1, height: 1 };
  return { percent: totals[at]! * PERCENT, rect: pointsOf(place, window, dpi) };
};

/** The heaviest square, by sums over everything above and to the left of each pixel. */
const squareOf = (totals: Uint16Array, window: Window, dpi: number): Coverage["square"] => {
  const { width, height } = window;
  const side = Math.round((SQUARE * dpi) / 72);
  const across = Math.min(side, width);
  const down = Math.min(side, height);
  if (across === 0 || down === 0) return NOTHING.square;
  const row = width + 1;
  const sums = new Float64Array(row * (height + 1));
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += totals[y * width + x]!;
      sums[(y + 1) * row + x + 1] = sums[y * row + x + 1]! + line;
    }
  }
  let best = { sum: -1, x: 0, y: 0 };
  for (let y = 0; y + down <= height; y++) {
    for (let x = 0; x + across <= width; x++) {
      const below = (y + down) * row + x;
      const sum = sums[below + across]! - sums[below]! - sums[y * row + x + across]! + sums[y * row + x]!;
      if (sum > best.sum) best = { sum, x, y };
    }
  }
  const place = { x: best.x, y: best.y, width: across, height: down };
  return { percent: (best.sum / (across * down)) * PERCENT, rect: pointsOf(place, window, dpi) };
};

const pointsOf = ({ x, y, width, height }: Rect, { left, top }: Window, dpi: number): Rect => {
  const scale = 72 / dpi;
  return { x: (left + x) * scale, y: (top + y) * scale, width: width * scale, height: height * scale };
};
