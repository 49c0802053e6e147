/** What is printed with ads, in the edition's language. */

/** The word by which readers know an ad, and what stands on the panel of an empty place. */
export interface AdWords {
  readonly label: string;
  readonly empty: string;
}

const WORDS: readonly (readonly [language: RegExp, words: AdWords])[] = [
  [/^zh\b.*\b(Hant|TW|HK|MO)\b/i, { label: "廣告", empty: "廣告位" }],
  [/^zh\b/i, { label: "广告", empty: "广告位" }],
  [/^ja\b/i, { label: "広告", empty: "広告枠" }],
  [/^ko\b/i, { label: "광고", empty: "광고면" }],
];

const ENGLISH: AdWords = { label: "Advertisement", empty: "Ad space" };

/** The words for a language tag; English where there are none. */
export const adWords = (language: string): AdWords => WORDS.find(([pattern]) => pattern.test(language))?.[1] ?? ENGLISH;
