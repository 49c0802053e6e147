/** Opens a font file as a typeface; the only door to fontkit. */
import * as fontkit from "fontkit";
import type { PathCommandInEm } from "./outline.ts";
import type { MarkBlank, ShapedGlyph, Shaping, Typeface } from "./typeface.ts";

/** What a manifest says of a file. */
export interface TypefaceOrigin {
  readonly key: string;
  readonly family: string;
  readonly weight: number;
}

interface KitPath {
  readonly commands: readonly { readonly command: string; readonly args: readonly number[] }[];
}

interface KitGlyph {
  readonly id: number;
  readonly advanceWidth: number;
  readonly path: KitPath;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  readonly codePoints: readonly number[];
}

interface KitRun {
  readonly glyphs: readonly KitGlyph[];
  readonly positions: readonly {
    readonly xAdvance: number;
    readonly xOffset: number;
    readonly yAdvance: number;
    readonly yOffset: number;
  }[];
}

interface KitFont {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly capHeight: number;
  readonly italicAngle: number;
  readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  readonly numGlyphs: number;
  readonly directory?: { readonly tables: Readonly<Record<string, unknown>> };
  readonly availableFeatures: readonly string[];
  hasGlyphForCodePoint(codePoint: number): boolean;
  glyphForCodePoint(codePoint: number): KitGlyph;
  getGlyph(id: number, codePoints?: readonly number[]): KitGlyph;
  layout(text: string, features: Record<string, boolean>, script: string, language?: string): KitRun;
}

/** Script and language system of Chinese marks: without them the dash `—` is 890 wide and `——` a ligature. */
const HAN = { script: "hani", language: "ZHS" };

/** Opens the bytes of a TrueType or OpenType font. Throws when they are no font. */
export const openTypeface = (bytes: Uint8Array, origin: TypefaceOrigin): Typeface => {
  const font = withOwnCodePoints(
    fontkit.create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) as KitFont,
  );
  if (!font.unitsPerEm || !font.numGlyphs) throw new Error("not a single font");
  const em = font.unitsPerEm;
  const ideographs = new Map<number, readonly ShapedGlyph[]>();
  const blanks = new Map<string, MarkBlank>();
  const advances = new Map<number, number>();
  const outlines = new Map<number, readonly PathCommandInEm[]>();
  const shapes = new Map<string, readonly ShapedGlyph[]>();
  return {
    ...origin,
    name: font.postscriptName,
    bytes,
    unitsPerEm: em,
    ascent: font.ascent / em,
    descent: font.descent / em,
    capHeight: font.capHeight / em,
    italicAngle: font.italicAngle,
    bbox: {
      minX: font.bbox.minX / em,
      minY: font.bbox.minY / em,
      maxX: font.bbox.maxX / em,
      maxY: font.bbox.maxY / em,
    },
    glyphCount: font.numGlyphs,
    outlines: font.directory?.tables["CFF "] || font.directory?.tables["CFF2"] ? "cff" : "glyf",
    advance: (glyph) => remember(advances, glyph, () => font.getGlyph(glyph).advanceWidth / em),
    outline: (glyph) => remember(outlines, glyph, () => outlineOf(font.getGlyph(glyph), em)),
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    ideograph: (codePoint) => remember(ideographs, codePoint, () => ideographOf(font, codePoint)),
    shape: (text, how) => {
      if (text.length > LONGEST_KEPT) return shape(font, text, how);
      if (shapes.size > MOST_KEPT) shapes.clear();
      return remember(shapes, `${how.western ? "w" : "h"}${how.vertical ? "v" : "h"}${how.feature ?? ""} ${text}`, () =>
        shape(font, text, how),
      );
    },
    blank: (mark, writing) =>
      remember(blanks, `${writing} ${mark}`, () =>
        writing === "vertical" ? verticalBlank(font, mark) : blankOf(font, mark),
      ),
  };
};

/**
 * The kit keeps each glyph with the characters that it stood for first, and counts them when it stands for others: `ﬁ` (U+FB01), then
 * f and i. Here a glyph has the characters of the place where it is asked for.
 */
const withOwnCodePoints = (font: KitFont): KitFont => {
  const kept = font.getGlyph.bind(font);
  font.getGlyph = (id, codePoints = []) => {
    const glyph = kept(id, codePoints);
    const same =
      codePoints.length === glyph.codePoints?.length && codePoints.every((c, n) => c === glyph.codePoints[n]);
    return !glyph || same || codePoints.length === 0
      ? glyph
      : Object.create(glyph, { codePoints: { value: codePoints } });
  };
  return font;
};

/** Marks, numbers and words come again and again: those of up to this many characters are shaped once. */
const LONGEST_KEPT = 24;
const MOST_KEPT = 20_000;

const remember = <K, V>(known: Map<K, V>, key: K, make: () => V): V => {
  const old = known.get(key);
  if (old !== undefined) return old;
  const made = make();
  known.set(key, made);
  return made;
};

const ideographOf = (font: KitFont, codePoint: number): readonly ShapedGlyph[] => {
  const glyph = font.glyphForCodePoint(codePoint);
  return [{ id: glyph.id, advance: glyph.advanceWidth / font.unitsPerEm, dx: 0, dy: 0, cluster: 0 }];
};

const featuresOf = ({ western, vertical, feature }: Shaping): Record<string, boolean> => ({
  kern: western,
  liga: western,
  ...(western ? { pwid: true } : {}),
  ...(vertical ? { vert: true, vrt2: true } : {}),
  ...(feature ? { [feature]: true } : {}),
});

const shape = (font: KitFont, text: string, how: Shaping): readonly ShapedGlyph[] => {
  const features = featuresOf(how);
  const run = how.western ? font.layout(text, features, "latn") : font.layout(text, features, HAN.script, HAN.language);
  let cluster = 0;
  return run.glyphs.map((glyph, n) => {
    const position = run.positions[n]!;
    const begins = cluster;
    cluster += glyph.codePoints.reduce((sum, each) => sum + (each > 0xffff ? 2 : 1), 0);
    return {
      id: glyph.id,
      advance: position.xAdvance / font.unitsPerEm,
      dx: position.xOffset / font.unitsPerEm,
      dy: position.yOffset / font.unitsPerEm,
      cluster: Math.min(begins, text.length - 1),
    };
  });
};

const NO_BLANK: MarkBlank = { before: 0, after: 0 };

const blankOf = (font: KitFont, mark: string): MarkBlank => {
  const full = font.layout(mark, {}, HAN.script, HAN.language);
  const advance = (full.positions[0]?.xAdvance ?? 0) / font.unitsPerEm;
  if (advance < 0.75) return NO_BLANK;
  if (font.availableFeatures.includes("halt")) {
    const half = font.layout(mark, { halt: true }, HAN.script, HAN.language).positions[0];
    const halfAdvance = (half?.xAdvance ?? 0) / font.unitsPerEm;
    const before = -(half?.xOffset ?? 0) / font.unitsPerEm;
    if (halfAdvance < advance - 0.25) return { before, after: advance - halfAdvance - before };
  }
  const glyph = full.glyphs[0];
  return glyph ? blankOfBox(glyph.bbox.minX / font.unitsPerEm, advance - glyph.bbox.maxX / font.unitsPerEm) : NO_BLANK;
};

/** Ideographic cell of a vertical glyph: 0.88 em above the baseline, 0.12 below (the fonts' own vertical metrics cannot be trusted). */
const CELL_TOP = 0.88;
const CELL_BOTTOM = -0.12;

/** Blank above and below a mark on a vertical line. `vhal` moves a glyph up by the blank above it. */
const verticalBlank = (font: KitFont, mark: string): MarkBlank => {
  const vertical = { vert: true, vrt2: true };
  const full = font.layout(mark, vertical, HAN.script, HAN.language);
  if (full.glyphs.length !== 1) return NO_BLANK;
  if (font.availableFeatures.includes("vhal")) {
    const half = font.layout(mark, { ...vertical, vhal: true }, HAN.script, HAN.language).positions[0];
    const cut = ((full.positions[0]?.yAdvance ?? 0) - (half?.yAdvance ?? 0)) / font.unitsPerEm;
    const before = (half?.yOffset ?? 0) / font.unitsPerEm;
    if (cut > 0.25) return { before, after: Math.max(0, cut - before) };
  }
  const { minY, maxY } = full.glyphs[0]!.bbox;
  return blankOfBox(CELL_TOP - maxY / font.unitsPerEm, minY / font.unitsPerEm - CELL_BOTTOM);
};

/** Without `halt`: the half em on the emptier side, or a quarter on each when the mark stands in the middle. */
const blankOfBox = (before: number, after: number): MarkBlank => {
  if (before + after < 0.4) return NO_BLANK;
  if (Math.abs(before - after) < 0.15) return { before: 0.25, after: 0.25 };
  return before > after ? { before: Math.min(0.5, before), after: 0 } : { before: 0, after: Math.min(0.5, after) };
};

const outlineOf = (glyph: KitGlyph, em: number): readonly PathCommandInEm[] => {
  const out: PathCommandInEm[] = [];
  let x = 0;
  let y = 0;
  for (const { command, args } of glyph.path.commands) {
    const a = args.map((each) => each / em);
    if (command === "moveTo" || command === "lineTo")
      out.push({ kind: command === "moveTo" ? "move" : "line", x: a[0]!, y: a[1]! });
    else if (command === "bezierCurveTo")
      out.push({ kind: "curve", x1: a[0]!, y1: a[1]!, x2: a[2]!, y2: a[3]!, x: a[4]!, y: a[5]! });
    else if (command === "quadraticCurveTo") out.push(cubic(x, y, a));
    else out.push({ kind: "close" });
    if (command !== "closePath") [x, y] = a.slice(-2) as [number, number];
  }
  return out;
};

const cubic = (x: number, y: number, [qx, qy, ex, ey]: readonly number[]): PathCommandInEm => ({
  kind: "curve",
  x1: x + (2 / 3) * (qx! - x),
  y1: y + (2 / 3) * (qy! - y),
  x2: ex! + (2 / 3) * (qx! - ex!),
  y2: ey! + (2 / 3) * (qy! - ey!),
  x: ex!,
  y: ey!,
});
