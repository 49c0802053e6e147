/** Boundaries between clusters in points, each object made once. */
import type { Pt } from "../../base/units.ts";
import type { Boundary, Tradition } from "../../text/boundary.ts";
import type { Break } from "../../text/line-break-rules.ts";
import type { Glue } from "./cluster.ts";
import type { Shaped } from "./shaped.ts";

/** What is between two neighbours, by their kinds. */
export type Between = (before: Shaped, beforeKind: number, after: Shaped, afterKind: number) => Boundary;

/** Boundaries of a tradition; whether a line may end there may depend on the characters themselves. One object for each answer. */
export const boundariesOf = (tradition: Tradition): Between => {
  const { breakBetween } = tradition;
  if (!breakBetween) return (_before, beforeKind, _after, afterKind) => tradition.boundary(beforeKind, afterKind);
  const known = new Map<Boundary, Map<Break, Boundary>>();
  return (before, beforeKind, after, afterKind) => {
    const boundary = tradition.boundary(beforeKind, afterKind);
    const may = breakBetween({ text: before.text, kind: beforeKind }, { text: after.text, kind: afterKind });
    if (may === boundary.break) return boundary;
    const variants = known.get(boundary) ?? new Map<Break, Boundary>();
    known.set(boundary, variants);
    const variant = variants.get(may) ?? { ...boundary, break: may };
    variants.set(may, variant);
    return variant;
  };
};

/** After the last cluster there is nothing. */
export const AT_END: Boundary = {
  natural: 0,
  least: 0,
  giveStep: 0,
  most: 0,
  growStep: 0,
  stretches: false,
  solid: true,
  squeeze: 0,
  break: "never",
};

/** A boundary at a size. */
export type InGlue = (boundary: Boundary, size: Pt) => Glue;

/** Boundaries in points; one object for each boundary and size. */
export const glueMaker = (): InGlue => {
  const known = new Map<Boundary, Map<Pt, Glue>>();
  return (boundary, size) => {
    let sizes = known.get(boundary);
    if (!sizes) {
      sizes = new Map();
      known.set(boundary, sizes);
    }
    let glue = sizes.get(size);
    if (!glue) {
      const { natural, least, most } = boundary;
      glue = { ...boundary, natural: natural * size, least: least * size, most: most * size };
      sizes.set(size, glue);
    }
    return glue;
  };
};
