/** Which tradition composes a text: by its language, with what the style says. */
import type { Em } from "../base/units.ts";
import type { AdjustmentName, LineBreakLevel, PunctuationStyle, Writing } from "../model/style.ts";
import type { Tradition } from "./boundary.ts";
import { chinese } from "./chinese.ts";
import type { ChineseLevel } from "./line-break-rules.ts";
import type { Locale } from "./locale.ts";

/** What a style says about marks, breaks and spaces. */
export interface TraditionSetting {
  readonly locale: Locale;
  readonly writing: Writing;
  readonly punctuation: PunctuationStyle;
  readonly lineBreak: LineBreakLevel;
  readonly hanLatinGap: Em;
  readonly adjustment: AdjustmentName;
  readonly display: boolean;
}

/** CLREQ's level for a name that other rules have. */
const CHINESE_LEVEL: Readonly<Record<LineBreakLevel, ChineseLevel>> = {
  none: "none",
  basic: "basic",
  gb: "gb",
  strict: "strict",
  "very-strict": "strict",
  loose: "newspaper",
  newspaper: "newspaper",
  character: "basic",
  word: "basic",
  "css-strict": "strict",
  "css-normal": "basic",
  "css-loose": "newspaper",
};

/** The tradition of a setting. */
export const traditionOf = (setting: TraditionSetting): Tradition => {
  const { locale, writing, punctuation, lineBreak, hanLatinGap, adjustment, display } = setting;
  return chinese({
    region: locale.region,
    writing,
    punctuation,
    display,
    level: CHINESE_LEVEL[lineBreak],
    hanWestern: hanLatinGap,
    adjustment,
  });
};
