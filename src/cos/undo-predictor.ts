/** Predictors of Flate and LZW (ISO 32000-1, 7.4.4.4): PNG's five and TIFF's. */

/** The parameters Predictor, Colors, BitsPerComponent and Columns. */
export interface Predictor {
  readonly predictor: number;
  readonly colors: number;
  readonly bits: number;
  readonly columns: number;
}

/** The bytes as they were before prediction; unchanged where the parameters make no sense. */
export const undoPredictor = (bytes: Uint8Array, how: Predictor): Uint8Array => {
  const { predictor, colors, bits, columns } = how;
  const sane = [1, 2, 4, 8, 16].includes(bits) && colors >= 1 && colors <= 64 && columns >= 1 && columns < 1 << 24;
  if (predictor < 2 || !sane) return bytes;
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = Math.ceil((colors * bits * columns) / 8);
  return predictor === 2 ? undoTiff(bytes, row, how) : undoPng(bytes, row, pixel);
};

const undoPng = (bytes: Uint8Array, row: number, pixel: number): Uint8Array => {
  const rows = Math.ceil(bytes.length / (row + 1));
  const out = new Uint8Array(Math.max(0, bytes.length - rows));
  for (let n = 0; n < rows; n++) {
    const kind = bytes[n * (row + 1)]!;
    const from = n * (row + 1) + 1;
    const to = n * row;
    const count = Math.min(row, bytes.length - from);
    for (let x = 0; x < count; x++) {
      const left = x >= pixel ? out[to + x - pixel]! : 0;
      const up = n > 0 ? out[to + x - row]! : 0;
      const corner = n > 0 && x >= pixel ? out[to + x - row - pixel]! : 0;
      out[to + x] = (bytes[from + x]! + guess(kind, left, up, corner)) & 0xff;
    }
  }
  return out;
};

const guess = (kind: number, left: number, up: number, corner: number): number => {
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
};

/** TIFF's predictor 2, for samples of whole bytes; others are rare, and stay as they are. */
const undoTiff = (bytes: Uint8Array, row: number, { colors, bits }: Predictor): Uint8Array => {
  if (bits !== 8) return bytes;
  const out = Uint8Array.from(bytes);
  for (let from = 0; from < out.length; from += row) {
    const to = Math.min(from + row, out.length);
    for (let at = from + colors; at < to; at++) out[at] = (out[at]! + out[at - colors]!) & 0xff;
  }
  return out;
};
