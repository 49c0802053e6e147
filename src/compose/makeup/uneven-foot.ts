/** The legs of a story end on one row of the page's grid (LC-12), the last one short by what is left over at most (LC-09). */
import { bottom, type Rect, right, union } from "../../base/geometry.ts";
import { fits, type Pt, sameLength } from "../../base/units.ts";
import { baselineInRow, type PageGrid } from "../../plan/page-grid.ts";
import type { BodyFrame, Leg, PlannedFrame } from "../../plan/page-plan.ts";
import type { ComposedLine } from "../composed-page.ts";
import type { MakeupFinding, MakeupPage } from "./makeup-check.ts";

/** Bodies whose legs do not line up. Vertical legs are filled one after another and not shared out. */
export const unevenFoot = ({ composed }: MakeupPage): readonly MakeupFinding[] => {
  const { frames, grid } = composed.plan;
  return composed.frames.flatMap(({ frame, lines }) => {
    if (frame.kind !== "body" || frame.writing === "vertical" || lines.length === 0) return [];
    const insets = frames.filter(({ id }) => id.startsWith(`${frame.id}/`));
    return [...offGrid(frame, lines, grid), ...feetOf(frame, { lines, insets, grid })];
  });
};

const offGrid = (frame: BodyFrame, lines: readonly ComposedLine[], grid: PageGrid): readonly MakeupFinding[] => {
  const off = lines.filter(({ baseline }) => {
    const rows = (baseline - baselineInRow(grid) - grid.typeArea.y) / grid.row;
    return !sameLength(rows * grid.row, Math.round(rows) * grid.row);
  });
  if (off.length === 0) return [];
  return [
    {
      message: `${off.length} line${off.length === 1 ? "" : "s"} of \`${frame.story.id}\` stand${off.length === 1 ? "s" : ""} off the page's rows`,
      hint: "give the body a whole number of rows above it",
      rect: union(off.map((line) => lineRect(line, frame.style.size))),
      source: frame.source,
    },
  ];
};

const lineRect = ({ x, baseline, measure }: ComposedLine, size: Pt): Rect => ({
  x,
  y: baseline - size,
  width: measure,
  height: size,
});

interface Feet {
  readonly lines: readonly ComposedLine[];
  readonly insets: readonly PlannedFrame[];
  readonly grid: PageGrid;
}

/** A leg that the text fills must reach the common foot; where the text itself runs out there is a blank to be looked at. */
const feetOf = (frame: BodyFrame, { lines, insets, grid }: Feet): readonly MakeupFinding[] => {
  const { legs } = frame;
  if (legs.length < 2) return [];
  const feet = legs.map((leg, n) => footOf(leg, { n, lines, insets, grid }));
  // legs over or under a crosshead that spans them, or beside it, have a foot of their own
  const footOfMates = (leg: Leg): Pt =>
    Math.max(...feet.filter((_, n) => sameLength(bottom(legs[n]!.rect), bottom(leg.rect))));
  const ending = Math.max(...lines.map((line) => line.leg));
  const remainder = (legs.length - 1) * grid.row;
  const short = legs.flatMap((leg, n) => {
    const by = footOfMates(leg) - feet[n]!;
    if (fits(by, 0) || (n >= ending && fits(by, remainder))) return [];
    return [{ n, rect: { ...leg.rect, y: feet[n]!, height: by } }];
  });
  return [
    ...short.filter(({ n }) => n < ending).map((each) => finding(frame, [each], grid)),
    ...grouped(short.filter(({ n }) => n >= ending)).map((all) => ({
      ...finding(frame, all, grid),
      hint: "lengthen the text, use fewer legs, or let the inset stand higher",
      severity: "warning" as const,
    })),
  ];
};

/** A leg, from 0, and what is blank at its foot. */
interface ShortLeg {
  readonly n: number;
  readonly rect: Rect;
}

/** Where the text has run out, all legs from there on are one thing to be told of. */
const grouped = (short: readonly ShortLeg[]): readonly (readonly ShortLeg[])[] => (short.length > 0 ? [short] : []);

const finding = (
  { story, source }: BodyFrame,
  short: readonly ShortLeg[],
  { row }: PageGrid,
): Omit<MakeupFinding, "severity"> => {
  const rows = Math.round(Math.max(...short.map(({ rect }) => rect.height)) / row);
  const [first, last] = [short[0]!.n + 1, short.at(-1)!.n + 1];
  const legs =
    short.length === 1
      ? `leg ${first} of \`${story.id}\` ends`
      : `legs ${first} to ${last} of \`${story.id}\` end up to`;
  return {
    message: `${legs} ${rows} row${rows === 1 ? "" : "s"} above the others`,
    hint: "lengthen the text, use fewer legs, or let the inset stand elsewhere",
    rect: union(short.map(({ rect }) => rect)),
    source,
  };
};

/** Lower edge of a leg's last row, or of the rows of an inset that stands at its foot: a block is a little lower than its rows. */
const footOf = ({ rect }: Leg, { n, lines, insets, grid }: Feet & { readonly n: number }): Pt => {
  const rows = lines.filter((line) => line.leg === n).map(({ baseline }) => baseline - baselineInRow(grid) + grid.row);
  const boxes = insets
    .filter((inset) => !fits(right(rect), inset.rect.x) && !fits(right(inset.rect), rect.x))
    .map((inset) =>
      Math.min(rect.y + Math.ceil((bottom(inset.rect) - rect.y) / grid.row - 0.01) * grid.row, bottom(rect)),
    );
  return Math.max(rect.y, ...rows, ...boxes);
};
