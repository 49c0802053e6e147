/** A page for screens: what is ink on paper becomes sRGB, pictures from their files and not from their inks. */
import type { Ink } from "../base/colour.ts";
import type { DisplayItem, PictureItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import type { ScreenColour } from "../model/story.ts";
import { openWay } from "./colour-engine.ts";
import { pressProfile } from "./icc-profile.ts";
import { type InkedPage, type InkedPicture, inkName } from "./inked-page.ts";
import { screenPicture } from "./screen-picture.ts";

/**
 * `inked` with a colour of the screen for each of its inks. Pictures that could not be read are absent there too. Rejects when the
 * profile does not say how its inks look.
 */
export const screenPage = async (inked: InkedPage, press: Press): Promise<InkedPage> => {
  const inks = [...inked.page.items, ...drawn(inked)].flatMap(inksOf);
  const screen = await coloursOf(inks, press);
  const pictures = new Map<PictureItem, InkedPicture>();
  for (const [item, picture] of inked.pictures) {
    const ground = item.ground && screen.get(inkName(item.ground));
    pictures.set(item, picture.space === "bitmap" ? picture : await screenPicture(item, press, ground));
  }
  return { ...inked, pictures, screen };
};

const drawn = ({ drawings }: InkedPage): readonly DisplayItem[] =>
  [...(drawings?.values() ?? [])].flatMap((shapes) => shapes.flatMap(({ items }) => items));

const inksOf = (item: DisplayItem): readonly Ink[] => {
  if (item.kind === "drawing" || item.kind === "art") return [];
  return item.kind === "picture" ? (item.ground ? [item.ground] : []) : [item.ink];
};

/** Black alone is black and its tints are greys; the others look as they would on white paper, as bright as it. */
const coloursOf = async (inks: readonly Ink[], { condition }: Press): Promise<ReadonlyMap<string, ScreenColour>> => {
  const different = [...new Map(inks.map((ink) => [inkName(ink), ink])).values()];
  const convert = await openWay({ from: pressProfile(condition), to: "srgb", intent: "relative" });
  if (!convert) throw new Error("the output profile gives no CMYK");
  const pixels = convert(Uint8Array.from(different.flatMap(({ c, m, y, k }) => [c, m, y, k].map(inParts))));
  return new Map(
    different.map((ink, n) => {
      const [red, green, blue] = [...pixels.subarray(n * 3, n * 3 + 3)] as [number, number, number];
      return [inkName(ink), ink.c + ink.m + ink.y === 0 ? grey(255 - inParts(ink.k)) : { red, green, blue }];
    }),
  );
};

const inParts = (percent: number): number => Math.round(percent * 2.55);

const grey = (value: number): ScreenColour => ({ red: value, green: value, blue: value });
