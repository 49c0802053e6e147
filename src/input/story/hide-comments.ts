/** Comments in a body → characters that are not seen, so that all offsets stay. */
import { GONE } from "./letters.ts";

/** A body without its comments. */
export interface Uncommented {
  readonly text: string;
  /** offset of a `<!--` that is not closed; it stays in the text */
  readonly unclosed?: number;
}

/** Makes `GONE` of every character of a comment. */
export const hideComments = (text: string): Uncommented => {
  let out = "";
  let done = 0;
  for (let start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", done)) {
    const close = text.indexOf("-->", start + 4);
    if (close < 0) return { text: out + text.slice(done), unclosed: start };
    out += text.slice(done, start) + GONE.repeat(close + 3 - start);
    done = close + 3;
  }
  return { text: out + text.slice(done) };
};
