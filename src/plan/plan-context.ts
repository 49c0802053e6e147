/** What every step of planning looks at. */
import type { Pt, Rows } from "../base/units.ts";
import type { Edition, EditionPage } from "../model/edition.ts";
import type { BodyPart, HeadlinePart, Layout } from "../model/layout.ts";
import type { BoxStyle, HeadlineStyle, RuleStyle, TextStyle } from "../model/style.ts";
import type { StyleSheet } from "../model/style-sheet.ts";
import type { Choices } from "./choices.ts";
import type { Measure } from "./measure.ts";
import type { PageGrid } from "./page-grid.ts";
import { tableThreadsOf } from "./table-threads.ts";
import { type Threads, threadsOf } from "./threads.ts";

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
  readonly threads: Threads;
  /** measures of the lines before the last body of each thread, by story, as far as they are known */
  readonly before: ReadonlyMap<string, readonly Pt[]>;
  /** tables that are shown by several parts of the page, each going on where the one before it ends: `tableName` of them */
  readonly tableThreads: ReadonlySet<string>;
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
  facts: Pick<PlanContext, "edition" | "page" | "layout" | "grid" | "style" | "measure" | "choices" | "before">,
): PlanContext => ({
  ...facts,
  threads: threadsOf(facts.page.layout),
  tableThreads: tableThreadsOf(facts.page.layout),
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

const known = <T>(table: ReadonlyMap<string, T>, name: string): T => {
  const found = table.get(name);
  if (found === undefined) throw new Error(`style \`${name}\` passed reading but is not there`);
  return found;
};
