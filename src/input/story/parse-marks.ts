/**
 * Bracketed spans and readings → characters with their marks.
 *
 *     [鲁迅]{.name}              专名号, a straight line; Pandoc's bracketed span with the classes of `mark-classes.ts`
 *     [要点]{.dots .underline}   several marks for one item
 *     [**鲁**{迅|xùn}]{.name}    faces, readings and other items may stand inside
 *     {汉字|hàn|zì}              a reading for each character (mono); an empty one leaves its character without
 *     {电子书|でんししょせき}     one reading for several characters (group)
 *     \[ \] \{ \} \|             the signs themselves
 *
 * Brackets that no class follows are ordinary text, and so is all that is not closed within its paragraph or field. Nothing
 * but base and readings stands in the braces of a reading; faces are heeded in the base, not in readings. In front matter a text that begins
 * with `[` or `{` has to be put in quotes.
 */
import { findMarkup, type Markup } from "./find-markup.ts";
import type { TextPlace } from "./house-letters.ts";
import { isSign, type Letter, type MarkedItem } from "./letters.ts";
import type { BaseUnit } from "./parse-ruby.ts";

/** The characters without brackets, classes and readings. Linear in the text's length. */
export const withMarks = (letters: readonly Letter[], place: TextPlace): readonly Letter[] =>
  letters.some((each) => isSign(each, "}")) ? applied(letters, findMarkup(letters, place)) : letters;

const applied = (letters: readonly Letter[], { items, readings }: Markup): readonly Letter[] => {
  const out: Letter[] = [];
  const open: (readonly MarkedItem[])[] = [];
  const put = (letter: Letter): void => {
    const marks = open.at(-1);
    out.push(marks && marks.length > 0 ? { ...letter, items: marks } : letter);
  };
  for (let n = 0; n < letters.length; n++) {
    const item = items.get(n);
    const reading = readings.get(n);
    if (item?.open === n) open.push(joined(open.at(-1) ?? [], item.marks));
    else if (item) {
      open.pop();
      n = item.end;
    } else if (reading) {
      for (const letter of baseLetters(letters.slice(n + 1, reading.bar), reading.units)) put(letter);
      n = reading.end;
    } else put(letters[n]!);
  }
  return out;
};

/** A mark that the outer item has already is not set twice. */
const joined = (outer: readonly MarkedItem[], inner: readonly MarkedItem[]): readonly MarkedItem[] => {
  const all = [...outer];
  for (const each of inner) if (!all.some(({ mark }) => mark === each.mark)) all.push(each);
  return all;
};

const baseLetters = (base: readonly Letter[], units: readonly BaseUnit[]): readonly Letter[] => {
  const out = [...base];
  for (const { from, to, ruby } of units) {
    for (let n = from; n < to; n++) out[n] = { ...base[n]!, face: base[from]!.face, ruby };
  }
  return out;
};
