/** The report of a run: what it told, and what came of it. */
import { programVersion } from "../disk/program-folders.ts";
import type { EditionSheet } from "../output/edition-sheet.ts";
import { OutputError } from "../output/output-error.ts";
import type { FinishedPage } from "../run/make-pages.ts";
import type { NightlyOutcome } from "../run/nightly.ts";
import type { RunFacts } from "./run-log.ts";
import type { ReportEdition, ReportFinding, ReportPage, RunReport } from "./run-report.ts";
import { verdictOf } from "./verdict.ts";

/** What came of a run: its outcome, or what it threw. */
export type RunEnd = { readonly outcome: NightlyOutcome } | { readonly fault: unknown };

/** The report of a run of which `facts` were told and that ended so. */
export const makeReport = (facts: RunFacts, end: RunEnd): RunReport => {
  const { began, ended, seconds, start, read, commit, retries, handovers } = facts;
  const outcome = "outcome" in end ? end.outcome : undefined;
  const done = outcome?.kind === "done" ? outcome : undefined;
  const pages = (done?.pages ?? []).map((page) => pageOf(page, facts, done!.sheet));
  const findings = findingsOf(end) as readonly ReportFinding[];
  return {
    report: 1,
    program: { name: "broadsheet", version: programVersion() },
    verdict: verdictOf({ pages, findings, isDone: done !== undefined, handovers }),
    began,
    ended,
    seconds,
    workers: start?.workers ?? 0,
    ...(start?.deadline !== undefined && { deadline: start.deadline }),
    ...(done && { edition: editionOf(done.sheet, done.folder) }),
    ...(read && { read: { seconds: read.seconds, cached: read.cached } }),
    ...(commit && { commit: { seconds: commit.seconds, files: commit.files } }),
    pages,
    findings,
    retries: retries.map(({ event: _, ...retry }) => retry),
    handovers: handovers.map(({ event: _, ...handover }) => handover),
  };
};

const findingsOf = (end: RunEnd): readonly object[] => {
  if ("fault" in end) return faultFindings(end.fault);
  return end.outcome.kind === "done" ? end.outcome.stray : end.outcome.findings;
};

const faultFindings = (fault: unknown): readonly object[] =>
  fault instanceof OutputError
    ? fault.findings
    : [
        {
          code: "nightly/broken",
          severity: "error",
          message: fault instanceof Error ? fault.message : String(fault),
          hint: "see what the program printed, and run again",
        },
      ];

const editionOf = (sheet: EditionSheet, folder: string): ReportEdition => ({
  paper: sheet.paper.name,
  date: sheet.date.iso,
  issue: sheet.issue,
  edition: sheet.edition,
  version: sheet.version,
  zone: sheet.zone,
  folder: `../${folder.split(/[/\\]/).at(-1)!}`,
  binding: sheet.binding,
});

const pageOf = (
  { record, outcome, preflight, seconds }: FinishedPage,
  facts: RunFacts,
  sheet: EditionSheet,
): ReportPage => {
  const { entry } = record;
  const { id } = record.page;
  const log = facts.pages.get(id);
  const stages = log?.stages ?? [];
  return {
    page: id,
    section: sheet.pages.find((page) => page.id === id)?.section ?? "",
    state: String(entry["state"] ?? record.state),
    ...(record.by !== undefined && { by: record.by }),
    outcome,
    ...(log?.why && { why: log.why }),
    seconds: stages.reduce((sum, stage) => sum + stage.seconds, 0),
    elapsed: seconds,
    stages,
    retries: facts.retries.filter(({ task }) => task === `page ${id}`).length,
    halves: record.page.files === "two" ? 2 : 1,
    files: entry.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    findings: (entry["findings"] ?? []) as readonly ReportFinding[],
    preflight: Object.entries(preflight).flatMap(([file, entries]) =>
      entries.map(({ profile, errors, warnings, findings }) => ({ file, profile, errors, warnings, findings })),
    ),
  };
};
