/** Language tags → the tradition that a text is composed by, and the region whose marks it has. */
import type { Region } from "../model/style.ts";

/** Whose rules of composition hold (CLREQ, JLREQ, KLREQ, UAX #14). */
export type Script = "chinese" | "japanese" | "korean" | "western";

/** What of a language tag composing wants to know. */
export interface Locale {
  /** BCP 47 */
  readonly language: string;
  readonly script: Script;
  readonly region: Region;
}

const SCRIPTS: ReadonlyMap<string, Script> = new Map([
  ["zh", "chinese"],
  ["yue", "chinese"],
  ["ja", "japanese"],
  ["ko", "korean"],
]);

const REGIONS: readonly (readonly [pattern: RegExp, region: Region])[] = [
  [/^(zh|yue)\b.*-HK\b|^(zh|yue)\b.*-MO\b|^yue\b/i, "HK"],
  [/^zh\b.*-TW\b|^zh-Hant\b/i, "TW"],
  [/^zh\b/i, "CN"],
  [/^ja\b/i, "JP"],
  [/^ko\b/i, "KR"],
];

/** The locale of a tag; a Western language takes the marks of `fallback`. */
export const localeOf = (language: string, fallback: Region = "CN"): Locale => ({
  language,
  script: SCRIPTS.get(language.split("-")[0]!.toLowerCase()) ?? "western",
  region: REGIONS.find(([pattern]) => pattern.test(language))?.[1] ?? fallback,
});
