/** Looks for characters that cannot be set, and reports them where they stand. */
import type { Letter } from "./letters.ts";
import type { NoteKind, StoryNotes } from "./story-notes.ts";
import { UNSETTABLE, type Unsettable } from "./unsettable.ts";

/** Where the text stands and who is told about it. */
interface CheckPlace {
  readonly path: string;
  readonly notes: StoryNotes;
}

/** The characters as they are printed. */
export const checkCharacters = (letters: readonly Letter[], place: CheckPlace): readonly Letter[] =>
  UNSETTABLE.reduce((all, kind) => check(all, kind, place), letters);

const check = (letters: readonly Letter[], kind: Unsettable, { path, notes }: CheckPlace): readonly Letter[] => {
  const { find, told, put, severity, message, hint } = kind;
  const text = letters.map((each) => each.text).join("");
  const runs = runsOf(letters, text.matchAll(find));
  const note: NoteKind = { code: "input/unsupported", severity, message, ...(hint && { hint }) };
  for (const run of runs) {
    const [first, last] = [run[0]!, run.at(-1)!];
    const source = { path, start: first.at, end: last.at + last.text.length };
    if (told === "run") notes.each(note, source);
    else notes.add(note, source);
  }
  if (put === undefined || runs.length === 0) return letters;
  const found = new Set(runs.flat());
  return letters.map((letter) => (found.has(letter) ? { ...letter, text: put } : letter));
};

/** The letters of each match. */
const runsOf = (letters: readonly Letter[], matches: Iterable<RegExpExecArray>): readonly (readonly Letter[])[] => {
  const runs: (readonly Letter[])[] = [];
  let n = 0;
  let at = 0;
  const goTo = (offset: number): number => {
    while (at < offset && n < letters.length) at += letters[n++]!.text.length;
    return n;
  };
  for (const match of matches) {
    const from = goTo(match.index);
    runs.push(letters.slice(from, goTo(match.index + match[0].length)));
  }
  return runs;
};
