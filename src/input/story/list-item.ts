/** The head of a line that begins an item of a list: `- `, `* ` or `1. `. */
import type { ListItem } from "../../model/story.ts";
import { GONE } from "./letters.ts";

/** An item's head. */
export interface ItemHead extends Pick<ListItem, "kind" | "label"> {
  /** columns of blanks before its sign; a tab counts 4 (CommonMark 2.2) */
  readonly indent: number;
  /** offset in the line at which its text begins */
  readonly textAt: number;
}

/** Blanks, and comments, which are not seen. */
const GAP = `[ \\t${GONE}]`;
const HEAD = new RegExp(`^(${GAP}*)([-*]|\\d{1,3}\\.)(${GAP}+)(?=[^\\s${GONE}])`, "u");

/** Deeper than this a line that opens no list is no item (CommonMark 5.2). */
const DEEPEST = 3;

/** The head of `line`; undefined when it begins no item. In an open list any depth is an item. */
export const itemHead = (line: string, inList: boolean): ItemHead | undefined => {
  const [all, before, sign, behind] = HEAD.exec(line) ?? [];
  if (all === undefined || sign === undefined || !/[ \t]/.test(behind!)) return undefined;
  const indent = [...before!].reduce((sum, each) => sum + (each === "\t" ? 4 : each === " " ? 1 : 0), 0);
  if (!inList && indent > DEEPEST) return undefined;
  const bulleted = sign === "-" || sign === "*";
  return { kind: bulleted ? "bulleted" : "numbered", label: bulleted ? "•" : sign, indent, textAt: all.length };
};
