/** 碰题: two headlines that stand level in neighbouring columns and run into one another as if they were one line. */
import { bottom, type Rect, right, union } from "../../base/geometry.ts";
import { fits, type Pt } from "../../base/units.ts";
import type { RuleFrame } from "../../plan/page-plan.ts";
import { headlinesOf, inkOf, type SetHeadline } from "./headline-ink.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Every two heads of different stories with less between them than a gutter with a rule in it, or a good blank. */
export const headAbut = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const { frames, grid } = composed.plan;
  const rules = frames.filter((frame): frame is RuleFrame => frame.kind === "rule");
  const heads = headlinesOf(composed);
  return heads.flatMap((a, n) =>
    heads.slice(n + 1).flatMap((b) => {
      if (a.frame.story === b.frame.story || a.frame.writing !== b.frame.writing) return [];
      const together = heads.some(
        ({ frame: { over } }) => over?.includes(a.frame.story) && over.includes(b.frame.story),
      );
      return abutting(a, b, { rules, gutter: grid.gutter, together });
    }),
  );
};

interface Between {
  readonly rules: readonly RuleFrame[];
  readonly gutter: Pt;
  /** whether one head stands over both: then they are level by intent, and a gutter parts them */
  readonly together: boolean;
}

/** Of vertical heads the rule is the same, seen from the side: one above another with their lines at the same height. */
const abutting = (a: SetHeadline, b: SetHeadline, { rules, gutter, together }: Between): readonly MakeupFinding[] => {
  const down = a.frame.writing === "vertical";
  const [before, after] = [a, b]
    .map((head) => ({ head, rect: down ? turned(inkOf(head)) : inkOf(head) }))
    .sort((one, other) => one.rect.x - other.rect.x) as [Placed, Placed];
  const gap = nearest(before.head, after.head, down);
  if (gap === undefined) return [];
  const between = rules.some((rule) => parts(down ? turned(rule.rect) : rule.rect, before.rect, after.rect));
  // without a rule a blank that is no wider than a letter of the head reads as a space in one line
  const need = between || together ? gutter : Math.max(gutter + 1, a.size, b.size);
  if (fits(need, gap)) return [];
  const rect = union([inkOf(a), inkOf(b)]);
  return [
    {
      message: `the headlines of \`${before.head.frame.story.id}\` and \`${after.head.frame.story.id}\` run into one another: ${gap.toFixed(1)} pt between them${between ? "" : " and no rule"}`,
      hint: between
        ? "move one of them some rows, or shorten the first"
        : "set a rule between them, move one some rows, or shorten the first",
      rect,
      source: after.head.frame.source,
    },
  ];
};

interface Placed {
  readonly head: SetHeadline;
  readonly rect: Rect;
}

const turned = ({ x, y, width, height }: Rect): Rect => ({ x: y, y: x, width: height, height: width });

/** The least distance between lines that stand level, in whole or in part; undefined when none do. */
const nearest = (before: SetHeadline, after: SetHeadline, down: boolean): Pt | undefined => {
  const all = before.ink.flatMap((one) =>
    after.ink.flatMap((other) => {
      const [a, b] = down ? [turned(one), turned(other)] : [one, other];
      return level(a, b) && right(a) < b.x + b.width ? [b.x - right(a)] : [];
    }),
  );
  return all.length === 0 ? undefined : Math.min(...all);
};

const level = (a: Rect, b: Rect): boolean => !fits(bottom(a), b.y) && !fits(bottom(b), a.y);

/** Whether a rule across the reading direction stands between two rectangles, along all that they have in common. */
const parts = (rule: Rect, a: Rect, b: Rect): boolean =>
  rule.height > rule.width &&
  fits(right(a), rule.x) &&
  fits(right(rule), b.x) &&
  fits(rule.y, Math.max(a.y, b.y)) &&
  fits(Math.min(bottom(a), bottom(b)), bottom(rule));
