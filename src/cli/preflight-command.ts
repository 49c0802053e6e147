/** `broadsheet preflight`: PDFs, ours or an advertiser's, held against the rules of a profile. */
import { open } from "node:fs/promises";
import { resolve } from "node:path";
import { PROFILES, type PreflightReport, type ProfileName, preflightPdf } from "../index.ts";
import { choice } from "./option-values.ts";
import { printPreflight } from "./print-preflight.ts";
import type { CommandInput, Session } from "./session.ts";
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
  const files: { readonly file: string; readonly report: PreflightReport }[] = [];
  // one after another: a large file needs the memory of one
  for (const file of names) {
    const report = preflightPdf(await readPdf(file, session), profile);
    files.push({ file, report });
    if (!session.json) session.terminal.out(printPreflight(file, report, session));
  }
  if (session.json) session.terminal.out(`${JSON.stringify({ files: files.map(jsonOf) }, undefined, 1)}\n`);
  return files.some(({ report }) => report.findings.some(({ severity }) => severity === "error")) ? 1 : 0;
};

const jsonOf = ({ file, report }: { readonly file: string; readonly report: PreflightReport }): object => {
  const count = (severity: string): number => report.findings.filter((each) => each.severity === severity).length;
  return { file, errors: count("error"), warnings: count("warning"), ...report };
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
