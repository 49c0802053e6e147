/** What taking in a feed comes to: files to be written and removed, and an account in which nothing is missing. */
import type { Diagnostic } from "../base/diagnostic.ts";

/** What became of items; the rest add up to `seen`. */
export interface FeedCounts {
  readonly seen: number;
  /** new stories */
  readonly stories: number;
  /** new versions of stories */
  readonly updates: number;
  readonly duplicates: number;
  readonly stale: number;
  readonly killed: number;
  readonly held: number;
  readonly filtered: number;
  readonly quarantined: number;
}

/** Every outcome of an item. */
export type Outcome = Exclude<keyof FeedCounts, "seen">;

/** A file to be written, by its path in the edition's folder. */
export interface FileWrite {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A picture to be copied out of an inbox; its bytes are not held, since a night's pictures are more than memory takes. */
export interface FileCopy {
  /** in the edition's folder */
  readonly path: string;
  /** name of the source, and path in its inbox */
  readonly source: string;
  readonly from: string;
  /** SHA-256 of the file as it was looked at; another one is not to be copied */
  readonly hash: string;
}

/** What is to be done. The ledger is written last: whatever is cut off before is done again by the next run, to the same end. */
export interface FeedRun {
  /** stories and quarantine, by path; none of them is also removed */
  readonly writes: readonly FileWrite[];
  /** pictures, by path */
  readonly copies: readonly FileCopy[];
  readonly removes: readonly string[];
  readonly ledger: FileWrite;
  readonly counts: FeedCounts;
  /** held stories whose time has come though their items are no longer in the inbox; they are in no count */
  readonly released: number;
  /** what became of each item, in order */
  readonly items: readonly {
    readonly id: string;
    readonly path: string;
    readonly outcome: Outcome;
    readonly story?: string;
  }[];
  readonly findings: readonly Diagnostic[];
  /** texts of items that findings point into, by path */
  readonly texts: ReadonlyMap<string, string>;
}
