/** The manifest: every file of the output folder with its hash, and what is known about each page. Written last. */
import type { Diagnostic, Diagnostics } from "../base/diagnostic.ts";
import type { Edition } from "../index.ts";
import { findingsJson } from "./finding-json.ts";
import type { FailedPage, MadePage } from "./make-page.ts";
import { filesOf } from "./page-findings.ts";
import { programVersion } from "./program-folders.ts";

/** A file of the output folder; `path` is relative to it. */
export interface ManifestFile {
  readonly path: string;
  /** page id */
  readonly page: string;
  readonly section: string;
  readonly version: string;
  readonly standard: string;
  readonly state: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A page as the manifest has it. */
export interface ManifestPage {
  readonly page: string;
  readonly files: readonly ManifestFile[];
  readonly [fact: string]: unknown;
}

/** What the manifest says about a page with its files. */
export const manifestPage = (
  result: MadePage | FailedPage,
  files: readonly ManifestFile[],
  { edition, textOf }: { readonly edition: Edition; readonly textOf: Diagnostics["textOf"] },
): ManifestPage => {
  const { page } = result;
  const inputs = [...filesOf(page)].sort().flatMap((path) => {
    const hash = edition.inputs.get(path);
    return hash === undefined ? [] : [[path, hash] as const];
  });
  return {
    page: page.id,
    section: page.section,
    version: edition.version,
    ...(result.kind === "made"
      ? {
          state: result.state,
          ...(result.by !== undefined && { releasedBy: result.by }),
          standard: result.printed.standard,
          fonts: [...result.printed.fonts].sort(),
        }
      : { state: "failed" }),
    files,
    inputs: Object.fromEntries(inputs),
    findings: findingsJson(result.findings, textOf),
  };
};

/** The manifest of `edition` with `pages`, which are brought into the edition's order. No clock: the same edition, the same text. */
export const manifestText = (
  edition: Edition,
  pages: readonly ManifestPage[],
  findings: { readonly all: readonly Diagnostic[]; readonly textOf: Diagnostics["textOf"] },
): string => {
  const order = new Map(edition.pages.map((page, at) => [page.id, at]));
  const sorted = [...pages].sort((a, b) => (order.get(a.page) ?? order.size) - (order.get(b.page) ?? order.size));
  const { paper, date, issue, press } = edition;
  const manifest = {
    manifest: 1,
    program: { name: "broadsheet", version: programVersion() },
    paper,
    date: date.iso,
    issue,
    edition: edition.edition,
    version: edition.version,
    profile: { name: press.condition.identifier, sha256: press.condition.hash, inkLimit: press.inkLimit },
    files: sorted.flatMap((page) => page.files),
    pages: sorted.map(({ files, ...facts }) => ({ ...facts, files: files.map((file) => file.path) })),
    findings: findingsJson(findings.all, findings.textOf),
    inputs: Object.fromEntries([...edition.inputs].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  return `${JSON.stringify(manifest, undefined, 1)}\n`;
};

/** The pages of an earlier manifest; none when the text is no manifest of ours. */
export const manifestPages = (text: string): readonly ManifestPage[] => {
  try {
    const { manifest, files, pages } = JSON.parse(text);
    if (manifest !== 1 || !Array.isArray(files) || !Array.isArray(pages)) return [];
    // the paths are used to remove files: what could point out of the folder is not believed
    const sound = files.filter(
      ({ path, page }) => typeof page === "string" && /^((held|proof)\/)?[^./\\][^/\\]*$/.test(path),
    );
    return pages
      .filter((page) => typeof page?.page === "string")
      .map((page) => ({ ...page, files: sound.filter((file) => file.page === page.page) }));
  } catch {
    return [];
  }
};
