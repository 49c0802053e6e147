/** A PDF read by pdf.js, the reader of browsers: its warnings, and how much it drew. */
import { fileURLToPath } from "node:url";

/** What pdf.js makes of a file. */
export interface PdfJsReading {
  readonly pages: number;
  /** drawing operations of all pages */
  readonly operations: number;
  /** what it warned of, and what it could not read */
  readonly warnings: readonly string[];
}

/** Reads all pages down to their drawing operations. */
export const readWithPdfJs = async (pdf: Uint8Array): Promise<PdfJsReading> => {
  const { log, warn } = console;
  const warnings: string[] = [];
  const listen = (...words: readonly unknown[]): void => {
    warnings.push(words.join(" "));
  };
  console.log = listen;
  console.warn = listen;
  try {
    const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
    const loading = getDocument({
      data: Uint8Array.from(pdf),
      verbosity: VerbosityLevel.WARNINGS,
      wasmUrl: fileURLToPath(new URL("../../node_modules/pdfjs-dist/wasm/", import.meta.url)),
    });
    const document = await loading.promise;
    let operations = 0;
    for (let n = 1; n <= document.numPages; n++) {
      const page = await document.getPage(n);
      operations += (await page.getOperatorList()).fnArray.length;
      await page.getTextContent();
    }
    const pages = document.numPages;
    await loading.destroy();
    return { pages, operations, warnings: warnings.filter((each) => !ABOUT_ITSELF.test(each)) };
  } catch (fault) {
    return { pages: 0, operations: 0, warnings: [...warnings, String(fault)] };
  } finally {
    console.log = log;
    console.warn = warn;
  }
};

/** An annotation as a reader shows it. */
export interface PdfJsAnnotation {
  readonly page: number;
  readonly subtype: string;
  readonly rect: readonly number[];
  readonly contents: string;
  readonly hasAppearance: boolean;
}

/** The annotations of all pages. */
export const annotationsByPdfJs = async (pdf: Uint8Array): Promise<readonly PdfJsAnnotation[]> => {
  const { getDocument, VerbosityLevel } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const loading = getDocument({ data: Uint8Array.from(pdf), verbosity: VerbosityLevel.ERRORS });
  const document = await loading.promise;
  const found: PdfJsAnnotation[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    for (const each of await (await document.getPage(page)).getAnnotations()) {
      const { subtype, rect, contentsObj, hasAppearance } = each;
      found.push({ page, subtype, rect, contents: contentsObj?.str ?? "", hasAppearance });
    }
  }
  await loading.destroy();
  return found;
};

/** It misses a canvas, which only drawing pixels needs. */
const ABOUT_ITSELF = /@napi-rs\/canvas|Cannot polyfill|Please use the `legacy` build/;
