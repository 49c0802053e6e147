/** What the plates of a page carry, for programs. */
import type { Rect } from "../../base/geometry.ts";
import { mm } from "../../base/units.ts";
import type { Coverage } from "../../proof/coverage.ts";

/** Percents with one decimal; places in millimetres from the sheet's top left. */
export const coverageJson = ({ plates, most, square, zones }: Coverage): object => ({
  plates: plates.map(({ ink, percent }) => ({ ink, percent: tenth(percent) })),
  most: { percent: tenth(most.percent), ...placeOf(most.rect) },
  square: { percent: tenth(square.percent), ...placeOf(square.rect) },
  zones: zones.map(({ ink, percents }) => ({ ink, percents: percents.map(tenth) })),
});

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** The top left corner in millimetres, with one decimal. */
export const placeOf = ({ x, y }: Rect): { readonly x: number; readonly y: number } => ({
  x: tenth(x / mm(1)),
  y: tenth(y / mm(1)),
});
