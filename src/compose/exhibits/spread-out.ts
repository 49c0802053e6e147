/** Labels that would stand on one another, moved apart as little as need be. */
import type { Pt } from "../../base/units.ts";

/** How far apart places have to be, and between which. */
export interface SpreadHow {
  readonly apart: Pt;
  readonly least: Pt;
  readonly most: Pt;
}

/** Places in the order of `wanted`, at least `apart` from one another; between `least` and `most` where there is room. */
export const spreadOut = (wanted: readonly Pt[], { apart, least, most }: SpreadHow): readonly Pt[] => {
  const order = wanted.map((_, n) => n).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const places = [...wanted];
  let low = least;
  for (const n of order) {
    places[n] = Math.max(places[n]!, low);
    low = places[n]! + apart;
  }
  let high = most;
  for (const n of order.toReversed()) {
    places[n] = Math.min(places[n]!, high);
    high = places[n]! - apart;
  }
  return places;
};
