/** Text → Markdown of a story that reads as just that text. */
import type { Run } from "./block.ts";

/** Signs that mean something wherever they stand; a tilde and an exclamation mark only beside others. */
const SIGNS = /[\\*[\]{}|<>#`]|~(?=~)|(?<=~)~|(?<=[<[])!|!(?=\[)|(?<=\])\(|(?<=<)\/|(?<=&[a-zA-Z0-9#]{1,8});/g;

/** The same with a backslash before each sign. */
export const escapeMarkdown = (text: string): string => text.replace(SIGNS, "\\$&");

/** At the head of a line: what would begin a list, a rule, a fence or another block. */
export const escapeLineHead = (line: string): string =>
  line.replace(/^([-+_~=])/, "\\$1").replace(/^(\d{1,9})([.)])/, "$1\\$2");

const MARKS: Readonly<Record<Run["face"], string>> = { text: "", strong: "**", emphasis: "*" };

/** Runs as they are written in a line. */
export const runsMarkdown = (runs: readonly Run[]): string =>
  runs
    .map(({ text, face, reading }) => {
      const inner =
        reading === undefined ? escapeMarkdown(text) : `{${escapeMarkdown(text)}|${escapeMarkdown(reading)}}`;
      return `${MARKS[face]}${inner}${MARKS[face]}`;
    })
    .join("");
