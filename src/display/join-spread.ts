/** Two pages side by side as readers see them (拼版校样): for a proof, never for a plate. */
import { bottom, type Rect, right } from "../base/geometry.ts";
import { mapPath, rectanglePath } from "../base/path.ts";
import type { Pt } from "../base/units.ts";
import type { DisplayItem, DisplayPage } from "./display-list.ts";
import { placePage } from "./place-page.ts";

/** `left` and `right` with their trims touching at the fold, level at the top; what bleeds over the fold ends there. */
export const joinSpread = (left: DisplayPage, other: DisplayPage): DisplayPage => {
  const fold = right(left.trim);
  const moved = placePage(other, { scale: 1, dx: fold - other.trim.x, dy: left.trim.y - other.trim.y });
  const trim: Rect = {
    ...left.trim,
    width: left.trim.width + moved.trim.width,
    height: Math.max(left.trim.height, moved.trim.height),
  };
  const bleed: Rect = {
    x: left.bleed.x,
    y: Math.min(left.bleed.y, moved.bleed.y),
    width: right(moved.bleed) - left.bleed.x,
    height: Math.max(bottom(left.bleed), bottom(moved.bleed)) - Math.min(left.bleed.y, moved.bleed.y),
  };
  return {
    id: `${left.id}-${other.id}`,
    trim,
    bleed,
    fold: { x: fold, gutter: 0 },
    items: [
      ...left.items.map((item) => keptTo(item, { from: Number.NEGATIVE_INFINITY, to: fold })),
      ...moved.items.map((item) => keptTo(item, { from: fold, to: Number.POSITIVE_INFINITY })),
    ],
  };
};

interface Side {
  readonly from: Pt;
  readonly to: Pt;
}

/** Pictures and areas end at the fold; letters are kept, since none stands in a bleed. */
const keptTo = (item: DisplayItem, side: Side): DisplayItem => {
  const { from, to } = side;
  if (item.kind === "fill") {
    return { ...item, path: mapPath(item.path, ({ x, y }) => ({ x: Math.min(to, Math.max(from, x)), y })) };
  }
  if (item.kind !== "picture" || item.clip || (item.rect.x >= from && right(item.rect) <= to)) return item;
  const x = Math.max(from, item.rect.x);
  const width = Math.max(0, Math.min(to, right(item.rect)) - x);
  return { ...item, clip: rectanglePath({ ...item.rect, x, width }) };
};
