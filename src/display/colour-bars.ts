/** 色标: patches from which ink and grey balance are read on the printed sheet. */
import { BLACK, type Ink } from "../base/colour.ts";
import type { Rect } from "../base/geometry.ts";
import { rectanglePath } from "../base/path.ts";
import { mm, type Pt } from "../base/units.ts";
import type { FillItem } from "./display-list.ts";

const ink = (c: number, m: number, y: number, k: number): Ink => ({ c, m, y, k });

/** Solids, tints, overprints of two solids, then greys of three inks, each beside the black tint that it should look like. */
const COLOUR: readonly Ink[] = [
  ink(100, 0, 0, 0),
  ink(0, 100, 0, 0),
  ink(0, 0, 100, 0),
  BLACK,
  ink(40, 0, 0, 0),
  ink(0, 40, 0, 0),
  ink(0, 0, 40, 0),
  ink(0, 0, 0, 40),
  ink(100, 100, 0, 0),
  ink(100, 0, 100, 0),
  ink(0, 100, 100, 0),
  ink(10, 8, 8, 0),
  ink(0, 0, 0, 10),
  ink(30, 24, 24, 0),
  ink(0, 0, 0, 30),
  ink(50, 42, 42, 0),
  ink(0, 0, 0, 50),
];

/** Of a page on the black plate alone. */
const MONO: readonly Ink[] = [100, 80, 50, 40, 30, 20, 10].map((k) => ink(0, 0, 0, k));

/** Width of a patch when all patches stand in a row of `width`. */
export const barWidth = (width: Pt): Pt => Math.min(mm(5), Math.max(0, width) / COLOUR.length);

/** The patches from left to right, as high as `place`, one touching the next. */
export const colourBars = (place: Rect, mono: boolean): readonly FillItem[] => {
  const width = barWidth(place.width);
  if (width === 0) return [];
  return (mono ? MONO : COLOUR).map((each, n) => ({
    kind: "fill",
    path: rectanglePath({ x: place.x + n * width, y: place.y, width, height: place.height }),
    ink: each,
    overprint: false,
  }));
};
