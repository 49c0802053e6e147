/**
 * All that JLREQ says of the space between two neighbours, in one look-up: tables 1 and 3 to 6 put together once, so that a
 * text asks for each pair at the price of an index.
 */
import type { Em } from "../../base/units.ts";
import type { JlreqPlace } from "./classes.ts";
import { jlreqExpansion } from "./expansion.ts";
import { hasTie, type JlreqMethod, type JlreqTie } from "./methods.ts";
import { fillPairs, lazily, pairIndex } from "./pair-table.ts";
import { type JlreqReduction, reductionBehind, reductionInFrontOf } from "./reduction.ts";
import { jlreqSpacing } from "./spacing.ts";

/** One blank of a pair: two where both sides bring one (。・, ・・), and each shrinks on its own terms. */
export interface JlreqBlank {
  /** whose size its ems are of */
  readonly of: "before" | "after";
  /** width at rest, em */
  readonly rest: Em;
  /** width after its step of reduction, em; `rest` where it does not shrink */
  readonly least: Em;
  /** step of reduction, 0 for never */
  readonly step: number;
}

/** The space between two neighbours, at rest and at its limits. Bodies are those of `jlreqBody`. */
export interface JlreqPair {
  /** at rest, between the two bodies, em */
  readonly space: Em;
  /** the part that is blank at the right of the first, em of its size */
  readonly spaceBefore: Em;
  /** the part that is blank at the left of the second, em of its size */
  readonly spaceAfter: Em;
  /** what is left when all its blanks have shrunk, em */
  readonly least: Em;
  /** step in which the first of its blanks shrinks, 0 for never; step 1 is the word space's */
  readonly reduceStep: number;
  /** true where `space` goes altogether or not at all (marks at a line's end, 3.1.9) */
  readonly whole: boolean;
  /** what the space grows to, em; without a limit (Infinity) in step 4; `space` where it does not grow */
  readonly most: Em;
  /** step in which it grows, 0 for never; places of steps 2 and 3 go on growing in step 4, alike with the rest (E.1) */
  readonly expandStep: number;
  /** how far ruby may hang over to the other side, em of the ruby's size */
  readonly rubyOverhang: Em;
  /** false where rules keep the two from meeting */
  readonly occurs: boolean;
  /** what `space` is made of */
  readonly blanks: readonly JlreqBlank[];
}

/** What a pair is asked under. */
export interface JlreqTerms {
  readonly method: JlreqMethod;
  readonly tie: JlreqTie;
}

const blank = (of: JlreqBlank["of"], rest: Em, reduction: JlreqReduction | undefined): readonly JlreqBlank[] =>
  rest === 0 ? [] : [{ of, rest, least: reduction?.least ?? rest, step: reduction?.step ?? 0 }];

const makePair = (before: JlreqPlace, after: JlreqPlace, terms: JlreqTerms): JlreqPair => {
  const spacing = jlreqSpacing(before, after, terms.method);
  const expansion = jlreqExpansion(before, after, terms);
  const behind = reductionBehind(before, after, terms.method);
  const blanks = [
    ...blank("before", spacing.before, behind),
    ...blank("after", spacing.after, reductionInFrontOf(before, after, terms.method)),
  ];
  const space = spacing.before + spacing.after;
  return {
    space,
    spaceBefore: spacing.before,
    spaceAfter: spacing.after,
    least: blanks.reduce((sum, each) => sum + each.least, 0),
    reduceStep: firstStep(blanks),
    whole: spacing.before > 0 && behind?.whole === true,
    most: expansion.step === 0 ? space : Math.max(space, expansion.most),
    expandStep: expansion.step,
    rubyOverhang: spacing.rubyOverhang,
    occurs: spacing.occurs,
    blanks,
  };
};

/** The earliest step in which one of the blanks shrinks. */
const firstStep = (blanks: readonly JlreqBlank[]): number => {
  const steps = blanks.map(({ step }) => step).filter((step) => step > 0);
  return steps.length === 0 ? 0 : Math.min(...steps);
};

/** Equal pairs are one object: a few dozen for all tables. */
const sharing = () => {
  const known = new Map<string, JlreqPair>();
  return (pair: JlreqPair): JlreqPair => {
    const key = JSON.stringify(pair);
    const shared = known.get(key) ?? Object.freeze(pair);
    known.set(key, shared);
    return shared;
  };
};
const share = sharing();

/** The pairs of a method; with a tie only those that a note is about. */
const tableOf = (terms: JlreqTerms): readonly (JlreqPair | undefined)[] =>
  fillPairs((before, after) =>
    terms.tie === "usual" || hasTie(before, after) ? share(makePair(before, after, terms)) : undefined,
  );

type Tables = Readonly<Record<JlreqMethod, () => readonly (JlreqPair | undefined)[]>>;
const tablesOf = (tie: JlreqTie): Tables => ({
  jlreq: lazily(() => tableOf({ method: "jlreq", tie })),
  jis: lazily(() => tableOf({ method: "jis", tie })),
  books: lazily(() => tableOf({ method: "books", tie })),
  simple: lazily(() => tableOf({ method: "simple", tie })),
});
const TABLES: Readonly<Record<JlreqTie, Tables>> = {
  usual: tablesOf("usual"),
  one: tablesOf("one"),
  apart: tablesOf("apart"),
};

/** The space between two neighbours, notes answered by `USUAL_TIES`. */
export const jlreqPair = (before: JlreqPlace, after: JlreqPlace, method: JlreqMethod = "jlreq"): JlreqPair =>
  TABLES.usual[method]()[pairIndex(before, after)]!;

/** The space between two neighbours that are known to be one thing or two. */
export const jlreqPairTied = (before: JlreqPlace, after: JlreqPlace, terms: JlreqTerms): JlreqPair =>
  TABLES[terms.tie][terms.method]()[pairIndex(before, after)] ?? jlreqPair(before, after, terms.method);
