/** 背题: a headline with no text of its own under it, or hardly any. */
import { bottom, type Rect, right } from "../../base/geometry.ts";
import { fits } from "../../base/units.ts";
import type { HeadlineFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame, ComposedPage } from "../composed-page.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Lines that stand under a head at least. */
const FEWEST = 3;
/** Rows by which text of another slot may stand below its head. */
const NEAR_ROWS = 3;

/**
 * Heads with fewer lines under them. A story that is set whole has no more lines to give; where the text stands beside its head,
 * as it does in vertical writing, there is no under.
 */
export const headAtFoot = ({ composed }: MakeupPage): readonly MakeupFinding[] =>
  composed.frames.flatMap(({ frame }) => {
    if (frame.kind !== "headline" || frame.writing === "vertical") return [];
    // that a story has no text at all was said when it was read
    if (frame.story.paragraphs.length === 0) return [];
    const bodies = composed.frames.filter((each) => each.frame.kind === "body" && each.frame.story === frame.story);
    if (bodies.length === 0 || bodies.some((each) => standsBeside(frame, each.frame.rect))) return [];
    const under = bodies.filter((each) => standsUnder(frame, each, composed));
    const lines = Math.max(0, ...under.map(depthOf));
    return lines >= FEWEST || isWhole(under) ? [] : [finding(frame, lines)];
  });

const standsBeside = ({ rect }: HeadlineFrame, body: Rect): boolean =>
  !fits(bottom(rect), body.y) && !fits(bottom(body), rect.y);

const standsUnder = (head: HeadlineFrame, { frame }: ComposedFrame, { plan }: ComposedPage): boolean => {
  const [upper, lower] = [head.rect, frame.rect];
  const inColumn = !fits(right(upper), lower.x) && !fits(right(lower), upper.x);
  const near = frame.slot === head.slot || fits(lower.y - bottom(upper), NEAR_ROWS * plan.grid.row);
  return inColumn && near && fits(bottom(upper), lower.y);
};

/** Lines one under another: those of the fullest leg. */
const depthOf = ({ frame, lines }: ComposedFrame): number =>
  frame.kind === "body" ? Math.max(0, ...frame.legs.map((_, n) => lines.filter((line) => line.leg === n).length)) : 0;

const isWhole = (bodies: readonly ComposedFrame[]): boolean =>
  bodies.some(({ fit, lines }) => lines.length > 0 && fit?.oversetLines === 0);

const finding = ({ story, rect, source }: HeadlineFrame, lines: number): MakeupFinding => ({
  message:
    lines === 0
      ? `the headline of \`${story.id}\` has none of its text under it`
      : `the headline of \`${story.id}\` has only ${lines} line${lines === 1 ? "" : "s"} of its text under it`,
  hint: `give the story at least ${FEWEST} rows under its headline, or move both to the next column`,
  rect,
  source,
  severity: lines === 0 ? "error" : "warning",
});
