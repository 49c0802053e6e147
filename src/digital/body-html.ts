/** The paragraphs of a story or a sidebar as HTML. */
import type { Paragraph } from "../model/story.ts";
import { inlineMarkup } from "./markup.ts";

/** Paragraphs; items of lists that follow one another are one list. */
export const bodyMarkup = (paragraphs: readonly Paragraph[]): string => {
  const parts: string[] = [];
  for (let n = 0; n < paragraphs.length; ) {
    const { kind } = paragraphs[n]!;
    let end = n + 1;
    if (kind === "bulleted" || kind === "numbered") while (paragraphs[end]?.kind === kind) end++;
    parts.push(blockMarkup(paragraphs.slice(n, end)));
    n = end;
  }
  return parts.join("\n");
};

const blockMarkup = (block: readonly Paragraph[]): string => {
  const [first] = block;
  if (!first) return "";
  switch (first.kind) {
    case "body":
      return `<p>${inlineMarkup(first.spans)}</p>`;
    case "crosshead":
      return `<h2>${inlineMarkup(first.spans)}</h2>`;
    case "bulleted":
      return `<ul>${itemsOf(block)}</ul>`;
    case "numbered":
      return `<ol start="${Number.parseInt(first.label, 10) || 1}">${itemsOf(block)}</ol>`;
    default:
      return first satisfies never;
  }
};

const itemsOf = (items: readonly Paragraph[]): string =>
  items.map(({ spans }) => `<li>${inlineMarkup(spans)}</li>`).join("");
