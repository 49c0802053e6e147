/** A finding for programs: the same facts as on the terminal, with line and column in place of offsets. */
import type { Diagnostic, Diagnostics } from "../../base/diagnostic.ts";
import { lineColumn } from "../../base/source.ts";

/** The findings of a run as `--json` prints them. */
export const findingsJson = (findings: readonly Diagnostic[], textOf: Diagnostics["textOf"]): readonly object[] =>
  findings.map((finding) => findingJson(finding, textOf));

const findingJson = (
  { code, severity, message, hint, source, label, place }: Diagnostic,
  textOf: Diagnostics["textOf"],
): object => {
  const text = source && textOf(source.path);
  const from = source && text !== undefined ? lineColumn(text, source.start) : undefined;
  const to = source && text !== undefined ? lineColumn(text, source.end) : undefined;
  return {
    code,
    severity,
    message,
    ...(hint !== undefined && { hint }),
    ...(label !== undefined && { label }),
    ...(source && { path: source.path }),
    ...(from && { line: from.line, column: from.column }),
    ...(to && { endLine: to.line, endColumn: to.column }),
    ...(place && { page: place.page }),
    ...(place?.words !== undefined && { place: place.words }),
    ...(place?.rect && { rect: roundedRect(place.rect) }),
  };
};

/** A rectangle as programs read it: thousandths of a point. */
export const roundedRect = ({
  x,
  y,
  width,
  height,
}: {
  x: number;
  y: number;
  width: number;
  height: number;
}): object => ({
  x: thousandths(x),
  y: thousandths(y),
  width: thousandths(width),
  height: thousandths(height),
});

/** A number with at most three decimals, never -0. */
export const thousandths = (value: number): number => Math.round(value * 1000) / 1000 + 0;
