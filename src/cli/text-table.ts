/** A table of plain text whose columns stand one under another, ideographs included. */
import { padded, printable, textWidth } from "./text-width.ts";

/** Lines of `rows` under `head`; the columns of `toRight` are set flush right. */
export const textTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
  toRight: readonly number[] = [],
): string => {
  const all = [head, ...rows.map((row) => row.map(printable))];
  const widths = head.map((_, column) => Math.max(...all.map((row) => textWidth(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => padded(row[column] ?? "", width, toRight.includes(column)))
      .join("  ")
      .trimEnd();
  return `${all.map(line).join("\n")}\n`;
};
