/** Text as a row of characters that know their face and where they stand in their file. */
import type { Face, Span } from "../model/story.ts";

/** A character; `at` is the offset in the file of its first UTF-16 unit. */
export interface Letter {
  readonly text: string;
  readonly face: Face;
  readonly at: number;
}

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

/** Runs of one face whose characters follow one another in the file. */
export const spansOf = (letters: readonly Letter[], path: string): readonly Span[] => {
  const spans: Span[] = [];
  let run: Letter[] = [];
  const close = (): void => {
    const [first] = run;
    if (!first) return;
    const text = run.map((each) => each.text).join("");
    spans.push({ text, face: first.face, source: { path, start: first.at, end: first.at + text.length } });
    run = [];
  };
  for (const letter of letters) {
    const last = run.at(-1);
    if (last && (last.face !== letter.face || last.at + last.text.length !== letter.at)) close();
    run.push(letter);
  }
  close();
  return spans;
};
