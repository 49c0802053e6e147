/** Heads of one width decrease down the page: a larger one below says that the lower story is the greater. */
import { bottom } from "../../base/geometry.ts";
import { fits, sameLength } from "../../base/units.ts";
import { headlinesOf, type SetHeadline } from "./headline-ink.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";
import { isBrief, isPhotoFeature } from "./story-kinds.ts";

/** Type that is larger by less than this share looks the same. */
const VISIBLE = 0.04;

/**
 * Heads in the same columns that are larger than one above them. Briefs stand under a flag and are all of one weight; the head of
 * a photo feature belongs to its pictures; in vertical writing the page is read from the right and not from above.
 */
export const headOrder = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const heads = headlinesOf(composed).filter(
    ({ frame }) =>
      frame.writing === "horizontal" &&
      (frame.over !== undefined || (!isBrief(composed, frame.story) && !isPhotoFeature(composed, frame.story))),
  );
  return heads.flatMap((lower) => {
    const above = heads.filter((upper) => isOver(upper, lower) && lower.size > upper.size * (1 + VISIBLE));
    const least = above.sort((a, b) => a.size - b.size)[0];
    return least ? [finding(least, lower)] : [];
  });
};

const isOver = ({ frame: upper }: SetHeadline, { frame: lower }: SetHeadline): boolean =>
  upper.story !== lower.story &&
  // that an umbrella is larger than what it stands over is a rule of its own
  !upper.over?.includes(lower.story) &&
  sameLength(upper.rect.x, lower.rect.x) &&
  sameLength(upper.rect.width, lower.rect.width) &&
  fits(bottom(upper.rect), lower.rect.y);

const finding = (upper: SetHeadline, lower: SetHeadline): MakeupFinding => ({
  message: `the headline of \`${lower.frame.story.id}\` is larger (${lower.size} pt) than that of \`${upper.frame.story.id}\` above it (${upper.size} pt)`,
  hint: "change the stories' places, or give the lower one a smaller headline style",
  rect: lower.frame.rect,
  source: lower.frame.source,
});
