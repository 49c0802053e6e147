/**
 * Space at rest between two characters, and at the ends of a line. Source: JLREQ 3.1.2, 3.1.4, 3.1.5, 3.1.9, 3.2.6 and Table 1 of
 * appendix B with its notes; LC-47. Bodies of brackets, stops, commas and middle dots are half an em: see `jlreqBody`.
 */
import type { Em } from "../../base/units.ts";
import { ANY_AFTER, ANY_BEFORE, CELLS, CLOSERS, type JlreqPlace, LINE_END, LINE_HEAD, WESTERN } from "./classes.ts";
import type { JlreqMethod } from "./methods.ts";
import { fillPairs, lazily, type PairRule, pairIndex, spreadRules } from "./pair-table.ts";

/** What is between two neighbours before any adjustment. */
export interface JlreqSpacing {
  /** blank behind the first, em of the first's size (“be” in Table 1) */
  readonly before: Em;
  /** blank in front of the second, em of the second's size (“af”) */
  readonly after: Em;
  /** how far ruby longer than its base may hang over this blank or over the other character, em of the ruby's size (B.1) */
  readonly rubyOverhang: Em;
  /** false where no line brings the two together, or the character to this end of the line (× in Table 1) */
  readonly occurs: boolean;
}

type Cell = readonly [before: Em, after: Em, occurs?: "never"];
const SOLID: Cell = [0, 0];
const NEVER: Cell = [0, 0, "never"];
/** What may not start a line or an inline note, cl-20 and cl-29 because they belong to what stands before them (3.1.7, 3.1.10). */
const NEVER_FIRST = [2, 3, 4, 5, 6, 7, 9, 10, 11, 20, 29] as const;
const NEVER_LAST = [1, 12, 28] as const;
const RUBY = [22, 23] as const;

const RULES: readonly PairRule<Cell>[] = [
  [ANY_BEFORE, ANY_AFTER, SOLID, "2.1.3: Japanese is set solid"],
  [CLOSERS, ANY_AFTER, [0.5, 0], "3.1.2, and 3.1.9 at the line's end"],
  [ANY_BEFORE, [1], [0, 0.5], "3.1.2"],
  [ANY_BEFORE, [5], [0, 0.25], "3.1.2"],
  [[5], ANY_AFTER, [0.25, 0], "3.1.2, and 3.1.9 at the line's end"],
  [CLOSERS, CLOSERS, SOLID, "3.1.4 ① ② ⑥: 。） ）。 ））"],
  [CLOSERS, [1], [0.5, 0], "3.1.4 ③ ④: ，（ ）（"],
  [[1], [1], SOLID, "3.1.4 ⑤: （（"],
  [[2], [5], [0, 0.25], "3.1.4 ⑦: ）・"],
  [[6, 7], [5], [0.5, 0.25], "B.2 note 5; JIS X 4051 has 1/4 after a comma"],
  [[5], [5], [0.25, 0.25], "B.2 note 3"],
  [CLOSERS, [20], SOLID, "3.1.10: a reference mark clings to what it is about"],
  [[2], [14, 29], SOLID, "Table 1"],
  [[14, 28, LINE_HEAD], [1], SOLID, "3.1.5 ①, B.2 note 17"],
  [[4, ...CELLS], WESTERN, [0.25, 0], "3.2.6"],
  [[29], WESTERN, [0, 0.25], "3.2.6, Table 1"],
  [WESTERN, CELLS, [0, 0.25], "3.2.6"],
  [WESTERN, [28], [0.25, 0], "Table 1"],
  [[24, 27], [25], [0.25, 0], "3.1.10, note to g: 4 km"],
  [[25], [24], [0.25, 0], "Table 1"],
  [NEVER_LAST, [29, LINE_END], NEVER, "3.1.8, Table 1"],
  [
    [LINE_HEAD, 28],
    NEVER_FIRST,
    NEVER,
    "3.1.7; 々 ー and small kana that may start a line are cl-19, 16 and 15 there (notes 14 to 16)",
  ],
  [[LINE_HEAD], [5], [0, 0.25, "never"], "but as the bullet of an item it keeps its cell (Simple rules, Table 1)"],
  [[LINE_HEAD], [LINE_END], NEVER, "a line is not empty"],
  [RUBY, [29], NEVER, "Table 1"],
  [[28], [...RUBY, 28], NEVER, "Table 1"],
  [[29], [29], NEVER, "Table 1"],
];

/** Where a method differs from the rules above. */
const VARIANTS: Readonly<Record<JlreqMethod, readonly PairRule<Cell>[]>> = {
  jlreq: [],
  books: [],
  jis: [[[2, 5, 7], [LINE_END], SOLID, "3.1.9 note 1: only a full stop keeps its half em"]],
  simple: [
    [CLOSERS, [LINE_END], SOLID, "Simple rules, Table 1: －1/2 末"],
    [[6, 7], [5], [0, 0.25], "Simple rules, Table 1: －1/2 前"],
    [[6, 7], [14], SOLID, "Simple rules, Table 1: －1/2 前"],
    [[4], WESTERN, SOLID, "Simple rules, Table 1: cl-iii"],
    [WESTERN, WESTERN, SOLID, "Simple rules, Table 1: numerals and units are Western characters"],
    [[LINE_HEAD], [13], NEVER, "Simple rules, Table 1: cl-iii"],
  ],
};

const OVERHANG: readonly PairRule<Em>[] = [
  [ANY_BEFORE, ANY_AFTER, 0, "3.3.8: ruby does not hang over ideographs"],
  [[2, 6, 7, 8, 15], RUBY, 1, "3.3.8"],
  [RUBY, [1, 2, 6, 7, 8, 15], 1, "3.3.8"],
  [[1, 10, 11, 14, 16], RUBY, 1, "B.2 notes 1, 7, 8: the preferred ways"],
  [RUBY, [10, 11, 14, 16], 1, "B.2 notes 7, 8"],
  [[5, ...WESTERN], RUBY, 0.5, "B.1: half a ruby's size over a quarter em"],
  [RUBY, [5, ...WESTERN], 0.5, "B.1"],
];

const spacingTable = (method: JlreqMethod): readonly JlreqSpacing[] => {
  const cells = spreadRules([...RULES, ...VARIANTS[method]]);
  const overhang = spreadRules(OVERHANG);
  return fillPairs((before, after) => {
    const [behind, inFront, occurs] = cells[pairIndex(before, after)]!;
    const rubyOverhang = occurs === "never" ? 0 : overhang[pairIndex(before, after)]!;
    return { before: behind, after: inFront, rubyOverhang, occurs: occurs !== "never" };
  });
};

const TABLES: Readonly<Record<JlreqMethod, () => readonly JlreqSpacing[]>> = {
  jlreq: lazily(() => spacingTable("jlreq")),
  jis: lazily(() => spacingTable("jis")),
  books: lazily(() => spacingTable("books")),
  simple: lazily(() => spacingTable("simple")),
};

/** Space at rest between two neighbours, or between a character and an end of its line. */
export const jlreqSpacing = (before: JlreqPlace, after: JlreqPlace, method: JlreqMethod): JlreqSpacing =>
  TABLES[method]()[pairIndex(before, after)]!;
