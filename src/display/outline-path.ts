/** Glyph outlines as paths on the page, for effects that letters cannot do as text. */
import type { Pt } from "../base/units.ts";
import type { FontFace } from "../text/font-face.ts";
import type { PathCommand } from "./display-list.ts";

/** Where a glyph's outline goes: origin on the page, size, and a turn about that origin (radians, clockwise). */
export interface OutlinePlace {
  readonly x: Pt;
  readonly y: Pt;
  readonly size: Pt;
  readonly turn: number;
  /** width over its own; 1 when absent */
  readonly stretch?: number;
}

/** The outline of a glyph as path commands in page coordinates. */
export const outlinePath = (face: FontFace, glyph: number, place: OutlinePlace): readonly PathCommand[] => {
  const { stretch = 1 } = place;
  const cos = Math.cos(place.turn) * place.size;
  const sin = Math.sin(place.turn) * place.size;
  // The outline's y points up, the page's down: (x, -y) turned clockwise.
  const px = (x: number, y: number) => place.x + x * stretch * cos + y * sin;
  const py = (x: number, y: number) => place.y + x * stretch * sin - y * cos;
  return face.outline(glyph).map((each): PathCommand => {
    if (each.kind === "close") return { kind: "close" };
    const end = { x: px(each.x, each.y), y: py(each.x, each.y) };
    if (each.kind !== "curve") return { kind: each.kind, ...end };
    return {
      kind: "curve",
      x1: px(each.x1, each.y1),
      y1: py(each.x1, each.y1),
      x2: px(each.x2, each.y2),
      y2: py(each.x2, each.y2),
      ...end,
    };
  });
};
