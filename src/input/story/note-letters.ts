/** Notes what is wrong with a stretch of characters, as Markdown that is not set. */
import type { TextPlace } from "./house-letters.ts";
import type { Letter } from "./letters.ts";

/** What is said about it. */
export interface NoteWords {
  readonly message: string;
  readonly hint: string;
}

/** Notes a warning at the place of `stretch`, which is not empty. */
export const noteLetters = (stretch: readonly Letter[], { message, hint }: NoteWords, place: TextPlace): void => {
  const [first, last] = [stretch[0]!, stretch.at(-1)!];
  const source = { path: place.path, start: first.at, end: last.at + last.text.length };
  place.notes.add({ code: "input/unsupported", severity: "warning", message, hint }, source);
};
