/** Elliptical arcs of SVG paths as points (SVG 1.1, appendix F.6: from end points to centre). */
import type { Point } from "../base/geometry.ts";

/** An arc as `A` writes it: radii, turn of the ellipse in degrees, and which of the four arcs is meant. */
export interface Arc {
  readonly radii: Point;
  readonly turn: number;
  readonly large: boolean;
  readonly clockwise: boolean;
}

/** Points a whole turn is divided into. */
const TURN = 96;

/** Points of the arc after `from`, the last of them `to`. */
export const arcPoints = (from: Point, to: Point, { radii, turn, large, clockwise }: Arc): readonly Point[] => {
  let [rx, ry] = [Math.abs(radii.x), Math.abs(radii.y)];
  if (rx === 0 || ry === 0 || (from.x === to.x && from.y === to.y)) return [to];
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  // half of the chord, in the directions of the ellipse's axes
  const [hx, hy] = [(from.x - to.x) / 2, (from.y - to.y) / 2];
  const [px, py] = [cos * hx + sin * hy, cos * hy - sin * hx];
  const tooSmall = (px / rx) ** 2 + (py / ry) ** 2;
  if (tooSmall > 1) {
    rx *= Math.sqrt(tooSmall);
    ry *= Math.sqrt(tooSmall);
  }
  const off = (rx * py) ** 2 + (ry * px) ** 2;
  const away = Math.sqrt(Math.max(0, (rx * ry) ** 2 / off - 1)) * (large === clockwise ? -1 : 1);
  const [cx, cy] = [(away * rx * py) / ry, (-away * ry * px) / rx];
  const start = Math.atan2((py - cy) / ry, (px - cx) / rx);
  const end = Math.atan2((-py - cy) / ry, (-px - cx) / rx);
  const whole = 2 * Math.PI;
  const swept = clockwise ? (((end - start) % whole) + whole) % whole : -((((start - end) % whole) + whole) % whole);
  const pieces = Math.max(1, Math.ceil((Math.abs(swept) / whole) * TURN));
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return Array.from({ length: pieces }, (_, n) => {
    if (n === pieces - 1) return to;
    const angle = start + (swept * (n + 1)) / pieces;
    const [x, y] = [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)];
    return { x: middle.x + cos * x - sin * y, y: middle.y + sin * x + cos * y };
  });
};
