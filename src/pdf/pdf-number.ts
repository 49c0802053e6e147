/** Numbers and codes as PDF prints them. */

const STEP = 1000;

/**
 * A number in at most three decimals, never with an exponent, never `-0`: 0.001 pt is a third of a micrometre. Throws for what is
 * no finite number, since one such word makes the rest of a page disappear without any error.
 */
export const number = (value: number): string => {
  if (!Number.isFinite(value)) throw new Error(`a PDF cannot hold the number ${value}`);
  return String(Math.round(value * STEP) / STEP + 0);
};

/** Several numbers, a space between. */
export const numbers = (...values: readonly number[]): string => values.map(number).join(" ");

/** A scale in at most seven decimals: over a page's width three would be off by a point. */
export const fine = (value: number): string =>
  String(Number(value.toFixed(7)) + 0).includes("e") ? "0" : String(Number(value.toFixed(7)) + 0);

/** Character code as four hexadecimal digits. */
export const hex4 = (code: number): string => code.toString(16).padStart(4, "0");
