/** `broadsheet build`: the edition's pages as files. */
import { join, relative, resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { EditionPage, Press, Standard } from "../index.ts";
import { checkNames } from "../nightly/output/check-names.ts";
import { commitPages } from "../nightly/output/commit-pages.ts";
import { pressedVersion } from "../nightly/output/earlier-prints.ts";
import { baseFolderName, folderName } from "../nightly/output/file-name.ts";
import { findingsJson } from "../nightly/output/finding-json.ts";
import { manifestPages } from "../nightly/output/manifest.ts";
import { readManifestFile } from "../nightly/output/manifest-file.ts";
import { OutputError } from "../nightly/output/output-error.ts";
import { openOutput } from "../nightly/output/write-output.ts";
import { inFlight } from "../nightly/page/in-flight.ts";
import type { OpenedEdition } from "../nightly/page/opened-edition.ts";
import { strayFindings } from "../nightly/page/page-findings.ts";
import { type WrittenPage, writePage } from "../nightly/page/write-page.ts";
import { eachCopy } from "./each-copy.ts";
import { reportFaults } from "./fault-report.ts";
import { onInterrupt } from "./interrupts.ts";
import { needsLook } from "./needs-look.ts";
import { openEdition, ownPages, pageNamed, strayOf, withOwn } from "./open-edition.ts";
import { choice, wholeNumber } from "./option-values.ts";
import { plantsOf } from "./plants-of.ts";
import { showProgress } from "./progress.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { STANDARDS } from "./standard-names.ts";
import { textTable } from "./text-table.ts";
import { UsageError } from "./usage-error.ts";

/** Pages in flight when `--jobs` is not given: one waits for pictures while the other composes. */
const JOBS = 2;

/** Builds the edition and its zones; 0 when every page is clean, 1 when one is not, 70 when the program itself failed on one. */
export const build = async (input: CommandInput): Promise<number> => {
  // what was typed wrongly is told before any file is looked for
  howOf(input);
  return eachCopy(input, buildCopy);
};

const buildCopy = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const since = performance.now();
  const how = howOf({ argument, options, session });
  const opened = withClosed(ownPages(await openEdition(argument ?? ".", options.page, session)), options.closed);
  const plants = plantsOf(opened.edition, options.plant, session);
  const released = releasesOf(options.release ?? [], options.by ?? "", { opened, session });
  refuseNames(opened, session);
  const out = resolve(session.terminal.cwd, options.out ?? "out");
  const folder = join(out, folderName(opened.edition));
  const shown = shownPath(folder, session.terminal.cwd);
  const output = openOutput({
    folder,
    shown,
    parts: plants.map((press) => press.folder).filter((part) => part !== ""),
  });
  const quiet = onInterrupt(() => output.abort());
  const progress = showProgress(opened.pages.length, session);
  try {
    const before = manifestPages(output.earlier());
    const earlier = (page: EditionPage, { plant }: Press) =>
      pressedVersion(
        before.find((each) => each.page === page.id),
        plant,
      );
    const work = { ...how, plants, opened, released, earlier, output, progress };
    const results = await inFlight(opened.pages, how.jobs, (page) => writePage(page, work));
    progress.at("write");
    const findings = allFindings(opened, results, session);
    const textOf = (path: string) => opened.found.textOf(path);
    const { edition, whole } = opened;
    const stray = findingsJson(whole ? strayFindings({ ...opened, edition: withOwn(edition) }) : [], textOf);
    const base = readManifest(join(out, baseFolderName(edition)));
    commitPages({ edition, output, plants, results, stray, ...(edition.base && { base }) });
    progress.end();
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    return tell({ results, findings, shown, seconds, opened }, session);
  } finally {
    progress.end();
    quiet();
    output.abort();
  }
};

/** Empty when there is none. */
const readManifest = (folder: string): string => {
  try {
    return readManifestFile(folder);
  } catch {
    return "";
  }
};

/** As one would type it: relative, but not by way of folders above. */
export const shownPath = (path: string, cwd: string): string => {
  const way = relative(cwd, path);
  return way.startsWith("..") ? path : way;
};

interface How {
  readonly standard: Standard | undefined;
  readonly version: string | undefined;
  readonly jobs: number;
  readonly pictures: boolean;
  readonly ink: boolean;
}

const howOf = ({ options, session }: CommandInput): How => {
  if (options.release && !options.by?.trim()) throw new UsageError(session.says.byNeeded);
  if (options.by !== undefined && !options.release) throw new UsageError(session.says.releaseNeeded);
  const option = (name: string, text: string) => ({ name, text, session });
  const version = options.versionLetter?.toUpperCase();
  if (version !== undefined && !/^[A-Z0-9]{1,3}$/.test(version))
    throw new UsageError(session.says.badValue("--version-letter", options.versionLetter!, session.says.versionLetter));
  return {
    standard: options.standard === undefined ? undefined : choice(option("--standard", options.standard), STANDARDS),
    version,
    jobs: options.jobs === undefined ? JOBS : wholeNumber(option("--jobs", options.jobs), 1, 64),
    pictures: options.proof === true,
    ink: options.plates === true,
  };
};

/** When the edition was closed, as it was typed. */
const withClosed = (opened: OpenedEdition, closed: string | undefined): OpenedEdition =>
  closed === undefined ? opened : { ...opened, edition: { ...opened.edition, closed: closed.trim() } };

const releasesOf = (
  ids: readonly string[],
  by: string,
  { opened, session }: { readonly opened: OpenedEdition; readonly session: Session },
): ReadonlyMap<string, string> => {
  const pages = ids.flatMap((id) => {
    const page = pageNamed(id, opened.pages);
    if (page) session.copy?.released.add(id);
    // another copy may have it
    if (page || session.copy?.alone === false) return page ?? [];
    const known = opened.edition.pages;
    throw new UsageError(
      pageNamed(id, known)
        ? session.says.releaseNotBuilt(id)
        : session.says.noPage(
            id,
            known.map((each) => each.id),
          ),
    );
  });
  return new Map(pages.map((page) => [page.id, by.trim()]));
};

/** Names that cannot be written are told all at once, before anything is; what is only doubtful is a finding of the edition. */
const refuseNames = ({ edition, found }: OpenedEdition, session: Session): void => {
  const all = checkNames(edition);
  const errors = all.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    printFindings(found.all(), (path) => found.textOf(path), session);
    throw new OutputError(errors);
  }
  for (const finding of all) found.add(finding);
};

/** Findings of the pages that were built and, when all were, of files that belong to none. */
const allFindings = (
  opened: OpenedEdition,
  results: readonly WrittenPage[],
  session: Session,
): readonly Diagnostic[] => {
  const all = new Diagnostics();
  // a page that is missing concerns only those who asked for all pages
  const stray = strayOf(opened, session);
  for (const finding of [...results.flatMap((each) => each.findings), ...stray]) all.add(finding);
  return all.all();
};

interface Outcome {
  readonly results: readonly WrittenPage[];
  readonly findings: readonly Diagnostic[];
  readonly shown: string;
  readonly seconds: string;
  readonly opened: OpenedEdition;
}

const tell = ({ results, findings, shown, seconds, opened }: Outcome, session: Session): number => {
  const { says, terminal } = session;
  const textOf = (path: string) => opened.found.textOf(path);
  const files = results.flatMap(({ entry }) => entry.files);
  if (session.json) {
    const pages = results.map(({ page, state, by, entry }) => ({
      page: page.id,
      state,
      ...(by !== undefined && { releasedBy: by }),
      files: entry.files.map((file) => file.path),
    }));
    printJson({ out: shown, pages, files, manifest: "manifest.json" }, { all: findings, textOf }, session);
  } else {
    printFindings(findings, textOf, session);
    const rows = results.flatMap((result) => rowsOf(result, session));
    if (rows.length > 0) terminal.out(textTable(rows[0]!, rows.slice(1), [2]));
    terminal.out(`${says.wrote(files.length, shown, seconds)}\n`);
  }
  const faults = results.flatMap(({ fault }) => (fault ? [fault.fault] : []));
  if (faults.length > 0) return reportFaults(faults, session);
  return needsLook(findings) ? 1 : 0;
};

const rowsOf = ({ page, state, by, entry }: WrittenPage, { says }: Session): readonly (readonly string[])[] => {
  const word = (of: string): string => `${says.state[of] ?? of}${by === undefined ? "" : ` ${says.releasedBy(by)}`}`;
  if (entry.files.length === 0) return [[says.page(page.id), word(state), "", ""]];
  return entry.files.map((file) => {
    const changed = file.replaces === undefined ? "" : `  ${says.replaces(file.replaces, file.changedPlates ?? [])}`;
    return [says.page(file.half ?? page.id), word(file.state), sizeOf(file.bytes), `${file.path}${changed}`];
  });
};

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
