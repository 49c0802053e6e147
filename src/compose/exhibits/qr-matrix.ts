/** What a QR code says → its dark modules; the only door to the qr package. */
import { encodeQR } from "qr";

/** Rows of modules, true where ink is; undefined when the text is longer than any code holds. Error correction M, 15 % (ISO/IEC 18004). */
export const qrMatrix = (content: string): readonly (readonly boolean[])[] | undefined => {
  try {
    // the package draws a border of one module at least
    return encodeQR(content, "raw", { ecc: "medium", border: 1 })
      .slice(1, -1)
      .map((row) => row.slice(1, -1));
  } catch {
    return undefined;
  }
};
