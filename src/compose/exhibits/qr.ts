/** A QR code as one black area, in its quiet zone, with a label under it. */

import { BLACK } from "../../base/colour.ts";
import { type PathCommand, rectanglePath } from "../../base/path.ts";
import { mm, type Pt, toMm } from "../../base/units.ts";
import type { ExhibitContent } from "../../plan/exhibit-content.ts";
import type { Galleys } from "../galleys.ts";
import { type Block, type BlockRoom, isTooWide, setText } from "./block.ts";
import { qrMatrix } from "./qr-matrix.ts";

/** Blank round a code, in modules (ISO/IEC 18004, 6.3.8). */
const QUIET = 4;

/** Smallest module that a telephone reads off newsprint (GS1 General Specifications allow 0.396 mm and more, papers less). */
const LEAST_MODULE: Pt = mm(0.33);

/** Sets a code as wide as its room, or as the height that is left allows. */
export const setQr = (
  { code, style }: Extract<ExhibitContent, { kind: "qr" }>,
  { width, height }: BlockRoom,
  galleys: Galleys,
): Block => {
  const own = { ...style, align: "centre" as const };
  const label = setText(code.label, own, { galleys, place: { x: 0, y: 0, width } });
  const matrix = qrMatrix(code.content);
  const fault = (message: string, hint: string) =>
    ({ code: "compose/qr", severity: "error", message, hint, source: code.source }) as const;
  if (!matrix) {
    const words = fault("this is more than a QR code holds", "let it say an address under which the rest is found");
    return { height: width, lines: [], shapes: [], faults: [words] };
  }
  const room = height === undefined ? width : Math.min(width, height - label.height);
  const module = Math.max(0, room) / (matrix.length + 2 * QUIET);
  const side = module * (matrix.length + 2 * QUIET);
  const left = (width - side) / 2 + QUIET * module;
  const small = module < LEAST_MODULE - 1e-6;
  const need = Math.ceil(toMm(LEAST_MODULE * (matrix.length + 2 * QUIET)) * 10) / 10;
  const tooWide = label.lines.some((line) => isTooWide(line, own));
  return {
    height: side + label.height,
    lines: label.lines.map((line) => ({ ...line, baseline: line.baseline + side })),
    shapes: [{ kind: "fill", path: modulesPath(matrix, { left, top: QUIET * module, module }), ink: BLACK }],
    faults: [
      ...(small
        ? [
            fault(
              `the modules of a QR code are ${toMm(module).toFixed(2)} mm wide; below ${toMm(LEAST_MODULE).toFixed(2)} mm it is not read off newsprint`,
              `make it ${need} mm wide with its blank, or let it say less`,
            ),
          ]
        : []),
      ...(tooWide
        ? [fault("the label of a QR code is wider than the code", "shorten it, or make the code wider")]
        : []),
    ],
  };
};

/** Stretches of dark modules of a row as rectangles, the same stretch of rows below one another as one. */
const modulesPath = (
  matrix: readonly (readonly boolean[])[],
  { left, top, module }: { readonly left: Pt; readonly top: Pt; readonly module: Pt },
): readonly PathCommand[] => {
  const path: PathCommand[] = [];
  let open = new Map<string, { readonly from: number; readonly to: number; readonly row: number }>();
  for (let row = 0; row <= matrix.length; row++) {
    const next: typeof open = new Map();
    for (const { from, to } of stretches(matrix[row] ?? [])) {
      const key = `${from} ${to}`;
      next.set(key, open.get(key) ?? { from, to, row });
    }
    for (const [key, { from, to, row: first }] of open) {
      if (next.has(key)) continue;
      const rect = { x: left + from * module, y: top + first * module, width: (to - from) * module };
      path.push(...rectanglePath({ ...rect, height: (row - first) * module }));
    }
    open = next;
  }
  return path;
};

const stretches = (row: readonly boolean[]): readonly { readonly from: number; readonly to: number }[] => {
  const found: { from: number; to: number }[] = [];
  row.forEach((dark, n) => {
    if (!dark) return;
    const last = found.at(-1);
    if (last?.to === n) last.to = n + 1;
    else found.push({ from: n, to: n + 1 });
  });
  return found;
};
