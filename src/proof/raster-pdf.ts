/** PDF to pixels, by PDFium: a renderer that we did not write, so that a proof shows what the file says. */
import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { Raster } from "./raster.ts";

/** Which page, from 1, and how fine. */
export interface RasterHow {
  readonly page: number;
  /** pixels an inch of the sheet */
  readonly dpi: number;
}

/** More pixels than this would not fit the renderer's memory. */
const MOST_PIXELS = 200_000_000;

/** The whole sheet of a page, on white. The same file gives the same pixels. Throws when the bytes are no PDF or have no such page. */
export const rasterPdf = async (pdf: Uint8Array, how: RasterHow): Promise<Raster> => {
  try {
    return await draw(pdf, how);
  } catch (fault) {
    // a renderer that has stopped in the middle draws nothing any more: the next file gets a new one
    if (fault instanceof Error && fault.name === "RuntimeError") opening = undefined;
    throw fault;
  }
};

const draw = async (pdf: Uint8Array, { page, dpi }: RasterHow): Promise<Raster> => {
  const document = await (await openPdfium()).loadDocument(pdf);
  try {
    const count = document.getPageCount();
    if (page < 1 || page > count) throw new RangeError(`the file has ${count} pages, not a page ${page}`);
    const sheet = document.getPage(page - 1);
    const { originalWidth, originalHeight } = sheet.getOriginalSize();
    const width = Math.max(1, Math.round((originalWidth * dpi) / 72));
    const height = Math.max(1, Math.round((originalHeight * dpi) / 72));
    if (width * height > MOST_PIXELS) throw new RangeError(`${width} × ${height} pixels are more than can be drawn`);
    const { data } = await sheet.render({ width, height, scale: 1 });
    return { width, height, rgba: data, dpi };
  } finally {
    document.destroy();
  }
};

type Pdfium = Awaited<ReturnType<typeof PDFiumLibrary.init>>;

let opening: Promise<Pdfium> | undefined;

/** Loaded once a process: it is megabytes of WebAssembly. */
const openPdfium = (): Promise<Pdfium> => (opening ??= PDFiumLibrary.init());
