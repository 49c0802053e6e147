/** A run as its report tells it: plain values, for programs (`reports/….json`) and for the page that people read. */
import type { PageOutcome } from "../run/job-event.ts";
import type { StageSeconds } from "./run-log.ts";

/** A finding as programs read it (`output/finding-json.ts`). */
export interface ReportFinding {
  readonly code: string;
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly hint?: string;
  /** the file, and where in it */
  readonly path?: string;
  readonly line?: number;
  readonly column?: number;
  /** page id, and where on the page in words */
  readonly page?: string;
  readonly place?: string;
}

/** What the preflight says of one file. */
export interface ReportPreflight {
  readonly file: string;
  readonly profile: string;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly { readonly severity?: string; readonly message?: string; readonly rule?: string }[];
}

/** A page of the run. */
export interface ReportPage {
  readonly page: string;
  readonly section: string;
  /** as in the manifest: `press`, `held`, `last-good`, `released`, `failed`, `proof`, `screen` */
  readonly state: string;
  /** who released it */
  readonly by?: string;
  readonly outcome: PageOutcome;
  /** parts that had changed; empty when it was made for the first time; absent when it was not made */
  readonly why?: readonly string[];
  /** how long workers were at it */
  readonly seconds: number;
  /** from the first page's beginning to this page's end */
  readonly elapsed: number;
  readonly stages: readonly StageSeconds[];
  readonly retries: number;
  /** of a panorama two: the first two of its files are one page */
  readonly halves: 1 | 2;
  /** paths below the edition's folder */
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
  readonly findings: readonly ReportFinding[];
  readonly preflight: readonly ReportPreflight[];
}

/** The edition of a run. */
export interface ReportEdition {
  readonly paper: string;
  readonly date: string;
  readonly issue: number | string;
  readonly edition: string;
  readonly version: string;
  readonly zone: string;
  /** its output folder, relative to that of the reports */
  readonly folder: string;
  readonly binding: "left" | "right";
}

/** The whole report. */
export interface RunReport {
  /** version of this form */
  readonly report: 1;
  readonly program: { readonly name: "broadsheet"; readonly version: string };
  readonly verdict: Verdict;
  readonly began: string;
  readonly ended: string;
  readonly seconds: number;
  readonly workers: number;
  readonly deadline?: string;
  /** absent when it could not be read */
  readonly edition?: ReportEdition;
  readonly read?: { readonly seconds: number; readonly cached: boolean };
  readonly commit?: { readonly seconds: number; readonly files: number };
  readonly pages: readonly ReportPage[];
  /** of no page */
  readonly findings: readonly ReportFinding[];
  readonly retries: readonly { readonly task: string; readonly alone: boolean; readonly fault: string }[];
  readonly handovers: readonly {
    readonly plant: string;
    readonly to: string;
    readonly sent: number;
    readonly there: number;
    readonly seconds?: number;
    readonly fault?: string;
  }[];
}

/**
 * `clean`: every page goes out as it was meant to. `replaced`: every page goes out, some in their last good version or with errors that
 * somebody released, or the hand-over did not come off. `missing`: at least one page does not go out. `broken`: there is no edition.
 */
export type VerdictKind = "clean" | "replaced" | "missing" | "broken";

/** What is said first. */
export interface Verdict {
  readonly kind: VerdictKind;
  readonly pages: number;
  /** pages that do not go out */
  readonly missing: readonly string[];
  /** pages that go out in their last good version */
  readonly replaced: readonly string[];
  /** pages that somebody released with errors */
  readonly released: readonly string[];
  /** pages that were not ready when time was up */
  readonly late: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly made: number;
  readonly kept: number;
  /** plants to which the hand-over did not come off */
  readonly undelivered: readonly string[];
}
