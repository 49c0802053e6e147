/** 线框相冲: rules and the borders of boxes that run into one another, into type, or close beside one another. */
import { bottom, expand, overlaps, type Rect, right } from "../../base/geometry.ts";
import { fits, type Pt } from "../../base/units.ts";
import type { PlannedFrame, RuleFrame } from "../../plan/page-plan.ts";
import type { ComposedPage } from "../composed-page.ts";
import { lineInk } from "./headline-ink.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** What a rule may touch without harm: a rule ends at an edge, and half a point is less than a printer holds. */
const TOUCH: Pt = 0.75;
/** Zi within which a rule beside a border makes a double line; in the middle of a gutter it is farther away. */
const BESIDE_BORDER = 0.5;

/** All clashes of the page's rules. */
export const ruleClash = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const rules = composed.plan.frames.filter((frame): frame is RuleFrame => frame.kind === "rule");
  return rules.flatMap((rule, n) => [
    ...rules.slice(n + 1).flatMap((other) => betweenRules(rule, other, composed)),
    ...composed.plan.frames.flatMap((frame) => withFrame(rule, frame, composed)),
  ]);
};

const betweenRules = (a: RuleFrame, b: RuleFrame, { plan }: ComposedPage): readonly MakeupFinding[] => {
  const clash = (how: string, hint: string): readonly MakeupFinding[] => [
    { message: `rules \`${a.id}\` and \`${b.id}\` ${how}`, hint, rect: b.rect, source: b.source },
  ];
  if (a.direction !== b.direction) {
    const cross = overlaps(inner(a), b.rect) && overlaps(a.rect, inner(b));
    return cross ? clash("cross one another", "end one of them before the other") : [];
  }
  const [one, other] = a.direction === "horizontal" ? [a.rect, b.rect] : [turned(a.rect), turned(b.rect)];
  if (fits(right(one), other.x + plan.zi) || fits(right(other), one.x + plan.zi)) return [];
  const apart = Math.max(other.y - bottom(one), one.y - bottom(other));
  // two rules either side of a full row hold a line of type between them
  return fits(plan.grid.row, apart)
    ? []
    : clash("make a double line", "take one of them out, or use a style of double rules");
};

/** The rule without its ends: meeting another with its end is no crossing. */
const inner = ({ rect, direction }: RuleFrame): Rect =>
  direction === "horizontal"
    ? { ...rect, x: rect.x + TOUCH, width: Math.max(0, rect.width - 2 * TOUCH) }
    : { ...rect, y: rect.y + TOUCH, height: Math.max(0, rect.height - 2 * TOUCH) };

const turned = ({ x, y, width, height }: Rect): Rect => ({ x: y, y: x, width: height, height: width });

const withFrame = (rule: RuleFrame, frame: PlannedFrame, composed: ComposedPage): readonly MakeupFinding[] => {
  if (frame.kind === "rule") return [];
  const clash = (how: string, hint: string): readonly MakeupFinding[] => [
    { message: `rule \`${rule.id}\` ${how} \`${frame.id}\``, hint, rect: frame.rect, source: rule.source },
  ];
  if (inkedParts(frame, composed).some((rect) => overlaps(rect, rule.rect)))
    return clash("runs into", "end the rule before it, or move one of them");
  if (!hasBorder(frame)) return [];
  const near = edges(frame.rect).some((edge) => runsAlong(rule, edge, BESIDE_BORDER * composed.plan.zi));
  return near ? clash("makes a double line with the border of", "take one of the two out, or move them apart") : [];
};

/** What of a frame must not be touched: a picture or box as a whole, of text its lines; a box round parts may have rules in it. */
const inkedParts = (frame: PlannedFrame, { frames }: ComposedPage): readonly Rect[] => {
  if (frame.kind === "box") return [];
  const whole = frame.kind === "picture" || frame.kind === "key-figure" || ("box" in frame && frame.box !== undefined);
  if (whole) return [expand(frame.rect, -TOUCH)];
  return (frames.find((each) => each.frame === frame)?.lines ?? []).map((line) =>
    expand(within(lineInk(line), frame.rect), -TOUCH),
  );
};

/** Type that sticks out of its frame is reported for that. */
const within = (rect: Rect, frame: Rect): Rect => {
  const [x, y] = [Math.max(rect.x, frame.x), Math.max(rect.y, frame.y)];
  const [width, height] = [Math.min(right(rect), right(frame)) - x, Math.min(bottom(rect), bottom(frame)) - y];
  return { x, y, width: Math.max(0, width), height: Math.max(0, height) };
};

const hasBorder = (frame: PlannedFrame): boolean =>
  (frame.kind === "picture" && frame.rule !== undefined) || ("box" in frame && frame.box?.border !== undefined);

const edges = (rect: Rect): readonly Rect[] => [
  { ...rect, height: 0 },
  { ...rect, y: bottom(rect), height: 0 },
  { ...rect, width: 0 },
  { ...rect, x: right(rect), width: 0 },
];

/** Whether an edge lies beside the rule, in its direction, nearer than `distance`. */
const runsAlong = ({ rect, direction }: RuleFrame, edge: Rect, distance: Pt): boolean => {
  if ((edge.height === 0) !== (direction === "horizontal")) return false;
  const [a, b] = direction === "horizontal" ? [rect, edge] : [turned(rect), turned(edge)];
  const beside = !fits(right(a), b.x) && !fits(right(b), a.x);
  return beside && !fits(distance, Math.max(b.y - bottom(a), a.y - bottom(b)));
};
