/** Ink on paper: the four process colours, in per cent. There is no RGB inside the engine. */

/** A process colour; each part 0 to 100 per cent. */
export interface Ink {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
  /** a plate of its own that prints this colour; the four parts are what stands for it where there is none */
  readonly spot?: Spot;
}

/** A spot colour (专色) at a tint. */
export interface Spot {
  /** of the plate, as in `PANTONE 485 C` */
  readonly name: string;
  /** what stands for it at 100 per cent */
  readonly alternate: Ink;
  /** per cent */
  readonly tint: number;
}

/** The ink that prints a spot colour. */
export const spotInk = (spot: Spot): Ink => ({ ...tintOf(spot.alternate, spot.tint / 100), spot });

/** So much of an ink, rounded to hundredths of a per cent. */
export const tintOf = ({ c, m, y, k, spot }: Ink, share: number): Ink => {
  if (spot) return spotInk({ ...spot, tint: spot.tint * share });
  const part = (value: number): number => Math.round(value * share * 100) / 100;
  return { c: part(c), m: part(m), y: part(y), k: part(k) };
};

/** Black alone, the colour of text (0/0/0/100). */
export const BLACK: Ink = { c: 0, m: 0, y: 0, k: 100 };

/** Bare paper; it knocks out and must never overprint (GWG 2022 R0007). */
export const PAPER: Ink = { c: 0, m: 0, y: 0, k: 0 };

/** Total area coverage in per cent, 0 to 400; of a spot colour that of its own plate. */
export const coverage = (ink: Ink): number => (ink.spot ? ink.spot.tint : ink.c + ink.m + ink.y + ink.k);

/** Whether the colour is made of black alone. */
export const isBlackOnly = (ink: Ink): boolean => !ink.spot && ink.c === 0 && ink.m === 0 && ink.y === 0 && ink.k > 0;

/** How many inks print. */
export const inkCount = (ink: Ink): number =>
  (ink.spot ? [ink.spot.tint] : [ink.c, ink.m, ink.y, ink.k]).filter((part) => part > 0).length;
