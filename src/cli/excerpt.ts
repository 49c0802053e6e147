/** The line of a file in which something is wrong, cut to the terminal's width, with marks under the place. */
import { lineAt, lineColumn, type SourceRange } from "../base/source.ts";
import { characterWidth, printable, textWidth } from "./text-width.ts";

/** A line and the marks below it; `line` counts from 1. */
export interface Excerpt {
  readonly line: number;
  readonly text: string;
  /** blanks and carets, standing under the marked text */
  readonly marks: string;
}

/** Text left of the mark that is kept when the line is cut. */
const BEFORE = 24;

/** Marks are shortened for the label's sake, but not under this. */
const FEWEST_MARKS = 10;

/** Excerpt for `range` in at most `room` columns; `label` columns are kept free behind the marks. */
export const excerpt = (
  text: string,
  range: SourceRange,
  { room, label }: { readonly room: number; readonly label: number },
): Excerpt => {
  const start = Math.min(Math.max(0, range.start), text.length);
  const { line, column } = lineColumn(text, start);
  const whole = lineAt(text, start);
  const from = Math.min(column - 1, whole.length);
  const to = Math.min(Math.max(from, from + (range.end - start)), whole.length);
  const { shown, left } = cut(whole, from, room);
  const blank = textWidth(visible(shown.slice(0, Math.max(0, from - left.at)), left.width)) + left.width;
  const marked = textWidth(visible(shown.slice(Math.max(0, from - left.at), Math.max(0, to - left.at)), blank));
  const most = Math.max(FEWEST_MARKS, room - blank - label);
  const cutText = `${left.width > 0 ? "…" : ""}${visible(shown, left.width)}${left.at + shown.length < whole.length ? "…" : ""}`;
  return { line, text: cutText, marks: " ".repeat(blank) + "^".repeat(Math.max(1, Math.min(marked, most))) };
};

interface Cut {
  readonly shown: string;
  /** where in the line the cut begins, and the columns of the ellipsis before it */
  readonly left: { readonly at: number; readonly width: number };
}

/** A stretch of `line` round `mark`, in whole characters, with a column kept for the ellipsis at each end that is cut. */
const cut = (line: string, mark: number, room: number): Cut => {
  if (textWidth(visible(line, 0)) <= room) return { shown: line, left: { at: 0, width: 0 } };
  const before = [...line.slice(0, mark)];
  let at = mark;
  for (let width = 0; before.length > 0; ) {
    const character = before.pop()!;
    width += shownWidth(character);
    if (width > BEFORE) break;
    at -= character.length;
  }
  const left = { at, width: at > 0 ? 1 : 0 };
  let end = at;
  let width = left.width + 1;
  for (const character of line.slice(at)) {
    width += shownWidth(character);
    if (width > room) break;
    end += character.length;
  }
  return { shown: line.slice(at, end), left };
};

const TAB = 4;

const shownWidth = (character: string): number => (character === "\t" ? TAB : characterWidth(character));

/** Tabs to the next stop, counted from the excerpt's own left edge; control characters as a mark. */
const visible = (text: string, from: number): string => {
  let shown = "";
  let width = from;
  for (const character of text) {
    const piece = character === "\t" ? " ".repeat(TAB - (width % TAB)) : printable(character);
    shown += piece;
    width += textWidth(piece);
  }
  return shown;
};
