/** Letters of a page laid against the text that they were set from: at which place of it each stands. */
import type { GlyphsItem } from "../display-list.ts";

/** For each item, and each of its glyphs, the place in the text at which its characters begin. */
export interface MatchedText {
  readonly places: readonly (readonly number[])[];
  /** for each item: whether white space of the text was left out before it, as it is at the end of a line */
  readonly spaced: readonly boolean[];
}

/** Over how many characters that are not on the page it is looked on: a break that was taken out, a mark that was hung. */
const REACH = 12;

/**
 * Matches `items`, in the order of reading, with `text`. What stands in no text (hyphens) is given the place at which it stands; so
 * no glyph is ever lost.
 */
export const matchText = (items: readonly GlyphsItem[], text: string): MatchedText => {
  let at = 0;
  const spaced: boolean[] = [];
  const places = items.map((item, n) => {
    spaced.push(false);
    return item.glyphs.map((glyph, k) => {
      const own = glyph.text;
      if (own === "" || own === "\u00ad") return Math.max(0, at - 1);
      const start = findNear(text, own, at);
      if (start === undefined) return at;
      if (k === 0 && /\s/u.test(text.slice(at, start))) spaced[n] = true;
      at = start + own.length;
      return start;
    });
  });
  return { places, spaced };
};

const findNear = (text: string, own: string, at: number): number | undefined => {
  if (text.startsWith(own, at)) return at;
  const found = text.slice(at, at + REACH + own.length).indexOf(own);
  return found < 0 ? undefined : at + found;
};
