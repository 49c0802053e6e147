/** XML text → a tree of elements and text in order; the only door to saxes, which reads no other files and expands no entities of the document's own. */
import { SaxesParser } from "saxes";

/** An element, its name and attributes by their local names: `xlink:href` is `href`. */
export interface XmlElement {
  readonly kind: "element";
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** in the order of the document */
  readonly children: readonly XmlNode[];
  /** UTF-16 offset of its `<`; `end` is behind its last `>` */
  readonly start: number;
  readonly end: number;
}

/** Text between tags, CDATA included, entities resolved. Never empty. */
export interface XmlText {
  readonly kind: "text";
  readonly text: string;
}

export type XmlNode = XmlElement | XmlText;

/** How large a document may be. */
export interface XmlBounds {
  /** levels of nesting */
  readonly deepest: number;
  /** elements */
  readonly most: number;
}

/** The root element; or why there is none, as in "is not well-formed XML (line 3: …)", and where. */
export type XmlRead =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly why: string; readonly at: number };

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  readonly start: number;
}

/** Reads a document. Never throws because of the text. */
export const readXmlTree = (text: string, { deepest, most }: XmlBounds): XmlRead => {
  const parser = new SaxesParser({ xmlns: false });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  let start = 0;
  parser.on("error", (fault) => {
    throw new XmlFault(`is not well-formed XML (line ${parser.line}: ${wordsOf(fault.message)})`);
  });
  parser.on("opentagstart", () => {
    start = Math.max(0, text.lastIndexOf("<", parser.position - 1));
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= deepest || ++count > most) throw new XmlFault("is nested too deep, or has too many elements");
    const own = Object.entries(attributes).map(([key, value]) => [local(key), value] as const);
    open.push({ name: local(name), attributes: Object.fromEntries(own), children: [], start });
  });
  parser.on("closetag", () => {
    const closed = open.pop();
    if (!closed) return;
    const element: XmlElement = { kind: "element", ...closed, end: parser.position };
    const outer = open.at(-1);
    if (outer) outer.children.push(element);
    else root ??= element;
  });
  const addText = (more: string): void => {
    if (more !== "") open.at(-1)?.children.push({ kind: "text", text: more });
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  try {
    parser.write(text).close();
  } catch (fault) {
    if (fault instanceof XmlFault) return { ok: false, why: fault.message, at: Math.min(parser.position, text.length) };
    throw fault;
  }
  return root ? { ok: true, root } : { ok: false, why: "holds no element", at: 0 };
};

/** The text right inside an element, without that of the elements in it. */
export const ownText = ({ children }: XmlElement): string =>
  children.map((child) => (child.kind === "text" ? child.text : "")).join("");

class XmlFault extends Error {}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** saxes puts the place before its words. */
const wordsOf = (message: string): string => message.replace(/^\d+:\d+:\s*/, "").replace(/[.\s]+$/, "");
