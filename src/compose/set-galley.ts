/** Text → galley: characters become clusters with glyphs, widths by the punctuation style, and places to break. */
import type { Report } from "../base/diagnostic.ts";
import type { Em, Pt } from "../base/units.ts";
import type { Inline } from "../model/story.ts";
import type { BreakLists, Writing } from "../model/style.ts";
import type { Boundary, BoundarySide, Tradition } from "../text/boundary.ts";
import type { CharacterClass } from "../text/character-classes.ts";
import type { Fonts } from "../text/font-library.ts";
import { type Hyphenator, hyphenatorOf } from "../text/hyphenate.ts";
import type { Break } from "../text/line-break-rules.ts";
import { traditionOf } from "../text/tradition-of.ts";
import type { ShapedGlyph } from "../text/typeface.ts";
import { breakLocally } from "./break-locally.ts";
import type { Cluster, GalleyParagraph, Glue } from "./cluster.ts";
import type { GalleyStyle } from "./galley-style.ts";
import { onGrid } from "./grid-cells.ts";
import { hangOf } from "./hanging.ts";
import { withRuby } from "./ruby.ts";
import { shapeInline } from "./shape-text.ts";
import type { Shaped } from "./shaped.ts";
import { unicodeTailoring } from "./unicode-breaks.ts";

/** Shapes paragraphs of one style; what they have in common is worked out once. */
export type Setter = (inline: Inline, report: Report) => GalleyParagraph;

/** A setter. Characters in no font are reported and shown as a box by the body face's own .notdef. */
export const openSetter = (style: GalleyStyle, fonts: Fonts): Setter => {
  const tradition = traditionOf(style);
  const local = {
    lists: isEmpty(style.breakLists) ? undefined : style.breakLists,
    hyphenate: hyphenator(style),
    unicode: unicodeTailoring(style.lineBreak, style.locale),
  };
  const inGlue = glueMaker();
  const between = boundaryMaker(tradition);
  const { size, indents, writing } = style;
  return (inline, report) => {
    const shaped = shapeInline(inline, { style, fonts }, report);
    const kinds = tradition.kindsOf(
      shaped.map((each) => each.text),
      shaped.map((each) => (writing === "vertical" ? standingClass(each) : each.class)),
    );
    const clusters = shaped.map((each, n): Cluster => {
      const next = shaped[n + 1];
      const boundary = next && !each.joined ? between(sideOf(each, kinds[n]!), sideOf(next, kinds[n + 1]!)) : AT_END;
      return clusterOf(each, { kind: kinds[n]!, first: n === 0, next, boundary, tradition, style, inGlue });
    });
    const text = inline.map((span) => span.text).join("");
    const paragraph = { clusters, text, indents, size, writing, endStep: tradition.endStep };
    return withRuby(breakLocally(style.grid ? onGrid(paragraph) : paragraph, local), { style, fonts });
  };
};

/** Western letters that stand upright in a cell of a vertical line are set as ideographs are (CLREQ 3.2.3). */
const standingClass = ({ class: name, stance }: Shaped): CharacterClass =>
  name === "western" && stance === "upright" ? "ideograph" : name;

/** Shapes one paragraph. */
export const setParagraph = (
  inline: Inline,
  { style, fonts }: { readonly style: GalleyStyle; readonly fonts: Fonts },
  report: Report,
): GalleyParagraph => openSetter(style, fonts)(inline, report);

const isEmpty = ({ notAtStart, notAtEnd, atStart, atEnd, together }: BreakLists): boolean =>
  notAtStart.size + notAtEnd.size + atStart.size + atEnd.size + together.size === 0;

/** Words are hyphenated in the language that the style names, else in the text's own when it is Western. */
const hyphenator = ({ hyphenate, locale }: GalleyStyle): Hyphenator | undefined => {
  if (hyphenate === "none") return undefined;
  if (hyphenate === "auto") return locale.script === "western" ? hyphenatorOf(locale.language) : undefined;
  return hyphenatorOf(hyphenate);
};

const sideOf = ({ text }: Shaped, kind: number): BoundarySide => ({ text, kind });

/** Boundaries of two clusters; whether a line may end there may depend on the characters themselves. One object for each answer. */
const boundaryMaker = (tradition: Tradition): ((before: BoundarySide, after: BoundarySide) => Boundary) => {
  if (!tradition.breakBetween) return (before, after) => tradition.boundary(before.kind, after.kind);
  const known = new Map<Boundary, Map<Break, Boundary>>();
  return (before, after) => {
    const boundary = tradition.boundary(before.kind, after.kind);
    const may = tradition.breakBetween!(before, after);
    if (may === boundary.break) return boundary;
    const variants = known.get(boundary) ?? new Map<Break, Boundary>();
    known.set(boundary, variants);
    const variant = variants.get(may) ?? { ...boundary, break: may };
    variants.set(may, variant);
    return variant;
  };
};

/** After the last cluster there is nothing. */
const AT_END: Boundary = {
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

type InGlue = (boundary: Boundary, size: Pt) => Glue;

/** Boundaries in points; one object for each boundary and size. */
const glueMaker = (): InGlue => {
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

interface ClusterPlace {
  readonly kind: number;
  readonly first: boolean;
  readonly next: Shaped | undefined;
  readonly boundary: Boundary;
  readonly tradition: Tradition;
  readonly style: GalleyStyle;
  readonly inGlue: InGlue;
}

const clusterOf = (
  shaped: Shaped,
  { kind, first, next, boundary, tradition, style, inGlue }: ClusterPlace,
): Cluster => {
  const { text, face, size, glyphs, stance, offset, span, at } = shaped;
  const { box, shift } = bodyOf(shaped, tradition.body(kind), style.writing);
  const endBlank = tradition.trimsEnd ? 0 : tradition.rightBlank(kind) * size;
  const mark = tradition.body(kind) !== undefined;
  // a boundary is as large as the mark that its blank belongs to
  const scale = mark ? size : next && next.class === "opening" ? next.size : style.size;
  const space = shaped.class === "space" ? spaceGlue(shaped, boundary) : undefined;
  return {
    text,
    class: shaped.class,
    face,
    size,
    glyphs,
    box: space ? 0 : box * size,
    shift: shift * size,
    stance,
    glue: space ?? inGlue(boundary, scale),
    startBlank: keepsStart(style, tradition, first) ? tradition.leftBlank(kind) * size : 0,
    endBlank,
    hang: hangOf(shaped.class, style) * (tradition.leftBlank(kind) * size + box * size + endBlank),
    offset,
    span,
    at,
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

/** Body of a cluster along the line, and where its glyph's origin stands from the body's start. */
const bodyOf = (shaped: Shaped, body: Em | undefined, writing: Writing): { readonly box: Em; readonly shift: Em } => {
  const upright = writing === "vertical" && shaped.stance === "upright";
  const advance = upright ? (shaped.cell ?? CELL) : extent(shaped.glyphs);
  if (body === undefined || (shaped.class === "solidus" && advance < 0.75)) return { box: advance, shift: 0 };
  const blank = shaped.face.blank(shaped.text, upright ? "vertical" : "horizontal");
  if (blank.before + blank.after > 0) return { box: advance - blank.before - blank.after, shift: -blank.before };
  // a face whose marks are narrower than half a cell: openers stand at the right of it, closers at its left
  const room = body - advance;
  if (room < 0) return { box: body, shift: room / 2 };
  return { box: body, shift: shaped.class === "opening" ? room : shaped.class === "interpunct" ? room / 2 : 0 };
};
