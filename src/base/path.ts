/** Paths in page coordinates, and those of rectangles, ellipses and lines. */
import { bottom, type Point, type Rect, right } from "./geometry.ts";
import type { Polygon } from "./polygon.ts";
import type { Pt } from "./units.ts";

/** Path commands in page coordinates: move, line, curve (two controls and the end), close. */
export type PathCommand =
  | { readonly kind: "move" | "line"; readonly x: Pt; readonly y: Pt }
  | {
      readonly kind: "curve";
      readonly x1: Pt;
      readonly y1: Pt;
      readonly x2: Pt;
      readonly y2: Pt;
      readonly x: Pt;
      readonly y: Pt;
    }
  | { readonly kind: "close" };

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

/** The path through all points, closed. */
export const polygonPath = (points: readonly Point[]): readonly PathCommand[] => [
  ...polylinePath(points),
  ...(points.length > 0 ? [{ kind: "close" } as const] : []),
];

/** The path through all points, open. */
export const polylinePath = (points: readonly Point[]): readonly PathCommand[] =>
  points.map(({ x, y }, n) => ({ kind: n === 0 ? "move" : "line", x, y }));

/** Every point of a path brought to another place. */
export const mapPath = (path: readonly PathCommand[], to: (point: Point) => Point): readonly PathCommand[] =>
  path.map((command): PathCommand => {
    switch (command.kind) {
      case "move":
      case "line":
        return { kind: command.kind, ...to(command) };
      case "curve": {
        const [one, two] = [to({ x: command.x1, y: command.y1 }), to({ x: command.x2, y: command.y2 })];
        return { kind: "curve", x1: one.x, y1: one.y, x2: two.x, y2: two.y, ...to(command) };
      }
      case "close":
        return command;
      default:
        return command satisfies never;
    }
  });
