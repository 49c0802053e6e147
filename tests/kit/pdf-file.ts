/** Small PDF files, object by object. */
import { deflateSync } from "node:zlib";

/** An object: its text, or a dictionary (without `<<`, `>>` and Length) with the bytes of a stream. */
export type PdfObject = string | { readonly dict: string; readonly bytes: Uint8Array | string };

/** A file whose objects are numbered from 1 as they come; the first is the catalog. */
export const pdfFile = (objects: readonly PdfObject[], trailer = ""): Buffer => {
  const parts: Buffer[] = [Buffer.from("%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", "latin1")];
  let length = parts[0]!.length;
  const offsets = objects.map((object, n) => {
    const at = length;
    const bytes = objectBytes(object, n + 1);
    parts.push(bytes);
    length += bytes.length;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};

const objectBytes = (object: PdfObject, number: number): Buffer => {
  if (typeof object === "string") return Buffer.from(`${number} 0 obj\n${object}\nendobj\n`, "latin1");
  const bytes = Buffer.from(object.bytes as string, "latin1");
  const data = typeof object.bytes === "string" ? bytes : Buffer.from(object.bytes);
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<< ${object.dict} /Length ${data.length} >>\nstream\n`, "latin1"),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
};

/** What a page is made of; `objects` are numbered from 5. */
export interface PdfPage {
  readonly content: string;
  readonly box?: string;
  /** further entries of the page, as in `/Rotate 90` */
  readonly page?: string;
  /** entries of its resources */
  readonly resources?: string;
  readonly objects?: readonly PdfObject[];
  readonly catalog?: string;
  readonly trailer?: string;
}

/** A file of one page of 100 × 75 pt. */
export const onePage = ({
  content,
  box = "/MediaBox [0 0 100 75]",
  page = "",
  resources = "",
  objects = [],
  catalog = "",
  trailer,
}: PdfPage): Buffer =>
  pdfFile(
    [
      `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      `<< /Type /Page /Parent 2 0 R ${box} /Contents 4 0 R /Resources << ${resources} >> ${page} >>`,
      { dict: "/Filter /FlateDecode", bytes: deflateSync(Buffer.from(content, "latin1")) },
      ...objects,
    ],
    trailer,
  );
