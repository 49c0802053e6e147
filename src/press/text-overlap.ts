/** Pieces of text that stand on one another. */
import { bottom, type Rect, right, union } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { GlyphsItem } from "../display/display-list.ts";
import { glyphBox, glyphInkBox, itemBounds } from "./ink-bounds.ts";

/** Two pieces of text and the rectangle in which glyphs of both stand. */
export interface TextOverlap {
  readonly first: GlyphsItem;
  readonly second: GlyphsItem;
  readonly rect: Rect;
}

/** Ink boxes may share this much of the smaller type's size: tight leading and kerning across faces are no accident. */
const ALLOWED = 0.15;

/** Squares of the sieve that keeps far pieces from being compared. */
const SQUARE = 72;

/** All pairs of text items whose glyphs' ink boxes overlap by more than a hair, in printing order. */
export const textOverlaps = (items: readonly GlyphsItem[]): readonly TextOverlap[] => {
  const boxes = items.map((item) => itemBounds(item));
  return nearPairs(items, boxes).flatMap(([a, b]) => {
    const [first, second] = [items[a]!, items[b]!];
    const rect = overlapOf(first, second);
    return rect ? [{ first, second, rect }] : [];
  });
};

const hairOf = (a: GlyphsItem, b: GlyphsItem): Pt => ALLOWED * Math.min(a.size, b.size);

const nearPairs = (
  items: readonly GlyphsItem[],
  boxes: readonly (Rect | undefined)[],
): readonly (readonly [number, number])[] => {
  const squares = new Map<string, number[]>();
  const pairs = new Map<string, readonly [number, number]>();
  boxes.forEach((box, index) => {
    if (!box) return;
    for (const square of squaresOf(box)) {
      const others = squares.get(square) ?? [];
      for (const other of others) {
        if (shared(boxes[other]!, box, hairOf(items[other]!, items[index]!)))
          pairs.set(`${other} ${index}`, [other, index]);
      }
      others.push(index);
      squares.set(square, others);
    }
  });
  return [...pairs.values()].sort(([a, b], [c, d]) => a - c || b - d);
};

const squaresOf = (box: Rect): readonly string[] => {
  const names: string[] = [];
  for (let column = Math.floor(box.x / SQUARE); column * SQUARE <= right(box); column++) {
    for (let row = Math.floor(box.y / SQUARE); row * SQUARE <= bottom(box); row++) names.push(`${column} ${row}`);
  }
  return names;
};

const overlapOf = (first: GlyphsItem, second: GlyphsItem): Rect | undefined => {
  const hair = hairOf(first, second);
  const others = second.glyphs.map((glyph) => ({ glyph, box: glyphBox(second, glyph) }));
  const found: Rect[] = [];
  for (const glyph of first.glyphs) {
    const box = glyphBox(first, glyph);
    for (const other of others) {
      // em boxes first: reading outlines takes long, and neighbouring lines touch in their em boxes alone
      if (!shared(box, other.box, hair)) continue;
      const [ink, otherInk] = [glyphInkBox(first, glyph), glyphInkBox(second, other.glyph)];
      const rect = ink && otherInk && shared(ink, otherInk, hair);
      if (rect) found.push(rect);
    }
  }
  return found.length === 0 ? undefined : union(found);
};

/** What two rectangles share, when that is wider and higher than `hair`. */
const shared = (a: Rect, b: Rect, hair: Pt): Rect | undefined => {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(right(a), right(b)) - x;
  const height = Math.min(bottom(a), bottom(b)) - y;
  return width > hair && height > hair ? { x, y, width, height } : undefined;
};
