/** A composed page → everything that is inked, in printing order, text in reading order. */
import { BLACK, isBlackOnly, PAPER } from "../base/colour.ts";
import { bottom, type Rect, right, union } from "../base/geometry.ts";
import { ellipsePath, linePath, polygonsPath, rectanglePath, roundedPath } from "../base/path.ts";
import type { ComposedFrame, ComposedLine, ComposedPage, GlyphRun, Shape } from "../compose/composed-page.ts";
import { ruledShape, ruleShapes } from "../compose/rule-shapes.ts";
import { cropFor } from "../model/crop.ts";
import type { BoxStyle, HeadlineEffect, RuleStyle } from "../model/style.ts";
import type { FrameShape } from "../plan/frame-shape.ts";
import type { PictureFrame, RuleFrame } from "../plan/page-plan.ts";
import { cutOutsFirst, withGrounds } from "./cut-outs.ts";
import type { DisplayItem, DisplayPage, GlyphsItem, PictureItem, StrokeItem } from "./display-list.ts";
import { outlinePath } from "./outline-path.ts";
import { paintMarks } from "./paint-marks.ts";
import { placeDrawing } from "./place-drawing.ts";

/** Paints a page. The same composed page gives the same list. */
export const paintPage = (composed: ComposedPage): DisplayPage => ({
  id: composed.plan.id,
  ...composed.plan.boxes,
  items: withGrounds(cutOutsFirst(composed.frames).flatMap((frame) => [...ground(frame), ...letters(frame)])),
});

const ground = ({ frame, lines, shapes = [] }: ComposedFrame): readonly DisplayItem[] => {
  switch (frame.kind) {
    case "picture":
      return paintPicture(frame);
    case "rule":
      return paintRule(frame);
    case "key-figure":
      return paintBox(frame.box, frame.rect);
    case "exhibit":
      return [...(frame.box ? paintBox(frame.box, frame.rect) : []), ...shapes.map(paintShape)];
    case "furniture":
      return frame.box ? paintBox(frame.box, frame.rect) : [];
    case "caption":
      return frame.on && lines.length > 0 ? [captionGround(lines)] : [];
    case "headline":
      return paintEffect(frame.style.effect, lines);
    case "body":
      return [];
    default:
      return frame satisfies never;
  }
};

const letters = ({ lines }: ComposedFrame): readonly DisplayItem[] => [
  ...lines.flatMap((line) => [...line.runs.map((run) => glyphsItem(line, run)), ...paintMarks(line)]),
  // readings last, so that what is copied out of a body is its text, then its readings
  ...lines.flatMap((line) => line.readings.map((run) => glyphsItem(line, run))),
];

const glyphsItem = (line: ComposedLine, run: GlyphRun): GlyphsItem => ({
  kind: "glyphs",
  face: run.face,
  size: run.size,
  turn: run.turn,
  ...(run.down && { axis: line.x }),
  ink: run.ink,
  overprint: isBlackOnly(run.ink),
  glyphs: run.glyphs.map((glyph) => ({ ...glyph, x: line.x + glyph.x, y: line.baseline + glyph.y })),
  ...(run.source && { source: run.source }),
});

const paintPicture = (frame: PictureFrame): readonly DisplayItem[] => {
  const { rect, photo, source } = frame;
  if (rect.width <= 0 || rect.height <= 0) return [];
  const around = frame.rule ? strokeRect(rect, frame.rule) : [];
  if (!photo.photo) return [...crossedBox(rect), ...around];
  const { drawing } = photo.photo;
  if (drawing) {
    const shapes = placeDrawing(drawing, frame);
    const { clip = rectanglePath(rect) } = clipOf(frame.shape, rect);
    const where = { rect, clip, source: photo.source ?? source };
    return [{ kind: "drawing", photo: photo.photo, shapes, ...where }, ...around];
  }
  const crop = cropFor(photo.photo.facts, photo.focus, rect);
  return [
    { kind: "picture", photo: photo.photo, crop, rect, source: photo.source ?? source, ...clipOf(frame.shape, rect) },
    ...around,
  ];
};

/** A cut-out has its own edge; it is clipped only where something lies below it. */
const clipOf = (shape: FrameShape, rect: Rect): Pick<PictureItem, "clip" | "outline"> => {
  switch (shape.kind) {
    case "rectangle":
      return {};
    case "ellipse":
      return { clip: ellipsePath(rect) };
    case "rounded":
      return { clip: roundedPath(rect, shape.radius) };
    case "polygons":
      return { clip: polygonsPath(shape.polygons) };
    case "outline":
      return { outline: shape.polygons };
    default:
      return shape satisfies never;
  }
};

/** What stands for a picture that is not there: impossible to overlook on a proof. */
const crossedBox = (rect: Rect): readonly DisplayItem[] => {
  const corner = { x: rect.x, y: rect.y };
  const far = { x: right(rect), y: bottom(rect) };
  const stroke = (path: StrokeItem["path"]): StrokeItem => ({
    kind: "stroke",
    path,
    thickness: 1,
    dash: [],
    join: "miter",
    ink: BLACK,
    overprint: true,
  });
  return [
    { kind: "fill", path: rectanglePath(rect), ink: { ...PAPER, k: 15 }, overprint: false },
    stroke(rectanglePath(rect)),
    stroke(linePath(corner, far)),
    stroke(linePath({ x: far.x, y: corner.y }, { x: corner.x, y: far.y })),
  ];
};

const paintBox = (box: BoxStyle, rect: Rect): readonly DisplayItem[] => [
  ...(box.tint ? [{ kind: "fill", path: rectanglePath(rect), ink: box.tint, overprint: false } as const] : []),
  ...(box.border ? strokeRect(rect, box.border) : []),
];

const strokeRect = (rect: Rect, rule: RuleStyle): readonly DisplayItem[] => [
  paintShape(ruledShape(rule, rectanglePath(rect), rule.thickness)),
];

const paintRule = ({ rect, style, direction }: RuleFrame): readonly DisplayItem[] => {
  const across = direction === "horizontal";
  const half = style.thickness / 2;
  const from = across ? { x: rect.x, y: rect.y + half } : { x: rect.x + half, y: rect.y };
  return ruleShapes(style, { from, length: across ? rect.width : rect.height, direction }).map(paintShape);
};

/** Lines of black alone overprint; areas, and all other inks, knock out. */
const paintShape = (shape: Shape): DisplayItem =>
  shape.kind === "fill"
    ? { ...shape, overprint: isBlackOnly(shape.ink) && shape.ink.k === 100 }
    : { ...shape, join: "miter", overprint: isBlackOnly(shape.ink) };

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

/** Shadow first, then the outline; the letters themselves come last, as text, once. */
const paintEffect = (effect: HeadlineEffect, lines: readonly ComposedLine[]): readonly DisplayItem[] => {
  if (effect.kind === "plain") return [];
  const each = (offset: number) =>
    lines.flatMap((line) =>
      line.runs.flatMap((run) =>
        run.glyphs.map((glyph) =>
          outlinePath(run.face, glyph.id, {
            x: line.x + glyph.x + offset,
            y: line.baseline + glyph.y + offset,
            size: run.size,
            turn: (run.turn * Math.PI) / 180,
          }),
        ),
      ),
    );
  const shadow = each(effect.offset).filter((path) => path.length > 0);
  const outline = each(0).filter((path) => path.length > 0);
  const thickness = effect.stroke * 2;
  return [
    ...shadow.map(
      (path): DisplayItem => ({
        kind: "stroke",
        path,
        thickness,
        dash: [],
        join: "round",
        ink: effect.shadowInk,
        overprint: false,
      }),
    ),
    ...shadow.map((path): DisplayItem => ({ kind: "fill", path, ink: effect.shadowInk, overprint: false })),
    ...outline.map(
      (path): DisplayItem => ({
        kind: "stroke",
        path,
        thickness,
        dash: [],
        join: "round",
        ink: effect.strokeInk,
        overprint: false,
      }),
    ),
  ];
};
