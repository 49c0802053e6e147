/** HTML in which nothing but our own words is markup: whatever is put into a template is text, unless it was made by one. */

/** Markup. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template; `undefined` and `false` stand for nothing. */
export type HtmlPart = Html | string | number | undefined | false | readonly HtmlPart[];

/** Markup with text in it. */
export const html = (strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html => {
  let markup = strings[0]!;
  for (let at = 0; at < parts.length; at++) markup += markupOf(parts[at]) + strings[at + 1]!;
  return { markup };
};

/** Text with what stands in backticks set as code. */
export const quoted = (text: string): readonly Html[] =>
  text.split(/`([^`]+)`/).map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

const markupOf = (part: HtmlPart): string => {
  if (part === undefined || part === false) return "";
  if (typeof part === "string" || typeof part === "number") return escaped(String(part));
  if ("markup" in part) return part.markup;
  let markup = "";
  for (const each of part) markup += markupOf(each);
  return markup;
};

/** What is not put into a page as it is: of most texts nothing, which is found out in one look. */
const SPECIAL = /[&<>"'`\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/u;

/** As text and as the value of an attribute in quotes. What HTML does not take, and what turns the direction of text, is a mark. */
const escaped = (text: string): string =>
  !SPECIAL.test(text)
    ? text
    : text
        .replace(/[\r\n\t]+/g, " ")
        .replace(/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]/gu, "\ufffd")
        .replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
