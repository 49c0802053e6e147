/** Tables that several parts of a page show, one after another. */
import type { Layout, LayoutNode } from "../model/layout.ts";

/** What a table is called among those of a page; undefined for other parts. */
export const tableName = (node: LayoutNode): string | undefined =>
  node.kind === "exhibit" && node.exhibit.kind === "table" && node.story !== undefined
    ? `${node.story} ${node.exhibit.number ?? 1}`
    : undefined;

/** Names of the tables that more than one part of a layout shows. */
export const tableThreadsOf = ({ slots }: Layout): ReadonlySet<string> => {
  const names = slots.flatMap(({ node }) => namesIn(node));
  return new Set(names.filter((name, n) => names.indexOf(name) < n));
};

const namesIn = (node: LayoutNode): readonly string[] =>
  node.kind === "stack" || node.kind === "band"
    ? node.children.flatMap(namesIn)
    : [tableName(node)].filter((name) => name !== undefined);
