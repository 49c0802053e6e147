/** A part of a slot as a box that takes as many rows as its content. */
import type { Pt, Rows } from "../base/units.ts";
import type {
  BandNode,
  BodyPart,
  ExhibitPart,
  FlagPart,
  FurniturePart,
  HeadlinePart,
  LayoutNode,
  PicturePart,
  PicturesPart,
  StackNode,
  SummaryPart,
} from "../model/layout.ts";
import type { PictureWords, Story, StoryPhoto } from "../model/story.ts";
import type { TextStyle } from "../model/style.ts";
import type { Box } from "./arrange.ts";
import type { BoxedExhibit } from "./exhibit-content.ts";

/** A part of a slot with the story it shows; a group carries only its features, its box and the rule in its gaps. */
export type PartContent =
  | { readonly kind: "group"; readonly node: StackNode | BandNode }
  | { readonly kind: "headline"; readonly node: HeadlinePart; readonly story: Story }
  | { readonly kind: "body"; readonly node: BodyPart; readonly story: Story }
  | { readonly kind: "summary"; readonly node: SummaryPart; readonly story: Story }
  | { readonly kind: "picture"; readonly node: PicturePart; readonly story: Story; readonly photo: StoryPhoto }
  | {
      readonly kind: "pictures";
      readonly node: PicturesPart;
      readonly story: Story;
      readonly photos: readonly StoryPhoto[];
    }
  | {
      readonly kind: "caption";
      readonly node: PicturePart | PicturesPart;
      readonly story: Story;
      readonly words: PictureWords;
      readonly style: TextStyle;
    }
  | ({ readonly kind: "exhibit"; readonly node: ExhibitPart; readonly story: Story } & BoxedExhibit)
  | { readonly kind: "furniture"; readonly node: FurniturePart }
  | { readonly kind: "flag"; readonly node: FlagPart }
  | { readonly kind: "space"; readonly node: LayoutNode };

/** The box of a part; `height` answers how many rows its content takes. */
export const part = (content: PartContent, height: (width: Pt) => Rows): Box<PartContent> => {
  const { node } = content;
  return {
    content,
    direction: "none",
    gap: 0,
    children: [],
    grow: node.grow,
    shrinks: false,
    minRows: node.minRows,
    height,
    ...(node.rows !== undefined && { rows: node.rows }),
    ...(node.maxRows !== undefined && { maxRows: node.maxRows }),
  };
};
