/** `<ruby>` → runs with their readings. */
import type { Run } from "./block.ts";
import { inOneLine, type MarkupElement, textOf } from "./markup.ts";

/** A base takes the reading that follows it; one without stays plain text. */
export const rubyRuns = (ruby: MarkupElement, face: Run["face"]): readonly Run[] => {
  const runs: Run[] = [];
  let base = "";
  const close = (reading: string): void => {
    const text = inOneLine(base);
    if (text !== "") runs.push({ text, face, ...(isReading(reading) && { reading }) });
    base = "";
  };
  for (const child of ruby.children) {
    const name = child.kind === "element" ? child.name.toLowerCase() : "";
    if (name === "rt" || name === "rtc") close(inOneLine(textOf(child)));
    else if (name !== "rp") base += textOf(child);
  }
  close("");
  return runs;
};

/** A reading of which something is seen. */
const isReading = (text: string): boolean => /[^\s\p{Cc}\p{Cf}]/u.test(text);
