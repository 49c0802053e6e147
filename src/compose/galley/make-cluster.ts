/** Shaped pieces → clusters: their bodies along the line, the blank at line edges, what may hang. */
import type { Em } from "../../base/units.ts";
import type { Writing } from "../../model/style.ts";
import type { Boundary, Tradition } from "../../text/boundary.ts";
import { type CharacterClass, isMarkClass } from "../../text/character-classes.ts";
import type { ShapedGlyph } from "../../text/typeface.ts";
import type { Cluster, Glue } from "./cluster.ts";
import type { GalleyStyle } from "./galley-style.ts";
import { glueMaker, type InGlue } from "./glue.ts";
import { hangOf } from "./hanging.ts";
import type { Shaped } from "./shaped.ts";

/** A piece and what is beside it. */
export interface ClusterPlace {
  readonly kind: number;
  readonly first: boolean;
  readonly next: Shaped | undefined;
  readonly boundary: Boundary;
}

/** Makes clusters of one style. */
export type MakeCluster = (shaped: Shaped, place: ClusterPlace) => Cluster;

/** A maker; what all clusters of a style have in common is worked out once. */
export const clusterMaker = (style: GalleyStyle, tradition: Tradition): MakeCluster => {
  const inGlue = glueMaker();
  const hangs = new Map<CharacterClass, 0 | 1>();
  const hang = (name: CharacterClass): 0 | 1 => {
    const known = hangs.get(name) ?? hangOf(name, style);
    hangs.set(name, known);
    return known;
  };
  return (shaped, place) => {
    const body = tradition.body(place.kind);
    if (body === undefined && shaped.class !== "space" && !isMarkClass(shaped.class))
      return plainCluster(shaped, place, { style, inGlue });
    return markCluster(shaped, place, { style, tradition, inGlue, body, hang });
  };
};

interface Common {
  readonly style: GalleyStyle;
  readonly inGlue: InGlue;
}

/** Nearly every cluster: an ideograph or a Western letter, as wide as its font has it. */
const plainCluster = (shaped: Shaped, { next, boundary }: ClusterPlace, { style, inGlue }: Common): Cluster => {
  const { text, face, size, glyphs, stance, offset, span, at } = shaped;
  const scale = next !== undefined && next.class === "opening" ? next.size : style.size;
  return {
    text,
    class: shaped.class,
    face,
    size,
    glyphs,
    box: advanceOf(shaped, style.writing) * size,
    shift: 0,
    stance,
    ...(shaped.stretch !== undefined && { stretch: shaped.stretch }),
    glue: inGlue(boundary, scale),
    startBlank: 0,
    endBlank: 0,
    hang: 0,
    offset,
    span,
    at,
  };
};

interface MarkCommon extends Common {
  readonly tradition: Tradition;
  readonly body: Em | undefined;
  readonly hang: (name: CharacterClass) => 0 | 1;
}

const markCluster = (shaped: Shaped, place: ClusterPlace, common: MarkCommon): Cluster => {
  const { style, tradition, body, inGlue } = common;
  const { kind, first, boundary } = place;
  const { size } = shaped;
  const { box, shift } = bodyOf(shaped, body, style.writing);
  const endBlank = tradition.trimsEnd ? 0 : tradition.rightBlank(kind) * size;
  const leftBlank = tradition.leftBlank(kind) * size;
  const space = shaped.class === "space" ? spaceGlue(shaped, boundary) : undefined;
  return {
    ...plainCluster(shaped, place, common),
    box: space ? 0 : box * size,
    shift: shift * size,
    // a boundary is as large as the mark that its blank belongs to
    glue: space ?? inGlue(boundary, size),
    startBlank: keepsStart(style, tradition, first) ? leftBlank : 0,
    endBlank,
    hang: common.hang(shaped.class) * (leftBlank + box * size + endBlank),
  };
};

/** Whether a line that begins with an opener keeps the blank before it. */
const keepsStart = ({ openers }: GalleyStyle, { trimsStart }: Tradition, first: boolean): boolean =>
  openers === "style" ? !trimsStart : openers === "full" || (openers === "full-first" && first);

/** A word space is all glue: as wide as the font has it, no wider than its step allows before all others grow. */
const spaceGlue = ({ glyphs, size }: Shaped, boundary: Boundary): Glue => {
  const natural = extent(glyphs) * size;
  return {
    ...boundary,
    natural,
    least: Math.min(natural, boundary.least * size),
    giveStep: boundary.giveStep,
    most: Math.max(natural, boundary.most * size),
  };
};

const extent = (glyphs: readonly ShapedGlyph[]): Em => {
  let sum = 0;
  for (const glyph of glyphs) sum += glyph.advance;
  return sum;
};

/** A glyph of an upright cell on a vertical line is one em tall, if it does not say otherwise. */
const CELL: Em = 1;

/** What a piece takes along the line as the font has it, em. */
const advanceOf = ({ glyphs, stance, cell }: Shaped, writing: Writing): Em => {
  if (writing === "vertical" && stance === "upright") return cell ?? CELL;
  return glyphs.length === 1 ? glyphs[0]!.advance : extent(glyphs);
};

/** Body of a cluster along the line, and where its glyph's origin stands from the body's start. */
const bodyOf = (shaped: Shaped, body: Em | undefined, writing: Writing): { readonly box: Em; readonly shift: Em } => {
  const upright = writing === "vertical" && shaped.stance === "upright";
  const advance = advanceOf(shaped, writing);
  if (body === undefined || (shaped.class === "solidus" && advance < 0.75)) return { box: advance, shift: 0 };
  const blank = shaped.face.blank(shaped.text, upright ? "vertical" : "horizontal");
  if (blank.before + blank.after > 0) return { box: advance - blank.before - blank.after, shift: -blank.before };
  // a face whose marks are narrower than half a cell: openers stand at the right of it, closers at its left
  const room = body - advance;
  if (room < 0) return { box: body, shift: room / 2 };
  return { box: body, shift: shaped.class === "opening" ? room : shaped.class === "interpunct" ? room / 2 : 0 };
};
