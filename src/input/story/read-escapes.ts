/** Backslashes → signs that stand for themselves. */
import type { Letter } from "./letters.ts";

/** Before one of these a backslash is taken out; before anything else it is a backslash (CommonMark 2.4). */
const SIGN = /^[!-/:-@[-`{-~]$/;

/** The characters without the backslashes; a sign that stood behind one is literal. */
export const withoutEscapes = (letters: readonly Letter[]): readonly Letter[] => {
  if (!letters.some(({ text }) => text === "\\")) return letters;
  const out: Letter[] = [];
  for (let n = 0; n < letters.length; n++) {
    const next = letters[n]!.text === "\\" ? letters[n + 1] : undefined;
    if (next && SIGN.test(next.text)) {
      out.push({ ...next, literal: true });
      n++;
    } else out.push(letters[n]!);
  }
  return out;
};
