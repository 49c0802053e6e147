/** Arranged boxes → the frames of a slot. */
import { bottom, expand, type Rect, right } from "../base/geometry.ts";
import { fits, type Rows } from "../base/units.ts";
import type { EditionPage } from "../model/edition.ts";
import { facingPages } from "../model/facing-pages.ts";
import type { CaptionSetting, Slot } from "../model/layout.ts";
import { boxInset } from "../model/style.ts";
import type { ArrangedBox } from "./arrange.ts";
import { bodyFrames, type FrameOrigin } from "./body-frames.ts";
import { furnitureLines } from "./furniture-text.ts";
import { captionInset } from "./measure.ts";
import type { CaptionFrame, HeadlineFrame, PictureFrame, PlannedFrame, RuleFrame } from "./page-plan.ts";
import type { PartContent } from "./part-box.ts";
import { groupOf } from "./picture-box.ts";
import { groupRects } from "./picture-group.ts";
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
      return [{ ...common, kind: "exhibit", id, story, content: what, ...(ground && { box: ground }) }];
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

const pictureFrames = (
  content: Extract<PartContent, { kind: "picture" }>,
  common: FrameOrigin,
  context: PlanContext,
): readonly PlannedFrame[] => {
  const { node, story, photo } = content;
  const rule = node.rule === undefined ? {} : { rule: context.ruleStyle(node.rule) };
  const picture: PictureFrame = { ...common, kind: "picture", story, photo, shape: { kind: "rectangle" }, ...rule };
  if (node.caption.kind !== "on" || photo.caption.length + photo.credit.length === 0) return [picture];
  return [picture, captionOn(picture, node.caption, context)];
};

/** Every picture of a group is a frame of its own; the first carries the group's features. */
const groupFrames = (
  { node, story, photos }: Extract<PartContent, { kind: "pictures" }>,
  common: Omit<FrameOrigin, "id">,
  { context, name }: { readonly context: PlanContext; readonly name: () => string },
): readonly PictureFrame[] => {
  const rule = node.rule === undefined ? {} : { rule: context.ruleStyle(node.rule) };
  return groupRects(groupOf(node, photos), common.rect).map((rect, n) => ({
    ...common,
    kind: "picture",
    id: name(),
    features: n === 0 ? common.features : [],
    rect,
    story,
    photo: photos[n]!,
    shape: { kind: "rectangle" },
    ...rule,
  }));
};

/**
 * A caption on the picture stands along its foot: on a ground of its own over the whole width, or on whole rows, half a row above
 * the edge.
 */
const captionOn = (
  picture: PictureFrame,
  caption: Extract<CaptionSetting, { kind: "on" }>,
  { measure, grid, textStyle, boxStyle }: PlanContext,
): CaptionFrame => {
  const style = textStyle(caption.style);
  const inside = expand(picture.rect, -(picture.rule?.thickness ?? 0));
  const common = {
    kind: "caption",
    id: `${picture.id}/caption`,
    slot: picture.slot,
    source: picture.source,
    features: [],
    story: picture.story,
    words: picture.photo,
    style,
    stands: "on",
  } as const;
  if (caption.ground !== undefined) {
    const ground = boxStyle(caption.ground);
    const room = inside.width - 2 * captionInset(ground, style);
    const height = Math.min(inside.height, measure.caption(picture.photo, style, room) + 2 * boxInset(ground));
    return { ...common, rect: { ...inside, y: bottom(inside) - height, height }, ground };
  }
  const rows = Math.max(
    1,
    Math.ceil(measure.caption(picture.photo, style, picture.rect.width - 2 * grid.zi) / grid.row - 0.01),
  );
  const height = Math.min(picture.rect.height, rows * grid.row);
  return { ...common, rect: { ...picture.rect, y: bottom(picture.rect) - height - grid.row / 2, height } };
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
