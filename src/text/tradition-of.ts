/** Which tradition composes a text: by its language, with what the style says. */
import type { Em } from "../base/units.ts";
import type { AdjustmentName, ChineseAdjustment, LineBreakLevel, PunctuationStyle, Writing } from "../model/style.ts";
import { ADJUSTMENTS } from "./adjustment-steps.ts";
import type { Tradition } from "./boundary.ts";
import { chinese } from "./chinese.ts";
import { japanese, japaneseCss } from "./japanese.ts";
import type { JlreqLevel } from "./jlreq/line-breaks.ts";
import type { JlreqMethod } from "./jlreq/methods.ts";
import { korean } from "./korean.ts";
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

/** JLREQ's level for a name that other rules have. */
const JAPANESE_LEVEL: Readonly<Record<LineBreakLevel, JlreqLevel>> = {
  none: "newspaper",
  basic: "strict",
  gb: "strict",
  strict: "strict",
  "very-strict": "very-strict",
  loose: "loose",
  newspaper: "newspaper",
  character: "strict",
  word: "strict",
  "css-strict": "very-strict",
  "css-normal": "strict",
  "css-loose": "loose",
};

const japaneseMethod = (name: AdjustmentName): JlreqMethod =>
  name === "jis" || name === "books" || name === "simple" ? name : "jlreq";

const chineseOrder = (name: AdjustmentName): ChineseAdjustment =>
  name in ADJUSTMENTS ? (name as ChineseAdjustment) : "clreq";

/** The tradition of a setting. Western text is composed as in Chinese; where its lines may end UAX #14 says. */
export const traditionOf = (setting: TraditionSetting): Tradition => {
  const { locale, writing, punctuation, lineBreak, hanLatinGap, adjustment, display } = setting;
  const marks = { region: locale.region, writing, punctuation, display };
  switch (locale.script) {
    case "japanese":
      if (adjustment === "css")
        return japaneseCss({ ...marks, level: JAPANESE_LEVEL[lineBreak], hanWestern: hanLatinGap });
      return japanese({
        ...marks,
        level: JAPANESE_LEVEL[lineBreak],
        hanWestern: hanLatinGap,
        method: japaneseMethod(adjustment),
      });
    case "korean":
      return korean({
        ...marks,
        mode: lineBreak === "word" ? "word" : "character",
        hanWestern: hanLatinGap,
        adjustment: chineseOrder(adjustment),
      });
    case "chinese":
    case "western":
      return chinese({
        ...marks,
        level: CHINESE_LEVEL[lineBreak],
        hanWestern: hanLatinGap,
        adjustment: chineseOrder(adjustment),
      });
    default:
      return locale.script satisfies never;
  }
};
