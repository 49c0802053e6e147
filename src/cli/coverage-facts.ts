/** What the plates of a page carry, for people and for programs. */
import type { Rect } from "../base/geometry.ts";
import { mm } from "../base/units.ts";
import type { Coverage } from "../proof/coverage.ts";
import type { Session } from "./session.ts";

/** Percents with one decimal; places in millimetres from the sheet's top left. */
export const coverageJson = ({ plates, most, square, zones }: Coverage): object => ({
  plates: plates.map(({ ink, percent }) => ({ ink, percent: tenth(percent) })),
  most: { percent: tenth(most.percent), ...placeOf(most.rect) },
  square: { percent: tenth(square.percent), ...placeOf(square.rect) },
  zones: zones.map(({ ink, percents }) => ({ ink, percents: percents.map(tenth) })),
});

/** Two lines: each ink's share of the area, and where the most ink stands. */
export const coverageText = ({ plates, most, square }: Coverage, { says }: Session): string => {
  const shares = plates.map(({ ink, percent }) => `${ink} ${percent.toFixed(1)} %`).join(", ");
  const at = (rect: Rect): string => {
    const { x, y } = placeOf(rect);
    return says.atMillimetres(x, y);
  };
  return `${says.coverage(shares)}\n${says.mostInk(
    `${most.percent.toFixed(0)} %${at(most.rect)}`,
    `${square.percent.toFixed(0)} %${at(square.rect)}`,
  )}\n`;
};

const tenth = (value: number): number => Math.round(value * 10) / 10;

const placeOf = ({ x, y }: Rect): { readonly x: number; readonly y: number } => ({
  x: tenth(x / mm(1)),
  y: tenth(y / mm(1)),
});
