/** `broadsheet build`: the edition's pages as files. */
import { relative, resolve } from "node:path";
import { type Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { EditionPage, Standard } from "../index.ts";
import { reportFaults } from "./fault-report.ts";
import { allFiles, folderName, pageFile, pageName, pictureFile } from "./file-name.ts";
import { inFlight } from "./in-flight.ts";
import { onInterrupt } from "./interrupts.ts";
import { type FailedPage, makePage } from "./make-page.ts";
import { type ManifestFile, type ManifestPage, manifestPage, manifestPages, manifestText } from "./manifest.ts";
import { type OpenedEdition, openEdition, pageNamed } from "./open-edition.ts";
import { choice, wholeNumber } from "./option-values.ts";
import { strayFindings } from "./page-findings.ts";
import { pagePicture } from "./page-picture.ts";
import { type Progress, showProgress } from "./progress.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { textTable } from "./text-table.ts";
import { OutputError, UsageError } from "./usage-error.ts";
import { type Output, openOutput } from "./write-output.ts";

/** What `--standard` takes. */
export const STANDARDS = ["pdfx4", "pdfx1a", "proof", "screen"] as const satisfies readonly Standard[];

/** Pages in flight when `--jobs` is not given: one waits for pictures while the other composes. */
const JOBS = 2;

/** Builds; 0 when every page is clean, 1 when one is not, 70 when the program itself failed on one. */
export const build = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const since = performance.now();
  const how = howOf({ argument, options, session });
  const opened = await openEdition(argument ?? ".", options.page, session);
  const released = releasesOf(options.release ?? [], options.by ?? "", { opened, session });
  refuseDoubles(opened);
  const folder = resolve(session.terminal.cwd, options.out ?? "out", folderName(opened.edition));
  const shown = shownPath(folder, session.terminal.cwd);
  const output = openOutput(folder, shown);
  const quiet = onInterrupt(() => output.abort());
  const progress = showProgress(opened.pages.length, session);
  try {
    const build: Build = { ...how, opened, released, output, progress };
    const results = await inFlight(opened.pages, how.jobs, (page) => makeAndWrite(page, build));
    progress.at("write");
    const findings = allFindings(opened, results);
    commit(results, build);
    progress.end();
    const seconds = ((performance.now() - since) / 1000).toFixed(1);
    return tell({ results, findings, shown, seconds, opened }, session);
  } finally {
    progress.end();
    quiet();
    output.abort();
  }
};

/** As one would type it: relative, but not by way of folders above. */
const shownPath = (path: string, cwd: string): string => {
  const way = relative(cwd, path);
  return way.startsWith("..") ? path : way;
};

interface How {
  readonly standard: Standard | undefined;
  readonly jobs: number;
  readonly pictures: boolean;
}

interface Build extends How {
  readonly opened: OpenedEdition;
  readonly released: ReadonlyMap<string, string>;
  readonly output: Output;
  readonly progress: Progress;
}

/** A page with its files; its bytes are on disk and no longer in memory. */
interface Result {
  readonly page: EditionPage;
  readonly state: string;
  readonly by?: string;
  readonly fault?: FailedPage;
  readonly findings: readonly Diagnostic[];
  readonly entry: ManifestPage;
}

const howOf = ({ options, session }: CommandInput): How => {
  if (options.release && !options.by?.trim()) throw new UsageError(session.says.byNeeded);
  if (options.by !== undefined && !options.release) throw new UsageError(session.says.releaseNeeded);
  const option = (name: string, text: string) => ({ name, text, session });
  return {
    standard: options.standard === undefined ? undefined : choice(option("--standard", options.standard), STANDARDS),
    jobs: options.jobs === undefined ? JOBS : wholeNumber(option("--jobs", options.jobs), 1, 64),
    pictures: options.proof === true,
  };
};

const releasesOf = (
  ids: readonly string[],
  by: string,
  { opened, session }: { readonly opened: OpenedEdition; readonly session: Session },
): ReadonlyMap<string, string> => {
  const pages = ids.map((id) => {
    const page = pageNamed(id, opened.pages);
    if (page) return page;
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

/** Two pages of one name would overwrite one another; some disks do not tell capitals from small letters. */
const refuseDoubles = ({ edition }: OpenedEdition): void => {
  const owners = new Map<string, EditionPage>();
  for (const page of edition.pages) {
    const name = pageName(edition, page);
    const owner = owners.get(name.toLowerCase());
    if (owner)
      throw new OutputError(
        `pages \`${owner.id}\` and \`${page.id}\` would both be written as \`${name}.pdf\``,
        "put `{page}` into the press's `fileName`",
      );
    owners.set(name.toLowerCase(), page);
  }
};

const makeAndWrite = async (
  page: EditionPage,
  { opened, standard, released, output, progress, pictures }: Build,
): Promise<Result> => {
  const watch = (stage: "lay" | "print", id: string) => progress.at(stage, id);
  const made = await makePage(page, { opened, standard, released, watch });
  const facts = { edition: opened.edition, textOf: (path: string) => opened.found.textOf(path) };
  if (made.kind === "failed") {
    return { page, state: "failed", fault: made, findings: made.findings, entry: manifestPage(made, [], facts) };
  }
  const name = pageName(opened.edition, page);
  const add = async (path: string, bytes: Uint8Array): Promise<ManifestFile> => {
    const written = await output.add(path, bytes);
    const { state, printed } = made;
    const { section } = page;
    return {
      path,
      page: page.id,
      section,
      version: opened.edition.version,
      standard: printed.standard,
      state,
      bytes: written.bytes,
      sha256: written.sha256,
    };
  };
  const files = [await add(pageFile(name, made.printed.standard, made.state === "held"), made.printed.pdf)];
  if (pictures) {
    progress.at("proof", page.id);
    files.push(await add(pictureFile(name), (await pagePicture(made, { dpi: 150, layers: [] })).png));
  }
  progress.pageDone();
  const { state, by, findings } = made;
  return { page, state, ...(by !== undefined && { by }), findings, entry: manifestPage(made, files, facts) };
};

/** Findings of the pages that were built and, when all were, of files that belong to none. */
const allFindings = (opened: OpenedEdition, results: readonly Result[]): readonly Diagnostic[] => {
  const all = new Diagnostics();
  for (const finding of [...results.flatMap((each) => each.findings), ...looseFindings(opened)]) all.add(finding);
  return all.all();
};

/** A page that is missing concerns only those who asked for all pages. */
const looseFindings = (opened: OpenedEdition): readonly Diagnostic[] => (opened.whole ? strayFindings(opened) : []);

const commit = (results: readonly Result[], { opened, output }: Build): void => {
  const { edition, found } = opened;
  const textOf = (path: string) => found.textOf(path);
  const ids = new Set(edition.pages.map((page) => page.id));
  const built = new Set(results.map(({ page }) => page.id));
  const gone = (page: ManifestPage): boolean => built.has(page.page) || !ids.has(page.page);
  output.commit({
    manifest: (earlier) => {
      const kept = manifestPages(earlier).filter(
        (page) => !gone(page) && page.files.every((file) => output.has(file.path, file.bytes)),
      );
      return manifestText(edition, [...kept, ...results.map(({ entry }) => entry)], {
        all: looseFindings(opened),
        textOf,
      });
    },
    stale: (earlier) => [
      ...manifestPages(earlier)
        .filter(gone)
        .flatMap((page) => page.files.map((file) => file.path)),
      ...results.flatMap(({ page }) => allFiles(pageName(edition, page))),
    ],
  });
};

interface Outcome {
  readonly results: readonly Result[];
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
    const rows = results.flatMap(({ page, state, by, entry }) => {
      const word = `${says.state[state] ?? state}${by === undefined ? "" : ` ${says.releasedBy(by)}`}`;
      if (entry.files.length === 0) return [[says.page(page.id), word, "", ""]];
      return entry.files.map((file) => [says.page(page.id), word, sizeOf(file.bytes), file.path]);
    });
    if (rows.length > 0) terminal.out(textTable(rows[0]!, rows.slice(1), [2]));
    terminal.out(`${says.wrote(files.length, shown, seconds)}\n`);
  }
  const faults = results.flatMap(({ fault }) => (fault ? [fault.fault] : []));
  if (faults.length > 0) return reportFaults(faults, session);
  return findings.some((each) => each.severity === "error") ? 1 : 0;
};

const sizeOf = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
