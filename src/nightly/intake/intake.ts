/** What was taken in before an edition was read; plain values. */
import type { FeedCounts } from "../../feeds/feed-run.ts";
import type { Withdrawal } from "../../feeds/ledger.ts";

/** What came of a mapping file. */
export interface TakenFeed {
  /** its path in the edition's folder */
  readonly mapping: string;
  /** they add up to `seen`; absent when nothing could be taken in */
  readonly counts?: FeedCounts;
  /** stories whose embargo ended though their items are no longer in the inbox; they are in no count */
  readonly released?: number;
  /** warnings and errors, as programs read them */
  readonly findings: readonly object[];
}

/** All feeds of an edition. */
export interface Intake {
  /** in the edition's order */
  readonly feeds: readonly TakenFeed[];
  /** files that were ever withdrawn, by their paths in the edition's folder */
  readonly withdrawals: readonly Withdrawal[];
  /** absolute paths of mapping files and inboxes: what changes there has to be taken in */
  readonly places: readonly string[];
  /** whether every ledger was read: else nobody knows what was withdrawn, and no page goes out in an earlier version */
  readonly isSure: boolean;
  /** when the next embargo ends under which an item is held, milliseconds since 1970; absent when none is */
  readonly next?: number;
}
