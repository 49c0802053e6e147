/** How cases are written. */
import type { BaseStandard, ProfileName } from "../../../src/preflight/rules/rule.ts";
import type { PdfDraft } from "./pdf-draft.ts";

/** How a rule is broken. */
export interface BrokenCase {
  readonly rule: string;
  readonly how: string;
  /** held against each of these */
  readonly profiles: readonly ProfileName[];
  readonly break: (draft: PdfDraft, base: BaseStandard) => unknown;
}

export const ALL: readonly ProfileName[] = ["pdfx4", "pdfx1a", "newspaper", "newspaper-ad"];
export const BOTH: readonly ProfileName[] = ["pdfx4", "pdfx1a"];
export const X4: readonly ProfileName[] = ["pdfx4"];
export const X4_NEWS: readonly ProfileName[] = ["pdfx4", "newspaper"];
export const X1A: readonly ProfileName[] = ["pdfx1a"];
export const NEWS: readonly ProfileName[] = ["newspaper", "newspaper-ad"];
export const PAGES: readonly ProfileName[] = ["newspaper"];
export const ADS: readonly ProfileName[] = ["newspaper-ad"];

/** A rule's cases: a name, and what is done to the draft. */
export const breaking = (
  rule: string,
  profiles: readonly ProfileName[],
  how: Readonly<Record<string, BrokenCase["break"]>>,
): readonly BrokenCase[] => Object.entries(how).map(([name, act]) => ({ rule, profiles, how: name, break: act }));
