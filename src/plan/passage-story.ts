/** A story in parts: what stands between two crossheads that span legs, and such a crossheading as a headline of its own. */
import type { Story } from "../model/story.ts";

/** Paragraphs `from` (included) to `to` (excluded) of a story, with its signature where they are the last; the same object for the same question. */
export const passageStory = (story: Story, from: number, to: number): Story =>
  remembered(story, `${from}-${to}`, () => ({
    ...story,
    paragraphs: story.paragraphs.slice(from, to),
    optional: [],
    signature: to >= story.paragraphs.length ? story.signature : [],
  }));

/** A story whose only headline is the crosshead at `paragraph`; the same object for the same question. */
export const headStory = (story: Story, paragraph: number): Story =>
  remembered(story, `head ${paragraph}`, () => ({
    ...story,
    kicker: [],
    headline: [story.paragraphs[paragraph]?.spans ?? []],
    deck: [],
    summary: [],
    paragraphs: [],
    optional: [],
    signature: [],
  }));

const parts = new WeakMap<Story, Map<string, Story>>();

const remembered = (story: Story, key: string, make: () => Story): Story => {
  const known = parts.get(story) ?? new Map<string, Story>();
  parts.set(story, known);
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
};
