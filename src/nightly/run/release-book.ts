/** Who has released which page: a release holds for the page as it was, and not for what becomes of it. */
import type { EditionSheet } from "../output/edition-sheet.ts";
import type { ManifestPage } from "../output/manifest.ts";
import { isNoPressFile } from "../output/press-files.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";
import { fingerprint } from "./fingerprint.ts";

/** A page as it is released: by what went into it, or by what came out. */
export interface PageMarks {
  /** hash of its parts, and of how it is made */
  readonly made?: string;
  /** SHA-256 of its files for the press, all plants */
  readonly files?: readonly string[];
}

interface Release extends Required<PageMarks> {
  readonly by: string;
  /** paths of its stories: what carried a withdrawn one is forgotten */
  readonly stories: readonly string[];
}

/** Facts by which a page of one night is told from that of another. */
export type NightFacts = Pick<EditionSheet, "paper" | "date" | "edition" | "zone">;

const keyOf = ({ paper, date, edition, zone }: NightFacts, id: string): string =>
  `released:${JSON.stringify([paper.id, date.iso, edition, zone, id])}`;

/** Releases of one page that are remembered. */
const MOST = 50;

/** The hash of everything that went into a page. */
export const madeOf = (parts: object, how: object): string => fingerprint({ parts, how });

/** The hashes of a page's files for the press. */
export const pressHashes = (entry: ManifestPage): readonly string[] =>
  entry.files
    .filter((file) => !isNoPressFile(file))
    .map(({ sha256 }) => sha256)
    .sort();

/** Who released that very page; undefined when nobody has. */
export const releaserOf = async (
  { id, sheet }: { readonly id: string; readonly sheet: NightFacts },
  { made, files }: PageMarks,
  store: ArtefactStore,
): Promise<string | undefined> => {
  const all = await releasesOf(keyOf(sheet, id), store);
  const found = all.findLast(
    (each) =>
      (made !== undefined && each.made === made) ||
      (files !== undefined && files.length > 0 && each.files.join() === files.join()),
  );
  return found?.by;
};

/** Remembers that somebody has released the page. */
export const rememberRelease = async (
  { id, sheet }: { readonly id: string; readonly sheet: NightFacts },
  release: Release,
  store: ArtefactStore,
): Promise<void> => {
  const key = keyOf(sheet, id);
  const text = JSON.stringify(release);
  const known = await releasesOf(key, store);
  if (JSON.stringify(known.at(-1)) === text) return;
  const others = known.filter((each) => JSON.stringify(each) !== text);
  await store.putRecord(key, { releases: [...others, release].slice(-MOST) });
};

const releasesOf = async (key: string, store: ArtefactStore): Promise<readonly Release[]> => {
  const record = (await store.getRecord(key)) as { readonly releases: readonly Release[] } | undefined;
  return record?.releases ?? [];
};
