/** HTML as it comes → the same tree as XML; the only door to htmlparser2. Nothing is run, nothing is fetched. */
import { Parser } from "htmlparser2";
import { MARKUP_BOUNDS, type MarkupElement, type MarkupNode } from "./markup.ts";

/** What was read; `tooLarge` when it is nested deeper, or has more elements, than any story. */
export type HtmlRead =
  | { readonly ok: true; readonly nodes: readonly MarkupNode[] }
  | { readonly ok: false; readonly why: "too-large" };

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: MarkupNode[];
}

class TooLarge extends Error {}

/** Every text can be read as HTML; what is not closed is closed at the end. */
export const parseHtml = (html: string): HtmlRead => {
  const top: MarkupNode[] = [];
  const open: OpenElement[] = [];
  let count = 0;
  const inner = (): MarkupNode[] => open.at(-1)?.children ?? top;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (open.length >= MARKUP_BOUNDS.deepest || ++count > MARKUP_BOUNDS.most) throw new TooLarge();
        open.push({ name, attributes: { ...attributes }, children: [] });
      },
      onclosetag: () => {
        const closed = open.pop();
        if (!closed) return;
        const element: MarkupElement = { kind: "element", ...closed, start: 0, end: 0 };
        inner().push(element);
      },
      ontext: (text) => {
        if (text !== "") inner().push({ kind: "text", text });
      },
    },
    { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true, recognizeCDATA: true },
  );
  try {
    parser.end(html);
  } catch (fault) {
    if (fault instanceof TooLarge) return { ok: false, why: "too-large" };
    throw fault;
  }
  return { ok: true, nodes: top };
};
