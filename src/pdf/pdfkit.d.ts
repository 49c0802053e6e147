/** The little of pdfkit that `pdf-objects.ts` uses; the package has no types of its own. */
declare module "pdfkit" {
  import type { Readable } from "node:stream";

  /** An indirect object. */
  export interface Reference {
    readonly id: number;
    data: Record<string, unknown>;
    write(chunk: Uint8Array): void;
    end(chunk?: Uint8Array): void;
  }

  export default class PDFDocument extends Readable {
    constructor(options: {
      readonly pdfVersion: string;
      readonly autoFirstPage: boolean;
      readonly compress: boolean;
      readonly font: string;
    });
    ref(data: Record<string, unknown>): Reference;
    _root: Reference;
    _info: Reference;
    _id: Uint8Array;
    /** by object number: where each object begins; its length is the count of objects */
    readonly _offsets: unknown[];
    _finalize(): void;
  }
}
