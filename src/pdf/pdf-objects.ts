/**
 * The door to pdfkit, which serves as the writer of PDF objects, cross-reference table and trailer, and as nothing more: its first
 * page, its clock, its metadata and its empty name trees stay outside (PRINT §4.2).
 */
import PDFDocument, { type Reference } from "pdfkit";

/** A value inside a PDF object. */
export type PdfValue =
  | number
  | boolean
  | PdfName
  | PdfText
  | PdfRef
  | Uint8Array
  | readonly PdfValue[]
  | { readonly [key: string]: PdfValue };

/** A name without its slash. Plain TypeScript strings are names too for pdfkit; text has to be marked. */
export type PdfName = string;

/** A text string: ASCII as it is, all else in UTF-16. */
export interface PdfText {
  readonly text: string;
}

/** A reference to an object that has been or will be written. */
export class PdfRef {
  readonly reference: Reference;

  constructor(reference: Reference) {
    this.reference = reference;
  }
}

/** Entries of a dictionary. */
export type PdfDictionary = { readonly [key: string]: PdfValue };

/** A page of a file. */
export interface PdfPageEntry {
  /** entries besides Type and Parent */
  readonly entries: PdfDictionary;
  /** made by `reserve` where something refers to the page */
  readonly ref?: PdfRef;
}

/** A PDF file in the making. */
export class PdfObjects {
  readonly #document: PDFDocument;
  readonly #watch: (dictionary: PdfDictionary) => void;

  /**
   * @param version the header's, as in "1.4"
   * @param watch sees the dictionary of every object, and a last one with the trailer's ID
   */
  constructor(version: string, watch: (dictionary: PdfDictionary) => void) {
    this.#watch = watch;
    // an empty font name keeps Helvetica from being loaded
    this.#document = new PDFDocument({ pdfVersion: version, autoFirstPage: false, compress: false, font: "" });
    // pages, names and outline that pdfkit has prepared are never written: their object numbers are given out anew
    this.#document._offsets.length = 0;
  }

  /** Writes an object. */
  add(dictionary: PdfDictionary): PdfRef {
    this.#watch(dictionary);
    const reference = this.#document.ref(plain(dictionary));
    reference.end();
    return new PdfRef(reference);
  }

  /** Writes a list as an object of its own. */
  addList(values: readonly PdfValue[]): PdfRef {
    const reference = this.#document.ref(plainValue(values) as Record<string, unknown>);
    reference.end();
    return new PdfRef(reference);
  }

  /** Writes a stream whose bytes are already as the dictionary's Filter says. */
  addStream(dictionary: PdfDictionary, bytes: Uint8Array): PdfRef {
    this.#watch(dictionary);
    const reference = this.#document.ref(plain(dictionary));
    reference.end(bytes);
    return new PdfRef(reference);
  }

  /** An object that others may refer to before it is written by `fill`; each is to be written once. */
  reserve(): PdfRef {
    return new PdfRef(this.#document.ref({}));
  }

  /** Writes a reserved object. */
  fill({ reference }: PdfRef, dictionary: PdfDictionary): void {
    this.#watch(dictionary);
    Object.assign(reference.data, plain(dictionary));
    reference.end();
  }

  /**
   * Writes the pages, the catalog and the document information, and gives the whole file.
   * @param id both halves of the trailer's ID
   */
  async finish(last: {
    readonly pages: readonly PdfPageEntry[];
    readonly catalog: PdfDictionary;
    readonly info: PdfDictionary;
    readonly id: Uint8Array;
  }): Promise<Uint8Array> {
    const document = this.#document;
    for (const each of [
      ...last.pages.map(({ entries }) => entries),
      last.catalog,
      last.info,
      { ID: [last.id, last.id] },
    ])
      this.#watch(each);
    const pages = document.ref({ Type: "Pages", Count: last.pages.length });
    pages.data["Kids"] = last.pages.map(({ entries, ref }) => {
      const page = ref?.reference ?? document.ref({});
      Object.assign(page.data, { Type: "Page", Parent: pages, ...plain(entries) });
      page.end();
      return page;
    });
    pages.end();
    document._root = document.ref({ Type: "Catalog", Pages: pages, ...plain(last.catalog) });
    document._root.end();
    document._info = document.ref(plain(last.info));
    document._info.end();
    document._id = last.id;
    document._finalize();
    const chunks: Uint8Array[] = [];
    for await (const chunk of document) chunks.push(chunk as Uint8Array);
    return new Uint8Array(Buffer.concat(chunks));
  }
}

const plain = (dictionary: PdfDictionary): Record<string, unknown> =>
  Object.fromEntries(Object.entries(dictionary).map(([key, value]) => [key, plainValue(value)]));

const plainValue = (value: PdfValue): unknown => {
  if (typeof value !== "object" || value instanceof Uint8Array) return value;
  if (value instanceof PdfRef) return value.reference;
  if (isList(value)) return value.map(plainValue);
  // pdfkit tells text from names by the String object
  if (isText(value)) return new String(value.text);
  return plain(value as PdfDictionary);
};

const isList = (value: object): value is readonly PdfValue[] => Array.isArray(value);

const isText = (value: object): value is PdfText => "text" in value && typeof value.text === "string";
