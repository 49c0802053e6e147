/** Small pictures of pages, from the store or drawn by the workers; one that cannot be had costs nothing but itself. */

import type { JobPlace } from "../run/job-place.ts";
import type { Thumbnail } from "../run/task.ts";
import type { TaskPool } from "../run/task-pool.ts";
import type { ArtefactStore } from "../store/artefact-store.ts";

/** Who draws them, and until when. */
export interface ThumbnailHow {
  readonly place: JobPlace;
  readonly store: ArtefactStore;
  readonly pool: TaskPool;
  /** past this none are drawn, and none are waited for */
  readonly signal: AbortSignal;
}

/** A page is drawn in a fraction of a second; all of them together are waited for so long, and so much longer for each. */
const PATIENCE_MS = { all: 15_000, each: 1_000 };

/** The form of the pictures; another one is drawn anew. */
const FORM = "thumbnail:1";

/** Pictures by the SHA-256 of the files; those that could not be had are not in it. */
export const thumbnailsOf = async (
  files: readonly string[],
  how: ThumbnailHow,
): Promise<ReadonlyMap<string, Thumbnail>> => {
  const signal = AbortSignal.any([how.signal, AbortSignal.timeout(PATIENCE_MS.all + PATIENCE_MS.each * files.length)]);
  const pairs = await Promise.all(
    [...new Set(files)].map(async (sha256) => [sha256, await pictureOf(sha256, { ...how, signal })] as const),
  );
  return new Map(pairs.flatMap(([sha256, picture]) => (picture ? [[sha256, picture] as const] : [])));
};

const pictureOf = async (
  sha256: string,
  { place, store, pool, signal }: ThumbnailHow,
): Promise<Thumbnail | undefined> => {
  const key = `${FORM}:${sha256}`;
  try {
    const kept = (await store.getRecord(key)) as Thumbnail | undefined;
    if (kept || signal.aborted) return kept;
    const result = await pool.run({ kind: "thumbnail", place, sha256 }, { signal, watch: () => undefined });
    if (result.kind !== "thumbnail" || !result.picture) return undefined;
    await store.putRecord(key, result.picture);
    return result.picture;
  } catch {
    return undefined;
  }
};
