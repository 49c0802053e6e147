/** One run of a command: who it speaks to, in which language, and what it was asked to print. */

import type { Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { Workshop } from "../index.ts";
import { findingsJson } from "../nightly/output/finding-json.ts";
import type { Language } from "./language.ts";
import type { Messages } from "./messages.ts";
import { printDiagnostics } from "./print-diagnostics.ts";
import type { Terminal } from "./terminal.ts";

/** What a command knows about its run. */
export interface Session {
  /** what was typed */
  readonly argv: readonly string[];
  readonly terminal: Terminal;
  readonly language: Language;
  readonly says: Messages;
  /** nothing but JSON on standard output */
  readonly json: boolean;
  /** info findings are printed, too */
  readonly verbose: boolean;
  /** which copy of the paper it is about; the edition itself when absent */
  readonly copy?: AskedCopy;
}

/** One of the copies of the paper that a command goes over: the edition itself, a zone, a later edition. */
export interface AskedCopy {
  /** name of the zone; undefined of the edition itself */
  readonly zone: string | undefined;
  /** whether the command is about it alone */
  readonly alone: boolean;
  /** findings of no page that other copies were told of, as JSON; added to */
  readonly told: Set<string>;
  /** ids of pages to be released that were found in some copy; added to */
  readonly released: Set<string>;
  /** fonts, files and pictures that the copies have in common, once the first of them was opened */
  readonly common: { workshop?: Workshop };
}

/** All options of all commands as they were typed; each command reads its own. */
export interface CommandOptions {
  readonly out?: string;
  readonly page?: readonly string[];
  readonly standard?: string;
  readonly proof?: boolean;
  readonly release?: readonly string[];
  readonly by?: string;
  readonly jobs?: string;
  readonly plant?: readonly string[];
  readonly versionLetter?: string;
  readonly closed?: string;
  /** of `feed`: stands for the clock */
  readonly now?: string;
  readonly spread?: string;
  /** percent of all inks on one spot */
  readonly inkLimit?: string;
  /** false when plates are not to be made */
  readonly plates?: boolean;
  readonly pdf?: string;
  /** where marked copies of preflighted files go */
  readonly annotated?: string;
  /** where the printer's report of a preflight goes */
  readonly report?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly png?: string;
  readonly dpi?: string;
  readonly layers?: string;
  readonly plate?: string;
  /** overprint and paper are shown */
  readonly soft?: boolean;
  readonly measure?: string;
  readonly size?: string;
  readonly indent?: string;
  readonly punctuation?: string;
  readonly lineBreak?: string;
  readonly algorithm?: string;
  readonly policy?: string;
  readonly align?: string;
  readonly writing?: string;
  readonly hanging?: string;
  readonly profile?: string;
  readonly workers?: string;
  /** address of a queue over several machines */
  readonly queue?: string;
  /** address of the store of what was made */
  readonly store?: string;
  readonly releasedBy?: string;
  readonly explain?: boolean;
  readonly watch?: boolean;
  readonly deliver?: boolean;
  /** sections whose pages need no release, or `all` */
  readonly unattended?: string;
  readonly resume?: boolean;
  /** of `nightly`: a collector of traces, and where health and metrics are served */
  readonly trace?: string;
  readonly listen?: string;
  readonly zone?: readonly string[];
}

/** What a command is given; it returns its exit code. */
export interface CommandInput {
  readonly argument: string | undefined;
  /** the others, where a command takes several */
  readonly more?: readonly string[];
  readonly options: CommandOptions;
  readonly session: Session;
}

/** Prints findings for people on standard error; with `--json` they are part of the answer instead. */
export const printFindings = (
  findings: readonly Diagnostic[],
  textOf: Diagnostics["textOf"],
  session: Session,
): void => {
  if (session.json) return;
  const { terminal, language, verbose } = session;
  terminal.err(
    printDiagnostics(findings, { language, verbose, textOf, colours: terminal.colours, width: terminal.width }),
  );
};

/** The one answer of a command with `--json`. */
export const printJson = (
  answer: object,
  findings: { readonly all: readonly Diagnostic[]; readonly textOf: Diagnostics["textOf"] },
  session: Session,
): void =>
  session.terminal.out(
    `${JSON.stringify({ ...answer, findings: findingsJson(findings.all, findings.textOf) }, undefined, 1)}\n`,
  );
