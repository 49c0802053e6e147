/** Bookmarks (ISO 32000-1, 12.3.3) as a tree of places. */
import type { PdfDictionary, PdfObjects, PdfRef, PdfValue } from "./pdf-objects.ts";

/** A bookmark with those under it. */
export interface Bookmark {
  readonly title: string;
  /** the destination, an array */
  readonly to: readonly PdfValue[];
  readonly kids: readonly Bookmark[];
}

/** Writes the bookmarks, all open; undefined without any. */
export const writeOutline = (file: PdfObjects, marks: readonly Bookmark[]): PdfRef | undefined => {
  if (marks.length === 0) return undefined;
  const root = file.reserve();
  const children = writeLevel(file, marks, root);
  file.fill(root, { Type: "Outlines", ...children });
  return root;
};

const writeLevel = (file: PdfObjects, marks: readonly Bookmark[], parent: PdfRef): PdfDictionary => {
  if (marks.length === 0) return {};
  const refs = marks.map(() => file.reserve());
  marks.forEach(({ title, to, kids }, n) => {
    const [before, after] = [refs[n - 1], refs[n + 1]];
    file.fill(refs[n]!, {
      Title: { text: title },
      Parent: parent,
      Dest: to,
      ...(before && { Prev: before }),
      ...(after && { Next: after }),
      ...writeLevel(file, kids, refs[n]!),
    });
  });
  return { First: refs[0]!, Last: refs.at(-1)!, Count: countOf(marks) };
};

const countOf = (marks: readonly Bookmark[]): number => marks.reduce((sum, { kids }) => sum + 1 + countOf(kids), 0);
