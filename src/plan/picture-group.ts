/** Where the pictures of a group (组图) stand: as little of them cut as the pattern lets, thin gaps between them. */
import type { Rect } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { GroupPattern } from "../model/layout.ts";

/** A group: its pattern, and its pictures' widths over their heights. */
export interface PictureGroup {
  readonly pattern: GroupPattern;
  readonly gap: Pt;
  /** two or more */
  readonly shapes: readonly number[];
}

/** Height at which no picture is cut, where the pattern has one. */
export const groupHeight = ({ pattern, gap, shapes }: PictureGroup, width: Pt): Pt => {
  const gaps = (shapes.length - 1) * gap;
  const [first = 1, ...rest] = shapes;
  switch (pattern) {
    case "row":
      return Math.max(0, width - gaps) / sum(shapes);
    case "column":
      return width * sum(shapes.map((shape) => 1 / shape)) + gaps;
    case "large-left":
    case "large-right": {
      const narrow = smallWidth({ first, rest, gap }, width);
      return narrow * sum(rest.map((shape) => 1 / shape)) + (rest.length - 1) * gap;
    }
    case "large-top":
      return width / first + gap + Math.max(0, width - (rest.length - 1) * gap) / sum(rest);
    default:
      return pattern satisfies never;
  }
};

/** The pictures' rectangles in a room, in their order; in a room of another height all are cut alike. */
export const groupRects = ({ pattern, gap, shapes }: PictureGroup, room: Rect): readonly Rect[] => {
  const [first = 1, ...rest] = shapes;
  switch (pattern) {
    case "row":
      return acrossOf(room, shapes, gap);
    case "column":
      return downOf(
        room,
        shapes.map((shape) => 1 / shape),
        gap,
      );
    case "large-left":
    case "large-right": {
      const narrow = smallWidth({ first, rest, gap }, room.width);
      const wide = room.width - gap - narrow;
      const left = pattern === "large-left";
      const large = { ...room, x: left ? room.x : room.x + narrow + gap, width: wide };
      const small = { ...room, x: left ? room.x + wide + gap : room.x, width: narrow };
      return [
        large,
        ...downOf(
          small,
          rest.map((shape) => 1 / shape),
          gap,
        ),
      ];
    }
    case "large-top": {
      const [upper, lower] = [room.width / first, Math.max(0, room.width - (rest.length - 1) * gap) / sum(rest)];
      const [large, small] = downOf(room, [upper, lower], gap) as readonly [Rect, Rect];
      return [large, ...acrossOf(small, rest, gap)];
    }
    default:
      return pattern satisfies never;
  }
};

/** The large picture keeps at least this share of the width beside the small ones. */
const LARGE: number = 0.5;

/** Width of the small pictures beside a large one, at which all of them are as high together as it is. */
const smallWidth = (
  { first, rest, gap }: { readonly first: number; readonly rest: readonly number[]; readonly gap: Pt },
  width: Pt,
): Pt => {
  const perWidth = sum(rest.map((shape) => 1 / shape));
  const whole = (width - gap - first * (rest.length - 1) * gap) / (1 + first * perWidth);
  return Math.max(0, Math.min(whole, (1 - LARGE) * (width - gap)));
};

const acrossOf = (room: Rect, shares: readonly number[], gap: Pt): readonly Rect[] => {
  const lengths = shared(room.width, shares, gap);
  let x = room.x;
  return lengths.map((width) => {
    const rect = { ...room, x, width };
    x += width + gap;
    return rect;
  });
};

const downOf = (room: Rect, shares: readonly number[], gap: Pt): readonly Rect[] => {
  const lengths = shared(room.height, shares, gap);
  let y = room.y;
  return lengths.map((height) => {
    const rect = { ...room, y, height };
    y += height + gap;
    return rect;
  });
};

const shared = (length: Pt, shares: readonly number[], gap: Pt): readonly Pt[] => {
  const free = Math.max(0, length - (shares.length - 1) * gap);
  const all = sum(shares);
  return shares.map((share) => (free * share) / all);
};

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
