/** Spot colours (专色) of a page: told of, or printed with the four inks that stand for them. */
import type { Ink, Spot } from "../base/colour.ts";
import type { Report } from "../base/diagnostic.ts";
import { union } from "../base/geometry.ts";
import type { DisplayItem, DisplayPage } from "../display/display-list.ts";
import { itemBounds } from "./ink-bounds.ts";

/** Each spot colour once, in the order of use; those of one name are the same (reading the style sheet has seen to it). */
export const spotsOf = ({ items }: DisplayPage): readonly Spot[] => [
  ...new Map(items.flatMap((item) => (spotOf(item) ? [[spotOf(item)!.name, spotOf(item)!] as const] : []))).values(),
];

const spotOf = (item: DisplayItem): Spot | undefined =>
  item.kind === "picture"
    ? item.ground?.spot
    : item.kind === "drawing" || item.kind === "art"
      ? undefined
      : item.ink.spot;

/** The page with the four inks that stand for its spot colours. */
export const withoutSpots = (page: DisplayPage): DisplayPage => ({ ...page, items: page.items.map(inFourInks) });

const inFourInks = (item: DisplayItem): DisplayItem => {
  if (!spotOf(item) || item.kind === "drawing" || item.kind === "art") return item;
  return item.kind === "picture" ? { ...item, ground: plain(item.ground!) } : { ...item, ink: plain(item.ink) };
};

const plain = ({ c, m, y, k }: Ink): Ink => ({ c, m, y, k });

/** Tells of each spot colour that it needs a plate, which newspapers do not have by themselves (GWG 2022 R0020). */
export const reportSpots = (page: DisplayPage, report: Report): void => {
  for (const { name } of spotsOf(page)) {
    const rects = page.items.filter((item) => spotOf(item)?.name === name).flatMap((item) => itemBounds(item) ?? []);
    report.add({
      code: "press/spot",
      severity: "warning",
      message: `the page prints \`${name}\` on a plate of its own`,
      hint: "ask the plant whether it has one, or say `spots: convert`",
      place: { page: page.id, rect: union(rects) },
    });
  }
};
