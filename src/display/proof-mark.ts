/** The proof mark (清样): large outlined letters across a page that must not be plated. */
import type { Ink } from "../base/colour.ts";
import type { Typeface } from "../text/typeface.ts";
import type { DisplayPage, StrokeItem } from "./display-list.ts";
import { outlinePath } from "./outline-path.ts";

const MARK = "清样 PROOF 不得付印";

/** Light enough to read a page through it, and no ink but black. */
const INK: Ink = { c: 0, m: 0, y: 0, k: 45 };

/** The page with the mark over it, from the lower left to the upper right. As outlines: it adds nothing to the text. */
export const markAsProof = (page: DisplayPage, face: Typeface): DisplayPage => {
  const { width, height } = page.trim;
  const turn = -Math.atan2(height, width);
  const characters = [...MARK].map((each) => ({ each, advance: advanceOf(face, each) }));
  const ems = characters.reduce((sum, { advance }) => sum + advance, 0);
  const size = (0.8 * Math.hypot(width, height)) / ems;
  let along = -(ems * size) / 2;
  const strokes = characters.flatMap(({ each, advance }): StrokeItem[] => {
    const x = width / 2 + along * Math.cos(turn) - 0.35 * size * Math.sin(turn);
    const y = height / 2 + along * Math.sin(turn) + 0.35 * size * Math.cos(turn);
    along += advance * size;
    const glyph = face.shape(each, { western: /[A-Z ]/.test(each), vertical: false })[0];
    const path = glyph ? outlinePath(face, glyph.id, { x, y, size, turn }) : [];
    return path.length === 0
      ? []
      : [{ kind: "stroke", path, thickness: 2.2, dash: [], join: "round", ink: INK, overprint: true }];
  });
  return { ...page, items: [...page.items, ...strokes] };
};

const advanceOf = (face: Typeface, character: string): number =>
  face
    .shape(character, { western: /[A-Z ]/.test(character), vertical: false })
    .reduce((sum, glyph) => sum + glyph.advance, 0);
