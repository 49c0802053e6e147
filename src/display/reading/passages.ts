/** The lines of a block by the texts of the story that they were set from. */
import type { Inline } from "../../model/story.ts";
import type { FrameLine } from "./read-frames.ts";

/** For each of `texts` the lines that were set from it; `other`: lines of words that are the program's own. */
export interface Passages {
  readonly of: readonly (readonly FrameLine[])[];
  readonly other: readonly FrameLine[];
}

/** A line belongs to the text in which the first of its letters stands that stands in any, by its place in the story's files. */
export const passagesOf = (lines: readonly FrameLine[], texts: readonly Inline[]): Passages => {
  const of: FrameLine[][] = texts.map(() => []);
  const other: FrameLine[] = [];
  for (const line of lines) {
    const n = numberOf(line, texts);
    (n === undefined ? other : of[n]!).push(line);
  }
  return { of, other };
};

const numberOf = ({ letters }: FrameLine, texts: readonly Inline[]): number | undefined => {
  for (const { source } of letters) {
    if (!source || source.end === source.start) continue;
    const n = texts.findIndex((text) =>
      text.some(
        (span) =>
          span.source.path === source.path &&
          source.start >= span.source.start &&
          source.start < Math.max(span.source.end, span.source.start + span.text.length),
      ),
    );
    if (n >= 0) return n;
  }
  return undefined;
};
