/** The structure tree of a tagged file (ISO 32000-1, 14.7): nodes as elements, and the way from marked content back to them. */
import type { Rect } from "../base/geometry.ts";
import { isNode, itemsIn, type ReadingNode } from "../display/reading/reading-tree.ts";
import { itemBounds } from "../press/ink-bounds.ts";
import type { MarkedContent } from "./marked-content.ts";
import type { PageSpace } from "./page-space.ts";
import type { PdfDictionary, PdfObjects, PdfRef, PdfValue } from "./pdf-objects.ts";

/** A page whose nodes are written. */
export interface StructuredPage {
  readonly nodes: readonly ReadingNode[];
  readonly marked: MarkedContent;
  readonly space: PageSpace;
  readonly ref: PdfRef;
  /** of the part that the page is */
  readonly title: string;
}

/** What the rest of the file needs to know of the tree. */
export interface WrittenStructure {
  readonly root: PdfRef;
  /** for each page its links */
  readonly links: readonly (readonly PdfRef[])[];
}

/** What links lead to: the value of an annotation's action or destination; undefined where the file knows no such place. */
export type FindTarget = (link: NonNullable<ReadingNode["link"]>) => PdfDictionary | undefined;

/** Writes the tree: one document, a part for each page. Page n has `StructParents` n; links follow. */
export const writeStructure = (
  file: PdfObjects,
  pages: readonly StructuredPage[],
  { language, target }: { readonly language: string; readonly target: FindTarget },
): WrittenStructure => {
  const root = file.reserve();
  const document = file.reserve();
  const owned = pages.map(() => new Map<ReadingNode, PdfRef>());
  const annotated: { readonly annotation: PdfRef; readonly element: PdfRef; readonly page: number }[] = [];
  const parts = pages.map((page, n) => {
    const part = file.reserve();
    const writer = new ElementWriter(file, page, {
      owned: owned[n]!,
      target,
      next: () => pages.length + annotated.length,
    });
    writer.onLink = (annotation, element) => void annotated.push({ annotation, element, page: n });
    const kids = page.nodes.map((node) => writer.write(node, part));
    file.fill(part, { Type: "StructElem", S: "Part", P: document, T: { text: page.title }, K: kids });
    return part;
  });
  file.fill(document, { Type: "StructElem", S: "Document", P: root, Lang: { text: language }, K: parts });
  const numbers: PdfValue[] = pages.flatMap(({ marked }, n) => [
    n,
    file.addList(marked.owners.map((owner) => owned[n]!.get(owner)!)),
  ]);
  for (const [n, { element }] of annotated.entries()) numbers.push(pages.length + n, element);
  const parents = file.add({ Nums: numbers });
  file.fill(root, {
    Type: "StructTreeRoot",
    K: [document],
    ParentTree: parents,
    ParentTreeNextKey: pages.length + annotated.length,
  });
  return {
    root,
    links: pages.map((_, n) => annotated.filter(({ page }) => page === n).map(({ annotation }) => annotation)),
  };
};

interface ElementHow {
  readonly owned: Map<ReadingNode, PdfRef>;
  readonly target: FindTarget;
  /** the number by which the next link finds its element */
  readonly next: () => number;
}

/** Writes the elements of one page. */
class ElementWriter {
  readonly #file: PdfObjects;
  readonly #page: StructuredPage;
  readonly #how: ElementHow;
  onLink: (annotation: PdfRef, element: PdfRef) => void = () => {};

  constructor(file: PdfObjects, page: StructuredPage, how: ElementHow) {
    this.#file = file;
    this.#page = page;
    this.#how = how;
  }

  write(node: ReadingNode, parent: PdfRef): PdfRef {
    const file = this.#file;
    const { ref: page, marked } = this.#page;
    const element = file.reserve();
    this.#how.owned.set(node, element);
    const kids = node.kids.flatMap((kid): readonly PdfValue[] => {
      if (isNode(kid)) return [this.write(kid, element)];
      const number = marked.numbers.get(kid);
      return number === undefined ? [] : [number];
    });
    const target = node.link && this.#how.target(node.link);
    const annotation = target && this.#link(node, { element, target });
    file.fill(element, {
      Type: "StructElem",
      // what leads nowhere in this file is no link
      S: node.tag === "Link" && !annotation ? "Span" : node.tag,
      P: parent,
      Pg: page,
      ...(node.language !== undefined && { Lang: { text: node.language } }),
      ...(node.title !== undefined && node.title !== "" && { T: { text: node.title } }),
      ...(node.alt !== undefined && { Alt: { text: node.alt } }),
      ...attributesOf(node, this.#page.space),
      K: annotation ? [...kids, { Type: "OBJR", Obj: annotation, Pg: page }] : kids,
    });
    return element;
  }

  #link(
    node: ReadingNode,
    { element, target }: { readonly element: PdfRef; readonly target: PdfDictionary },
  ): PdfRef | undefined {
    const rects = lineRects(node);
    if (rects.length === 0) return undefined;
    const { ref, space } = this.#page;
    const quads = rects.flatMap((rect) => quadOf(rect, space));
    const xs = quads.filter((_, n) => n % 2 === 0);
    const ys = quads.filter((_, n) => n % 2 === 1);
    const { link } = node;
    const contents = link?.kind === "address" ? link.address : link?.page;
    const annotation = this.#file.add({
      Type: "Annot",
      Subtype: "Link",
      Rect: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
      QuadPoints: quads,
      Border: [0, 0, 0],
      F: 4,
      P: ref,
      Contents: { text: contents ?? "" },
      StructParent: this.#how.next(),
      ...target,
    });
    this.onLink(annotation, element);
    return annotation;
  }
}

/** One for each line of letters, or for a figure in the link. */
const lineRects = (node: ReadingNode): readonly Rect[] => {
  const lines = new Map<unknown, Rect>();
  for (const item of itemsIn(node)) {
    const rect = itemBounds(item);
    if (!rect) continue;
    const key = item.origin?.line ?? item.origin?.frame;
    const known = lines.get(key);
    lines.set(key, known ? around(known, rect) : rect);
  }
  return [...lines.values()];
};

const around = (a: Rect, b: Rect): Rect => {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
};

/** As readers expect the corners: upper left, upper right, lower left, lower right. */
const quadOf = ({ x, y, width, height }: Rect, space: PageSpace): readonly number[] => {
  const [left, far, top, low] = [space.x(x), space.x(x + width), space.y(y), space.y(y + height)].map(hundredth);
  return [left!, top!, far!, top!, left!, low!, far!, low!];
};

const hundredth = (value: number): number => Math.round(value * 100) / 100 + 0;

const attributesOf = (node: ReadingNode, space: PageSpace): PdfDictionary => {
  const { tag, cell, numbered } = node;
  if (tag === "L") return { A: { O: "List", ListNumbering: numbered ? "Decimal" : "Disc" } };
  if (tag === "Figure") {
    const rects = itemsIn(node).flatMap((item) => itemBounds(item) ?? []);
    if (rects.length === 0) return {};
    const { x, y, width, height } = rects.reduce(around);
    const box = [space.x(x), space.y(y + height), space.x(x + width), space.y(y)].map(hundredth);
    return { A: { O: "Layout", BBox: box, Placement: "Block" } };
  }
  if (tag !== "TH" && tag !== "TD") return {};
  const spans = cell ? { RowSpan: cell.rows, ColSpan: cell.columns } : {};
  if (tag === "TH") return { A: { O: "Table", Scope: "Column", ...spans } };
  return cell ? { A: { O: "Table", ...spans } } : {};
};
