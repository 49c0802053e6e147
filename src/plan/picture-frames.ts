/** Pictures and groups of them in place → their frames, with the captions and numbers that stand on them. */
import { bottom, expand } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { CaptionSetting, NumberSetting } from "../model/layout.ts";
import type { PictureWords } from "../model/story.ts";
import { boxInset, type TextStyle } from "../model/style.ts";
import type { FrameOrigin } from "./body-frames.ts";
import { captionInset } from "./measure.ts";
import type { CaptionFrame, PictureFrame, PlannedFrame } from "./page-plan.ts";
import type { PartContent } from "./part-box.ts";
import { groupOf, wordsOnEach } from "./picture-box.ts";
import { groupRects } from "./picture-group.ts";
import type { PlanContext } from "./plan-context.ts";

/** A picture, and its caption where that stands on it. */
export const pictureFrames = (
  { node, story, photo }: Extract<PartContent, { kind: "picture" }>,
  common: FrameOrigin,
  context: PlanContext,
): readonly PlannedFrame[] => {
  const rule = node.rule === undefined ? {} : { rule: context.ruleStyle(node.rule) };
  const picture: PictureFrame = { ...common, kind: "picture", story, photo, shape: { kind: "rectangle" }, ...rule };
  return [picture, ...captionOn(picture, { caption: node.caption, words: photo }, context)];
};

/** Every picture of a group is a frame of its own, with what stands on it; the first carries the group's features. */
export const groupFrames = (
  { node, story, photos }: Extract<PartContent, { kind: "pictures" }>,
  common: Omit<FrameOrigin, "id">,
  { context, name }: { readonly context: PlanContext; readonly name: () => string },
): readonly PlannedFrame[] => {
  const rule = node.rule === undefined ? {} : { rule: context.ruleStyle(node.rule) };
  const words = wordsOnEach(photos);
  return groupRects(groupOf(node, photos), common.rect).flatMap((rect, n) => {
    const picture: PictureFrame = {
      ...common,
      kind: "picture",
      id: name(),
      features: n === 0 ? common.features : [],
      rect,
      story,
      photo: photos[n]!,
      shape: { kind: "rectangle" },
      ...rule,
    };
    return [
      picture,
      ...captionOn(picture, { caption: node.caption, words: words[n]! }, context),
      ...(node.numbers ? [numberOn(picture, { numbers: node.numbers, n }, context)] : []),
    ];
  });
};

/** What all that stands on a picture has of it. */
const onPicture = ({ id, slot, source, story }: PictureFrame, suffix: string) =>
  ({
    kind: "caption",
    id: `${id}/${suffix}`,
    slot,
    source,
    features: [],
    story,
    stands: "on",
  }) as const;

/**
 * A caption on the picture stands along its foot: on a ground of its own over the whole width, or on whole rows, half a row above
 * the edge.
 */
const captionOn = (
  picture: PictureFrame,
  { caption, words }: { readonly caption: CaptionSetting; readonly words: PictureWords },
  { measure, grid, textStyle, boxStyle }: PlanContext,
): readonly CaptionFrame[] => {
  if (caption.kind !== "on" || words.caption.length + words.credit.length === 0) return [];
  const style = textStyle(caption.style);
  const inside = expand(picture.rect, -(picture.rule?.thickness ?? 0));
  const common = { ...onPicture(picture, "caption"), words, style };
  if (caption.ground !== undefined) {
    const ground = boxStyle(caption.ground);
    const room = inside.width - 2 * captionInset(ground, style);
    const height = Math.min(inside.height, measure.caption(words, style, room) + 2 * boxInset(ground));
    return [{ ...common, rect: { ...inside, y: bottom(inside) - height, height }, ground }];
  }
  const rows = Math.max(
    1,
    Math.ceil(measure.caption(words, style, picture.rect.width - 2 * grid.zi) / grid.row - 0.01),
  );
  const height = Math.min(picture.rect.height, rows * grid.row);
  return [{ ...common, rect: { ...picture.rect, y: bottom(picture.rect) - height - grid.row / 2, height } }];
};

/** ① is the first of the group; a layout shows no more than there are such signs. */
const FIRST_NUMBER = 0x2460;

/** The number stands in the upper left corner: on its box as far as that reaches, or on paper, a little off both edges. */
const numberOn = (
  picture: PictureFrame,
  { numbers, n }: { readonly numbers: NumberSetting; readonly n: number },
  { textStyle, boxStyle }: PlanContext,
): CaptionFrame => {
  const style = textStyle(numbers.style);
  const ground = numbers.ground === undefined ? undefined : boxStyle(numbers.ground);
  const inside = expand(picture.rect, -(picture.rule?.thickness ?? 0));
  const { source } = picture.photo;
  const number = { text: String.fromCodePoint(FIRST_NUMBER + n), face: "text", source } as const;
  const width = style.size + 2 * captionInset(ground, style);
  return {
    ...onPicture(picture, "number"),
    words: { caption: [number], credit: [], source },
    style,
    isNumber: true,
    ...(ground
      ? { ground, rect: { ...inside, width, height: style.leading + 2 * boxInset(ground) } }
      : { rect: { ...inside, y: inside.y + overNumber(style), width, height: style.leading } }),
  };
};

/** Distance of its line to the edge over it, at which its paper is as far from that as from the one beside it. */
const overNumber = ({ size, leading }: TextStyle): Pt => 0.92 * size - (leading - size) / 2;
