/** A body → its frame, with the rules between its legs and all that stands in them. */
import type { Rows } from "../base/units.ts";
import type { BodyPart } from "../model/layout.ts";
import type { ArrangedBox } from "./arrange.ts";
import { bodyBlock, insetRect, type PlacedInset } from "./body-block.ts";
import { bodyRows } from "./body-rows.ts";
import { insetExhibit } from "./find-exhibit.ts";
import { legRules } from "./leg-rules.ts";
import type { BodyFrame, PlannedFrame, RuleFrame } from "./page-plan.ts";
import type { PartContent } from "./part-box.ts";
import type { PlanContext } from "./plan-context.ts";
import { decidesOverset } from "./threads.ts";

/** What every frame of a part begins with. */
export type FrameOrigin = Pick<BodyFrame, "rect" | "slot" | "features" | "source" | "id">;

/** Where a body stands. */
export interface BodyPlace {
  readonly box: ArrangedBox<PartContent>;
  /** rows left under it */
  readonly spare: Rows;
  readonly context: PlanContext;
}

/** A body, the rules between its legs, and what stands in them. */
export const bodyFrames = (
  content: Extract<PartContent, { kind: "body" }>,
  common: FrameOrigin,
  { box, spare, context }: BodyPlace,
): readonly PlannedFrame[] => {
  const { node, story } = content;
  const question = { node, story, width: box.width };
  const room = Math.max(0, box.rows);
  // vertical legs fill their frame: what is over is blank at the end of the last one
  const fills = node.writing === "vertical" || context.threads.has(node.story ?? "");
  const rows = fills ? room : Math.min(bodyRows(question, context), room);
  const { legs, insets } = bodyBlock(question, { ...common.rect, rows }, context);
  const body: BodyFrame = {
    ...common,
    kind: "body",
    story,
    style: context.textStyle(node.style),
    writing: node.writing,
    legs,
    ...jumpOf(node, context),
    spareRows: room - rows + spare,
    elastic: {
      paragraphs: context.style.closing.ladder.some(({ kind }) => kind === "paragraphs"),
      tracking: context.choices.tracking.get(node) ?? 0,
      headSpace: context.choices.space.get(node) ?? 0,
    },
  };
  return [
    body,
    ...rulesBetween(body, { rule: node.rule, insets, context }),
    ...insets.flatMap((each, n) => insetFrame(each, { body, n, context })),
  ];
};

const rulesBetween = (
  body: BodyFrame,
  {
    rule,
    insets,
    context,
  }: { readonly rule: string | undefined; readonly insets: readonly PlacedInset[]; readonly context: PlanContext },
): readonly RuleFrame[] => {
  if (rule === undefined) return [];
  const style = context.ruleStyle(rule);
  return legRules(body.legs, { style, writing: body.writing, obstacles: insets }).map((rect, n) => ({
    kind: "rule",
    id: `${body.id}/rule-${n + 1}`,
    slot: body.slot,
    features: [],
    source: body.source,
    style,
    direction: body.writing === "vertical" ? "horizontal" : "vertical",
    rect,
  }));
};

/** The page that goes on with the story of this part, where the layout lets it. */
export const jumpOf = (
  node: Pick<BodyPart, "overset" | "story">,
  { edition, page, threads }: PlanContext,
): Pick<BodyFrame, "jump"> => {
  const { overset, story } = node;
  // of several bodies the last one decides
  if (overset !== "jump" || !decidesOverset(node, threads)) return {};
  const next = edition.pages.find(({ continues }) =>
    [...continues.values()].some((from) => from.page === page.id && from.story === story),
  );
  return next ? { jump: next.id } : {};
};

const insetFrame = (
  placed: PlacedInset,
  { body, n, context }: { readonly body: BodyFrame; readonly n: number; readonly context: PlanContext },
): readonly PlannedFrame[] => {
  const { inset, shape, gap } = placed;
  const common = {
    rect: insetRect(placed, body.story, context),
    slot: body.slot,
    features: inset.features,
    source: inset.source,
    id: `${body.id}/inset-${n + 1}`,
    story: body.story,
    gap,
  };
  const { what } = inset;
  if (what.kind === "picture") {
    const photo = body.story.photos[what.photo - 1]!;
    const lacks = what.shape.kind === "outline" && shape.kind !== "outline" && photo.photo !== undefined;
    return [{ ...common, kind: "picture", photo, shape, ...(lacks && { lacksOutline: true as const }) }];
  }
  const exhibit = insetExhibit(inset, body.story, context);
  if (exhibit) return [{ ...common, kind: "exhibit", ...exhibit }];
  if (what.kind === "exhibit") return [];
  return [
    {
      ...common,
      kind: "key-figure",
      index: what.index - 1,
      style: context.textStyle(what.style),
      box: context.boxStyle(what.box),
    },
  ];
};
