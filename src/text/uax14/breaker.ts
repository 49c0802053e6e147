/** Tables to break lines by: of UAX #14 itself, and of each tailoring, made when first used and kept. */
import { CELLS, type CellNames, type CellSet, cellNames, WIDE } from "./cell-set.ts";
import { classNameOf, PROPERTIES, propertyTable, SLOTS, slotOf, widthOf } from "./line-break-class.ts";
import { type PairTables, pairTables } from "./pair-table.ts";
import type { Tailoring, TailoringEntry } from "./tailoring.ts";
import { FIXED_RULES, RESOLUTION, TAILORABLE_RULES } from "./unicode-rules.ts";

/** What the scan wants to know of a cell, as bits. */
export const TRAITS = {
  mark: 1,
  joiner: 2,
  space: 4,
  bare: 8,
  number: 16,
  infix: 32,
  closer: 64,
  regional: 128,
} as const;

const TRAIT_CLASSES: Readonly<Record<keyof typeof TRAITS, string>> = {
  mark: "CM ZWJ", // LB9: joins what stands before it
  joiner: "ZWJ", // LB8a
  space: "SP",
  bare: "sot BK CR LF NL SP ZW", // LB9: what no mark joins
  number: "NU", // LB25
  infix: "SY IS", // LB25: goes on with a number
  closer: "CL CP", // LB25: may close a number
  regional: "RI", // LB30a
};

/** All that breaking a text goes by. */
export interface Breaker extends PairTables {
  /** the cell of each slot (see `slotOf`) */
  readonly cells: Uint8Array;
  /** bits of `TRAITS` for each cell */
  readonly traits: Uint8Array;
  /** cells by name: the ends of the text, a space, and what stands for a lone mark (LB10) */
  readonly named: { readonly start: number; readonly end: number; readonly space: number; readonly letter: number };
}

const UNTAILORED: Tailoring = { name: "UAX #14", entries: [] };
const kept = new WeakMap<Tailoring, Breaker>();

/** The breaker of a tailoring; without one, of UAX #14. */
export const breakerOf = (tailoring: Tailoring = UNTAILORED): Breaker => {
  const known = kept.get(tailoring);
  if (known !== undefined) return known;
  const made = makeBreaker(tailoring);
  kept.set(tailoring, made);
  return made;
};

const makeBreaker = ({ entries }: Tailoring): Breaker => {
  const targets = entries.flatMap((each) => (each.kind === "rule" ? [] : [each.to]));
  const names = cellNames(targets.filter((name) => name.includes(".")));
  const rules = entries.flatMap((each) => (each.kind === "rule" ? [each.rule] : [])).reverse();
  const plain = rules.length === 0 && entries.length > 0 && names.cells.size === cellNames([]).cells.size;
  const tables = plain ? breakerOf() : pairTables([...FIXED_RULES, ...rules, ...TAILORABLE_RULES], names);
  return {
    touching: tables.touching,
    apart: tables.apart,
    links: tables.links,
    cells: characterCells(entries, names),
    traits: traitTable(names),
    named: {
      start: cellOf("sot", names),
      end: cellOf("eot", names),
      space: cellOf("SP", names),
      letter: cellOf("AL", names),
    },
  };
};

const traitTable = ({ select }: CellNames): Uint8Array => {
  const traits = new Uint8Array(CELLS);
  for (const [trait, bit] of Object.entries(TRAITS)) {
    const set: CellSet = select(TRAIT_CLASSES[trait as keyof typeof TRAITS]);
    for (let cell = 0; cell < CELLS; cell += 1) if (set[cell] === 1) traits[cell]! |= bit;
  }
  return traits;
};

/** The cell of every slot. */
const characterCells = (entries: readonly TailoringEntry[], names: CellNames): Uint8Array => {
  const byProperty = Uint8Array.from({ length: PROPERTIES }, (_, property) => propertyCell(property, entries, names));
  const properties = propertyTable();
  const cells = new Uint8Array(SLOTS);
  for (let slot = 0; slot < SLOTS; slot += 1) cells[slot] = byProperty[properties[slot]!]!;
  for (const entry of entries) {
    if (entry.kind !== "characters") continue;
    const cell = cellOf(entry.to, names);
    for (const each of entry.characters) {
      const slot = slotOf(each.codePointAt(0)!);
      cells[slot] = cell | wideBit(properties[slot]!);
    }
  }
  return cells;
};

const propertyCell = (property: number, entries: readonly TailoringEntry[], names: CellNames): number => {
  const name = classNameOf(property);
  if (name === undefined) return 0;
  const last = entries.findLast((each) => each.kind === "classes" && concerns(each, property));
  const to = last?.kind === "classes" ? last.to : (RESOLUTION[name] ?? name);
  return cellOf(to, names) | wideBit(property);
};

/** Whether an entry speaks of characters with this property; combining marks of class SA stay marks whatever becomes of SA. */
const concerns = (entry: TailoringEntry & { readonly kind: "classes" }, property: number): boolean => {
  const name = classNameOf(property)!;
  if (name === "SA.M") return false;
  return (
    entry.classes.some((each) => each === name.split(".")[0]) &&
    (entry.widths === undefined || entry.widths.includes(widthOf(property)))
  );
};

const wideBit = (property: number): number => (["wide", "half"].includes(widthOf(property)) ? WIDE : 0);

const cellOf = (name: string, { cells }: CellNames): number => {
  const cell = cells.get(name);
  if (cell === undefined) throw new RangeError(`no class of line breaking \`${name}\``);
  return cell;
};
