/** What carried a withdrawn story goes at once, before anything is made: out of the store, and out of the output folders. */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forgetInBooks } from "../handover/plant-book.ts";
import type { Intake } from "../intake/intake.ts";
import { withLock } from "../output/lock-folder.ts";
import { type ManifestPage, manifestPages } from "../output/manifest.ts";
import { forgetEarlier, MANIFEST, readManifestFile } from "../output/manifest-file.ts";
import { outputErrorOf } from "../output/output-error.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { outputsOf, rememberOutputs } from "./output-book.ts";

/** Where to look for it. */
export interface WithdrawHow {
  /** the edition's folder */
  readonly edition: string;
  readonly store: ArtefactStore;
  /** the folder for all editions */
  readonly out: string;
}

/**
 * Drops every record that names a file which was withdrawn since the last time, every object that no other record holds, and all files of
 * pages that carried it. Returns the paths. What was done is remembered last: a run that is cut off does it again.
 */
export const withdraw = async (
  { withdrawals }: Intake,
  { edition, store, out }: WithdrawHow,
): Promise<readonly string[]> => {
  // each output folder is looked at
  const key = `withdrawn:${edition}:${out}`;
  const times = Object.fromEntries(withdrawals.map((each) => [each.path, each.times]));
  const done = ((await store.getRecord(key)) ?? {}) as Readonly<Record<string, number>>;
  const paths = Object.keys(times).filter((path) => done[path] !== times[path]);
  if (paths.length === 0) return [];
  const outputs = await outputsOf(edition, store);
  const names = Object.keys(outputs).sort();
  const pulled = new Map(names.map((name) => [name, pull(join(out, name), paths)] as const));
  for (const name of names) withoutPulled(name, { out, pulled });
  await forgetInBooks(paths, { edition, store });
  const words = paths.map((path) => JSON.stringify(path).slice(1, -1));
  // small pictures of pages do not say whose they are, and are soon drawn again
  await store.purge((record) => record.includes('"jpeg":') || words.some((word) => record.includes(word)));
  // the purge may have taken these as well
  await rememberOutputs(outputs, edition, store);
  await store.putRecord(key, times);
  return paths;
};

/** Ids of the pages of which nothing is left, by output folder. */
type Pulled = ReadonlyMap<string, ReadonlySet<string>>;

/** What shows pages of the folder, or of one with which it shares pages, together: its list of what makes up a zone, packages, reports. */
const withoutPulled = (name: string, { out, pulled }: { readonly out: string; readonly pulled: Pulled }): void => {
  const folder = join(out, name);
  const text = readManifestFile(folder);
  const shared = [...pulled].filter(([each, ids]) => ids.size > 0 && text.includes(`"../${each}/`));
  if ((pulled.get(name)?.size ?? 0) === 0 && shared.length === 0) return;
  clear(out, name);
  if (shared.length === 0) return;
  try {
    withLock(folder, () => replace(folder, withoutShared(text, new Map(shared))));
  } catch (fault) {
    throw outputErrorOf(fault, folder);
  }
};

/** Packages for screens and reports show all pages together; they are made again. */
const clear = (out: string, name: string): void => {
  try {
    rmSync(join(out, name, "digital"), { recursive: true, force: true });
    for (const end of ["html", "json"]) rmSync(join(out, "reports", `${name}.${end}`), { force: true });
  } catch (fault) {
    throw outputErrorOf(fault, join(out, name));
  }
};

/** Ids of the pages that carried one. The manifest keeps what it knows of their versions; until they are made again, there is nothing of them. */
const pull = (folder: string, paths: readonly string[]): ReadonlySet<string> => {
  const text = readManifestFile(folder);
  const carried = manifestPages(text).filter((page) => paths.some((path) => carries(page, path)));
  const ids = new Set(carried.map(({ page }) => page));
  if (ids.size === 0) return ids;
  try {
    withLock(folder, () => {
      // the files first: as long as one of them is there the manifest names it
      for (const { path } of carried.flatMap(({ files }) => files)) rmSync(join(folder, path), { force: true });
      replace(folder, withoutFiles(text, ids));
    });
    return ids;
  } catch (fault) {
    throw outputErrorOf(fault, folder);
  }
};

const replace = (folder: string, text: string): void => {
  const aside = join(folder, ".manifest.withdrawn.tmp");
  writeFileSync(aside, text, { flush: true });
  renameSync(aside, join(folder, MANIFEST));
  forgetEarlier(folder);
};

const carries = ({ inputs, findings }: ManifestPage, path: string): boolean =>
  (typeof inputs === "object" && Object.hasOwn(inputs as object, path)) ||
  JSON.stringify(findings ?? []).includes(JSON.stringify(path).slice(1, -1));

interface ManifestJson {
  readonly copy?: readonly CopyPage[];
  readonly findings?: readonly object[];
  readonly files: readonly { readonly page?: string }[];
  readonly pages: readonly { readonly page: string }[];
}

/** A page in the list of what makes up a zone. */
interface CopyPage {
  readonly page: string;
  readonly shared: boolean;
  readonly files: readonly { readonly path: string }[];
}

const withoutFiles = (text: string, ids: ReadonlySet<string>): string => {
  const manifest = JSON.parse(text) as ManifestJson;
  const files = manifest.files.filter(({ page }) => page === undefined || !ids.has(page));
  const pages = manifest.pages.map((page) =>
    ids.has(page.page) ? { ...page, state: "withdrawn", files: [], findings: [] } : page,
  );
  const copy = manifest.copy?.map((page) => (ids.has(page.page) && !page.shared ? withdrawnCopy(page) : page));
  // what was found of no page may quote the story; the run finds anew what there is to find
  return jsonOf({ ...manifest, ...(copy && { copy }), files, pages, findings: [] });
};

const withoutShared = (text: string, pulled: Pulled): string => {
  const manifest = JSON.parse(text) as ManifestJson;
  const isOut = ({ page, files }: CopyPage): boolean =>
    [...pulled].some(([name, ids]) => ids.has(page) && files.some(({ path }) => path.startsWith(`../${name}/`)));
  return jsonOf({ ...manifest, copy: manifest.copy?.map((page) => (isOut(page) ? withdrawnCopy(page) : page)) });
};

const withdrawnCopy = (page: CopyPage): object => ({ ...page, state: "withdrawn", files: [] });

const jsonOf = (manifest: object): string => `${JSON.stringify(manifest, undefined, 1)}\n`;
