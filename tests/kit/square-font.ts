/** A face of empty squares with round metrics: Han and marks one em wide, Western half an em, a space a quarter. */
import { createHash } from "node:crypto";
import { classOf, isMarkClass } from "../../src/text/character-classes.ts";
import type { Fonts } from "../../src/text/font-library.ts";
import type { ShapedGlyph, Typeface } from "../../src/text/typeface.ts";

const advanceOf = (text: string): number => {
  const name = classOf(text);
  if (text >= "｡" && text <= "ﾟ") return 0.5;
  return name === "space" ? 0.25 : name === "western" ? 0.5 : 1;
};

const glyphOf = (text: string, cluster: number): ShapedGlyph => ({
  id: text.codePointAt(0)! % 60000,
  advance: advanceOf(text),
  dx: 0,
  dy: 0,
  cluster,
});

/** A typeface that has every character but those in `without`. */
export const squareFace = (without = ""): Typeface => ({
  key: createHash("sha256").update(`squares without ${without}`).digest("hex"),
  name: "Squares",
  family: "squares",
  weight: 400,
  bytes: new Uint8Array(),
  unitsPerEm: 1000,
  ascent: 0.88,
  descent: -0.12,
  capHeight: 0.7,
  italicAngle: 0,
  bbox: { minX: 0, minY: -0.12, maxX: 1, maxY: 0.88 },
  glyphCount: 60000,
  outlines: "glyf",
  advance: (glyph) => advanceOf(String.fromCodePoint(glyph)),
  outline: () => [],
  has: (codePoint) => !without.includes(String.fromCodePoint(codePoint)),
  ideograph: (codePoint) => [glyphOf(String.fromCodePoint(codePoint), 0)],
  shape: (text) => {
    let at = 0;
    return [...text].map((each) => {
      const glyph = glyphOf(each, at);
      at += each.length;
      return glyph;
    });
  },
  blank: (mark) => {
    const name = classOf(mark);
    if (name === "opening") return { before: 0.5, after: 0 };
    if (name === "interpunct") return { before: 0.25, after: 0.25 };
    return isMarkClass(name) ? { before: 0, after: 0.5 } : { before: 0, after: 0 };
  },
});

/** Fonts that are all the same face; a character in `without` is in none. */
export const squareFonts = (without = ""): Fonts => {
  const face = squareFace(without);
  return {
    face: () => face,
    faceFor: (_choice, codePoint) => (face.has(codePoint) ? face : undefined),
    facesOf: () => [face],
  };
};
