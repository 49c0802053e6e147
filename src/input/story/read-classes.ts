/** The classes behind a bracket, `{.name .title}`, among the characters of a text. */

import { nameHint } from "../document/nearest-name.ts";
import type { TextPlace } from "./house-letters.ts";
import { isSign, type Letter, type MarkedItem } from "./letters.ts";
import { CLASS_NAMES, MARK_CLASSES } from "./mark-classes.ts";
import { noteLetters } from "./note-letters.ts";

/** Classes behind a bracket. */
export interface Classes {
  /** number of the `}` */
  readonly end: number;
  /** as they are written, with their dots; not empty */
  readonly names: readonly (readonly Letter[])[];
}

/** Braces with more letters than this hold no classes; it bounds how far is looked ahead. */
const LONGEST_CLASSES = 200;

/** The classes behind the bracket with number `close`; braces whose first sign is no dot, or that hold a `|`, are something else. */
export const classesBehind = (letters: readonly Letter[], close: number, place: TextPlace): Classes | undefined => {
  if (!isSign(letters[close + 1], "{")) return undefined;
  const from = close + 2;
  let end = from;
  while (end < from + LONGEST_CLASSES && letters[end] && !isSign(letters[end], "[]{|}")) end++;
  if (!isSign(letters[end], "}")) return undefined;
  const names = namesIn(letters.slice(from, end));
  if (/^\.[^.]/.test(textOf(names[0] ?? []))) return { end, names };
  const [only, more] = names.map(textOf);
  if (only !== undefined && more === undefined && MARK_CLASSES.has(only)) {
    const message = `\`{${only}}\` behind a bracket lacks the dot of a class, and is printed as it stands`;
    noteLetters(letters.slice(close + 1, end + 1), { message, hint: `write \`{.${only}}\`` }, place);
  }
  return undefined;
};

/** The marks that the classes stand for, set to the item with number `id`; a class that is unknown is noted and left out. */
export const marksOf = ({ names }: Classes, id: number, place: TextPlace): readonly MarkedItem[] =>
  names.flatMap((letters): readonly MarkedItem[] => {
    const name = textOf(letters);
    const mark = name.startsWith(".") ? MARK_CLASSES.get(name.slice(1)) : undefined;
    if (mark) return [{ mark, id }];
    noteLetters(letters, { message: `there is no class \`${name}\``, hint: nameHint(name, CLASS_NAMES) }, place);
    return [];
  });

const textOf = (letters: readonly Letter[]): string => letters.map(({ text }) => text).join("");

/** Parted by blanks; a dot begins another one. */
const namesIn = (letters: readonly Letter[]): Classes["names"] => {
  const names: Letter[][] = [];
  let apart = true;
  for (const letter of letters) {
    const blank = /\s/.test(letter.text);
    if (!blank && (apart || letter.text === ".")) names.push([letter]);
    else if (!blank) names.at(-1)!.push(letter);
    apart = blank;
  }
  return names;
};
