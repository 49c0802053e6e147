/** HTML that a field of a feed holds → a body, or a line of text. */
import type { ItemBody } from "./feed-item.ts";
import { inOneLine, textOf } from "./markup.ts";
import { parseHtml } from "./parse-html.ts";

/** Text with tags or entities is read as HTML, any other as it stands. Undefined when nothing is in it. */
export const htmlBody = (text: string): ItemBody | undefined => {
  if (text.trim() === "") return undefined;
  const read = isHtml(text) ? parseHtml(text) : undefined;
  return read?.ok ? { kind: "markup", nodes: read.nodes } : { kind: "plain", text };
};

/** The text in one line. */
export const htmlLine = (text: string): string => {
  const read = isHtml(text) ? parseHtml(text) : undefined;
  return inOneLine(read?.ok ? read.nodes.map(textOf).join("") : text);
};

const isHtml = (text: string): boolean =>
  /<\/?[a-zA-Z!][^<>]*>|&(?:[a-zA-Z]{2,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});/.test(text);
