/** The bleed of a page: its edges by plant, laid out by the side on which the fold lies. */
import type { Rect } from "../base/geometry.ts";
import type { PageBoxes } from "./edition.ts";
import type { PageEdges } from "./press.ts";

/** The edge at which a page is folded; `none` of a panorama, whose fold lies inside it. */
export type Fold = "left" | "right" | "none";

/** `trim` with its bleed. */
export const withBleed = (trim: Rect, edges: PageEdges, fold: Fold): PageBoxes => {
  const left = fold === "left" ? edges.inside : edges.outside;
  const right = fold === "right" ? edges.inside : edges.outside;
  return {
    trim,
    bleed: {
      x: trim.x - left,
      y: trim.y - edges.top,
      width: trim.width + left + right,
      height: trim.height + edges.top + edges.bottom,
    },
  };
};

/** The greatest of each edge: what a page is laid out with that is written for several plants. */
export const widestEdges = (all: readonly PageEdges[]): PageEdges => {
  const most = (edge: keyof PageEdges) => Math.max(0, ...all.map((edges) => edges[edge]));
  return { top: most("top"), bottom: most("bottom"), inside: most("inside"), outside: most("outside") };
};
