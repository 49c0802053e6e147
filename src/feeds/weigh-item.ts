/** An item against what the ledger knows of it → what becomes of it. */
import type { FeedItem } from "./feed-item.ts";
import type { LedgerEntry } from "./ledger.ts";

/** `conflict`: it is another content of the same version; `wins` tells which of the two counts. */
export type Weighed =
  | { readonly kind: "new" | "newer" | "duplicate" | "stale" }
  | { readonly kind: "conflict"; readonly wins: boolean };

/** Weighs by version, then by the time it was made; of two alike the one that came last counts, once. */
export const weighItem = (item: FeedItem, hash: string, known: LedgerEntry | undefined): Weighed => {
  if (!known) return { kind: "new" };
  if (known.hash === hash || known.seen.includes(hash)) return { kind: "duplicate" };
  const killed = known.state === "killed";
  const numbered = item.version > 0 && known.version > 0;
  if (numbered && item.version !== known.version) return { kind: item.version > known.version ? "newer" : "stale" };
  const age = compareTimes(item.created, known.created);
  // a kill is final for its version: an older copy that comes late stays out
  if (killed && age <= 0) return { kind: "stale" };
  if (item.status !== "usable") return { kind: age < 0 ? "stale" : "newer" };
  if (numbered) return { kind: "conflict", wins: age >= 0 };
  return { kind: age >= 0 ? "newer" : "stale" };
};

const compareTimes = (one: number | undefined, other: number | undefined): number =>
  one === undefined || other === undefined ? 0 : one - other;
