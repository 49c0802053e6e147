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

/** Where a mark stands in its cell: at its start with the blank after it, at its end, in the middle, or in a cell that never gives. */
export type MarkPlace = "start" | "end" | "centre" | "fixed";

interface PlaceRule {
  readonly classes: readonly CharacterClass[];
  readonly place: MarkPlace;
  /** everywhere when absent */
  readonly regions?: readonly Region[];
  readonly writing?: Writing;
}

/**
 * The adjustable side of marks; the first rule that holds counts. Source: CLREQ 3.1.6.1 (LC-41, LC-103), JLREQ 3.1.2 (：； are
 * middle dots), CSS Text 4 text-spacing-trim for which neighbours a centred mark trims.
 */
const PLACES: readonly PlaceRule[] = [
  { classes: ["opening"], place: "end" },
  { classes: ["interpunct"], place: "centre" },
  { classes: ["colon"], place: "centre", regions: ["JP"] },
  { classes: ["colon", "semicolon", "exclamation"], place: "fixed", writing: "vertical" },
  { classes: ["exclamation"], place: "fixed", regions: ["TW", "HK", "JP"] },
  { classes: ["colon", "semicolon"], place: "centre", regions: ["TW", "HK", "JP"] },
  { classes: ["comma", "stop"], place: "centre", regions: ["TW", "HK"] },
];

/** What the widths of marks depend on. */
export interface MarkSetting {
  readonly punctuation: PunctuationStyle;
  readonly region: Region;
  readonly writing: Writing;
  readonly display: boolean;
}

/** Where marks of a class stand. */
export const placeOf = (name: CharacterClass, { region, writing }: MarkSetting): MarkPlace =>
  PLACES.find(
    (rule) =>
      rule.classes.includes(name) &&
      (rule.regions === undefined || rule.regions.includes(region)) &&
      (rule.writing === undefined || rule.writing === writing),
  )?.place ?? "start";

/** Width of marks that have one width in a region, em (LC-46): the interpunct of the mainland, and the solidus of GB. */
const FIXED: readonly { readonly regions: readonly Region[]; readonly class: CharacterClass; readonly width: Em }[] = [
  { regions: ["CN"], class: "interpunct", width: 0.5 },
  { regions: ["TW", "HK", "JP", "KR"], class: "interpunct", width: 1 },
  { regions: ["CN"], class: "solidus", width: 0.5 },
];

/** The widths of a setting. */
export const widthsOf = ({ punctuation, display }: MarkSetting): MarkWidths =>
  display ? displayWidths(MARK_WIDTHS[punctuation]) : MARK_WIDTHS[punctuation];

/** Width that a setting gives a mark; undefined for what is no mark, or keeps the font's advance. */
export const markWidth = (name: CharacterClass, setting: MarkSetting): Em | undefined => {
  const fixed = FIXED.find((each) => each.class === name && each.regions.includes(setting.region));
  if (fixed) return fixed.width;
  if (placeOf(name, setting) === "fixed") return undefined;
  const widths = widthsOf(setting);
  if (name === "opening" || name === "closing") return widths.bracket;
  if (name === "comma" || name === "colon" || name === "semicolon") return widths.pause;
  if (name === "stop" || name === "exclamation") return widths.stop;
  return undefined;
};
