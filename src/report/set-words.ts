/** Words for notes and reports: glyphs of the face that has them, broken into lines of a width. Captions, not composition. */
import type { Pt } from "../base/units.ts";
import type { FontChoice } from "../model/style.ts";
import type { Fonts } from "../text/font-library.ts";
import type { Typeface } from "../text/typeface.ts";

/** A letter in its line. */
export interface SetLetter {
  readonly face: Typeface;
  readonly glyph: number;
  readonly text: string;
  /** from the start of the line */
  readonly x: Pt;
}

/** A line of letters. */
export interface SetWords {
  readonly letters: readonly SetLetter[];
  readonly width: Pt;
}

/** What words are set in. */
export interface WordSetting {
  readonly fonts: Fonts;
  readonly choice: FontChoice;
  readonly size: Pt;
}

/** One line, however wide. Characters that no face has are left out. */
export const setLine = (text: string, setting: WordSetting): SetWords => lineOf(shapeAll(text, setting));

/**
 * As many lines of `width` as it takes. Lines end at blanks and between ideographs, never before closing marks, and anywhere in a word
 * that is wider than a line.
 */
export const setLines = (text: string, width: Pt, setting: WordSetting): readonly SetWords[] => {
  const lines: Shaped[][] = [[]];
  let used = 0;
  for (const piece of piecesOf(text)) {
    const shaped = shapeAll(piece, setting);
    const wide = widthOf(shaped);
    if (used > 0 && used + widthOf(shapeAll(piece.trimEnd(), setting)) > width) {
      lines.push([]);
      used = 0;
    }
    for (const each of shaped) {
      if (wide > width && used > 0 && used + each.advance > width) {
        lines.push([]);
        used = 0;
      }
      lines.at(-1)!.push(each);
      used += each.advance;
    }
  }
  return lines.map(lineOf);
};

interface Shaped {
  readonly face: Typeface;
  readonly glyph: number;
  readonly text: string;
  readonly advance: Pt;
}

const widthOf = (shaped: readonly Shaped[]): Pt => shaped.reduce((sum, { advance }) => sum + advance, 0);

const lineOf = (shaped: readonly Shaped[]): SetWords => {
  let x = 0;
  const letters = shaped.map(({ face, glyph, text, advance }) => {
    const letter = { face, glyph, text, x };
    x += advance;
    return letter;
  });
  return { letters, width: x };
};

const shapeAll = (text: string, { fonts, choice, size }: WordSetting): readonly Shaped[] =>
  [...text].flatMap((character) => {
    const codePoint = character.codePointAt(0)!;
    const face = fonts.faceFor(choice, codePoint);
    if (!face) return [];
    const glyphs = face.shape(character, { western: codePoint < 0x2e80, vertical: false });
    return glyphs.map(({ id, advance }, index) => ({
      face,
      glyph: id,
      text: index === 0 ? character : "",
      advance: advance * size,
    }));
  });

const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|[\ud840-\ud87f][\udc00-\udfff]/u;
const CLOSING = /^[，。、；：！？）」』】〉》”’%.,;:!?)\]}]/u;

/** Words with the blank behind them, and ideographs with the marks that may not begin a line. */
const piecesOf = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let open = false;
  for (const character of text.replace(/\s+/g, " ")) {
    const wide = WIDE.test(character);
    const joins = pieces.length > 0 && (CLOSING.test(character) || character === " " || (open && !wide));
    if (joins) pieces[pieces.length - 1] += character;
    else pieces.push(character);
    open = character !== " " && !wide;
  }
  return pieces;
};
