/**
 * Cut-outs and what lies below them. Nothing is transparent in print: the soft edge of a picture is mixed with its ground beforehand,
 * and a picture that is not clipped covers its whole rectangle. So cut-outs are painted before the text that runs round them.
 */
import { contains, overlaps, type Rect } from "../base/geometry.ts";
import { type PathCommand, polygonsPath } from "../base/path.ts";
import { boundsOf } from "../base/polygon.ts";
import type { ComposedFrame } from "../compose/composed-page.ts";
import type { DisplayItem, FillItem } from "./display-list.ts";

/** Frames with each cut-out before the body that runs round it; all else in its order. */
export const cutOutsFirst = (frames: readonly ComposedFrame[]): readonly ComposedFrame[] => {
  const bodies = new Map<string, ComposedFrame[]>();
  for (const each of frames) if (each.frame.kind === "body") bodies.set(each.frame.id, []);
  const rest = frames.filter((each) => {
    const body = isCutOut(each) ? bodies.get(bodyOf(each)) : undefined;
    body?.push(each);
    return !body;
  });
  return rest.flatMap((each) => [...(bodies.get(each.frame.id) ?? []), each]);
};

const isCutOut = ({ frame }: ComposedFrame): boolean => frame.kind === "picture" && frame.shape.kind === "outline";

const bodyOf = ({ frame }: ComposedFrame): string => frame.id.slice(0, frame.id.lastIndexOf("/"));

/**
 * The items with each cut-out told what lies below it: a tint that holds all of its rectangle becomes its ground, and wherever there is
 * a tint it is clipped by its outline.
 */
export const withGrounds = (items: readonly DisplayItem[]): readonly DisplayItem[] => {
  const fills: { readonly item: FillItem; readonly rect: Rect }[] = [];
  return items.map((item) => {
    if (item.kind === "fill") fills.push({ item, rect: boundsOf([cornersOf(item.path)]) });
    if (item.kind !== "picture" || !item.outline) return item;
    const below = fills.filter(({ rect }) => overlaps(rect, item.rect));
    if (below.length === 0) return item;
    const top = below.at(-1)!;
    const clip = polygonsPath(item.outline);
    return contains(top.rect, item.rect) && isBox(top.item.path)
      ? { ...item, clip, ground: top.item.ink }
      : { ...item, clip };
  });
};

const cornersOf = (path: readonly PathCommand[]) => path.filter((command) => command.kind !== "close");

/** Four lines round a rectangle, as `rectanglePath` draws it. */
const isBox = (path: readonly PathCommand[]): boolean => {
  const corners = cornersOf(path);
  return (
    corners.length === 4 &&
    corners.every((corner) => corner.kind !== "curve") &&
    corners.every(({ x, y }, n) => (n % 2 === 0 ? y === corners[(n + 1) % 4]!.y : x === corners[(n + 1) % 4]!.x))
  );
};
