/** Rules for pairs of neighbours, and the flat table they are spread into, so that looking a pair up is one index. */
import { ANY_AFTER, ANY_BEFORE, type JlreqPlace } from "./classes.ts";

/** One rule: what holds where one of `before` stands before one of `after`, and why. */
export type PairRule<Value> = readonly [
  before: readonly JlreqPlace[],
  after: readonly JlreqPlace[],
  value: Value,
  source: string,
];

/** Places in a row of the table: 30 classes and the two ends of a line. */
const PLACES = 32;

/** Where a pair stands in a table. */
export const pairIndex = (before: JlreqPlace, after: JlreqPlace): number => before * PLACES + after;

/** Spreads rules over all pairs; a later rule overrules an earlier one, and the first has to hold for all. */
export const spreadRules = <Value>(rules: readonly PairRule<Value>[]): readonly Value[] => {
  const table: Value[] = [];
  for (const [before, after, value] of rules) {
    for (const left of before) for (const right of after) table[pairIndex(left, right)] = value;
  }
  return table;
};

/** A table made of a function of both places; pairs that are none (the end before the head) are left out. */
export const fillPairs = <Value>(cell: (before: JlreqPlace, after: JlreqPlace) => Value): readonly Value[] => {
  const table: Value[] = [];
  for (const left of ANY_BEFORE) for (const right of ANY_AFTER) table[pairIndex(left, right)] = cell(left, right);
  return table;
};

/** A value made when it is first asked for: a Chinese page never pays for Japanese tables, and no answer depends on when that is. */
export const lazily = <Value>(make: () => Value): (() => Value) => {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
