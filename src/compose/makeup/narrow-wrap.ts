/** Lines beside a box or a picture that are too short to be justified well. */
import { type Rect, union } from "../../base/geometry.ts";
import { fits, type Zi } from "../../base/units.ts";
import { isBox } from "../../plan/frame-shape.ts";
import type { BodyFrame, LineSlot, PlannedFrame } from "../../plan/page-plan.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Least share of the leg's own measure beside a straight edge (JLREQ, NEWSPAPER §5.5). */
const LEAST_SHARE = 1 / 4;

/** Insets with lines beside them that are too short; the worst of each leg and inset. */
export const narrowWrap = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const { frames, zi, wrap } = composed.plan;
  return frames.flatMap((frame) => {
    if (frame.kind !== "body") return [];
    const insets = frames.filter(({ id }) => id.startsWith(`${frame.id}/`));
    return frame.legs.flatMap((leg) =>
      insets.flatMap((inset) => {
        const full = frame.writing === "vertical" ? leg.rect.height : leg.rect.width;
        const least = isContour(inset) ? wrap.contour * zi : Math.max(wrap.box * zi, LEAST_SHARE * full);
        const short = leg.slots.filter(
          (slot) => !fits(full, slot.measure) && !fits(least, slot.measure) && isBeside(slot, { frame, inset }),
        );
        return short.length > 0 ? [finding(short, { frame, inset, least: least / zi, zi })] : [];
      }),
    );
  });
};

const isContour = (inset: PlannedFrame): boolean => inset.kind === "picture" && !isBox(inset.shape);

/** Whether a line stands at the height of an inset; of vertical lines, at its place along the page. */
const isBeside = (slot: LineSlot, { frame, inset }: { readonly frame: BodyFrame; readonly inset: PlannedFrame }) => {
  const line = slotRect(slot, frame);
  const down = frame.writing === "vertical";
  const [a, b] = down ? [line, inset.rect] : [turned(line), turned(inset.rect)];
  return !fits(a.x + a.width, b.x) && !fits(b.x + b.width, a.x);
};

const turned = ({ x, y, width, height }: Rect): Rect => ({ x: y, y: x, width: height, height: width });

/** The rectangle of a line's room, an em across. */
const slotRect = ({ x, baseline, measure }: LineSlot, { writing, style }: BodyFrame): Rect =>
  writing === "vertical"
    ? { x: x - style.size / 2, y: baseline, width: style.size, height: measure }
    : { x, y: baseline - style.size, width: measure, height: style.size };

interface Wrap {
  readonly frame: BodyFrame;
  readonly inset: PlannedFrame;
  readonly least: Zi;
  readonly zi: number;
}

const finding = (short: readonly LineSlot[], { frame, inset, least, zi }: Wrap): MakeupFinding => ({
  message: `${short.length} line${short.length === 1 ? "" : "s"} of \`${frame.story.id}\` beside \`${inset.id}\` ha${short.length === 1 ? "s" : "ve"} only ${round(Math.min(...short.map(({ measure }) => measure)) / zi)} zi; ${round(least)} are the least`,
  hint: "make the inset narrower, or as wide as the leg",
  rect: union(short.map((slot) => slotRect(slot, frame))),
  source: inset.source,
});

const round = (value: number): number => Math.round(value * 10) / 10;
