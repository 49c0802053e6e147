/** A painted page → the order in which it is read: stories by importance, each from its head to what stands beside its text. */
import type { Story } from "../../model/story.ts";
import type { PictureFrame } from "../../plan/page-plan.ts";
import type { DisplayPage } from "../display-list.ts";
import { adNode } from "./figure-nodes.ts";
import { PageLetters } from "./page-letters.ts";
import { type ReadFrame, readFrames } from "./read-frames.ts";
import { itemsIn, type ReadingArticle, type ReadingPage } from "./reading-tree.ts";
import { legsOf, storyNode, storyTitle } from "./story-node.ts";

/** What reading a page needs to know besides the page. */
export interface ReadHow {
  /** of the edition, BCP 47 */
  readonly language: string;
  /** ids of the edition's pages, to which jump lines lead */
  readonly pages: readonly string[];
  /** told of each picture of which nothing is said that could be read */
  readonly missing: (frame: PictureFrame) => void;
}

/** Reads `page`. Every letter of a story is in one node; what was painted for no story is in none. */
export const readPage = (page: DisplayPage, { language, pages, missing }: ReadHow): ReadingPage => {
  const letters = new PageLetters(page.items);
  const frames = readFrames(page.items);
  const articles = storiesOf(frames).map(({ key, story, own }): ReadingArticle => {
    const title = storyTitle(story);
    const node = storyNode(story, own, { letters, title, pages, missing });
    return { key, title, node, legs: legsOf(node, itemsIn(node)) };
  });
  const ads = frames.flatMap(({ frame, shapes }): readonly ReadingArticle[] => {
    const node = frame.kind === "ad" ? adNode(frame, shapes, language) : undefined;
    return node ? [{ key: `ad ${frame.id}`, title: "", node, legs: [] }] : [];
  });
  const read = [...articles.filter(({ node }) => node.kids.length > 0), ...ads];
  return { page: { ...page, items: letters.parted(page.items) }, articles: read };
};

interface OwnFrames {
  readonly key: string;
  readonly story: Story;
  readonly priority: number;
  readonly own: ReadFrame[];
}

/** The lead first; stories as important as one another in the order of the page. A common headline comes before all under it. */
const storiesOf = (frames: readonly ReadFrame[]): readonly OwnFrames[] => {
  const stories = new Map<string, OwnFrames>();
  for (const read of frames) {
    const { frame } = read;
    if (!("story" in frame)) continue;
    const { story } = frame;
    const over = frame.kind === "headline" ? frame.over : undefined;
    // several common headlines stand in one page's file
    const key = over ? `${story.path} ${frame.id}` : story.path;
    const priority = over ? Math.min(...over.map((each) => each.priority)) : story.priority;
    const known = stories.get(key) ?? { key, story, priority, own: [] };
    stories.set(key, known);
    known.own.push(read);
  }
  return [...stories.values()].sort((a, b) => a.priority - b.priority);
};
