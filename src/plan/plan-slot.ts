/** A slot of the layout → the boxes that Yoga arranges: which part takes how many rows. */
import type { Report } from "../base/diagnostic.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { EditionPage } from "../model/edition.ts";
import type {
  BandNode,
  BodyPart,
  FlagPart,
  FurniturePart,
  HeadlinePart,
  LayoutNode,
  PartNode,
  PicturePart,
  StackNode,
} from "../model/layout.ts";
import type { Story, StoryPhoto } from "../model/story.ts";
import type { TextStyle } from "../model/style.ts";
import type { Box } from "./arrange.ts";
import { bodyRows } from "./body-rows.ts";
import { furnitureLines } from "./furniture-text.ts";
import type { HeadlineQuestion } from "./measure.ts";
import type { PlanContext } from "./plan-context.ts";

/** A part of a slot with the story it shows; a group carries only its features and the rule in its gaps. */
export type PartContent =
  | { readonly kind: "group"; readonly node: StackNode | BandNode }
  | { readonly kind: "headline"; readonly node: HeadlinePart; readonly story: Story }
  | { readonly kind: "body"; readonly node: BodyPart; readonly story: Story }
  | { readonly kind: "picture"; readonly node: PicturePart; readonly story: Story; readonly photo: StoryPhoto }
  | {
      readonly kind: "caption";
      readonly node: PicturePart;
      readonly story: Story;
      readonly photo: StoryPhoto;
      readonly style: TextStyle;
    }
  | { readonly kind: "furniture"; readonly node: FurniturePart }
  | { readonly kind: "flag"; readonly node: Extract<PartNode, { kind: "flag" }> }
  | { readonly kind: "space"; readonly node: LayoutNode };

/** Boxes of a node; undefined when it shows a story that the page does not have. */
export const boxOf = (node: LayoutNode, context: PlanContext, report: Report): Box<PartContent> | undefined => {
  if (node.kind === "stack" || node.kind === "band") return groupBox(node, context, report);
  if (node.kind === "furniture") return part({ kind: "furniture", node }, () => furnitureRows(node, context));
  if (node.kind === "flag") return part({ kind: "flag", node }, () => flagRows(node, context));
  if (node.kind === "space") return part({ kind: "space", node }, () => 0);
  const story = storyOf(node, context);
  if (!story) return undefined;
  switch (node.kind) {
    case "headline":
      return story.headline.length === 0 ? undefined : headlineBox(node, story, context);
    case "body":
      return {
        ...part({ kind: "body", node, story }, (width) =>
          // a body of several fills the rows that it is given
          context.threads.has(node.story!) ? node.minRows : bodyRows({ node, story, width }, context),
        ),
        shrinks: true,
        minRows: 0,
      };
    case "picture":
      return pictureBox(node, story, context, report);
    default:
      return node satisfies never;
  }
};

const storyOf = (node: LayoutNode, { page }: PlanContext): Story | undefined =>
  node.story === undefined ? undefined : page.stories.get(node.story);

const part = (content: PartContent, height: (width: Pt) => Rows): Box<PartContent> => {
  const { node } = content;
  return {
    content,
    direction: "none",
    gap: 0,
    children: [],
    grow: node.grow,
    shrinks: false,
    minRows: node.minRows,
    height,
    ...(node.rows !== undefined && { rows: node.rows }),
    ...(node.maxRows !== undefined && { maxRows: node.maxRows }),
  };
};

/** Width of a child of a band: what is said, and of vertical words that neither say it nor grow what their lines take, in rows. */
const widthIn = (node: LayoutNode, context: PlanContext): { readonly width?: Pt } => {
  const { grid } = context;
  if (node.width !== undefined) return { width: node.width * grid.zi };
  const needed = neededWidth(node, context);
  return needed === undefined ? {} : { width: Math.ceil(needed / grid.row - 0.01) * grid.row };
};

const neededWidth = (node: LayoutNode, context: PlanContext): Pt | undefined => {
  if (!("writing" in node) || node.writing === "horizontal" || node.kind === "body" || node.grow > 0) return undefined;
  if (node.kind === "headline") {
    const story = storyOf(node, context);
    return story && context.measure.headlineWidth(headlineQuestion(node, story, context));
  }
  const { leading } = context.textStyle(node.style);
  if (node.kind === "flag") return leading;
  const lines = node.item === "credits" ? context.page.credits : furnitureLines(node, context.edition, context.page);
  return Math.max(1, lines.length) * leading;
};

const groupBox = (node: StackNode | BandNode, context: PlanContext, report: Report): Box<PartContent> | undefined => {
  const children = node.children.flatMap((child) => {
    const box = boxOf(child, context, report);
    return box ? [{ ...box, ...widthIn(child, context) }] : [];
  });
  if (children.length === 0) return undefined;
  const last = children.findLastIndex((child) => child.shrinks);
  return {
    content: { kind: "group", node },
    direction: node.kind === "stack" ? "down" : node.from === "right" ? "leftward" : "across",
    gap: node.kind === "stack" ? node.gap : node.gap * context.grid.zi,
    // what a column has too much is too much at its foot: the last text gives way, and one story is reported, not all
    children: node.kind === "band" ? children : children.map((child, n) => ({ ...child, shrinks: n === last })),
    grow: node.grow || grows(node.kind, children),
    shrinks: last >= 0,
    minRows: 0,
    ...(node.box && { padding: { rows: node.box.rows, across: node.box.across * context.grid.zi } }),
    ...(node.rows !== undefined && { rows: node.rows }),
    ...(node.maxRows !== undefined && { maxRows: node.maxRows }),
  };
};

/** A stack can take rows when one part of it can; a band only when every part of it can. */
const grows = (kind: "stack" | "band", children: readonly Box<PartContent>[]): number => {
  const all = children.map((child) => child.grow);
  return kind === "stack" ? Math.max(0, ...all) : Math.min(...all);
};

const headlineQuestion = (node: HeadlinePart, story: Story, context: PlanContext): HeadlineQuestion => ({
  story,
  style: context.headlineOf(node),
  kickerStyle: context.headlineStyle(node.kickerStyle),
  deckStyle: context.headlineStyle(node.deckStyle),
  evenLines: node.evenLines,
  writing: node.writing,
});

const headlineBox = (node: HeadlinePart, story: Story, context: PlanContext): Box<PartContent> => {
  const question = headlineQuestion(node, story, context);
  const space = context.choices.space.get(node) ?? 0;
  const box = part(
    { kind: "headline", node, story },
    (width) => Math.ceil(context.measure.headline(question, width) / context.grid.row - 0.01) + space,
  );
  return {
    ...box,
    ...(box.rows !== undefined && { rows: box.rows + space }),
    ...(box.maxRows !== undefined && { maxRows: box.maxRows + space }),
  };
};

/** Rows of a flag that stands across; one that stands down is as tall as its words. */
const FLAG_ROWS = 3;

const flagRows = ({ writing, style, text }: FlagPart, { grid, textStyle }: PlanContext): Rows =>
  writing === "horizontal" ? FLAG_ROWS : Math.ceil(lengthOf(text, textStyle(style)) / grid.row);

const furnitureRows = (node: FurniturePart, context: PlanContext): Rows => {
  const style = context.textStyle(node.style);
  const { credits } = context.page;
  const isCredits = node.item === "credits";
  const lines = isCredits ? downCredits(credits) : furnitureLines(node, context.edition, context.page);
  const height =
    node.writing === "horizontal"
      ? (isCredits ? lines.length : 1) * style.leading
      : Math.max(0, ...lines.map((line) => lengthOf(line, style)));
  return Math.ceil(height / context.grid.row);
};

/** Credits as long as they come out one beside another: roles as long as the longest, a gap, names of three characters or more. */
const downCredits = (credits: EditionPage["credits"]): readonly string[] => {
  const roles = Math.max(0, ...credits.map(({ role }) => [...role].length));
  return credits.map(({ role, name }) => `${role.padEnd(roles)} ${name.padEnd(3)}`);
};

/** What a line of furniture takes at most when it runs down. */
const lengthOf = (text: string, { size }: TextStyle): Pt => [...text].length * size;

const pictureBox = (
  node: PicturePart,
  story: Story,
  context: PlanContext,
  report: Report,
): Box<PartContent> | undefined => {
  const photo = story.photos[node.photo - 1];
  if (!photo) {
    report.add({
      code: "plan/missing-part",
      severity: "warning",
      message: `layout \`${context.page.layout.name}\` shows picture ${node.photo} of \`${story.id}\`, which has ${story.photos.length}`,
      hint: "give the story another photo, or choose a layout without it",
      source: story.source,
      place: { page: context.page.id },
    });
    return undefined;
  }
  const { rows, maxRows, ...rest } = part({ kind: "picture", node, story, photo }, (width) =>
    pictureRows(node, photo, width, context),
  );
  const more = context.choices.rows.get(node) ?? 0;
  const picture = {
    ...rest,
    ...(rows !== undefined && { rows: Math.max(1, rows + more) }),
    ...(maxRows !== undefined && { maxRows }),
  };
  if (node.caption !== "below" || photo.caption.length + photo.credit.length === 0) return picture;
  const style = context.textStyle(node.captionStyle);
  const height = (width: Pt) => Math.ceil(context.measure.caption(photo, style, width) / context.grid.row - 0.01);
  const caption = { ...part({ kind: "caption", node, story, photo, style }, height), grow: 0, minRows: 1 };
  const { rows: _rows, maxRows: _maxRows, ...free } = caption;
  return {
    content: { kind: "space", node },
    direction: "down",
    gap: 0,
    children: [picture, free],
    grow: node.grow,
    shrinks: false,
    minRows: 0,
  };
};

/** A picture that may grow starts from its least height; one that may not shows the whole photograph. */
const pictureRows = (node: PicturePart, photo: StoryPhoto, width: Pt, { grid, choices }: PlanContext): Rows => {
  if (node.grow > 0 || !photo.photo) return node.minRows;
  const { width: w, height: h } = photo.photo.facts;
  const more = choices.rows.get(node) ?? 0;
  return Math.max(node.minRows, Math.round((width * h) / w / grid.row) + more);
};
