/** Findings as people count them: all that break one rule under one number, which stands on marks and in lists alike. */
import type { PreflightFinding, PreflightPlace, PreflightReport } from "../preflight/preflight-pdf.ts";
import type { RuleSeverity } from "../preflight/rules/rule.ts";
import { RULES } from "../preflight/rules/rules.ts";

/** The findings of one rule and one severity. */
export interface NumberedFinding {
  /** counted from 1, errors first */
  readonly number: number;
  readonly rule: string;
  /** the rule's title in Chinese */
  readonly zh: string;
  readonly source: string;
  readonly severity: RuleSeverity;
  readonly hint: string;
  /** sentences with their places; never empty */
  readonly findings: readonly PreflightFinding[];
  /** how often in all */
  readonly count: number;
  readonly places: readonly PreflightPlace[];
}

/** The findings of a report by rule, in the report's order. */
export const numberedFindings = ({ findings }: PreflightReport): readonly NumberedFinding[] => {
  const groups = new Map<string, PreflightFinding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.rule}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group, index) => {
    const { rule, source, severity, hint } = group[0]!;
    return {
      number: index + 1,
      rule,
      zh: RULES.find(({ id }) => id === rule)?.zh ?? "",
      source,
      severity,
      hint,
      findings: group,
      count: group.reduce((sum, { count }) => sum + count, 0),
      places: group.flatMap(({ places }) => places),
    };
  });
};
