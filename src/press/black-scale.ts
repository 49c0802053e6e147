/**
 * How light each amount of black prints, by the press profile: grey pictures, and everything on a mono page, become amounts of black
 * by it.
 */
import type { OutputCondition } from "../model/edition.ts";
import { openWay } from "./colour-engine.ts";
import { pressProfile } from "./icc-profile.ts";

/** Answers in 255ths of black; lightness is L*, 0 to 100, paper being 100. */
export interface BlackScale {
  /** for a lightness in a picture: the picture's white is paper, its black all the black there is */
  readonly forPicture: (lightness: number) => number;
  /** for a lightness as it is printed: the black that looks as light */
  readonly forPrint: (lightness: number) => number;
}

/** Undefined when the profile does not say how its inks look. */
export const blackScale = async (condition: OutputCondition): Promise<BlackScale | undefined> => {
  const known = scales.get(condition.hash);
  if (known) return known;
  const inks = Uint8Array.from({ length: STEPS * 4 }, (_, at) => (at % 4 === 3 ? at >> 2 : 0));
  const seen = await openWay({ from: pressProfile(condition), to: "lab", intent: "relative", exact: true });
  if (!seen) return undefined;
  const scale = scaleOf(lightnesses(seen(inks)).map(luminance));
  scales.set(condition.hash, scale);
  return scale;
};

/** They depend on their profiles alone, so keeping them is no state. */
const scales = new Map<string, BlackScale>();

const STEPS = 256;

const scaleOf = (luminances: readonly number[]): BlackScale => {
  const [paper, solid] = [luminances[0]!, luminances[STEPS - 1]!];
  return {
    forPicture: (lightness) => blackAt(luminances, solid + (paper - solid) * luminance(lightness)),
    forPrint: (lightness) => blackAt(luminances, paper * luminance(lightness)),
  };
};

/** Lightnesses of 16-bit L*a*b* pixels. */
export const lightnesses = (lab: Uint8Array): readonly number[] => {
  const numbers = new Uint16Array(lab.buffer, lab.byteOffset, lab.length >> 1);
  return Array.from({ length: numbers.length / 3 }, (_, n) => (numbers[n * 3]! * 100) / 65535);
};

/** CIE 1976: relative luminance of a lightness. */
const luminance = (lightness: number): number =>
  lightness > 8 ? ((lightness + 16) / 116) ** 3 : (lightness * 27) / 24389;

/** The amount whose luminance is nearest; the more black, the less light. */
const blackAt = (luminances: readonly number[], wanted: number): number => {
  let [least, most] = [0, STEPS - 1];
  while (most - least > 1) {
    const middle = (least + most) >> 1;
    if (luminances[middle]! > wanted) least = middle;
    else most = middle;
  }
  return luminances[least]! - wanted <= wanted - luminances[most]! ? least : most;
};
