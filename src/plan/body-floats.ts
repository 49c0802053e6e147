/**
 * Pictures that find their own place in a body (相対配置): with caption and credit one object, at the head or the foot of a leg, or
 * of several, on whole rows, as near as there is room to the words that refer to it. Source: LC-113, LC-114; JLREQ 4.3.3 to 4.3.5.
 */
import { overlaps, type Rect } from "../base/geometry.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { FloatSetting, LayoutNode } from "../model/layout.ts";
import type { StoryPhoto } from "../model/story.ts";
import type { TextStyle } from "../model/style.ts";
import { type BodyShape, type LegSpan, legSpans, legWidth, type Obstacle } from "./body-legs.ts";
import type { BodyQuestion } from "./body-question.ts";
import { floatKey } from "./choices.ts";
import { floatAnchor, textUpTo } from "./float-anchor.ts";
import type { FloatPlace, HeldFloat, Leg } from "./page-plan.ts";
import type { PlanContext } from "./plan-context.ts";
import { firstLineEdge, fromTheSide, lineCount } from "./vertical-legs.ts";

/** A picture in the place that it has found; as an obstacle it is as wide as its legs, its blank to the text included. */
export interface PlacedFloat extends Obstacle {
  readonly number: number;
  readonly photo: StoryPhoto;
  readonly picture: Rect;
  /** absent when it has neither caption nor credit */
  readonly caption?: { readonly rect: Rect; readonly style: TextStyle };
  readonly place: FloatPlace;
}

/** The pictures that float in a body, and those that do not although they were to. */
export interface Floats {
  readonly placed: readonly PlacedFloat[];
  readonly held: readonly HeldFloat[];
}

/** A body in its room. */
interface Body {
  readonly question: BodyQuestion;
  readonly shape: BodyShape;
  readonly rows: Rows;
  readonly context: PlanContext;
  /** what stands in the legs already */
  readonly insets: readonly Obstacle[];
  /** its legs round obstacles */
  readonly legsWith: (obstacles: readonly Obstacle[]) => readonly Leg[];
}

/** Rows of text that a leg keeps beside a picture at least. */
const LEAST_TEXT: Rows = 6;

/** Finds them a place, one after another, in the order in which the text refers to them. */
export const floatsOf = (body: Body): Floats => {
  const { question, context } = body;
  const { node, story } = question;
  if (!node.floats && !story.photos.some(({ float }) => float)) return { placed: [], held: [] };
  const setting = settingOf(question, context);
  const asked = askedFor(question, setting, context);
  const kept = asked.length - question.floatsLeftOut;
  const placed: PlacedFloat[] = [];
  const held: HeldFloat[] = [];
  asked.forEach((number, n) => {
    const other = context.choices.held.get(floatKey(node.story, number));
    if (context.threads.has(node.story ?? "")) held.push({ photo: number, why: "thread" });
    else if (other !== undefined) held.push({ photo: number, why: other });
    else if (n >= kept) held.push({ photo: number, why: "text" });
    else {
      const found = placeOf(
        { number, photo: story.photos[number - 1]!, setting },
        { ...body, insets: [...body.insets, ...placed] },
      );
      if (typeof found === "string") held.push({ photo: number, why: found });
      else placed.push(found);
    }
  });
  return { placed, held };
};

const settingOf = ({ node }: BodyQuestion, { style }: PlanContext): FloatSetting =>
  node.floats ?? {
    photos: [],
    legs: 1,
    gap: 1,
    caption: style.text.has("caption") ? "caption" : node.style,
    weight: 2,
  };

/** Numbers of the photos that float in the body, by their references; those that the text does not name come first. */
const askedFor = ({ node, story }: BodyQuestion, setting: FloatSetting, { layout }: PlanContext): readonly number[] => {
  const free = story.photos.flatMap(({ float }, n) => (float ? [n + 1] : []));
  const elsewhere = new Set(layout.slots.flatMap((slot) => shownIn(slot.node, node.story)));
  const asked = setting.photos.length > 0 ? setting.photos : free.filter((number) => !elsewhere.has(number));
  const orderOf = (number: number): number => {
    const anchor = floatAnchor(story, number);
    return anchor ? (anchor.paragraph + 1) * 1e6 + anchor.offset : 0;
  };
  return asked.filter((number) => story.photos[number - 1]).sort((a, b) => orderOf(a) - orderOf(b) || a - b);
};

/** Numbers of a story's photos that a layout gives a place of their own. */
const shownIn = (node: LayoutNode, story: string | undefined): readonly number[] => {
  if (node.kind === "stack" || node.kind === "band") return node.children.flatMap((child) => shownIn(child, story));
  if (node.story !== story) return [];
  if (node.kind === "picture") return node.otherwise ? [] : [node.photo];
  if (node.kind === "pictures") return node.photos;
  if (node.kind !== "body") return [];
  return node.insets.flatMap(({ what }) => (what.kind === "picture" ? [what.photo] : []));
};

interface Wish {
  readonly number: number;
  readonly photo: StoryPhoto;
  readonly setting: FloatSetting;
}

interface Candidate {
  readonly place: FloatPlace;
  /** lines from the reference to the end of the body */
  readonly toEnd: number;
  readonly rect: Rect;
  readonly object: Rect;
}

/** The nearest free place; `far` when the rule sends the picture elsewhere, `room` when there is none. */
const placeOf = (wish: Wish, body: Body): PlacedFloat | "room" | "far" => {
  const { setting, number, photo } = wish;
  const { question, context } = body;
  const candidates = candidatesOf(wish, body);
  const best = candidates.reduce<Candidate | undefined>(
    (a, b) => (a === undefined || b.place.lines < a.place.lines ? b : a),
    undefined,
  );
  if (!best) return "room";
  // a place outside the body is as far as the body's end; where there is none, any place inside is near enough
  if (hasOther(question, number, context) && best.toEnd < setting.weight * best.place.lines) return "far";
  const { picture, caption } = partsOf(best.object, wish, context);
  return {
    rect: best.rect,
    gap: 0,
    hang: 0,
    wrap: "wider",
    least: 1,
    number,
    photo,
    picture,
    ...(caption && { caption: { rect: caption, style: context.textStyle(setting.caption) } }),
    place: best.place,
  };
};

/** Whether a layout gives a photo a place for when it finds none in the legs. */
const hasOther = ({ node }: Pick<BodyQuestion, "node">, photo: number, { layout }: PlanContext): boolean => {
  const has = (each: LayoutNode): boolean =>
    each.kind === "stack" || each.kind === "band"
      ? each.children.some(has)
      : each.kind === "picture" && each.otherwise && each.photo === photo && each.story === node.story;
  return layout.slots.some((slot) => has(slot.node));
};

/**
 * How much text stands before the words that refer to the picture, as a length of line; nothing when there are none. It is asked of
 * the leg's own measure, so that the text is broken once, in however many places the picture is tried.
 */
const textBefore = ({ number }: Wish, { question, shape, rows, context }: Body): Pt => {
  const { node, story } = question;
  const anchor = floatAnchor(story, number);
  if (!anchor) return 0;
  const vertical = node.writing === "vertical";
  const measure = Math.max(context.grid.zi, legWidth(vertical ? fromTheSide(shape, rows) : shape));
  const setting = {
    style: context.textStyle(node.style),
    writing: node.writing,
    headSpace: context.choices.space.get(node) ?? 0,
  };
  const start = textUpTo(story, anchor.paragraph, anchor.offset);
  return (context.measure.bodyLines(start, setting, [measure]) - 0.5) * measure;
};

/** Number, from 0, of the line that so much text reaches. */
const lineReached = (before: Pt, legs: readonly Leg[]): number => {
  let left = before;
  const slots = legs.flatMap((leg) => leg.slots);
  const at = slots.findIndex(({ measure }) => {
    left -= measure;
    return left < 0;
  });
  return at < 0 ? slots.length : at;
};

/** Heads and feet of legs in which the picture has room, from the first leg on. */
const candidatesOf = (wish: Wish, body: Body): readonly Candidate[] => {
  const { question, shape, rows, context, insets } = body;
  const vertical = question.node.writing === "vertical";
  const { setting } = wish;
  const spans = legSpans(vertical ? fromTheSide(shape, rows) : shape);
  const depth = vertical ? lineCount(shape) : rows;
  const before = textBefore(wish, body);
  return spans.slice(0, Math.max(0, spans.length - setting.legs + 1)).flatMap((first, leg) => {
    const last = spans[leg + setting.legs - 1]!;
    const length = last.x + last.width - first.x;
    const needed = depthOf(length, wish, { vertical, context });
    if (needed + setting.gap + LEAST_TEXT > depth) return [];
    return (["head", "foot"] as const).flatMap((at) => {
      const rectOf = rectIn({ x: first.x, width: length }, { shape, vertical });
      const [from, to] = at === "head" ? [0, needed] : [depth - needed, depth];
      const object = rectOf(from, to);
      const rect = at === "head" ? rectOf(0, to + setting.gap) : rectOf(from - setting.gap, depth);
      if (insets.some((each) => overlaps(each.rect, rect))) return [];
      // where its reference stands depends on what it takes from the lines before
      const legs = body.legsWith([...insets, { rect, gap: 0, hang: 0, wrap: "wider", least: 1 }]);
      const reference = lineReached(before, legs);
      const lines = Math.min(
        ...legs.slice(leg, leg + setting.legs).map((_, n) => Math.abs(lineAt(legs, leg + n, at) - reference)),
      );
      const toEnd = legs.reduce((sum, { slots }) => sum + slots.length, 0) - reference;
      return [{ place: { leg: leg + 1, legs: setting.legs, at, lines }, toEnd, rect, object }];
    });
  });
};

/** Number, from 0, of the line with which a leg begins or ends. */
const lineAt = (legs: readonly Leg[], leg: number, at: FloatPlace["at"]): number => {
  const before = legs.slice(0, leg).reduce((sum, { slots }) => sum + slots.length, 0);
  return at === "head" ? before : before + Math.max(0, legs[leg]!.slots.length - 1);
};

const rectIn =
  (across: LegSpan, { shape, vertical }: { readonly shape: BodyShape; readonly vertical: boolean }) =>
  (from: Rows, to: Rows): Rect => {
    const { row } = shape.grid;
    return vertical
      ? { x: firstLineEdge(shape) - to * row, y: across.x, width: (to - from) * row, height: across.width }
      : { x: across.x, y: shape.y + from * row, width: across.width, height: (to - from) * row };
  };

/** Rows that picture and caption take of the legs, in vertical writing lines. */
const depthOf = (
  length: Pt,
  { setting, photo }: Wish,
  { vertical, context }: { readonly vertical: boolean; readonly context: PlanContext },
): Rows => {
  const { row } = context.grid;
  const shape = photo.photo ? photo.photo.facts.height / photo.photo.facts.width : USUAL_SHAPE;
  if (!vertical) {
    const picture = setting.rows ?? Math.max(LEAST_PICTURE, Math.round((length * shape) / row));
    return picture + captionRows(photo, length, { setting, context });
  }
  if (setting.rows !== undefined) return setting.rows;
  // the caption stands under the picture and is as wide as it: the wider, the lower
  const wide = (length - 2 * row) / shape;
  const caption = captionRows(photo, wide, { setting, context }) * row;
  return Math.max(LEAST_PICTURE, Math.round((length - caption) / shape / row));
};

/** Height over width of a picture whose file is not there. */
const USUAL_SHAPE = 2 / 3;
/** Rows under which a picture shows nothing. */
const LEAST_PICTURE: Rows = 3;

const captionRows = (
  photo: StoryPhoto,
  width: Pt,
  { setting, context }: { readonly setting: FloatSetting; readonly context: PlanContext },
): Rows =>
  photo.caption.length + photo.credit.length === 0
    ? 0
    : Math.ceil(context.measure.caption(photo, context.textStyle(setting.caption), width) / context.grid.row - 0.01);

/** The picture over its caption. */
const partsOf = (
  object: Rect,
  { photo, setting }: Wish,
  context: PlanContext,
): { readonly picture: Rect; readonly caption?: Rect } => {
  const rows = captionRows(photo, object.width, { setting, context });
  if (rows === 0) return { picture: object };
  const height = rows * context.grid.row;
  const picture = { ...object, height: Math.max(0, object.height - height) };
  return { picture, caption: { ...object, y: object.y + picture.height, height } };
};
