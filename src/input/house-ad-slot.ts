/** A layout in which house ads stand in the place of one story. */
import type { AdPart, Layout, LayoutNode, Slot } from "../model/layout.ts";

/** Undefined when the story shares its slot with others: nothing can take its part of it. */
export const houseAdSlot = (layout: Layout, story: string): Layout | undefined => {
  if (!standsAlone(layout, story)) return undefined;
  return {
    ...layout,
    slots: layout.slots.map((slot) => (storiesOf(slot.node).has(story) ? { ...slot, node: adPart(slot) } : slot)),
    stories: layout.stories.filter((each) => each !== story),
  };
};

/** Whether the slots in which a story stands hold no other story. */
export const standsAlone = ({ slots }: Layout, story: string): boolean =>
  slots.map(({ node }) => storiesOf(node)).every((stories) => !stories.has(story) || stories.size === 1);

const adPart = ({ source }: Slot): AdPart => ({
  kind: "ad",
  style: "caption",
  instead: true,
  grow: 0,
  minRows: 0,
  features: [],
  source,
});

const storiesOf = (node: LayoutNode): ReadonlySet<string> => {
  const below =
    node.kind === "stack" || node.kind === "band" ? node.children.flatMap((each) => [...storiesOf(each)]) : [];
  return new Set([...(node.story === undefined ? [] : [node.story]), ...below]);
};
