/** What every step of planning looks at. */
import type { Rows } from "../base/units.ts";
import type { Edition, EditionPage } from "../model/edition.ts";
import type { BodyPart, HeadlinePart, Layout, LayoutNode } from "../model/layout.ts";
import type { BoxStyle, HeadlineStyle, RuleStyle, TextStyle } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import type { Choices } from "./choices.ts";
import type { Measure } from "./measure.ts";
import type { PageGrid } from "./page-grid.ts";

export interface PlanContext {
  readonly edition: Edition;
  readonly page: EditionPage;
  readonly grid: PageGrid;
  readonly style: StyleSheet;
  readonly measure: Measure;
  /** what closing has chosen */
  readonly choices: Choices;
  /** the whole layout of the page, of which a slot on trial is a part */
  readonly layout: Layout;
  /** stories whose text runs through several bodies of the page, by their place in the layout */
  readonly threads: ReadonlySet<string>;
  /** answers of `bodyRows` for this page */
  readonly bodyRows: Map<BodyPart, Map<string, Rows>>;
  textStyle(name: string): TextStyle;
  headlineStyle(name: string): HeadlineStyle;
  /** style of a headline, without the sizes that are too large for it */
  headlineOf(part: HeadlinePart): HeadlineStyle;
  boxStyle(name: string): BoxStyle;
  ruleStyle(name: string): RuleStyle;
  /** the style of that name in one of the style sheet's tables */
  known<T>(table: ReadonlyMap<string, T>, name: string): T;
}

/** The context of one page. Style names were checked while reading; a miss here is a fault of the program. */
export const planContext = (
  facts: Pick<PlanContext, "edition" | "page" | "layout" | "grid" | "style" | "measure" | "choices">,
): PlanContext => ({
  ...facts,
  threads: threadsOf(facts.page.layout),
  bodyRows: new Map(),
  textStyle: (name) => known(facts.style.text, name),
  headlineStyle: (name) => known(facts.style.headlines, name),
  headlineOf: (part) => {
    const style = known(facts.style.headlines, part.style);
    const largest = facts.choices.sizes.get(part);
    return largest === undefined ? style : { ...style, sizes: style.sizes.filter((size) => size <= largest) };
  },
  boxStyle: (name) => known(facts.style.boxes, name),
  ruleStyle: (name) => known(facts.style.rules, name),
  known,
});

const threadsOf = ({ slots }: Layout): ReadonlySet<string> => {
  const names = slots.flatMap(({ node }) => bodiesIn(node));
  return new Set(names.filter((name, n) => names.indexOf(name) < n));
};

const bodiesIn = (node: LayoutNode): readonly string[] => {
  if (node.kind === "stack" || node.kind === "band") return node.children.flatMap(bodiesIn);
  return node.kind === "body" && node.story !== undefined ? [node.story] : [];
};

const known = <T>(table: ReadonlyMap<string, T>, name: string): T => {
  const found = table.get(name);
  if (found === undefined) throw new Error(`style \`${name}\` passed reading but is not there`);
  return found;
};
