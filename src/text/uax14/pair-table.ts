/**
 * Rules as two tables of pairs of cells. An entry is an outcome, or the number of a link: a rule that also looks at the
 * surroundings, with the entry that holds when they are not as it wants them.
 */
import { CELLS, type CellNames, type CellSet } from "./cell-set.ts";
import { type Outcome, parseRule, type Rule, type Surroundings } from "./parse-rule.ts";

/** The entry of the first link; entries below it are outcomes. */
export const FIRST_LINK = 3;

/** A rule that needs its surroundings. */
export interface Link {
  /** what has to be so */
  readonly surroundings: Surroundings;
  /** what then holds */
  readonly outcome: Outcome;
  /** the entry that holds otherwise */
  readonly otherwise: number;
}

/** What rules make of each pair; rows of `CELLS` by the left neighbour. */
export interface PairTables {
  /** for neighbours that touch */
  readonly touching: Uint16Array;
  /** for neighbours with spaces between them */
  readonly apart: Uint16Array;
  /** what entries from `FIRST_LINK` on stand for */
  readonly links: readonly Link[];
}

/** Makes the tables. Rules are laid down from the last to the first, so that an earlier one covers what it overrules. */
export const pairTables = (rules: readonly string[], names: CellNames): PairTables => {
  const touching = new Uint16Array(CELLS * CELLS);
  const apart = new Uint16Array(CELLS * CELLS);
  const links: Link[] = [];
  const space = names.cells.get("SP")!;
  const all = new Uint8Array(CELLS).fill(1);
  for (const rule of rules.map((text) => parseRule(text, names)).reverse()) {
    const lay = coverWith(rule, links);
    lay(touching, rule.before);
    if (rule.overSpaces) lay(apart, rule.before);
    else if (rule.before[space] === 1) lay(apart, all);
  }
  return { touching, apart, links };
};

/** Lays a rule over rows of a table: its outcome, or a link to what it covers. */
const coverWith = ({ after, outcome, surroundings }: Rule, links: Link[]) => {
  const made = new Map<number, number>();
  const linkOver = (otherwise: number, where: Surroundings): number => {
    const entry = made.get(otherwise) ?? FIRST_LINK + links.push({ surroundings: where, outcome, otherwise }) - 1;
    made.set(otherwise, entry);
    return entry;
  };
  const columns = after.map((_, cell) => cell).filter((cell) => after[cell] === 1);
  return (table: Uint16Array, rows: CellSet): void => {
    for (let row = 0; row < CELLS; row += 1) {
      if (rows[row] === 0) continue;
      for (let n = 0; n < columns.length; n += 1) {
        const at = row * CELLS + columns[n]!;
        table[at] = surroundings === undefined ? outcome : linkOver(table[at]!, surroundings);
      }
    }
  };
};
