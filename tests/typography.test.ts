/** The table of requirements in `docs/typography.md` is whole, says a state for each, and names tests that there are. */
import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ROOT } from "./kit/sample.ts";

/** First and last number of each group of requirements. */
const GROUPS = [
  [1, 13],
  [20, 26],
  [30, 36],
  [40, 47],
  [50, 53],
  [60, 66],
  [70, 76],
  [80, 84],
  [90, 96],
  [100, 104],
  [110, 114],
] as const;

const table = readFileSync(`${ROOT}docs/typography.md`, "utf8");
const rows = [...table.matchAll(/^\| LC-(\d+) \| [^|]+ \| ([^|]+?) \| ?([^|]*?) ?\|$/gm)];

test("every requirement has its row, once and in order", () => {
  const wanted = GROUPS.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, n) => from + n));
  expect(rows.map((row) => Number(row[1]))).toEqual(wanted);
});

test("every row has a state, and what is built says where it is shown", () => {
  for (const [, id, state, how] of rows) {
    expect(["yes", "partly", "not yet"], `LC-${id}`).toContain(state);
    if (state === "yes") expect(how!.length, `LC-${id}`).toBeGreaterThan(5);
  }
});

test("the tests it names exist", () => {
  const named = new Set([...table.matchAll(/`([\w-]+\.test\.ts|cases\/[\w/-]+\.yaml)`/g)].map((match) => match[1]!));
  for (const file of named) expect(existsSync(`${ROOT}tests/${file}`), file).toBe(true);
});
