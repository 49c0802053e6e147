/** A desk for feeds in memory: inboxes, a ledger and an edition's folder that runs change as they would a disk. */
import type { Diagnostic } from "../../src/base/diagnostic.ts";
import { Diagnostics } from "../../src/base/diagnostic.ts";
import type { World } from "../../src/base/world.ts";
import type { FeedRun } from "../../src/feeds/feed-run.ts";
import { feedMapping } from "../../src/feeds/feed-source.ts";
import { ingest } from "../../src/feeds/ingest.ts";
import { parseLedger } from "../../src/feeds/ledger.ts";
import { openReadShop } from "../../src/input/document/read-shop.ts";
import type { FeedInput } from "../../src/input/feed-schema.ts";
import { readStory } from "../../src/input/story/read-story.ts";
import type { Story } from "../../src/model/story.ts";

export interface FeedDesk {
  /** the edition's folder, by path */
  readonly edition: Map<string, Uint8Array>;
  /** the inbox of the only source, `wire`, by path */
  readonly inbox: Map<string, Uint8Array>;
  put(path: string, content: string | Uint8Array): void;
  run(now?: string): Promise<FeedRun>;
  text(path: string): string | undefined;
  story(path: string): Promise<{ readonly story: Story | undefined; readonly findings: readonly Diagnostic[] }>;
}

const worldOf = (files: ReadonlyMap<string, Uint8Array>): World => ({
  read: async ({ path }, limit = Number.POSITIVE_INFINITY) => {
    const bytes = files.get(path);
    if (!bytes) return { ok: false, why: "missing" };
    return bytes.length > limit ? { ok: false, why: "too-large" } : { ok: true, bytes };
  },
  cached: (_, make) => make(),
});

/** A desk with one source, `wire`; `mapping` changes what it is told. */
export const feedDesk = (
  source: Partial<FeedInput["sources"][number]> = {},
  mapping: Partial<FeedInput> = {},
): FeedDesk => {
  const edition = new Map<string, Uint8Array>();
  const inbox = new Map<string, Uint8Array>();
  const told = feedMapping({ sources: [{ name: "wire", folder: "inbox", ...source }], ...mapping });
  const text = (path: string) => {
    const bytes = edition.get(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  return {
    edition,
    inbox,
    text,
    put: (path, content) => inbox.set(path, typeof content === "string" ? new TextEncoder().encode(content) : content),
    run: async (now = "2026-01-01T00:00:00Z") => {
      const ledger = parseLedger(text(told.ledger) ?? "");
      if (!ledger) throw new Error("the ledger does not read back");
      const files = [...inbox.keys()].sort().map((path) => ({ source: "wire", path }));
      const run = await ingest(files, {
        mapping: told,
        edition: worldOf(edition),
        inbox: () => worldOf(inbox),
        ledger,
        now: Date.parse(now),
      });
      for (const { path, bytes } of [...run.writes, run.ledger]) edition.set(path, bytes);
      for (const { path, from } of run.copies) edition.set(path, inbox.get(from)!);
      for (const path of run.removes) edition.delete(path);
      return run;
    },
    story: async (path) => {
      const report = new Diagnostics();
      const shop = openReadShop({ world: worldOf(edition), report });
      const probe = async () => ({ ok: true, facts: { width: 1, height: 1, mono: false } }) as const;
      const language = told.sources[0]!.language;
      const story = await readStory(path, { shop, probe, named: { path, start: 0, end: 0 }, language });
      return { story, findings: report.all() };
    },
  };
};

/** Whether no item of a run was lost. */
export const addsUp = ({ counts, items }: FeedRun): boolean => {
  const { seen, ...rest } = counts;
  return seen === items.length && seen === Object.values(rest).reduce((sum, each) => sum + each, 0);
};
