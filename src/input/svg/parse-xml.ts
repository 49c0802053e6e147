/** XML text → a tree of elements; the only door to saxes, which reads no other files and expands no entities of the document's own. */
import { SaxesParser } from "saxes";

/** An element with its attributes by their local names: `xlink:href` is `href`. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** text right inside it */
  readonly text: string;
}

/** Deeper than any drawing is nested. */
const DEEPEST = 200;

/** More elements than any drawing for a newspaper has. */
const MOST = 100_000;

/** The root element; `why` completes "the drawing …" when the text is none. Never throws because of the text. */
export const parseXml = (
  text: string,
): { readonly ok: true; readonly root: XmlElement } | { readonly ok: false; readonly why: string } => {
  const parser = new SaxesParser({ xmlns: false });
  const open: { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }[] = [];
  let root: XmlElement | undefined;
  let count = 0;
  parser.on("error", (fault) => {
    throw new XmlFault(`is not well-formed XML (line ${parser.line}: ${wordsOf(fault.message)})`);
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (open.length >= DEEPEST || ++count > MOST) throw new XmlFault("is nested too deep, or has too many elements");
    const own = Object.entries(attributes).map(([key, value]) => [local(key), value]);
    open.push({ name: local(name), attributes: Object.fromEntries(own), children: [], text: "" });
  });
  parser.on("closetag", () => {
    const element = open.pop();
    if (!element) return;
    const outer = open.at(-1);
    if (outer) outer.children.push(element);
    else root ??= element;
  });
  const addText = (more: string): void => {
    const inner = open.at(-1);
    if (inner) inner.text += more;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  try {
    parser.write(text).close();
  } catch (fault) {
    if (fault instanceof XmlFault) return { ok: false, why: fault.message };
    throw fault;
  }
  return root ? { ok: true, root } : { ok: false, why: "holds no element" };
};

class XmlFault extends Error {}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** saxes puts the place before its words. */
const wordsOf = (message: string): string => message.replace(/^\d+:\d+:\s*/, "").replace(/[.\s]+$/, "");
