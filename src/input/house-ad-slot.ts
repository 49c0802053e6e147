/** A layout in which house ads stand in the place of one story. */
import type { AdPart, Layout, LayoutNode, Slot } from "../model/layout.ts";

/** Undefined when the story shares its slot with others: nothing can take its part of it. */
export const houseAdSlot = (layout: Layout, story: string): Layout | undefined => {
  const shown = layout.slots.map((slot) => [slot, storiesOf(slot.node)] as const);
  const its = new Set(shown.filter(([, stories]) => stories.has(story)).map(([slot]) => slot));
  if (its.size === 0 || shown.some(([slot, stories]) => its.has(slot) && stories.size > 1)) return undefined;
  return {
    ...layout,
    slots: layout.slots.map((slot) => (its.has(slot) ? { ...slot, node: adPart(slot) } : slot)),
    stories: layout.stories.filter((each) => each !== story),
  };
};

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
