/** A spot colour as a colour space (ISO 32000-1, 8.6.6.4). */
import type { Spot } from "../base/colour.ts";
import type { PdfObjects, PdfValue } from "./pdf-objects.ts";

/** `Separation` with DeviceCMYK for its alternate; the tint goes from paper to it in a straight line. */
export const writeSpot = (file: PdfObjects, { name, alternate: { c, m, y, k } }: Spot): readonly PdfValue[] => [
  "Separation",
  pdfName(name),
  "DeviceCMYK",
  file.add({
    FunctionType: 2,
    Domain: [0, 1],
    C0: [0, 0, 0, 0],
    C1: [c / 100, m / 100, y / 100, k / 100],
    N: 1,
  }),
];

/** Names are UTF-8; what is no regular character of ASCII is written as `#` and two digits (7.3.5). */
const pdfName = (name: string): string =>
  [...Buffer.from(name, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9._-]/.test(character) ? character : `#${byte.toString(16).padStart(2, "0")}`;
    })
    .join("");
