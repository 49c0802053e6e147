/** Korean composition: spaces as in Chinese text with Western marks, breaks by character or by word. Source: KLREQ. */
import type { Tradition } from "./boundary.ts";
import { type ChineseSetting, chinese } from "./chinese.ts";
import { type KoreanBreakMode, koreanMayBreak } from "./klreq/line-breaks.ts";

/** What Korean composition depends on. */
export interface KoreanSetting extends Omit<ChineseSetting, "level"> {
  /** `#line-break`: between any two syllables, or only where words end */
  readonly mode: KoreanBreakMode;
}

/** The tradition of a setting. */
export const korean = ({ mode, ...setting }: KoreanSetting): Tradition => ({
  ...chinese({ ...setting, level: "basic" }),
  breakBetween: (before, after) =>
    after.text === " " || koreanMayBreak(before.text, after.text, mode) === 1 ? "free" : "never",
});
