/** The desk at which items are taken in: what is known before, and what has come of it so far. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import type { ProbePhoto } from "../input/read-photo.ts";
import type { Outcome } from "./feed-run.ts";
import type { FeedMapping } from "./feed-source.ts";
import type { FilePlan } from "./file-plan.ts";
import type { Ledger, LedgerEntry } from "./ledger.ts";

/** A file of an inbox. */
export interface InboxFile {
  /** name of its source */
  readonly source: string;
  /** in the inbox, with forward slashes */
  readonly path: string;
}

/** What taking in needs. */
export interface FeedShop {
  readonly mapping: FeedMapping;
  /** the edition's folder */
  readonly edition: World;
  /** a source's inbox */
  readonly inbox: (source: string) => World;
  readonly ledger: Ledger;
  /** milliseconds since 1970; embargoes that end by then are over */
  readonly now: number;
  /** looks whether a file is a picture that can be printed */
  readonly probe?: ProbePhoto;
}

/** All that is known while items are taken in. */
export interface Desk {
  readonly shop: FeedShop;
  readonly plan: FilePlan;
  readonly entries: Map<string, LedgerEntry>;
  /** SHA-256 of headline and text: the id of the item that has them */
  readonly words: Map<string, string>;
  /** paths of stories and pictures that items have */
  readonly taken: Map<string, string>;
  readonly findings: Diagnostic[];
}

/** What became of one item. */
export type Took =
  | { readonly outcome: Exclude<Outcome, "quarantined">; readonly story?: string }
  | { readonly outcome: "quarantined"; readonly finding: Diagnostic };
