/** Text as a row of characters that know their face, marks and reading, and where they stand in their file. */
import type { Face, Mark, Ruby, Span } from "../../model/story.ts";

/** A mark with the bracketed item that it was set to. */
export interface MarkedItem {
  readonly mark: Mark;
  /** the item's number: where its bracket opens in the file */
  readonly id: number;
}

/** A character. */
export interface Letter {
  readonly text: string;
  readonly face: Face;
  /** offset in the file of its first UTF-16 unit */
  readonly at: number;
  /** it was written behind a backslash and is the sign itself */
  readonly literal?: true;
  /** marks of the items it stands in, the outermost first, each mark once */
  readonly items?: readonly MarkedItem[];
  /** its base unit's reading: the same object for all characters of the unit, another one for each unit */
  readonly ruby?: Ruby;
}

/** Whether a letter is one of Markdown's `signs`, and not the sign itself by a backslash. */
export const isSign = (letter: Letter | undefined, signs: string): boolean =>
  letter !== undefined && !letter.literal && signs.includes(letter.text);

/** Marks a character that is not to be seen, such as one of a comment. No text file holds it. */
export const GONE = "\0";

/** The characters of a stretch of the file that begins at `at`. */
export const lettersAt = (text: string, at: number): readonly Letter[] => {
  const letters: Letter[] = [];
  let offset = at;
  for (const each of text) {
    if (each !== GONE) letters.push({ text: each, face: "text", at: offset });
    offset += each.length;
  }
  return letters;
};

/**
 * The characters of a scalar's value, each with the place where it is written: exactly, unless it is written by an escape;
 * then with the place of the escape. `raw` is the scalar as it stands in the file from `at` on, quotes included.
 */
export const lettersIn = (value: string, raw: string, at: number): readonly Letter[] => {
  const escaped = raw.startsWith('"');
  const quoted = escaped || raw.startsWith("'");
  let from = quoted ? 1 : /^[|>]/.test(raw) ? raw.indexOf("\n") + 1 : 0;
  return [...value].map((text): Letter => {
    const found = raw.startsWith(text, from) && !(escaped && text === "\\") ? from : seek(raw, text, { from, escaped });
    from = found + written(raw, found, { text, escaped });
    return { text, face: "text", at: at + Math.min(found, Math.max(0, raw.length - 1)) };
  });
};

interface Seeking {
  readonly from: number;
  readonly escaped: boolean;
}

/** Line ends and their indentation are folded away in the value; an escape stands for another character. */
const seek = (raw: string, text: string, { from, escaped }: Seeking): number => {
  let at = from;
  while (/\s/.test(raw[at] ?? "") && !raw.startsWith(text, at)) at++;
  if (raw.startsWith(text, at) || (escaped && raw[at] === "\\")) return at;
  return /\s/.test(text) ? from : at;
};

/** How many units stand in the file for a character. */
const written = (
  raw: string,
  at: number,
  { text, escaped }: { readonly text: string; readonly escaped: boolean },
): number => {
  if (escaped && raw[at] === "\\") return ESCAPES[raw[at + 1] ?? ""] ?? 2;
  if (text === "'" && raw.startsWith("''", at) && raw.startsWith("'")) return 2;
  return raw.startsWith(text, at) ? text.length : 0;
};

const ESCAPES: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** Runs of one face, with the same marks, whose characters follow one another in the file; a base with a reading is one run. */
export const spansOf = (letters: readonly Letter[], path: string): readonly Span[] => {
  const spans: Span[] = [];
  let run: Letter[] = [];
  const close = (): void => {
    if (run.length > 0) spans.push(spanOf(run, path));
    run = [];
  };
  for (const letter of letters) {
    const last = run.at(-1);
    if (last && !goesOn(last, letter)) close();
    run.push(letter);
  }
  close();
  return spans;
};

const spanOf = (run: readonly Letter[], path: string): Span => {
  const { face, at, items, ruby } = run[0]!;
  const text = run.map((each) => each.text).join("");
  const source = { path, start: at, end: at + text.length };
  const marked = items && { marks: items.map(({ mark }) => mark), markIds: items.map(({ id }) => id) };
  return { text, face, source, ...marked, ...(ruby && { ruby }) };
};

const goesOn = (last: Letter, next: Letter): boolean =>
  last.face === next.face &&
  last.ruby === next.ruby &&
  sameItems(last.items ?? [], next.items ?? []) &&
  (last.ruby !== undefined || last.at + last.text.length === next.at);

const sameItems = (one: readonly MarkedItem[], other: readonly MarkedItem[]): boolean =>
  one === other ||
  (one.length === other.length && one.every(({ mark, id }, n) => other[n]!.mark === mark && other[n]!.id === id));
