/** Which paragraphs of a story may be left out, as its front matter counts them. */
import type { Report } from "../../base/diagnostic.ts";
import type { Paragraph } from "../../model/story.ts";
import type { YamlDocument } from "../document/yaml-document.ts";

/** Places of the paragraphs, from 0, in the order in which they go; numbers of none, and those given twice, are reported and left out. */
export const optionalOf = (
  numbers: readonly number[],
  {
    paragraphs,
    written,
    document,
    report,
  }: {
    readonly paragraphs: readonly Paragraph[];
    /** how many of them stand in the file: a dateline before a list is one more */
    readonly written: number;
    readonly document: YamlDocument | undefined;
    readonly report: Report;
  },
): readonly number[] => {
  const added = paragraphs.length - written;
  const text = paragraphs.flatMap(({ kind }, n) => (kind === "crosshead" || n < added ? [] : [n]));
  const found: number[] = [];
  numbers.forEach((number, n) => {
    const at = text[number - 1];
    const twice = at !== undefined && found.includes(at);
    // the first paragraph has the dateline, and says what the story is about
    const first = number === 1;
    if (at !== undefined && !twice && !first) {
      found.push(at);
      return;
    }
    const source = document?.range(["optional", n]);
    report.add({
      code: "input/wrong-value",
      severity: "error",
      message: first
        ? "the first paragraph cannot be left out"
        : twice
          ? `paragraph ${number} is given twice`
          : `there is no paragraph ${number}; the story has ${text.length}`,
      hint: first || twice ? "take it out of `optional`" : `give numbers from 2 to ${Math.max(2, text.length)}`,
      ...(source && { source }),
    });
  });
  return found;
};
