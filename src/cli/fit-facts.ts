/** How a body came out, in plain facts. */
import type { Fit } from "../index.ts";

/** Lines, characters and zi; of what goes on on another page the page, lines and characters. */
export const fitFacts = ({ jumped, ...fit }: Fit): object => {
  if (!jumped) return fit;
  const { page, lines, characters } = jumped;
  return { ...fit, jumped: { page, lines, characters } };
};
