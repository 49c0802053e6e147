/** The mark of a store: two machines have the same store when they find the same mark in it, whatever its address is on each. */
import { randomUUID } from "node:crypto";
import type { ArtefactStore } from "../store/artefact-store.ts";

/** The mark that runs give their jobs. */
const HOME = "queue-home";

/** A mark stays true beside another: two runs may put theirs at the same time. */
const markKey = (home: string): string => `${HOME}:${home}`;

/**
 * The mark of the store, put there when it has none. It names no story and is a record, so that a withdrawal leaves it there. Nothing that
 * is made depends on it.
 */
export const homeOf = async (store: ArtefactStore): Promise<string> => {
  const kept = (await store.getRecord(HOME)) as { readonly home?: unknown } | undefined;
  const home = typeof kept?.home === "string" ? kept.home : randomUUID();
  if (await hasHome(home, store)) return home;
  await store.putRecord(markKey(home), { home });
  await store.putRecord(HOME, { home });
  return home;
};

/** Whether the store has that mark. */
export const hasHome = async (home: string, store: ArtefactStore): Promise<boolean> =>
  (await store.getRecord(markKey(home))) !== undefined;
