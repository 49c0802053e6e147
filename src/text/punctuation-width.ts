/**
 * How wide marks are: the practised punctuation styles as a table, and what each region does with them.
 * Source: xeCJK PunctStyle (quanjiao, banjiao, kaiming, hangmobanjiao, CCT, plain: LC-40), CLREQ 3.1.6 (LC-41 … LC-46).
 */
import type { Em } from "../base/units.ts";
import type { PunctuationStyle, Region, Writing } from "../model/style.ts";
import type { CharacterClass } from "./character-classes.ts";

/** Width of a mark, in ems, inside a line. */
export interface MarkWidths {
  readonly bracket: Em;
  readonly pause: Em;
  readonly stop: Em;
  /** what two marks that meet leave of the blank between them: all of it, half an em at most, or none (LC-42) */
  readonly meet: "all" | "half" | "none";
  /** whether a full-width mark at a line's end is brought to half (LC-44); opening brackets at its start (LC-43) */
  readonly lineEnd: boolean;
  readonly lineStart: boolean;
}

/** `kaiming` (开明): sentence-final marks full, also at a line's end as newspapers print it; all others half. */
export const MARK_WIDTHS: Readonly<Record<PunctuationStyle, MarkWidths>> = {
  quanjiao: { bracket: 1, pause: 1, stop: 1, meet: "half", lineEnd: false, lineStart: true },
  banjiao: { bracket: 0.5, pause: 0.5, stop: 0.5, meet: "all", lineEnd: true, lineStart: true },
  kaiming: { bracket: 0.5, pause: 0.5, stop: 1, meet: "half", lineEnd: false, lineStart: true },
  hangmobanjiao: { bracket: 1, pause: 1, stop: 1, meet: "half", lineEnd: true, lineStart: true },
  CCT: { bracket: 0.8, pause: 0.8, stop: 0.8, meet: "half", lineEnd: false, lineStart: true },
  plain: { bracket: 1, pause: 1, stop: 1, meet: "all", lineEnd: false, lineStart: false },
};

/** Display sizes: blank that is right at 9 pt is a hole at 40, so marks that meet leave none and both edges of a line are cut. */
export const displayWidths = (widths: MarkWidths): MarkWidths => ({
  ...widths,
  meet: widths.meet === "all" ? "all" : "none",
  lineEnd: true,
  lineStart: true,
});

/** Marks whose width no style changes. Source: CLREQ 3.1.6.1 (LC-41). */
const UNADJUSTABLE: readonly {
  readonly regions: readonly Region[];
  readonly writing: readonly Writing[];
  readonly classes: readonly CharacterClass[];
}[] = [
  { regions: ["TW", "HK"], writing: ["horizontal"], classes: ["exclamation"] },
  { regions: ["CN", "TW", "HK", "JP", "KR"], writing: ["vertical"], classes: ["colon", "exclamation"] },
  { regions: ["JP"], writing: ["horizontal", "vertical"], classes: ["exclamation"] },
];

/** Width of marks that have one width in a region, em (LC-46): the interpunct, and the solidus of GB. */
const FIXED: readonly { readonly regions: readonly Region[]; readonly class: CharacterClass; readonly width: Em }[] = [
  { regions: ["CN"], class: "interpunct", width: 0.5 },
  { regions: ["TW", "HK", "JP", "KR"], class: "interpunct", width: 1 },
  { regions: ["CN"], class: "solidus", width: 0.5 },
];

/** What the widths of marks depend on. */
export interface MarkSetting {
  readonly punctuation: PunctuationStyle;
  readonly region: Region;
  readonly writing: Writing;
  readonly display: boolean;
}

/** The widths of a setting. */
export const widthsOf = ({ punctuation, display }: MarkSetting): MarkWidths =>
  display ? displayWidths(MARK_WIDTHS[punctuation]) : MARK_WIDTHS[punctuation];

/** Width that a setting gives a mark; undefined for what is no mark, or keeps the font's advance. */
export const markWidth = (name: CharacterClass, setting: MarkSetting): Em | undefined => {
  const { region, writing } = setting;
  const fixed = FIXED.find((each) => each.class === name && each.regions.includes(region));
  if (fixed) return fixed.width;
  if (
    UNADJUSTABLE.some(
      (each) => each.regions.includes(region) && each.writing.includes(writing) && each.classes.includes(name),
    )
  )
    return undefined;
  const widths = widthsOf(setting);
  if (name === "opening" || name === "closing") return widths.bracket;
  if (name === "comma" || name === "colon") return widths.pause;
  if (name === "stop" || name === "exclamation") return widths.stop;
  return undefined;
};
