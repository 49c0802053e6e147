/** A report that keeps what it is told until it is known whether it counts. */
import type { Diagnostic, Report } from "./diagnostic.ts";

/** What was told, to be told again. */
export interface HeldReport extends Report {
  readonly findings: readonly Diagnostic[];
  /** Tells all of it to `report`. */
  tellTo(report: Report): void;
}

/** An empty one. */
export const heldReport = (): HeldReport => {
  const findings: Diagnostic[] = [];
  const texts = new Map<string, string>();
  return {
    findings,
    add: (finding) => void findings.push(finding),
    text: (path, text) => void texts.set(path, text),
    tellTo: (report) => {
      for (const [path, text] of texts) report.text(path, text);
      for (const finding of findings) report.add(finding);
    },
  };
};
