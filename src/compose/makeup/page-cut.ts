/** 断版 (通缝): one straight line, white or ruled, that cuts the whole page in two. */
import { bottom, contains, type Rect, union } from "../../base/geometry.ts";
import { fits, type Pt } from "../../base/units.ts";
import type { Story } from "../../model/story.ts";
import type { PlannedFrame } from "../../plan/page-plan.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Blank of at least this share of a row, or of the gutter, is seen as a line. */
const SEEN = 0.5;

/**
 * Cuts across the page and down it. What is only furniture on one side is a masthead; one outer column on one side is a part
 * that the paper sets off (辟栏), such as a run of briefs.
 */
export const pageCut = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const { frames, grid } = composed.plan;
  const blocks = blocksOf(frames);
  const across = cuts(blocks, SEEN * grid.row).map(({ from, to, sides }) => ({
    words: "across the page",
    rect: { ...grid.typeArea, y: from, height: to - from },
    sides,
  }));
  const down = cuts(blocks.map(turnedBlock), SEEN * grid.gutter)
    .filter(({ sides }) =>
      sides.every((side) => !fits(union(side.map(({ rect }) => rect)).height, grid.columnWidth + grid.gutter)),
    )
    .map(({ from, to, sides }) => ({
      words: "down the page",
      rect: { ...grid.typeArea, x: from, width: to - from },
      sides,
    }));
  return [...across, ...down].map(({ words, rect, sides }) => ({
    message: `a straight line ${words} cuts it in two`,
    hint: "let a story, a picture or a headline reach over it",
    rect,
    source: sides[1][0]!.source,
  }));
};

/** All of one story in one slot, or of several under one headline: what it has inside is no cut of the page. */
interface Block {
  readonly rect: Rect;
  readonly source: PlannedFrame["source"];
  readonly furniture: boolean;
}

const blocksOf = (frames: readonly PlannedFrame[]): readonly Block[] => {
  const groups = new Map<string, PlannedFrame[]>();
  for (const frame of frames) {
    if (frame.kind === "rule") continue;
    const key = `${frame.slot} ${"story" in frame ? nameOf(frame.story, frames) : frame.id}`;
    groups.set(key, [...(groups.get(key) ?? []), frame]);
  }
  return [...groups.values()].map((group) => ({
    rect: union(group.map(({ rect }) => rect)),
    source: group[0]!.source,
    furniture: group.every((frame) => isFurniture(frame, frames)),
  }));
};

/** The story's, or that of the headline that stands over it and others. */
const nameOf = (story: Story, frames: readonly PlannedFrame[]): string => {
  const common = frames.find((frame) => frame.kind === "headline" && frame.over?.includes(story));
  const { path, id } = common?.kind === "headline" ? common.story : story;
  return `${path} ${id}`;
};

/** What the page says of itself, a box round nothing else, and ads: they stand apart from the news. */
const isFurniture = (frame: PlannedFrame, frames: readonly PlannedFrame[]): boolean => {
  if (frames.some((each) => each.kind === "ad" && each.slot === frame.slot)) return true;
  if (frame.kind !== "box") return frame.kind === "furniture" && frame.item !== "flag";
  const inside = frames.filter((each) => each.slot === frame.slot && each.kind !== "box" && each.kind !== "rule");
  return inside.every((each) => !contains(frame.rect, each.rect) || isFurniture(each, frames));
};

const turnedBlock = ({ rect: { x, y, width, height }, ...block }: Block): Block => ({
  ...block,
  rect: { x: y, y: x, width: height, height: width },
});

interface Cut {
  readonly from: Pt;
  readonly to: Pt;
  /** what stands before it and after it */
  readonly sides: readonly [readonly Block[], readonly Block[]];
}

/** Gaps in `y` that no block reaches over, with news on both sides. */
const cuts = (blocks: readonly Block[], least: Pt): readonly Cut[] => {
  const sorted = [...blocks].sort((a, b) => a.rect.y - b.rect.y);
  const found: Cut[] = [];
  let reach = sorted[0] ? bottom(sorted[0].rect) : 0;
  sorted.forEach((block, n) => {
    const { y } = block.rect;
    const sides = [sorted.slice(0, n), sorted.slice(n)] as const;
    if (fits(reach + least, y) && sides.every((side) => side.some(({ furniture }) => !furniture)))
      found.push({ from: reach, to: y, sides });
    reach = Math.max(reach, bottom(block.rect));
  });
  return found;
};
