/** Breaks by sense in headlines (标题移行): never inside a word or a name, never 的 at the head of a line. */
import { classesOf } from "../text/character-classes.ts";
import { breakBetween } from "../text/line-break-rules.ts";

/** Particles and suffixes that cling to the word before them (NEWSPAPER 5.2; LC-110). */
const NEVER_AT_HEAD = new Set([..."的了地得着过们等吗呢吧率性化者式型"]);

/** A name in quotation marks of up to this many characters stays in one line. */
const QUOTED = /“[^“”]{1,8}”|《[^《》]{1,8}》/gu;

const WORDS = new Intl.Segmenter("zh", { granularity: "word" });

/** Offsets in `text` at which a headline may be broken, ascending, without 0 and the end. `names` are never split. */
export const headlineBreaks = (text: string, names: readonly string[]): readonly number[] => {
  const words = [...WORDS.segment(text)].map((each) => each.index).filter((at) => at > 0);
  const inName = [...namesIn(text, names), ...quotedIn(text)];
  const characters = [...text];
  const classes = classesOf(characters);
  const offsets = new Map<number, number>();
  characters.reduce((at, each, n) => {
    offsets.set(at, n);
    return at + each.length;
  }, 0);
  return words.filter((at) => {
    const n = offsets.get(at);
    if (n === undefined || n === 0) return false;
    const kinsoku = classes[n - 1] === "space" || breakBetween(classes[n - 1]!, classes[n]!, "basic") === "free";
    return kinsoku && !NEVER_AT_HEAD.has(characters[n]!) && !inName.some(([from, to]) => from < at && at < to);
  });
};

const quotedIn = (text: string): readonly (readonly [number, number])[] =>
  [...text.matchAll(QUOTED)].map((match) => [match.index, match.index + match[0].length]);

const namesIn = (text: string, names: readonly string[]): readonly (readonly [number, number])[] =>
  names.flatMap((name) => {
    const found: (readonly [number, number])[] = [];
    for (let at = text.indexOf(name); at >= 0 && name; at = text.indexOf(name, at + 1))
      found.push([at, at + name.length]);
    return found;
  });
