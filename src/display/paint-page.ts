/** A composed page → everything that is inked, in printing order, text in reading order. */
import { isBlackOnly, PAPER } from "../base/colour.ts";
import { union } from "../base/geometry.ts";
import { rectanglePath } from "../base/path.ts";
import type { ComposedFrame, ComposedLine, ComposedPage, GlyphRun, Shape } from "../compose/composed-page.ts";
import type { PagePlan } from "../plan/page-plan.ts";
import { cutOutsFirst, withGrounds } from "./cut-outs.ts";
import type { DisplayItem, DisplayPage, GlyphsItem, ItemOrigin } from "./display-list.ts";
import { paintAd } from "./paint-ad.ts";
import { paintBox } from "./paint-box.ts";
import { paintEffects } from "./paint-effects.ts";
import { paintMarks } from "./paint-marks.ts";
import { paintPicture } from "./paint-picture.ts";
import { paintRule } from "./paint-rule.ts";

/** Paints a page. The same composed page gives the same list. */
export const paintPage = (composed: ComposedPage): DisplayPage => ({
  id: composed.plan.id,
  ...composed.plan.boxes,
  ...foldOf(composed.plan),
  items: withGrounds(itemsOf(cutOutsFirst(composed.frames))),
});

/** Each frame's letters on its ground; where a story runs through several bodies, all letters after all grounds. */
const itemsOf = (frames: readonly ComposedFrame[]): readonly DisplayItem[] => {
  const reading = threadsTogether(frames);
  return reading.every((frame, n) => frame === frames[n])
    ? frames.flatMap((frame) => [...ground(frame), ...letters(frame)])
    : [...frames.flatMap(ground), ...reading.flatMap(letters)];
};

/** The frames with bodies of one story one after another: a caption or quote that stands between them is not read within its text. */
const threadsTogether = (frames: readonly ComposedFrame[]): readonly ComposedFrame[] =>
  frames.flatMap((each, n) => {
    if (!isBodyOf(each, each)) return [each];
    const first = frames.findIndex((other) => isBodyOf(other, each));
    return first === n ? frames.filter((other) => isBodyOf(other, each)) : [];
  });

const isBodyOf = ({ frame }: ComposedFrame, { frame: other }: ComposedFrame): boolean =>
  frame.kind === "body" && other.kind === "body" && frame.story === other.story;

const foldOf = ({ boxes, fold }: PagePlan): Pick<DisplayPage, "fold"> =>
  fold === undefined ? {} : { fold: { x: boxes.trim.x + boxes.trim.width / 2, gutter: fold } };

const ground = (composed: ComposedFrame): readonly DisplayItem[] => {
  const origin = { frame: composed.frame };
  return groundOf(composed).map((item) => ({ ...item, origin }));
};

const groundOf = ({ frame, lines, shapes = [] }: ComposedFrame): readonly DisplayItem[] => {
  switch (frame.kind) {
    case "picture":
      return paintPicture(frame);
    case "ad":
      return paintAd(frame);
    case "rule":
      return paintRule(frame);
    case "key-figure":
      return paintBox(frame.box, frame.rect);
    case "exhibit":
      return [...(frame.box ? paintBox(frame.box, frame.rect) : []), ...shapes.flatMap(paintShape)];
    case "furniture":
      return frame.box ? paintBox(frame.box, frame.rect) : [];
    case "caption":
      if (frame.ground) return paintBox(frame.ground, frame.rect);
      return frame.stands === "on" && lines.length > 0 ? [captionGround(lines)] : [];
    case "summary":
      return frame.box ? paintBox(frame.box, frame.rect) : [];
    case "headline":
    case "crosshead":
      return paintEffects(frame, lines);
    case "box":
      return paintBox(frame.box, frame.rect);
    case "body":
      return [];
    default:
      return frame satisfies never;
  }
};

const letters = ({ frame, lines }: ComposedFrame): readonly DisplayItem[] => [
  ...lines.flatMap((line) => {
    const origin = { frame, line };
    return [...line.runs.map((run) => glyphsItem(line, run, origin)), ...paintMarks(line)];
  }),
  // readings last, so that what is copied out of a body is its text, then its readings
  ...lines.flatMap((line) => line.readings.map((run) => glyphsItem(line, run, { frame, line, reading: true }))),
];

const glyphsItem = (line: ComposedLine, run: GlyphRun, origin: ItemOrigin): GlyphsItem => ({
  kind: "glyphs",
  face: run.face,
  size: run.size,
  turn: run.turn,
  ...(run.stretch !== undefined && { stretch: run.stretch }),
  ...(run.down && { axis: line.x }),
  ink: run.ink,
  overprint: isBlackOnly(run.ink),
  glyphs: run.glyphs.map((glyph) => ({ ...glyph, x: line.x + glyph.x, y: line.baseline + glyph.y })),
  ...(run.source && { source: run.source }),
  origin,
});

/** Lines of black alone overprint; areas, and all other inks, knock out. */
const paintShape = (shape: Shape): readonly DisplayItem[] => {
  switch (shape.kind) {
    case "rule":
      return paintRule(shape);
    case "fill":
      return [{ ...shape, overprint: isBlackOnly(shape.ink) && shape.ink.k === 100 }];
    case "stroke":
      return [{ ...shape, join: "miter", overprint: isBlackOnly(shape.ink) }];
    default:
      return shape satisfies never;
  }
};
/** Paper under a caption that stands on a picture, so that black type is read on it. */
const captionGround = (lines: readonly ComposedLine[]): DisplayItem => {
  const size = lines[0]?.runs[0]?.size ?? 0;
  const text = union(
    lines.map((line) => ({ x: line.x, y: line.baseline - size, width: line.natural, height: size * 1.25 })),
  );
  const pad = size * 0.3;
  const ground = { x: text.x - pad, y: text.y - pad, width: text.width + 2 * pad, height: text.height + 1.5 * pad };
  return { kind: "fill", path: rectanglePath(ground), ink: PAPER, overprint: false };
};
