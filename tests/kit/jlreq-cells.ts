/** What the cells of JLREQ's six tables ask, put beside what the engine says. */
import type { JlreqClass, JlreqPlace } from "../../src/text/jlreq/classes.ts";
import { LINE_END, LINE_HEAD } from "../../src/text/jlreq/classes.ts";
import { jlreqMayBreak, jlreqMayBreakTied } from "../../src/text/jlreq/line-breaks.ts";
import type { JlreqMethod, JlreqTie } from "../../src/text/jlreq/methods.ts";
import { type JlreqPair, jlreqPair, jlreqPairTied } from "../../src/text/jlreq/pair.ts";
import type { Row } from "./suite-rows.ts";

export const placeOf = (name: string): JlreqPlace => {
  if (name === "line head") return LINE_HEAD;
  if (name === "line end") return LINE_END;
  return Number(name.slice(3)) as JlreqClass;
};

/** What a row of a table asks, and what the engine says to it; equal where it passes. */
export type Judged = readonly [wanted: unknown, got: unknown];

/** Rows that fail, as readable lines. */
export const failures = (rows: readonly Row[], judge: (row: Row) => Judged): readonly string[] =>
  rows.flatMap((row) => {
    const [wanted, got] = judge(row).map((each) => JSON.stringify(each));
    return wanted === got ? [] : [`${Object.values(row).slice(0, 5).join(" | ")}: ${got}, wanted ${wanted}`];
  });

const NEVER = "never";

/** Table 1: [be, af, ruby overhang], by its cells; notes by what they say is preferred. */
const SPACING_CELLS: Readonly<Record<string, readonly number[] | typeof NEVER>> = {
  "": [0, 0, 0],
  "1/2 be": [0.5, 0, 0],
  "1/2 af": [0, 0.5, 0],
  "1/4 be": [0.25, 0, 0],
  "1/4 af": [0, 0.25, 0],
  "1/2 be hang": [0.5, 0, 1],
  "1/2 af hang": [0, 0.5, 1],
  "1/4 be hang": [0.25, 0, 0.5],
  "1/4 af hang": [0, 0.25, 0.5],
  "ruby hang": [0, 0, 1],
  "×": NEVER,
  "n. 1": [0, 0, 1],
  "n. 2": [0.5, 0, 0],
  "n. 3": [0.25, 0.25, 0],
  "n. 4": [0.25, 0, 0],
  "n. 5": [0.5, 0.25, 0],
  "n. 6": [0.5, 0, 0],
  "n. 7": [0, 0, 1],
  "n. 8": [0, 0, 1],
  "n. 9": [0, 0, 0],
  "n. 10": [0, 0, 0],
  "n. 11": [0, 0, 0],
  "n. 12": [0, 0.25, 0],
  "n. 13": [0, 0, 0],
  "n. 14": NEVER, // as iteration mark; 々 as ideograph, below
  "n. 15": NEVER,
  "n. 16": NEVER,
  "n. 17": [0, 0, 0],
};

/** Table 2: [one thing, two things]. */
const BREAK_CELLS: Readonly<Record<string, readonly [number, number]>> = {
  "": [1, 1],
  not: [0, 0],
  "×": [0, 0],
  "n. 4": [0, 1],
  "n. 5": [0, 1],
  "n. 6": [0, 1],
  "n. 7": [0, 1],
  "n. 8": [1, 1],
  "n. 9": [0, 1],
  "n. 10": [0, 1],
  "n. 11": [0, 1],
  "n. 12": [0, 0],
  "n. 13": [0, 1],
};

/** Tables 3 to 5: what is left of a cell's space, and whether that is all or nothing. */
const LEAST: Readonly<Record<string, readonly [rest: number, least: number, whole: boolean]>> = {
  "1/2": [0.5, 0.5, false],
  "1/4": [0.25, 0.25, false],
  "1/2-0": [0.5, 0, false],
  "1/2-1/4": [0.5, 0.25, false],
  "1/2=0": [0.5, 0, true],
  "1/4-0": [0.25, 0, false],
  "1/4-1/8": [0.25, 0.125, false],
};

type Blanks = readonly (readonly [rest: number, least: number, step: number])[];
/** Notes 1 to 3 and 5 to Tables 3 to 5: the blanks of the two sides. */
const REDUCTION_NOTES: Readonly<Record<string, Readonly<Record<string, Blanks>>>> = {
  table3: {
    "n. 1": [
      [0.25, 0, 4],
      [0.25, 0, 4],
    ],
    "n. 2": [
      [0.5, 0.5, 0],
      [0.25, 0, 4],
    ],
    "n. 3": [
      [0.5, 0, 5],
      [0.25, 0, 4],
    ],
    "n. 4": [],
    "n. 5": [[0.25, 0, 3]],
  },
  table4: {
    "n. 1": [
      [0.25, 0, 2],
      [0.25, 0, 2],
    ],
    "n. 2": [
      [0.5, 0.5, 0],
      [0.25, 0, 2],
    ],
    "n. 3": [
      [0.5, 0, 3],
      [0.25, 0, 2],
    ],
    "n. 4": [],
  },
  table5: {
    "n. 1": [
      [0.25, 0.25, 0],
      [0.25, 0.25, 0],
    ],
    "n. 2": [
      [0.5, 0.5, 0],
      [0.25, 0.25, 0],
    ],
    "n. 3": [
      [0.5, 0.25, 3],
      [0.25, 0.25, 0],
    ],
    "n. 4": [],
  },
};

/** Table 6: [step if one thing, step if two]. */
const EXPANSION_NOTES: Readonly<Record<string, readonly [number, number]>> = {
  "n. 4": [0, 3],
  "n. 5": [0, 3],
  "n. 6": [0, 3],
  "n. 7": [0, 3],
  "n. 8": [0, 3],
  "n. 9": [0, 3],
  "n. 10": [0, 3],
  "n. 11": [0, 4],
  "n. 12": [0, 3],
};
const MOST_OF_STEP = [0, 0, 0.5, 0.25, "unlimited"] as const;
const TIES = ["one", "apart"] as const satisfies readonly JlreqTie[];

export const judgeSpacing = (row: Row): Judged => {
  const pair = jlreqPair(placeOf(row["before"]!), placeOf(row["after"]!));
  const got = pair.occurs ? [pair.spaceBefore, pair.spaceAfter, pair.rubyOverhang] : NEVER;
  return [SPACING_CELLS[row["cell"]!], got];
};

export const judgeBreak = (row: Row): Judged => {
  const [before, after] = [placeOf(row["before"]!), placeOf(row["after"]!)] as [JlreqClass, JlreqClass];
  const got = TIES.map((tie) => jlreqMayBreakTied(before, after, { level: "very-strict", tie }));
  const wanted = BREAK_CELLS[row["cell"]!]!;
  const usual = jlreqMayBreak(before, after, "very-strict");
  return [
    [wanted, true],
    [got, wanted.includes(usual)],
  ];
};

export const judgeReduction =
  (method: JlreqMethod) =>
  (row: Row): Judged => {
    const pair = jlreqPair(placeOf(row["before"]!), placeOf(row["after"]!), method);
    const { cell = "", priority = "" } = row;
    const note = REDUCTION_NOTES[row["table"]!]![cell];
    if (note) return [note, pair.blanks.map(({ rest, least, step }) => [rest, least, step])];
    if (cell === "×") return [false, pair.occurs];
    const step = Number(priority);
    // A cell without figures: solid, or a space beside a word space of which the colour alone says that it shrinks.
    if (cell === "")
      return [
        [step, step > 0],
        [pair.reduceStep, pair.least < pair.space],
      ];
    const [rest, least, whole] = LEAST[cell]!;
    return [
      [rest, least, whole, step],
      [pair.space, pair.least, pair.whole, pair.reduceStep],
    ];
  };

export const judgeExpansion = (row: Row): Judged => {
  const [before, after] = [placeOf(row["before"]!), placeOf(row["after"]!)];
  const pairs = TIES.map((tie) => jlreqPairTied(before, after, { method: "jlreq", tie }));
  const step = Number(row["priority"]);
  const wanted = EXPANSION_NOTES[row["cell"]!] ?? [step, step];
  return [wanted.map((each) => [each, MOST_OF_STEP[each]]), pairs.map((pair) => [pair.expandStep, growsTo(pair)])];
};
/** Where a pair grows to, 0 where it does not. */
const growsTo = (pair: JlreqPair): number | string => {
  if (pair.expandStep === 0) return 0;
  return pair.most === Number.POSITIVE_INFINITY ? "unlimited" : pair.most;
};
