/**
 * Cells: the numbers that rules and tables go by. A cell is a class of a character after LB1, or a finer sort of one, with
 * whether East Asian text sees it as wide.
 */
import { FINER_CLASSES, LINE_BREAK_CLASSES } from "./line-break-class.ts";
import { RESOLUTION } from "./unicode-rules.ts";

/** Cells in a table's row; also the number that all cells stay below. */
export const CELLS = 256;

/** The bit that tells a cell of East_Asian_Width F, W or H. */
export const WIDE = 128;

/** Which cells a part of a rule speaks of: 1 for each that it does. */
export type CellSet = Uint8Array;

/** The cells there are, by their names. */
export interface CellNames {
  /** narrow cell of each name; the wide one is that with `WIDE` */
  readonly cells: ReadonlyMap<string, number>;
  /** the set that an expression of a rule's notation stands for, as `OP:narrow` or `^ SP BA` */
  readonly select: (expression: string) => CellSet;
}

/** Classes that rules know: those of Unicode after LB1, their finer sorts, and the two ends of the text. */
const RULED: readonly string[] = [
  ...[...LINE_BREAK_CLASSES, ...FINER_CLASSES].filter((name) => !(name in RESOLUTION)),
  "AL.Cn",
  "sot",
  "eot",
];

const ENDS: readonly string[] = ["sot", "eot"];

const isPartOf = (name: string, whole: string): boolean =>
  name === whole || name.startsWith(`${whole}.`) || (whole === "*" && !ENDS.includes(name));

/** The names of Unicode's classes and, as more sorts of them, those of a tailoring (`HH.loose`). */
export const cellNames = (more: readonly string[]): CellNames => {
  const names = [...new Set([...RULED, ...more])];
  if (names.length > WIDE) throw new RangeError(`more than ${WIDE} classes of line breaking`);
  const cells = new Map(names.map((name, cell) => [name, cell]));
  const add = (set: CellSet, term: string): void => {
    const [kept = "", ...without] = term.split("-");
    const [whole = "", width] = kept.split(":");
    const parts = names.filter((name) => isPartOf(name, whole) && !without.some((each) => isPartOf(name, each)));
    if (parts.length === 0) throw new RangeError(`no class \`${term}\``);
    for (const name of parts) {
      if (width !== "wide") set[cells.get(name)!] = 1;
      if (width !== "narrow") set[cells.get(name)! + WIDE] = 1;
    }
  };
  const select = (expression: string): CellSet => {
    const terms = expression.trim().split(/\s+/);
    const set = new Uint8Array(CELLS);
    for (const term of terms.filter((each) => each !== "^")) add(set, term);
    if (terms[0] !== "^") return set;
    const all = select("*");
    return set.map((there, cell) => all[cell]! & (1 - there));
  };
  return { cells, select };
};
