/** Text → galley: characters become clusters with glyphs, widths by the punctuation style, and places to break. */
import type { Report } from "../base/diagnostic.ts";
import type { Pt } from "../base/units.ts";
import type { Inline, Span } from "../model/story.ts";
import type { FontChoice, TextStyle } from "../model/style.ts";
import { type CharacterClass, classesOf } from "../text/character-classes.ts";
import type { Fonts } from "../text/font-library.ts";
import { mayBreakBetween, mayStretchBetween } from "../text/line-break-rules.ts";
import { MARK_WIDTHS, markWidth } from "../text/punctuation-width.ts";
import type { ShapedGlyph, Typeface } from "../text/typeface.ts";
import type { Cluster, GalleyParagraph } from "./cluster.ts";

/** What the galley wants of a style; a headline's is made of one font. */
export type GalleyStyle = Pick<
  TextStyle,
  "faces" | "size" | "strongSize" | "indent" | "punctuation" | "lineBreak" | "hanLatinGap" | "latinSize"
>;

/** Shapes a paragraph once. Characters in no font are reported and shown as a box by the body face's own .notdef. */
export const setParagraph = (
  inline: Inline,
  how: { readonly style: GalleyStyle; readonly fonts: Fonts },
  report: Report,
): GalleyParagraph => {
  const { style } = how;
  const shaped = withClasses(shapeSpans(inline, how, report));
  return {
    clusters: shaped.map((each, n) => clusterOf(each, { before: shaped[n - 1], after: shaped[n + 1], style })),
    text: inline.map((span) => span.text).join(""),
    indent: style.indent,
    size: style.size,
  };
};

interface Shaped {
  readonly text: string;
  readonly class: CharacterClass;
  readonly face: Typeface;
  readonly size: Pt;
  readonly glyphs: readonly ShapedGlyph[];
  readonly offset: number;
  readonly span: Span;
  readonly at: number;
}

/** Graphemes matter only where a mark can combine; everything else is taken by code point, which is much quicker. */
const COMBINING = /\u200d|\p{M}|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u{1f3fb}-\u{1f3ff}]/u;
const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });

const graphemes = (text: string): readonly string[] =>
  COMBINING.test(text) ? [...GRAPHEMES.segment(text)].map((each) => each.segment) : [...text];

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

const shapeSpans = (
  inline: Inline,
  how: { readonly style: GalleyStyle; readonly fonts: Fonts },
  report: Report,
): readonly Shaped[] => {
  const all = pieces(inline);
  const classes = classesOf(all.map((each) => each.text));
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

const faceFor = (piece: Piece, font: FontChoice, how: { readonly fonts: Fonts }, report: Report): Typeface => {
  const face = how.fonts.faceFor(font, piece.text.codePointAt(0)!);
  if (face) return face;
  const code = piece.text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
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

const shapeOne = (
  piece: Piece,
  name: CharacterClass,
  how: { readonly style: GalleyStyle; readonly fonts: Fonts },
  report: Report,
): Shaped => {
  const { font, size } = choose(piece.span, how.style);
  const face = faceFor(piece, font, how, report);
  const single = name === "ideograph" && piece.text.length === 1;
  const glyphs = single
    ? [face.ideograph(piece.text.charCodeAt(0))]
    : face.shape(piece.text, { western: name === "space", vertical: false });
  return { text: piece.text, class: name, face, size, glyphs, offset: piece.offset, span: piece.span, at: piece.at };
};

const shapeWestern = (
  run: readonly Piece[],
  how: { readonly style: GalleyStyle; readonly fonts: Fonts },
  report: Report,
): readonly Shaped[] => {
  const out: Shaped[] = [];
  const { font, size: beside } = choose(run[0]!.span, how.style);
  const size = beside * how.style.latinSize;
  for (let n = 0; n < run.length; ) {
    const face = faceFor(run[n]!, font, how, report);
    let end = n + 1;
    while (end < run.length && how.fonts.faceFor(font, run[end]!.text.codePointAt(0)!) === face) end++;
    out.push(...byCluster(run.slice(n, end), face, size));
    n = end;
  }
  return out;
};

/** One cluster for each glyph cluster, so that a ligature stays whole and a long word can be parted in need. */
const byCluster = (run: readonly Piece[], face: Typeface, size: Pt): readonly Shaped[] => {
  const text = run.map((each) => each.text).join("");
  const glyphs = face.shape(text, { western: true, vertical: false });
  const starts = [...new Set(glyphs.map((glyph) => glyph.cluster))].sort((a, b) => a - b);
  return starts.map((start, n) => ({
    text: text.slice(start, starts[n + 1] ?? text.length),
    class: "western",
    face,
    size,
    glyphs: glyphs.filter((glyph) => glyph.cluster === start),
    offset: run[0]!.offset + start,
    span: run[0]!.span,
    at: run[0]!.at + start,
  }));
};

/** A reference such as ① after its word, or a lone combining mark, keeps the class of its kind; nothing else changes here. */
const withClasses = (shaped: readonly Shaped[]): readonly Shaped[] => shaped;

interface Neighbours {
  readonly before: Shaped | undefined;
  readonly after: Shaped | undefined;
  readonly style: GalleyStyle;
}

const clusterOf = (shaped: Shaped, near: Neighbours): Cluster => {
  const { after, style } = near;
  const box = boxOf(shaped, near);
  const gap = gapAfter(shaped, after, style);
  const start = shaped.span.source.start + shaped.at;
  return {
    text: shaped.text,
    class: shaped.class,
    face: shaped.face,
    size: shaped.size,
    glyphs: shaped.glyphs,
    width: box.width * shaped.size + gap,
    gapAfter: gap,
    shift: box.shift * shaped.size,
    trimStart: box.trimStart * shaped.size,
    trimEnd: box.trimEnd * shaped.size,
    breakAfter: after !== undefined && mayBreakBetween(shaped.class, after.class, style.lineBreak),
    stretchAfter: after !== undefined && mayStretchBetween(shaped.class, after.class),
    offset: shaped.offset,
    source: { path: shaped.span.source.path, start, end: start + shaped.text.length },
  };
};

interface MarkBox {
  readonly width: number;
  readonly shift: number;
  readonly trimStart: number;
  readonly trimEnd: number;
}

const natural = (glyphs: readonly ShapedGlyph[]): number => glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);

const boxOf = (shaped: Shaped, near: Neighbours): MarkBox => {
  const advance = natural(shaped.glyphs);
  const wanted = markWidth(shaped.class, near.style.punctuation);
  if (wanted === undefined) return { width: advance, shift: 0, trimStart: 0, trimEnd: 0 };
  const blank = shaped.face.blank(shaped.text);
  const width = wantedWidth(shaped, wanted, near);
  const tightest = advance - blank.left - blank.right;
  const cut = Math.max(0, advance - width);
  const both = blank.left + blank.right;
  const fromLeft = both > 0 ? (cut * blank.left) / both : (advance - width) / 2;
  return {
    width,
    shift:
      cut > 0 || width < advance
        ? -Math.min(fromLeft, blank.left || fromLeft)
        : leftRoom(shaped.class, width - advance),
    trimStart: shaped.class === "opening" ? Math.max(0, width - Math.max(tightest, 0.5)) : 0,
    trimEnd: shaped.class !== "opening" && blank.right > 0 ? Math.max(0, width - Math.max(tightest, 0.5)) : 0,
  };
};

/** A face whose marks are narrower than their cell (kai quotes): openers stand at its right, closers at its left. */
const leftRoom = (name: CharacterClass, room: number): number =>
  name === "opening" ? room : name === "interpunct" ? room / 2 : 0;

/** Two marks that meet give up half an em between them; after 。” the blank moves behind the quotation mark. */
const wantedWidth = (shaped: Shaped, wanted: number, { before, after, style }: Neighbours): number => {
  const widths = MARK_WIDTHS[style.punctuation];
  if (!widths.meet) return wanted;
  const closes = (each: Shaped | undefined) =>
    each !== undefined && (each.class === "closing" || each.class === "pause" || each.class === "stop");
  if (shaped.class === "opening") return before?.class === "opening" ? Math.min(wanted, 0.5) : wanted;
  if (closes(shaped) && (closes(after) || after?.class === "opening")) {
    return after?.class === "opening" && widths.bracket < 1 ? wanted : Math.min(wanted, 0.5);
  }
  if (shaped.class === "closing" && before?.class === "stop" && widths.stop === 1) return 1;
  return wanted;
};

const isHan = (name: CharacterClass): boolean => name === "ideograph";

const gapAfter = (shaped: Shaped, after: Shaped | undefined, style: GalleyStyle): Pt => {
  if (!after || style.hanLatinGap === 0) return 0;
  const meets =
    (isHan(shaped.class) && after.class === "western") || (shaped.class === "western" && isHan(after.class));
  return meets ? style.hanLatinGap * style.size : 0;
};
