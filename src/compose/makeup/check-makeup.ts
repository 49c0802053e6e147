/** The check of makeup: what a layout editor looks for on the finished page, rule by rule. */
import type { Report } from "../../base/diagnostic.ts";
import type { ComposedPage } from "../composed-page.ts";
import { MAKEUP_CHECKS } from "./makeup-checks.ts";

/** Reports every breach of the rules of makeup, with its place. `names` are those that a headline must not split. */
export const checkMakeup = (
  composed: ComposedPage,
  { names }: { readonly names: readonly string[] },
  report: Report,
): void => {
  for (const { code, severity, check } of MAKEUP_CHECKS) {
    for (const { rect, ...finding } of check({ composed, names })) {
      report.add({ code, severity, ...finding, place: { page: composed.plan.id, rect } });
    }
  }
};
