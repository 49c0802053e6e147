/** How a night went, in one word, with the numbers of the sentence that says it. */
import type { ReportFinding, ReportPage, RunReport, Verdict, VerdictKind } from "./run-report.ts";

/** What it is judged by. */
export interface Judged {
  readonly pages: readonly ReportPage[];
  readonly findings: readonly ReportFinding[];
  /** whether the run came to its end */
  readonly isDone: boolean;
  readonly handovers: RunReport["handovers"];
}

/** The verdict. */
export const verdictOf = ({ pages, findings, isDone, handovers }: Judged): Verdict => {
  const withState = (...states: readonly string[]): readonly string[] =>
    pages.filter(({ state }) => states.includes(state)).map(({ page }) => page);
  const all = [...pages.flatMap((page) => page.findings), ...findings];
  const count = (severity: string): number => all.filter((each) => each.severity === severity).length;
  const facts = {
    pages: pages.length,
    missing: withState("held", "failed"),
    replaced: withState("last-good"),
    released: withState("released"),
    late: pages.filter((page) => page.findings.some(({ code }) => code === "nightly/late")).map(({ page }) => page),
    errors: count("error"),
    warnings: count("warning"),
    made: pages.filter(({ outcome }) => outcome === "made").length,
    kept: pages.filter(({ outcome }) => outcome === "kept").length,
    undelivered: handovers.filter(({ fault }) => fault !== undefined).map(({ plant, to }) => plant || to),
  };
  return { kind: kindOf(facts, isDone), ...facts };
};

const kindOf = (facts: Omit<Verdict, "kind">, isDone: boolean): VerdictKind => {
  if (!isDone || facts.pages === 0) return "broken";
  if (facts.missing.length > 0) return "missing";
  const isClean = facts.replaced.length + facts.released.length + facts.undelivered.length + facts.errors === 0;
  return isClean ? "clean" : "replaced";
};
