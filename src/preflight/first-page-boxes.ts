/** The boxes of a PDF's first page, without reading what is on it. */
import { CosFile } from "../cos/cos-file.ts";
import { CosArray } from "../cos/cos-object.ts";
import { readPageTree } from "./document/page-tree.ts";
import { boxOf, type PageBox } from "./page-box.ts";

/** In points, y up, as the file has them; what it does not have is undefined. */
export interface FirstPageBoxes {
  readonly media: PageBox | undefined;
  readonly trim: PageBox | undefined;
}

/** Reads them; never throws because of the file. */
export const firstPageBoxes = (pdf: Uint8Array): FirstPageBoxes => {
  const [page] = readPageTree(new CosFile(pdf).trailer.dict("Root")).pages;
  const box = (key: string): PageBox | undefined => {
    const value = page?.entry(key);
    return value instanceof CosArray ? boxOf(value.numbers()) : undefined;
  };
  return { media: box("MediaBox"), trim: box("TrimBox") };
};
