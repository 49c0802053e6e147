/** A slot of the layout → the boxes that Yoga arranges: which part takes how many rows. */
import type { Report } from "../base/diagnostic.ts";
import type { Pt, Rows } from "../base/units.ts";
import type { EditionPage } from "../model/edition.ts";
import type {
  BandNode,
  ExhibitPart,
  FlagPart,
  FurniturePart,
  HeadlinePart,
  LayoutNode,
  StackNode,
  SummaryPart,
} from "../model/layout.ts";
import type { Story } from "../model/story.ts";
import type { TextStyle } from "../model/style.ts";
import type { Box } from "./arrange.ts";
import { bodyRows } from "./body-rows.ts";
import { floatKey } from "./choices.ts";
import { exhibitContent, missingExhibit, reportMissing, reportMissingInsets } from "./find-exhibit.ts";
import { furnitureLines } from "./furniture-text.ts";
import type { HeadlineQuestion } from "./measure.ts";
import { type PartContent, part } from "./part-box.ts";
import { pictureBox, picturesBox } from "./picture-box.ts";
import type { PlanContext } from "./plan-context.ts";
import { tableName } from "./table-threads.ts";
import { endsThread, isOpen } from "./threads.ts";

/** Boxes of a node; undefined when it shows a story that the page does not have. */
export const boxOf = (node: LayoutNode, context: PlanContext, report: Report): Box<PartContent> | undefined => {
  if (node.kind === "stack" || node.kind === "band") return groupBox(node, context, report);
  if (node.kind === "furniture") return part({ kind: "furniture", node }, () => furnitureRows(node, context));
  if (node.kind === "flag") return part({ kind: "flag", node }, () => flagRows(node, context));
  // an ad fills its slot, there is nothing to arrange
  if (node.kind === "ad") return undefined;
  if (node.kind === "space") return part({ kind: "space", node }, () => 0);
  const story = storyOf(node, context);
  if (!story) return undefined;
  switch (node.kind) {
    case "headline":
      return story.headline.length === 0 ? undefined : headlineBox(node, story, context);
    case "exhibit":
      return exhibitBox(node, story, context, report);
    case "body":
      reportMissingInsets(node, story, { context, report });
      return {
        ...part({ kind: "body", node, story }, (width) =>
          // a body of several fills the rows that it is given; the last one takes what it needs when it is given none
          context.threads.has(node.story!) && !(isOpen(node) && endsThread(node, context.threads))
            ? node.minRows
            : bodyRows({ node, story, width, floatsLeftOut: 0 }, context),
        ),
        shrinks: true,
        minRows: 0,
      };
    case "summary":
      return story.summary.length === 0 ? undefined : summaryBox(node, story, context);
    case "picture":
      if (node.otherwise && !context.choices.held.has(floatKey(node.story, node.photo))) return undefined;
      return pictureBox({ node, story }, context, report);
    case "pictures":
      return picturesBox({ node, story }, context, report);
    default:
      return node satisfies never;
  }
};

const storyOf = (node: LayoutNode, { page }: PlanContext): Story | undefined =>
  node.story === undefined ? undefined : page.stories.get(node.story);

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
  // text gives way rather than a table
  const text = children.findLastIndex((child) => child.shrinks && child.content.kind !== "exhibit");
  const last = text >= 0 ? text : children.findLastIndex((child) => child.shrinks);
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

const summaryBox = (node: SummaryPart, story: Story, context: PlanContext): Box<PartContent> => {
  const question = {
    story,
    style: context.textStyle(node.style),
    marker: node.marker,
    ...(node.box !== undefined && { box: context.boxStyle(node.box) }),
  };
  return part({ kind: "summary", node, story }, (width) =>
    Math.ceil(context.measure.summary(question, width) / context.grid.row - 0.01),
  );
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
      ? lines.length * style.leading
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

const exhibitBox = (
  node: ExhibitPart,
  story: Story,
  context: PlanContext,
  report: Report,
): Box<PartContent> | undefined => {
  const exhibit = exhibitContent(node.exhibit, story, context);
  if (exhibit) {
    const breaks = exhibit.content.kind === "table" && node.rows === undefined;
    const threaded = breaks && context.tableThreads.has(tableName(node)!);
    const box = part({ kind: "exhibit", node, story, ...exhibit }, (width) =>
      // a table of several parts fills the rows that they are given
      threaded ? node.minRows : Math.ceil(context.measure.exhibit(exhibit, width) / context.grid.row - 0.01),
    );
    return breaks ? { ...box, shrinks: true, minRows: 0 } : box;
  }
  reportMissing({ ...missingExhibit(node.exhibit, story), source: node.source, story }, context, report);
  return undefined;
};
