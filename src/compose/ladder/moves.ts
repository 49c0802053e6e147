/** The moves of each rung of the ladder: what may be changed in a slot so that a story in it closes. */
import { type Rect, union } from "../../base/geometry.ts";
import type { Pt, Rows } from "../../base/units.ts";
import type { LadderStep } from "../../model/closing.ts";
import { cropFor, cutFrom, keptOf } from "../../model/crop.ts";
import type { BodyPart, PicturesPart } from "../../model/layout.ts";
import type { StoryPhoto } from "../../model/story.ts";
import type { Choices } from "../../plan/choices.ts";
import type { PictureFrame, PlannedFrame } from "../../plan/page-plan.ts";
import { groupOf } from "../../plan/picture-box.ts";
import { groupRects } from "../../plan/picture-group.ts";
import type { Levers } from "./levers.ts";
import { holeOf, isClosed, type Trial } from "./trial.ts";

/** What a rung is asked. */
export interface MoveQuestion {
  readonly levers: Levers;
  readonly trial: Trial;
  /** the story that is to be closed, by its place in the layout */
  readonly name: string;
}

/**
 * Choices that a rung offers on top of those of a trial, the least change first: what takes room from a text that is too short, or
 * gives it to one that is too long. Nothing is moved twice.
 */
export const movesOf = (step: LadderStep, question: MoveQuestion): readonly Choices[] => {
  const { levers, trial, name } = question;
  const { choices, states } = trial;
  const hole = holeOf(states.get(name));
  const chosen = <K extends keyof Choices>(key: K, entry: EntryOf<Choices[K]>): Choices => ({
    ...choices,
    [key]: new Map([...(choices[key] as ReadonlyMap<unknown, unknown>), entry]),
  });
  const open = levers.bodies.filter(({ story }) => !isClosed(states.get(story!)));
  switch (step.kind) {
    case "paragraphs":
      return open
        .filter((body) => body.writing === "horizontal" && !choices.bodies.has(body))
        .flatMap((body) => bodyMoves(body, hole).map((rows) => chosen("bodies", [body, rows])));
    case "space":
      if (hole <= 0) return [];
      return upTo(step.rows).flatMap((rows) =>
        [...levers.headlines, ...(rows === 1 ? withCrossheads(levers) : [])]
          .filter((part) => !choices.space.has(part))
          .map((part) => chosen("space", [part, rows])),
      );
    case "pictures":
      return [
        ...pictureMoves(step, question).map((entry) => chosen("rows", entry)),
        ...shiftMoves(question).map((entry) => chosen("shifts", entry)),
      ];
    case "optional":
      if (hole >= 0) return [];
      return [
        ...[...levers.stories].flatMap(([story, { optional }]) =>
          choices.trimmed.has(story) ? [] : optional.map((_, n) => chosen("trimmed", [story, n + 1])),
        ),
        ...levers.insets.flatMap(({ inset, story }) =>
          inset.optional && !choices.leftOut.has(inset) ? [chosen("leftOut", [inset, story])] : [],
        ),
      ];
    case "headlines":
      return hole > 0 ? [] : headlineMoves(step.sizes, question).map((entry) => chosen("sizes", entry));
    case "tracking":
      return open.filter((body) => !choices.tracking.has(body)).map((body) => chosen("tracking", [body, step.most]));
    default:
      return step satisfies never;
  }
};

/** Bodies whose text has crossheads inside it. */
const withCrossheads = ({ bodies, stories }: Levers): readonly BodyPart[] =>
  bodies.filter(
    ({ story, writing }) =>
      writing === "horizontal" && stories.get(story!)?.paragraphs.some(({ kind }, n) => n > 0 && kind === "crosshead"),
  );

type EntryOf<M> = M extends ReadonlyMap<infer K, infer V> ? readonly [K, V] : never;

const upTo = (most: number): number[] => Array.from({ length: most }, (_, n) => n + 1);

/** A body a row shorter, whose text then has to give, or as many rows longer as the hole is high, then fewer. */
const bodyMoves = ({ legs }: BodyPart, hole: number): readonly Rows[] => {
  const rows = Math.min(MOST_BODY_ROWS, Math.max(1, Math.ceil(hole / legs)));
  const shorter = legs > 1 ? [-1] : [];
  return hole < 0 ? shorter : [...upTo(rows).reverse(), ...shorter];
};

/** Rows that paragraphs in one line more can fill at most. */
const MOST_BODY_ROWS = 4;

type PictureStep = Extract<LadderStep, { readonly kind: "pictures" }>;

/** One row, two rows …; pictures that grow take what is left over as it is. */
const pictureMoves = (
  step: PictureStep,
  { levers, trial, name }: MoveQuestion,
): readonly EntryOf<Choices["rows"]>[] => {
  const { choices, frames, row, states } = trial;
  const hole = holeOf(states.get(name));
  const signs = hole > 0 ? [1] : hole < 0 ? [-1] : [1, -1];
  const insets = levers.insets.map(({ inset }) => inset).filter((inset) => !choices.leftOut.has(inset));
  const free = [...[...levers.pictures, ...levers.groups].filter(({ grow }) => grow === 0), ...insets].filter(
    (part) => !choices.rows.has(part),
  );
  return upTo(hole === 0 ? 1 : step.rows).flatMap((by) =>
    free.flatMap((part) => {
      const shown = frames.flatMap(({ frame }) => (frame.source === part.source ? [frame] : []));
      const isGood = (rows: Rows): boolean =>
        "pattern" in part ? groupAllowed(part, shown, { rows, step, row }) : isAllowed(shown[0], rows, { step, row });
      return signs
        .map((sign) => sign * by)
        .flatMap((rows): readonly EntryOf<Choices["rows"]>[] => (isGood(rows) ? [[part, rows]] : []));
    }),
  );
};

/** A box or picture stands a row or two lower or higher: other lines stand beside it, and other paragraphs can give. */
const shiftMoves = ({ levers, trial }: MoveQuestion): readonly EntryOf<Choices["shifts"]>[] => {
  const { shifts, leftOut } = trial.choices;
  const free = levers.insets.filter(({ inset }) => !shifts.has(inset) && !leftOut.has(inset));
  return SHIFTS.flatMap((rows) =>
    free.flatMap(({ inset }): readonly EntryOf<Choices["shifts"]>[] => (inset.row + rows < 1 ? [] : [[inset, rows]])),
  );
};

const SHIFTS: readonly Rows[] = [1, -1, 2, -2];

/** A picture keeps within the crop limit, or is cut no more than its layout cuts it; a box holds its words, and may be taller. */
const isAllowed = (
  frame: PlannedFrame | undefined,
  rows: Rows,
  { step, row }: { readonly step: PictureStep; readonly row: Pt },
): boolean => {
  if (frame?.kind === "key-figure") return rows > 0 && rows <= MOST_PADDING;
  // to cut a cut-out would be to spoil its edge
  if (frame?.kind !== "picture" || frame.shape.kind === "outline") return false;
  const height = frame.rect.height + rows * row;
  return height >= LEAST_PICTURE * row && mayBeCut(frame, { ...frame.rect, height }, step);
};

/** Whole rows for the group; each of its pictures keeps within the limit, and those that stand side by side keep one height. */
const groupAllowed = (
  part: PicturesPart,
  shown: readonly PlannedFrame[],
  { rows, step, row }: { readonly rows: Rows; readonly step: PictureStep; readonly row: Pt },
): boolean => {
  const pictures = shown.filter((frame) => frame.kind === "picture");
  const room = union(pictures.map(({ rect }) => rect));
  const photos = pictures.map(({ photo }) => photo);
  const height = room.height + rows * row;
  const rects = photos.length === 0 ? [] : groupRects(groupOf(part, photos), { ...room, height });
  return (
    rects.length > 0 &&
    rects.every((rect, n) => rect.height >= LEAST_PICTURE * row && mayBeCut(pictures[n]!, rect, step))
  );
};

/** Whether a picture may be shown in another rectangle: what has to be seen is, or the layout has cut into it already. */
const mayBeCut = ({ photo, rect }: PictureFrame, other: Rect, { crop }: PictureStep): boolean => {
  if (cutOff(photo, other) > Math.max(crop, cutOff(photo, rect))) return false;
  const { photo: file, subject, focus } = photo;
  if (!file || !subject) return true;
  const cut = (frame: Rect): number => cutFrom(subject, cropFor(file.facts, focus, frame));
  return cut(other) <= cut(rect);
};

/** Rows under which a picture shows nothing any more. */
const LEAST_PICTURE = 3;

/** Rows of blank that a box may be given. */
const MOST_PADDING = 1;

/** Share of a photograph that a frame cuts off. */
const cutOff = ({ photo, focus }: StoryPhoto, frame: Rect): number =>
  photo ? 1 - keptOf(cropFor(photo.facts, focus, frame)) : 0;

/** The sizes of its style under that in which a headline stands. */
const headlineMoves = (most: number, { levers, trial }: MoveQuestion): readonly EntryOf<Choices["sizes"]>[] => {
  const smaller = levers.headlines.flatMap((part) => {
    const composed = trial.frames.find(({ frame }) => frame.source === part.source);
    if (composed?.frame.kind !== "headline" || trial.choices.sizes.has(part)) return [];
    const largest = Math.max(0, ...composed.lines.flatMap(({ runs }) => runs.map(({ size }) => size)));
    const sizes = composed.frame.style.sizes.filter((size) => size < largest - 0.01).slice(0, most);
    return sizes.map((size, n) => ({ part, size, n }));
  });
  return smaller.sort((a, b) => a.n - b.n).map(({ part, size }) => [part, size]);
};
