/** Text as markup: escaped, with its faces, marks and readings. */
import type { Inline, Mark, Span } from "../model/story.ts";

/** Characters that mean something in HTML, as references. What no file may hold (XML 1.0, 2.2) becomes U+FFFD. */
export const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** A stretch of running text. Neighbours in one face share an element. */
export const inlineMarkup = (inline: Inline): string => {
  const parts: string[] = [];
  for (let n = 0; n < inline.length; ) {
    let end = n;
    while (end < inline.length && inline[end]!.face === inline[n]!.face) end++;
    parts.push(inFace(inline[n]!, inline.slice(n, end).map(markedMarkup).join("")));
    n = end;
  }
  return parts.join("");
};

const inFace = ({ face }: Span, markup: string): string => {
  switch (face) {
    case "text":
      return markup;
    case "strong":
      return `<strong>${markup}</strong>`;
    case "emphasis":
      return `<em>${markup}</em>`;
    default:
      return face satisfies never;
  }
};

const markedMarkup = ({ text, ruby, marks = [] }: Span): string => {
  const base = ruby ? `<ruby>${escaped(text)}<rt>${escaped(ruby.text)}</rt></ruby>` : escaped(text);
  return [...marks].reverse().reduce((inner, mark) => {
    const [open, close] = ELEMENTS[mark];
    return open + inner + close;
  }, base);
};

/** 着重号 is emphasis, 书名号 a cited title; the others mean nothing to HTML, and are told apart by their class. */
const ELEMENTS: Readonly<Record<Mark, readonly [open: string, close: string]>> = {
  "emphasis-dots": ['<em class="emphasis-dots">', "</em>"],
  "proper-name": ['<span class="proper-name">', "</span>"],
  "book-title": ["<cite>", "</cite>"],
  underline: ["<u>", "</u>"],
  deceased: ['<span class="deceased">', "</span>"],
  upright: ["", ""],
};
