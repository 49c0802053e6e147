/** `broadsheet feed`: items that lie in inboxes become stories of an edition, once. */
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { Diagnostics } from "../base/diagnostic.ts";
import type { World } from "../base/world.ts";
import type { InboxFile } from "../feeds/desk.ts";
import type { FeedRun, FileCopy } from "../feeds/feed-run.ts";
import type { FeedMapping } from "../feeds/feed-source.ts";
import { sha256 } from "../feeds/file-plan.ts";
import { ingest } from "../feeds/ingest.ts";
import { timeOf } from "../feeds/item-facts.ts";
import { parseLedger } from "../feeds/ledger.ts";
import { readFeedMapping } from "../feeds/read-mapping.ts";
import { probePhoto } from "../index.ts";
import { diskWorld } from "../nightly/disk/disk-world.ts";
import { withLock } from "../nightly/output/lock-folder.ts";
import { outputError, outputErrorOf } from "../nightly/output/output-error.ts";
import { type CommandInput, printFindings, printJson, type Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";
import { writeFiles } from "./write-files.ts";

/** Takes in what is there; 0 when every item was taken in, 1 when one is in quarantine or an inbox cannot be read. */
export const feed = async ({ argument, options, session }: CommandInput): Promise<number> => {
  const { folder, file } = await mappingPlace(argument ?? "feed.yaml", session);
  const now = nowOf(options.now, session);
  const found = new Diagnostics();
  const edition = diskWorld({ edition: folder, cache: undefined });
  const mapping = await readFeedMapping(file, edition, found);
  if (!mapping) return answer(undefined, found, session);
  const before = textAt(folder, mapping.ledger);
  const ledger = parseLedger(before);
  if (!ledger) {
    found.add(noLedger(mapping.ledger));
    return answer(undefined, found, session);
  }
  const inboxes = new Map(mapping.sources.map(({ name, folder: inbox }) => [name, resolve(folder, inbox)]));
  const files = inboxFiles(mapping, inboxes, found);
  const inbox = (source: string): World => diskWorld({ edition: inboxes.get(source)!, cache: undefined });
  const run = await ingest(files, { mapping, edition, inbox, ledger, now, probe: probePhoto });
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
  return answer(run, found, session);
};

/** The picture as it was looked at; one that has changed since is not taken for it. */
const copied = ({ from, hash }: FileCopy, inbox: string): Uint8Array => {
  const bytes = readFileSync(join(inbox, from));
  if (sha256(bytes) === hash) return bytes;
  throw outputError(`the picture \`${from}\` changed in the inbox meanwhile; nothing was written`, "start it again");
};

const answer = (run: FeedRun | undefined, found: Diagnostics, session: Session): number => {
  const textOf = (path: string) => found.textOf(path);
  printFindings(found.all(), textOf, session);
  if (session.json) {
    const { counts, released, items, removes } = run ?? {};
    printJson(run ? { counts, released, items, removed: removes } : {}, { all: found.all(), textOf }, session);
  } else if (run) session.terminal.out(`${session.says.fed(run.counts, run.released)}\n`);
  if (!run) return 2;
  return found.has("error") ? 1 : 0;
};

/** A file, or the folder in which `feed.yaml` is. */
const mappingPlace = async (
  argument: string,
  { terminal, says }: Session,
): Promise<{ readonly folder: string; readonly file: string }> => {
  const asked = resolve(terminal.cwd, argument);
  const facts = await stat(asked).catch(() => undefined);
  const path = facts?.isDirectory() ? join(asked, "feed.yaml") : asked;
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) throw new UsageError(says.noFile(argument));
  return { folder: dirname(real), file: basename(real) };
};

/** The one place where a clock is looked at; `--now` stands for it. */
const nowOf = (written: string | undefined, { says }: Session): number => {
  if (written === undefined) return Date.now();
  const time = timeOf(written, 0);
  if (time === undefined) throw new UsageError(says.noTime(written));
  return time;
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
