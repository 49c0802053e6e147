/** Effects on display type as vectors under the letters; the letters themselves come after them, as text, once. */
import { coverage, type Ink, isBlackOnly } from "../base/colour.ts";
import { type Rect, right, union } from "../base/geometry.ts";
import type { Pt } from "../base/units.ts";
import type { ComposedLine } from "../compose/composed-page.ts";
import { lineInk } from "../compose/makeup/headline-ink.ts";
import { boxInset, type HeadlineEffect, type LetterOffset, type LetterOutline } from "../model/style.ts";
import type { CrossheadFrame, HeadlineFrame } from "../plan/page-plan.ts";
import type { DisplayItem, FillItem, PathCommand, StrokeItem } from "./display-list.ts";
import { outlinePath } from "./outline-path.ts";
import { paintBox } from "./paint-box.ts";
import { sweepPath } from "./sweep-path.ts";

/** What lies under the lines of a headline: the lines of kicker, headline and deck have each their own style's effect. */
export const paintEffects = (
  frame: HeadlineFrame | CrossheadFrame,
  lines: readonly ComposedLine[],
): readonly DisplayItem[] => {
  const effects = new Set(lines.flatMap(({ effect }) => effect ?? []));
  return [...effects].flatMap((effect) => {
    const own = lines.filter((line) => line.effect === effect);
    if (effect.kind === "reversed") return paintBox(effect.box, barOf(effect, frame, own));
    const typeSize = Math.max(0, ...own.flatMap(({ runs }) => runs.map(({ size }) => size)));
    return paintLetters(effect, own).map((item) => ({ ...item, typeSize }));
  });
};

/** The bar round lines of one style: across them it keeps its padding, along them it reaches over the frame or the text. */
const barOf = (
  { box, reach }: Extract<HeadlineEffect, { kind: "reversed" }>,
  { rect, writing }: HeadlineFrame | CrossheadFrame,
  lines: readonly ComposedLine[],
): Rect => {
  const inset = boxInset(box);
  const text = union(lines.map(lineInk));
  const around = {
    x: text.x - inset,
    y: text.y - inset,
    width: text.width + 2 * inset,
    height: text.height + 2 * inset,
  };
  if (reach === "text") return around;
  return writing === "vertical"
    ? { ...around, y: rect.y, height: rect.height }
    : { ...around, x: rect.x, width: right(rect) - rect.x };
};

/** By how much a coloured letter goes on under black that meets its edge: a little over a newspaper press's misregister. */
const SPREAD: Pt = 0.35;

const paintLetters = (
  effect: Exclude<HeadlineEffect, { kind: "reversed" }>,
  lines: readonly ComposedLine[],
): readonly EffectItem[] => {
  const shapes = shapesOf(lines);
  const face = lines[0]?.runs[0]?.ink;
  switch (effect.kind) {
    case "plain":
      return [];
    case "outline":
      return [
        ...(effect.shadow ? shadowOf(shapes, effect.shadow, { front: effect.outline.ink, ...effect.outline }) : []),
        ...spread(shapes, face, effect.outline.ink),
        ...outlineOf(shapes, effect.outline),
      ];
    case "shadow":
      return [
        ...spread(shapes, face, effect.shadow.ink),
        ...shadowOf(shapes, effect.shadow, { front: face, stroke: 0 }),
      ];
    case "offset": {
      const { offset, stroke } = effect;
      const shifted = shapes.map((path) => path.map((command) => shift(command, offset)));
      return [...spread(shapes, face, offset.ink), ...shifted.map((path) => strokeOf(path, offset.ink, stroke))];
    }
    case "solid":
      return [
        ...spread(shapes, face, effect.outline?.ink ?? effect.depth.ink),
        ...shapes.flatMap((path) => sidesOf(path, effect.depth, effect.outline?.stroke ?? 0)),
        ...(effect.outline ? outlineOf(shapes, effect.outline) : []),
      ];
    default:
      return effect satisfies never;
  }
};

type Shape = readonly PathCommand[];
type EffectItem = FillItem | StrokeItem;

const shapesOf = (lines: readonly ComposedLine[]): readonly Shape[] =>
  lines.flatMap((line) =>
    line.runs.flatMap((run) =>
      run.glyphs.flatMap((glyph) => {
        const path = outlinePath(run.face, glyph.id, {
          x: line.x + glyph.x,
          y: line.baseline + glyph.y,
          size: run.size,
          turn: (run.turn * Math.PI) / 180,
          ...(run.stretch !== undefined && { stretch: run.stretch }),
        });
        return path.length > 0 ? [path] : [];
      }),
    ),
  );

const shift = (command: PathCommand, { x, y }: LetterOffset): PathCommand => {
  if (command.kind === "close") return command;
  const end = { x: command.x + x, y: command.y + y };
  if (command.kind !== "curve") return { kind: command.kind, ...end };
  return { kind: "curve", x1: command.x1 + x, y1: command.y1 + y, x2: command.x2 + x, y2: command.y2 + y, ...end };
};

const fillOf = (path: Shape, ink: Ink): FillItem => ({ kind: "fill", path, ink, overprint: isBlackOnly(ink) });

const strokeOf = (path: Shape, ink: Ink, thickness: Pt): StrokeItem => ({
  kind: "stroke",
  path,
  thickness,
  dash: [],
  join: "round",
  ink,
  overprint: isBlackOnly(ink),
});

/** Half of the stroke lies under the letter: no paper shows between the two. */
const outlineOf = (shapes: readonly Shape[], { stroke, ink }: LetterOutline): readonly EffectItem[] =>
  shapes.map((path) => strokeOf(path, ink, 2 * stroke));

interface Front {
  /** ink of what lies on the shadow: the letters, or their outline */
  readonly front: Ink | undefined;
  readonly stroke: Pt;
}

/**
 * Letters moved, as thick as they are with their outline. Black overprints, and would be of two blacks where it lies half on a coloured
 * shadow: there the shadow goes on under all of it.
 */
const shadowOf = (shapes: readonly Shape[], by: LetterOffset, { front, stroke }: Front): readonly EffectItem[] => {
  const shifted = shapes.map((path) => path.map((command) => shift(command, by)));
  const under = front && isBlackOnly(front) && !isBlackOnly(by.ink) ? shapes : [];
  const all = [...under, ...shifted];
  return [
    ...(stroke > 0 ? all.map((path) => strokeOf(path, by.ink, 2 * stroke)) : []),
    ...all.map((path) => fillOf(path, by.ink)),
  ];
};

/** The block behind a letter: where it is, where it was moved to, and all that it passed over. */
const sidesOf = (path: Shape, depth: LetterOffset, stroke: Pt): readonly EffectItem[] => {
  const far = path.map((command) => shift(command, depth));
  const outlines = stroke > 0 ? [path, far].map((each) => strokeOf(each, depth.ink, 2 * stroke)) : [];
  return [...outlines, fillOf(path, depth.ink), fillOf(sweepPath(path, depth), depth.ink), fillOf(far, depth.ink)];
};

/** Black overprints and the letter knocks it out: where a coloured letter meets black, its colour goes on under it (补漏白). */
const spread = (shapes: readonly Shape[], face: Ink | undefined, around: Ink): readonly EffectItem[] => {
  const coloured = face !== undefined && !isBlackOnly(face) && coverage(face) > 0;
  return coloured && isBlackOnly(around)
    ? shapes.map((path) => ({ ...strokeOf(path, face, 2 * SPREAD), trap: true }))
    : [];
};
