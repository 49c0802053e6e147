/** Room for the frame round the dead (示亡号): a thin space on either side, so that it touches neither the name nor its neighbours (LC-96). */
import type { Em } from "../../base/units.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";

/** Between the frame and the name, and between the frame and what stands beside it, em. */
export const INSIDE_FRAME: Em = 0.1;
export const OUTSIDE_FRAME: Em = 0.06;

/** The paragraph with that room in the bodies of the first and the last cluster of each framed name. */
export const withFrames = (paragraph: GalleyParagraph): GalleyParagraph => {
  const { clusters } = paragraph;
  if (!clusters.some((each) => each.span.marks?.includes("deceased"))) return paragraph;
  const pad = (each: Cluster): number => (INSIDE_FRAME + OUTSIDE_FRAME) * each.size;
  return {
    ...paragraph,
    clusters: clusters.map((each, n) => {
      const name = framedName(each);
      if (name === undefined) return each;
      const before = framedName(clusters[n - 1]) === name ? 0 : pad(each);
      const after = framedName(clusters[n + 1]) === name ? 0 : pad(each);
      return { ...each, box: each.box + before + after, shift: each.shift + before };
    }),
  };
};

/** The framed name that a cluster belongs to. */
export const framedName = (each: Cluster | undefined): number | undefined => {
  const at = each?.span.marks?.indexOf("deceased") ?? -1;
  return at < 0 ? undefined : (each?.span.markIds?.[at] ?? 0);
};
