/** Files of inboxes and the ledger → what is to be written, what is to be removed, and the ledger afterwards. Touches nothing itself. */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Desk, FeedShop, InboxFile, Took } from "./desk.ts";
import type { ReadItem } from "./feed-item.ts";
import type { FeedCounts, FeedRun, Outcome } from "./feed-run.ts";
import type { FeedSource } from "./feed-source.ts";
import { FilePlan } from "./file-plan.ts";
import { ledgerText } from "./ledger.ts";
import { quarantineFiles } from "./quarantine.ts";
import { type FeedFileRead, readFeedFile } from "./read-feed-file.ts";
import { releaseHeld, takeItem } from "./take-item.ts";

/** Takes the files in, in the order given. Never throws because of what is in them. */
export const ingest = async (files: readonly InboxFile[], shop: FeedShop): Promise<FeedRun> => {
  const desk = openDesk(shop);
  const items: { id: string; path: string; outcome: Outcome; story?: string }[] = [];
  const texts = new Map<string, string>();
  for (const file of files) {
    const source = shop.mapping.sources.find(({ name }) => name === file.source)!;
    const path = `${file.source}/${file.path}`;
    const read = await readInboxFile(file, path, shop);
    for (const item of read.items) {
      const found = desk.findings.length;
      const took = await takeOne(item, { source, file, desk });
      if (took.outcome === "quarantined") keepAside(took.finding, { item, read, path, desk });
      if (desk.findings.slice(found).some(({ severity }) => severity !== "info")) texts.set(path, read.text);
      const story = "story" in took ? took.story : undefined;
      items.push({
        id: item.ok ? item.item.id : "",
        path,
        outcome: took.outcome,
        ...(story !== undefined && { story }),
      });
    }
  }
  const released = await releaseHeld(desk);
  const ledger = { path: shop.mapping.ledger, bytes: new TextEncoder().encode(ledgerText(desk.entries)) };
  return {
    writes: desk.plan.writes(),
    copies: desk.plan.copies(),
    removes: desk.plan.removes(),
    ledger,
    counts: countsOf(items),
    released,
    items,
    findings: desk.findings,
    texts,
  };
};

const openDesk = (shop: FeedShop): Desk => {
  const entries = new Map(shop.ledger);
  const words = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const [id, { words: hash, story, pictures = [] }] of entries) {
    words.set(hash, id);
    for (const path of [story, ...pictures.map((each) => each.path)]) if (path !== undefined) taken.set(path, id);
  }
  return { shop, plan: new FilePlan(shop.edition), entries, words, taken, findings: [] };
};

interface ReadBytes extends FeedFileRead {
  /** absent when they are not to be had */
  readonly bytes?: Uint8Array;
}

/** A file that is not to be had is an item that nobody could read. */
const readInboxFile = async (file: InboxFile, path: string, shop: FeedShop): Promise<ReadBytes> => {
  const read = await shop.inbox(file.source).read({ root: "edition", path: file.path }, (64 << 20) + 1);
  if (read.ok) return { ...readFeedFile({ path, bytes: read.bytes }, shop.mapping.zone), bytes: read.bytes };
  const why = read.why === "too-large" ? "is larger than 64 MiB" : "cannot be read";
  const source = { path, start: 0, end: 0 };
  const finding = {
    code: "feed/unreadable",
    severity: "error",
    message: `the item ${why}`,
    hint: "look at the file in the inbox, where it stays",
    source,
  } as const;
  return { items: [{ ok: false, finding }], text: "", utf8: false };
};

interface Taking {
  readonly source: FeedSource;
  readonly file: InboxFile;
  readonly desk: Desk;
}

const takeOne = async (read: ReadItem, taking: Taking): Promise<Took> =>
  read.ok ? takeItem(read.item, taking) : { outcome: "quarantined", finding: read.finding };

interface Aside {
  readonly item: ReadItem;
  readonly read: ReadBytes;
  readonly path: string;
  readonly desk: Desk;
}

const keepAside = (finding: Diagnostic, { item, read, path, desk }: Aside): void => {
  desk.findings.push(finding);
  const { start, end } = item.ok ? item.item.source : item.finding.source;
  const isPart = read.items.length > 1 && read.utf8 && end > start + 1 && end - start < read.text.length;
  const { bytes: whole, text } = read;
  const kept = { finding, path, ...(whole && { bytes: whole }), text, ...(isPart && { part: { start, end } }) };
  for (const { path: file, bytes } of quarantineFiles(desk.shop.mapping.quarantine, kept)) desk.plan.write(file, bytes);
};

const countsOf = (items: readonly { readonly outcome: Outcome }[]): FeedCounts => {
  const count = (outcome: Outcome) => items.filter((each) => each.outcome === outcome).length;
  return {
    seen: items.length,
    stories: count("stories"),
    updates: count("updates"),
    duplicates: count("duplicates"),
    stale: count("stale"),
    killed: count("killed"),
    held: count("held"),
    filtered: count("filtered"),
    quarantined: count("quarantined"),
  };
};
