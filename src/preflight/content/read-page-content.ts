/** A page's content with its annotations, read to the end or to the document's limits. */
import type { CosFile } from "../../cos/cos-file.ts";
import { CosArray, CosDict, type CosRef, CosStream, type CosValue, dictOf } from "../../cos/cos-object.ts";
import type { FontFacts } from "../fonts/font-facts.ts";
import { boxOf, heightOf, matrixOf, type PageBox, transformBox, widthOf } from "../page-box.ts";
import { readSpace } from "./colour-space.ts";
import { type ContentBudget, ContentReader, contentBytes } from "./content-reader.ts";
import { OPERATORS } from "./operators.ts";
import type { PageContent } from "./page-content.ts";

/** A page as its tree has it. */
export interface ContentPage {
  readonly dict: CosDict;
  readonly object: number | undefined;
  entry(key: string): Exclude<CosValue, CosRef>;
}

/** US Letter: what readers take where a page has no MediaBox. */
const NO_MEDIA: PageBox = { x0: 0, y0: 0, x1: 612, y1: 792 };

/** Reads it. */
export const readPageContent = (
  page: ContentPage,
  media: PageBox | undefined,
  around: { readonly file: CosFile; readonly budget: ContentBudget; readonly fonts: Map<CosDict, FontFacts> },
): PageContent => {
  const { dict, object } = page;
  const reader = new ContentReader({ ...around, operators: OPERATORS, media: media ?? NO_MEDIA });
  const resources = dictOf(page.entry("Resources"));
  const group = dict.dict("Group");
  if (group?.name("S") === "Transparency")
    reader.noteGroup({
      role: "page",
      space: group.has("CS") ? readSpace(group.get("CS"), resources) : undefined,
      object,
    });
  const contents = dict.get("Contents");
  const first = contents instanceof CosArray ? contents.at(0) : contents;
  const own = first instanceof CosStream ? first.object : object;
  reader.run(contentBytes(contents, around.file), { resources, object: own });
  for (const each of dict.array("Annots")?.values() ?? []) {
    const annotation = dictOf(each);
    if (annotation) runAppearance(reader, annotation);
  }
  return reader.content;
};

/** What an annotation looks like on paper; one that is not printed, or hidden, is left out. */
const runAppearance = (reader: ContentReader, annotation: CosDict): void => {
  const flags = annotation.number("F") ?? 0;
  const prints = (flags & 4) !== 0 && (flags & 2) === 0;
  const normal = annotation.dict("AP")?.get("N");
  const state = annotation.name("AS");
  const stream = normal instanceof CosDict && state ? normal.get(state) : normal;
  const rect = boxOf(annotation.array("Rect")?.numbers());
  if (!prints || !(stream instanceof CosStream) || !rect) return;
  const box = boxOf(stream.dict.array("BBox")?.numbers());
  const { state: saved } = reader;
  if (box) {
    // the appearance's box, by its own matrix, is fitted to the rectangle (ISO 32000-1, 12.5.5)
    const placed = transformBox(box, matrixOf(stream.dict.array("Matrix")?.numbers()));
    const [sx, sy] = [widthOf(rect) / (widthOf(placed) || 1), heightOf(rect) / (heightOf(placed) || 1)];
    reader.state = { ...saved, matrix: [sx, 0, 0, sy, rect.x0 - placed.x0 * sx, rect.y0 - placed.y0 * sy] };
  }
  reader.form(stream);
  reader.state = saved;
};
