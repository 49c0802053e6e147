/** Arranged boxes → the frames of a slot. */
import { bottom, type Rect, right } from "../base/geometry.ts";
import { fits, type Rows } from "../base/units.ts";
import type { EditionPage } from "../model/edition.ts";
import { facingPages } from "../model/facing-pages.ts";
import type { Slot } from "../model/layout.ts";
import type { ArrangedBox } from "./arrange.ts";
import { bodyFrames, jumpOf } from "./body-frames.ts";
import { furnitureLines } from "./furniture-text.ts";
import type { HeadlineFrame, PlannedFrame, RuleFrame } from "./page-plan.ts";
import type { PartContent } from "./part-box.ts";
import { groupFrames, pictureFrames } from "./picture-frames.ts";
import type { PlanContext } from "./plan-context.ts";

/** Where the boxes stand. */
export interface SlotPlace {
  readonly slot: Slot;
  readonly rect: Rect;
  readonly context: PlanContext;
  /** rows left under bodies */
  readonly spare: ReadonlyMap<ArrangedBox<PartContent>, Rows>;
}

type Arranged = ArrangedBox<PartContent>;

/** Frames of a box and all in it, in reading order. */
export const framesOf = (box: Arranged, place: SlotPlace): readonly PlannedFrame[] => {
  const names = new Map<string, number>();
  const frames = walk(box, place, (name) => {
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    return `${place.slot.name}/${name}${count > 1 ? `-${count}` : ""}`;
  });
  return frames.map((frame) => (frame.kind === "headline" ? { ...frame, order: orderOf(frame, frames) } : frame));
};

/** Lines of a vertical headline run towards its text: to the right when all of it stands there, else to the left (LC-104). */
const orderOf = ({ story, rect }: HeadlineFrame, frames: readonly PlannedFrame[]): HeadlineFrame["order"] => {
  const beside = frames.filter(
    (frame) =>
      frame.kind === "body" &&
      frame.story === story &&
      !fits(bottom(frame.rect), rect.y) &&
      !fits(bottom(rect), frame.rect.y),
  );
  const allRight = beside.every((frame) => fits(right(rect), frame.rect.x));
  return beside.length > 0 && allRight ? "rightward" : "leftward";
};

type Namer = (name: string) => string;

const walk = (box: Arranged, place: SlotPlace, name: Namer): readonly PlannedFrame[] => [
  ...ownFrames(box, place, name),
  ...box.children.flatMap((child, n) => [...ruleBefore(box, n, place, name), ...walk(child, place, name)]),
];

const rectOf = (box: Arranged, { rect, context }: SlotPlace): Rect => ({
  x: rect.x + box.x,
  y: rect.y + box.row * context.grid.row,
  width: box.width,
  height: Math.max(0, box.rows) * context.grid.row,
});

const ownFrames = (box: Arranged, place: SlotPlace, name: Namer): readonly PlannedFrame[] => {
  const { content } = box;
  const { context } = place;
  const common = {
    rect: rectOf(box, place),
    slot: place.slot.name,
    features: content.node.features,
    source: content.node.source,
  };
  const storyName = content.node.story === undefined ? "" : `${content.node.story}/`;
  switch (content.kind) {
    case "group": {
      const { box: around } = content.node;
      if (!around) return [];
      return [{ ...common, features: [], kind: "box", id: name("box"), box: context.boxStyle(around.style) }];
    }
    case "space":
      return [];
    case "headline":
      return [
        {
          ...common,
          kind: "headline",
          id: name(`${storyName}headline`),
          story: content.story,
          style: context.headlineOf(content.node),
          kickerStyle: context.headlineStyle(content.node.kickerStyle),
          deckStyle: context.headlineStyle(content.node.deckStyle),
          evenLines: content.node.evenLines,
          writing: content.node.writing,
          order: "leftward",
          ...(content.node.over && {
            over: content.node.over.flatMap((each) => context.page.stories.get(each) ?? []),
          }),
        },
      ];
    case "body":
      return bodyFrames(
        content,
        { ...common, id: name(`${storyName}body`) },
        { box, spare: place.spare.get(box) ?? 0, context },
      );
    case "picture":
      return pictureFrames(content, { ...common, id: name(`${storyName}picture`) }, context);
    case "pictures":
      return groupFrames(content, common, { context, name: () => name(`${storyName}picture`) });
    case "summary": {
      const { style, marker, box: boxName } = content.node;
      return [
        {
          ...common,
          kind: "summary",
          id: name(`${storyName}summary`),
          story: content.story,
          style: context.textStyle(style),
          marker,
          ...(boxName !== undefined && { box: context.boxStyle(boxName) }),
        },
      ];
    }
    case "caption":
      return [
        {
          ...common,
          features: [],
          kind: "caption",
          id: name(`${storyName}caption`),
          story: content.story,
          words: content.words,
          style: content.style,
          stands: content.node.caption.kind === "beside" ? "beside" : "below",
        },
      ];
    case "exhibit": {
      const { story, content: what, box: ground } = content;
      const id = name(`${storyName}${what.kind}`);
      const jump = what.kind === "table" ? jumpOf(content.node, context) : {};
      return [{ ...common, kind: "exhibit", id, story, content: what, ...(ground && { box: ground }), ...jump }];
    }
    case "furniture": {
      const { item, style, writing } = content.node;
      const lines = furnitureLines(content.node, context.edition, pageUnder(common.rect, context));
      const credits = item === "credits" ? context.page.credits : [];
      return [
        {
          ...common,
          kind: "furniture",
          id: name(item),
          item,
          lines,
          credits,
          style: context.textStyle(style),
          writing,
        },
      ];
    }
    case "flag": {
      const { text, style, box: boxName } = content.node;
      const ground = boxName === undefined ? {} : { box: context.boxStyle(boxName) };
      return [
        {
          ...common,
          kind: "furniture",
          id: name("flag"),
          item: "flag",
          lines: [text],
          credits: [],
          style: context.textStyle(style),
          writing: content.node.writing,
          ...ground,
        },
      ];
    }
    default:
      return content satisfies never;
  }
};

/** Of a panorama the page on whose side of the fold a frame stands. */
const pageUnder = (rect: Rect, { page, edition }: PlanContext): EditionPage => {
  const facing = facingPages(page.id, edition.binding);
  if (!facing) return page;
  const onLeft = rect.x + rect.width / 2 < page.layout.format.width / 2;
  return { ...page, id: onLeft ? facing.left : facing.right };
};

/** The rule in the gap before child `n`. */
const ruleBefore = (box: Arranged, n: number, place: SlotPlace, name: Namer): readonly RuleFrame[] => {
  const { content } = box;
  const before = box.children[n - 1];
  if (content.kind !== "group" || content.node.rule === undefined || !before) return [];
  const style = place.context.ruleStyle(content.node.rule);
  const [a, b] = [rectOf(before, place), rectOf(box.children[n]!, place)];
  const down = content.node.kind === "stack";
  const [first, second] = down || a.x <= b.x ? [a, b] : [b, a];
  const middle = down ? (bottom(first) + second.y) / 2 : (right(first) + second.x) / 2;
  const rect = down
    ? { x: a.x, y: middle - style.thickness / 2, width: a.width, height: style.thickness }
    : { x: middle - style.thickness / 2, y: b.y, width: style.thickness, height: b.height };
  return [
    {
      kind: "rule",
      id: name("rule"),
      slot: place.slot.name,
      features: [],
      source: content.node.source,
      style,
      direction: down ? "horizontal" : "vertical",
      rect,
    },
  ];
};
