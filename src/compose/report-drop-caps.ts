/** Drop caps whose lines do not begin one under another, because something stands in the leg beside them. */
import type { Report } from "../base/diagnostic.ts";
import { sameLength } from "../base/units.ts";
import type { BodyFrame } from "../plan/page-plan.ts";
import type { LegSlot } from "./close-legs.ts";
import { type GalleyParagraph, sourceOf } from "./galley/cluster.ts";
import type { BodyLine } from "./galleys.ts";

/** Where the lines of a body stand. */
export interface LinesInSlots {
  readonly body: readonly GalleyParagraph[];
  readonly lines: readonly (BodyLine & { readonly slot: LegSlot })[];
  readonly page: string;
}

/** Reports each cap that its lines would run into, or that would stand in the wrong row. */
export const reportDropCaps = (
  { story, style, writing }: Pick<BodyFrame, "story" | "style" | "writing">,
  { body, lines, page }: LinesInSlots,
  report: Report,
): void => {
  lines.forEach(({ paragraph, line }, n) => {
    const { head, indents, clusters } = body[paragraph]!;
    if (line.from !== 0 || !head || head.drop === 0) return;
    const own = lines
      .slice(n, n + indents.length - 1)
      .flatMap((each) => (each.paragraph === paragraph ? [each.slot] : []));
    const first = own[0]!;
    if (own.every((slot, at) => isUnder(slot, first, { at, leading: style.leading, writing }))) return;
    const rect = { x: first.x, y: first.baseline - style.size, width: first.measure, height: style.size };
    report.add({
      code: "compose/drop-cap",
      severity: "warning",
      message: `the lines beside a drop cap of \`${story.id}\` do not begin one under another`,
      hint: "take `dropCap` out, or let the inset stand elsewhere",
      ...(clusters[0] && { source: sourceOf(clusters[0]) }),
      place: { page, rect },
    });
  });
};

interface Under {
  readonly at: number;
  readonly leading: number;
  readonly writing: BodyFrame["writing"];
}

/** Whether a line is the `at`th of a block that begins with `first`. */
const isUnder = (slot: LegSlot, first: LegSlot, { at, leading, writing }: Under): boolean => {
  const [start, row] = writing === "vertical" ? [slot.baseline, -slot.x] : [slot.x, slot.baseline];
  const [left, top] = writing === "vertical" ? [first.baseline, -first.x] : [first.x, first.baseline];
  return slot.leg === first.leg && sameLength(start, left) && sameLength(row - top, at * leading);
};
