/** Pictures and groups of pictures of a layout as written → the parts, with their captions. */
import { coverage, isBlackOnly } from "../base/colour.ts";
import type { Pt } from "../base/units.ts";
import type { CaptionSetting, NodeCommon, NumberSetting, PicturePart, PicturesPart } from "../model/layout.ts";
import type { TextStyle } from "../model/style.ts";
import { points, zis } from "./document/lengths.ts";
import type { PictureInput, PicturesInput } from "./layout-schema.ts";
import { type NodePlace, named } from "./node-place.ts";

/** A picture. */
export const pictureOf = (input: PictureInput, common: NodeCommon, where: NodePlace): PicturePart => ({
  ...common,
  kind: "picture",
  photo: input.photo ?? 1,
  otherwise: input.otherwise ?? false,
  caption: captionOf(input, where),
  ...(input.rule !== undefined && { rule: named("rules", input.rule, where, "rule") }),
});

/** A group of pictures. */
export const picturesOf = (input: PicturesInput, common: NodeCommon, where: NodePlace): PicturesPart => ({
  ...common,
  kind: "pictures",
  photos: input.photos ?? [],
  pattern: input.pattern ?? "row",
  gap: points(input.gap ?? "3pt"),
  caption: captionOf(input, where),
  ...(input.numbers !== undefined && { numbers: numbersOf(input.numbers, where) }),
  ...(input.rule !== undefined && { rule: named("rules", input.rule, where, "rule") }),
});

const numbersOf = (input: NonNullable<PicturesInput["numbers"]>, where: NodePlace): NumberSetting => {
  const asked = input === true ? {} : input;
  const style = named("text", asked.style ?? "caption-on", where, "numbers");
  const ground = asked.ground === undefined ? undefined : named("boxes", asked.ground, where, "numbers");
  checkLegible({ what: "a number", style, ground }, where);
  return { style, ...(ground !== undefined && { ground }) };
};

/** Fields of a caption that only one way of standing has. */
const ONLY_OF = [
  ["captionSide", "beside"],
  ["captionWidth", "beside"],
  ["captionGround", "on"],
] as const;

const captionOf = (input: PictureInput | PicturesInput, where: NodePlace): CaptionSetting => {
  const kind = input.caption ?? "below";
  for (const [field, owner] of ONLY_OF) {
    if (kind !== owner && field in input && (input as PictureInput)[field] !== undefined)
      reportIdle(field, owner, where);
  }
  const style = named("text", input.captionStyle ?? (kind === "on" ? "caption-on" : "caption"), where, "captionStyle");
  if (kind === "beside") {
    return { kind, style, side: input.captionSide ?? "right", width: zis(input.captionWidth ?? "8zi") };
  }
  if (kind !== "on") return { kind, style };
  const { captionGround: asked } = input;
  const ground = asked === undefined ? undefined : named("boxes", asked, where, "captionGround");
  checkLegible({ what: "a caption", style, ground }, where);
  return { kind, style, ...(ground !== undefined && { ground }) };
};

const reportIdle = (field: string, owner: string, { path, place }: NodePlace): void =>
  place.shop.report.add({
    code: "input/wrong-value",
    severity: "error",
    message: `\`${field}\` is only for a caption that stands ${owner} the picture`,
    hint: `write \`caption: ${owner}\`, or take the line out`,
    source: place.document.range([...path, field]),
  });

/** Captions on pictures are this large, or black on something light. */
const SMALLEST_ON: Pt = 10;
/** Coverage in per cent up to which a ground is light. */
const LIGHT = 40;

const checkLegible = (
  { what, style, ground }: { readonly what: string; readonly style: string; readonly ground: string | undefined },
  { path, place }: NodePlace,
): void => {
  const text = place.style?.text.get(style);
  if (!text) return;
  const tint = ground === undefined ? undefined : place.style?.boxes.get(ground)?.tint;
  const isLight = tint === undefined || coverage(tint) <= LIGHT;
  const fault = unreadable(text, isLight);
  if (fault === undefined) return;
  place.shop.report.add({
    code: "input/style-limit",
    severity: "warning",
    message: `${what} on the picture ${fault}`,
    hint: "set it in black on something light, or in white of 10pt and more on something dark",
    source: place.document.keyRange(path),
  });
};

const unreadable = ({ size, ink }: TextStyle, isLight: boolean): string | undefined => {
  const isDark = isBlackOnly(ink) && ink.k > LIGHT;
  if (isDark && isLight) return undefined;
  if (isDark) return "is dark on a dark ground";
  if (isLight && coverage(ink) <= LIGHT) return "is light on a light ground";
  return size < SMALLEST_ON ? `is too small on its ground with ${size} pt` : undefined;
};
