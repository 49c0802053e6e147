/** The slug (色标旁的版面标注): lines of small type outside the bleed that say what the sheet is. */
import { BLACK } from "../base/colour.ts";
import type { Point } from "../base/geometry.ts";
import { mm, type Pt } from "../base/units.ts";
import type { Typeface } from "../text/typeface.ts";
import type { FillItem, PathCommand } from "./display-list.ts";
import { outlinePath } from "./outline-path.ts";

/** What the slug is set in: the face that has a character, undefined for one that none has. */
export type FaceFor = (codePoint: number) => Typeface | undefined;

/** A slug that waits for its place. */
export interface SetSlug {
  readonly height: Pt;
  /** its outlines, the top left of its first line at `corner`; as outlines it adds nothing to the page's text */
  at(corner: Point): readonly FillItem[];
}

const SIZE = mm(2.3);
const LEADING = mm(3.2);
/** Between two facts. */
const BETWEEN = 1.5 * SIZE;

interface Letter {
  readonly face: Typeface;
  readonly glyph: number;
  readonly x: Pt;
  readonly line: number;
}

/** Sets `facts` one after another in lines of `width`; a fact is not broken unless it is wider than a line. */
export const setSlug = (facts: readonly string[], width: Pt, faceFor: FaceFor): SetSlug => {
  const letters: Letter[] = [];
  let [x, line]: [Pt, number] = [0, 0];
  for (const fact of facts.filter((each) => each !== "")) {
    const shaped = shape(fact, faceFor);
    const length = shaped.reduce((sum, { advance }) => sum + advance, 0);
    if (x > 0 && x + length > width) [x, line] = [0, line + 1];
    for (const { face, glyph, advance } of shaped) {
      if (x > 0 && x + advance > width) [x, line] = [0, line + 1];
      letters.push({ face, glyph, x, line });
      x += advance;
    }
    x += BETWEEN;
  }
  return { height: (line + 1) * LEADING, at: (corner) => [outlines(letters, corner)] };
};

interface ShapedLetter {
  readonly face: Typeface;
  readonly glyph: number;
  readonly advance: Pt;
}

const shape = (text: string, faceFor: FaceFor): readonly ShapedLetter[] =>
  [...text].flatMap((character) => {
    const face = faceFor(character.codePointAt(0)!);
    if (!face) return [];
    const western = character.codePointAt(0)! < 0x2e80;
    const glyphs = face.shape(character, { western, vertical: false });
    return glyphs.map(({ id, advance }) => ({ face, glyph: id, advance: advance * SIZE }));
  });

const outlines = (letters: readonly Letter[], corner: Point): FillItem => ({
  kind: "fill",
  path: letters.flatMap(({ face, glyph, x, line }): readonly PathCommand[] =>
    outlinePath(face, glyph, { x: corner.x + x, y: corner.y + line * LEADING + 0.88 * SIZE, size: SIZE, turn: 0 }),
  ),
  ink: BLACK,
  overprint: true,
});
