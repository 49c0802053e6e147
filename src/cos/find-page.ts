/** One page of a file, found through its tree of pages with what it inherits (ISO 32000-1, 7.7.3). */
import type { CosFile } from "./cos-file.ts";
import { CosDict, type CosValue } from "./cos-object.ts";

/** The page's dictionary with inherited entries in it; or what is in the way. */
export type PageFound =
  | { readonly kind: "page"; readonly page: CosDict }
  /** there are only so many pages; 0 where no page can be read at all */
  | { readonly kind: "missing"; readonly count: number }
  | { readonly kind: "encrypted" };

const INHERITED = ["Resources", "MediaBox", "CropBox", "Rotate"] as const;
/** More nodes than this are no picture. */
const MOST_NODES = 100_000;

/** The page of this number, counted from 1. Trees that go in circles are walked once. Never throws. */
export const findPage = (file: CosFile, number: number): PageFound => {
  if (file.trailer.has("Encrypt")) return { kind: "encrypted" };
  const root = file.trailer.dict("Root")?.dict("Pages");
  const seen = new Set<CosDict>();
  const waiting: { readonly node: CosDict; readonly above: ReadonlyMap<string, CosValue> }[] = [];
  if (root) waiting.push({ node: root, above: new Map() });
  let count = 0;
  for (let next = waiting.pop(); next && seen.size < MOST_NODES; next = waiting.pop()) {
    const { node, above } = next;
    if (seen.has(node)) continue;
    seen.add(node);
    const here = new Map(above);
    for (const key of INHERITED) if (node.raw.has(key)) here.set(key, node.raw.get(key));
    const kids = node.array("Kids");
    if (!kids) {
      count++;
      if (count === number) return { kind: "page", page: new CosDict(new Map([...here, ...node.raw]), file) };
      continue;
    }
    // the first of them is to come out first
    for (let at = Math.min(kids.length, MOST_NODES) - 1; at >= 0; at--) {
      const kid = kids.at(at);
      if (kid instanceof CosDict) waiting.push({ node: kid, above: here });
    }
  }
  return { kind: "missing", count };
};
