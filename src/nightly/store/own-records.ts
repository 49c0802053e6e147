/** A store whose records of this machine stay on it: what was read here, and when, is nobody else's business, and is asked first. */
import type { ArtefactStore } from "./artefact-store.ts";

/** `shared`, but for records whose keys begin with one of `kinds`, which are in `own`. */
export const withOwnRecords = (shared: ArtefactStore, own: ArtefactStore, kinds: readonly string[]): ArtefactStore => {
  const at = (key: string): ArtefactStore => (kinds.some((kind) => key.startsWith(`${kind}:`)) ? own : shared);
  return {
    ...shared,
    putRecord: (key, record) => at(key).putRecord(key, record),
    getRecord: (key) => at(key).getRecord(key),
    purge: async (isOut) => {
      await shared.purge(isOut);
      await own.purge(isOut);
    },
    dropRecord: (key) => at(key).dropRecord(key),
  };
};
