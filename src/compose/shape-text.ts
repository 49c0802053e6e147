/** Spans → shaped pieces: one for each grapheme of Han, one for each glyph cluster of Western text, in the face that has it. */
import type { Report } from "../base/diagnostic.ts";
import type { Pt } from "../base/units.ts";
import type { Inline, Span } from "../model/story.ts";
import type { FontChoice } from "../model/style.ts";
import { type CharacterClass, classesOf } from "../text/character-classes.ts";
import type { Fonts } from "../text/font-library.ts";
import type { ShapedGlyph, Shaping, Typeface } from "../text/typeface.ts";
import type { GalleyStyle } from "./galley-style.ts";

/** A piece of text with its glyphs. */
export interface Shaped {
  readonly text: string;
  readonly class: CharacterClass;
  readonly face: Typeface;
  readonly size: Pt;
  readonly glyphs: readonly ShapedGlyph[];
  readonly stance: "upright" | "lying";
  readonly offset: number;
  readonly span: Span;
  readonly at: number;
}

/** What shaping needs. */
export interface ShapeHow {
  readonly style: GalleyStyle;
  readonly fonts: Fonts;
}

/** Shapes a paragraph; characters in no font are reported and stand as the face's own .notdef. */
export const shapeInline = (inline: Inline, how: ShapeHow, report: Report): readonly Shaped[] => {
  const all = pieces(inline);
  const classes = classesOf(
    all.map((each) => each.text),
    how.style.locale.script === "western",
  );
  const out: Shaped[] = [];
  for (let n = 0; n < all.length; ) {
    const run = westernRun(all, classes, n);
    if (run > 0) {
      out.push(...shapeWestern(all.slice(n, n + run), how, report));
      n += run;
    } else {
      out.push(shapeOne(all[n]!, classes[n]!, how, report));
      n += 1;
    }
  }
  return out;
};

/** Graphemes matter only where a mark can combine; everything else is taken by code point, which is much quicker. */
const COMBINING = /\u200d|\p{M}|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u{1f3fb}-\u{1f3ff}]/u;
const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });

const graphemes = (text: string): Iterable<string> =>
  COMBINING.test(text) ? [...GRAPHEMES.segment(text)].map((each) => each.segment) : text;

interface Piece {
  readonly text: string;
  readonly span: Span;
  /** offset in the span */
  readonly at: number;
  /** offset in the paragraph */
  readonly offset: number;
}

const pieces = (inline: Inline): readonly Piece[] => {
  const all: Piece[] = [];
  let offset = 0;
  for (const span of inline) {
    let at = 0;
    for (const text of graphemes(span.text)) {
      all.push({ text, span, at, offset });
      at += text.length;
      offset += text.length;
    }
  }
  return all;
};

/** How many pieces from `n` on are Western text of one span; it is shaped as one, for its kerning. */
const westernRun = (all: readonly Piece[], classes: readonly CharacterClass[], n: number): number => {
  let end = n;
  while (end < all.length && classes[end] === "western" && all[end]!.span === all[n]!.span) end++;
  return end - n;
};

const choose = (span: Span, style: GalleyStyle): { readonly font: FontChoice; readonly size: Pt } => ({
  font: style.faces[span.face],
  size: span.face === "strong" ? style.strongSize : style.size,
});

/** Code points that ask nothing of a font by themselves: joiners and variation selectors. */
const isIgnorable = (code: number): boolean =>
  code === 0x200d || code === 0x200c || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);

/** The first face of the chain that has the whole cluster; else the first that has its base. */
const faceFor = (piece: Piece, font: FontChoice, how: ShapeHow, report: Report): Typeface => {
  const base = piece.text.codePointAt(0)!;
  const face = how.fonts.faceFor(font, base);
  if (face && (piece.text.length === 1 || hasAll(face, piece.text))) return face;
  const whole = how.fonts.facesOf(font).find((each) => hasAll(each, piece.text));
  if (whole ?? face) return whole ?? face!;
  const code = base.toString(16).toUpperCase().padStart(4, "0");
  const start = piece.span.source.start + piece.at;
  report.add({
    code: "font/missing-glyph",
    severity: "error",
    message: `\`${piece.text}\` (U+${code}) is in no font of family \`${font.family}\` or its fallbacks`,
    hint: "name a font that has it as a fallback in `fonts/fonts.yaml`, or write another character",
    source: { path: piece.span.source.path, start, end: start + piece.text.length },
  });
  return how.fonts.face(font);
};

const hasAll = (face: Typeface, text: string): boolean => {
  for (const each of text) {
    const code = each.codePointAt(0)!;
    if (!isIgnorable(code) && !face.has(code)) return false;
  }
  return true;
};

const shapeOne = (piece: Piece, name: CharacterClass, how: ShapeHow, report: Report): Shaped => {
  const { font, size } = choose(piece.span, how.style);
  const face = faceFor(piece, font, how, report);
  const vertical = how.style.writing === "vertical";
  const single = name === "ideograph" && piece.text.length === 1 && !(vertical && isTurning(piece.text));
  const glyphs = single
    ? [face.ideograph(piece.text.charCodeAt(0))]
    : face.shape(piece.text, { western: name === "space", vertical });
  const { text, offset, span, at } = piece;
  return { text, class: name, face, size, glyphs, stance: "upright", offset, span, at };
};

/** Ideographs proper are the same in vertical lines; kana and signs may have a form of their own. */
const isTurning = (text: string): boolean => {
  const code = text.charCodeAt(0);
  return code < 0x3400 || code > 0xdfff;
};

const shapeWestern = (run: readonly Piece[], how: ShapeHow, report: Report): readonly Shaped[] => {
  const out: Shaped[] = [];
  const { style } = how;
  const { font: text, size: beside } = choose(run[0]!.span, style);
  const size = beside * style.latinSize;
  for (let n = 0; n < run.length; ) {
    const font = westernFont(run[n]!.text, text, style);
    const face = faceFor(run[n]!, font, how, report);
    let end = n + 1;
    while (
      end < run.length &&
      westernFont(run[end]!.text, text, style) === font &&
      how.fonts.faceFor(font, run[end]!.text.codePointAt(0)!) === face
    )
      end++;
    out.push(...byCluster(run.slice(n, end), face, { size, shaping: { western: true, vertical: false } }));
    n = end;
  }
  return out;
};

const DIGIT = /^[0-9.,%]/;

/** Letters and digits may come from faces of their own; only the text face is replaced: strong stays strong. */
const westernFont = (piece: string, font: FontChoice, { latin, figures, faces }: GalleyStyle): FontChoice => {
  if (font !== faces.text) return font;
  return (DIGIT.test(piece) ? (figures ?? latin) : latin) ?? font;
};

interface RunHow {
  readonly size: Pt;
  readonly shaping: Shaping;
}

/** One piece for each glyph cluster, so that a ligature stays whole and a long word can be parted in need. */
const byCluster = (run: readonly Piece[], face: Typeface, { size, shaping }: RunHow): readonly Shaped[] => {
  const text = run.map((each) => each.text).join("");
  const glyphs = face.shape(text, shaping);
  const { offset, span, at } = run[0]!;
  const of = (from: number, to: number, own: readonly ShapedGlyph[]): Shaped => ({
    text: text.slice(from, to),
    class: "western",
    face,
    size,
    glyphs: own,
    stance: "lying",
    offset: offset + from,
    span,
    at: at + from,
  });
  // a mark that combines stays with its letter, also where the font has a glyph for each
  const starts = run.length === text.length ? undefined : new Set(run.map((each) => each.offset - offset));
  const begins = (at: number, before: number): boolean => at > before && (starts === undefined || starts.has(at));
  const out: Shaped[] = [];
  for (let n = 0; n < glyphs.length; ) {
    let end = n + 1;
    while (end < glyphs.length && !begins(glyphs[end]!.cluster, glyphs[n]!.cluster)) end++;
    out.push(of(glyphs[n]!.cluster, glyphs[end]?.cluster ?? text.length, glyphs.slice(n, end)));
    n = end;
  }
  return out;
};
