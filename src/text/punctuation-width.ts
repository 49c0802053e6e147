/**
 * How wide marks are: the practised punctuation styles as a table.
 * Source: xeCJK PunctStyle (quanjiao, banjiao, kaiming, hangmobanjiao, CCT, plain: LC-40), CLREQ 3.1.6 (LC-41 … LC-46).
 */
import type { PunctuationStyle } from "../model/style.ts";
import type { CharacterClass } from "./character-classes.ts";

/** Width of a mark, in ems, inside a line. */
export interface MarkWidths {
  readonly bracket: number;
  readonly pause: number;
  readonly stop: number;
  /** whether two marks that meet give up half an em between them (LC-42) */
  readonly meet: boolean;
  /** whether a full-width mark at a line's end is brought to half (LC-44); opening brackets at its start (LC-43) */
  readonly lineEnd: boolean;
  readonly lineStart: boolean;
}

/** `kaiming` (开明): sentence-final marks full, also at a line's end as newspapers print it; all others half. */
export const MARK_WIDTHS: Readonly<Record<PunctuationStyle, MarkWidths>> = {
  quanjiao: { bracket: 1, pause: 1, stop: 1, meet: true, lineEnd: false, lineStart: true },
  banjiao: { bracket: 0.5, pause: 0.5, stop: 0.5, meet: false, lineEnd: true, lineStart: true },
  kaiming: { bracket: 0.5, pause: 0.5, stop: 1, meet: true, lineEnd: false, lineStart: true },
  hangmobanjiao: { bracket: 1, pause: 1, stop: 1, meet: true, lineEnd: true, lineStart: true },
  CCT: { bracket: 0.8, pause: 0.8, stop: 0.8, meet: true, lineEnd: false, lineStart: true },
  plain: { bracket: 1, pause: 1, stop: 1, meet: false, lineEnd: false, lineStart: false },
};

/** The interpunct takes half an em on the mainland (LC-46). */
const INTERPUNCT = 0.5;

/** Width that a style gives a mark; undefined for what is no mark and keeps the font's advance. */
export const markWidth = (name: CharacterClass, style: PunctuationStyle): number | undefined => {
  const widths = MARK_WIDTHS[style];
  if (name === "opening" || name === "closing") return widths.bracket;
  if (name === "pause") return widths.pause;
  if (name === "stop") return widths.stop;
  if (name === "interpunct") return INTERPUNCT;
  return undefined;
};
