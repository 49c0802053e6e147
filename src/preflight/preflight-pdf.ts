/** Any PDF's bytes to findings, by the rules of a profile; read from the bytes alone, and bounded whatever they are. */
import { CosFile } from "../cos/cos-file.ts";
import { type DocumentFacts, readDocument } from "./document/document-facts.ts";
import { type MillimetrePlace, millimetrePlace } from "./place-on-page.ts";
import type { BaseStandard, Fault, ProfileName, Rule, RuleSeverity } from "./rules/rule.ts";
import { NOT_CHECKED, RULES, severityIn } from "./rules/rules.ts";

/** A place of a finding. */
export interface PreflightPlace {
  /** counted from 1 */
  readonly page: number | undefined;
  /** millimetres from the top left of the trim, else of the media */
  readonly box: MillimetrePlace | undefined;
  /** number of the object */
  readonly object: number | undefined;
}

/** A breach of a rule, with all places where it is the same. */
export interface PreflightFinding {
  /** the rule's id, as in `box/trim` */
  readonly rule: string;
  readonly source: string;
  readonly severity: RuleSeverity;
  readonly message: string;
  readonly hint: string;
  /** how often */
  readonly count: number;
  /** the first of them, at most `MAX_PLACES` */
  readonly places: readonly PreflightPlace[];
}

/** The verdict on a file. */
export interface PreflightReport {
  readonly profile: ProfileName;
  /** the standard that the profile stood on: for newspapers the one that the file claims */
  readonly base: BaseStandard;
  readonly version: string;
  /** what the file says that it is */
  readonly claim: string | undefined;
  readonly pages: number;
  /** errors first, then by page and in the order of the rules */
  readonly findings: readonly PreflightFinding[];
  /** what this version cannot answer, with its source */
  readonly notChecked: readonly { readonly source: string; readonly what: string; readonly zh: string }[];
}

/** Places that are kept of one finding. */
const MAX_PLACES = 20;
/** Different findings of one rule; a thousand pages of one fault are enough said by these. */
const MAX_FINDINGS = 100;

/** Looks at a file. Never throws because of it. */
export const preflightPdf = (bytes: Uint8Array, profile: ProfileName): PreflightReport =>
  preflightFacts(readFacts(bytes), profile);

/** All that rules look at in a file; never throws because of it. */
export const readFacts = (bytes: Uint8Array): DocumentFacts => readDocument(new CosFile(bytes));

/** Judges what was read of a file, with what plates of it show where there are some. */
export const preflightFacts = (facts: DocumentFacts, profile: ProfileName): PreflightReport => {
  const { file } = facts;
  const base = baseOf(profile, facts);
  const closed = !facts.catalog || file.trailer.raw.has("Encrypt");
  const found: PreflightFinding[] = [];
  for (const rule of RULES) {
    const severity = severityIn(rule, profile, base);
    if (severity && (!closed || BLOCKING.includes(rule.id))) found.push(...findingsOf(rule, severity, { facts, base }));
  }
  return {
    profile,
    base,
    version: file.version,
    claim: facts.claim,
    pages: facts.pages.length,
    findings: found.sort(byWeight),
    notChecked: closed ? [] : isMeasured(facts) ? [] : NOT_CHECKED.filter(({ profiles }) => profiles.includes(profile)),
  };
};

/** What is said of a file that cannot be opened; all else would be noise. */
const BLOCKING: readonly string[] = ["file/not-pdf", "file/encrypted"];

const isMeasured = ({ coverage, pages }: DocumentFacts): boolean =>
  pages.every(({ number }) => coverage?.pages.some(({ page }) => page === number));

const baseOf = (profile: ProfileName, { claim }: DocumentFacts): BaseStandard => {
  if (profile === "pdfx4" || profile === "pdfx1a") return profile;
  return claim?.startsWith("PDF/X-1a") ? "pdfx1a" : "pdfx4";
};

const findingsOf = (
  rule: Rule,
  severity: RuleSeverity,
  { facts, base }: { readonly facts: DocumentFacts; readonly base: BaseStandard },
): readonly PreflightFinding[] => {
  const groups = new Map<string, { readonly first: Fault; count: number; readonly places: PreflightPlace[] }>();
  rule.check(
    facts,
    (fault) => {
      const key = `${fault.page?.number ?? 0} ${fault.message}`;
      const group = groups.get(key);
      if (!group && groups.size >= MAX_FINDINGS) return;
      if (!group) groups.set(key, { first: fault, count: 1, places: [placeOf(fault)] });
      else {
        group.count++;
        if (group.places.length < MAX_PLACES) group.places.push(placeOf(fault));
      }
    },
    base,
  );
  return [...groups.values()].map(({ first, count, places }) => ({
    rule: rule.id,
    source: rule.source,
    severity: first.severity ?? severity,
    message: first.message,
    hint: rule.hint,
    count,
    places,
  }));
};

const placeOf = ({ page, box, object }: Fault): PreflightPlace => ({
  page: page?.number,
  box: page && box ? millimetrePlace(box, page) : undefined,
  object,
});

const WEIGHT: Record<RuleSeverity, number> = { error: 0, warning: 1 };

const byWeight = (a: PreflightFinding, b: PreflightFinding): number =>
  WEIGHT[a.severity] - WEIGHT[b.severity] || (a.places[0]?.page ?? 0) - (b.places[0]?.page ?? 0);
