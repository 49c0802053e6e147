/** What stands on the ladder's rungs in a slot. */
import type { BodyPart, HeadlinePart, Inset, LayoutNode, PicturePart, PicturesPart, Slot } from "../../model/layout.ts";
import type { Story } from "../../model/story.ts";

export interface Levers {
  readonly bodies: readonly BodyPart[];
  readonly headlines: readonly HeadlinePart[];
  readonly pictures: readonly PicturePart[];
  readonly groups: readonly PicturesPart[];
  /** with the place of their story in the layout */
  readonly insets: readonly { readonly inset: Inset; readonly story: string }[];
  readonly stories: ReadonlyMap<string, Story>;
}

/** All levers of a slot, or only those of one story. */
export const leversOf = (slot: Slot, stories: ReadonlyMap<string, Story>, only?: string): Levers => {
  const parts = partsOf(slot.node).filter(
    ({ story }) => story !== undefined && stories.has(story) && (only === undefined || story === only),
  );
  const bodies = parts.filter((part) => part.kind === "body");
  return {
    bodies,
    headlines: parts.filter((part) => part.kind === "headline"),
    pictures: parts.filter((part) => part.kind === "picture"),
    groups: parts.filter((part) => part.kind === "pictures"),
    insets: bodies.flatMap(({ insets, story }) => insets.map((inset) => ({ inset, story: story! }))),
    stories: new Map([...stories].filter(([name]) => parts.some(({ story }) => story === name))),
  };
};

const partsOf = (node: LayoutNode): readonly Exclude<LayoutNode, { readonly kind: "stack" | "band" }>[] =>
  node.kind === "stack" || node.kind === "band" ? node.children.flatMap(partsOf) : [node];
