/** Paragraphs, crossheads and lists as parts of what is read. */
import { type Paragraph, plainText } from "../../model/story.ts";
import { markedText } from "./marked-text.ts";
import type { PageLetters } from "./page-letters.ts";
import type { ReadingNode } from "./reading-tree.ts";
import { type MarkedText, type ReadLine, setText } from "./set-text.ts";

/** A paragraph with the lines of it that stand on the page. */
export interface ReadParagraph {
  readonly paragraph: Paragraph;
  readonly lines: readonly ReadLine[];
  /** what its text is, when it is not the paragraph's alone */
  readonly marked?: MarkedText;
}

/** Items of lists that follow one another are one list; paragraphs without lines are not read. */
export const bodyNodes = (
  paragraphs: readonly ReadParagraph[],
  { heading, letters }: { readonly heading: "H1" | "H2"; readonly letters: PageLetters },
): readonly ReadingNode[] => {
  const nodes: ReadingNode[] = [];
  const shown = paragraphs.filter(({ lines }) => lines.length > 0);
  for (let n = 0; n < shown.length; ) {
    const { kind } = shown[n]!.paragraph;
    let end = n + 1;
    const isList = kind === "bulleted" || kind === "numbered";
    if (isList) while (shown[end]?.paragraph.kind === kind) end++;
    if (isList) nodes.push(listNode(shown.slice(n, end), letters));
    else nodes.push(textNode(kind === "crosshead" ? heading : "P", shown[n]!, letters));
    n = end;
  }
  return nodes;
};

const textNode = (
  tag: "H1" | "H2" | "P",
  { paragraph, lines, marked }: ReadParagraph,
  letters: PageLetters,
): ReadingNode => ({
  tag,
  kids: setText(lines, marked ?? markedText([paragraph.spans]), letters).kids,
});

const listNode = (items: readonly ReadParagraph[], letters: PageLetters): ReadingNode => ({
  tag: "L",
  ...(items[0]?.paragraph.kind === "numbered" && { numbered: true }),
  kids: items.map(({ paragraph, lines }) =>
    listItem(lines, { text: paragraph.spans, label: labelOf(paragraph), letters }),
  ),
});

/** An item of a list with its label. */
export const listItem = (
  lines: readonly ReadLine[],
  {
    text,
    label,
    letters,
  }: { readonly text: Paragraph["spans"]; readonly label: string; readonly letters: PageLetters },
): ReadingNode => {
  const first = lines[0]?.letters[0]?.glyphs[0]?.text ?? "";
  // the rest of an item that began elsewhere has no label
  const own =
    label !== "" && label.startsWith(first) && first !== "" && !plainText(text).startsWith(first) ? label : "";
  const read = setText(lines, markedText([text], { label: own }), letters);
  const body: ReadingNode = { tag: "LBody", kids: read.kids };
  return { tag: "LI", kids: read.label.length > 0 ? [{ tag: "Lbl", kids: read.label }, body] : [body] };
};

const labelOf = (paragraph: Paragraph): string => ("label" in paragraph ? paragraph.label : "");
