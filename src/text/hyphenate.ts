/** Where Western words may be parted, by Liang's patterns of their language; the only door to `hyphen`. */
import { createRequire } from "node:module";

type Hyphenate = (word: string, options?: { readonly minWordLength?: number }) => string;

/** Languages whose patterns the package has, by the primary tag (and British English, which differs). */
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ..."af be bg ca cs cy da de es et eu fi fr ga gl hr hu id is it la lt lv nb nl nn pl pt ro ru sk sl sv tr uk"
    .split(" ")
    .map((each) => [each, each] as const),
  ["en", "en"],
  ["en-gb", "en-gb"],
]);

const require = createRequire(import.meta.url);

/** Shortest word that is parted, letters. */
const SHORTEST_WORD = 5;
/** What is longer is no word, and patterns take too long over it. */
const LONGEST_WORD = 100;
const LEAST_BEFORE = 2;
const LEAST_AFTER = 3;

/** A hyphenator of one language: offsets in a word at which it may be parted, ascending. */
export type Hyphenator = (word: string) => readonly number[];

/** The hyphenator of a language tag; undefined where there are no patterns for it. Words are remembered as long as it lives. */
export const hyphenatorOf = (language: string): Hyphenator | undefined => {
  const tag = language.toLowerCase();
  const name = PATTERNS.get(tag) ?? PATTERNS.get(tag.split("-")[0]!);
  if (name === undefined) return undefined;
  const { hyphenateSync } = require(`hyphen/${name}`) as { readonly hyphenateSync: Hyphenate };
  const known = new Map<string, readonly number[]>();
  return (word) => {
    const old = known.get(word);
    if (old) return old;
    const points = pointsOf(word, hyphenateSync);
    known.set(word, points);
    return points;
  };
};

const pointsOf = (word: string, hyphenate: Hyphenate): readonly number[] => {
  if (word.length < SHORTEST_WORD || word.length > LONGEST_WORD) return [];
  const points: number[] = [];
  let at = 0;
  for (const character of hyphenate(word, { minWordLength: SHORTEST_WORD })) {
    if (character !== "\u00ad") at += character.length;
    else if (at >= LEAST_BEFORE && at <= word.length - LEAST_AFTER) points.push(at);
  }
  return points;
};
