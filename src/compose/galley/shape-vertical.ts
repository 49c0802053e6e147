/**
 * What stands upright on a vertical line although it lies by nature: numbers and letters in one cell (纵中横, tate-chu-yoko),
 * letters one by one, and dashes drawn in one stroke. Source: CLREQ 3.2.3, JLREQ 3.2.5 (LC-101), CLREQ 3.1.5.1 (LC-30).
 */
import type { Report } from "../../base/diagnostic.ts";
import type { Em } from "../../base/units.ts";
import type { FontChoice } from "../../model/style.ts";
import { type CharacterClass, classOf } from "../../text/character-classes.ts";
import type { ShapedGlyph, Typeface } from "../../text/typeface.ts";
import { verticalOrientation } from "../../text/vertical-orientation.ts";
import { choiceOf, faceFor, westernFont } from "./choose-face.ts";
import type { Piece, Shaped, ShapeHow } from "./shaped.ts";

/** How a stretch of Western text stands: side by side in one cell, or each letter in a cell of its own. */
type Standing = "combined" | "one-by-one";

/** Stretches that stand; the first that holds counts, and what none holds for lies. */
const STANDING: readonly { readonly text: RegExp; readonly set: Standing }[] = [
  // numbers of up to three digits, 3.0, A+, 2B and H7 in one cell
  { text: /^[0-9]{1,3}$/, set: "combined" },
  { text: /^[0-9]\.[0-9]$/, set: "combined" },
  { text: /^[A-Z][+-]$/, set: "combined" },
  { text: /^([0-9][A-Za-z]|[A-Za-z][0-9])$/, set: "combined" },
  // single letters, and acronyms of two or three capitals
  { text: /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u, set: "one-by-one" },
  { text: /^[A-Z]{2,3}$/, set: "one-by-one" },
];

/** A group that would have to be condensed to less of its width to go into its cell is not read any more: it lies. */
const LEAST_WIDTH = 0.6;

/** A place in a paragraph; `run` is how many pieces of Western text begin there. */
export interface VerticalPlace {
  readonly all: readonly Piece[];
  readonly classes: readonly CharacterClass[];
  readonly at: number;
  readonly run: number;
}

/** What stands, and how many pieces went into it. */
export interface StandingPieces {
  readonly shaped: readonly Shaped[];
  readonly count: number;
}

/** What stands upright at a place of a vertical line; undefined when the usual shaping holds. */
export const shapeStanding = (place: VerticalPlace, how: ShapeHow, report: Report): StandingPieces | undefined => {
  const { all, at, run } = place;
  const marked = markedUpright(all, at);
  if (marked > 0) return combined(all.slice(at, at + marked), { how, report, least: 0 });
  if (run === 0) return dashes(all.slice(at, at + 2), { how, report });
  const pieces = all.slice(at, at + run);
  const set = isPartOfMore(place) ? undefined : standingOf(pieces);
  if (set === undefined) return undefined;
  return set === "combined" ? combined(pieces, { how, report, least: LEAST_WIDTH }) : oneByOne(pieces, { how, report });
};

/** How many pieces from `at` on the story itself asks to be set upright. */
const markedUpright = (all: readonly Piece[], at: number): number => {
  const { span } = all[at]!;
  if (!span.marks?.includes("upright")) return 0;
  let end = at;
  while (all[end]?.span === span) end++;
  return end - at;
};

/** A word of a phrase, or one half of 24/7: it lies as the rest does. */
const isPartOfMore = ({ classes, at, run }: VerticalPlace): boolean =>
  joins(classes[at - 1], classes[at - 2]) || joins(classes[at + run], classes[at + run + 1]);

const joins = (near: CharacterClass | undefined, far: CharacterClass | undefined): boolean =>
  near === "western" || ((near === "space" || near === "solidus") && far === "western");

const standingOf = (pieces: readonly Piece[]): Standing | undefined => {
  const text = pieces.map((each) => each.text).join("");
  // signs such as × and ☎ are upright by UAX #50 wherever they stand alone
  const upright = pieces.every((each) => verticalOrientation(each.text.codePointAt(0)!) === "U");
  return upright ? "one-by-one" : STANDING.find((rule) => rule.text.test(text))?.set;
};

interface Shop {
  readonly how: ShapeHow;
  readonly report: Report;
}

/** Top of an upright cell over the baseline, and the height over it of what is centred in the cell as ideographs are, em. */
const CELL_TOP: Em = 0.88;
const IDEOGRAPH: Em = 0.76;

/** Glyphs moved so that `height` over their baseline stands in the middle of a cell; `dy` points up. */
const centred = (glyphs: readonly ShapedGlyph[], { cell, height }: { readonly cell: Em; readonly height: Em }) =>
  glyphs.map((glyph) => ({ ...glyph, dy: glyph.dy + CELL_TOP - (cell + height) / 2 }));

const widthOf = (glyphs: readonly ShapedGlyph[]): Em => glyphs.reduce((sum, glyph) => sum + glyph.advance, 0);

const shapedOf = (piece: Piece, rest: Omit<Shaped, "offset" | "span" | "at" | "stance">): Shaped => ({
  ...rest,
  stance: "upright",
  offset: piece.offset,
  span: piece.span,
  at: piece.at,
});

/**
 * Pieces side by side in one cell, in the font's third-width design where it has one, else condensed as far as that takes, as high as
 * they are; undefined when that is narrower than `least` of their width.
 */
const combined = (
  pieces: readonly Piece[],
  { how, report, least }: Shop & { readonly least: number },
): StandingPieces | undefined => {
  const first = pieces[0]!;
  const text = pieces.map((each) => each.text).join("");
  const { font, size } = choiceOf(first.span, how.style);
  const face = faceForAll(pieces, westernFont(first.text, font, how.style), { how, report });
  const glyphs = thirds(pieces, face) ?? pieces.flatMap((piece) => narrowest(piece, face, placeIn(piece, first)));
  const stretch = Math.min(1, 1 / widthOf(glyphs));
  // designs half an em wide come out at two thirds to the last decimal
  if (stretch < least - 1e-6) return undefined;
  const height = pieces.every((each) => classOf(each.text) === "western") ? face.capHeight : IDEOGRAPH;
  const own = centred(glyphs, { cell: 1, height });
  const cluster = { text, class: "western", face, size, glyphs: own, ...(stretch < 1 && { stretch }) } as const;
  return { shaped: [shapedOf(first, cluster)], count: pieces.length };
};

/** Three pieces in the font's designs of a third of an em; undefined where it has not all of them. */
const thirds = (pieces: readonly Piece[], face: Typeface): readonly ShapedGlyph[] | undefined => {
  if (pieces.length !== 3) return undefined;
  const shaped = pieces.map((piece) =>
    face
      .shape(piece.text, { western: false, vertical: false, feature: "twid" })
      .map((glyph) => ({ ...glyph, cluster: placeIn(piece, pieces[0]!) })),
  );
  return shaped.every((glyphs) => Math.abs(widthOf(glyphs) - 1 / 3) < 0.01) ? shaped.flat() : undefined;
};

/** Where a piece stands in the text of a group. */
const placeIn = (piece: Piece, first: Piece): number => piece.offset - first.offset;

/** One face for what shares a cell; what none has is reported. */
const faceForAll = (pieces: readonly Piece[], font: FontChoice, { how, report }: Shop): Typeface => {
  const faces = pieces.map((piece) => faceFor(piece, font, how, report));
  const hasAll = (face: Typeface): boolean => pieces.every(({ text }) => face.has(text.codePointAt(0)!));
  return how.fonts.facesOf(font).find(hasAll) ?? faces[0]!;
};

/** The font's half-width design, or its proportional one where that is narrower, as of a point; `cluster` is its place in the text. */
const narrowest = ({ text }: Piece, face: Typeface, cluster: number): readonly ShapedGlyph[] => {
  const half = face.shape(text, { western: false, vertical: false, feature: "hwid" });
  const own = proportional(face, text);
  return (widthOf(own) < widthOf(half) ? own : half).map((glyph) => ({ ...glyph, cluster }));
};

/** Each piece in a cell: the font's full-width design, else the letter itself in the middle. */
const oneByOne = (pieces: readonly Piece[], { how, report }: Shop): StandingPieces => ({
  shaped: pieces.map((piece, n) => {
    const { font, size } = choiceOf(piece.span, how.style);
    const face = faceFor(piece, westernFont(piece.text, font, how.style), how, report);
    const joined = n < pieces.length - 1;
    return shapedOf(piece, {
      text: piece.text,
      class: "western",
      face,
      size,
      glyphs:
        fullWidth(face, piece.text) ?? centred(proportional(face, piece.text), { cell: 1, height: face.capHeight }),
      ...(joined && { joined }),
    });
  }),
  count: pieces.length,
});

const proportional = (face: Typeface, text: string): readonly ShapedGlyph[] =>
  face.shape(text, { western: true, vertical: false });

const fullWidth = (face: Typeface, text: string): readonly ShapedGlyph[] | undefined => {
  const glyphs = face.shape(text, { western: false, vertical: true, feature: "fwid" });
  return Math.abs(widthOf(glyphs) - 1) < 0.01 ? glyphs : undefined;
};

/** Two dashes as the font's own dash of two cells: between two single ones there would be a gap. */
const dashes = (pieces: readonly Piece[], { how, report }: Shop): StandingPieces | undefined => {
  const [first, second] = pieces;
  if (first?.text !== "—" || second?.text !== "—" || first.span !== second.span) return undefined;
  const { font, size } = choiceOf(first.span, how.style);
  const face = faceFor(first, font, how, report);
  const glyphs = face.shape("——", { western: false, vertical: true });
  if (glyphs.length !== 1) return undefined;
  const own = centred(glyphs, { cell: 2, height: IDEOGRAPH });
  return { shaped: [shapedOf(first, { text: "——", class: "dash", face, size, glyphs: own, cell: 2 })], count: 2 };
};
