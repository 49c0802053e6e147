/**
 * Properties of a character that bear on line breaks, Unicode 17.0: its Line_Break class, its East_Asian_Width, and the finer
 * sorts of a class that rules of UAX #14 tell apart by general category.
 */
import {
  COMPLEX_MARKS,
  EAST_ASIAN_WIDTH_RUNS,
  FINAL_QUOTES,
  INITIAL_QUOTES,
  LINE_BREAK_RUNS,
  RESERVED_PICTOGRAPHS,
} from "./line-break-data.ts";

/** The values of the Line_Break property (UAX #14, table 1). */
export const LINE_BREAK_CLASSES = [
  ...(["AI", "AK", "AL", "AP", "AS", "B2", "BA", "BB", "BK", "CB", "CJ", "CL", "CM", "CP", "CR", "EB", "EM"] as const),
  ...(["EX", "GL", "H2", "H3", "HH", "HL", "HY", "ID", "IN", "IS", "JL", "JT", "JV", "LF", "NL", "NS", "NU"] as const),
  ...(["OP", "PO", "PR", "QU", "RI", "SA", "SG", "SP", "SY", "VF", "VI", "WJ", "XX", "ZW", "ZWJ"] as const),
] as const;

/** A value of the Line_Break property. */
export type LineBreakClass = (typeof LINE_BREAK_CLASSES)[number];

/**
 * Sorts within a class, each named after its class: quotation marks that open or close (LB15a, LB15b), combining marks of scripts
 * written without spaces (LB1), the dotted circle (LB28a), reserved pictographs (LB30b).
 */
export const FINER_CLASSES = ["QU.Pi", "QU.Pf", "SA.M", "AL.circle", "ID.Cn", "XX.Cn"] as const;

/** East_Asian_Width as far as it bears on lines: narrow stands for N and Na, wide for W and F. */
export type CellWidth = "narrow" | "ambiguous" | "wide" | "half";

/** The widths, in the order of the numbers that stand for them in a property. */
export const CELL_WIDTHS = ["narrow", "ambiguous", "wide", "half"] as const satisfies readonly CellWidth[];

const NAMES: readonly string[] = [...LINE_BREAK_CLASSES, ...FINER_CLASSES];
const NUMBERS: ReadonlyMap<string, number> = new Map(NAMES.map((name, number) => [name, number]));
const WIDTH_NUMBERS: ReadonlyMap<string, number> = new Map([..."NAWH"].map((width, number) => [width, number]));

/** A property holds the number of the class in its lower bits, the width above them. */
const CLASS_BITS = 6;
const CLASS_MASK = (1 << CLASS_BITS) - 1;

/** Number of different properties a table can hold. */
export const PROPERTIES = 256;

/** The class of a property, or the sort within one. */
export const classNameOf = (property: number): string | undefined => NAMES[property & CLASS_MASK];

/** The width of a property. */
export const widthOf = (property: number): CellWidth => CELL_WIDTHS[property >> CLASS_BITS]!;

/** Planes 0 to 3 have a slot for each code point, plane 14 a page; all others, unassigned or private, share one slot. */
const PLANES = 0x40000;
const TAGS = 0xe0000;
const TAGS_END = 0xe1000;
const ELSEWHERE = PLANES + TAGS_END - TAGS;

/** Number of slots in a table of characters. */
export const SLOTS = ELSEWHERE + 1;

/** The slot of a code point in a table of characters. */
export const slotOf = (code: number): number =>
  code < PLANES ? code : code >= TAGS && code < TAGS_END ? code - TAGS + PLANES : ELSEWHERE;

/** The parts of a run of code points that have slots, as pairs of first slot and slot after the last. */
const slotsOf = (from: number, end: number): readonly (readonly [number, number])[] => [
  [from, Math.min(end, PLANES)],
  [Math.max(from, TAGS) - TAGS + PLANES, Math.min(end, TAGS_END) - TAGS + PLANES],
];

/** A run of code points with one value of a property: from the first up to, without, the end. */
type Run = readonly [from: number, end: number, value: string];

const runsIn = (text: string): readonly Run[] => {
  const words = text.trim().split(/\s/);
  return Array.from({ length: words.length / 2 }, (_, n) => {
    const end = Number.parseInt(words[2 * n + 2] ?? "110000", 16);
    return [Number.parseInt(words[2 * n]!, 16), end, words[2 * n + 1]!] as const;
  });
};

/** The code points of a list of ranges. */
const codesIn = (text: string): readonly number[] =>
  text
    .trim()
    .split(/\s/)
    .flatMap((range) => {
      const [from = 0, to = from] = range.split("-").map((each) => Number.parseInt(each, 16));
      return Array.from({ length: to - from + 1 }, (_, n) => from + n);
    });

/** Sorts within classes: where they are, and what a class becomes there. */
const FINER: readonly (readonly [codes: () => readonly number[], sort: (name: string) => string])[] = [
  [() => codesIn(INITIAL_QUOTES), () => "QU.Pi"],
  [() => codesIn(FINAL_QUOTES), () => "QU.Pf"],
  [() => codesIn(COMPLEX_MARKS), () => "SA.M"],
  [() => codesIn(RESERVED_PICTOGRAPHS), (name) => `${name}.Cn`],
  [() => [0x25cc], () => "AL.circle"],
];

const makeTable = (): Uint8Array => {
  const table = new Uint8Array(SLOTS).fill(NUMBERS.get("XX")!);
  for (const run of runsIn(LINE_BREAK_RUNS)) fillRun(table, run, NUMBERS);
  for (const [codes, sort] of FINER) {
    for (const code of codes()) table[code] = NUMBERS.get(sort(classNameOf(table[code]!)!))!;
  }
  const widths = new Uint8Array(SLOTS);
  for (const run of runsIn(EAST_ASIAN_WIDTH_RUNS)) fillRun(widths, run, WIDTH_NUMBERS);
  for (let slot = 0; slot < SLOTS; slot += 1) table[slot]! |= widths[slot]! << CLASS_BITS;
  return table;
};

const fillRun = (table: Uint8Array, [from, end, value]: Run, numbers: ReadonlyMap<string, number>): void => {
  for (const [first, after] of slotsOf(from, end)) table.fill(numbers.get(value)!, first, Math.max(first, after));
};

let properties: Uint8Array | undefined;

/** The property of every slot; made when it is first asked for. */
export const propertyTable = (): Uint8Array => {
  properties ??= makeTable();
  return properties;
};

/** The Line_Break class of a code point as Unicode assigns it, before LB1. */
export const lineBreakClassOf = (code: number): LineBreakClass =>
  classNameOf(propertyTable()[slotOf(code)]!)!.split(".")[0] as LineBreakClass;

/** The width of a code point; of planes 15 and 16, which are private, always narrow. */
export const cellWidthOf = (code: number): CellWidth => widthOf(propertyTable()[slotOf(code)]!);
