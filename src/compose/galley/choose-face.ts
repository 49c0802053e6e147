/** The face and the size that a piece of text is set in. */
import type { Report } from "../../base/diagnostic.ts";
import type { Pt } from "../../base/units.ts";
import type { Span } from "../../model/story.ts";
import type { FontChoice } from "../../model/style.ts";
import type { Typeface } from "../../text/typeface.ts";
import type { GalleyStyle } from "./galley-style.ts";
import type { Piece, ShapeHow } from "./shaped.ts";

/** What the style says of a span's Han. */
export const choiceOf = (span: Span, style: GalleyStyle): { readonly font: FontChoice; readonly size: Pt } => ({
  font: style.faces[span.face],
  size: span.face === "strong" ? style.strongSize : style.size,
});

const DIGIT = /^[0-9.,%]/;

/** Letters and digits may come from faces of their own; only the text face is replaced: strong stays strong. */
export const westernFont = (piece: string, font: FontChoice, { latin, figures, faces }: GalleyStyle): FontChoice => {
  if (font !== faces.text) return font;
  return (DIGIT.test(piece) ? (figures ?? latin) : latin) ?? font;
};

/** The first face of the chain that has the whole cluster; else the first that has its base. Reports what no face has. */
export const faceFor = (piece: Piece, font: FontChoice, how: ShapeHow, report: Report): Typeface => {
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

/** Code points that ask nothing of a font by themselves: joiners and variation selectors. */
const isIgnorable = (code: number): boolean =>
  code === 0x200d || code === 0x200c || (code >= 0xfe00 && code <= 0xfe0f) || (code >= 0xe0100 && code <= 0xe01ef);

const hasAll = (face: Typeface, text: string): boolean => {
  for (const each of text) {
    const code = each.codePointAt(0)!;
    if (!isIgnorable(code) && !face.has(code)) return false;
  }
  return true;
};
