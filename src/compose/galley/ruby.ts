/**
 * Ruby and pinyin: readings set small beside their base. Mono readings belong to one character, group readings to a word; a base
 * is never parted (LC-35), and where its reading is wider it is given the room. Source: CLREQ 3.3.4, JLREQ 3.3.
 */
import type { Em, Pt } from "../../base/units.ts";
import type { Ruby } from "../../model/story.ts";
import type { Fonts } from "../../text/font-library.ts";
import type { Cluster, GalleyParagraph, RubyRun } from "./cluster.ts";
import type { GalleyStyle } from "./galley-style.ts";

/** Size of a reading over its base's (CLREQ 3.3.4, JLREQ 3.3.3: about half). */
const RUBY_SIZE = 0.5;
/** Smaller type does not print on newsprint, points; but a reading never takes more than this share of its base's size. */
const LEAST_SIZE: Pt = 5;
const LARGEST = 0.6;

/** Em of the reading's size by which it may stand over a neighbour that has none. */
const OVERHANG: Em = 0.5;

/** Em of the reading's size that are kept free on either side where the neighbour has a reading too: a quarter of the base's (CLREQ 3.3.4). */
const BETWEEN: Em = 0.25;

/** The paragraph with its readings: each base in one piece, as wide as its reading wants. */
export const withRuby = (
  paragraph: GalleyParagraph,
  how: { readonly style: GalleyStyle; readonly fonts: Fonts },
): GalleyParagraph => {
  const { clusters } = paragraph;
  if (!clusters.some((each) => each.span.ruby)) return paragraph;
  const out = [...clusters];
  for (let n = 0; n < out.length; ) {
    const { span } = out[n]!;
    let end = n + 1;
    while (end < out.length && out[end]!.span === span) end++;
    if (span.ruby) setRuby(out, { from: n, to: end, run: shapeRuby(span.ruby, out[n]!, how) });
    n = end;
  }
  return { ...paragraph, clusters: out };
};

type ShapedRuby = Omit<RubyRun, "clusters" | "before" | "after">;

interface Base {
  readonly from: number;
  readonly to: number;
  readonly run: ShapedRuby;
}

const setRuby = (clusters: Cluster[], { from, to, run }: Base): void => {
  const over = (run.width - extent(clusters, from, to)) / 2;
  const side = (neighbour: Cluster | undefined): Pt =>
    neighbour === undefined || neighbour.span.ruby ? -(BETWEEN * run.size) : OVERHANG * run.size;
  const before = Math.max(0, over - side(clusters[from - 1]));
  const after = Math.max(0, over - side(clusters[to]));
  for (let n = from; n < to; n++) {
    const each = clusters[n]!;
    const inside = n + 1 < to;
    clusters[n] = {
      ...each,
      box: each.box + (n === from ? before : 0) + (n + 1 === to ? after : 0),
      shift: each.shift + (n === from ? before : 0),
      ...(inside && { glue: { ...each.glue, break: "never", stretches: false, solid: true, giveStep: 0 } as const }),
      ...(n === from && { ruby: { ...run, clusters: to - from, before, after } }),
    };
  }
};

/** What clusters `from` to `to` take, the space after the last not counted. */
const extent = (clusters: readonly Cluster[], from: number, to: number): Pt => {
  let width = 0;
  for (let n = from; n < to; n++) width += clusters[n]!.box + (n + 1 < to ? clusters[n]!.glue.natural : 0);
  return width;
};

const shapeRuby = (
  ruby: Ruby,
  base: Cluster,
  { style, fonts }: { readonly style: GalleyStyle; readonly fonts: Fonts },
): ShapedRuby => {
  const font = style.faces[base.span.face];
  const size = Math.min(LARGEST * base.size, Math.max(LEAST_SIZE, RUBY_SIZE * base.size));
  const vertical = style.writing === "vertical";
  const glyphs = [...ruby.text].flatMap((text) => {
    const face = fonts.faceFor(font, text.codePointAt(0)!) ?? fonts.face(font);
    const western = text < "\u2e80";
    return face
      .shape(text, { western, vertical: vertical && !western })
      .map((glyph, n) => ({ face, glyph, text: n === 0 ? text : "" }));
  });
  return { ruby, size, glyphs, width: glyphs.reduce((sum, each) => sum + each.glyph.advance, 0) * size };
};
