/** 标题移行: a headline that its editor broke in lines is broken between words, and no line begins with a particle. */
import type { SourceRange } from "../../base/source.ts";
import { type Inline, plainText } from "../../model/story.ts";
import type { HeadlineFrame } from "../../plan/page-plan.ts";
import { localeOf } from "../../text/locale.ts";
import { headlineBreaks } from "../headline/headline-breaks.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Words that belong to what stands before them (NEWSPAPER §5.2: never move 的 to the next line's start). */
const PARTICLES = new Set([..."的了地得着过们等吗呢吧啊嘛"]);

/** Ends of lines at which no reader pauses. Headlines that the program breaks itself are broken by the same table. */
export const senseBreak = ({ composed, names }: MakeupPage): readonly MakeupFinding[] =>
  composed.plan.frames.flatMap((frame) =>
    frame.kind === "headline" && localeOf(frame.story.language).script === "chinese" ? badBreaks(frame, names) : [],
  );

const badBreaks = (frame: HeadlineFrame, names: readonly string[]): readonly MakeupFinding[] => {
  const { headline } = frame.story;
  const lines = headline.map(plainText);
  const good = new Set(headlineBreaks(lines.join(""), names));
  let at = 0;
  return lines.slice(1).flatMap((line, n) => {
    const before = lines[n]!;
    at += before.length;
    // what ends in a mark or a space makes its own pause
    if (good.has(at) || PAUSE.test(before) || isUnsure(lines, { at, before, line })) return [];
    return [finding(frame, { before, after: line, source: sourceOf(headline[n + 1]!) ?? frame.story.source })];
  });
};

const WORDS = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * Characters that the dictionary leaves alone are given to a word beside them when the program breaks a line; an editor may know
 * better (十二点|书房, 九年|镇口). After a number nothing is unsure, nor before a particle.
 */
const isUnsure = (lines: readonly string[], { at, before, line }: BreakPlace): boolean => {
  if (PARTICLES.has([...line][0] ?? "") || AFTER_NUMBER.test(before)) return false;
  const words = [...WORDS.segment(lines.join(""))];
  const next = words.findIndex(({ index }) => index === at);
  const [last, first, second] = [words[next - 1], words[next], words[next + 1]].map((word) => word?.segment ?? "");
  return (isAlone(last) && !NEVER_LAST.has(last)) || (isAlone(first) && isAlone(second) && !PARTICLES.has(second));
};

const AFTER_NUMBER = /[0-9０-９〇一二三四五六七八九十百千万亿两几]$/u;

const isAlone = (word = ""): word is string => /^\p{Script=Han}$/u.test(word);

interface BreakPlace {
  readonly at: number;
  readonly before: string;
  readonly line: string;
}

/** Words of one character that need what follows. */
const NEVER_LAST = new Set([..."在对向把被将从以于与和及让使由给按据为因比不未无非更最第每各"]);

const PAUSE = /[\s\p{P}]$/u;

const sourceOf = (line: Inline): SourceRange | undefined => {
  const [first, last] = [line[0]?.source, line.at(-1)?.source];
  return first && last && { ...first, end: Math.max(first.end, last.end) };
};

const finding = (
  { story, rect }: HeadlineFrame,
  { before, after, source }: { readonly before: string; readonly after: string; readonly source: SourceRange },
): MakeupFinding => {
  const [head] = [...after];
  const particle = head !== undefined && PARTICLES.has(head);
  const cut = `${[...before].slice(-2).join("")}|${[...after].slice(0, 2).join("")}`;
  return {
    message: particle
      ? `a line of the headline of \`${story.id}\` begins with the particle \`${head}\``
      : `the headline of \`${story.id}\` is broken where it belongs together: \`${cut}\``,
    hint: "break it between two words, or set it in one line",
    rect,
    source,
  };
};
