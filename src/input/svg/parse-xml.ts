/** The XML of a drawing → a tree of elements. */
import { ownText, readXmlTree, type XmlElement as TreeElement } from "../document/xml-tree.ts";

/** An element with its attributes by their local names: `xlink:href` is `href`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** text right inside it */
  readonly text: string;
}

/** Deeper than any drawing is nested, and more elements than any drawing for a newspaper has. */
const BOUNDS = { deepest: 200, most: 100_000 } as const;

/** The root element; `why` completes "the drawing …" when the text is none. Never throws because of the text. */
export const parseXml = (
  text: string,
): { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly why: string } => {
  const read = readXmlTree(text, BOUNDS);
  return read.ok ? { ok: true, root: drawn(read.root) } : { ok: false, why: read.why };
};

const drawn = (element: TreeElement): XmlElement => ({
  name: element.name,
  attributes: element.attributes,
  children: element.children.flatMap((child) => (child.kind === "element" ? [drawn(child)] : [])),
  text: ownText(element),
});
