/** The Arlington grammar of PDF, which others wrote: what keys and kinds of values each dictionary of a version of PDF may have. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CosArray, CosDict, CosName, CosStream, CosString, type CosValue } from "../../src/cos/cos-object.ts";
import { ROOT } from "./sample.ts";

const FOLDER = join(ROOT, "../shared/suites/arlington");

/** Whether the grammar is on this machine. */
export const hasArlington = existsSync(FOLDER);

/** A row: what may stand under a key. */
interface Row {
  readonly types: readonly string[];
  readonly required: boolean;
  /** for each type: names of the tables that say what is in the value */
  readonly links: readonly (readonly string[])[];
  /** for each type: the values that there are; undefined when any, or when a formula says */
  readonly values: readonly (readonly string[] | undefined)[];
}

type Table = ReadonlyMap<string, Row>;

/** Breaches of the grammar in everything that a trailer leads to: unknown keys, missing keys, values of a wrong kind. */
export const grammarFaults = (trailer: CosDict, version: "1.4" | "1.6"): readonly string[] => {
  const tables = new Map<string, Table>();
  const table = (name: string): Table => {
    const known = tables.get(name) ?? readTable(name, version);
    tables.set(name, known);
    return known;
  };
  const faults = new Set<string>();
  const seen = new Set<string>();
  const numbers = new Map<object, number>();
  const queue: { readonly value: CosDict | CosArray; readonly name: string; readonly path: string }[] = [];
  const visit = (value: CosValue, names: readonly string[], path: string): void => {
    const inner = value instanceof CosStream ? value.dict : value;
    if (!(inner instanceof CosDict || inner instanceof CosArray) || names.length === 0) return;
    if (!numbers.has(inner)) numbers.set(inner, numbers.size);
    const key = `${numbers.get(inner)} ${names.join(" ")}`;
    if (seen.has(key)) return;
    seen.add(key);
    // of several tables the one that the value keeps best
    const counted = names.map((name) => ({ name, count: ownFaults(inner, table(name)).length }));
    const least = counted.reduce((best, each) => (each.count < best.count ? each : best));
    queue.push({ value: inner, name: least.name, path });
  };
  visit(trailer, ["FileTrailer"], "trailer");
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, name, path } = next;
    for (const fault of ownFaults(value, table(name))) faults.add(`${path} (${name}): ${fault}`);
    for (const [key, each] of entriesOf(value)) {
      const row = rowOf(table(name), key);
      const at = row?.types.findIndex((type) => isOf(each, type)) ?? -1;
      if (row && at >= 0) visit(each, row.links[at] ?? row.links[0] ?? [], `${path}/${key}`);
    }
  }
  return [...faults];
};

const readTable = (name: string, version: string): Table => {
  const [, ...rows] = readFileSync(join(FOLDER, version, `${name}.tsv`), "utf8")
    .trimEnd()
    .split("\n");
  return new Map(
    rows.map((row) => {
      const cells = row.split("\t");
      const required = cells[4] === "TRUE" && cells[6] !== "TRUE";
      return [
        cells[0]!,
        {
          types: cells[1]!.split(";").map((type) => /^fn:\w+\([\d.]+,([\w-]+)\)$/.exec(type)?.[1] ?? type),
          required,
          links: listsIn(cells[10] ?? ""),
          values: listsIn(cells[8] ?? "").map((list) =>
            list.length === 0 || list.some((each) => each.includes("fn:") || each === "*") ? undefined : list,
          ),
        },
      ];
    }),
  );
};

/** `[A,B];[C]`, a list for each type. */
const listsIn = (cell: string): readonly (readonly string[])[] =>
  cell === ""
    ? []
    : cell.split(";").map((list) => {
        const bare = list.replace(/^\[|\]$/g, "");
        return bare.includes("fn:") ? ["fn:"] : bare.split(",").filter((each) => each !== "");
      });

const entriesOf = (value: CosDict | CosArray): readonly (readonly [string, CosValue])[] =>
  value instanceof CosDict
    ? [...value.raw.keys()].map((key) => [key, value.get(key)] as const)
    : value.raw.map((_, n) => [String(n), value.at(n)] as const);

/** Arrays repeat their rows with a star: `*` for all, `0*` and `1*` for pairs. */
const rowOf = (table: Table, key: string): Row | undefined => {
  const exact = table.get(key) ?? table.get("*");
  if (exact || !/^\d+$/.test(key)) return exact;
  const starred = [...table].filter(([each]) => /^\d+\*$/.test(each));
  if (starred.length === 0) return undefined;
  const first = Number.parseInt(starred[0]![0], 10);
  return Number(key) < first ? undefined : starred[(Number(key) - first) % starred.length]![1];
};

const ownFaults = (value: CosDict | CosArray, table: Table): readonly string[] => {
  const faults: string[] = [];
  const entries = entriesOf(value);
  const present = new Set(entries.map(([key]) => key));
  for (const [key, row] of table)
    if (row.required && !key.includes("*") && !present.has(key)) faults.push(`\`${key}\` is missing`);
  for (const [key, each] of entries) {
    const row = rowOf(table, key);
    if (!row) faults.push(`\`${key}\` is unknown`);
    else if (each !== undefined) faults.push(...valueFaults(key, each, row));
  }
  return faults;
};

const valueFaults = (key: string, value: CosValue, { types, values }: Row): readonly string[] => {
  const at = types.findIndex((type) => isOf(value, type));
  if (at < 0) return [`\`${key}\` is not of ${types.join(", ")}`];
  const allowed = values[at];
  const text = value instanceof CosName ? value.value : Number.isInteger(value) ? String(value) : undefined;
  return !allowed || text === undefined || allowed.includes(text) ? [] : [`\`${key}\` is \`${text}\``];
};

const isOf = (value: CosValue, type: string): boolean => {
  if (type === "array" || type === "rectangle" || type === "matrix") return value instanceof CosArray;
  if (type === "stream") return value instanceof CosStream;
  if (type === "dictionary" || type === "name-tree" || type === "number-tree") return value instanceof CosDict;
  if (type === "name") return value instanceof CosName;
  if (type === "date" || type.startsWith("string")) return value instanceof CosString;
  if (type === "boolean") return typeof value === "boolean";
  if (type === "integer" || type === "bitmask") return Number.isInteger(value);
  if (type === "number") return typeof value === "number";
  return type === "null" ? value === undefined : true;
};
