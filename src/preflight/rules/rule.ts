/** What a rule is: an entry of a table with id, source, severity by profile, and what it looks at. */
import type { DocumentFacts, PageFacts } from "../document/document-facts.ts";
import type { PageBox } from "../page-box.ts";

/** The two standards, and the two sheets of the Ghent Workgroup for newspapers: whole pages, and advertisements. */
export const PROFILES = ["newspaper", "newspaper-ad", "pdfx4", "pdfx1a"] as const;

/** What a file is held against. */
export type ProfileName = (typeof PROFILES)[number];

/** The standard that a profile stands on. */
export type BaseStandard = "pdfx4" | "pdfx1a";

/** How grave a breach is. */
export type RuleSeverity = "error" | "warning";

/**
 * By profile. The newspaper profiles take a standard's rules over with its severity, unless they say otherwise here; `ignore`
 * means that another rule of theirs says the same or more.
 */
export type Severities = Readonly<
  Partial<Record<BaseStandard, RuleSeverity>> & Partial<Record<"newspaper" | "newspaper-ad", RuleSeverity | "ignore">>
>;

/** One breach. */
export interface Fault {
  /** lower case, no full stop, values in backticks */
  readonly message: string;
  readonly page?: PageFacts;
  /** in the page's own space */
  readonly box?: PageBox;
  readonly object?: number | undefined;
  /** where a rule has two thresholds */
  readonly severity?: RuleSeverity;
}

/** Takes breaches. */
export type Say = (fault: Fault) => void;

/** A rule. */
export interface Rule {
  /** as in `box/trim` */
  readonly id: string;
  /** the standard's clause or row, as our design documents number them */
  readonly source: string;
  /** in Chinese, in a few words */
  readonly zh: string;
  /** what it looks at, for the table in the documentation */
  readonly looksAt: string;
  /** starts with a verb */
  readonly hint: string;
  readonly severity: Severities;
  check(facts: DocumentFacts, say: Say, base: BaseStandard): void;
}

/** A breach is the same in both standards. */
export const BOTH: Severities = { pdfx4: "error", pdfx1a: "error" };
/** Only PDF/X-1a has the rule. */
export const X1A: Severities = { pdfx1a: "error" };
/** Only PDF/X-4 has the rule. */
export const X4: Severities = { pdfx4: "error" };
/** Only the newspaper sheets have the rule. */
export const NEWS: Severities = { newspaper: "error", "newspaper-ad": "error" };
export const NEWS_WARNING: Severities = { newspaper: "warning", "newspaper-ad": "warning" };

/** Rounded to three digits behind the point, as short as it can be. */
export const short = (value: number): string => `${Math.round(value * 1000) / 1000}`;
