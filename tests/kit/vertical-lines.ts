/** Vertical lines in the face of squares. */
import { BLACK } from "../../src/base/colour.ts";
import { Diagnostics } from "../../src/base/diagnostic.ts";
import type { ComposedLine } from "../../src/compose/composed-page.ts";
import type { Cluster } from "../../src/compose/galley/cluster.ts";
import type { GalleyStyle } from "../../src/compose/galley/galley-style.ts";
import { setParagraph } from "../../src/compose/galley/set-galley.ts";
import { breakLines } from "../../src/compose/lines/break-lines.ts";
import { breakRulesOf } from "../../src/compose/lines/break-rules.ts";
import { setLine } from "../../src/compose/lines/justify.ts";
import type { Inline, Mark } from "../../src/model/story.ts";
import type { CompositionLimits } from "../../src/model/style.ts";
import { squareFonts } from "./square-font.ts";
import { SIZE, squareStyle } from "./square-style.ts";

const LIMITS: CompositionLimits = {
  looseLine: 0.1,
  pushInPerMark: 0.1,
  pushInMost: 0.2,
  tie: 0.02,
  underset: 2,
  wrap: { contour: 5, box: 9, level: 0.5 },
  picture: 0.6,
};
const RULES = breakRulesOf({ algorithm: "greedy", policy: "push-in-first", hanging: "none" }, LIMITS);

/** A text in the text face, with marks. */
export const inline = (text: string, marks?: readonly Mark[]): Inline => [
  { text, face: "text", source: { path: "x.md", start: 0, end: text.length }, ...(marks && { marks }) },
];

/** A paragraph in squares, set for vertical lines. */
export const setDown = (text: Inline, otherwise: Partial<GalleyStyle> = {}) =>
  setParagraph(
    text,
    { style: squareStyle({ writing: "vertical", ...otherwise }), fonts: squareFonts() },
    new Diagnostics(),
  );

/** Its clusters. */
export const clustersOf = (text: string, otherwise?: Partial<GalleyStyle>): readonly Cluster[] =>
  setDown(inline(text), otherwise).clusters;

/** Lines of a measure in zi, the first with its axis at 100 and its top at 50. */
export const linesOf = (
  text: Inline,
  measure: number,
  otherwise: Partial<GalleyStyle> = {},
): readonly ComposedLine[] => {
  const paragraph = setDown(text, otherwise);
  return breakLines(paragraph, [measure * SIZE], RULES).map((line) =>
    setLine(paragraph, line, { x: 100, baseline: 50, align: "justify", ink: BLACK, paragraph: 0, leg: 0 }),
  );
};
