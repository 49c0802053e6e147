/** What was handed over to a plant this night: plants take files out of their folders, so that these do not tell. */
import type { ManifestFile } from "../output/manifest.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";

/** A page as the plant has it. */
export interface HandedPage {
  readonly files: readonly ManifestFile[];
  /** of each file's plates, by page id: plate → SHA-256; as the manifest has it */
  readonly pressed?: unknown;
  /** paths of its stories */
  readonly stories: readonly string[];
}

/** The book of one plant. */
export interface PlantBook {
  /** name → SHA-256 of what was handed over under it last */
  readonly names: Readonly<Record<string, string>>;
  /** by page id */
  readonly pages: Readonly<Record<string, HandedPage>>;
}

/** The book under `key`; an empty one when there is none. */
export const openBook = async (key: string, store: ArtefactStore): Promise<PlantBook> =>
  ((await store.getRecord(key)) as PlantBook | undefined) ?? { names: {}, pages: {} };
