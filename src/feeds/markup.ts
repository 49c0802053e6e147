/** Marked-up text of an item, whether it was HTML, XHTML or NITF: elements and text in order. */
import type { XmlElement, XmlNode } from "../input/document/xml-tree.ts";

/** A node, named as the format names it. */
export type MarkupNode = XmlNode;
export type MarkupElement = XmlElement;

/** Deeper than any story is nested; more elements than any has. */
export const MARKUP_BOUNDS = { deepest: 200, most: 500_000 } as const;

/** All text inside, as it stands. */
export const textOf = (node: MarkupNode): string => {
  if (node.kind === "text") return node.text;
  return node.children.map(textOf).join("");
};

/** Characters that part words in HTML become one space; the ends go. */
export const inOneLine = (text: string): string => text.replace(/[ \t\n\r\f\v\u0085\u2028\u2029]+/g, " ").trim();

/** The elements of a name right inside one. */
export const childrenOf = (element: MarkupElement | undefined, name: string): readonly MarkupElement[] =>
  (element?.children ?? []).flatMap((child) => (child.kind === "element" && child.name === name ? [child] : []));

/** The first element on a path of names from one inwards. */
export const find = (element: MarkupElement | undefined, ...path: readonly string[]): MarkupElement | undefined =>
  path.reduce<MarkupElement | undefined>((at, name) => childrenOf(at, name)[0], element);

/** All elements of a name anywhere inside, in order, those within one of them not. */
export const findAll = (element: MarkupElement, name: string): readonly MarkupElement[] =>
  element.children.flatMap((child) => {
    if (child.kind === "text") return [];
    return child.name === name ? [child] : findAll(child, name);
  });

/** The text of the element on a path, in one line; undefined when it is not there or blank. */
export const lineOf = (element: MarkupElement | undefined, ...path: readonly string[]): string | undefined => {
  const found = find(element, ...path);
  const line = found && inOneLine(textOf(found));
  return line === "" ? undefined : line;
};
