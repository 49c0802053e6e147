/** A node of a layout as written → the node, with its names checked. */
import {
  type BodyPart,
  type Exhibit,
  type ExhibitPart,
  FURNITURE_ITEMS,
  type FurniturePart,
  type GroupBox,
  type HeadlinePart,
  type Inset,
  type LayoutNode,
  type NodeCommon,
  type PicturePart,
  type PicturesPart,
  type SummaryPart,
} from "../model/layout.ts";
import type { Writing } from "../model/style.ts";
import { crossheadOf, floatsOf } from "./body-setting.ts";
import { zis } from "./document/lengths.ts";
import { insetShape } from "./inset-shape.ts";
import type { CommonInput, GroupInput, InsetInput, NodeInput } from "./layout-schema.ts";
import { type NodePlace, named } from "./node-place.ts";
import { pictureOf, picturesOf } from "./picture-node.ts";

/** The node, of the one kind that it names; undefined when it names none, or when a part of it is unusable. */
export const layoutNode = (input: NodeInput, where: NodePlace): LayoutNode | undefined => {
  const kind = (Object.keys(input) as (keyof NodeInput)[]).find((key) => input[key] !== undefined);
  return kind && nodeOf(kind, input, { ...where, path: [...where.path, kind] });
};

const nodeOf = (kind: keyof NodeInput, input: NodeInput, where: NodePlace): LayoutNode | undefined => {
  const common = (fields: CommonInput, minRows = 1) => commonOf(fields, minRows, where);
  if (kind === "stack" || kind === "band") return groupOf(kind, input, where);
  if (input.headline) return withStory(headlineOf(input.headline, common(input.headline), where), where);
  if (input.body) return withStory(bodyOf(input.body, common(input.body), where), where);
  if (input.summary) return withStory(summaryOf(input.summary, common(input.summary), where), where);
  if (input.picture) return withStory(pictureOf(input.picture, common(input.picture, 4), where), where);
  const exhibit = EXHIBITS.find(([key]) => key === kind);
  if (exhibit) return exhibitPart(exhibit, input, where);
  if (input.pictures) return withStory(picturesOf(input.pictures, common(input.pictures, 4), where), where);
  if (input.flag) {
    const { text, style, box } = input.flag;
    named("text", style, where, "style");
    if (box !== undefined) named("boxes", box, where, "box");
    const writing = input.flag.writing ?? where.writing;
    return { ...common(input.flag), kind: "flag", text, style, writing, ...(box !== undefined && { box }) };
  }
  if (input.space) return { ...common(input.space, 0), minRows: input.space.minRows ?? 0, kind: "space" };
  if (input.ad)
    return { ...common(input.ad), kind: "ad", style: named("text", input.ad.style ?? "caption", where, "style") };
  const item = FURNITURE_ITEMS.find((each) => each === kind);
  const furniture = item && input[item];
  return item && furniture ? furnitureOf(item, furniture, { common: common(furniture), where }) : undefined;
};

/** The blocks of a story: how a layout calls them, what they are, and the table of their styles with the plain one. */
const EXHIBITS = [
  ["table", { kind: "table", table: "tables", plain: "table" }],
  ["quote", { kind: "quote", table: "quotes", plain: "quote" }],
  ["qr", { kind: "qr", table: "text", plain: "caption" }],
  ["chart", { kind: "chart", table: "charts", plain: "chart" }],
  ["sidebar", { kind: "sidebar", table: "sidebars", plain: "sidebar" }],
  ["keyFigures", { kind: "key-figures", table: "figures", plain: "key-figure" }],
] as const;

type ExhibitEntry = (typeof EXHIBITS)[number];

const exhibitPart = ([key, facts]: ExhibitEntry, input: NodeInput, where: NodePlace): LayoutNode => {
  const written = input[key]!;
  const fields = typeof written === "object" ? written : {};
  const number = typeof written === "number" ? written : "number" in fields ? fields.number : undefined;
  const part: ExhibitPart = {
    ...commonOf(fields, 1, where),
    kind: "exhibit",
    exhibit: exhibitOf(facts, { ...fields, number }, where),
    overset: (typeof input.table === "object" ? input.table.overset : undefined) ?? "fail",
  };
  return withStory(part, where);
};

interface ExhibitFields {
  readonly number?: number | undefined;
  readonly style?: string | undefined;
  readonly box?: string | undefined;
  readonly columns?: number | undefined;
  readonly gutter?: string | undefined;
}

const exhibitOf = (
  { kind, table, plain }: ExhibitEntry[1],
  { number, style, box, columns, gutter }: ExhibitFields,
  where: NodePlace,
): Exhibit => {
  const which = number ?? (kind === "key-figures" ? undefined : 1);
  return {
    kind,
    style: named(table, style ?? plain, where, "style"),
    columns: columns ?? 1,
    gutter: zis(gutter ?? "1.5zi"),
    ...(which !== undefined && { number: which }),
    ...(box !== undefined && { box: named("boxes", box, where, "box") }),
  };
};

const commonOf = (fields: CommonInput, minRows: number, { path, place, story }: NodePlace): NodeCommon => {
  const own = fields.story ?? story;
  return {
    grow: fields.grow ?? 0,
    minRows: fields.minRows ?? minRows,
    features: fields.features ?? [],
    source: place.document.keyRange(path),
    ...(fields.rows !== undefined && { rows: fields.rows }),
    ...(fields.maxRows !== undefined && { maxRows: fields.maxRows }),
    ...(fields.width !== undefined && { width: zis(fields.width) }),
    ...(own !== undefined && { story: own }),
  };
};

const withStory = <Part extends HeadlinePart | BodyPart | SummaryPart | PicturePart | PicturesPart | ExhibitPart>(
  part: Part,
  { path, place }: NodePlace,
): Part => {
  if (part.story === undefined) {
    place.shop.report.add({
      code: "input/missing-field",
      severity: "error",
      message: `this ${part.kind === "exhibit" ? part.exhibit.kind : part.kind} belongs to no story`,
      hint: "give `story:` to it or to a stack around it",
      source: place.document.keyRange(path),
    });
  }
  return part;
};

const groupOf = (kind: "stack" | "band", input: NodeInput, where: NodePlace): LayoutNode | undefined => {
  const fields = input[kind]!;
  const common = { ...commonOf(fields, 0, where), minRows: fields.minRows ?? 0 };
  const writing = fields.writing ?? where.writing;
  const inner = { ...where, story: common.story, writing };
  const children = fields.children.flatMap(
    (child, n) => layoutNode(child, { ...inner, path: [...where.path, "children", n] }) ?? [],
  );
  const umbrella = input.stack?.umbrella && umbrellaOf(input.stack.umbrella, children, inner);
  if (umbrella) children.unshift(umbrella);
  if (children.length === 0) return undefined;
  const rule = fields.rule === undefined ? {} : { rule: named("rules", fields.rule, where, "rule") };
  const group = { ...common, ...rule, ...groupBox(fields, where), children };
  if (kind === "stack") return { ...group, kind, gap: input.stack?.gap ?? 0 };
  return { ...group, kind, from: writing === "vertical" ? "right" : "left", gap: zis(input.band?.gap ?? "1.5zi") };
};

/** A headline over all that stands in a stack; it takes none of the stories' places for its own. */
const umbrellaOf = (
  input: NonNullable<NodeInput["headline"]>,
  children: readonly LayoutNode[],
  where: NodePlace,
): HeadlinePart => {
  const at = { ...where, story: undefined, path: [...where.path, "umbrella"] };
  const over = [...new Set(children.flatMap(headedStories))];
  if (over.length < 2) {
    where.place.shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message: `an umbrella headline stands over several stories; here ${over.length === 0 ? "is none" : "is one"} with a headline of its own`,
      hint: "give the stack more stories with headlines, or write `headline:` instead",
      source: where.place.document.keyRange(at.path),
    });
  }
  return { ...withStory(headlineOf(input, commonOf(input, 1, at), at), at), over };
};

const headedStories = (node: LayoutNode): readonly string[] => {
  if (node.kind === "stack" || node.kind === "band") return node.children.flatMap(headedStories);
  return node.kind === "headline" && node.story !== undefined ? [node.story] : [];
};

const groupBox = (
  { box, padding }: Pick<GroupInput<unknown>, "box" | "padding">,
  where: NodePlace,
): { readonly box?: GroupBox } => {
  if (box === undefined) {
    if (padding !== undefined) {
      where.place.shop.report.add({
        code: "input/missing-field",
        severity: "error",
        message: "there is padding and no box",
        hint: "add `box:` with a box of the style sheet, or take `padding` out",
        source: where.place.document.range([...where.path, "padding"]),
      });
    }
    return {};
  }
  const style = named("boxes", box, where, "box");
  return { box: { style, rows: padding?.rows ?? 1, across: zis(padding?.zi ?? usualPadding(style, where)) } };
};

/** Corners larger than a zi reach towards the text, or stand outside of their line; the text keeps off them. */
const usualPadding = (box: string, { place: { style } }: NodePlace): string => {
  const corner = style?.boxes.get(box)?.corner;
  return style && corner && corner.kind !== "square" && corner.size > style.zi ? "1.5zi" : "1zi";
};

const headlineOf = (input: NonNullable<NodeInput["headline"]>, common: NodeCommon, where: NodePlace): HeadlinePart => ({
  ...common,
  kind: "headline",
  style: named("headlines", input.style, where, "style"),
  kickerStyle: named(
    "headlines",
    input.kickerStyle ?? input.deckStyle ?? "deck",
    where,
    input.kickerStyle === undefined ? "deckStyle" : "kickerStyle",
  ),
  deckStyle: named("headlines", input.deckStyle ?? "deck", where, "deckStyle"),
  evenLines: input.evenLines ?? false,
  writing: input.writing ?? where.writing,
});

/** What a body without a readable number of legs is checked with. */
const MOST_LEGS = 12;

const bodyOf = (input: NonNullable<NodeInput["body"]>, common: NodeCommon, where: NodePlace): BodyPart => {
  const writing = input.writing ?? where.writing;
  const legs = input.legs ?? (where.place.document.isRemoved([...where.path, "legs"]) ? MOST_LEGS : 1);
  return {
    ...common,
    kind: "body",
    style: named("text", input.style ?? "body", where, "style"),
    writing,
    legs,
    gutter: zis(input.gutter ?? "1.5zi"),
    columns: input.columns ?? "absolute",
    insets: (input.insets ?? []).flatMap(
      (inset, n) => insetOf(inset, { legs, writing }, { ...where, path: [...where.path, "insets", n] }) ?? [],
    ),
    overset: input.overset ?? "fail",
    ...(input.floats && { floats: floatsOf(input.floats, legs, { ...where, path: [...where.path, "floats"] }) }),
    ...(input.crosshead && {
      crosshead: crossheadOf(input.crosshead, { ...where, path: [...where.path, "crosshead"] }),
    }),
    ...(input.rule !== undefined && { rule: named("rules", input.rule, where, "rule") }),
  };
};

/** Sides of a leg, by its writing. */
const SIDES: Readonly<Record<Writing, readonly Inset["side"][]>> = {
  horizontal: ["left", "right", "middle", "across"],
  vertical: ["top", "bottom", "middle", "across"],
};

const insetOf = (
  input: InsetInput,
  { legs, writing }: Pick<BodyPart, "legs" | "writing">,
  where: NodePlace,
): Inset | undefined => {
  const { document, shop } = where.place;
  const fault = (message: string, hint: string, field: string): undefined => {
    shop.report.add({
      code: "input/wrong-value",
      severity: "error",
      message,
      hint,
      source: document.range([...where.path, field]),
    });
    return undefined;
  };
  if (input.leg > legs)
    return fault(`leg ${input.leg} is not there; the body has ${legs}`, `give a leg from 1 to ${legs}`, "leg");
  if (!SIDES[writing].includes(input.side))
    return fault(
      `a leg of ${writing} lines has no ${input.side} side`,
      `use ${SIDES[writing].map((side) => `\`${side}\``).join(" or ")}`,
      "side",
    );
  if (input.side === "across" && input.leg === legs)
    return fault(
      `an inset across two legs needs a leg ${writing === "vertical" ? "under" : "to the right of"} its own`,
      `give a leg from 1 to ${legs - 1}`,
      "side",
    );
  // a field that was refused has been told; nothing can be said of a shape without it
  if ((["points", "path"] as const).some((field) => document.isRemoved([...where.path, field]))) return undefined;
  const read = insetShape(input);
  if ("fault" in read) return fault(read.fault.message, read.fault.hint, read.fault.field);
  const exhibit = EXHIBITS.find(([key]) => input[key] !== undefined);
  const number = exhibit && input[exhibit[0]];
  const what: Inset["what"] = exhibit
    ? {
        kind: "exhibit",
        exhibit: exhibitOf(
          exhibit[1],
          { style: input.style, box: input.box, ...(typeof number === "number" && { number }) },
          where,
        ),
      }
    : input.picture !== undefined
      ? { kind: "picture", photo: input.picture, shape: read.shape }
      : {
          kind: "key-figure",
          index: input.keyFigure!,
          style: named("text", input.style ?? "key-figure", where, "style"),
          box: named("boxes", input.box ?? "key-figure", where, "box"),
        };
  return {
    what,
    leg: input.leg,
    side: input.side,
    row: input.row,
    width: zis(input.width),
    gap: zis(input.gap ?? "1zi"),
    optional: input.optional ?? false,
    wrap: input.wrap ?? (input.side === "middle" ? "both" : "wider"),
    features: input.features ?? [],
    source: document.range(where.path),
    ...(input.rows !== undefined && { rows: input.rows }),
  };
};

const summaryOf = (input: NonNullable<NodeInput["summary"]>, common: NodeCommon, where: NodePlace): SummaryPart => ({
  ...common,
  kind: "summary",
  style: named("text", input.style ?? "summary", where, "style"),
  marker: input.marker ?? "■",
  ...(input.box !== undefined && { box: named("boxes", input.box, where, "box") }),
});

const furnitureOf = (
  item: FurniturePart["item"],
  input: NonNullable<NodeInput["folio"]>,
  { common, where }: { readonly common: NodeCommon; readonly where: NodePlace },
): FurniturePart => ({
  ...common,
  kind: "furniture",
  item,
  style: named("text", input.style, where, "style"),
  writing: input.writing ?? where.writing,
});
