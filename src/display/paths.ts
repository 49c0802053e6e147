/** Rectangles, ellipses and lines as path commands. */
import type { Point, Rect } from "../base/geometry.ts";
import { bottom, right } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import type { Pt } from "../base/units.ts";
import type { PathCommand } from "./display-list.ts";

export const rectanglePath = (rect: Rect): readonly PathCommand[] => [
  { kind: "move", x: rect.x, y: rect.y },
  { kind: "line", x: right(rect), y: rect.y },
  { kind: "line", x: right(rect), y: bottom(rect) },
  { kind: "line", x: rect.x, y: bottom(rect) },
  { kind: "close" },
];

/** Distance of a curve's controls that makes four curves a circle to within 0.03 per cent. */
const KAPPA = 0.5522847498;

export const ellipsePath = (rect: Rect): readonly PathCommand[] => {
  const [rx, ry] = [rect.width / 2, rect.height / 2];
  const [cx, cy] = [rect.x + rx, rect.y + ry];
  const [kx, ky] = [rx * KAPPA, ry * KAPPA];
  return [
    { kind: "move", x: cx + rx, y: cy },
    { kind: "curve", x1: cx + rx, y1: cy + ky, x2: cx + kx, y2: cy + ry, x: cx, y: cy + ry },
    { kind: "curve", x1: cx - kx, y1: cy + ry, x2: cx - rx, y2: cy + ky, x: cx - rx, y: cy },
    { kind: "curve", x1: cx - rx, y1: cy - ky, x2: cx - kx, y2: cy - ry, x: cx, y: cy - ry },
    { kind: "curve", x1: cx + kx, y1: cy - ry, x2: cx + rx, y2: cy - ky, x: cx + rx, y: cy },
    { kind: "close" },
  ];
};

/** A rectangle whose corners are quarters of a circle. */
export const roundedPath = (rect: Rect, radius: Pt): readonly PathCommand[] => {
  const { x, y } = rect;
  const [far, low] = [right(rect), bottom(rect)];
  const k = radius * (1 - KAPPA);
  return [
    { kind: "move", x: x + radius, y },
    { kind: "line", x: far - radius, y },
    { kind: "curve", x1: far - k, y1: y, x2: far, y2: y + k, x: far, y: y + radius },
    { kind: "line", x: far, y: low - radius },
    { kind: "curve", x1: far, y1: low - k, x2: far - k, y2: low, x: far - radius, y: low },
    { kind: "line", x: x + radius, y: low },
    { kind: "curve", x1: x + k, y1: low, x2: x, y2: low - k, x, y: low - radius },
    { kind: "line", x, y: y + radius },
    { kind: "curve", x1: x, y1: y + k, x2: x + k, y2: y, x: x + radius, y },
    { kind: "close" },
  ];
};

/** Polygons, one after another. */
export const polygonsPath = (polygons: readonly Polygon[]): readonly PathCommand[] =>
  polygons.flatMap((polygon) => [
    ...polygon.map(({ x, y }, n): PathCommand => ({ kind: n === 0 ? "move" : "line", x, y })),
    { kind: "close" } as const,
  ]);

export const linePath = (from: Point, to: Point): readonly PathCommand[] => [
  { kind: "move", ...from },
  { kind: "line", ...to },
];
