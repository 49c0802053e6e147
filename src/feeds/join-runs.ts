/** Runs of a block → the same in one line: blanks brought together, none at the ends, none at the ends of a face. */
import type { Run } from "./block.ts";

/** Characters that HTML takes for a blank, and line ends that Unicode has besides; hard and wide blanks are text. */
const BLANKS = /[ \t\n\r\f\v\u0085\u2028\u2029]+/g;

/** What no file of text holds, and what nothing prints. */
const CONTROLS = /(?![\t\n\v\f\r\u0085])\p{Cc}/gu;

/** What is seen; hard and wide blanks and marks of direction alone are no text. */
const SEEN = /[^\s\p{Cc}\p{Cf}]/u;

/** Empty when nothing is seen of them. */
export const joinRuns = (runs: readonly Run[]): readonly Run[] => {
  if (!runs.some(({ text }) => SEEN.test(text))) return [];
  const spaced = withSingleBlanks(runs);
  const out: Run[] = [];
  for (const run of spaced.flatMap(withBlanksApart)) {
    const last = out.at(-1);
    if (last && last.reading === undefined && run.reading === undefined && last.face === run.face)
      out[out.length - 1] = { ...last, text: last.text + run.text };
    else out.push(run);
  }
  return out;
};

/** A blank behind a blank goes, also from run to run; so do those at both ends. */
const withSingleBlanks = (runs: readonly Run[]): readonly Run[] => {
  const out: Run[] = [];
  let blank = true;
  for (const run of runs) {
    const text = run.text.replace(CONTROLS, "").replace(BLANKS, " ");
    const kept: string = blank ? text.replace(/^ /, "") : text;
    if (kept === "") continue;
    out.push({ ...run, text: kept });
    blank = kept.endsWith(" ");
  }
  const last = out.at(-1);
  if (!last?.text.endsWith(" ")) return out;
  const text = last.text.slice(0, -1);
  return [...out.slice(0, -1), ...(text === "" ? [] : [{ ...last, text }])];
};

/** Marks of a face stand right at its text: blanks of any kind at its ends are set in the body face. */
const withBlanksApart = (run: Run): readonly Run[] => {
  if (run.face === "text" || run.reading !== undefined) return [run];
  const [, before = "", text = "", after = ""] = /^(\s*)(.*?)(\s*)$/su.exec(run.text) ?? [];
  const parts: readonly Run[] = [
    { text: before, face: "text" },
    { text, face: run.face },
    { text: after, face: "text" },
  ];
  return parts.filter((each) => each.text !== "");
};
