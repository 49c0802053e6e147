/** What the plates of a page carry, for people. */
import type { Rect } from "../base/geometry.ts";
import { placeOf } from "../nightly/page/coverage-json.ts";
import type { Coverage } from "../proof/coverage.ts";
import type { Session } from "./session.ts";

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
