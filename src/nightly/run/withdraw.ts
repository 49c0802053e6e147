/** What carried a withdrawn story goes at once, before anything is made: out of the store, and out of the output folders. */
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Intake } from "../intake/intake.ts";
import { withLock } from "../output/lock-folder.ts";
import { type ManifestPage, manifestPages } from "../output/manifest.ts";
import { outputErrorOf } from "../output/output-error.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";

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
  const key = `withdrawn:${edition}`;
  const times = Object.fromEntries(withdrawals.map((each) => [each.path, each.times]));
  const done = ((await store.getRecord(key)) ?? {}) as Readonly<Record<string, number>>;
  const paths = Object.keys(times).filter((path) => done[path] !== times[path]);
  if (paths.length === 0) return [];
  const outputs = await outputsOf(edition, store);
  const pulled = outputs.filter((name) => pull(join(out, name), paths));
  for (const name of outputs)
    if (pulled.some((each) => each === name || sharesWith(join(out, name), each))) clear(out, name);
  const words = paths.map((path) => JSON.stringify(path).slice(1, -1));
  // small pictures of pages do not say whose they are, and are soon drawn again
  await store.purge((record) => record.includes('"jpeg":') || words.some((word) => record.includes(word)));
  // the purge took these two as well
  await store.putRecord(outputsKey(edition), outputs);
  await store.putRecord(key, times);
  return paths;
};

const outputsKey = (edition: string): string => `outputs:${edition}`;

const outputsOf = async (edition: string, store: ArtefactStore): Promise<readonly string[]> =>
  ((await store.getRecord(outputsKey(edition))) ?? []) as readonly string[];

/** Remembers that pages of the edition are written into the output folder `name`: it is looked at when a story is withdrawn. */
export const rememberOutput = async (name: string, edition: string, store: ArtefactStore): Promise<void> => {
  const known = await outputsOf(edition, store);
  if (!known.includes(name)) await store.putRecord(outputsKey(edition), [...known, name].sort());
};

/** Whether the manifest there lists pages of the edition in the folder `other`. */
const sharesWith = (folder: string, other: string): boolean =>
  textAt(join(folder, "manifest.json")).includes(`"../${other}/`);

/** Packages for screens and reports show all pages together; they are made again. */
const clear = (out: string, name: string): void => {
  try {
    rmSync(join(out, name, "digital"), { recursive: true, force: true });
    for (const end of ["html", "json"]) rmSync(join(out, "reports", `${name}.${end}`), { force: true });
  } catch (fault) {
    throw outputErrorOf(fault, join(out, name));
  }
};

/** Whether a page carried one. The manifest keeps what it knows of the page's versions; until the page is made again, there is nothing of it. */
const pull = (folder: string, paths: readonly string[]): boolean => {
  const manifest = join(folder, "manifest.json");
  const text = textAt(manifest);
  const carried = manifestPages(text).filter((page) => paths.some((path) => carries(page, path)));
  if (carried.length === 0) return false;
  const ids = new Set(carried.map(({ page }) => page));
  try {
    withLock(folder, () => {
      // the files first: as long as one of them is there the manifest names it
      for (const { path } of carried.flatMap(({ files }) => files)) rmSync(join(folder, path), { force: true });
      const aside = join(folder, ".manifest.withdrawn.tmp");
      writeFileSync(aside, withoutFiles(text, ids), { flush: true });
      renameSync(aside, manifest);
    });
    return true;
  } catch (fault) {
    throw outputErrorOf(fault, folder);
  }
};

const carries = ({ inputs, findings }: ManifestPage, path: string): boolean =>
  (typeof inputs === "object" && Object.hasOwn(inputs as object, path)) ||
  JSON.stringify(findings ?? []).includes(JSON.stringify(path).slice(1, -1));

interface ManifestJson {
  readonly findings?: readonly object[];
  readonly files: readonly { readonly page?: string }[];
  readonly pages: readonly { readonly page: string }[];
}

const withoutFiles = (text: string, ids: ReadonlySet<string>): string => {
  const manifest = JSON.parse(text) as ManifestJson;
  const files = manifest.files.filter(({ page }) => page === undefined || !ids.has(page));
  const pages = manifest.pages.map((page) =>
    ids.has(page.page) ? { ...page, state: "withdrawn", files: [], findings: [] } : page,
  );
  // what was found of no page may quote the story; the run finds anew what there is to find
  return `${JSON.stringify({ ...manifest, files, pages, findings: [] }, undefined, 1)}\n`;
};

const textAt = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
};
