/** A story that runs through several bodies of a page: one text, all their legs. */
import type { Report } from "../base/diagnostic.ts";
import { union } from "../base/geometry.ts";
import type { BodyFrame, PagePlan } from "../plan/page-plan.ts";
import { composeBody } from "./compose-body.ts";
import type { ComposedFrame, Fit } from "./composed-page.ts";
import type { Galleys } from "./galleys.ts";

/**
 * Bodies that share a story, each with its part of the lines; what does not fit, or is missing, is the last one's. They are of one style
 * and direction: planning reports those that are not, and they are set as the first one is.
 */
export const composeThreads = (
  plan: PagePlan,
  { galleys }: { readonly galleys: Galleys },
  report: Report,
): ReadonlyMap<BodyFrame, ComposedFrame> => {
  const out = new Map<BodyFrame, ComposedFrame>();
  const bodies = plan.frames.filter((frame): frame is BodyFrame => frame.kind === "body" && !frame.passage);
  for (const story of new Set(bodies.map((frame) => frame.story))) {
    const thread = bodies.filter((frame) => frame.story === story);
    if (thread.length < 2) continue;
    for (const composed of composeThread(thread, { galleys, page: plan.id }, report))
      out.set(composed.frame as BodyFrame, composed);
  }
  return out;
};

const composeThread = (
  thread: readonly BodyFrame[],
  how: { readonly galleys: Galleys; readonly page: string },
  report: Report,
): readonly ComposedFrame[] => {
  const [first, last] = [thread[0]!, thread.at(-1)!];
  const whole: BodyFrame = {
    ...first,
    rect: union(thread.map(({ rect }) => rect)),
    legs: thread.flatMap(({ legs }) => legs),
    spareRows: last.spareRows,
    ...(last.jump !== undefined && { jump: last.jump }),
  };
  const { lines, fit } = composeBody(whole, how, report);
  let before = 0;
  return thread.map((frame) => {
    const from = before;
    before += frame.legs.length;
    const own = lines
      .filter(({ leg }) => leg >= from && leg < from + frame.legs.length)
      .map((line) => ({ ...line, leg: line.leg - from }));
    return { frame, lines: own, fit: frame === last ? lastFit(fit!, { whole, frame }) : fullFit(frame) };
  });
};

const roomOf = ({ legs }: BodyFrame): number => legs.reduce((sum, { slots }) => sum + slots.length, 0);

/** The last body has what is missing or too much. */
const lastFit = (fit: Fit, { whole, frame }: { readonly whole: BodyFrame; readonly frame: BodyFrame }): Fit => {
  const others = roomOf(whole) - roomOf(frame);
  return { ...fit, room: fit.room - others, lines: Math.max(0, fit.lines - others) };
};

const fullFit = (frame: BodyFrame): Fit => ({
  room: roomOf(frame),
  lines: roomOf(frame),
  oversetLines: 0,
  oversetCharacters: 0,
  oversetZi: 0,
  underLines: 0,
  underCharacters: 0,
  underZi: 0,
});
