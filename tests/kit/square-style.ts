/** A style and the breakers' rules over the face of squares, for tests of composing alone. */

import { type GalleyStyle, NO_LISTS } from "../../src/compose/galley/galley-style.ts";
import type { BreakRules } from "../../src/compose/lines/break-rules.ts";
import { localeOf } from "../../src/text/locale.ts";

const FONT = { family: "squares", weight: 400 };

/** Size of the type, points: an em is ten. */
export const SIZE = 10;

/** The newspaper's style in squares, with what the test wants otherwise. */
export const squareStyle = (otherwise: Partial<GalleyStyle> = {}): GalleyStyle => ({
  faces: { text: FONT, strong: FONT, emphasis: FONT },
  size: SIZE,
  strongSize: SIZE,
  indents: [0],
  punctuation: "kaiming",
  lineBreak: "basic",
  breakLists: NO_LISTS,
  hanLatinGap: 0,
  latinSize: 1,
  grid: false,
  openers: "style",
  hyphenate: "auto",
  adjustment: "newspaper",
  locale: localeOf("zh-Hans"),
  writing: "horizontal",
  display: false,
  ...otherwise,
});

/** First-fit without the newspaper's push-in. */
export const squareRules = (otherwise: Partial<BreakRules> = {}): BreakRules => ({
  algorithm: "greedy",
  policy: "push-in-first",
  hanging: "none",
  tie: 0.02,
  pushInPerMark: 0.1,
  pushInMost: 0,
  leastLast: 1,
  hyphensInRow: 2,
  ...otherwise,
});
