/** Lengths as written → numbers of the engine. The schemas have checked their form. */
import { type Em, mm, type Pt, type Rows, type Zi } from "../../base/units.ts";

/** 号数 → points (LC-05; CLREQ 2.3.5 gives two values for some, this is the first of them). */
const ZIHAO: Readonly<Record<string, Pt>> = {
  初号: 42,
  小初: 36,
  一号: 27.5,
  小一: 24,
  二号: 21,
  小二: 18,
  三号: 15.75,
  小三: 15,
  四号: 13.75,
  小四: 12,
  五号: 10.5,
  小五: 9,
  六号: 7.875,
  小六: 6.5,
  七号: 5.25,
  八号: 5,
};

/** The 号数 that a style sheet may name. */
export const ZIHAO_NAMES: readonly string[] = Object.keys(ZIHAO);

/** The number of a length; a fraction is worked out. */
export const amount = (text: string): number => {
  const [over, under] = text.split("/").map((each) => Number.parseFloat(each));
  return under === undefined ? over! : over! / under;
};

/** Points of a length in mm, pt or Q (级, 0.25 mm), or of a 号数. */
export const points = (text: string): Pt => {
  const known = ZIHAO[text.trim()];
  if (known !== undefined) return known;
  const value = amount(text);
  if (/mm\s*$/.test(text)) return mm(value);
  return /Q\s*$/.test(text) ? mm(value / 4) : value;
};

/** `2em` → 2 */
export const ems = (text: string): Em => amount(text);

/** `5/3zi` → 1.666… */
export const zis = (text: string): Zi => amount(text);

/** `0.5row` → 0.5 */
export const rowsOf = (text: string): Rows => amount(text);

/** `54pt..36pt step 2pt` → descending sizes, both ends included; the step is 1 pt unless it is given. */
export const sizesOf = (text: string): readonly Pt[] => {
  const [range = "", step = "1pt"] = text.split("step");
  const [from = 0, to = from] = range.split("..").map(points);
  const [most, least] = [Math.max(from, to), Math.min(from, to)];
  const by = points(step);
  const steps = Math.floor((most - least) / by + 1e-6);
  const sizes = Array.from({ length: steps + 1 }, (_, n) => most - n * by);
  return sizes.at(-1)! > least + 1e-6 ? [...sizes, least] : sizes;
};

/** `3` or `2-5` → both ends. */
export const spanOf = (value: number | string): { readonly from: number; readonly to: number } => {
  const [from, to] = String(value).split("-").map(Number);
  return { from: from!, to: to ?? from! };
};
