/** Lengths inside the engine: points of 1/72 inch, y down, origin at the top left of the trimmed page. */

/** A length in points. */
export type Pt = number & { readonly unit?: "pt" };

/** A length in ems of the type it belongs to. */
export type Em = number & { readonly unit?: "em" };

/** A length in zi (字): one ideograph of the page's body size. */
export type Zi = number & { readonly unit?: "zi" };

/** A count of baseline rows of the page grid; whole wherever a stage hands it on. */
export type Rows = number & { readonly unit?: "row" };

/** Lengths closer than this are the same length: a hundredth of a point, 3.5 µm on paper. */
export const TOLERANCE: Pt = 0.01;

/** Points of `value` millimetres; 72 / 25.4 exactly. */
export const mm = (value: number): Pt => (value * 72) / 25.4;

/** Millimetres of `value` points. */
export const toMm = (value: Pt): number => (value * 25.4) / 72;

/** Whether a length of `need` goes into `room`; the only comparison of lengths in the engine. */
export const fits = (need: Pt, room: Pt): boolean => need <= room + TOLERANCE;

/** Whether two lengths are the same within the tolerance. */
export const sameLength = (a: Pt, b: Pt): boolean => Math.abs(a - b) <= TOLERANCE;
