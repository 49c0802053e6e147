/** `broadsheet preflight`: PDFs, ours or an advertiser's, held against the rules of a profile. */
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { PROFILES, type PreflightReport, type ProfileName } from "../index.ts";
import { coverageJson } from "../nightly/page/coverage-json.ts";
import { measurePlates } from "../nightly/page/preflight-plates.ts";
import type { DocumentFacts } from "../preflight/document/document-facts.ts";
import { preflightFacts, readFacts } from "../preflight/preflight-pdf.ts";
import type { ReportedInk } from "../report/report-facts.ts";
import { choice, wholeNumber } from "./option-values.ts";
import { type MarkedCopy, openOutputs } from "./preflight-outputs.ts";
import { type PrintedReport, printPreflight } from "./print-preflight.ts";
import type { CommandInput, Session } from "./session.ts";
import { printable } from "./text-width.ts";
import { UsageError } from "./usage-error.ts";

/** Bytes of the largest file that is looked at: it is held in memory whole. */
const MAX_FILE = 256 << 20;

/** Looks at each file; 1 when one of them has an error, 2 when one cannot be read. */
export const preflight = async ({ argument, more = [], options, session }: CommandInput): Promise<number> => {
  const names = [...(argument === undefined ? [] : [argument]), ...more];
  if (names.length === 0) throw new UsageError(session.says.noPdf);
  const profile: ProfileName = choice({ name: "--profile", text: options.profile ?? "newspaper", session }, PROFILES, {
    news: "newspaper",
    ad: "newspaper-ad",
    "pdf/x-4": "pdfx4",
    x4: "pdfx4",
    "pdf/x-1a": "pdfx1a",
    x1a: "pdfx1a",
  });
  const limit = options.inkLimit === undefined ? undefined : inkLimit(options.inkLimit, session);
  const outputs = await openOutputs(names, options, session);
  const files: Judged[] = [];
  // one after another: a large file needs the memory of one
  for (const file of names) {
    const bytes = await readPdf(file, session);
    const { facts, ...judged } = await judge(bytes, { profile, limit, plates: options.plates !== false });
    const copy = await outputs.take(
      { name: file, bytes, facts, report: judged.report, ink: inkOf(judged) },
      !isUnsound(judged.report),
    );
    files.push({ file, ...judged, ...copy });
    if (!session.json)
      session.terminal.out(`${printPreflight(file, judged, session)}${copyWords(file, copy, session)}`);
  }
  const report = await outputs.finish();
  if (report !== undefined && !session.json) session.terminal.out(`${session.says.wroteReport(report)}\n`);
  const answer = { files: files.map(jsonOf), ...(report !== undefined && { report }) };
  if (session.json) session.terminal.out(`${JSON.stringify(answer, undefined, 1)}\n`);
  return files.some(({ report }) => report.findings.some(({ severity }) => severity === "error")) ? 1 : 0;
};

interface Judged extends PrintedReport, MarkedCopy {
  readonly file: string;
}

/** The copy that was written, or why there is none and what helps. */
const copyWords = (file: string, { annotated, notAnnotated }: MarkedCopy, { says }: Session): string => {
  if (annotated !== undefined) return `  ${says.wroteCopy(annotated)}\n`;
  return notAnnotated === undefined ? "" : `  ${says.noCopy(printable(file), notAnnotated)}\n`;
};

const inkOf = ({ measured }: PrintedReport): readonly ReportedInk[] | undefined =>
  measured?.pages.map(({ coverage, judged }) => ({
    page: judged.page,
    plates: coverage.plates,
    square: coverage.square.percent,
    most: coverage.most.percent,
  }));

interface JudgeHow {
  readonly profile: ProfileName;
  readonly limit: number | undefined;
  readonly plates: boolean;
}

/** By the bytes, and by plates where the profile asks for ink and the file is sound enough to be drawn. */
const judge = async (
  bytes: Uint8Array,
  { profile, limit, plates }: JudgeHow,
): Promise<PrintedReport & { readonly facts: DocumentFacts }> => {
  const facts = readFacts(bytes);
  const report = preflightFacts(facts, profile);
  if (report.notChecked.length === 0 || !plates) return { facts, report };
  if (isUnsound(report)) return { facts, report, why: "the file is damaged" };
  const measured = await measurePlates(bytes, facts);
  const coverage = { pages: measured.pages.map(({ judged }) => judged), limit };
  return { facts, report: preflightFacts({ ...facts, coverage }, profile), measured, why: measured.why };
};

/** Errors with which a file is not given to a renderer: it may loop, or draw something else. */
const UNSOUND = /^(?:file|page|content)\//;

const isUnsound = ({ findings }: PreflightReport): boolean =>
  findings.some(({ rule, severity }) => severity === "error" && UNSOUND.test(rule));

const inkLimit = (text: string, session: Session): number =>
  wholeNumber({ name: "--ink-limit", text, session }, 100, 400);

const jsonOf = ({ file, report, measured, why, annotated, notAnnotated }: Judged): object => {
  const count = (severity: string): number => report.findings.filter((each) => each.severity === severity).length;
  const coverage = measured?.pages.map(({ coverage: ink, judged }) => ({ page: judged.page, ...coverageJson(ink) }));
  return {
    file,
    errors: count("error"),
    warnings: count("warning"),
    ...report,
    ...(coverage && { coverage }),
    ...(why !== undefined && { noPlates: why }),
    ...(annotated !== undefined && { annotated }),
    ...(notAnnotated !== undefined && { notAnnotated }),
  };
};

const readPdf = async (name: string, { terminal, says }: Session): Promise<Uint8Array> => {
  const path = resolve(terminal.cwd, name);
  try {
    const handle = await open(path, "r");
    try {
      const { size } = await handle.stat();
      if (size > MAX_FILE) throw new UsageError(says.tooLarge(name, MAX_FILE >> 20));
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (fault) {
    if (fault instanceof UsageError) throw fault;
    const code = (fault as NodeJS.ErrnoException).code ?? "";
    throw new UsageError(code === "ENOENT" ? says.noFile(name) : says.unreadable(name, code));
  }
};
