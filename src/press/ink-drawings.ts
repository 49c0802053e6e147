/**
 * Vector drawings into ink: greys onto the black plate alone, as much black as the grey says; all other colours by the press profile
 * under the ink limit. On a mono page these become amounts of black by how light they are.
 */
import { type Ink, isBlackOnly } from "../base/colour.ts";
import type { DrawingItem, FillItem, StrokeItem } from "../display/display-list.ts";
import type { Press } from "../model/edition.ts";
import type { DrawnShape, ScreenColour } from "../model/story.ts";
import { allow, clampInk } from "./ink-limit.ts";
import type { InkedShape } from "./inked-page.ts";
import type { Raster } from "./raster.ts";
import { blackAlone, fourInks } from "./separate-pixels.ts";

/** The drawings of a page with their colours as inks. Rejects when the profile gives no CMYK. */
export const inkDrawings = async (
  drawings: readonly DrawingItem[],
  press: Press,
): Promise<ReadonlyMap<DrawingItem, readonly InkedShape[]>> => {
  const colours = drawings.flatMap(({ shapes }) => shapes.flatMap(coloursOf));
  const mono = drawings.some((item) => item.mono);
  const inks = await inksOf(colours, { press, mono });
  return new Map(drawings.map((item) => [item, item.shapes.map((shape) => inkedShape(shape, inks))]));
};

const coloursOf = ({ fill, stroke }: DrawnShape): readonly ScreenColour[] => [
  ...(fill ? [fill.colour] : []),
  ...(stroke ? [stroke.colour] : []),
];

const keyOf = ({ red, green, blue }: ScreenColour): string => `${red} ${green} ${blue}`;

const isGrey = ({ red, green, blue }: ScreenColour): boolean => red === green && green === blue;

/** All colours at once, a pixel each. */
const inksOf = async (
  colours: readonly ScreenColour[],
  { press, mono }: { readonly press: Press; readonly mono: boolean },
): Promise<ReadonlyMap<string, Ink>> => {
  const different = [...new Map(colours.map((each) => [keyOf(each), each])).values()];
  const greys = different.filter(isGrey);
  const others = different.filter((each) => !isGrey(each));
  const inks = new Map<string, Ink>(greys.map((each) => [keyOf(each), black(255 - each.red)]));
  if (others.length === 0) return inks;
  const data = Uint8Array.from(others.flatMap(({ red, green, blue }) => [red, green, blue]));
  const pixels = { width: others.length, height: 1, channels: 3, data };
  const made = mono ? await inBlack(pixels, press) : await inFourInks(pixels, press);
  others.forEach((each, n) => {
    inks.set(keyOf(each), made[n]!);
  });
  return inks;
};

const SCREEN = { kind: "rgb", profile: "srgb", notes: [] } as const;

const inBlack = async (pixels: Raster, press: Press): Promise<readonly Ink[]> => {
  const { data } = (await blackAlone(pixels, SCREEN, press))!;
  return Array.from(data, (value) => black(255 - value));
};

const inFourInks = async (pixels: Raster, press: Press): Promise<readonly Ink[]> => {
  const separated = (await fourInks(pixels, SCREEN, press))!;
  const { data } = clampInk(separated, allow(separated, press.inkLimit));
  return Array.from({ length: pixels.width }, (_, n) => {
    const [c, m, y, k] = [0, 1, 2, 3].map((part) => percent(data[n * 4 + part]!)) as [number, number, number, number];
    return { c, m, y, k };
  });
};

const black = (value: number): Ink => ({ c: 0, m: 0, y: 0, k: percent(value) });

/** 255ths in per cent, rounded down to tenths so that the limit holds. */
const percent = (value: number): number => Math.floor((value * 1000) / 255 + 1e-9) / 10;

const inkedShape = ({ path, fill, stroke, clips }: DrawnShape, inks: ReadonlyMap<string, Ink>): InkedShape => {
  const items: (FillItem | StrokeItem)[] = [];
  if (fill) {
    const ink = inks.get(keyOf(fill.colour))!;
    items.push({ kind: "fill", path, ink, overprint: false, ...(fill.evenOdd && { evenOdd: true }) });
  }
  if (stroke) {
    const ink = inks.get(keyOf(stroke.colour))!;
    const { thickness, dash, join } = stroke;
    items.push({ kind: "stroke", path, thickness, dash, join, ink, overprint: isBlackOnly(ink) && ink.k === 100 });
  }
  return { items, clips };
};
