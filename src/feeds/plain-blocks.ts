/** Plain text → paragraphs. */
import type { Block } from "./block.ts";
import { joinRuns } from "./join-runs.ts";

/** Empty lines part paragraphs where there are some; where there are none every line is one. */
export const plainBlocks = (text: string): readonly Block[] => {
  const ends = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n");
  const parts = /\n[ \t\u3000]*\n/.test(ends.trim()) ? ends.split(/\n[ \t\u3000]*\n/) : ends.split("\n");
  return parts.flatMap((part): readonly Block[] => {
    const runs = joinRuns([{ text: part, face: "text" }]);
    return runs.length > 0 ? [{ kind: "body", runs }] : [];
  });
};
