/** A headline in lines: as even as the sense allows, rather at a pause of its own, the first line rather the longer one. */
import type { Pt } from "../../base/units.ts";
import { extentOf, type GalleyParagraph } from "../galley/cluster.ts";
import { headlineBreaks, headlinePauses } from "./headline-breaks.ts";

/** More places than this are more than a headline has. */
const MOST_PLACES = 60;

/** Share of a line by which the widest may grow for a cut at a pause (NEWSPAPER §5.2: sense before even lines). */
const PAUSE_WORTH = 0.2;
/** What a last line that is longer than the first costs, as a share of the difference. */
const LONGER_LAST = 0.1;

/** Clusters that begin the second and the following of `count` lines; undefined where the text has too few places. */
export const cutHeadline = (
  paragraph: GalleyParagraph,
  count: number,
  names: readonly string[],
): readonly number[] | undefined => {
  const { clusters, text } = paragraph;
  const breaks = new Set(headlineBreaks(text, names));
  const pauses = new Set(headlinePauses(text));
  const places = clusters.flatMap(({ offset }, n) => (n > 0 && breaks.has(offset) ? [n] : []));
  if (places.length > MOST_PLACES) return undefined;
  const even = extentOf(clusters) / count;
  let best: { readonly cut: readonly number[]; readonly cost: number } | undefined;
  for (const cut of choose(places, count - 1)) {
    const widths = widthsOf(paragraph, cut);
    const paused = cut.filter((n) => pauses.has(clusters[n]!.offset)).length;
    const cost = Math.max(...widths) + LONGER_LAST * (widths.at(-1)! - widths[0]!) - PAUSE_WORTH * even * paused;
    if (!best || cost < best.cost - 1e-6) best = { cut, cost };
  }
  return best?.cut;
};

/** All ways to choose some of the places, in order. */
function* choose(places: readonly number[], count: number, from = 0): Generator<readonly number[]> {
  if (count === 0) yield [];
  else
    for (let n = from; n <= places.length - count; n++)
      for (const rest of choose(places, count - 1, n + 1)) yield [places[n]!, ...rest];
}

/** Widths of the lines, spaces at their ends not counted. */
const widthsOf = ({ clusters }: GalleyParagraph, cut: readonly number[]): readonly Pt[] =>
  [...cut, clusters.length].map((to, n) => {
    const from = n === 0 ? 0 : cut[n - 1]!;
    let end = to;
    while (end > from && clusters[end - 1]!.class === "space") end--;
    return extentOf(clusters.slice(from, end));
  });
