/** Pictures with their captions, and advertisements, as figures of what is read. */
import { plainText } from "../../model/story.ts";
import type { AdFrame, CaptionFrame, PictureFrame, PlannedFrame } from "../../plan/page-plan.ts";
import type { DisplayItem } from "../display-list.ts";
import { markedText } from "./marked-text.ts";
import type { PageLetters } from "./page-letters.ts";
import type { ReadFrame } from "./read-frames.ts";
import type { ReadingNode } from "./reading-tree.ts";
import { setText } from "./set-text.ts";

/** What figures are made with. */
export interface FigureHow {
  readonly letters: PageLetters;
  /** of the story, when nothing else is said of a picture */
  readonly title: string;
  /** told of each picture of which nothing is said that could be read */
  readonly missing: (frame: PictureFrame) => void;
}

/** The pictures of a story, each with its caption; the caption of a group is that of its last picture. */
export const figureNodes = (frames: readonly ReadFrame[], how: FigureHow): readonly ReadingNode[] => {
  const pictures = frames.filter(isPicture);
  const captions = frames.filter(isCaption);
  const taken = new Map<ReadFrame<PictureFrame>, ReadFrame<CaptionFrame>[]>();
  const loose: ReadFrame<CaptionFrame>[] = [];
  for (const caption of captions) {
    const picture = pictureOf(caption.frame, pictures);
    if (picture) taken.set(picture, [...(taken.get(picture) ?? []), caption]);
    else loose.push(caption);
  }
  return [
    ...pictures.flatMap((each) => figureNode(each, { ...how, captions: taken.get(each) ?? [], all: captions })),
    ...loose.flatMap((each) => captionNode(each, "P", how.letters)),
  ];
};

const isPicture = (read: ReadFrame): read is ReadFrame<PictureFrame> => isOf(read.frame, "picture");
const isCaption = (read: ReadFrame): read is ReadFrame<CaptionFrame> => isOf(read.frame, "caption");
const isOf = (frame: PlannedFrame, kind: PlannedFrame["kind"]): boolean => frame.kind === kind;

const pictureOf = (
  { words, slot }: CaptionFrame,
  pictures: readonly ReadFrame<PictureFrame>[],
): ReadFrame<PictureFrame> | undefined =>
  pictures.find(({ frame }) => frame.photo === words) ?? pictures.findLast(({ frame }) => frame.slot === slot);

interface Captioned extends FigureHow {
  readonly captions: readonly ReadFrame<CaptionFrame>[];
  readonly all: readonly ReadFrame<CaptionFrame>[];
}

/** A picture that is said to be decoration is not read, nor is its place. */
const figureNode = (read: ReadFrame<PictureFrame>, how: Captioned): readonly ReadingNode[] => {
  const { alt } = read.frame.photo;
  const captions = how.captions.flatMap((each) => captionNode(each, "Caption", how.letters));
  if (alt === "") return captions.map((each) => ({ ...each, tag: "P" }));
  return [{ tag: "Figure", alt: alt ?? altOf(read.frame, how), kids: [...read.shapes, ...captions] }];
};

const altOf = (frame: PictureFrame, { all, title, missing }: Captioned): string => {
  const own = plainText(frame.photo.caption);
  if (own !== "") return own;
  const group = all.filter((each) => each.frame.slot === frame.slot && !each.frame.isNumber);
  const shared = group.map((each) => plainText(each.frame.words.caption)).find((words) => words !== "");
  if (shared === undefined) missing(frame);
  return shared ?? (title || frame.photo.path);
};

const captionNode = (
  { frame, lines }: ReadFrame<CaptionFrame>,
  tag: "Caption" | "P",
  letters: PageLetters,
): readonly ReadingNode[] => {
  const { caption, credit } = frame.words;
  // caption and credit have white space of their own between them, which may be a line's end
  const { kids } = setText(lines, markedText([caption, credit], { between: " " }), letters);
  return kids.length > 0 ? [{ tag, kids }] : [];
};

const AD: Readonly<Record<string, string>> = { zh: "广告", ja: "広告", ko: "광고" };

/** An advertisement is one figure; the panel that stands where none is to be had is no content. */
export const adNode = (
  { ad, shown }: AdFrame,
  shapes: readonly DisplayItem[],
  language: string,
): ReadingNode | undefined => {
  if (!shown) return undefined;
  const word = AD[language.split("-")[0]!.toLowerCase()] ?? "Advertisement";
  const alt = ad?.advertiser && !shown.isHouse ? `${word}: ${ad.advertiser}` : word;
  return { tag: "Sect", title: word, kids: [{ tag: "Figure", alt, kids: shapes }] };
};
