/** Markdown that a newspaper has no use for, or that this version does not set: a table, looked for in every body. */

/** What is said about a construct. */
export interface UnsetWords {
  readonly what: string;
  /** what is done with it; its characters are printed as they stand when absent */
  readonly outcome?: string;
  readonly hint: string;
}

/** A construct, and how it is found. */
export interface UnsetMarkdown extends UnsetWords {
  /** of bounded reach, so that no text takes long to look through */
  readonly find: RegExp;
}

/** A comment without an end. */
export const UNCLOSED_COMMENT: UnsetWords = { what: "a comment that is not closed", hint: "close it with `-->`" };

/** A list within a list. */
export const NESTED_LIST: UnsetWords = {
  what: "a list within a list",
  outcome: "its items stand in the outer list",
  hint: "write its items without blanks before their signs, or as running text",
};

/** Looked for at the head of a line; such a line is a paragraph of its own. */
export const BLOCKS: readonly UnsetMarkdown[] = [
  {
    what: "a heading of this level",
    find: /^(?:#|#{3,6})[ \t]/,
    hint: "write `## ` for a crosshead; the headline stands in the front matter",
  },
  {
    what: "a list with this sign",
    find: /^ {0,3}(?:\+|\d{1,3}\))[ \t]+\S/,
    hint: "write `- `, `* ` or `1. ` before its items; `\\+` and `1\\)` are the signs themselves",
  },
  { what: "a quotation in Markdown", find: /^ {0,3}>/, hint: "write a plain paragraph with quotation marks" },
  { what: "code", find: /^ {0,3}(?:```|~~~)/, hint: "write plain paragraphs" },
  {
    what: "a table in Markdown",
    find: /^ {0,3}\|.*\|[ \t]*$/,
    hint: "write it under `tables:` in the front matter, and let the layout place it",
  },
  {
    what: "a dividing line",
    find: /^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/,
    hint: "take it out, or write a crosshead",
  },
];

/** Looked for anywhere in a paragraph. */
export const INLINES: readonly UnsetMarkdown[] = [
  {
    what: "a picture in the text",
    find: /!\[[^[\]\n]{0,200}\]\([^()\n]{0,400}\)/,
    hint: "name it under `photos:` in the front matter, and give it a line of its own where it belongs",
  },
  {
    what: "a link",
    find: /(?<!!)\[[^[\]\n]{1,200}\]\([^()\n]{1,400}\)|<https?:[^<>\s]{1,400}>/,
    hint: "write its text alone",
  },
  { what: "code", find: /`[^`\n]{1,200}`/, hint: "take the `\\`` signs out" },
  {
    what: "a tag of HTML",
    find: /<\/?[a-zA-Z][^<>\n]{0,200}>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});/,
    hint: "write the characters themselves",
  },
  { what: "text struck through", find: /~~[^~\n]{1,200}~~/, hint: "take it out" },
  {
    what: "emphasis by `_`",
    find: /(?<![\w_])_{1,2}[^_\s][^_\n]{0,200}_{1,2}(?![\w_])/,
    hint: "write `*…*` for emphasis, `**…**` for strong text",
  },
];
