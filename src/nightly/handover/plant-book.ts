/** What was handed over to a plant this night: plants take files out of their folders, so that these do not tell. */
import { createHash } from "node:crypto";
import type { ManifestFile } from "../output/manifest.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";

/** A page as the plant has it. */
export interface HandedPage {
  /** none when it carried a story that was withdrawn since: that version is not to be handed over again */
  readonly files: readonly ManifestFile[];
  /** of each file's plates, by page id: plate → SHA-256; as the manifest has it */
  readonly pressed?: unknown;
  /** marks of its stories, as `storyMark` makes them */
  readonly stories: readonly string[];
}

/** The book of one plant. Neither paths of stories nor hashes of files that are gone stand in it as such: a withdrawal forgets what names them. */
export interface PlantBook {
  /** name → `fileMark` of what was handed over under it last */
  readonly names: Readonly<Record<string, string>>;
  /** by page id */
  readonly pages: Readonly<Record<string, HandedPage>>;
}

/** A story by its path. */
export const storyMark = (path: string): string => createHash("sha256").update(path).digest("base64url");

/** A file by its SHA-256, hex. */
export const fileMark = (sha256: string): string => Buffer.from(sha256, "hex").toString("base64url");

/** The book under `key`; an empty one when there is none. */
export const openBook = async (key: string, store: ArtefactStore): Promise<PlantBook> =>
  ((await store.getRecord(key)) as PlantBook | undefined) ?? { names: {}, pages: {} };

/** Keeps the book of an edition, which is the folder of that path. */
export const keepBook = async (
  { key, edition, book }: { readonly key: string; readonly edition: string; readonly book: PlantBook },
  store: ArtefactStore,
): Promise<void> => {
  const keys = await booksOf(edition, store);
  // its name first: a book that nobody finds keeps what it should forget
  if (!keys.includes(key)) await store.putRecord(listKey(edition), [...keys, key].sort());
  await store.putRecord(key, book);
};

/** Of pages that carried one of the stories the books of the edition keep what the plant needs of them, and no file. */
export const forgetInBooks = async (
  paths: readonly string[],
  { edition, store }: { readonly edition: string; readonly store: ArtefactStore },
): Promise<void> => {
  const out = new Set(paths.map(storyMark));
  for (const key of await booksOf(edition, store)) {
    const book = await openBook(key, store);
    const pages = Object.entries(book.pages).map(([id, page]): readonly [string, HandedPage] => [
      id,
      page.stories.some((mark) => out.has(mark)) ? { ...page, files: [] } : page,
    ]);
    await store.putRecord(key, { ...book, pages: Object.fromEntries(pages) } satisfies PlantBook);
  }
};

const listKey = (edition: string): string => `books:${edition}`;

const booksOf = async (edition: string, store: ArtefactStore): Promise<readonly string[]> =>
  ((await store.getRecord(listKey(edition))) ?? []) as readonly string[];
