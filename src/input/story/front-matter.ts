/** A story's file → its front matter and its body. */
import type { Report } from "../../base/diagnostic.ts";
import type { TextFile } from "../document/read-text.ts";

/** A stretch of the file. */
export interface FilePart {
  readonly text: string;
  /** offset in the file */
  readonly at: number;
}

/** The two parts of a story's file. */
export interface StoryParts {
  /** undefined when there is none */
  readonly head: FilePart | undefined;
  readonly body: FilePart;
}

const FENCE = /^\s*---[ \t]*(?:\r\n|[\n\r])/;
const CLOSE = /(?:^|\r\n|[\n\r])(?:---|\.\.\.)[ \t]*(?:\r\n|[\n\r]|$)/;

/** Undefined, and reported, when the front matter is not closed: then nobody knows where the text begins. */
export const splitStory = ({ path, text }: TextFile, report: Report): StoryParts | undefined => {
  const fence = FENCE.exec(text)?.[0];
  if (fence === undefined) return { head: undefined, body: { text, at: 0 } };
  const at = fence.length;
  const rest = text.slice(at);
  const close = CLOSE.exec(rest);
  if (close) {
    const end = close.index + close[0].length;
    return { head: { text: rest.slice(0, close.index), at }, body: { text: rest.slice(end), at: at + end } };
  }
  const start = fence.indexOf("---");
  report.add({
    code: "input/yaml",
    severity: "error",
    message: "the front matter is not closed",
    hint: "put a line of `---` behind its last field",
    source: { path, start, end: start + 3 },
  });
  return undefined;
};
