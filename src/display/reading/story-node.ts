/** A story as it is read: head, summary, pictures, text, and what stands beside the text. */
import { jumpWords } from "../../compose/jump-words.ts";
import { plainText, type Story } from "../../model/story.ts";
import type { BodyFrame, CrossheadFrame, HeadlineFrame } from "../../plan/page-plan.ts";
import type { DisplayItem } from "../display-list.ts";
import { bodyNodes, listItem, type ReadParagraph } from "./body-nodes.ts";
import { exhibitNodes, figureNodes as keyFigureNodes } from "./exhibit-nodes.ts";
import { type FigureHow, figureNodes } from "./figure-nodes.ts";
import { markedText } from "./marked-text.ts";
import { passagesOf } from "./passages.ts";
import type { FrameLine, ReadFrame } from "./read-frames.ts";
import type { ReadingNode } from "./reading-tree.ts";
import { type MarkedText, setText } from "./set-text.ts";

/** What a story is read with. */
export interface StoryHow extends FigureHow {
  /** ids of the edition's pages, to which jump lines lead */
  readonly pages: readonly string[];
}

/** The parts of `story` on one page in the order of reading, of all of its frames there. */
export const storyNode = (story: Story, frames: readonly ReadFrame[], how: StoryHow): ReadingNode => {
  const heads = framesOf<HeadlineFrame>(frames, "headline").flatMap((each) => headNodes(each, how));
  const heading = heads.some(({ tag }) => tag === "H1") ? "H2" : "H1";
  return {
    tag: "Art",
    language: story.language,
    title: storyTitle(story),
    kids: [
      ...heads,
      ...frames.flatMap((each) => summaryNodes(each, how)),
      ...figureNodes(frames, how),
      ...textNodes(frames, { ...how, heading }),
      ...frames.flatMap((each) => besideNodes(each, how)),
    ].filter(({ kids, tag }) => kids.length > 0 || tag === "TD"),
  };
};

/** Its headline, else the first words of its text. */
export const storyTitle = ({ headline, paragraphs }: Story): string =>
  headline.map(plainText).join(" ") ||
  [...paragraphs.map(({ spans }) => plainText(spans)).join("")].slice(0, 24).join("");

type FrameOf<F extends ReadFrame["frame"]> = ReadFrame<F>;

const framesOf = <F extends ReadFrame["frame"]>(frames: readonly ReadFrame[], kind: F["kind"]): readonly FrameOf<F>[] =>
  frames.filter((each): each is FrameOf<F> => each.frame.kind === kind);

const headNodes = (
  { frame, lines, shapes: _ }: ReadFrame<HeadlineFrame>,
  { letters }: StoryHow,
): readonly ReadingNode[] => {
  const { kicker, headline, deck } = frame.story;
  const { of, other } = passagesOf(lines, [kicker, headline.flat(), deck]);
  // words that stand in no file (what a headline of a jump adds) belong to the headline
  const texts: readonly (readonly ["P" | "H1", readonly FrameLine[], MarkedText])[] = [
    ["P", of[0]!, markedText([kicker])],
    ["H1", [...of[1]!, ...other], markedText(headline, { between: " " })],
    ["P", of[2]!, markedText([deck])],
  ];
  return texts.flatMap(([tag, own, marked]) =>
    own.length > 0 ? [{ tag, kids: setText(own, marked, letters).kids }] : [],
  );
};

const summaryNodes = ({ frame, lines }: ReadFrame, { letters }: StoryHow): readonly ReadingNode[] => {
  if (frame.kind !== "summary") return [];
  const points = frame.story.summary;
  const label = points.length > 1 ? frame.marker : "";
  // the label comes first in its line and is in no file
  const { of } = passagesOf(lines, points);
  const items = points.flatMap((text, n) => (of[n]!.length > 0 ? [listItem(of[n]!, { text, label, letters })] : []));
  return items.length > 0 ? [{ tag: "L", kids: items }] : [];
};

interface TextHow extends StoryHow {
  readonly heading: "H1" | "H2";
}

/** Paragraphs go on over lines, legs and bodies; crossheads that span legs come in their place. */
const textNodes = (frames: readonly ReadFrame[], how: TextHow): readonly ReadingNode[] => {
  const bodies = framesOf<BodyFrame>(frames, "body");
  const heads = framesOf<CrossheadFrame>(frames, "crosshead");
  const story = bodies[0]?.frame.story ?? heads[0]?.frame.story;
  if (!story) return [];
  const lines = new Map<number, FrameLine[]>();
  const put = (n: number, line: FrameLine): void => void lines.set(n, [...(lines.get(n) ?? []), line]);
  for (const body of bodies) for (const line of body.lines) put(line.line.paragraph, line);
  for (const head of heads) for (const line of head.lines) put(head.frame.paragraph, line);
  const paragraphs = story.paragraphs.map((paragraph, n): ReadParagraph => {
    const own = lines.get(n) ?? [];
    const marked = n === 0 ? fromPage(story, plainText(paragraph.spans), how.pages) : undefined;
    return { paragraph, lines: own, ...(marked && { marked }) };
  });
  const after = [...lines].filter(([n]) => n < 0 || n >= story.paragraphs.length).flatMap(([, own]) => own);
  return [...bodyNodes(paragraphs, how), ...after.map((line) => endNode(line, story, how))];
};

/** 上接第×版 leads to where the story came from. */
const fromPage = (story: Story, text: string, pages: readonly string[]): MarkedText | undefined => {
  const page = pages.find((id) => jumpWords(story.language, "from", id) === text);
  return page === undefined ? undefined : leadingTo(text, page);
};

const leadingTo = (text: string, page: string): MarkedText => ({
  text,
  ranges: [{ from: 0, to: text.length, is: { kind: "link", target: { kind: "page", page } } }],
});

/** After the text stand 下转第×版 and the credit at its end. */
const endNode = (line: FrameLine, story: Story, { letters, pages }: StoryHow): ReadingNode => {
  const { text } = line.line;
  const page = pages.find((id) => jumpWords(story.language, "to", id).replace(/\s+$/u, "") === text.trim());
  const marked = page === undefined ? markedText([story.signature]) : leadingTo(text, page);
  return { tag: "P", kids: setText([line], marked, letters).kids };
};

const besideNodes = (read: ReadFrame, { letters }: StoryHow): readonly ReadingNode[] => {
  const { frame, lines } = read;
  if (frame.kind === "key-figure") {
    const figure = frame.story.keyFigures[frame.index];
    return figure ? keyFigureNodes(lines, [figure], letters) : [];
  }
  return frame.kind === "exhibit" ? exhibitNodes({ ...read, frame }, letters) : [];
};

/** The letters of each leg, in the order of reading. */
export const legsOf = (node: ReadingNode, items: readonly DisplayItem[]): readonly (readonly DisplayItem[])[] => {
  const legs = new Map<string, DisplayItem[]>();
  for (const item of items) {
    const { frame, line } = item.origin ?? {};
    if (frame?.kind !== "body" || !line || item.kind !== "glyphs") continue;
    const key = `${frame.id} ${line.leg}`;
    legs.set(key, [...(legs.get(key) ?? []), item]);
  }
  return node.kids.length > 0 ? [...legs.values()] : [];
};
