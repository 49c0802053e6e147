/**
 * Writes src/text/uax14/line-break-data.ts from the Unicode Character Database.
 *
 *     node scripts/make-line-break-data.mjs FOLDER
 *
 * FOLDER holds, with any suffix to the name and as `.txt` (as Unicode publishes them) or `.tsv` (start, end, value):
 *   LineBreak, EastAsianWidth, DerivedGeneralCategory, emoji-data (for Extended_Pictographic).
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const VERSION = "17.0.0";
const TARGET = new URL("../src/text/uax14/line-break-data.ts", import.meta.url);
const SIZE = 0x110000;

/** Values that `@missing` lines spell out. */
const SHORT = { Unknown: "XX", Ideographic: "ID", Prefix_Numeric: "PR", Neutral: "N", Wide: "W", Unassigned: "Cn" };

const folder = process.argv[2];
if (folder === undefined) {
  console.error("usage: node scripts/make-line-break-data.mjs FOLDER");
  process.exit(2);
}

/** One property as an array over the code space; what a file leaves out is `otherwise`. */
const property = (name, otherwise) => {
  const file = readdirSync(folder).find((each) => each.startsWith(name) && /\.(txt|tsv)$/.test(each));
  if (file === undefined) throw new Error(`no ${name} file in ${folder}`);
  const lines = readFileSync(join(folder, file), "utf8").split("\n");
  const values = new Array(SIZE).fill(otherwise);
  const missing = lines.filter((line) => line.startsWith("# @missing:")).map((line) => line.slice(11));
  for (const line of [...missing, ...lines]) {
    const row = /^\s*([0-9A-F]+)(?:(?:\.\.|\t)([0-9A-F]+))?\s*[;\t]\s*(\w+)/.exec(line);
    if (row === null) continue;
    values.fill(SHORT[row[3]] ?? row[3], Number.parseInt(row[1], 16), Number.parseInt(row[2] ?? row[1], 16) + 1);
  }
  return values;
};

const hex = (code) => code.toString(16).toUpperCase();

/** `start value start value …`: a value holds from its start to the next. */
const runs = (values) => values.flatMap((value, code) => (value === values[code - 1] ? [] : [`${hex(code)} ${value}`]));

/** `from-to from …`: the code points for which a predicate holds. */
const ranges = (holds) => {
  const found = [];
  for (let code = 0; code < SIZE; code += 1) {
    if (!holds(code)) continue;
    if (found.at(-1)?.[1] === code - 1) found.at(-1)[1] = code;
    else found.push([code, code]);
  }
  return found.map(([from, to]) => (from === to ? hex(from) : `${hex(from)}-${hex(to)}`));
};

/** Words in lines of at most 118 characters. */
const filled = (words) => {
  const lines = [""];
  for (const word of words) {
    if (lines.at(-1).length + word.length > 117) lines.push("");
    lines[lines.length - 1] += lines.at(-1) === "" ? word : ` ${word}`;
  }
  return lines.join("\n");
};

const lineBreak = property("LineBreak", "XX");
const width = property("EastAsianWidth", "N");
const category = property("DerivedGeneralCategory", "Cn");
const pictographic = property("emoji-data", "");

const isPictograph = (code) => pictographic[code] === "Extended_Pictographic" && category[code] === "Cn";
for (let code = 0; code < SIZE; code += 1) {
  if (!isPictograph(code) || lineBreak[code] === "ID" || lineBreak[code] === "XX") continue;
  throw new Error(`${hex(code)} is a reserved pictograph of a class that LB30b does not expect`);
}

const WIDTHS = { A: "A", W: "W", F: "W", H: "H" };

const parts = [
  ["LINE_BREAK_RUNS", "Line_Break: a class holds from its code point to the next one named.", runs(lineBreak)],
  [
    "EAST_ASIAN_WIDTH_RUNS",
    "East_Asian_Width, as far as it bears on lines: A ambiguous, W wide or fullwidth, H halfwidth, N all others.",
    runs(width.map((each) => WIDTHS[each] ?? "N")),
  ],
  [
    "INITIAL_QUOTES",
    "Class QU with general category Pi (LB15a, LB19).",
    ranges((code) => lineBreak[code] === "QU" && category[code] === "Pi"),
  ],
  [
    "FINAL_QUOTES",
    "Class QU with general category Pf (LB15b, LB19).",
    ranges((code) => lineBreak[code] === "QU" && category[code] === "Pf"),
  ],
  [
    "COMPLEX_MARKS",
    "Class SA with general category Mn or Mc: combining marks to LB1.",
    ranges((code) => lineBreak[code] === "SA" && /^M[nc]$/.test(category[code])),
  ],
  [
    "RESERVED_PICTOGRAPHS",
    "Extended_Pictographic with general category Cn, of class ID or XX (LB30b).",
    ranges(isPictograph),
  ],
];

writeFileSync(
  TARGET,
  `/**
 * Properties of characters that the line breaker needs, Unicode ${VERSION}.
 * Written by scripts/make-line-break-data.mjs; do not edit.
 * Source: Unicode Character Database ${VERSION}: LineBreak, EastAsianWidth, DerivedGeneralCategory and emoji-data.
 * Copyright © 1991-2025 Unicode, Inc. Unicode License V3, https://www.unicode.org/license.txt
 */
${parts.map(([name, what, words]) => `\n/** ${what} */\nexport const ${name} = \`\n${filled(words)}\`;\n`).join("")}`,
);
