/** A rule of line breaking, read from its notation (see unicode-rules.ts) into sets of cells. */
import type { CellNames, CellSet } from "./cell-set.ts";

/** What a rule says of a place: 0 no break, 1 may break, 2 must break. */
export type Outcome = 0 | 1 | 2;

/** What has to be so around a place, beyond its two neighbours, for a rule to hold. */
export interface Surroundings {
  /** what stands before the left neighbour */
  readonly prior: CellSet | undefined;
  /** what follows the right neighbour */
  readonly next: CellSet | undefined;
  /** what follows that */
  readonly second: CellSet | undefined;
  /** the left neighbour has to end a number (LB25) or an odd run of regional indicators (LB30a) */
  readonly run: "number" | "odd" | undefined;
}

/** A rule: neighbours, surroundings, outcome. */
export interface Rule {
  /** as UAX #14 or the tailoring's source numbers it */
  readonly id: string;
  /** left neighbours of the place */
  readonly before: CellSet;
  /** right neighbours */
  readonly after: CellSet;
  /** whether spaces may stand between the neighbours */
  readonly overSpaces: boolean;
  /** what it says of the place */
  readonly outcome: Outcome;
  /** undefined where the neighbours alone decide */
  readonly surroundings: Surroundings | undefined;
}

const NOTATION = /^(\S+)\s+(.+?)\s*(SP\*)?\s*([×÷!])\s*(.+)$/;
const OUTCOMES: Readonly<Record<string, Outcome>> = { "×": 0, "÷": 1, "!": 2 };

/** Reads a rule; one that cannot be read, or names no class, is a fault of the program's tables. */
export const parseRule = (text: string, { select }: CellNames): Rule => {
  const [, id = "", left = "", spaces, sign = "", right = ""] = NOTATION.exec(text) ?? [];
  if (id === "") throw new SyntaxError(`not a rule of line breaking: \`${text}\``);
  const [before = "", farther] = left.split("|").reverse();
  const [after = "", next, second] = right.split("|");
  const run = farther?.trim();
  const set = (expression: string | undefined) => (expression === undefined ? undefined : select(expression));
  const surroundings: Surroundings =
    run === "number" || run === "odd"
      ? { prior: undefined, next: set(next), second: set(second), run }
      : { prior: set(farther), next: set(next), second: set(second), run: undefined };
  const bare = farther === undefined && next === undefined;
  return {
    id,
    before: select(before),
    after: select(after),
    overSpaces: spaces !== undefined,
    outcome: OUTCOMES[sign]!,
    surroundings: bare ? undefined : surroundings,
  };
};
