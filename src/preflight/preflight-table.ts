/** The rules as a Markdown table, for the documentation. */
import type { ProfileName, Rule } from "./rules/rule.ts";
import { RULES, severityIn } from "./rules/rules.ts";

/** A row for each rule: id, what it looks at, severity by profile (the newspaper's on PDF/X-4), source. */
export const preflightTable = (): string => {
  const rows = RULES.map((rule) => [
    `\`${rule.id}\``,
    rule.looksAt.replaceAll("|", "\\|"),
    ...(["pdfx4", "pdfx1a", "newspaper", "newspaper-ad"] as const).map((profile) => severityOf(rule, profile)),
    rule.source,
  ]);
  const head = ["rule", "looks at", "pdfx4", "pdfx1a", "newspaper", "newspaper-ad", "source"];
  return `${[head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")}\n`;
};

const severityOf = (rule: Rule, profile: ProfileName): string =>
  severityIn(rule, profile, profile === "pdfx1a" ? "pdfx1a" : "pdfx4") ?? "–";
