/** Ink on paper: the four process colours, in per cent. There is no RGB inside the engine. */

/** A process colour; each part 0 to 100 per cent. */
export interface Ink {
  readonly c: number;
  readonly m: number;
  readonly y: number;
  readonly k: number;
}

/** Black alone, the colour of text (0/0/0/100). */
export const BLACK: Ink = { c: 0, m: 0, y: 0, k: 100 };

/** Bare paper; it knocks out and must never overprint (GWG 2022 R0007). */
export const PAPER: Ink = { c: 0, m: 0, y: 0, k: 0 };

/** Total area coverage in per cent, 0 to 400. */
export const coverage = (ink: Ink): number => ink.c + ink.m + ink.y + ink.k;

/** Whether the colour is made of black alone. */
export const isBlackOnly = (ink: Ink): boolean => ink.c === 0 && ink.m === 0 && ink.y === 0 && ink.k > 0;

/** How many of the four inks print. */
export const inkCount = (ink: Ink): number => [ink.c, ink.m, ink.y, ink.k].filter((part) => part > 0).length;
