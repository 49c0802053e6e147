/** Where something stands in an input file. */

/** A stretch of a file's decoded text: UTF-16 offsets, `end` exclusive. `path` is relative to the edition's folder. */
export interface SourceRange {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both from 1; the column counts UTF-16 units. */
export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Line and column of `offset` in `text`. Only printing needs it: inside, offsets are enough. */
export const lineColumn = (text: string, offset: number): LineColumn => {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
  const start = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line++;
  return { line, column: before.length - start + 1 };
};

/** The whole line of `text` in which `offset` stands, without its line end. */
export const lineAt = (text: string, offset: number): string => {
  const start = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const end = text.indexOf("\n", offset);
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, "");
};
