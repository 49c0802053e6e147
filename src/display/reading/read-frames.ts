/** The items of a page by the frames and lines that they were painted for. */
import type { ComposedLine } from "../../compose/composed-page.ts";
import type { PlannedFrame } from "../../plan/page-plan.ts";
import type { DisplayItem, GlyphsItem } from "../display-list.ts";
import type { ReadLine } from "./set-text.ts";

/** A line of a frame with its letters. */
export interface FrameLine extends ReadLine {
  readonly line: ComposedLine;
}

/** A frame with all that is seen of it. */
export interface ReadFrame<F extends PlannedFrame = PlannedFrame> {
  readonly frame: F;
  /** grounds, pictures, shapes of charts and codes, in printing order */
  readonly shapes: readonly DisplayItem[];
  /** in the order in which they were set */
  readonly lines: readonly FrameLine[];
}

interface Line {
  readonly letters: GlyphsItem[];
  readonly readings: GlyphsItem[];
}

/** Frames in the order of their first items; what has no origin belongs to none. */
export const readFrames = (items: readonly DisplayItem[]): readonly ReadFrame[] => {
  const frames = new Map<PlannedFrame, { readonly shapes: DisplayItem[]; readonly lines: Map<ComposedLine, Line> }>();
  for (const item of items) {
    const { origin } = item;
    if (!origin) continue;
    const own = frames.get(origin.frame) ?? { shapes: [], lines: new Map<ComposedLine, Line>() };
    frames.set(origin.frame, own);
    if (item.kind !== "glyphs" || !origin.line) {
      own.shapes.push(item);
      continue;
    }
    const line = own.lines.get(origin.line) ?? { letters: [], readings: [] };
    own.lines.set(origin.line, line);
    (origin.reading ? line.readings : line.letters).push(item);
  }
  return [...frames].map(([frame, { shapes, lines }]) => ({
    frame,
    shapes,
    lines: [...lines].map(([line, read]) => ({ line, ...read })),
  }));
};
