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
  const widthOf = widthsIn(paragraph);
  let best: { readonly cut: readonly number[]; readonly cost: number } | undefined;
  for (const cut of choose(places, count - 1)) {
    const widths = [...cut, clusters.length].map((to, n) => widthOf(cut[n - 1] ?? 0, to));
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

/** Width of a line from one cluster to another, spaces at its end not counted: from sums that are added up once, however long the text. */
const widthsIn = ({ clusters }: GalleyParagraph): ((from: number, to: number) => Pt) => {
  const sums = [0];
  /** where a line that ends before this cluster has its last one that is no space */
  const ends = [0];
  clusters.forEach((each, n) => {
    sums.push(sums[n]! + each.box + each.glue.natural);
    ends.push(each.class === "space" ? ends[n]! : n + 1);
  });
  return (from, to) => {
    const end = Math.max(from, ends[to]!);
    const last = clusters[end - 1];
    if (end === from || !last) return 0;
    return sums[end]! - sums[from]! - last.glue.natural + (clusters[from]!.startBlank ?? 0) + last.endBlank;
  };
};
