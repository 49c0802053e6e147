/** A body → its frame, with the rules between its legs and all that stands in them. */
import { bottom, right, union } from "../base/geometry.ts";
import type { Rows } from "../base/units.ts";
import type { BodyPart } from "../model/layout.ts";
import type { ArrangedBox } from "./arrange.ts";
import { bodyBlock, insetRect, type PlacedInset } from "./body-block.ts";
import type { PlacedFloat } from "./body-floats.ts";
import type { Obstacle } from "./body-legs.ts";
import { type Passage, passagesOf, type SpanningHead } from "./body-passages.ts";
import type { BodyQuestion } from "./body-question.ts";
import { bodyRows } from "./body-rows.ts";
import { insetExhibit } from "./find-exhibit.ts";
import { type InTheWay, legRules } from "./leg-rules.ts";
import type { BodyFrame, CrossheadFrame, PlannedFrame, RuleFrame } from "./page-plan.ts";
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
  const room = Math.max(0, box.rows);
  const question = questionFor({ node, story, width: box.width, floatsLeftOut: 0 }, room, context);
  // vertical legs fill their frame: what is over is blank at the end of the last one
  const fills = node.writing === "vertical" || context.threads.has(node.story ?? "");
  const rows = fills ? room : Math.min(bodyRows(question, context), room);
  const block = bodyBlock(question, { ...common.rect, rows }, context);
  const passages = passagesOf(block, { question, rows }, context);
  const body: BodyFrame = {
    ...common,
    kind: "body",
    story,
    style: context.textStyle(node.style),
    writing: node.writing,
    legs: block.legs,
    ...jumpOf(node, context),
    spareRows: room - rows + spare,
    elastic: {
      paragraphs: context.style.closing.ladder.some(({ kind }) => kind === "paragraphs"),
      tracking: context.choices.tracking.get(node) ?? 0,
      headSpace: context.choices.space.get(node) ?? 0,
    },
    ...(passages && passages.refused.length > 0 && { refused: passages.refused }),
    ...(block.floats.held.length > 0 && { held: block.floats.held }),
  };
  const parts = passages && passages.parts.length > 0 ? passageFrames(body, passages.parts) : [body];
  const heads = parts.filter((part) => part.kind === "crosshead");
  const bodies = parts.filter((part) => part.kind === "body");
  const { insets, floats } = block;
  const inTheWay = [...block.obstacles, ...heads.map(({ rect }) => ({ rect, gap: 0 }))];
  return [
    ...parts,
    ...rulesBetween(body, { rule: node.rule, inTheWay, context }),
    ...insets.flatMap((each, n) => insetFrame(each, { body: bodyOf(each, bodies) ?? body, n, context })),
    ...floats.placed.flatMap((each, n) => floatFrames(each, bodyOf(each, bodies) ?? body, n + 1)),
  ];
};

/** The text comes first: where it has no room beside its floating pictures, the last of those are left out. */
const questionFor = (question: BodyQuestion, room: Rows, context: PlanContext): BodyQuestion => {
  const { placed, held } = bodyBlock(question, { x: 0, y: 0, rows: room }, context).floats;
  const count = placed.length + held.length;
  for (let floatsLeftOut = 0; floatsLeftOut < count; floatsLeftOut++) {
    const asked = { ...question, floatsLeftOut };
    if (bodyRows(asked, context) <= room) return asked;
  }
  const none = { ...question, floatsLeftOut: count };
  // text that is too long even without them does not become shorter by leaving them out
  return bodyRows(none, context) <= room ? none : question;
};

const floatFrames = (
  { picture, caption, photo, place, rect }: PlacedFloat,
  body: BodyFrame,
  number: number,
): readonly PlannedFrame[] => {
  const id = `${body.id}/float-${number}`;
  const { slot, source, story } = body;
  const common = { slot, source, story, features: [] };
  const gap = Math.max(rect.height - picture.height - (caption?.rect.height ?? 0), 0);
  return [
    { ...common, kind: "picture", id, rect: picture, photo, shape: { kind: "rectangle" }, gap, floats: place },
    ...(caption
      ? [{ ...common, ...caption, kind: "caption", id: `${id}/caption`, words: photo, stands: "below" } as const]
      : []),
  ];
};

/** A frame for each passage and each crosshead over legs; the first passage has the body's name. */
const passageFrames = (
  body: BodyFrame,
  parts: readonly (Passage | SpanningHead)[],
): readonly (BodyFrame | CrossheadFrame)[] => {
  const { refused, jump, held: _held, ...plain } = body;
  const { held } = body;
  const first = parts.findIndex(({ kind }) => kind === "passage");
  return parts.map((part, n): BodyFrame | CrossheadFrame => {
    const number = parts.slice(0, n + 1).filter(({ kind }) => kind === part.kind).length;
    if (part.kind === "head") {
      const { id, slot, source, story, writing } = body;
      const { rect, paragraph, style } = part;
      const own = { id: `${id}-crosshead-${number}`, slot, source, features: [], rect, story, writing };
      return { ...own, kind: "crosshead", head: part.story, paragraph, style };
    }
    const goesOn = n < parts.length - 1;
    return {
      ...plain,
      id: number === 1 ? body.id : `${body.id}-part-${number}`,
      rect: part.legs.map(({ rect }) => rect).reduce((a, b) => union([a, b])),
      legs: part.legs,
      features: n === first ? body.features : [],
      spareRows: goesOn ? 0 : body.spareRows,
      passage: { story: part.story, from: part.from, goesOn, body: body.id },
      ...(n === first && refused && { refused }),
      ...(n === first && held && { held }),
      ...(!goesOn && jump !== undefined && { jump }),
    };
  });
};

/** The frame in which most of an inset stands. */
const bodyOf = ({ rect }: Obstacle, bodies: readonly BodyFrame[]): BodyFrame | undefined => {
  const shared = ({ rect: own }: BodyFrame): number =>
    Math.max(0, Math.min(right(own), right(rect)) - Math.max(own.x, rect.x)) *
    Math.max(0, Math.min(bottom(own), bottom(rect)) - Math.max(own.y, rect.y));
  return [...bodies].sort((a, b) => shared(b) - shared(a))[0];
};

const rulesBetween = (
  body: BodyFrame,
  {
    rule,
    inTheWay,
    context,
  }: { readonly rule: string | undefined; readonly inTheWay: readonly InTheWay[]; readonly context: PlanContext },
): readonly RuleFrame[] => {
  if (rule === undefined) return [];
  const style = context.ruleStyle(rule);
  return legRules(body.legs, { style, writing: body.writing, obstacles: inTheWay }).map((rect, n) => ({
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
