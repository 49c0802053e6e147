/** Corners of boxes (角花) as data: how the frame's line goes round a corner, in a square that is then turned into all four. */
import type { CornerKind } from "../model/style.ts";

/** A step of the line; lengths in the corner's size, from the box's corner: u along the upper side, v along the left one. */
export type CornerStep =
  | { readonly kind: "line"; readonly u: number; readonly v: number }
  | {
      readonly kind: "curve";
      readonly u1: number;
      readonly v1: number;
      readonly u2: number;
      readonly v2: number;
      readonly u: number;
      readonly v: number;
    };

/** A corner. All are symmetrical, so that turning one is as good as mirroring it. */
export interface CornerShape {
  /** how far inside of the box's edges the sides stand, in the corner's size */
  readonly inset: number;
  /** from the left side at (inset, 1) to the upper one at (1, inset); both ends are understood */
  readonly line: readonly CornerStep[];
  /** what the ground follows, where that is not the line */
  readonly ground?: readonly CornerStep[];
  /** whether the sides are drawn between the corners */
  readonly sides: boolean;
  /** by how much the size changes for each point that the line goes inwards, to stay at one distance from the outer one */
  readonly growth: number;
  /** a round bead, filled */
  readonly bead?: { readonly at: number; readonly radius: number };
}

/** Distance of a curve's control for a quarter of a circle, and what is left of the radius. */
const KAPPA = 0.5522847498;
const REST = 1 - KAPPA;

const line = (u: number, v: number): CornerStep => ({ kind: "line", u, v });

const ROUND: CornerStep = { kind: "curve", u1: 0, v1: REST, u2: REST, v2: 0, u: 1, v: 0 };
const HOLLOW: CornerStep = { kind: "curve", u1: KAPPA, v1: 1, u2: 1, v2: KAPPA, u: 1, v: 0 };
/** Where the crossed lines of 套方 stand. */
const LOOP = 0.3;

/** The corners by name. */
export const CORNER_SHAPES: Readonly<Record<CornerKind, CornerShape>> = {
  square: { inset: 0, line: [line(0, 0), line(1, 0)], sides: true, growth: 0 },
  round: { inset: 0, line: [ROUND], sides: true, growth: -1 },
  // 1 - tan(22.5°), times two sides of the cut
  bevelled: { inset: 0, line: [line(1, 0)], sides: true, growth: -0.586 },
  hollow: { inset: 0, line: [HOLLOW], sides: true, growth: 0 },
  bead: { inset: 0, line: [HOLLOW], sides: true, growth: 0, bead: { at: 0.3, radius: 0.18 } },
  stepped: {
    inset: 0,
    line: [line(0.5, 1), line(0.5, 0.5), line(1, 0.5), line(1, 0)],
    sides: true,
    growth: 0,
  },
  loop: {
    inset: LOOP,
    line: [line(LOOP, 0), line(0, 0), line(0, LOOP), line(1, LOOP)],
    ground: [line(LOOP, LOOP), line(1, LOOP)],
    sides: true,
    growth: 0,
  },
  bracket: { inset: 0, line: [line(0, 0), line(1, 0)], sides: false, growth: 0 },
};
