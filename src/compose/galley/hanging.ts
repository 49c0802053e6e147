/** Marks that may hang out of a line's end (标点悬挂). Source: CLREQ 3.1.7, JLREQ 3.8.2 (LC-50 … LC-53). */
import type { Region, Writing } from "../../model/style.ts";
import type { CharacterClass } from "../../text/character-classes.ts";
import type { Locale } from "../../text/locale.ts";

interface HangRule {
  readonly regions: readonly Region[];
  readonly writing: readonly Writing[];
  readonly classes: readonly CharacterClass[];
}

/** Simplified horizontal text may hang the other pause marks too; Taiwan and Hong Kong only in vertical lines; a dash never. */
const HANGABLE: readonly HangRule[] = [
  { regions: ["CN"], writing: ["horizontal", "vertical"], classes: ["comma", "stop", "colon", "semicolon"] },
  { regions: ["TW", "HK"], writing: ["vertical"], classes: ["comma", "stop"] },
  { regions: ["JP", "KR"], writing: ["horizontal", "vertical"], classes: ["comma", "stop"] },
];

/** Share of a mark that may hang: all or nothing. */
export const hangOf = (
  name: CharacterClass,
  { locale, writing }: { readonly locale: Locale; readonly writing: Writing },
): 0 | 1 =>
  HANGABLE.some(
    (rule) => rule.regions.includes(locale.region) && rule.writing.includes(writing) && rule.classes.includes(name),
  )
    ? 1
    : 0;
