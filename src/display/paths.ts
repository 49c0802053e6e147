/** Rectangles, ellipses and lines as path commands. */
import type { Point, Rect } from "../base/geometry.ts";
import { bottom, right } from "../base/geometry.ts";
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

export const linePath = (from: Point, to: Point): readonly PathCommand[] => [
  { kind: "move", ...from },
  { kind: "line", ...to },
];
