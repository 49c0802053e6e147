/** A laid page for screens: which story stands where. */
import type { Rect } from "../base/geometry.ts";
import type { Polygon } from "../base/polygon.ts";
import type { ComposedPage } from "../compose/composed-page.ts";
import type { Story } from "../model/story.ts";
import { areaOf } from "./story-area.ts";

/** A story's place on a page. */
export interface StoryPlace {
  readonly story: Story;
  /** round its frames, in points from the trim's top left */
  readonly area: readonly Polygon[];
  /** page on which it goes on */
  readonly jump?: string;
}

/** The stories of a page in reading order, each once. */
export const storyPlaces = ({ plan, frames }: ComposedPage): readonly StoryPlace[] => {
  const gap = Math.max(plan.grid.gutter, 2 * plan.grid.row) + 1;
  const places = new Map<string, { readonly story: Story; readonly rects: Rect[]; jump?: string }>();
  for (const { frame, fit } of frames) {
    if (!("story" in frame)) continue;
    const place = places.get(frame.story.path) ?? { story: frame.story, rects: [] };
    places.set(frame.story.path, place);
    place.rects.push(frame.rect);
    if (fit?.jumped) place.jump = fit.jumped.page;
  }
  return [...places.values()].map(({ story, rects, jump }) => ({
    story,
    area: areaOf(rects, gap),
    ...(jump !== undefined && { jump }),
  }));
};
