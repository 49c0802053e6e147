/** The plates of a page (C, M, Y, K): which of them print, and a hash of each, so that two versions can be compared. */
import { createHash, type Hash } from "node:crypto";
import type { Ink } from "../base/colour.ts";
import { overlaps, type Rect } from "../base/geometry.ts";
import type { DisplayItem, FillItem, GlyphsItem, StrokeItem } from "../display/display-list.ts";
import { itemBounds } from "./ink-bounds.ts";
import type { InkedPage } from "./inked-page.ts";

/** Plate → SHA-256 (hex) of what is on it; plates without ink are absent. */
export type Plates = ReadonlyMap<string, string>;

/**
 * The plates of `inked`. A plate is all that lays ink on it, in order, and all that takes ink from it by knocking out. What is told
 * as unchanged is unchanged to the pixel; an item that knocks out counts for a plate when its bounds meet ink of that plate, which may
 * name a plate too many and never one too few.
 */
export const platesOf = (inked: InkedPage): Plates => {
  const plates = new Map<string, Plate>(PROCESS.map((name) => [name, { hash: createHash("sha256"), inked: [] }]));
  for (const item of inked.page.items) for (const print of printsOf(item, inked)) press(print, plates);
  return new Map(
    [...plates].flatMap(([name, { hash, inked: where }]) => (where.length > 0 ? [[name, hash.digest("hex")]] : [])),
  );
};

/** Plates that differ between two versions of a page, in the order of printing units; those that one has and the other has not too. */
export const changedPlates = (before: Plates, after: Plates): readonly string[] => {
  const names = new Set([...PROCESS, ...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
};

const PROCESS = ["C", "M", "Y", "K"] as const;

interface Plate {
  readonly hash: Hash;
  /** where it has ink so far */
  readonly inked: Rect[];
}

/** Something that meets paper at once. */
interface Print {
  readonly what: string;
  readonly bounds: Rect;
  /** plate → share of ink in per cent, or what else says how much */
  readonly inks: ReadonlyMap<string, number | string>;
  readonly overprint: boolean;
}

const press = ({ what, bounds, inks, overprint }: Print, plates: ReadonlyMap<string, Plate>): void => {
  for (const [name, plate] of plates) {
    const amount = inks.get(name);
    if (amount !== undefined) plate.inked.push(bounds);
    else if (overprint || !plate.inked.some((each) => overlaps(each, bounds))) continue;
    plate.hash.update(`${amount ?? "out"} ${what}\n`);
  }
};

const printsOf = (item: DisplayItem, inked: InkedPage): readonly Print[] => {
  switch (item.kind) {
    case "glyphs":
      return printOf(item, lettersOf(item));
    case "fill":
    case "stroke":
      return printOf(item, areaOf(item));
    case "picture": {
      const picture = inked.pictures.get(item);
      const bounds = itemBounds(item);
      if (!picture || !bounds) return [];
      const plates = picture.space === "gray" ? ["K"] : PROCESS;
      const what = rounded([item.rect, item.clip ?? []]);
      return [{ what, bounds, inks: new Map(plates.map((name) => [name, picture.hash])), overprint: false }];
    }
    case "drawing":
      return (inked.drawings?.get(item) ?? []).flatMap(({ items, clips }) =>
        items.flatMap((each) => printOf(each, `${areaOf(each)} ${rounded([item.clip, clips])}`)),
      );
    default:
      return item satisfies never;
  }
};

const printOf = (item: GlyphsItem | FillItem | StrokeItem, what: string): readonly Print[] => {
  const bounds = itemBounds(item);
  return bounds ? [{ what, bounds, inks: inksOf(item.ink), overprint: item.overprint }] : [];
};

const inksOf = ({ c, m, y, k }: Ink): ReadonlyMap<string, number> => {
  const all = [
    ["C", c],
    ["M", m],
    ["Y", y],
    ["K", k],
  ] as const;
  return new Map(all.filter(([, amount]) => amount > 0));
};

const lettersOf = ({ face, size, turn, stretch = 1, glyphs }: GlyphsItem): string =>
  rounded([face.key, size, turn, stretch, glyphs.map(({ id, x, y }) => [id, x, y])]);

const areaOf = (item: FillItem | StrokeItem): string =>
  rounded(
    item.kind === "fill" ? [item.path, item.evenOdd ?? false] : [item.path, item.thickness, item.dash, item.join],
  );

/** To the thousandth of a point, as the file is written. */
const rounded = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "number" ? Math.round(part * 1000) / 1000 + 0 : part));
