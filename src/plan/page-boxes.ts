/** The trimmed page and its bleed. */
import type { Rect } from "../base/geometry.ts";
import type { Edition, EditionPage, PageBoxes } from "../model/edition.ts";
import { foldOf } from "../model/facing-pages.ts";
import { widestEdges, withBleed } from "../model/page-bleed.ts";

/** The boxes of a page: its format, with the widest bleed that a plant of the edition wants. */
export const pageBoxes = ({ id, layout }: EditionPage, { targets, binding }: Edition): PageBoxes => {
  const trim: Rect = { x: 0, y: 0, width: layout.format.width, height: layout.format.height };
  return withBleed(trim, widestEdges(targets.map(({ bleed }) => bleed)), foldOf(id, binding));
};
