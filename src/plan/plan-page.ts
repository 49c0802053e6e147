/** Layout and page of the edition → every frame of the page, in place on the grid. */
import { type Diagnostic, Diagnostics, type Report } from "../base/diagnostic.ts";
import { overlaps, type Rect } from "../base/geometry.ts";
import type { Edition, EditionPage } from "../model/edition.ts";
import type { Layout, PageRule, Slot } from "../model/layout.ts";
import { adFrames } from "./ad-frames.ts";
import { type ArrangedBox, arrange } from "./arrange.ts";
import { type Choices, NO_CHOICES, pageWith } from "./choices.ts";
import { unplacedExhibits } from "./find-exhibit.ts";
import { framesOf } from "./frames-of.ts";
import { insetsOutside } from "./insets-outside.ts";
import type { Measure } from "./measure.ts";
import { pageBoxes } from "./page-boxes.ts";
import { columnLeft, columnsWidth, type PageGrid, pageGrid, rowTop } from "./page-grid.ts";
import type { PagePlan, PlannedFrame, RuleFrame } from "./page-plan.ts";
import type { PartContent } from "./part-box.ts";
import { type PlanContext, planContext } from "./plan-context.ts";
import { boxOf } from "./plan-slot.ts";
import { reportHeldFloats } from "./report-held-floats.ts";
import { reportRefusedHeads } from "./report-refused-heads.ts";
import { settleFloats } from "./settle-floats.ts";
import { spareRows } from "./spare-rows.ts";
import { isOpen, roomBefore, threadFaults } from "./threads.ts";

/** What a page is planned with. */
export interface PlanHow {
  readonly edition: Edition;
  readonly measure: Measure;
  /** what closing has chosen; nothing when absent */
  readonly choices?: Choices;
  /** the whole layout, when the page shows a part of it on trial */
  readonly layout?: Layout;
}

/** Plans a page. Never fails because of content: what does not go in is reported and planned as far as it goes. */
export const planPage = (asked: EditionPage, how: PlanHow, report: Report): PagePlan => {
  const { edition, choices = NO_CHOICES } = how;
  const page = pageWith(asked, choices);
  const { layout } = page;
  const grid = pageGrid(layout, edition.style);
  const facts = { edition, page, layout: how.layout ?? layout, grid, style: edition.style, measure: how.measure };
  const { frames, held, context } = settleFloats((held) => planFrames({ ...facts, choices: { ...choices, held } }), {
    held: choices.held,
    layout: facts.layout,
    page,
    report,
  });
  reportThreads(frames, context, report);
  for (const { rect, ...fault } of insetsOutside(frames, { row: grid.row, zi: grid.zi }))
    report.add({ code: "plan/inset-outside", severity: "error", ...fault, place: { page: page.id, rect } });
  reportOverlaps(frames, page, report);
  reportUnplaced(frames, { page, choices }, report);
  reportNoOutline(frames, page, report);
  reportRefusedHeads(frames, page, report);
  reportHeldFloats(frames, { page, held }, report);
  return {
    id: page.id,
    boxes: pageBoxes(page, edition),
    ...(layout.format.fold !== undefined && { fold: layout.format.fold }),
    grid,
    zi: edition.style.zi,
    measureStep: edition.style.measureStep,
    wrap: edition.style.limits.wrap,
    held,
    leastPicture: edition.style.limits.picture,
    frames,
  };
};

interface PlannedFrames {
  readonly frames: readonly PlannedFrame[];
  readonly found: readonly Diagnostic[];
  readonly context: PlanContext;
}

/** Times that a page is planned at most until the last bodies of its threads are as high as the room of the others leaves them. */
const MOST_ROUNDS = 4;

const planFrames = (facts: Omit<Parameters<typeof planContext>[0], "before">): PlannedFrames => {
  const { layout } = facts.page;
  const round = (before: PlanContext["before"]): PlannedFrames => {
    const report = new Diagnostics();
    const context = planContext({ ...facts, before });
    const frames = [
      ...layout.slots.flatMap((slot) => planSlot(slot, context, report)),
      ...layout.rules.map((rule, n) => pageRule(rule, { n, context })),
    ];
    return { frames, found: report.all(), context };
  };
  let planned = round(new Map());
  const { threads } = planned.context;
  if (![...threads.values()].some((parts) => isOpen(parts.at(-1)!))) return planned;
  for (let n = 1; n < MOST_ROUNDS; n++) {
    const before = roomBefore(threads, planned.frames);
    if (sameRoom(before, planned.context.before)) break;
    planned = round(before);
  }
  return planned;
};

const sameRoom = (a: PlanContext["before"], b: PlanContext["before"]): boolean =>
  [...a].every(([name, measures]) => measures.join() === b.get(name)?.join());

const reportThreads = (frames: readonly PlannedFrame[], { threads, grid, page }: PlanContext, report: Report): void => {
  for (const fault of threadFaults(threads, frames, grid.row))
    report.add({ code: "plan/thread", ...fault, place: { page: page.id } });
};

/** The rectangle of columns and rows that a slot takes. */
export const slotRect = (slot: Slot, grid: PageGrid): Rect => {
  const { columns, rows } = slot;
  return {
    x: columnLeft(grid, columns.from),
    y: rowTop(grid, rows.from),
    width: columnsWidth(grid, columns.to - columns.from + 1),
    height: (rows.to - rows.from + 1) * grid.row,
  };
};

const planSlot = (slot: Slot, context: PlanContext, report: Report): readonly PlannedFrame[] => {
  const rect = slotRect(slot, context.grid);
  if (slot.node.kind === "ad") return adFrames(slot.node, { slot: slot.name, rect, context }, report);
  const box = boxOf(slot.node, context, report);
  if (!box) return [];
  const rows = slot.rows.to - slot.rows.from + 1;
  const arranged = arrange(box, rect.width, rows);
  reportOverflow(arranged, { slot, rows, context }, report);
  return framesOf(arranged, { slot, rect, context, spare: spareRows(arranged, rows) });
};

const lowest = (box: ArrangedBox<PartContent>): number =>
  Math.max(box.children.length === 0 ? box.row + box.rows : 0, ...box.children.map(lowest));

const reportOverflow = (
  box: ArrangedBox<PartContent>,
  { slot, rows, context }: { readonly slot: Slot; readonly rows: number; readonly context: PlanContext },
  report: Report,
): void => {
  const need = lowest(box);
  if (need <= rows) return;
  report.add({
    code: "plan/slot-overflow",
    severity: "error",
    message: `slot \`${slot.name}\` has ${rows} rows, its parts need ${need}`,
    hint: `give the slot ${need - rows} more rows, or make a picture or headline in it smaller`,
    source: slot.source,
    place: { page: context.page.id, rect: slotRect(slot, context.grid) },
  });
};

const pageRule = (rule: PageRule, { n, context }: { readonly n: number; readonly context: PlanContext }): RuleFrame => {
  const { grid } = context;
  const style = context.ruleStyle(rule.style);
  const vertical = rule.direction === "vertical";
  const from = vertical ? rowTop(grid, rule.from) : columnLeft(grid, rule.from);
  const to = vertical ? rowTop(grid, rule.to + 1) : columnLeft(grid, rule.to) + grid.columnWidth;
  const middle = vertical
    ? columnLeft(grid, rule.at) + grid.columnWidth + grid.gutter / 2
    : rowTop(grid, rule.at) + grid.row / 2;
  const half = style.thickness / 2;
  return {
    kind: "rule",
    id: `rule-${n + 1}`,
    slot: "page",
    features: [],
    source: rule.source,
    style,
    direction: rule.direction,
    rect: vertical
      ? { x: middle - half, y: from, width: style.thickness, height: to - from }
      : { x: from, y: middle - half, width: to - from, height: style.thickness },
  };
};

/** Frames that may lie on others: boxes set into legs, captions on pictures, what stands in a box, rules. */
const mayLieOn = (a: PlannedFrame, b: PlannedFrame): boolean =>
  a.kind === "rule" || b.kind === "rule" || (a.slot === b.slot && (insetOn(a, b) || insetOn(b, a)));

const insetOn = (upper: PlannedFrame, lower: PlannedFrame): boolean =>
  lower.kind === "box" ||
  lower.kind === "ad" ||
  (lower.kind === "body" && lower.passage !== undefined && isOfBody(upper, lower.passage.body)) ||
  (lower.kind === "body" && upper.id.startsWith(`${lower.id}/`)) ||
  (lower.kind === "picture" && upper.kind === "caption" && upper.stands === "on");

/** Whether a frame is part of a body that crossheads over its legs part. */
const isOfBody = ({ id }: PlannedFrame, body: string): boolean =>
  [`${body}/`, `${body}-part-`, `${body}-crosshead-`].some((start) => id.startsWith(start)) || id === body;

const reportOverlaps = (frames: readonly PlannedFrame[], page: EditionPage, report: Report): void => {
  frames.forEach((a, n) => {
    for (const b of frames.slice(n + 1)) {
      if (mayLieOn(a, b) || !overlaps(a.rect, b.rect)) continue;
      report.add({
        code: "plan/overlap",
        severity: "error",
        message: `\`${a.id}\` and \`${b.id}\` overlap`,
        hint: "move one of the slots, or give it fewer rows",
        source: b.source,
        place: { page: page.id, rect: b.rect },
      });
    }
  });
};

/** Pictures that text should run round and that are no cut-outs. */
const reportNoOutline = (frames: readonly PlannedFrame[], page: EditionPage, report: Report): void => {
  for (const frame of frames) {
    if (frame.kind !== "picture" || !frame.lacksOutline) continue;
    report.add({
      code: "plan/no-outline",
      severity: "warning",
      message: `the picture \`${frame.photo.path}\` has no outline in its frame; text runs round the frame`,
      hint: "give a cut-out with a transparent ground (PNG, TIFF, WebP) or a clipping path (JPEG, TIFF), or another `shape`",
      source: frame.source,
      place: { page: page.id, rect: frame.rect },
    });
  }
};

/** Pictures, key figures and a summary that a story brings and the layout does not show: nothing is lost in silence. */
const reportUnplaced = (
  frames: readonly PlannedFrame[],
  { page, choices }: { readonly page: EditionPage; readonly choices: Choices },
  report: Report,
): void => {
  for (const story of new Set(page.stories.values())) {
    const leftOut = [...choices.leftOut].flatMap(([{ what }, name]) =>
      page.stories.get(name) === story ? [what] : [],
    );
    const shown = frames.filter((frame) => "story" in frame && frame.story === story);
    const photos = story.photos.filter(
      (photo, n) =>
        !shown.some((frame) => frame.kind === "picture" && frame.photo === photo) &&
        !shown.some((frame) => frame.kind === "body" && frame.held?.some(({ photo: held }) => held === n + 1)) &&
        !leftOut.some((what) => what.kind === "picture" && what.photo === n + 1),
    );
    const blocks = shown.flatMap((frame) => (frame.kind === "exhibit" ? [frame.content] : []));
    const listed = new Set(blocks.flatMap((block) => (block.kind === "key-figures" ? block.figures : [])));
    const figures = story.keyFigures.flatMap((figure, n) => {
      const placed =
        listed.has(figure) ||
        shown.some((frame) => frame.kind === "key-figure" && frame.index === n) ||
        leftOut.some(
          (what) =>
            (what.kind === "key-figure" && what.index === n + 1) ||
            (what.kind === "exhibit" && what.exhibit.kind === "key-figures"),
        );
      return placed ? [] : [`key figure ${n + 1}`];
    });
    const headline = story.headline.length > 0 && !shown.some((frame) => frame.kind === "headline");
    const body = story.paragraphs.length > 0 && !shown.some((frame) => frame.kind === "body");
    const summary = story.summary.length > 0 && !shown.some((frame) => frame.kind === "summary");
    const parts = [
      ...photos.map((photo) => `photo \`${photo.path}\``),
      ...figures,
      ...unplacedExhibits(story, blocks, leftOut),
      ...(summary ? ["summary"] : []),
      ...(headline ? ["headline"] : []),
      ...(body ? ["body"] : []),
    ];
    if (parts.length === 0) continue;
    report.add({
      code: "plan/unplaced-part",
      severity: headline || body ? "error" : "warning",
      message: `\`${story.id}\`: the layout shows no place for ${parts.join(", ")}`,
      hint: `add the part to layout \`${page.layout.name}\`, or take it out of the story`,
      source: story.source,
      place: { page: page.id },
    });
  }
};
