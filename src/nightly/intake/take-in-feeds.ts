/** The feeds of an edition, taken in before it is read: what has come, and which files were withdrawn at any time. */
import { basename, join, posix } from "node:path";
import { Diagnostics } from "../../base/diagnostic.ts";
import { nextRelease, type Withdrawal, withdrawalsOf } from "../../feeds/ledger.ts";
import { readEditionFeeds } from "../../feeds/read-edition-feeds.ts";
import { diskWorld } from "../disk/disk-world.ts";
import { findingsJson } from "../output/finding-json.ts";
import { OutputError, outputError } from "../output/output-error.ts";
import type { Intake, TakenFeed } from "./intake.ts";
import { type TakenIn, takeIn } from "./take-in.ts";

/** The edition, and the time by which embargoes are judged, in milliseconds since 1970. */
export interface FeedsOf {
  readonly folder: string;
  readonly file: string;
  readonly now: number;
  /** absolute path of the folder for what is made, which no inbox may hold */
  readonly out: string;
}

/** Takes all of them in, one after another. Never rejects because of what is in them, nor because one cannot be taken in. */
export const takeInFeeds = async ({ folder, file, now, out }: FeedsOf): Promise<Intake> => {
  const found = new Diagnostics();
  const mappings = await readEditionFeeds(file, diskWorld({ edition: folder, cache: undefined }), found);
  const feeds: TakenFeed[] = [];
  const withdrawals: Withdrawal[] = [];
  const places: string[] = [];
  let isSure = true;
  let next: number | undefined;
  for (const mapping of mappings) {
    const home = posix.dirname(mapping);
    const {
      run,
      ledger,
      inboxes = [],
      found: own,
    } = await twice({ folder: join(folder, home), file: basename(mapping), now, out });
    feeds.push({ mapping, ...(run && { counts: run.counts, released: run.released }), findings: told(own) });
    for (const each of ledger ? withdrawalsOf(ledger) : [])
      withdrawals.push({ ...each, path: posix.join(home, each.path) });
    places.push(join(folder, mapping), ...inboxes);
    isSure &&= ledger !== undefined;
    const release = ledger && nextRelease(ledger);
    if (release !== undefined) next = Math.min(next ?? release, release);
  }
  const own = told(found);
  if (own.length > 0) feeds.push({ mapping: file, findings: own });
  return { feeds, withdrawals, places, isSure, ...(next !== undefined && { next }) };
};

/** What changes while it is read is read again; what then cannot be had, or written, is a finding, and the night goes on. */
const twice = async (how: FeedsOf): Promise<TakenIn> => {
  let last: TakenIn = { found: new Diagnostics() };
  for (let n = 0; n < 2; n++) {
    try {
      return await takeIn(how);
    } catch (fault) {
      const found = new Diagnostics();
      for (const finding of faultsOf(fault)) found.add({ ...finding, code: "feed/not-taken" });
      last = { found };
    }
  }
  return last;
};

/** Also over what the program itself stumbles the night goes on. */
const faultsOf = (fault: unknown): OutputError["findings"] =>
  (fault instanceof OutputError
    ? fault
    : outputError(
        `the feed could not be taken in: ${fault instanceof Error ? fault.message : String(fault)}`,
        "run `broadsheet feed` on its mapping file, which writes a report",
      )
  ).findings;

/** Notes are for those who ask: `broadsheet feed --json` has one for each item. */
const told = (found: Diagnostics): readonly object[] =>
  findingsJson(
    found.all().filter(({ severity }) => severity !== "info"),
    (path) => found.textOf(path),
  );
