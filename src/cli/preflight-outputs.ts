/** What `broadsheet preflight` writes besides its answer: marked copies of the files, and a report for the printer. */
import { realpathSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { Diagnostics } from "../base/diagnostic.ts";
import { type Fonts, openProgramFonts, openWorkshop } from "../index.ts";
import { cacheFolder } from "../nightly/disk/cache-folder.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { programVersion } from "../nightly/disk/program-folders.ts";
import { type AnnotateRefusal, annotatePdf } from "../report/annotate-pdf.ts";
import type { ReportedFile } from "../report/report-facts.ts";
import { type ReportPage, reportPage } from "../report/report-page.ts";
import { REPORT_FACES } from "../report/report-sheet.ts";
import { reportWords } from "../report/report-words.ts";
import { writeReport } from "../report/write-report.ts";
import { pageImage } from "./page-image.ts";
import { type CommandOptions, printFindings, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

/** A marked copy, or why there is none, as the answer tells it. */
export interface MarkedCopy {
  /** the file that was written */
  readonly annotated?: string;
  /** why none was */
  readonly notAnnotated?: AnnotateRefusal;
}

/** Takes each judged file; `finish` writes what is about all of them. */
export interface PreflightOutputs {
  take(file: Omit<ReportedFile, "picture">, drawable: boolean): Promise<MarkedCopy>;
  /** The name of the report; undefined when none was asked for. */
  finish(): Promise<string | undefined>;
}

const NONE: PreflightOutputs = { take: async () => ({}), finish: async () => undefined };

/** Looks at where outputs are to go before anything is judged; throws a `UsageError` where an input would be written over. */
export const openOutputs = async (
  names: readonly string[],
  { annotated, report }: CommandOptions,
  session: Session,
): Promise<PreflightOutputs> => {
  if (annotated === undefined && report === undefined) return NONE;
  const copies = annotated === undefined ? undefined : copyNames(names, annotated, session);
  refuseOverwriting(names, [...(copies ?? []), ...(report === undefined ? [] : [report])], session);
  const fonts = await openFonts(session);
  const sheets: ReportPage[] = [];
  let taken = 0;
  return {
    take: async (file, drawable) => {
      const index = taken++;
      if (report !== undefined) {
        const picture = drawable ? await pageImage(file) : undefined;
        const how = { fonts, language: session.language, version: programVersion(), number: taken, of: names.length };
        sheets.push(reportPage({ ...file, picture }, how));
      }
      return copies ? writeCopy(file, { name: copies[index]!, fonts, session }) : {};
    },
    finish: async () => {
      if (report === undefined) return undefined;
      const title = `Preflight ${names.map((name) => basename(name)).join(", ")}`;
      const bytes = await writeReport(sheets, { title, language: session.language });
      writeWhole(resolve(session.terminal.cwd, report), bytes, { shown: report, option: "--report" });
      return report;
    },
  };
};

interface CopyHow {
  readonly name: string;
  readonly fonts: Fonts;
  readonly session: Session;
}

const writeCopy = ({ facts, report }: Omit<ReportedFile, "picture">, { name, fonts, session }: CopyHow): MarkedCopy => {
  const { language, terminal } = session;
  const words = reportWords(language);
  const count = (severity: string): number => report.findings.filter((each) => each.severity === severity).length;
  const slug = [words.slug, report.profile, words.verdict(count("error"), count("warning"))].join(" · ");
  const made = annotatePdf(facts, report, { setting: { fonts, choice: REPORT_FACES[1]! }, language, slug });
  if (typeof made === "string") return { notAnnotated: made };
  writeWhole(resolve(terminal.cwd, name), made, { shown: name, option: "--annotated" });
  return { annotated: name };
};

/** For one file the name that was given; in a folder each file's own name with `.preflight` before its ending. */
const copyNames = (names: readonly string[], given: string, { terminal, says }: Session): readonly string[] => {
  const isFolder =
    /[\\/]$/.test(given) || statSync(resolve(terminal.cwd, given), { throwIfNoEntry: false })?.isDirectory();
  if (!isFolder && names.length > 1) throw new UsageError(says.annotatedFolder(given));
  if (!isFolder) return [given];
  const copies = names.map((name) => join(given, `${basename(name).replace(/\.pdf$/i, "")}.preflight.pdf`));
  const twice = copies.find((name, index) => copies.indexOf(name) !== index);
  if (twice !== undefined) throw new UsageError(says.sameOutput(twice));
  return copies;
};

/** No output takes the place of an input, by whatever way it is named, nor of another output. */
const refuseOverwriting = (
  inputs: readonly string[],
  outputs: readonly string[],
  { terminal, says }: Session,
): void => {
  const real = (name: string): string => {
    const path = resolve(terminal.cwd, name);
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  };
  const taken = new Set(inputs.map(real));
  for (const output of outputs) if (taken.has(real(output))) throw new UsageError(says.overInput(output));
  const seen = new Set<string>();
  for (const output of outputs) {
    if (seen.has(real(output))) throw new UsageError(says.sameOutput(output));
    seen.add(real(output));
  }
};

const openFonts = async (session: Session): Promise<Fonts> => {
  const { terminal, says } = session;
  const workshop = openWorkshop(diskWorld({ edition: terminal.cwd, cache: cacheFolder(terminal.env) }));
  const report = new Diagnostics();
  const fonts = await openProgramFonts(REPORT_FACES, workshop, report);
  if (fonts && workshop.faces.size > 0) return fonts;
  printFindings(report.all(), (path) => report.textOf(path), session);
  throw new UsageError(says.noReportFonts);
};
