/** What closing has chosen for a page: how its parts differ from what they would be of themselves. */
import type { Em, Pt, Rows } from "../base/units.ts";
import type { EditionPage } from "../model/edition.ts";
import type { BodyPart, HeadlinePart, Inset, PicturePart, PicturesPart } from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import type { HeldFloat } from "./page-plan.ts";

export interface Choices {
  /** rows more (or, negative, fewer) of pictures, groups of them, and boxes */
  readonly rows: ReadonlyMap<PicturePart | PicturesPart | Inset, Rows>;
  /** rows by which insets stand lower (or, negative, higher) in their legs */
  readonly shifts: ReadonlyMap<Inset, Rows>;
  /** rows more or fewer of a body than the least into which its text goes */
  readonly bodies: ReadonlyMap<BodyPart, Rows>;
  /** blank rows that headlines have more round them, and that bodies have over each crosshead */
  readonly space: ReadonlyMap<HeadlinePart | BodyPart, Rows>;
  /** the largest size that a headline may take */
  readonly sizes: ReadonlyMap<HeadlinePart, Pt>;
  /** boxes left out, with the place of their story in the layout */
  readonly leftOut: ReadonlyMap<Inset, string>;
  /** how many optional paragraphs are left out, by the place of the story in the layout */
  readonly trimmed: ReadonlyMap<string, number>;
  /** how far characters of a body may be moved together or apart */
  readonly tracking: ReadonlyMap<BodyPart, Em>;
  /** floating pictures that stand in their other places, by `floatKey`, and why */
  readonly held: ReadonlyMap<string, HeldFloat["why"]>;
}

/** Everything as it is. */
export const NO_CHOICES: Choices = {
  rows: new Map(),
  shifts: new Map(),
  bodies: new Map(),
  space: new Map(),
  sizes: new Map(),
  leftOut: new Map(),
  trimmed: new Map(),
  tracking: new Map(),
  held: new Map(),
};

/** What a floating picture is known by: its story's place in the layout, and its number in the story, from 1. */
export const floatKey = (story: string | undefined, photo: number): string => `${story} ${photo}`;

/** The page with its stories as they were chosen; the same objects for the same question. */
export const pageWith = (page: EditionPage, { trimmed }: Choices): EditionPage => {
  if (trimmed.size === 0) return page;
  const stories = new Map(
    [...page.stories].map(([name, story]) => [name, withoutOptional(story, trimmed.get(name) ?? 0)] as const),
  );
  return { ...page, stories };
};

const trims = new WeakMap<Story, Map<number, Story>>();

/** The story without the first `count` of its optional paragraphs, and without crossheads that have no text left. */
export const withoutOptional = (story: Story, count: number): Story => {
  if (count === 0) return story;
  const known = trims.get(story) ?? new Map<number, Story>();
  trims.set(story, known);
  const old = known.get(count);
  if (old) return old;
  const gone = new Set(story.optional.slice(0, count));
  const kept = story.paragraphs.filter((_, n) => !gone.has(n));
  const paragraphs = kept.filter(
    ({ kind }, n) => kind !== "crosshead" || (kept[n + 1] !== undefined && kept[n + 1]!.kind !== "crosshead"),
  );
  const made: Story = { ...story, paragraphs, optional: [] };
  known.set(count, made);
  return made;
};
