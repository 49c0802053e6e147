/** How a body came out, in plain facts. */
import type { Fit } from "../index.ts";

/** Lines, characters and zi; of what goes on on another page the page, lines and characters. */
export const fitFacts = ({ jumped, ...fit }: Fit): object => {
  if (!jumped) return fit;
  const { page, lines, characters } = jumped;
  return { ...fit, jumped: { page, lines, characters } };
};

/** What two bodies through which one story runs have together; where it goes on is the matter of the later one. */
export const together = (first: Fit, then: Fit): Fit => ({
  room: first.room + then.room,
  lines: first.lines + then.lines,
  oversetLines: first.oversetLines + then.oversetLines,
  oversetCharacters: first.oversetCharacters + then.oversetCharacters,
  oversetZi: tenths(first.oversetZi + then.oversetZi),
  underLines: first.underLines + then.underLines,
  underCharacters: first.underCharacters + then.underCharacters,
  underZi: tenths(first.underZi + then.underZi),
  ...(then.jumped && { jumped: then.jumped }),
});

const tenths = (value: number): number => Math.round(value * 10) / 10;
