/** Boxes: ground, border and corners. */
import { isBlackOnly } from "../base/colour.ts";
import { bottom, expand, type Rect, right } from "../base/geometry.ts";
import { ellipsePath, linePath } from "../base/path.ts";
import { type Pt, sameLength } from "../base/units.ts";
import type { BoxBorder, BoxStyle, RuleStyle } from "../model/style.ts";
import { CORNER_SHAPES, type CornerShape, type CornerStep } from "./corner-shapes.ts";
import type { DisplayItem, PathCommand } from "./display-list.ts";
import { paintAlong } from "./paint-rule.ts";

type Corner = BoxStyle["corner"];

/** A box in `rect`: no ink of it is outside. The ground knocks out, so that nothing under it shows through. */
export const paintBox = ({ tint, border, corner }: BoxStyle, rect: Rect): readonly DisplayItem[] => {
  if (rect.width <= 0 || rect.height <= 0) return [];
  const ground = tint && {
    kind: "fill" as const,
    path: framePath(rect, { corner, inside: groundInside(border), as: "ground" }),
    ink: tint,
    overprint: false,
  };
  return [...(ground ? [ground] : []), ...(border ? paintBorder(border, corner, rect) : [])];
};

/** A rule all round a rectangle, inside it. */
export const paintFrame = (rule: RuleStyle, rect: Rect): readonly DisplayItem[] =>
  paintBorder({ kind: "all", rule }, { kind: "square", size: 0 }, rect);

/** Under a row of dots, dashes or waves the ground ends in the middle of them. */
const groundInside = (border: BoxBorder | undefined): Pt => {
  if (border?.kind !== "all") return 0;
  const { kind, thickness } = border.rule;
  return kind === "dotted" || kind === "dashed" || kind === "wavy" ? thickness / 2 : 0;
};

const paintBorder = (border: BoxBorder, corner: Corner, rect: Rect): readonly DisplayItem[] => {
  if (border.kind === "sides") return paintSides(border, rect);
  const { rule } = border;
  return [
    ...paintAlong(rule, (inside) => framePath(rect, { corner, inside, as: "line" })),
    ...beads(rule, corner, rect),
  ];
};

/** Each side's rule over the whole side, its outer edge on the box's. */
const paintSides = (
  { top, right: east, bottom: foot, left }: Extract<BoxBorder, { kind: "sides" }>,
  rect: Rect,
): readonly DisplayItem[] => {
  const across = (y: Pt) => linePath({ x: rect.x, y }, { x: right(rect), y });
  const down = (x: Pt) => linePath({ x, y: rect.y }, { x, y: bottom(rect) });
  return [
    ...(top ? paintAlong(top, (inside) => across(rect.y + inside)) : []),
    ...(east ? paintAlong(east, (inside) => down(right(rect) - inside)) : []),
    ...(foot ? paintAlong(foot, (inside) => across(bottom(rect) - inside)) : []),
    ...(left ? paintAlong(left, (inside) => down(rect.x + inside)) : []),
  ];
};

interface FrameHow {
  readonly corner: Corner;
  readonly inside: Pt;
  readonly as: "line" | "ground";
}

/** The frame's line so far inside of `rect`, clockwise from its left upper corner. */
const framePath = (rect: Rect, { corner, inside, as }: FrameHow): readonly PathCommand[] => {
  const shape = CORNER_SHAPES[corner.kind];
  const inner = expand(rect, -inside);
  const most = Math.min(inner.width, inner.height) / 2;
  const size = Math.max(0, Math.min(corner.size + shape.growth * inside, most));
  const steps = as === "ground" ? (shape.ground ?? shape.line) : shape.line;
  const joined = shape.sides || as === "ground";
  const path = QUARTERS.flatMap((turn, n) => {
    const place = (u: number, v: number) => turn(inner, u * size, v * size);
    const start: PathCommand = { kind: joined && n > 0 ? "line" : "move", ...place(shape.inset, 1) };
    return [start, ...steps.map((step) => placed(step, place)), ...endOf(steps, shape, place)];
  });
  const clean = withoutStandstill(path);
  return joined ? [...clean, { kind: "close" }] : clean;
};

/** Without steps of no length, which leave a pen in no direction: all of those of a square corner but one. */
const withoutStandstill = (path: readonly PathCommand[]): readonly PathCommand[] =>
  path.filter((command, n) => {
    const before = path[n - 1];
    if (command.kind === "move" || command.kind === "close" || !before || before.kind === "close") return true;
    return !(sameLength(command.x, before.x) && sameLength(command.y, before.y));
  });

type Place = (u: number, v: number) => { readonly x: Pt; readonly y: Pt };

const placed = (step: CornerStep, place: Place): PathCommand => {
  const end = place(step.u, step.v);
  if (step.kind === "line") return { kind: "line", ...end };
  const [a, b] = [place(step.u1, step.v1), place(step.u2, step.v2)];
  return { kind: "curve", x1: a.x, y1: a.y, x2: b.x, y2: b.y, ...end };
};

/** The corner's own end, where its steps have not come to it. */
const endOf = (steps: readonly CornerStep[], { inset }: CornerShape, place: Place): readonly PathCommand[] => {
  const last = steps.at(-1);
  return last?.u === 1 && last.v === inset ? [] : [{ kind: "line", ...place(1, inset) }];
};

/** The corner's square turned into each corner of a rectangle, a quarter further each time. */
const QUARTERS: readonly ((rect: Rect, u: Pt, v: Pt) => { readonly x: Pt; readonly y: Pt })[] = [
  (rect, u, v) => ({ x: rect.x + u, y: rect.y + v }),
  (rect, u, v) => ({ x: right(rect) - v, y: rect.y + u }),
  (rect, u, v) => ({ x: right(rect) - u, y: bottom(rect) - v }),
  (rect, u, v) => ({ x: rect.x + v, y: bottom(rect) - u }),
];

const beads = ({ ink }: RuleStyle, { kind, size }: Corner, rect: Rect): readonly DisplayItem[] => {
  const { bead } = CORNER_SHAPES[kind];
  if (!bead) return [];
  const most = Math.min(size, rect.width / 2, rect.height / 2);
  const r = bead.radius * most;
  const path = QUARTERS.flatMap((turn) => {
    const { x, y } = turn(rect, bead.at * most, bead.at * most);
    return ellipsePath({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });
  });
  return [{ kind: "fill", path, ink, overprint: isBlackOnly(ink) }];
};
