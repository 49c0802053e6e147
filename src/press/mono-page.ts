/** A page that is printed with black alone (单色版): its colours become amounts of black that look as light. */
import { BLACK, type Ink, isBlackOnly, PAPER } from "../base/colour.ts";
import { fits, type Pt } from "../base/units.ts";
import type { DisplayItem, DisplayPage } from "../display/display-list.ts";
import type { OutputCondition, Press } from "../model/edition.ts";
import { blackScale, lightnesses } from "./black-scale.ts";
import { openWay } from "./colour-engine.ts";
import { pressProfile } from "./icc-profile.ts";

/** Type below this and rules below that are too fine for the dots of a tint: darker ones become solid, lighter ones stay what they are. */
const FINE_TYPE: Pt = 24;
const FINE_RULE: Pt = 2;
const DARK = 35;

/** The page without any cyan, magenta and yellow. Rejects when the profile does not say how its inks look. */
export const monoPage = async (page: DisplayPage, { condition }: Press): Promise<DisplayPage> => {
  const toBlack = await blacksFor(page.items.flatMap(inksOf), condition);
  return { ...page, items: page.items.map((item) => inBlack(item, toBlack)) };
};

/** The black that looks as light as each of these inks in print; others stay as they are. Rejects as `monoPage`. */
export const blacksFor = async (asked: readonly Ink[], condition: OutputCondition): Promise<(ink: Ink) => Ink> => {
  const inks = distinct(asked.filter((ink) => !isBlackOnly(ink)));
  const [scale, seen] = await Promise.all([
    blackScale(condition),
    openWay({ from: pressProfile(condition), to: "lab", intent: "relative", exact: true }),
  ]);
  if (!scale || !seen) throw new Error("the output profile gives no CMYK");
  const printed = lightnesses(seen(Uint8Array.from(inks.flatMap(({ c, m, y, k }) => [c, m, y, k].map(inParts)))));
  const blacks = new Map(inks.map((ink, n) => [keyOf(ink), blackOf(ink, scale.forPrint(printed[n]!))]));
  return (ink) => blacks.get(keyOf(ink)) ?? ink;
};

const inksOf = (item: DisplayItem): readonly Ink[] => {
  if (item.kind === "drawing" || item.kind === "art") return [];
  return item.kind === "picture" ? (item.ground ? [item.ground] : []) : [item.ink];
};

const keyOf = ({ c, m, y, k }: Ink): string => `${c} ${m} ${y} ${k}`;

const distinct = (inks: readonly Ink[]): readonly Ink[] => [...new Map(inks.map((ink) => [keyOf(ink), ink])).values()];

const inParts = (percent: number): number => Math.round(percent * 2.55);

/** Paper stays paper, whatever the profile thinks of it. */
const blackOf = ({ c, m, y, k }: Ink, black: number): Ink =>
  c + m + y + k === 0 ? PAPER : { c: 0, m: 0, y: 0, k: Math.round(black / 2.55) };

const inBlack = (item: DisplayItem, toBlack: (ink: Ink) => Ink): DisplayItem => {
  switch (item.kind) {
    case "drawing":
    case "art":
      return { ...item, mono: true };
    case "picture":
      return { ...item, mono: true, ...(item.ground && { ground: toBlack(item.ground) }) };
    case "glyphs":
      return withInk(item, fine(item.ink, toBlack(item.ink), fits(FINE_TYPE, item.size)));
    case "stroke":
      return withInk(item, fine(item.ink, toBlack(item.ink), fits(FINE_RULE, item.thickness)));
    case "fill":
      return withInk(item, toBlack(item.ink));
    default:
      return item satisfies never;
  }
};

/** Greys of the page's own are what was wanted; only what has lost its colour is made firm. */
const fine = (was: Ink, black: Ink, coarse: boolean): Ink =>
  !coarse && was !== black && black.k >= DARK ? BLACK : black;

const withInk = <T extends { readonly ink: Ink; readonly overprint: boolean }>(item: T, ink: Ink): T =>
  ink === item.ink ? item : { ...item, ink, overprint: item.overprint || (isBlackOnly(ink) && ink.k === 100) };
