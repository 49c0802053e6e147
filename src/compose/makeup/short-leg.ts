/** A wrap into the next column, and text under a picture, goes on for six lines at least. */
import { bottom, type Rect, right } from "../../base/geometry.ts";
import { fits } from "../../base/units.ts";
import type { BodyFrame, Leg, PlannedFrame } from "../../plan/page-plan.ts";
import type { ComposedFrame, ComposedLine } from "../composed-page.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";
import { isBrief, isPhotoNews } from "./story-kinds.ts";

/** About an inch. */
const FEWEST = 6;
/** Rows between a picture and the text that stands under it. */
const NEAR_ROWS = 2;

/** Bodies with a leg that is too short. Briefs and photo news may be; an inch is a depth, so vertical legs are not meant. */
export const shortLeg = ({ composed }: MakeupPage): readonly MakeupFinding[] =>
  composed.frames.flatMap(({ frame, lines }) => {
    if (frame.kind !== "body" || frame.writing === "vertical" || lines.length === 0) return [];
    if (isPhotoNews(frame.story) || isBrief(composed, frame.story)) return [];
    const { frames, grid } = composed.plan;
    // over and under a crosshead that spans legs the text is as deep as it is long
    if (frame.passage) return underInsets({ frame, lines }, grid.row);
    const wrapped = frame.legs.length > 1;
    if (!wrapped && !frames.some((each) => hangsUnder(frame, each, NEAR_ROWS * grid.row)))
      return underInsets({ frame, lines }, grid.row);
    const short = frame.legs.flatMap((leg, n) => shortBy({ frame, lines }, { leg, n }));
    return short.length > 0 ? short.slice(0, 1) : underInsets({ frame, lines }, grid.row);
  });

interface SetBody {
  readonly frame: BodyFrame;
  readonly lines: ComposedFrame["lines"];
}

/** The last leg may be shorter by what is left over when the lines are shared out. */
const shortBy = (
  { frame, lines }: SetBody,
  { leg, n }: { readonly leg: Leg; readonly n: number },
): readonly MakeupFinding[] => {
  const count = rowsOf(lines.filter((line) => line.leg === n));
  const least = n > 0 && n === frame.legs.length - 1 ? FEWEST - (frame.legs.length - 1) : FEWEST;
  return count < least ? [finding(frame, { count, rect: leg.rect, where: "in a leg" })] : [];
};

/** Text that goes on under an inset that takes the whole width of the leg. */
const underInsets = ({ frame, lines }: SetBody, row: number): readonly MakeupFinding[] =>
  frame.legs.flatMap((leg, n) => {
    const own = lines.filter((line) => line.leg === n);
    const at = own.findLastIndex((line, i) => i > 0 && line.baseline - own[i - 1]!.baseline > 1.5 * row);
    const count = rowsOf(own.slice(Math.max(0, at)));
    if (at < 0 || count >= FEWEST) return [];
    const top = own[at]!.baseline - frame.style.size;
    const rect = { ...leg.rect, y: top, height: Math.max(0, bottom(leg.rect) - top) };
    return [finding(frame, { count, rect, where: "under a picture" })];
  });

/** A signature may share the last line's row. */
const rowsOf = (lines: readonly ComposedLine[]): number =>
  new Set(lines.map(({ baseline }) => baseline.toFixed(2))).size;

const hangsUnder = ({ rect, story }: BodyFrame, above: PlannedFrame, near: number): boolean =>
  (above.kind === "picture" || above.kind === "caption") &&
  above.story === story &&
  !fits(right(rect), above.rect.x) &&
  !fits(right(above.rect), rect.x) &&
  fits(bottom(above.rect), rect.y) &&
  fits(rect.y - bottom(above.rect), near);

const finding = (
  { story, source }: BodyFrame,
  {
    count,
    rect,
    where,
  }: { readonly count: number; readonly rect: Rect; readonly where: "in a leg" | "under a picture" },
): MakeupFinding => ({
  message:
    count === 0
      ? `\`${story.id}\` has nothing ${where}; ${FEWEST} lines are the least`
      : `\`${story.id}\` has only ${count} line${count === 1 ? "" : "s"} ${where}; ${FEWEST} are the least`,
  hint:
    where === "in a leg"
      ? "divide the text into fewer legs, or lengthen it"
      : "let the picture stand elsewhere, or lengthen the text",
  rect,
  source,
});
