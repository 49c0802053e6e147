/** What lies in the inboxes of a mapping file → stories in the edition's folder, once: the one place where feeds touch the disk. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Diagnostics } from "../../base/diagnostic.ts";
import type { World } from "../../base/world.ts";
import type { InboxFile } from "../../feeds/desk.ts";
import type { FeedRun, FileCopy } from "../../feeds/feed-run.ts";
import type { FeedMapping } from "../../feeds/feed-source.ts";
import { sha256 } from "../../feeds/file-plan.ts";
import { ingest } from "../../feeds/ingest.ts";
import { type Ledger, parseLedger } from "../../feeds/ledger.ts";
import { readFeedMapping } from "../../feeds/read-mapping.ts";
import { diskWorld } from "../disk/disk-world.ts";
import { withLock } from "../output/lock-folder.ts";
import { outputError, outputErrorOf } from "../output/output-error.ts";
import { writeFiles } from "./write-files.ts";

/** A mapping file, and the time by which embargoes are judged. */
export interface TakeInHow {
  /** the mapping file's folder, from which its paths count */
  readonly folder: string;
  /** its name there */
  readonly file: string;
  /** milliseconds since 1970 */
  readonly now: number;
  /** absolute path of the folder for what is made of it; absent when nothing is */
  readonly out?: string;
}

/** What came of it. */
export interface TakenIn {
  /** absent when nothing could be taken in */
  readonly run?: FeedRun;
  /** as it is afterwards; absent when it cannot be read: then nobody knows what was withdrawn */
  readonly ledger?: Ledger;
  /** absolute paths of the folders that were looked into */
  readonly inboxes?: readonly string[];
  readonly found: Diagnostics;
}

/** Takes in what is there. Throws an `OutputError` when it cannot be written; nothing is then half done. */
export const takeIn = async ({ folder, file, now, out }: TakeInHow): Promise<TakenIn> => {
  const found = new Diagnostics();
  const edition = diskWorld({ edition: folder, cache: undefined });
  const mapping = await readFeedMapping(file, edition, found);
  if (!mapping) return { found };
  const before = textAt(folder, mapping.ledger);
  const ledger = parseLedger(before);
  if (!ledger) {
    found.add(noLedger(mapping.ledger));
    return { found };
  }
  const inboxes = new Map(mapping.sources.map(({ name, folder: inbox }) => [name, resolve(folder, inbox)]));
  for (const [name, inbox] of inboxes) {
    if (!holdsOwn(inbox, mapping, { folder, out })) continue;
    inboxes.delete(name);
    found.add(ownInbox(name));
  }
  const files = inboxFiles(mapping, inboxes, found);
  const inbox = (source: string): World => diskWorld({ edition: inboxes.get(source)!, cache: undefined });
  const run = await ingest(files, { mapping, edition, inbox, ledger, now, probe });
  const home = dirname(join(folder, mapping.ledger));
  try {
    mkdirSync(home, { recursive: true });
  } catch (fault) {
    throw outputErrorOf(fault, dirname(mapping.ledger));
  }
  withLock(home, () => {
    if (textAt(folder, mapping.ledger) !== before)
      throw outputError("another broadsheet took in items meanwhile; nothing was written", "start it again");
    const pictures = run.copies.map((copy) => ({
      path: copy.path,
      bytes: () => copied(copy, inboxes.get(copy.source)!),
    }));
    writeFiles(folder, { writes: [...pictures, ...run.writes], removes: run.removes, last: run.ledger });
  });
  for (const finding of run.findings) found.add(finding);
  for (const [path, text] of run.texts) found.text(path, text);
  const after = parseLedger(new TextDecoder().decode(run.ledger.bytes))!;
  return { run, ledger: after, inboxes: [...inboxes.values()], found };
};

/** What is written into an inbox would be taken in, and written again, for ever. */
const holdsOwn = (
  inbox: string,
  { stories, pictures, quarantine, ledger }: FeedMapping,
  { folder, out = stories }: { readonly folder: string; readonly out: string | undefined },
): boolean =>
  [stories, pictures, quarantine, ledger, out].map((each) => resolve(folder, each)).some((own) => isIn(inbox, own));

const isIn = (outer: string, path: string): boolean => path === outer || path.startsWith(outer + sep);

const ownInbox = (name: string) =>
  ({
    code: "feed/inbox",
    severity: "error",
    message: `the inbox of \`${name}\` has in it what we write ourselves; nothing of it was taken in`,
    hint: "give it a folder of its own, with neither stories, ledger nor output in it",
  }) as const;

/** Pictures are rare among a night's items; the engine is loaded when the first one comes. */
const probe = async (bytes: Uint8Array) => (await import("../../index.ts")).probePhoto(bytes);

/** The picture as it was looked at; one that has changed since is not taken for it. */
const copied = ({ from, hash }: FileCopy, inbox: string): Uint8Array => {
  const bytes = readFileSync(join(inbox, from));
  if (sha256(bytes) === hash) return bytes;
  throw outputError(`the picture \`${from}\` changed in the inbox meanwhile; nothing was written`, "start it again");
};

const textAt = (folder: string, path: string): string => {
  try {
    return readFileSync(join(folder, path), "utf8");
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw outputErrorOf(fault, path);
  }
};

const noLedger = (path: string) =>
  ({
    code: "feed/ledger",
    severity: "error",
    message: `\`${path}\` is no ledger of this version; nothing was taken in`,
    hint: "put it back from a copy; without it items would be taken in twice",
  }) as const;

/** All files of the inboxes in one order on every system; those that begin with a dot are on their way or the system's. */
const inboxFiles = (
  mapping: FeedMapping,
  inboxes: ReadonlyMap<string, string>,
  found: Diagnostics,
): readonly InboxFile[] =>
  mapping.sources.flatMap(({ name }) => {
    if (!inboxes.has(name)) return [];
    try {
      return filesIn(inboxes.get(name)!).map((path) => ({ source: name, path }));
    } catch (fault) {
      const code = (fault as NodeJS.ErrnoException).code ?? "";
      found.add({
        code: "feed/inbox",
        severity: "error",
        message: `the inbox of \`${name}\` cannot be read (${code})`,
        hint: "check `folder` of the source, and its rights",
      });
      return [];
    }
  });

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/"))
    .filter((path) => !path.split("/").some((part) => part.startsWith(".")))
    .sort();
