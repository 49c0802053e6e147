/** 总题: a headline over several stories is larger than each of theirs, or it reads as one more of them. */
import { headlinesOf, type SetHeadline } from "./headline-ink.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Type that is larger by less than this share looks the same. */
const VISIBLE = 0.04;

/** Umbrella headlines with a head under them that is as large; named is the largest. */
export const umbrella = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const heads = headlinesOf(composed);
  return heads.flatMap((head) => {
    const under = heads.filter(({ frame }) => head.frame.over?.includes(frame.story));
    const largest = under.sort((a, b) => b.size - a.size)[0];
    return largest && head.size < largest.size * (1 + VISIBLE) ? [finding(head, largest)] : [];
  });
};

const finding = ({ frame, size }: SetHeadline, under: SetHeadline): MakeupFinding => ({
  message: `the headline \`${frame.story.id}\` over several stories (${size} pt) is not larger than that of \`${under.frame.story.id}\` under it (${under.size} pt)`,
  hint: "give it a larger headline style, or the stories under it smaller ones",
  rect: frame.rect,
  source: frame.source,
});
