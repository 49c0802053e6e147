/** Rules between the legs of a body (栏线), as long as the legs are; they break off round what stands across two legs. */
import { bottom, expand, type Rect, right } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { RuleStyle, Writing } from "../model/style.ts";
import type { Leg } from "./page-plan.ts";

/** What is in the way of a rule: its rectangle with the gap to the text. */
export interface InTheWay {
  readonly rect: Rect;
  readonly gap: Pt;
}

interface LegRules {
  readonly style: RuleStyle;
  readonly writing: Writing;
  readonly obstacles: readonly InTheWay[];
}

/** Rectangles of the rules, as thick as the style says, in the middle of the gutters; of vertical legs across. */
export const legRules = (legs: readonly Leg[], { style, writing, obstacles }: LegRules): readonly Rect[] =>
  legs.slice(1).flatMap((leg, n) => {
    const before = legs[n]!.rect;
    const half = style.thickness / 2;
    if (writing === "vertical") {
      const middle = (bottom(before) + leg.rect.y) / 2;
      const from = Math.min(before.x, leg.rect.x);
      const to = Math.max(right(before), right(leg.rect));
      const band = { x: from, y: middle - half, width: to - from, height: style.thickness };
      return freeOf(
        [from, to],
        obstacles.filter(touching(band)).map(({ rect, gap }) => [rect.x - gap, right(rect) + gap]),
      ).map(([a, b]) => ({ ...band, x: a, width: b - a }));
    }
    const middle = (right(before) + leg.rect.x) / 2;
    const to = bottom(leg.rect);
    const band = { x: middle - half, y: leg.rect.y, width: style.thickness, height: leg.rect.height };
    return freeOf(
      [band.y, to],
      obstacles.filter(touching(band)).map(({ rect }) => [rect.y, bottom(rect)]),
    ).map(([a, b]) => ({
      ...band,
      y: a,
      height: b - a,
    }));
  });

const touching =
  (band: Rect) =>
  ({ rect, gap }: InTheWay): boolean => {
    const wide = expand(rect, gap);
    return wide.x < right(band) && right(wide) > band.x && wide.y < bottom(band) && bottom(wide) > band.y;
  };

type Stretch = readonly [from: Pt, to: Pt];

/** What is left of a stretch without others. */
const freeOf = (whole: Stretch, others: readonly (readonly Pt[])[]): readonly Stretch[] =>
  others.reduce<readonly Stretch[]>(
    (left, [from = 0, to = 0]) =>
      left.flatMap(([a, b]): readonly Stretch[] =>
        to <= a || from >= b
          ? [[a, b]]
          : [...(from > a ? [[a, from] as const] : []), ...(to < b ? [[to, b] as const] : [])],
      ),
    [whole],
  );
