/** Spans → shaped pieces: one for each grapheme of Han, one for each glyph cluster of Western text, in the face that has it. */
import type { Report } from "../../base/diagnostic.ts";
import type { Pt } from "../../base/units.ts";
import type { Inline } from "../../model/story.ts";
import { type CharacterClass, classesOf } from "../../text/character-classes.ts";
import type { ShapedGlyph, Shaping, Typeface } from "../../text/typeface.ts";
import { liesWithoutGlyph } from "../../text/vertical-orientation.ts";
import { choiceOf, faceFor, westernFont } from "./choose-face.ts";
import { shapeStanding } from "./shape-vertical.ts";
import type { Piece, Shaped, ShapeHow } from "./shaped.ts";

/** Shapes a paragraph; characters in no font are reported and stand as the face's own .notdef. */
export const shapeInline = (inline: Inline, how: ShapeHow, report: Report): readonly Shaped[] => {
  const all = pieces(inline);
  const classes = classesOf(
    all.map((each) => each.text),
    how.style.locale.script === "western",
  );
  const vertical = how.style.writing === "vertical";
  const out: Shaped[] = [];
  for (let n = 0; n < all.length; ) {
    const run = westernRun(all, classes, n);
    const standing = vertical ? shapeStanding({ all, classes, at: n, run }, how, report) : undefined;
    if (standing) {
      for (const each of standing.shaped) out.push(each);
      n += standing.count;
    } else if (run > 0) {
      for (const each of shapeWestern(all.slice(n, n + run), how, report)) out.push(each);
      n += run;
    } else {
      const dash = !vertical && classes[n] === "dash" ? levelDashes([all[n]!, all[n + 1]], how, report) : undefined;
      out.push(dash ?? shapeOne(all[n]!, classes[n]!, how, report));
      n += dash ? 2 : 1;
    }
  }
  return out;
};

/** Graphemes matter only where a mark can combine; everything else is taken by code point, which is much quicker. */
const COMBINING = /\u200d|\p{M}|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u{1f3fb}-\u{1f3ff}]/u;
const GRAPHEMES = new Intl.Segmenter("zh", { granularity: "grapheme" });

const graphemes = (text: string): Iterable<string> => (COMBINING.test(text) ? segmented(text) : text);

/** Characters that are looked at in one go: each segment holds on to the whole of what it is from. */
const WINDOW = 256;

function* segmented(text: string): Generator<string> {
  let size = WINDOW;
  for (let from = 0; from < text.length; ) {
    const found = [...GRAPHEMES.segment(text.slice(from, from + size))].map((each) => each.segment);
    // the last one may go on behind the window
    if (from + size < text.length) found.pop();
    size = found.length === 0 ? 2 * size : WINDOW;
    for (const each of found) from += each.length;
    yield* found;
  }
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

const shapeOne = (piece: Piece, name: CharacterClass, how: ShapeHow, report: Report): Shaped => {
  const { font, size } = choiceOf(piece.span, how.style);
  const face = faceFor(piece, font, how, report);
  const vertical = how.style.writing === "vertical";
  if (!vertical) return shapeLevel(piece, name, { face, size });
  const { text, offset, span, at } = piece;
  const of = (glyphs: readonly ShapedGlyph[], stance: Shaped["stance"] = "upright"): Shaped => ({
    text,
    class: name,
    face,
    size,
    glyphs,
    stance,
    offset,
    span,
    at,
  });
  const single = name === "ideograph" && text.length === 1 && !isTurning(text);
  if (single) return of(face.ideograph(text.charCodeAt(0)));
  const level = face.shape(text, { western: name === "space", vertical: false });
  if (name === "space") return of(level, "lying");
  const upright = face.shape(text, { western: false, vertical: true });
  return lies(piece, name) && sameGlyphs(level, upright) ? of(level, "lying") : of(upright);
};

/** On a horizontal line; nearly every character of a page comes here. */
const shapeLevel = (
  { text, offset, span, at }: Piece,
  name: CharacterClass,
  { face, size }: { readonly face: Typeface; readonly size: Pt },
): Shaped => {
  const single = name === "ideograph" && text.length === 1;
  const glyphs = single
    ? face.ideograph(text.charCodeAt(0))
    : face.shape(text, { western: name === "space", vertical: false });
  return { text, class: name, face, size, glyphs, stance: "upright", offset, span, at };
};

/** Two dashes as the font's own dash of two cells, where it has one: between two single ones there would be a gap (LC-30). */
const levelDashes = (
  [first, second]: readonly [Piece, Piece | undefined],
  how: ShapeHow,
  report: Report,
): Shaped | undefined => {
  if (first.text !== "—" || second?.text !== "—" || first.span !== second.span) return undefined;
  const { font, size } = choiceOf(first.span, how.style);
  const face = faceFor(first, font, how, report);
  const glyphs = face.shape("——", { western: false, vertical: false });
  if (glyphs.length !== 1) return undefined;
  const { offset, span, at } = first;
  return { text: "——", class: "dash", face, size, glyphs, stance: "upright", offset, span, at };
};

/** A dot in the middle of its cell is the same turned and upright, and upright it stays with the text around it. */
const lies = ({ text }: Piece, name: CharacterClass): boolean =>
  name !== "interpunct" && liesWithoutGlyph(text.codePointAt(0)!);

const sameGlyphs = (a: readonly ShapedGlyph[], b: readonly ShapedGlyph[]): boolean =>
  a.length === b.length && a.every((glyph, n) => glyph.id === b[n]!.id);

/** Ideographs proper are the same in vertical lines; kana and signs may have a form of their own. */
const isTurning = (text: string): boolean => {
  const code = text.charCodeAt(0);
  return code < 0x3400 || code > 0xdfff;
};

// pieces are added one by one: a call takes no more arguments than the stack has room for
const shapeWestern = (run: readonly Piece[], how: ShapeHow, report: Report): readonly Shaped[] => {
  const out: Shaped[] = [];
  const { style } = how;
  const { font: text, size: beside } = choiceOf(run[0]!.span, style);
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
    for (const each of byCluster(run.slice(n, end), face, { size, shaping: { western: true, vertical: false } })) {
      out.push(each);
    }
    n = end;
  }
  return out;
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
  // variation selectors alone have no glyph, but stay characters of the text
  if (glyphs.length === 0) return [of(0, text.length, [])];
  const out: Shaped[] = [];
  for (let n = 0; n < glyphs.length; ) {
    let end = n + 1;
    while (end < glyphs.length && !begins(glyphs[end]!.cluster, glyphs[n]!.cluster)) end++;
    out.push(of(glyphs[n]!.cluster, glyphs[end]?.cluster ?? text.length, glyphs.slice(n, end)));
    n = end;
  }
  return out;
};
