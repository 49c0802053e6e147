/** Characters of a text without Markdown's marks → the same in house form, those that cannot be printed reported. */
import { checkCharacters } from "./check-characters.ts";
import { HOUSE_FORM, type HouseRule, isHan, writesHan } from "./house-form.ts";
import type { Letter } from "./letters.ts";
import { normalised, type StoryNotes } from "./story-notes.ts";

/** Where the text stands and who is told about it. */
export interface TextPlace {
  readonly path: string;
  readonly notes: StoryNotes;
  /** language of the text, BCP 47 */
  readonly language: string;
  /** whether numbers stand alone in it: a cell, a key figure, a value of a chart */
  readonly figures?: true;
}

/** Joins lines and brings the rest to house form; every character keeps its place, and what marks it. */
export const inHouseForm = (letters: readonly Letter[], place: TextPlace): readonly Letter[] => {
  const han = writesHan(place.language);
  const rules = HOUSE_FORM.filter((rule) => (han || !rule.hanOnly) && (place.figures || !rule.figuresOnly));
  const formed = rules.reduce((all, rule) => apply(all, rule, place), joinLines(letters, place));
  return checkCharacters(formed, place);
};

const LINE_END = /[\n\r\u0085\u2028\u2029]/;
const BLANK = /[\n\r\u0085\u2028\u2029\s\u3000]/;
const LINE_ENDS = normalised("line ends within a paragraph");

/** A line end between Han characters goes; beside Western text on both sides it is a space. */
const joinLines = (letters: readonly Letter[], { path, notes }: TextPlace): readonly Letter[] => {
  if (!letters.some(({ text }) => LINE_END.test(text))) return letters;
  const out: Letter[] = [];
  for (let n = 0; n < letters.length; n++) {
    const letter = letters[n]!;
    if (!LINE_END.test(letter.text)) {
      out.push(letter);
      continue;
    }
    while (BLANK.test(letters[n + 1]?.text ?? "")) n++;
    while (BLANK.test(out.at(-1)?.text ?? "")) out.pop();
    const [before, after] = [out.at(-1), letters[n + 1]];
    if (!before || !after) continue;
    notes.add(LINE_ENDS, { path, start: letter.at, end: letter.at + 1 });
    if (!isHan(before.text) && !isHan(after.text)) out.push({ ...letter, text: " " });
  }
  return out;
};

const apply = (letters: readonly Letter[], rule: HouseRule, { path, notes }: TextPlace): readonly Letter[] => {
  const text = letters.map((each) => each.text).join("");
  const matches = [...text.matchAll(rule.find)];
  if (matches.length === 0) return letters;
  const indexAt = indexByOffset(letters);
  const out: Letter[] = [];
  let done = 0;
  for (const [match, { index }] of matches.map((each) => [each[0], each] as const)) {
    const first = indexAt(index);
    const last = indexAt(index + match.length);
    const put =
      typeof rule.put === "string"
        ? rule.put
        : rule.put(match, letters[first - 1]?.text ?? "", letters[last]?.text ?? "");
    if (put === match || first === last) continue;
    for (const letter of letters.slice(done, first)) out.push(letter);
    for (const letter of replaced(letters.slice(first, last), put)) out.push(letter);
    const { at } = letters[first]!;
    notes.add(normalised(rule.name), { path, start: at, end: at + letters[first]!.text.length });
    done = last;
  }
  return [...out, ...letters.slice(done)];
};

/** The number of the letter at an offset of the joined text; offsets are asked for in ascending order. */
const indexByOffset = (letters: readonly Letter[]): ((offset: number) => number) => {
  let index = 0;
  let at = 0;
  return (offset) => {
    while (at < offset && index < letters.length) at += letters[index++]!.text.length;
    return index;
  };
};

/** The new characters take the places of the old ones in turn; what is more than they are takes the last one's. */
const replaced = (old: readonly Letter[], text: string): readonly Letter[] =>
  [...text].map((each, n) => ({ ...old[Math.min(n, old.length - 1)]!, text: each }));
