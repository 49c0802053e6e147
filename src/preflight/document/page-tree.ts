/** The pages of a document, in order, with what they inherit; circles and depth are bounded. */
import { CosDict, CosRef, type CosValue, dictOf } from "../../cos/cos-object.ts";

/** A page with its inherited entries. */
export interface TreePage {
  readonly dict: CosDict;
  readonly object: number | undefined;
  /** Resources, MediaBox, CropBox or Rotate, the page's own or inherited */
  entry(key: string): Exclude<CosValue, CosRef>;
}

/** All pages, and whether the tree is sound. */
export interface PageTree {
  readonly pages: readonly TreePage[];
  readonly faults: readonly string[];
}

const MAX_DEPTH = 60;
/** Pages that are looked at; a newspaper has fewer. */
export const MAX_PAGES = 2000;

/** Walks the tree from the catalog. */
export const readPageTree = (catalog: CosDict | undefined): PageTree => {
  const pages: TreePage[] = [];
  const faults = new Set<string>();
  const seen = new Set<CosDict>();
  const visit = (node: CosDict, object: number | undefined, parents: readonly CosDict[]): void => {
    if (seen.has(node)) faults.add("the page tree goes in a circle");
    if (seen.has(node) || pages.length >= MAX_PAGES) return;
    seen.add(node);
    const kids = node.array("Kids");
    if (!kids || node.name("Type") === "Page") {
      pages.push({ dict: node, object, entry: (key) => [node, ...parents].find((each) => each.has(key))?.get(key) });
      return;
    }
    if (parents.length >= MAX_DEPTH) {
      faults.add("the page tree is deeper than any real one");
      return;
    }
    for (const [index, raw] of kids.raw.entries()) {
      const kid = dictOf(kids.at(index));
      if (kid) visit(kid, raw instanceof CosRef ? raw.number : undefined, [node, ...parents]);
      else faults.add("the page tree names a page that is not there");
    }
  };
  const root = catalog?.get("Pages");
  if (root instanceof CosDict) visit(root, catalog?.objectOf("Pages"), []);
  const count = dictOf(root)?.number("Count");
  if (pages.length >= MAX_PAGES) faults.add(`more than ${MAX_PAGES} pages; the others were not looked at`);
  else if (count !== undefined && count !== pages.length)
    faults.add(`the page tree says ${count} pages and has ${pages.length}`);
  return { pages, faults: [...faults] };
};
